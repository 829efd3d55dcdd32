import {
  FIB_EMPTY,
  FIB_FRAMES,
  FIB_STRIDE,
  FIB_WIDTH_MASK,
  FIB_WIDTH_MIN,
  FRAME_SIZE,
  NODE_BITMAP,
  NODE_ENTRIES,
  RIB_LEAF,
  TABLE_RIB,
} from "../layout/fib.ts";
import { buildBelow, buildEntries, buildRoot, dropAll, dropBelow } from "./build.ts";
import {
  frameBelow,
  frameBitmap,
  frameDifference,
  frameEntry,
  frameFill,
  framePack,
  framePaint,
  frameSet,
  frameUnpack,
  leafEntry,
} from "./frame.ts";
import { abort, commit, rootDrop, rootTake } from "./journal.ts";
import { entryAt, isLeaf } from "./lookup.ts";
import { fibRootAt, region, tableAt } from "./region.ts";
import { bitsAt, bitsInCommon, ribChild, ribHigh, ribLen, ribLow } from "./rib.ts";

/*
 * From the RIB to what readers see. A change builds aside all that is new, so it can fail only before its first store; then
 * it is published by one store of one entry or of the root word. Only a prefix a little shorter than the root array is wide
 * takes one store for each of its up to 64 root entries.
 */

/** The root word of a table without routes, shared by all of them. */
export function emptyRoot(): u32 {
  return (region + FIB_EMPTY) | FIB_WIDTH_MIN;
}

/** Packs the frame in place of `old`; a node that differs in one entry only gets that entry, which publishes the change. */
function place(frame: u32, old: u32): u32 {
  if (!isLeaf(old)) {
    const bitmap = load<u64>(old, NODE_BITMAP);
    if (frameBitmap(frame) == bitmap) {
      const difference = frameDifference(frame, old);
      if (difference >> 6 == 1) {
        const slot = difference & 63;
        const rank = <u32>popcnt<u64>(bitmap << (63 - <u64>slot)) - 1;
        atomic.store<u32>(old + NODE_ENTRIES + (rank << 2), frameEntry(frame, slot));
        return old;
      }
    }
  }
  return framePack(frame, old);
}

/**
 * Renews what a prefix covers in the trie below `entry`.
 *
 * @param depth bits in front of that trie, fewer than `len`
 * @param rib topmost RIB node at or below the prefix, 0 = none
 * @param inherited leaf entry of the longest route shorter than the prefix
 * @returns the entry to put in the place of `entry`, itself when there is nothing left to do; 0 when the heap is full
 */
function renew(entry: u32, depth: u32, frame: u32, high: u64, low: u64, len: u32, rib: u32, inherited: u32): u32 {
  const end = depth + FIB_STRIDE;
  const slot = bitsAt(high, low, depth, FIB_STRIDE);
  if (len > end) {
    const below = isLeaf(entry) ? entry : entryAt(entry, slot);
    const renewed = renew(below, end, frame + FRAME_SIZE, high, low, len, rib, inherited);
    if (renewed == 0) return 0;
    if (renewed == below) return entry;
    frameUnpack(frame, entry);
    frameSet(frame, slot, renewed);
    return place(frame, entry);
  }
  const count: u32 = 1 << (end - len);
  frameUnpack(frame, entry);
  frameFill(frame, slot, count, inherited);
  if (rib) framePaint(frame, rib, depth, FIB_STRIDE);
  if (!buildBelow(frame, end, entry)) return 0;
  const covered = (~(<u64>0) >> <u64>(64 - count)) << (<u64>slot);
  dropBelow(entry, covered & ~frameBelow(frame));
  return place(frame, entry);
}

/** The same for a prefix that covers 2^width entries of the root array, 0 < width <= FIB_STRIDE. */
function renewEntries(entries: u32, rib: u32, len: u32, width: u32, inherited: u32): bool {
  if (!buildEntries(rib, len, width, inherited, entries)) return false;
  for (let slot: u32 = 0; slot < (<u32>1) << width; slot++) {
    const entry = frameEntry(region + FIB_FRAMES, slot);
    if (load<u32>(entries + (slot << 2)) != entry) atomic.store<u32>(entries + (slot << 2), entry);
  }
  return true;
}

/** The same for a prefix that covers many entries of the root array: a copy of the array takes its place. */
function renewRoot(table: u32, fib: u32, offset: u32, rib: u32, len: u32, inherited: u32): bool {
  const width = fib & FIB_WIDTH_MASK;
  const root = fib & ~FIB_WIDTH_MASK;
  const fresh = rootTake(width);
  if (!fresh) return false;
  memory.copy(fresh, root, 4 << width);
  if (!buildRoot(rib, len, width - len, inherited, fresh + offset, root + offset)) return false;
  atomic.store<u32>(fibRootAt(table), fresh | width);
  rootDrop(root);
  return true;
}

/** Publishes what the RIB has at and below a prefix. False when the heap is full, and readers see what they saw before. */
export function publish(table: u32, high: u64, low: u64, len: u32): bool {
  const fib = load<u32>(fibRootAt(table));
  if (fib == emptyRoot()) return rebuild(table, FIB_WIDTH_MIN);

  let rib = load<u32>(tableAt(table), TABLE_RIB);
  let inherited = leafEntry(0);
  while (rib) {
    const ribBits = ribLen(rib);
    if (bitsInCommon(high, low, ribHigh(rib), ribLow(rib)) < min<u32>(len, ribBits)) rib = 0;
    if (!rib || ribBits >= len) break;
    const leaf = load<u32>(rib, RIB_LEAF);
    if (leaf) inherited = leafEntry(leaf);
    rib = ribChild(rib, bitsAt(high, low, ribBits, 1));
  }

  const width = fib & FIB_WIDTH_MASK;
  const offset = bitsAt(high, low, 0, width) << 2;
  const at = (fib & ~FIB_WIDTH_MASK) + offset;
  let done: bool;
  if (len > width) {
    const entry = load<u32>(at);
    const renewed = renew(entry, width, region + FIB_FRAMES, high, low, len, rib, inherited);
    if (renewed && renewed != entry) atomic.store<u32>(at, renewed);
    done = renewed != 0;
  } else if (width - len <= <u32>FIB_STRIDE) {
    done = renewEntries(at, rib, len, width - len, inherited);
  } else {
    done = renewRoot(table, fib, offset, rib, len, inherited);
  }
  if (done) commit(tableAt(table));
  else abort();
  return done;
}

/** Publishes the whole RIB of a table with a root array of this width. False when the heap is full. */
export function rebuild(table: u32, width: u32): bool {
  const fib = load<u32>(fibRootAt(table));
  const root = fib & ~FIB_WIDTH_MASK;
  const isEmpty = fib == emptyRoot();
  const isSameWidth = !isEmpty && (fib & FIB_WIDTH_MASK) == width;
  const fresh = rootTake(width);
  const rib = load<u32>(tableAt(table), TABLE_RIB);
  if (!fresh || !buildRoot(rib, 0, width, leafEntry(0), fresh, isSameWidth ? root : 0)) {
    abort();
    return false;
  }
  atomic.store<u32>(fibRootAt(table), fresh | width);
  if (!isEmpty) {
    if (!isSameWidth) dropAll(fib);
    rootDrop(root);
  }
  commit(tableAt(table));
  return true;
}

/** Takes all routes out of the readers' sight. */
export function withdrawAll(table: u32): void {
  const fib = load<u32>(fibRootAt(table));
  if (fib == emptyRoot()) return;
  atomic.store<u32>(fibRootAt(table), emptyRoot());
  dropAll(fib);
  rootDrop(fib & ~FIB_WIDTH_MASK);
  commit(tableAt(table));
}
