import * as adj from "../../assembly/layout/adjacency.ts";
import { LABEL_IMPLICIT_NULL } from "../../assembly/layout/headers.ts";
import * as map from "../../assembly/layout/map.ts";
import * as nhlfe from "../../assembly/layout/nhlfe.ts";
import type { Core } from "./core.ts";
import { IndexPool, TableError } from "./pool.ts";

export type AdjacencySettings = {
  readonly attachment: number;
  readonly port: number;
  /** neighbour's MAC and own MAC as 48-bit numbers; neighbour undefined while it is not known */
  readonly neighbour: number | undefined;
  readonly mac: number;
  readonly tags: readonly number[];
  readonly tpid: number;
  readonly up: boolean;
  readonly mtu: number;
  /** 0 = no MPLS on this attachment */
  readonly mplsMtu: number;
};

export type SetMember = { readonly nhlfe: number /** 1..255 */; readonly weight: number };

const BUCKETS_MIN = 16;
const BUCKETS_MAX = 256;

/** Adjacencies, NHLFEs and ECMP sets: where a packet goes. */
export class NextHops {
  readonly #core: Core;
  readonly adjacencies: IndexPool;
  readonly nhlfes: IndexPool;

  constructor(core: Core) {
    this.#core = core;
    this.adjacencies = new IndexPool("adjacencies", core.capacity.adjacencies);
    this.nhlfes = new IndexPool("nhlfes", core.capacity.nhlfes);
  }

  adjacencyAt(index: number): number {
    return this.#core.word(map.MAP_ADJACENCIES) + index * adj.ADJACENCY_SIZE;
  }

  nhlfeAt(index: number): number {
    return this.#core.word(map.MAP_NHLFES) + index * nhlfe.NHLFE_SIZE;
  }

  addAdjacency(settings: AdjacencySettings): number {
    const index = this.adjacencies.take();
    this.setAdjacency(index, settings);
    return index;
  }

  /** Writes an adjacency; readers skip it while it is written, since its state is taken down first and published last. */
  setAdjacency(index: number, settings: AdjacencySettings): void {
    const record = this.adjacencyAt(index);
    const { u8, view } = this.#core;
    u8[record + adj.ADJACENCY_STATE] = adj.ADJACENCY_DOWN;
    putMac(u8, record, settings.neighbour ?? 0);
    putMac(u8, record + 6, settings.mac);
    settings.tags.forEach((vid, i) => {
      view.setUint16(record + 12 + 4 * i, i === 0 ? settings.tpid : 0x8100);
      view.setUint16(record + 14 + 4 * i, vid);
    });
    u8[record + adj.ADJACENCY_L2_SIZE] = 14 + 4 * settings.tags.length;
    view.setUint32(record + adj.ADJACENCY_MTU, settings.mtu, true);
    view.setUint32(record + adj.ADJACENCY_MPLS_MTU, settings.mplsMtu, true);
    view.setUint32(record + adj.ADJACENCY_ATTACHMENT, settings.attachment, true);
    view.setUint32(record + adj.ADJACENCY_PORT, settings.port, true);
    const state = settings.neighbour === undefined ? adj.ADJACENCY_UNRESOLVED : adj.ADJACENCY_READY;
    u8[record + adj.ADJACENCY_STATE] = settings.up ? state : adj.ADJACENCY_DOWN;
  }

  /**
   * @param labels outermost first; implicit null is left out, more than NHLFE_LABELS_MAX become a chain
   * @param next adjacency (NHLFE_PATH), NHLFE (NHLFE_CHAIN), VRF (NHLFE_VRF); else 0
   * @param use index to write; a new one by default
   */
  setNhlfe(kind: number, next: number, labels: readonly number[], backup = 0, use = this.nhlfes.take()): number {
    const real = labels.filter((label) => label !== LABEL_IMPLICIT_NULL);
    let rest = real;
    let target = next;
    let targetKind = kind;
    while (rest.length > nhlfe.NHLFE_LABELS_MAX) {
      // the outermost ones stand further down the chain
      target = this.#write(this.nhlfes.take(), targetKind, target, rest.slice(0, nhlfe.NHLFE_LABELS_MAX), 0);
      targetKind = nhlfe.NHLFE_CHAIN;
      rest = rest.slice(nhlfe.NHLFE_LABELS_MAX);
    }
    return this.#write(use, targetKind, target, rest, backup);
  }

  /** A set of weighted members (docs/forwarding.md 7). @throws TableError when weights add up to more than 256 */
  setMembers(members: readonly SetMember[], backup = 0, use = this.nhlfes.take()): number {
    const total = members.reduce((sum, member) => sum + member.weight, 0);
    if (total > BUCKETS_MAX) throw new TableError("sets", `weights add up to ${total}, at most ${BUCKETS_MAX}`);
    let count = BUCKETS_MIN;
    while (count < total) count *= 2;
    const set = this.#core.exports.blockTake(nhlfe.SET_BUCKETS + 4 * count);
    if (set === 0) throw new TableError("sets", "heap full: give createEngine a larger capacity.heap");
    const { view } = this.#core;
    view.setUint32(set + nhlfe.SET_COUNT, count, true);
    let before = 0;
    for (const member of members) {
      const end = Math.floor((count * (before + member.weight)) / total);
      for (let bucket = Math.floor((count * before) / total); bucket < end; bucket++) {
        view.setUint32(set + nhlfe.SET_BUCKETS + 4 * bucket, member.nhlfe, true);
      }
      before += member.weight;
    }
    return this.#write(use, nhlfe.NHLFE_SET, set, [], backup);
  }

  #write(index: number, kind: number, next: number, labels: readonly number[], backup: number): number {
    const record = this.nhlfeAt(index);
    const { u8, view } = this.#core;
    u8[record + nhlfe.NHLFE_COUNT] = labels.length;
    view.setUint32(record + nhlfe.NHLFE_NEXT, next, true);
    labels.forEach((label, i) => {
      view.setUint32(record + nhlfe.NHLFE_LABELS + 4 * i, label << 12);
    });
    view.setUint32(record + nhlfe.NHLFE_BACKUP, backup, true);
    u8[record + nhlfe.NHLFE_KIND] = kind;
    return index;
  }
}

function putMac(u8: Uint8Array, at: number, mac: number): void {
  for (let i = 0; i < 6; i++) u8[at + i] = Math.floor(mac / 2 ** (40 - 8 * i)) & 255;
}
