import { ADJACENCY_SIZE } from "../../assembly/layout/adjacency.ts";
import { ACCEPT_MASK_COUNT, ATTACHMENT_SIZE } from "../../assembly/layout/attachment.ts";
import {
  COUNTER_ATTACHMENT_SIZE,
  COUNTER_PORT_SIZE,
  COUNTER_ROUTER_SIZE,
  COUNTER_SIZE,
} from "../../assembly/layout/counters.ts";
import { FIB_REGION_SIZE } from "../../assembly/layout/fib.ts";
import * as map from "../../assembly/layout/map.ts";
import { NHLFE_SIZE } from "../../assembly/layout/nhlfe.ts";
import { PORT_SIZE } from "../../assembly/layout/port.ts";
import { ROUTER_SIZE } from "../../assembly/layout/router.ts";
import { VRF_SIZE } from "../../assembly/layout/vrf.ts";
import { WORKER_COUNTERS } from "../../assembly/layout/worker.ts";

/** How many of each an engine can hold, entry 0 (never used) included. Memory that is not touched costs nothing. */
export type Capacity = {
  readonly routers: number;
  readonly ports: number;
  readonly attachments: number;
  readonly vrfs: number;
  readonly nhlfes: number;
  readonly adjacencies: number;
  /** label entries of all label spaces together, for the counters */
  readonly labels: number;
  /** threads that forward, 1..16 */
  readonly workers: number;
  /** bytes for FIB nodes, label maps and sets */
  readonly heap: number;
};

export const DEFAULT_CAPACITY: Capacity = {
  routers: 2048,
  ports: 16384,
  attachments: 32768,
  vrfs: 16384,
  nhlfes: 1 << 20,
  adjacencies: 65536,
  labels: 1 << 22,
  workers: 1,
  heap: 256 << 20,
};

export const PAGE = 65536;
const TABLES_BASE = 4096;
/** node and leaf addresses of the FIB are below this */
const HEAP_END_MAX = 2 ** 31;

/** Where everything stands in one engine's memory: the map of assembly/layout/map.ts, as numbers. */
export type Places = { readonly words: ReadonlyMap<number, number>; readonly pages: number; readonly heapEnd: number };

/** Lays the tables out one behind the other, each on a cache line. @throws RangeError when they do not fit in the memory */
export function layOut(capacity: Capacity): Places {
  for (const [name, count] of Object.entries(capacity)) {
    if (!Number.isInteger(count) || count < 1)
      throw new RangeError(`capacity.${name}: ${count} is not a whole number >= 1`);
  }
  if (capacity.workers > map.WORKER_COUNT) throw new RangeError(`capacity.workers: at most ${map.WORKER_COUNT}`);
  const words = new Map<number, number>();
  let at = TABLES_BASE;
  const place = (word: number, bytes: number): void => {
    words.set(word, at);
    at = align(at + bytes);
  };
  place(map.MAP_ROUTERS, capacity.routers * ROUTER_SIZE);
  place(map.MAP_PORTS, capacity.ports * PORT_SIZE);
  place(map.MAP_ATTACHMENTS, capacity.attachments * ATTACHMENT_SIZE);
  place(map.MAP_VRFS, capacity.vrfs * VRF_SIZE);
  place(map.MAP_NHLFES, capacity.nhlfes * NHLFE_SIZE);
  place(map.MAP_ADJACENCIES, capacity.adjacencies * ADJACENCY_SIZE);
  place(map.MAP_ACCEPT, ACCEPT_MASK_COUNT * 4);
  place(map.MAP_EPOCH, 4 + map.WORKER_COUNT * 4);
  place(map.MAP_FIB, FIB_REGION_SIZE);

  let offset = 0;
  const counters = (word: number, bytes: number): void => {
    words.set(word, offset);
    offset = align(offset + bytes);
  };
  counters(map.MAP_COUNTER_ROUTERS, capacity.routers * COUNTER_ROUTER_SIZE);
  counters(map.MAP_COUNTER_PORTS, capacity.ports * COUNTER_PORT_SIZE);
  counters(map.MAP_COUNTER_ATTACHMENTS, capacity.attachments * COUNTER_ATTACHMENT_SIZE);
  counters(map.MAP_COUNTER_VRFS, capacity.vrfs * COUNTER_SIZE);
  counters(map.MAP_COUNTER_NHLFES, capacity.nhlfes * COUNTER_SIZE);
  counters(map.MAP_COUNTER_ILM, capacity.labels * COUNTER_SIZE);
  const workerSize = align(WORKER_COUNTERS + offset);
  words.set(map.MAP_WORKER_SIZE, workerSize);
  words.set(map.MAP_HEAP, at);
  const heapEnd = align(at + capacity.heap);
  if (heapEnd > HEAP_END_MAX) throw new RangeError("capacity: tables and heap need more than 2 GB");
  words.set(map.MAP_HEAP_LIMIT, heapEnd);
  words.set(map.MAP_WORKERS, heapEnd);
  words.set(map.MAP_ABI, map.ABI_VERSION);
  words.set(map.MAP_LINKED, 0);
  return { words, pages: Math.ceil((heapEnd + capacity.workers * workerSize) / PAGE), heapEnd };
}

function align(at: number): number {
  return (at + 63) & ~63;
}
