import { LABEL_IMPLICIT_NULL } from "../../assembly/layout/headers.ts";
import * as nhlfe from "../../assembly/layout/nhlfe.ts";
import type { NextHopModel, PathModel } from "../model/router.ts";
import { macNumber } from "./address.ts";
import type { NextHops } from "./nexthops.ts";
import type { Interface } from "./router.ts";

type Adjacency = { readonly index: number; readonly interface: Interface; mac: number | undefined };
type Named = { readonly index: number; content: number; model: NextHopModel | undefined };

/**
 * Paths of one router as NHLFEs. Paths that are alike share one; a named next hop is one NHLFE that leads on to its present
 * content, so a change is one store however many routes and labels refer to it (BGP PIC).
 */
export class Paths {
  readonly #hops: NextHops;
  readonly #interface: (name: string) => Interface;
  /** by "interface address", "interface " for the connected prefix itself */
  readonly #adjacencies = new Map<string, Adjacency>();
  readonly #shared = new Map<string, { readonly index: number; uses: number }>();
  readonly #keys = new Map<number, string>();
  readonly #named = new Map<string, Named>();

  constructor(hops: NextHops, lookUp: (name: string) => Interface) {
    this.#hops = hops;
    this.#interface = lookUp;
  }

  /** NHLFE of a connected prefix: the neighbour is yet to be resolved. */
  glean(entry: Interface): number {
    return this.#share(`glean ${entry.model.name}`, () =>
      this.#hops.setNhlfe(nhlfe.NHLFE_GLEAN, this.#adjacency(entry, "").index, []),
    );
  }

  /** Learns a neighbour's MAC. @returns the NHLFE of the plain path to it */
  neighbour(entry: Interface, address: string, mac: number): number {
    const adjacency = this.#adjacency(entry, address);
    adjacency.mac = mac;
    this.#write(adjacency);
    return this.#path(entry.model.name, address, []);
  }

  /** Writes the adjacencies of an interface again, after it went up or down. */
  refresh(entry: Interface): void {
    for (const adjacency of this.#adjacencies.values()) {
      if (adjacency.interface.attachment === entry.attachment) this.#write(adjacency);
    }
  }

  /** NHLFE for a list of paths; give it back with release. */
  take(paths: readonly PathModel[]): number {
    const [first] = paths;
    if (first === undefined) throw new RangeError("paths: expected at least one");
    if (paths.length === 1) return this.#one(first);
    const members = paths.map((path) => ({ nhlfe: this.#one(path), weight: path.weight }));
    const key = `set ${members.map((member) => `${member.nhlfe}*${member.weight}`).join(" ")}`;
    return this.#share(key, () => this.#hops.setMembers(members));
  }

  release(index: number): void {
    const key = this.#keys.get(index);
    const shared = key === undefined ? undefined : this.#shared.get(key);
    if (key === undefined || shared === undefined || --shared.uses > 0) return;
    this.#shared.delete(key);
    this.#keys.delete(index);
    this.#hops.nhlfes.retire(index);
  }

  /** Sets what a named next hop leads to. */
  setNamed(model: NextHopModel): void {
    const named = this.#name(model.name);
    const backup = model.backup === undefined ? 0 : this.#name(model.backup).index;
    const content = this.take(model.paths);
    const before = named.content;
    named.content = content;
    named.model = model;
    this.#hops.setNhlfe(nhlfe.NHLFE_CHAIN, content, [], backup, named.index);
    if (before !== 0) this.release(before);
  }

  /** A swap to one real label over one interface needs no chain. */
  singleSwap(paths: readonly PathModel[]): { readonly nhlfe: number; readonly label: number } | undefined {
    const [path] = paths;
    if (paths.length !== 1 || path?.interface === undefined) return undefined;
    const [label] = path.labels;
    if (path.labels.length !== 1 || label === undefined || label === LABEL_IMPLICIT_NULL) return undefined;
    return { nhlfe: this.#path(path.interface, path.nextHop ?? "", []), label };
  }

  /** Whether label switching ends at these paths: no attachment that they leave by does MPLS. */
  endsMpls(paths: readonly PathModel[]): boolean {
    return paths.every((path) => {
      if (path.interface !== undefined) return !this.#interface(path.interface).model.mpls;
      const model = this.#named.get(path.use)?.model;
      return model !== undefined && this.endsMpls(model.paths);
    });
  }

  #one(path: PathModel): number {
    if (path.interface !== undefined) return this.#path(path.interface, path.nextHop ?? "", path.labels);
    const { index } = this.#name(path.use);
    if (path.labels.length === 0) return index;
    return this.#share(`use ${index} ${path.labels.join(" ")}`, () =>
      this.#hops.setNhlfe(nhlfe.NHLFE_CHAIN, index, path.labels),
    );
  }

  #path(name: string, address: string, labels: readonly number[]): number {
    const entry = this.#interface(name);
    if (address === "") return this.glean(entry);
    const { index } = this.#adjacency(entry, address);
    return this.#share(`${index} ${labels.join(" ")}`, () => this.#hops.setNhlfe(nhlfe.NHLFE_PATH, index, labels));
  }

  #name(name: string): Named {
    let named = this.#named.get(name);
    if (named === undefined) {
      named = { index: this.#hops.setNhlfe(nhlfe.NHLFE_UNREACHABLE, 0, []), content: 0, model: undefined };
      this.#named.set(name, named);
    }
    return named;
  }

  #share(key: string, make: () => number): number {
    const shared = this.#shared.get(key);
    if (shared !== undefined) {
      shared.uses++;
      return shared.index;
    }
    const index = make();
    this.#shared.set(key, { index, uses: 1 });
    this.#keys.set(index, key);
    return index;
  }

  #adjacency(entry: Interface, address: string): Adjacency {
    const key = `${entry.model.name} ${address}`;
    let adjacency = this.#adjacencies.get(key);
    if (adjacency === undefined) {
      adjacency = { index: this.#hops.adjacencies.take(), interface: entry, mac: undefined };
      this.#adjacencies.set(key, adjacency);
      this.#write(adjacency);
    }
    return adjacency;
  }

  #write(adjacency: Adjacency): void {
    const { model, attachment, port } = adjacency.interface;
    this.#hops.setAdjacency(adjacency.index, {
      attachment,
      port,
      neighbour: adjacency.mac,
      mac: macNumber(model.mac),
      tags: model.tags,
      tpid: model.tpid,
      up: model.up,
      mtu: model.mtu,
      mplsMtu: model.mpls ? model.mplsMtu : 0,
    });
  }
}
