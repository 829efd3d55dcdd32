import {
  CHANGE_DROPPED,
  CHANGE_DROPPED_BYTES,
  CHANGE_TAKEN,
  CHANGE_TAKEN_BYTES,
  NODE_BITMAP,
  NODE_OVERHEAD,
  RETIRED_YOUNG_COUNT,
  TABLE_FIB_BYTES,
} from "../layout/fib.ts";
import { region } from "./region.ts";
import { blockRef, give, link, linked, reclaim, refSize, retire } from "./retire.ts";
import { blockTake, cellTake } from "./slots.ts";

/*
 * One change of one table: what it takes, and what it drops, until it is either published and committed, or aborted and
 * without a trace.
 */

/** Retired nodes and blocks that may wait before a change looks whether their readers are gone. */
const RECLAIM_AFTER: u32 = 64;

function count(ref: u32, bytes: u32): void {
  store<u32>(region + bytes, load<u32>(region + bytes) + refSize(ref));
}

/** Takes a node with this bitmap, its entries not yet filled; 0 when the heap is full. */
export function nodeTake(bitmap: u64): u32 {
  const node = cellTake(NODE_OVERHEAD + ((<u32>popcnt<u64>(bitmap)) << 2));
  if (!node) return 0;
  store<u64>(node, bitmap, NODE_BITMAP);
  link(region + CHANGE_TAKEN, node);
  count(node, CHANGE_TAKEN_BYTES);
  return node;
}

/** The node is not part of the table any more when the change is published. */
export function nodeDrop(node: u32): void {
  link(region + CHANGE_DROPPED, node);
  count(node, CHANGE_DROPPED_BYTES);
}

/** Takes a root array of `width` bits, its entries not yet filled; 0 when the heap is full. */
export function rootTake(width: u32): u32 {
  const root = blockTake(4 << width);
  if (!root) return 0;
  link(region + CHANGE_TAKEN, blockRef(root));
  count(blockRef(root), CHANGE_TAKEN_BYTES);
  return root;
}

export function rootDrop(root: u32): void {
  link(region + CHANGE_DROPPED, blockRef(root));
  count(blockRef(root), CHANGE_DROPPED_BYTES);
}

function clear(): void {
  store<u32>(region, 0, CHANGE_TAKEN);
  store<u32>(region, 0, CHANGE_TAKEN_BYTES);
  store<u32>(region, 0, CHANGE_DROPPED);
  store<u32>(region, 0, CHANGE_DROPPED_BYTES);
}

/** After the change was published: what it dropped waits for the readers. */
export function commit(table: u32): void {
  const bytes = load<u32>(region, CHANGE_TAKEN_BYTES) - load<u32>(region, CHANGE_DROPPED_BYTES);
  store<u32>(table, load<u32>(table, TABLE_FIB_BYTES) + bytes, TABLE_FIB_BYTES);
  for (let ref = load<u32>(region, CHANGE_DROPPED); ref; ) {
    const next = linked(ref);
    retire(ref);
    ref = next;
  }
  clear();
  if (load<u32>(region, RETIRED_YOUNG_COUNT) >= RECLAIM_AFTER) reclaim();
}

/** Instead of publishing: gives back what was taken, keeps what was to be dropped. */
export function abort(): void {
  for (let ref = load<u32>(region, CHANGE_TAKEN); ref; ) {
    const next = linked(ref);
    give(ref);
    ref = next;
  }
  clear();
}
