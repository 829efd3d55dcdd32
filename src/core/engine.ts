import * as pk from "../../assembly/layout/packet.ts";
import { BURST_MAX } from "../../assembly/layout/packet.ts";
import type { NetworkModel, RouterModel } from "../model/router.ts";
import { Core, type CoreOptions } from "./core.ts";
import { CounterRanges } from "./labels.ts";
import { NextHops } from "./nexthops.ts";
import { outcomeName } from "./outcomes.ts";
import { Places } from "./places.ts";
import { Router } from "./router.ts";

export type EngineOptions = CoreOptions & {
  /** octets of one injected frame, at most; 64..262144 */
  readonly frameMax?: number;
};

/** What became of a frame that was injected. `frame` is a copy: the packet as it left, or, if it did not, as it last was. */
export type Outcome = {
  readonly id: number;
  readonly router: string;
  readonly port: string;
  /** "forwarded", a drop reason or a punt reason */
  readonly verdict: string;
  readonly kind: "forwarded" | "dropped" | "punted";
  readonly frame: Uint8Array;
  /** for punts: offset of the label stack entry or IP header in the frame */
  readonly l3Offset: number;
  /** for mtu-exceeded: the largest size of what stands at l3Offset */
  readonly mtu: number;
  /** routers passed inside the engine before this one */
  readonly hops: number;
};

const HEADROOM = 128;

/** Routers in one memory, and the way in and out for frames. */
export class Engine {
  readonly core: Core;
  readonly routers = new Map<string, Router>();
  readonly #parts;
  readonly #stride: number;
  readonly #slots: number;
  readonly #portNames = new Map<number, { router: string; port: string }>();
  #queued = 0;
  #ready: Outcome[] = [];

  /** Use createEngine. */
  constructor(core: Core, frameMax: number) {
    this.core = core;
    this.#parts = { core, places: new Places(core), hops: new NextHops(core), counters: new CounterRanges(core) };
    this.#stride = (HEADROOM + frameMax + 63) & ~63;
    this.#slots = core.exports.blockTake(this.#stride * BURST_MAX);
    if (this.#slots === 0) throw new RangeError("frameMax: no room in the heap for a burst of such frames");
  }

  /** Adds a router with all that its model says. */
  addRouter(model: RouterModel): Router {
    if (this.routers.has(model.name)) throw new RangeError(`router: there is a ${model.name} already`);
    const router = new Router(this.#parts, model);
    this.routers.set(model.name, router);
    for (const vrf of model.vrfs) router.setVrf(vrf);
    for (const entry of model.interfaces) router.addInterface(entry);
    for (const [name, port] of router.ports) this.#portNames.set(port, { router: model.name, port: name });
    for (const neighbor of model.neighbors) router.setNeighbor(neighbor);
    for (const nextHop of model.nextHops) router.setNextHop(nextHop);
    for (const route of model.routes) router.setRoute(route);
    for (const label of model.labels) router.setLabel(label);
    return router;
  }

  /** Adds all routers and links of a network. */
  load(network: NetworkModel): void {
    for (const router of network.routers) this.addRouter(router);
    for (const [a, b] of network.links) this.link(a, b);
  }

  /** Joins two ports: what leaves by one comes in by the other, inside the engine. */
  link(a: { router: string; port: string }, b: { router: string; port: string }): void {
    const portA = this.#port(a.router, a.port);
    const portB = this.#port(b.router, b.port);
    this.#parts.places.setPeer(portA, portB);
    this.#parts.places.setPeer(portB, portA);
  }

  /**
   * Queues a frame as received by a port; a full burst is forwarded at once.
   * @param wireLength octets that the frame had on the wire, when the record was cut
   * @returns the id that its outcome carries
   */
  inject(router: string, port: string, frame: Uint8Array, id = 0, wireLength = frame.length): void {
    if (frame.length > this.#stride - HEADROOM)
      throw new RangeError(`frame: ${frame.length} octets, frameMax is ${this.#stride - HEADROOM}`);
    if (this.#queued === BURST_MAX) this.step();
    const flags = wireLength > frame.length ? pk.PACKET_CUT : 0;
    this.#queue(frame, this.#port(router, port), id, flags, 0, 0);
  }

  /** Forwards what is queued. */
  step(): void {
    const count = this.#queued;
    this.#queued = 0;
    if (count === 0) return;
    this.core.exports.forwardBurst(count);
    for (let i = 0; i < count; i++) this.#ready.push(this.#outcome(i));
  }

  /** Forwards what is queued, and hands out all outcomes since the last call, in the order of injection. */
  drain(): Outcome[] {
    this.step();
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  #queue(frame: Uint8Array, port: number, id: number, flags: number, attachment: number, vrf: number): void {
    const i = this.#queued++;
    const floor = this.#slots + i * this.#stride;
    const head = floor + HEADROOM;
    const { u8, u32 } = this.core;
    u8.set(frame, head);
    const packet = this.core.descriptor(0, i) / 4;
    u32[packet + pk.PACKET_HEAD / 4] = head;
    u32[packet + pk.PACKET_TAIL / 4] = head + frame.length;
    u32[packet + pk.PACKET_PORT / 4] = port;
    u32[packet + pk.PACKET_FLOOR / 4] = floor;
    u32[packet + pk.PACKET_FLAGS / 4] = flags;
    u32[packet + pk.PACKET_ATTACHMENT / 4] = attachment;
    u32[packet + pk.PACKET_VRF / 4] = vrf;
    u32[packet + pk.PACKET_ID / 4] = id;
  }

  #outcome(i: number): Outcome {
    const { u8, u32 } = this.core;
    const packet = this.core.descriptor(0, i) / 4;
    const word = (offset: number): number => u32[packet + offset / 4] as number;
    const code = word(pk.PACKET_VERDICT);
    const head = word(pk.PACKET_HEAD);
    const place = this.#portNames.get(word(pk.PACKET_PORT)) ?? { router: "", port: "" };
    return {
      id: word(pk.PACKET_ID),
      ...place,
      ...outcomeName(code),
      frame: u8.slice(head, word(pk.PACKET_TAIL)),
      l3Offset: word(pk.PACKET_L3) - head,
      mtu: word(pk.PACKET_OUT),
      hops: word(pk.PACKET_FLAGS) >>> pk.HOPS_SHIFT,
    };
  }

  #port(router: string, port: string): number {
    const index = this.routers.get(router)?.ports.get(port);
    if (index === undefined) throw new RangeError(`port: there is no ${router}:${port}`);
    return index;
  }
}

/** Makes an engine with empty tables. @throws RangeError for a capacity or frameMax out of range */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  return new Engine(await Core.create(options), frameMaxOf(options));
}

/** The same without waiting, for Node and for workers. */
export function createEngineSync(options: EngineOptions = {}): Engine {
  return new Engine(Core.createSync(options), frameMaxOf(options));
}

function frameMaxOf({ frameMax = 9216 + 64 }: EngineOptions): number {
  if (!Number.isInteger(frameMax) || frameMax < 64 || frameMax > 262144)
    throw new RangeError(`frameMax: ${frameMax}, expected 64..262144`);
  return frameMax;
}
