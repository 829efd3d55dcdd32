import { FIB_ROOTS, FIB_TABLES, TABLE_SIZE } from "../layout/fib.ts";

/**
 * Where the FIB lies in the memory. The same in every instance that shares the memory, set once by fibInit; whatever
 * changes later is in the memory itself.
 */
export let region: u32 = 0;
export let heapLimit: u32 = 0;
export let epochs: u32 = 0;

export function regionSet(base: u32, limit: u32, epochWords: u32): void {
  region = base;
  heapLimit = limit;
  epochs = epochWords;
}

/** Address of the table's root word; a VRF record holds it, and readers load the word atomically. */
export function fibRootAt(table: u32): u32 {
  return region + FIB_ROOTS + (table << 2);
}

/** Address of the table's record. */
export function tableAt(table: u32): u32 {
  return region + FIB_TABLES + table * TABLE_SIZE;
}
