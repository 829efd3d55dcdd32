import * as at from "../../assembly/layout/attachment.ts";
import { ACCEPT_CLASS_MAX, ACCEPT_MASK_COUNT, ACCEPT_TRUSTED } from "../../assembly/layout/attachment.ts";
import * as ilm from "../../assembly/layout/ilm.ts";
import * as map from "../../assembly/layout/map.ts";
import * as port from "../../assembly/layout/port.ts";
import * as router from "../../assembly/layout/router.ts";
import * as vrf from "../../assembly/layout/vrf.ts";
import type { TcPolicy, TtlPolicy } from "../model/router.ts";
import type { Core } from "./core.ts";
import { IndexPool, TableError } from "./pool.ts";

export type AttachmentSettings = {
  readonly port: number;
  /** VIDs, outermost first, at most two */
  readonly tags: readonly number[];
  readonly tpid: number;
  /** 6 octets as a number, first octet highest */
  readonly mac: number;
  readonly vrf: number;
  readonly mpls: boolean;
  readonly up: boolean;
  readonly urpf: "off" | "strict" | "loose";
  readonly trust: boolean;
};

/** Routers, ports, attachments and VRFs: the flat records that say where a packet is. Indexes come from 1 up. */
export class Places {
  readonly #core: Core;
  readonly routers: IndexPool;
  readonly ports: IndexPool;
  readonly attachments: IndexPool;
  readonly vrfs: IndexPool;
  readonly #masks: number[] = [ACCEPT_TRUSTED];
  /** classes of attachments given out, per router */
  readonly #classes = new Map<number, number>();

  constructor(core: Core) {
    this.#core = core;
    this.routers = new IndexPool("routers", core.capacity.routers);
    this.ports = new IndexPool("ports", core.capacity.ports);
    this.attachments = new IndexPool("attachments", core.capacity.attachments);
    this.vrfs = new IndexPool("vrfs", core.capacity.vrfs);
    core.u32[core.word(map.MAP_ACCEPT) / 4] = ACCEPT_TRUSTED;
  }

  routerAt(index: number): number {
    return this.#core.word(map.MAP_ROUTERS) + index * router.ROUTER_SIZE;
  }

  portAt(index: number): number {
    return this.#core.word(map.MAP_PORTS) + index * port.PORT_SIZE;
  }

  attachmentAt(index: number): number {
    return this.#core.word(map.MAP_ATTACHMENTS) + index * at.ATTACHMENT_SIZE;
  }

  vrfAt(index: number): number {
    return this.#core.word(map.MAP_VRFS) + index * vrf.VRF_SIZE;
  }

  /** @param seed of the flow hash, 32 bits */
  addRouter(seed: number): number {
    const index = this.routers.take();
    this.#core.view.setUint32(this.routerAt(index) + router.ROUTER_SEED, seed >>> 0, true);
    return index;
  }

  addPort(routerIndex: number): number {
    const index = this.ports.take();
    const record = this.portAt(index);
    this.#core.u8.fill(0, record, record + port.PORT_SIZE);
    this.#core.view.setUint16(record + port.PORT_ROUTER, routerIndex, true);
    this.#core.u8[record + port.PORT_UP] = 1;
    return index;
  }

  setPortUp(index: number, up: boolean): void {
    this.#core.u8[this.portAt(index) + port.PORT_UP] = up ? 1 : 0;
  }

  /** Joins two ports; 0 as peer takes the link away. */
  setPeer(index: number, peer: number): void {
    this.#core.publish(this.portAt(index) + port.PORT_PEER, peer);
    if (peer !== 0) this.#core.setWord(map.MAP_LINKED, 1);
  }

  addVrf(routerIndex: number): number {
    const index = this.vrfs.take();
    const record = this.vrfAt(index);
    const { view, exports } = this.#core;
    const fib4 = exports.fibCreate(4);
    const fib6 = exports.fibCreate(6);
    if (fib4 === 0 || fib6 === 0) throw new TableError("vrfs", "full: no FIB left");
    view.setUint32(record + vrf.VRF_FIB4, this.#core.word(map.MAP_FIB) + 4 * fib4, true);
    view.setUint32(record + vrf.VRF_FIB6, this.#core.word(map.MAP_FIB) + 4 * fib6, true);
    view.setUint32(record + vrf.VRF_ROUTER, this.routerAt(routerIndex), true);
    view.setUint32(record + vrf.VRF_TC_MAP, 0, true);
    return index;
  }

  /** FIB table id of a VRF. */
  fibOf(vrfIndex: number, family: 4 | 6): number {
    const word = this.#core.view.getUint32(this.vrfAt(vrfIndex) + (family === 4 ? vrf.VRF_FIB4 : vrf.VRF_FIB6), true);
    return (word - this.#core.word(map.MAP_FIB)) / 4;
  }

  /** TTL and TC of labels pushed in a table, and of explicit null and ELI popped there. */
  setPolicy(vrfIndex: number, ttl: TtlPolicy, tc: TcPolicy): void {
    const record = this.vrfAt(vrfIndex);
    const { u8, view } = this.#core;
    if (typeof tc.push === "object") {
      let table = view.getUint32(record + vrf.VRF_TC_MAP, true);
      if (table === 0) table = this.#core.exports.blockTake(64);
      if (table === 0) throw new TableError("vrfs", "heap full: no room for a TC map");
      for (let dscp = 0; dscp < 64; dscp++) u8[table + dscp] = tc.push[dscp] ?? dscp >> 3;
      view.setUint32(record + vrf.VRF_TC_MAP, table, true);
      u8[record + vrf.VRF_TC_PUSH] = vrf.TC_MAP;
    } else u8[record + vrf.VRF_TC_PUSH] = tc.push === "precedence" ? vrf.TC_PRECEDENCE : vrf.TC_FIXED + tc.push;
    u8[record + vrf.VRF_PUSH_UNIFORM] = ttl.mode === "uniform" ? 1 : 0;
    u8[record + vrf.VRF_PIPE_TTL] = ttl.pipe;
    u8[record + vrf.VRF_POP_MODE] = popMode(ttl.mode, tc);
  }

  /** @param space address of the word with its label space's ILM */
  addAttachment(settings: AttachmentSettings, routerIndex: number, space: number): number {
    const index = this.attachments.take();
    const record = this.attachmentAt(index);
    const { view, u8 } = this.#core;
    u8.fill(0, record, record + at.ATTACHMENT_SIZE);
    for (let i = 0; i < 6; i++) u8[record + at.ATTACHMENT_MAC + i] = Math.floor(settings.mac / 2 ** (40 - 8 * i)) & 255;
    view.setUint32(record + at.ATTACHMENT_PORT, settings.port, true);
    view.setUint32(record + at.ATTACHMENT_ROUTER, this.routerAt(routerIndex), true);
    view.setUint32(record + at.ATTACHMENT_SPACE, space, true);
    view.setUint32(record + at.ATTACHMENT_VRF, this.vrfAt(settings.vrf), true);
    const tpid = settings.tags.length === 0 ? 0 : ((settings.tpid & 255) << 8) | (settings.tpid >> 8);
    view.setUint32(record + at.ATTACHMENT_TPID, tpid, true);
    view.setUint32(record + at.ATTACHMENT_ACCEPT, settings.trust ? ACCEPT_TRUSTED : 0, true);
    this.setFlags(index, settings);
    this.#bindTags(settings.port, settings.tags, index);
    return index;
  }

  setFlags(index: number, { up, mpls, urpf }: Pick<AttachmentSettings, "up" | "mpls" | "urpf">): void {
    const flags =
      (up ? at.ATTACHMENT_UP : 0) |
      (mpls ? at.ATTACHMENT_MPLS : 0) |
      (urpf === "strict" ? at.ATTACHMENT_URPF_STRICT : 0) |
      (urpf === "loose" ? at.ATTACHMENT_URPF_LOOSE : 0);
    this.#core.publish(this.attachmentAt(index) + at.ATTACHMENT_FLAGS, flags);
  }

  /** Gives an attachment a label space of its own (RFC 3031 3.14). */
  setSpace(index: number, space: number): void {
    this.#core.publish(this.attachmentAt(index) + at.ATTACHMENT_SPACE, space);
  }

  /** Index in the accept table for entries that only these attachments may use. Empty: all trusted ones. */
  acceptIndex(routerIndex: number, attachments: readonly number[]): number {
    let mask = attachments.length === 0 ? ACCEPT_TRUSTED : 0;
    for (const index of attachments) mask |= this.#classOf(routerIndex, index);
    let i = this.#masks.indexOf(mask);
    if (i < 0) {
      i = this.#masks.length;
      if (i === ACCEPT_MASK_COUNT)
        throw new TableError("accept", `full: ${i} different lists of interfaces; use label spaces`);
      this.#masks.push(mask);
      this.#core.u32[this.#core.word(map.MAP_ACCEPT) / 4 + i] = mask;
    }
    return i;
  }

  #classOf(routerIndex: number, attachment: number): number {
    const address = this.attachmentAt(attachment) + at.ATTACHMENT_ACCEPT;
    const own = this.#core.view.getUint32(address, true);
    const bits = own & ~ACCEPT_TRUSTED;
    if (bits !== 0) return bits;
    const count = this.#classes.get(routerIndex) ?? 0;
    if (count === ACCEPT_CLASS_MAX) {
      throw new TableError("accept", `full: ${count} interfaces of one router stand in lists; use label spaces`);
    }
    this.#classes.set(routerIndex, count + 1);
    this.#core.publish(address, own | (1 << count));
    return 1 << count;
  }

  #bindTags(portIndex: number, tags: readonly number[], attachment: number): void {
    const record = this.portAt(portIndex);
    const { view } = this.#core;
    const [outer, inner] = tags;
    if (outer === undefined) {
      this.#core.publish(record + port.PORT_UNTAGGED, attachment);
      return;
    }
    let table = view.getUint32(record + port.PORT_VLANS, true);
    if (table === 0) {
      table = this.#vlanTable();
      this.#core.publish(record + port.PORT_VLANS, table);
    }
    const word = view.getUint32(table + 4 * outer, true);
    if (inner === undefined) {
      const place = word & port.VLAN_INNER ? word & ~port.VLAN_INNER : table + 4 * outer;
      this.#core.publish(place, attachment << 1);
      return;
    }
    let second = word & ~port.VLAN_INNER;
    if (!(word & port.VLAN_INNER)) {
      second = this.#vlanTable();
      view.setUint32(second, word, true);
      this.#core.publish(table + 4 * outer, second | port.VLAN_INNER);
    }
    this.#core.publish(second + 4 * inner, attachment << 1);
  }

  #vlanTable(): number {
    const table = this.#core.exports.blockTake(port.VLAN_TABLE_SIZE);
    if (table === 0) throw new TableError("attachments", "heap full: no room for a table by VID");
    this.#core.u8.fill(0, table, table + port.VLAN_TABLE_SIZE);
    return table;
  }
}

/** ILM_MODE_ bits of a pop. */
export function popMode(mode: TtlPolicy["mode"], tc: Pick<TcPolicy, "pop" | "php">): number {
  return (
    (mode === "uniform" ? ilm.ILM_MODE_UNIFORM : 0) |
    (tc.pop === "copy" ? ilm.ILM_MODE_TC_IP : 0) |
    (tc.php === "copy" ? ilm.ILM_MODE_TC_LABEL : 0)
  );
}
