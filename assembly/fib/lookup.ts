import { FIB_LEAF_MAX, FIB_STRIDE, FIB_WIDTH_MASK, NODE_BITMAP, NODE_ENTRIES } from "../layout/fib.ts";

/*
 * The read side. `fib` is always a root word that the caller has loaded atomically; what lies behind it is read plainly,
 * since each load depends on the one before. The low bits of a root word are the width S, and shifts take their count
 * modulo 32 or 64, so `x << fib` drops the first S bits and `x >> -fib` leaves only them.
 */

/** Bytes from one key to the next in the work list of walk6: u64 high, u64 low. */
const KEY6_SIZE = 16;

export function isLeaf(entry: u32): bool {
  return <i32>entry < 0;
}

/** Value of a leaf entry: 0 = no route. */
export function leafOf(entry: u32): u32 {
  return entry & FIB_LEAF_MAX;
}

/** Entry of `node` for `slot`, 0..63: the one that belongs to the last bit set at or below the slot. */
export function entryAt(node: u32, slot: u32): u32 {
  const rank = <u32>popcnt<u64>(load<u64>(node, NODE_BITMAP) << (63 - <u64>slot));
  return load<u32>(node + (rank << 2), NODE_ENTRIES - 4);
}

/** First entry on the way to an IPv4 address: element of the root array. */
export function start4(fib: u32, address: u32): u32 {
  return load<u32>((fib & ~FIB_WIDTH_MASK) + ((address >> (0 - fib)) << 2));
}

/** What is left of an IPv4 address behind the root array, at the top of the word: the key of the next node. */
export function rest4(fib: u32, address: u32): u32 {
  return address << fib;
}

export function start6(fib: u32, high: u64): u32 {
  return load<u32>((fib & ~FIB_WIDTH_MASK) + ((<u32>(high >> (0 - <u64>fib))) << 2));
}

/** High 64 bits of what is left of an IPv6 address; the low ones are `low << fib`. */
export function rest6(fib: u32, high: u64, low: u64): u64 {
  return (high << (<u64>fib)) | (low >> (0 - <u64>fib));
}

/** Longest prefix match of an IPv4 address in host order: the leaf's value, 0 = no route. */
export function lookup4(fib: u32, address: u32): u32 {
  let entry = start4(fib, address);
  let key = rest4(fib, address);
  while (!isLeaf(entry)) {
    entry = entryAt(entry, key >> (32 - FIB_STRIDE));
    key <<= FIB_STRIDE;
  }
  return leafOf(entry);
}

/** Longest prefix match of an IPv6 address in host order: the leaf's value, 0 = no route. */
export function lookup6(fib: u32, high: u64, low: u64): u32 {
  let entry = start6(fib, high);
  let key = rest6(fib, high, low);
  low <<= <u64>fib;
  while (!isLeaf(entry)) {
    entry = entryAt(entry, <u32>(key >> (64 - FIB_STRIDE)));
    key = (key << FIB_STRIDE) | (low >> (64 - FIB_STRIDE));
    low <<= FIB_STRIDE;
  }
  return leafOf(entry);
}

/** Writes the offsets of those of `count` entries that are not leaves to `live`, and returns how many there are. */
function unfinished(entries: u32, live: u32, count: u32): u32 {
  let left: u32 = 0;
  for (let offset: u32 = 0; offset < count << 2; offset += 4) {
    store<u32>(live + (left << 2), offset);
    left += ~load<u32>(entries + offset) >> 31;
  }
  return left;
}

/**
 * Finishes a work list of IPv4 lookups, one level of all tries after the other: so the loads of one level do not wait for
 * each other, and no branch depends on a prefix.
 *
 * @param entries u32[count], start4 of each item; on return all are leaves
 * @param keys u32[count], rest4 of each item; used up
 * @param live u32[count], scratch
 */
export function walk4(entries: u32, keys: u32, live: u32, count: u32): void {
  let left = unfinished(entries, live, count);
  while (left) {
    const end = live + (left << 2);
    left = 0;
    for (let item = live; item < end; item += 4) {
      const offset = load<u32>(item);
      const key = load<u32>(keys + offset);
      const entry = entryAt(load<u32>(entries + offset), key >> (32 - FIB_STRIDE));
      store<u32>(entries + offset, entry);
      store<u32>(keys + offset, key << FIB_STRIDE);
      store<u32>(live + (left << 2), offset);
      left += ~entry >> 31;
    }
  }
}

/**
 * The same for IPv6.
 *
 * @param keys u64[count][2], rest6 and `low << fib` of each item; used up
 */
export function walk6(entries: u32, keys: u32, live: u32, count: u32): void {
  let left = unfinished(entries, live, count);
  while (left) {
    const end = live + (left << 2);
    left = 0;
    for (let item = live; item < end; item += 4) {
      const offset = load<u32>(item);
      const at = keys + offset * (KEY6_SIZE / 4);
      const key = load<u64>(at);
      const low = load<u64>(at, 8);
      const entry = entryAt(load<u32>(entries + offset), <u32>(key >> (64 - FIB_STRIDE)));
      store<u32>(entries + offset, entry);
      store<u64>(at, (key << FIB_STRIDE) | (low >> (64 - FIB_STRIDE)));
      store<u64>(at, low << FIB_STRIDE, 8);
      store<u32>(live + (left << 2), offset);
      left += ~entry >> 31;
    }
  }
}
