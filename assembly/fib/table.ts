import {
  FIB_EMPTY,
  FIB_FREE_TABLE,
  FIB_IPV4,
  FIB_IPV6,
  FIB_REGION_SIZE,
  FIB_STATE,
  FIB_TABLE_COUNT,
  FIB_WIDTH_MIN,
  HEAP_TOP,
  HEAP_USED,
  TABLE_FAMILY,
  TABLE_FIB_BYTES,
  TABLE_NEXT,
  TABLE_RIB,
  TABLE_RIB_BYTES,
  TABLE_ROUTES,
  TABLE_SIZE,
} from "../layout/fib.ts";
import { STATUS_BAD_ARGUMENT, STATUS_OK } from "../layout/status.ts";
import { emptyRoot, withdrawAll } from "./change.ts";
import { fill, leafEntry } from "./frame.ts";
import { fibRootAt, region, regionSet, tableAt } from "./region.ts";
import { ribClear } from "./rib.ts";
import { isTable } from "./update.ts";

/**
 * Tells this instance where the FIB is. One instance makes it new, before the others attach.
 *
 * @param heapBase first byte of the heap, a multiple of 8
 * @param heapLimit end of the heap, at most 2^31; the memory below it exists
 * @param tablesBase the FIB's region, FIB_REGION_SIZE bytes, a multiple of 64
 * @param epochBase epoch words (EPOCH_GLOBAL, EPOCH_WORKERS); the global one must not be 0
 * @param fresh makes the region new: no tables, an empty heap
 */
export function fibInit(heapBase: u32, heapLimit: u32, tablesBase: u32, epochBase: u32, fresh: bool): i32 {
  if (heapLimit > (<u32>1) << 31 || heapBase > heapLimit || heapBase & 7 || tablesBase & 63) return STATUS_BAD_ARGUMENT;
  regionSet(tablesBase, heapLimit, epochBase);
  if (!fresh) return STATUS_OK;
  memory.fill(region + FIB_STATE, 0, FIB_REGION_SIZE - FIB_STATE);
  store<u32>(region, heapBase, HEAP_TOP);
  fill(region + FIB_EMPTY, 1 << FIB_WIDTH_MIN, leafEntry(0));
  fill(fibRootAt(0), FIB_TABLE_COUNT, emptyRoot());
  for (let table: u32 = FIB_TABLE_COUNT - 1; table > 0; table--) release(table);
  store<u32>(tableAt(0), 0, TABLE_FAMILY);
  return STATUS_OK;
}

/** Puts a table id in front of those not in use. */
function release(table: u32): void {
  store<u32>(tableAt(table), 0, TABLE_FAMILY);
  store<u32>(tableAt(table), load<u32>(region, FIB_FREE_TABLE), TABLE_NEXT);
  store<u32>(region, table, FIB_FREE_TABLE);
}

/** Id of a new table without routes, FIB_IPV4 or FIB_IPV6; 0 when all ids are in use. */
export function fibCreate(family: u32): u32 {
  const table = load<u32>(region, FIB_FREE_TABLE);
  if (!table || (family != FIB_IPV4 && family != FIB_IPV6)) return 0;
  const record = tableAt(table);
  store<u32>(region, load<u32>(record, TABLE_NEXT), FIB_FREE_TABLE);
  memory.fill(record, 0, TABLE_SIZE);
  store<u32>(record, family, TABLE_FAMILY);
  return table;
}

/** Ends a table with all its routes. Readers that still have its id find nothing, until the id is given to a new table. */
export function fibDestroy(table: u32): i32 {
  if (!isTable(table)) return STATUS_BAD_ARGUMENT;
  fibClear(table);
  release(table);
  return STATUS_OK;
}

/** Removes all routes of a table at once. */
export function fibClear(table: u32): i32 {
  if (!isTable(table)) return STATUS_BAD_ARGUMENT;
  const record = tableAt(table);
  withdrawAll(table);
  ribClear(record, load<u32>(record, TABLE_RIB));
  store<u32>(record, 0, TABLE_RIB);
  store<u32>(record, 0, TABLE_ROUTES);
  return STATUS_OK;
}

export function fibRoutes(table: u32): u32 {
  return isTable(table) ? load<u32>(tableAt(table), TABLE_ROUTES) : 0;
}

/** Bytes of the table that lookups read: root array and nodes. */
export function fibBytes(table: u32): u32 {
  return isTable(table) ? load<u32>(tableAt(table), TABLE_FIB_BYTES) : 0;
}

/** Bytes of the routes as the writer keeps them. */
export function fibRibBytes(table: u32): u32 {
  return isTable(table) ? load<u32>(tableAt(table), TABLE_RIB_BYTES) : 0;
}

/** Bytes of the heap in use, those that wait for readers included. */
export function heapUsed(): u32 {
  return load<u32>(region, HEAP_USED);
}

/** End of the part of the heap that was ever used. */
export function heapTop(): u32 {
  return load<u32>(region, HEAP_TOP);
}
