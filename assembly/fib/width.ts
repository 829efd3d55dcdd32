import { FIB_WIDTH_MASK, FIB_WIDTH_MIN, TABLE_ROUTES } from "../layout/fib.ts";
import { emptyRoot, rebuild } from "./change.ts";
import { fibRootAt, tableAt } from "./region.ts";

/*
 * Width of the root array by number of routes. Of the widths only those pay from which strides of 6 bits end at the usual
 * prefix lengths: 8 ends at /32, 12 and 18 end at /24 and /48. An array has about as many entries as the table has nodes.
 */
const ROUTES_FOR_12: u32 = 256;
const ROUTES_FOR_18: u32 = 65536;

/** A table is looked at again after so many routes more or less, and keeps its width until it is much too large. */
const LOOK_EVERY: u32 = 256;
const SLACK: u32 = 4;

export function widthFor(routes: u32): u32 {
  if (routes >= ROUTES_FOR_18) return 18;
  return routes >= ROUTES_FOR_12 ? 12 : FIB_WIDTH_MIN;
}

/** Gives a table whose number of routes has changed by one another root array if need be. Without memory it keeps its own. */
export function adjustWidth(table: u32): void {
  const routes = load<u32>(tableAt(table), TABLE_ROUTES);
  if (routes % LOOK_EVERY) return;
  const fib = load<u32>(fibRootAt(table));
  if (fib == emptyRoot()) return;
  const width = fib & FIB_WIDTH_MASK;
  if (widthFor(routes) > width || widthFor(routes * SLACK) < width) rebuild(table, widthFor(routes));
}
