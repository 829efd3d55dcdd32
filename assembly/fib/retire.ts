import {
  BLOCK_HEADER,
  EPOCH_GLOBAL,
  EPOCH_WORKER_COUNT,
  EPOCH_WORKERS,
  NODE_BITMAP,
  NODE_OVERHEAD,
  RETIRED_OLD,
  RETIRED_OLD_EPOCH,
  RETIRED_YOUNG,
  RETIRED_YOUNG_COUNT,
} from "../layout/fib.ts";
import { epochs, region } from "./region.ts";
import { blockGive, blockSize, cellGive } from "./slots.ts";

/*
 * Memory that readers may still be in. A worker writes the global epoch to its own word before it loads a root word, and 0
 * when it has finished with all it found. What is retired in epoch E is out of new readers' reach, so it is free once no
 * busy worker is in E or before. Waiting needs no memory: the links are the last word of a node, the header of a block.
 * A reference in these lists is the address of a node, or that of a block with bit 0 set.
 */

const BLOCK_BIT: u32 = 1;

export function blockRef(block: u32): u32 {
  return block | BLOCK_BIT;
}

/** Bytes of the node or block behind a reference. */
export function refSize(ref: u32): u32 {
  if (ref & BLOCK_BIT) return blockSize(ref & ~BLOCK_BIT);
  return NODE_OVERHEAD + ((<u32>popcnt<u64>(load<u64>(ref, NODE_BITMAP))) << 2);
}

function linkAt(ref: u32): u32 {
  return ref & BLOCK_BIT ? (ref & ~BLOCK_BIT) - BLOCK_HEADER : ref + refSize(ref) - 4;
}

/** Puts `ref` in front of the list whose head is at `list`. */
export function link(list: u32, ref: u32): void {
  store<u32>(linkAt(ref), load<u32>(list));
  store<u32>(list, ref);
}

/** Reference behind `ref` in its list, 0 = last. */
export function linked(ref: u32): u32 {
  return load<u32>(linkAt(ref));
}

/** Frees what no reader can be in. */
export function give(ref: u32): void {
  if (ref & BLOCK_BIT) blockGive(ref & ~BLOCK_BIT);
  else cellGive(ref, refSize(ref));
}

/** Hands over what was published and no longer is; freed by a reclaim() after the readers have moved on. */
export function retire(ref: u32): void {
  link(region + RETIRED_YOUNG, ref);
  store<u32>(region, load<u32>(region, RETIRED_YOUNG_COUNT) + 1, RETIRED_YOUNG_COUNT);
}

/** The same for a block of blockTake. */
export function blockRetire(block: u32): void {
  retire(blockRef(block));
}

/** Whether a worker is still busy since `epoch` or before. Epochs are compared modulo 2^32. */
function inUse(epoch: u32): bool {
  for (let word: u32 = EPOCH_WORKERS; word < <u32>EPOCH_WORKERS + 4 * EPOCH_WORKER_COUNT; word += 4) {
    const entered = atomic.load<u32>(epochs + word);
    if (entered && <i32>(entered - epoch) <= 0) return true;
  }
  return false;
}

/** Frees the old list if its readers are gone. */
function freeOld(): u32 {
  let ref = load<u32>(region, RETIRED_OLD);
  if (!ref || inUse(load<u32>(region, RETIRED_OLD_EPOCH))) return 0;
  let count: u32 = 0;
  while (ref) {
    const next = linked(ref);
    give(ref);
    ref = next;
    count++;
  }
  store<u32>(region, 0, RETIRED_OLD);
  return count;
}

/** Closes the epoch in which the young list grew: from now on it is the old one. */
function turn(): void {
  const epoch = atomic.load<u32>(epochs + EPOCH_GLOBAL);
  store<u32>(region, load<u32>(region, RETIRED_YOUNG), RETIRED_OLD);
  store<u32>(region, epoch, RETIRED_OLD_EPOCH);
  store<u32>(region, 0, RETIRED_YOUNG);
  store<u32>(region, 0, RETIRED_YOUNG_COUNT);
  atomic.store<u32>(epochs + EPOCH_GLOBAL, max<u32>(1, epoch + 1)); // 0 says idle
}

/** Frees all that was retired before the epoch of the slowest busy worker. Returns how many nodes and blocks. */
export function reclaim(): u32 {
  let count = freeOld();
  if (!load<u32>(region, RETIRED_OLD) && load<u32>(region, RETIRED_YOUNG)) {
    turn();
    count += freeOld();
  }
  return count;
}
