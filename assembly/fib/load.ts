import {
  ROUTE4_ADDRESS,
  ROUTE4_LEAF,
  ROUTE4_LEN,
  ROUTE4_SIZE,
  ROUTE6_ADDRESS,
  ROUTE6_LEAF,
  ROUTE6_LEN,
  ROUTE6_SIZE,
  TABLE_FAMILY,
  TABLE_ROUTES,
} from "../layout/fib.ts";
import { STATUS_BAD_ARGUMENT, STATUS_FULL, STATUS_OK } from "../layout/status.ts";
import { rebuild } from "./change.ts";
import { tableAt } from "./region.ts";
import { ribInsert, ribRemove } from "./rib.ts";
import { isLeafValue, isPrefix, isTable, key, routesAdd, wideOf } from "./update.ts";
import { widthFor } from "./width.ts";

/* Route records (ROUTE4_, ROUTE6_): the same four readers for both sizes. */

export function routeSize(wide: u32): u32 {
  return wide ? ROUTE6_SIZE : ROUTE4_SIZE;
}

export function routeHigh(route: u32, wide: u32): u64 {
  const first = load<u32>(route, ROUTE4_ADDRESS);
  return key(first, wide ? load<u32>(route, ROUTE6_ADDRESS + 4) : 0);
}

export function routeLow(route: u32, wide: u32): u64 {
  return wide ? key(load<u32>(route, ROUTE6_ADDRESS + 8), load<u32>(route, ROUTE6_ADDRESS + 12)) : 0;
}

export function routeLen(route: u32, wide: u32): u32 {
  return wide ? load<u32>(route, ROUTE6_LEN) : load<u32>(route, ROUTE4_LEN);
}

/** Address of the record's leaf. */
export function routeLeafAt(route: u32, wide: u32): u32 {
  return route + (wide ? ROUTE6_LEAF : ROUTE4_LEAF);
}

/** Puts the leaf of a record into the RIB, and the one that the prefix had, 0 = none, into the record. */
function exchange(table: u32, route: u32, wide: u32): bool {
  const record = tableAt(table);
  const leafAt = routeLeafAt(route, wide);
  const high = routeHigh(route, wide);
  const low = routeLow(route, wide);
  const len = routeLen(route, wide);
  const before = ribInsert(record, wide, high, low, len, load<u32>(leafAt));
  if (before < 0) return false;
  if (!before) routesAdd(table, 1);
  store<u32>(leafAt, before);
  return true;
}

/** Undoes exchange(). */
function restore(table: u32, route: u32, wide: u32): void {
  const record = tableAt(table);
  const leafAt = routeLeafAt(route, wide);
  const high = routeHigh(route, wide);
  const low = routeLow(route, wide);
  const len = routeLen(route, wide);
  const before = load<u32>(leafAt);
  const leaf = ribInsert(record, wide, high, low, len, before);
  if (!before) {
    ribRemove(record, high, low, len);
    routesAdd(table, -1);
  }
  store<u32>(leafAt, leaf);
}

/**
 * Adds or replaces many routes, and publishes them together by one store. Worth it when they are not few against those that
 * the table has, since the whole table is built anew.
 *
 * @param routes `count` records in any order, ROUTE4_SIZE or ROUTE6_SIZE by the table's family. On STATUS_OK each holds the
 *   leaf that its prefix had before, 0 = none; else they are as they were, like the table
 */
export function fibLoad(table: u32, routes: u32, count: u32): i32 {
  if (!isTable(table)) return STATUS_BAD_ARGUMENT;
  const family = load<u32>(tableAt(table), TABLE_FAMILY);
  const wide = wideOf(table);
  const size = routeSize(wide);
  const end = routes + count * size;
  for (let route = routes; route < end; route += size) {
    if (!isLeafValue(load<u32>(routeLeafAt(route, wide)))) return STATUS_BAD_ARGUMENT;
    if (!isPrefix(family, routeHigh(route, wide), routeLow(route, wide), routeLen(route, wide)))
      return STATUS_BAD_ARGUMENT;
  }
  let route = routes;
  while (route < end && exchange(table, route, wide)) route += size;
  if (!count || (route == end && rebuild(table, widthFor(load<u32>(tableAt(table), TABLE_ROUTES))))) return STATUS_OK;
  while (route > routes) {
    route -= size;
    restore(table, route, wide);
  }
  return STATUS_FULL;
}
