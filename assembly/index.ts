/** The core's ABI: every export, nothing else. */
import { fibInit } from "./fib/table.ts";
import { attachWorker } from "./instance.ts";
import { ABI_VERSION, MAP_BASE, MAP_EPOCH, MAP_FIB, MAP_HEAP, MAP_HEAP_LIMIT } from "./layout/map.ts";
import { STATUS_BAD_ARGUMENT } from "./layout/status.ts";

export { fibNext } from "./fib/enumerate";
export { fibLoad } from "./fib/load";
export { lookup4, lookup6 } from "./fib/lookup";
export { blockRetire, reclaim } from "./fib/retire";
export { blockTake } from "./fib/slots";
export { fibBytes, fibClear, fibCreate, fibDestroy, fibRibBytes, fibRoutes, heapUsed } from "./fib/table";
export { fibGet, fibInsert, fibRemove } from "./fib/update";
export { forwardBurst } from "./forward/burst";

export function abiVersion(): u32 {
  return ABI_VERSION;
}

/**
 * Binds this instance to the memory's tables and to worker block `worker`, 0..WORKER_COUNT-1. The engine's own instance
 * attaches first, with `fresh`, and makes the FIB's region new.
 */
export function attach(worker: u32, fresh: bool): i32 {
  if (attachWorker(worker) != 0) return STATUS_BAD_ARGUMENT;
  return fibInit(
    load<u32>(MAP_BASE, MAP_HEAP),
    load<u32>(MAP_BASE, MAP_HEAP_LIMIT),
    load<u32>(MAP_BASE, MAP_FIB),
    load<u32>(MAP_BASE, MAP_EPOCH),
    fresh,
  );
}
