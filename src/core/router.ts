import * as ilm from "../../assembly/layout/ilm.ts";
import * as nhlfe from "../../assembly/layout/nhlfe.ts";
import { ROUTER_LABELS } from "../../assembly/layout/router.ts";
import type {
  InterfaceModel,
  LabelModel,
  NeighborModel,
  NextHopModel,
  RouteModel,
  RouterModel,
  TcPolicy,
  TtlMode,
  TtlPolicy,
  VrfModel,
} from "../model/router.ts";
import { addressWords, contains, macNumber, networkOf, type PrefixWords, prefixWords } from "./address.ts";
import type { Core } from "./core.ts";
import { type CounterRanges, LabelSpace } from "./labels.ts";
import type { NextHops } from "./nexthops.ts";
import { Paths } from "./paths.ts";
import { type Places, popMode } from "./places.ts";

export type Interface = {
  model: InterfaceModel;
  readonly attachment: number;
  readonly port: number;
  readonly vrf: number;
  readonly networks: { readonly host: PrefixWords; readonly network: PrefixWords }[];
};

/** What several routers of one engine share. */
export type EngineParts = {
  readonly core: Core;
  readonly places: Places;
  readonly hops: NextHops;
  readonly counters: CounterRanges;
};

/** One router of an engine, programmed by the names of its model. Every call is complete when it returns. */
export class Router {
  readonly name: string;
  readonly index: number;
  readonly ports = new Map<string, number>();
  readonly interfaces = new Map<string, Interface>();
  readonly vrfs = new Map<string, number>();
  readonly spaces = new Map<string, LabelSpace>();
  readonly paths: Paths;
  readonly model: Pick<RouterModel, "ttl" | "tc" | "icmp">;
  readonly #parts: EngineParts;
  readonly #policies = new Map<string, { ttl: TtlPolicy; tc: TcPolicy }>();
  /** NHLFEs that hold routes' and labels' references, by "table prefix" and "space label" */
  readonly #held = new Map<string, number>();

  constructor(parts: EngineParts, model: Pick<RouterModel, "name" | "ttl" | "tc" | "seed" | "icmp">) {
    this.#parts = parts;
    this.name = model.name;
    this.model = model;
    this.index = parts.places.addRouter(model.seed);
    this.spaces.set("", new LabelSpace(parts.core, parts.places.routerAt(this.index) + ROUTER_LABELS, parts.counters));
    this.paths = new Paths(parts.hops, (name) => this.#interface(name));
    this.setVrf({ name: "", ttl: model.ttl, tc: model.tc });
  }

  /** Adds a VRF, or changes the TTL and TC modes of one ("" is the global table). */
  setVrf(model: VrfModel): void {
    let index = this.vrfs.get(model.name);
    if (index === undefined) {
      index = this.#parts.places.addVrf(this.index);
      this.vrfs.set(model.name, index);
    }
    this.#policies.set(model.name, model);
    this.#parts.places.setPolicy(index, model.ttl, model.tc);
  }

  addInterface(model: InterfaceModel): void {
    if (this.interfaces.has(model.name)) throw new RangeError(`interface: ${this.name} has ${model.name} already`);
    const { places, hops } = this.#parts;
    let port = this.ports.get(model.port);
    if (port === undefined) {
      port = places.addPort(this.index);
      this.ports.set(model.port, port);
    }
    const vrf = this.#vrf(model.vrf);
    const space = places.routerAt(this.index) + ROUTER_LABELS;
    const attachment = places.addAttachment({ ...model, mac: macNumber(model.mac), port, vrf }, this.index, space);
    const networks = model.addresses.map(networkOf);
    const entry: Interface = { model, attachment, port, vrf, networks };
    this.interfaces.set(model.name, entry);
    const glean = this.paths.glean(entry);
    for (const { host, network } of networks) {
      if (network.length < host.length) this.#insert(vrf, network, glean);
      this.#insert(vrf, host, hops.setNhlfe(nhlfe.NHLFE_LOCAL, 0, []));
      if (host.family === 4 && network.length <= 30) {
        const broadcast = (network.words[0] | (0xffffffff >>> network.length)) >>> 0;
        this.#insert(vrf, { ...host, words: [broadcast, 0, 0, 0] }, hops.setNhlfe(nhlfe.NHLFE_BROADCAST, 0, []));
      }
    }
  }

  /** Takes an interface up or down; paths over it are passed over at once. */
  setInterfaceUp(name: string, up: boolean): void {
    const entry = this.#interface(name);
    entry.model = { ...entry.model, up };
    this.#parts.places.setFlags(entry.attachment, entry.model);
    this.paths.refresh(entry);
  }

  /** A neighbour's MAC: resolves the paths over it, and gives it a host route if it lies in a connected prefix. */
  setNeighbor({ interface: name, address, mac }: NeighborModel): void {
    const entry = this.#interface(name);
    const host = addressWords(address);
    const path = this.paths.neighbour(entry, address, macNumber(mac));
    const connected = entry.networks.some(({ network }) => contains(network, host));
    const key = routeKey(entry.vrf, host);
    if (connected && !this.#held.has(key)) this.#insert(entry.vrf, host, path);
  }

  setNextHop(model: NextHopModel): void {
    this.paths.setNamed(model);
  }

  /** Adds or replaces a route. */
  setRoute({ vrf, prefix, action }: RouteModel): void {
    const { hops } = this.#parts;
    const words = prefixWords(prefix);
    const table = this.#vrf(vrf);
    let index: number;
    if (action.kind === "paths") index = this.paths.take(action.paths);
    else if (action.kind === "vrf") index = hops.setNhlfe(nhlfe.NHLFE_VRF, this.#vrf(action.vrf), []);
    else if (action.kind === "discard") index = hops.setNhlfe(nhlfe.NHLFE_DISCARD, 0, []);
    else if (action.kind === "unreachable") index = hops.setNhlfe(nhlfe.NHLFE_UNREACHABLE, 0, []);
    else index = hops.setNhlfe(nhlfe.NHLFE_PROHIBITED, 0, []);
    this.#insert(table, words, index);
    this.#hold(routeKey(table, words), index);
  }

  /** @returns whether there was such a route */
  removeRoute(vrf: string, prefix: string): boolean {
    const { family, words, length } = prefixWords(prefix);
    const table = this.#vrf(vrf);
    const { core, places } = this.#parts;
    const status = core.exports.fibRemove(places.fibOf(table, family), ...words, length);
    this.#release(routeKey(table, { family, words, length }));
    return status === 0;
  }

  /** Adds or replaces an LFIB entry. */
  setLabel(model: LabelModel): void {
    const { label, action, space } = model;
    const { places } = this.#parts;
    const accept = places.acceptIndex(
      this.index,
      (model.interfaces ?? []).map((name) => this.#interface(name).attachment),
    );
    const table = this.#space(space);
    const policy = this.#policies.get(action.kind === "vrf" ? action.vrf : "") as { ttl: TtlPolicy; tc: TcPolicy };
    const ttl: TtlMode = model.ttl ?? policy.ttl.mode;
    let mode = popMode(ttl, policy.tc);
    let op = ilm.ILM_CONTINUE;
    let out = 0;
    let index = 0;
    if (action.kind === "swap" || action.kind === "pop") {
      const single = action.kind === "swap" ? this.paths.singleSwap(action.paths) : undefined;
      op = single === undefined ? ilm.ILM_FORWARD : ilm.ILM_SWAP;
      if (single !== undefined) {
        index = single.nhlfe;
        out = rawLabel(single.label);
      } else {
        index = this.paths.take(action.paths);
        if (action.kind === "pop" && (action.bottom ?? this.paths.endsMpls(action.paths))) mode |= ilm.ILM_MODE_BOTTOM;
        out = model.payload === undefined ? 0 : model.payload === "ipv4" ? ilm.ILM_PAYLOAD_IP4 : ilm.ILM_PAYLOAD_IP6;
      }
    } else if (action.kind === "vrf") {
      op = ilm.ILM_LOOKUP;
      out = this.#vrf(action.vrf);
    } else if (action.kind === "punt") op = ilm.ILM_PUNT;
    else if (action.kind === "discard") op = ilm.ILM_DISCARD;
    table.set(label, { op, out, nhlfe: index, accept, mode });
    this.#hold(`${space} ${label}`, index);
  }

  /** @returns whether there was such an entry */
  removeLabel(label: number, space = ""): boolean {
    const removed = this.#space(space).remove(label);
    this.#release(`${space} ${label}`);
    return removed;
  }

  #insert(vrf: number, { family, words, length }: PrefixWords, leaf: number): void {
    const { core, places } = this.#parts;
    core.check(core.exports.fibInsert(places.fibOf(vrf, family), ...words, length, leaf), "fib");
  }

  #hold(key: string, index: number): void {
    this.#release(key);
    this.#held.set(key, index);
  }

  #release(key: string): void {
    const held = this.#held.get(key);
    if (held === undefined) return;
    this.#held.delete(key);
    this.paths.release(held);
  }

  #interface(name: string): Interface {
    const entry = this.interfaces.get(name);
    if (entry === undefined) throw new RangeError(`interface: ${this.name} has no ${name}`);
    return entry;
  }

  #vrf(name: string): number {
    const index = this.vrfs.get(name);
    if (index === undefined) throw new RangeError(`vrf: ${this.name} has no ${name}`);
    return index;
  }

  /** The label space of that name; an interface's own is made when the first label is put into it. */
  #space(name: string): LabelSpace {
    let space = this.spaces.get(name);
    if (space === undefined) {
      const { core, counters, places } = this.#parts;
      const word = core.exports.blockTake(8);
      if (word === 0) throw new RangeError("labels: heap full");
      space = new LabelSpace(core, word, counters);
      places.setSpace(this.#interface(name).attachment, word);
      this.spaces.set(name, space);
    }
    return space;
  }
}

function routeKey(vrf: number, { family, words, length }: PrefixWords): string {
  return family === 4 ? `${vrf}/${words[0]}/${length}` : `${vrf}/${words.join(":")}/${length}`;
}

/** A label as LSE_RAW_LABEL has it. */
function rawLabel(label: number): number {
  return (label >> 12) | (((label >> 4) & 0xff) << 8) | ((label & 15) << 20);
}
