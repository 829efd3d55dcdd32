import {
  RIB_CHILDREN,
  RIB_KEY,
  RIB_LEAF,
  RIB_LEN_MASK,
  RIB_META,
  RIB_WIDE,
  RIB4_SIZE,
  RIB6_SIZE,
  TABLE_RIB,
  TABLE_RIB_BYTES,
} from "../layout/fib.ts";
import { cellGive, cellTake } from "./slots.ts";

/*
 * The RIB of a table: a path-compressed binary trie of its prefixes, read by the writer only. Its shape depends on the set of
 * prefixes alone, not on their order, and a removal takes no memory, so every step can be undone.
 * Keys are 128 bits, high and low; an IPv4 address is the first 32 of them.
 */

/** Bits that two keys have in common from the first on, 0..128. */
export function bitsInCommon(high: u64, low: u64, otherHigh: u64, otherLow: u64): u32 {
  const x = high ^ otherHigh;
  return x ? <u32>clz<u64>(x) : 64 + <u32>clz<u64>(low ^ otherLow);
}

/** The `width` bits of a key from bit `at` on; 0 <= at <= 128, 0 <= width <= 32, behind the key are zeros. */
export function bitsAt(high: u64, low: u64, at: u32, width: u32): u32 {
  let x = high;
  if (at >= 128) x = 0;
  else if (at >= 64) x = low << (<u64>(at - 64));
  else if (at) x = (high << (<u64>at)) | (low >> <u64>(64 - at));
  return <u32>((x >> 1) >> <u64>(63 - width));
}

export function ribLen(node: u32): u32 {
  return load<u32>(node, RIB_META) & RIB_LEN_MASK;
}

export function ribHigh(node: u32): u64 {
  return load<u32>(node, RIB_META) & RIB_WIDE ? load<u64>(node, RIB_KEY) : (<u64>load<u32>(node, RIB_KEY)) << 32;
}

export function ribLow(node: u32): u64 {
  return load<u32>(node, RIB_META) & RIB_WIDE ? load<u64>(node, RIB_KEY + 8) : 0;
}

export function ribChild(node: u32, bit: u32): u32 {
  return load<u32>(node + (bit << 2), RIB_CHILDREN);
}

export function ribIsBottom(node: u32): bool {
  return !load<u64>(node, RIB_CHILDREN);
}

/** Address of the link to follow from `node` towards a longer key. */
function linkTo(node: u32, high: u64, low: u64): u32 {
  return node + RIB_CHILDREN + (bitsAt(high, low, ribLen(node), 1) << 2);
}

function bitsShared(node: u32, high: u64, low: u64): u32 {
  return bitsInCommon(high, low, ribHigh(node), ribLow(node));
}

function take(table: u32, wide: u32, high: u64, low: u64, len: u32, leaf: u32): u32 {
  const size: u32 = wide ? RIB6_SIZE : RIB4_SIZE;
  const node = cellTake(size);
  if (!node) return 0;
  store<u64>(node, 0, RIB_CHILDREN);
  store<u32>(node, leaf, RIB_LEAF);
  store<u32>(node, len | wide, RIB_META);
  if (wide) {
    store<u64>(node, high, RIB_KEY);
    store<u64>(node, low, RIB_KEY + 8);
  } else {
    store<u32>(node, <u32>(high >> 32), RIB_KEY);
  }
  store<u32>(table, load<u32>(table, TABLE_RIB_BYTES) + size, TABLE_RIB_BYTES);
  return node;
}

function drop(table: u32, node: u32): void {
  const size: u32 = load<u32>(node, RIB_META) & RIB_WIDE ? RIB6_SIZE : RIB4_SIZE;
  store<u32>(table, load<u32>(table, TABLE_RIB_BYTES) - size, TABLE_RIB_BYTES);
  cellGive(node, size);
}

/** Node of exactly this prefix, 0 = none; it may be a branch without a route. */
export function ribFind(table: u32, high: u64, low: u64, len: u32): u32 {
  let node = load<u32>(table, TABLE_RIB);
  while (node && ribLen(node) < len) node = load<u32>(linkTo(node, high, low));
  return node && ribLen(node) == len && bitsShared(node, high, low) >= len ? node : 0;
}

/**
 * Sets the route of a prefix.
 *
 * @param wide RIB_WIDE in an IPv6 table, else 0
 * @returns the leaf it had, 0 = none; -1 when the heap is full, with the RIB as it was
 */
export function ribInsert(table: u32, wide: u32, high: u64, low: u64, len: u32, leaf: u32): i32 {
  let at = table + TABLE_RIB;
  let node = load<u32>(at);
  let common: u32 = 0;
  while (node) {
    const nodeLen = ribLen(node);
    common = min<u32>(bitsShared(node, high, low), min<u32>(len, nodeLen));
    if (common < nodeLen) break;
    if (nodeLen == len) {
      const before = load<u32>(node, RIB_LEAF);
      store<u32>(node, leaf, RIB_LEAF);
      return before;
    }
    at = linkTo(node, high, low);
    node = load<u32>(at);
  }
  const fresh = take(table, wide, high, low, len, leaf);
  if (!fresh) return -1;
  let top = fresh;
  if (node && common < len) {
    const shift = <u64>(64 - (common & 63));
    const branchHigh = common >= 64 ? high : common ? (high >> shift) << shift : 0;
    const branchLow = common > 64 ? (low >> shift) << shift : 0;
    top = take(table, wide, branchHigh, branchLow, common, 0);
    if (!top) {
      drop(table, fresh);
      return -1;
    }
    store<u32>(linkTo(top, high, low), fresh);
  }
  if (node) store<u32>(linkTo(top, ribHigh(node), ribLow(node)), node);
  store<u32>(at, top);
  return 0;
}

/** Takes the route off `node`, at the link `at`: the node goes unless it is still a branch. Returns true if it has gone. */
function unlink(table: u32, at: u32, node: u32): bool {
  const left = ribChild(node, 0);
  const right = ribChild(node, 1);
  if (load<u32>(node, RIB_LEAF) || (left && right)) return false;
  store<u32>(at, left | right);
  drop(table, node);
  return true;
}

/** Removes the route of a prefix that has one. */
export function ribRemove(table: u32, high: u64, low: u64, len: u32): void {
  let above: u32 = 0;
  let at = table + TABLE_RIB;
  let node = load<u32>(at);
  while (ribLen(node) < len) {
    above = at;
    at = linkTo(node, high, low);
    node = load<u32>(at);
  }
  store<u32>(node, 0, RIB_LEAF);
  if (unlink(table, at, node) && above) unlink(table, above, load<u32>(above));
}

/** Frees all nodes below and at `node`. */
export function ribClear(table: u32, node: u32): void {
  if (!node) return;
  ribClear(table, ribChild(node, 0));
  ribClear(table, ribChild(node, 1));
  drop(table, node);
}
