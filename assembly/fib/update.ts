import {
  FIB_IPV4,
  FIB_IPV6,
  FIB_LEAF_MAX,
  FIB_TABLE_COUNT,
  RIB_LEAF,
  RIB_WIDE,
  TABLE_FAMILY,
  TABLE_ROUTES,
} from "../layout/fib.ts";
import { STATUS_BAD_ARGUMENT, STATUS_FULL, STATUS_NOT_FOUND, STATUS_OK } from "../layout/status.ts";
import { publish, withdrawAll } from "./change.ts";
import { tableAt } from "./region.ts";
import { ribFind, ribInsert, ribRemove } from "./rib.ts";
import { adjustWidth } from "./width.ts";

/*
 * Routes one by one. An address is given in host order as four words, most significant first; an IPv4 address is the first
 * of them, and the others are 0. STATUS_FULL leaves table and heap as they were.
 */

export function key(first: u32, second: u32): u64 {
  return ((<u64>first) << 32) | second;
}

export function isTable(table: u32): bool {
  return table < <u32>FIB_TABLE_COUNT && load<u32>(tableAt(table), TABLE_FAMILY) != 0;
}

/** Whether a table of the family can have a route for this prefix: length in range, no bit set behind it. */
export function isPrefix(family: u32, high: u64, low: u64, len: u32): bool {
  if (len > <u32>(family == FIB_IPV6 ? 128 : 32)) return false;
  if (len >= 64) return len == 128 || !(low << (<u64>(len - 64)));
  return !low && !(high << (<u64>len));
}

export function isLeafValue(leaf: u32): bool {
  return leaf - 1 < <u32>FIB_LEAF_MAX;
}

/** RIB_WIDE in an IPv6 table, else 0. */
export function wideOf(table: u32): u32 {
  return load<u32>(tableAt(table), TABLE_FAMILY) == FIB_IPV4 ? 0 : RIB_WIDE;
}

export function routesAdd(table: u32, difference: i32): void {
  const record = tableAt(table);
  store<u32>(record, load<u32>(record, TABLE_ROUTES) + difference, TABLE_ROUTES);
}

/**
 * Adds a route, or gives the one that the prefix has another leaf.
 *
 * @param leaf 1..FIB_LEAF_MAX, what a lookup returns
 * @returns STATUS_OK, STATUS_FULL or STATUS_BAD_ARGUMENT
 */
export function fibInsert(table: u32, w0: u32, w1: u32, w2: u32, w3: u32, len: u32, leaf: u32): i32 {
  const high = key(w0, w1);
  const low = key(w2, w3);
  if (!isTable(table) || !isLeafValue(leaf)) return STATUS_BAD_ARGUMENT;
  const record = tableAt(table);
  if (!isPrefix(load<u32>(record, TABLE_FAMILY), high, low, len)) return STATUS_BAD_ARGUMENT;
  const before = ribInsert(record, wideOf(table), high, low, len, leaf);
  if (before < 0) return STATUS_FULL;
  if (before == leaf) return STATUS_OK;
  if (!publish(table, high, low, len)) {
    if (before) ribInsert(record, wideOf(table), high, low, len, before);
    else ribRemove(record, high, low, len);
    return STATUS_FULL;
  }
  if (!before) {
    routesAdd(table, 1);
    adjustWidth(table);
  }
  return STATUS_OK;
}

/**
 * Removes a route. It takes memory to do so while readers are still in what it replaces.
 *
 * @returns STATUS_OK, STATUS_NOT_FOUND, STATUS_FULL or STATUS_BAD_ARGUMENT
 */
export function fibRemove(table: u32, w0: u32, w1: u32, w2: u32, w3: u32, len: u32): i32 {
  const high = key(w0, w1);
  const low = key(w2, w3);
  if (!isTable(table)) return STATUS_BAD_ARGUMENT;
  const record = tableAt(table);
  if (!isPrefix(load<u32>(record, TABLE_FAMILY), high, low, len)) return STATUS_BAD_ARGUMENT;
  const node = ribFind(record, high, low, len);
  if (!node) return STATUS_NOT_FOUND;
  const leaf = load<u32>(node, RIB_LEAF);
  if (!leaf) return STATUS_NOT_FOUND;
  if (load<u32>(record, TABLE_ROUTES) == 1) {
    withdrawAll(table);
  } else {
    store<u32>(node, 0, RIB_LEAF);
    if (!publish(table, high, low, len)) {
      store<u32>(node, leaf, RIB_LEAF);
      return STATUS_FULL;
    }
  }
  ribRemove(record, high, low, len);
  routesAdd(table, -1);
  adjustWidth(table);
  return STATUS_OK;
}

/** Leaf of the route for exactly this prefix, 0 = there is none. */
export function fibGet(table: u32, w0: u32, w1: u32, w2: u32, w3: u32, len: u32): u32 {
  if (!isTable(table)) return 0;
  const node = ribFind(tableAt(table), key(w0, w1), key(w2, w3), len);
  return node ? load<u32>(node, RIB_LEAF) : 0;
}
