import {
  BLOCK_HEADER,
  BLOCK_LOG_MAX,
  BLOCK_LOG_MIN,
  BLOCK_ROOT_LOG,
  CELL_MAX,
  CELL_MIN,
  FREE_BLOCKS,
  FREE_CELLS,
  HEAP_TOP,
  HEAP_USED,
} from "../layout/fib.ts";
import { heapLimit, region } from "./region.ts";
import { reclaim } from "./retire.ts";

/*
 * The heap: cells and blocks are taken from the list of free ones of their size, or from the bytes never used. Only what no
 * reader can reach may be given back here; the rest goes through retire().
 */

function use(bytes: u32): void {
  store<u32>(region, load<u32>(region, HEAP_USED) + bytes, HEAP_USED);
}

/** First of the free list at `list`, taken off it; 0 when it is empty. The link is `linkAt` bytes in front of the item. */
function pop(list: u32, linkAt: u32): u32 {
  const item = load<u32>(list);
  if (item) store<u32>(list, load<u32>(item - linkAt));
  return item;
}

/** Makes the `size` bytes at `cell` free. */
function free(cell: u32, size: u32): void {
  const list = region + FREE_CELLS + size;
  store<u32>(cell, load<u32>(list));
  store<u32>(list, cell);
}

/** Cell from the bytes never used, 0 when they are too few. */
function grow(size: u32): u32 {
  const cell = load<u32>(region, HEAP_TOP);
  if (size > heapLimit - cell) return 0;
  store<u32>(region, cell + size, HEAP_TOP);
  return cell;
}

/** Cell cut from a larger free one, or from a free block that is given up for this; 0 when there is none. */
function cut(size: u32): u32 {
  for (let larger = size + CELL_MIN; larger <= <u32>CELL_MAX; larger += 4) {
    const cell = pop(region + FREE_CELLS + larger, 0);
    if (cell) {
      free(cell + size, larger - size);
      return cell;
    }
  }
  for (let log = BLOCK_LOG_MIN; log <= BLOCK_LOG_MAX; log++) {
    const block = pop(region + FREE_BLOCKS + (log << 2), BLOCK_HEADER);
    if (block) {
      const end = block + (1 << log);
      let cell = block - BLOCK_HEADER;
      for (; cell + CELL_MAX <= end; cell += CELL_MAX) free(cell, CELL_MAX);
      if (cell + CELL_MIN <= end) free(cell, end - cell);
      const exact = pop(region + FREE_CELLS + size, 0);
      return exact ? exact : cut(size);
    }
  }
  return 0;
}

/** Takes a cell of `size` bytes, a multiple of 4 from CELL_MIN to CELL_MAX; 0 when the heap is full. */
export function cellTake(size: u32): u32 {
  const list = region + FREE_CELLS + size;
  let cell = pop(list, 0);
  if (!cell) cell = grow(size);
  if (!cell && reclaim()) cell = pop(list, 0);
  if (!cell) cell = cut(size);
  if (cell) use(size);
  return cell;
}

export function cellGive(cell: u32, size: u32): void {
  free(cell, size);
  use(0 - size);
}

/** Logarithm of the block that holds `bytes`. */
function logFor(bytes: u32): u32 {
  return max<u32>(BLOCK_LOG_MIN, 32 - clz<u32>(bytes - 1));
}

/** Block from the bytes never used; what alignment leaves in front of it becomes a cell. */
function growBlock(log: u32): u32 {
  const top = load<u32>(region, HEAP_TOP);
  const align: u32 = log < <u32>BLOCK_ROOT_LOG ? 8 : 64;
  const block = (top + BLOCK_HEADER + align - 1) & ~(align - 1);
  if (<u64>block + ((<u64>1) << log) > <u64>heapLimit) return 0;
  const gap = block - BLOCK_HEADER - top;
  if (gap >= <u32>CELL_MIN) free(top, gap);
  store<u32>(region, block + (1 << log), HEAP_TOP);
  store<u32>(block - BLOCK_HEADER, log, 4);
  return block;
}

/**
 * Takes a block of at least `bytes` bytes, 1..2^30; not cleared. 0 when the heap is full.
 * Aligned to 8 bytes, from 1 KB on to 64.
 */
export function blockTake(bytes: u32): u32 {
  const log = logFor(bytes);
  const list = region + FREE_BLOCKS + (log << 2);
  let block = pop(list, BLOCK_HEADER);
  if (!block) block = growBlock(log);
  if (!block && reclaim()) block = pop(list, BLOCK_HEADER);
  if (block) use(BLOCK_HEADER + (1 << log));
  return block;
}

/** Size of a block with its header, in bytes. */
export function blockSize(block: u32): u32 {
  return BLOCK_HEADER + (1 << load<u32>(block - BLOCK_HEADER, 4));
}

/** Frees a block that no reader ever saw, or no longer sees. */
export function blockGive(block: u32): void {
  const list = region + FREE_BLOCKS + (load<u32>(block - BLOCK_HEADER, 4) << 2);
  use(0 - blockSize(block));
  store<u32>(block - BLOCK_HEADER, load<u32>(list));
  store<u32>(list, block);
}
