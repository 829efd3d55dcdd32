import {
  FIB_LEAF_MAX,
  FRAME_BEFORE,
  FRAME_BELOW,
  FRAME_ENTRIES,
  FRAME_RIB,
  NODE_BITMAP,
  NODE_ENTRIES,
  RIB_LEAF,
} from "../layout/fib.ts";
import { nodeDrop, nodeTake } from "./journal.ts";
import { entryAt, isLeaf } from "./lookup.ts";
import { bitsAt, ribChild, ribHigh, ribIsBottom, ribLen, ribLow } from "./rib.ts";

/* One node's 64 entries, uncompressed: unpacked from a node, painted from the RIB, packed into a node again. */

/** Leaf entry with this value, 0 = no route. */
export function leafEntry(leaf: u32): u32 {
  return leaf | ~(<u32>FIB_LEAF_MAX);
}

export function frameEntry(frame: u32, slot: u32): u32 {
  return load<u32>(frame + (slot << 2), FRAME_ENTRIES);
}

export function frameSet(frame: u32, slot: u32, entry: u32): void {
  store<u32>(frame + (slot << 2), entry, FRAME_ENTRIES);
}

/** RIB node above the routes that are longer than `slot`, which is in frameBelow. */
export function frameRib(frame: u32, slot: u32): u32 {
  return load<u32>(frame + (slot << 2), FRAME_RIB);
}

/** Slots that have longer routes, as a bitmap. */
export function frameBelow(frame: u32): u64 {
  return load<u64>(frame, FRAME_BELOW);
}

/** Writes `entry` to `count` words at `at`. */
export function fill(at: u32, count: u32, entry: u32): void {
  const end = at + (count << 2);
  const four = v128.splat<u32>(entry);
  for (; at + 16 <= end; at += 16) v128.store(at, four);
  for (; at < end; at += 4) store<u32>(at, entry);
}

/** Fills `count` slots with one entry, to be painted on: nothing is below any slot. */
export function frameFill(frame: u32, slot: u32, count: u32, entry: u32): void {
  store<u64>(frame, 0, FRAME_BELOW);
  fill(frame + FRAME_ENTRIES + (slot << 2), count, entry);
}

/** Fills the frame with the entries of a node; a leaf stands for a node whose entries are all that leaf. */
export function frameUnpack(frame: u32, entry: u32): void {
  frameFill(frame, 0, 64, entry);
  if (isLeaf(entry)) return;
  for (let slot: u32 = 0; slot < 64; slot++) frameSet(frame, slot, entryAt(entry, slot));
}

/**
 * Paints the routes at and below a RIB node on the 2^width slots that begin at bit `depth` of the key. A slot with longer
 * routes gets the leaf they inherit, and is noted in frameBelow.
 *
 * @param rib node whose prefix is not shorter than the part of the key in front of the painted slots
 */
export function framePaint(frame: u32, rib: u32, depth: u32, width: u32): void {
  const len = ribLen(rib);
  const end = depth + width;
  const slot = bitsAt(ribHigh(rib), ribLow(rib), depth, width);
  if (len <= end) {
    const leaf = load<u32>(rib, RIB_LEAF);
    if (leaf) fill(frame + FRAME_ENTRIES + (slot << 2), 1 << (end - len), leafEntry(leaf));
    if (ribIsBottom(rib)) return;
    if (len < end) {
      for (let bit: u32 = 0; bit < 2; bit++) {
        const child = ribChild(rib, bit);
        if (child) framePaint(frame, child, depth, width);
      }
      return;
    }
  }
  store<u64>(frame, load<u64>(frame, FRAME_BELOW) | ((<u64>1) << (<u64>slot)), FRAME_BELOW);
  store<u32>(frame + (slot << 2), rib, FRAME_RIB);
}

/** Bits of 16 slots from `at` on: set where the entry differs from the one before. */
function changes(at: u32): u64 {
  const a = i32x4.ne(v128.load(at), v128.load(at - 4));
  const b = i32x4.ne(v128.load(at, 16), v128.load(at, 12));
  const c = i32x4.ne(v128.load(at, 32), v128.load(at, 28));
  const d = i32x4.ne(v128.load(at, 48), v128.load(at, 44));
  return i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)));
}

/** Bitmap of the node that the frame packs into. */
export function frameBitmap(frame: u32): u64 {
  store<u32>(frame, 0, FRAME_BEFORE);
  const at = frame + FRAME_ENTRIES;
  return changes(at) | (changes(at + 64) << 16) | (changes(at + 128) << 32) | (changes(at + 192) << 48);
}

/** Entries in which the frame, whose bitmap is that of `node`, differs from it; the slot of the last one in the low 6 bits. */
export function frameDifference(frame: u32, node: u32): u32 {
  let count: u32 = 0;
  let last: u32 = 0;
  let at = node + NODE_ENTRIES;
  for (let bits = load<u64>(node, NODE_BITMAP); bits; bits &= bits - 1) {
    const slot = <u32>ctz<u64>(bits);
    if (load<u32>(at) != frameEntry(frame, slot)) {
      count++;
      last = slot;
    }
    at += 4;
  }
  return (count << 6) | last;
}

/**
 * Packs the frame to take the place of the entry `old`.
 *
 * @returns a leaf if all slots are alike, `old` if nothing differs, else a new node; 0 when the heap is full. An old node
 *   that is not kept is dropped, but not what is below it
 */
export function framePack(frame: u32, old: u32): u32 {
  const bitmap = frameBitmap(frame);
  let entry = frameEntry(frame, 0);
  if (bitmap != 1) {
    if (!isLeaf(old) && load<u64>(old, NODE_BITMAP) == bitmap && !frameDifference(frame, old)) return old;
    entry = nodeTake(bitmap);
    if (!entry) return 0;
    let at = entry + NODE_ENTRIES;
    for (let bits = bitmap; bits; bits &= bits - 1) {
      store<u32>(at, frameEntry(frame, <u32>ctz<u64>(bits)));
      at += 4;
    }
  }
  if (!isLeaf(old)) nodeDrop(old);
  return entry;
}
