/**
 * What one instance of the core knows of its engine: addresses of the tables, read once from the map. These are the only
 * globals; they never change after attach, so all mutable state is in the shared memory.
 */
import * as map from "./layout/map.ts";
import { WORKER_COUNTERS } from "./layout/worker.ts";

export let routers: u32 = 0;
export let ports: u32 = 0;
export let attachments: u32 = 0;
export let vrfs: u32 = 0;
export let nhlfes: u32 = 0;
export let adjacencies: u32 = 0;
export let acceptMasks: u32 = 0;
export let worker: u32 = 0;
export let epoch: u32 = 0;
export let epochGlobal: u32 = 0;
export let routerCounters: u32 = 0;
export let portCounters: u32 = 0;
export let attachmentCounters: u32 = 0;
export let vrfCounters: u32 = 0;
export let nhlfeCounters: u32 = 0;
export let ilmCounters: u32 = 0;

function word(offset: u32): u32 {
  return load<u32>(map.MAP_BASE + offset);
}

/** Binds this instance to worker block `index`, 0..WORKER_COUNT-1. @returns 0, or 1 when the map is of another ABI. */
export function attachWorker(index: u32): u32 {
  if (word(map.MAP_ABI) != map.ABI_VERSION || index >= <u32>map.WORKER_COUNT) return 1;
  routers = word(map.MAP_ROUTERS);
  ports = word(map.MAP_PORTS);
  attachments = word(map.MAP_ATTACHMENTS);
  vrfs = word(map.MAP_VRFS);
  nhlfes = word(map.MAP_NHLFES);
  adjacencies = word(map.MAP_ADJACENCIES);
  acceptMasks = word(map.MAP_ACCEPT);
  epochGlobal = word(map.MAP_EPOCH);
  epoch = epochGlobal + 4 + index * 4;
  worker = word(map.MAP_WORKERS) + index * word(map.MAP_WORKER_SIZE);
  const counters = worker + WORKER_COUNTERS;
  routerCounters = counters + word(map.MAP_COUNTER_ROUTERS);
  portCounters = counters + word(map.MAP_COUNTER_PORTS);
  attachmentCounters = counters + word(map.MAP_COUNTER_ATTACHMENTS);
  vrfCounters = counters + word(map.MAP_COUNTER_VRFS);
  nhlfeCounters = counters + word(map.MAP_COUNTER_NHLFES);
  ilmCounters = counters + word(map.MAP_COUNTER_ILM);
  return 0;
}
