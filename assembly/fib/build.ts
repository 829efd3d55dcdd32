import {
  FIB_FRAMES,
  FIB_STRIDE,
  FIB_WIDTH_MASK,
  FRAME_ENTRIES,
  FRAME_SIZE,
  NODE_BITMAP,
  RIB_LEAF,
} from "../layout/fib.ts";
import {
  fill,
  frameBelow,
  frameEntry,
  frameFill,
  framePack,
  framePaint,
  frameRib,
  frameSet,
  leafEntry,
} from "./frame.ts";
import { nodeDrop } from "./journal.ts";
import { entryAt, isLeaf } from "./lookup.ts";
import { region } from "./region.ts";
import { bitsAt, ribChild, ribHigh, ribLen, ribLow } from "./rib.ts";

/*
 * FIB nodes made from the RIB. Nothing here is seen by readers: the result is an entry or a root array for the caller to
 * publish. `old` is the entry that it will replace: what is alike is used again, the rest is dropped.
 */

/** Drops a node and all below it. */
export function dropTree(entry: u32): void {
  if (isLeaf(entry)) return;
  dropBelow(entry, ~0);
  nodeDrop(entry);
}

/** Drops all that is below the slots in `slots` of a node. */
export function dropBelow(node: u32, slots: u64): void {
  if (isLeaf(node)) return;
  for (let bits = load<u64>(node, NODE_BITMAP) & slots; bits; bits &= bits - 1) {
    dropTree(entryAt(node, <u32>ctz<u64>(bits)));
  }
}

/** Builds a node for each slot in frameBelow. False when the heap is full. */
export function buildBelow(frame: u32, depth: u32, old: u32): bool {
  for (let bits = frameBelow(frame); bits; bits &= bits - 1) {
    const slot = <u32>ctz<u64>(bits);
    const oldEntry = isLeaf(old) ? old : entryAt(old, slot);
    const entry = build(frameRib(frame, slot), depth, frameEntry(frame, slot), oldEntry, frame + FRAME_SIZE);
    if (!entry) return false;
    frameSet(frame, slot, entry);
  }
  return true;
}

/**
 * Builds the trie of a RIB node and all below it.
 *
 * @param depth bits in front of the new node
 * @param inherited leaf entry where the RIB has no route of `depth` bits or more
 * @param frame first of the frames that may be used
 * @returns the entry that leads to it, 0 when the heap is full
 */
export function build(rib: u32, depth: u32, inherited: u32, old: u32, frame: u32): u32 {
  frameFill(frame, 0, 64, inherited);
  framePaint(frame, rib, depth, FIB_STRIDE);
  if (!buildBelow(frame, depth + FIB_STRIDE, old)) return 0;
  dropBelow(old, ~frameBelow(frame));
  return framePack(frame, old);
}

/**
 * Builds 2^width entries of a root array, width <= 6, in the first frame.
 *
 * @param rib as for framePaint, 0 = no routes
 * @param depth bits in front of them: the width of the whole array less `width`
 * @param old address of the entries that they replace, 0 = none
 */
export function buildEntries(rib: u32, depth: u32, width: u32, inherited: u32, old: u32): bool {
  const frame = region + FIB_FRAMES;
  const count: u32 = 1 << width;
  frameFill(frame, 0, count, inherited);
  if (rib) framePaint(frame, rib, depth, width);
  const below = frameBelow(frame);
  for (let slot: u32 = 0; slot < count; slot++) {
    const oldEntry = old ? load<u32>(old + (slot << 2)) : inherited;
    if ((below >> <u64>slot) & 1) {
      const entry = build(frameRib(frame, slot), depth + width, frameEntry(frame, slot), oldEntry, frame + FRAME_SIZE);
      if (!entry) return false;
      frameSet(frame, slot, entry);
    } else {
      dropTree(oldEntry);
    }
  }
  return true;
}

/**
 * Builds the part of a root array that belongs to the first `depth` bits of a key.
 *
 * @param rib topmost RIB node of that part, 0 = none
 * @param at address of the part in the new array, which has 2^width entries there
 * @param old the same in the old array of the same width, 0 = none
 */
export function buildRoot(rib: u32, depth: u32, width: u32, inherited: u32, at: u32, old: u32): bool {
  if (rib && width > <u32>FIB_STRIDE) {
    let left = rib;
    let right = rib;
    if (ribLen(rib) == depth) {
      const leaf = load<u32>(rib, RIB_LEAF);
      if (leaf) inherited = leafEntry(leaf);
      left = ribChild(rib, 0);
      right = ribChild(rib, 1);
    } else if (bitsAt(ribHigh(rib), ribLow(rib), depth, 1)) {
      left = 0;
    } else {
      right = 0;
    }
    const half: u32 = 2 << width;
    return (
      buildRoot(left, depth + 1, width - 1, inherited, at, old) &&
      buildRoot(right, depth + 1, width - 1, inherited, at + half, old ? old + half : 0)
    );
  }
  if (width <= <u32>FIB_STRIDE) {
    if (!buildEntries(rib, depth, width, inherited, old)) return false;
    memory.copy(at, region + FIB_FRAMES + FRAME_ENTRIES, 4 << width);
  } else {
    fill(at, 1 << width, inherited);
    if (old) dropEntries(old, width);
  }
  return true;
}

/** Drops all that is below 2^width entries of a root array. */
export function dropEntries(entries: u32, width: u32): void {
  for (let at = entries; at < entries + (4 << width); at += 4) dropTree(load<u32>(at));
}

/** Drops all nodes of a table, not the root array. */
export function dropAll(fib: u32): void {
  dropEntries(fib & ~FIB_WIDTH_MASK, fib & FIB_WIDTH_MASK);
}
