import { RIB_LEAF, ROUTE4_ADDRESS, ROUTE4_LEN, ROUTE6_ADDRESS, ROUTE6_LEN, TABLE_RIB } from "../layout/fib.ts";
import { STATUS_BAD_ARGUMENT, STATUS_NOT_FOUND, STATUS_OK } from "../layout/status.ts";
import { routeHigh, routeLeafAt, routeLen, routeLow } from "./load.ts";
import { tableAt } from "./region.ts";
import { bitsAt, bitsInCommon, ribChild, ribHigh, ribIsBottom, ribLen, ribLow } from "./rib.ts";
import { isTable, wideOf } from "./update.ts";

/** First RIB node, in the order of addresses, at or below `node` that has a route; `node` may be 0. */
function firstRoute(node: u32): u32 {
  while (node && !load<u32>(node, RIB_LEAF)) node = ribChild(node, 0);
  return node;
}

/** First RIB node behind a prefix, or at it if `inclusive`; 0 = none. */
function behind(top: u32, high: u64, low: u64, len: u32, inclusive: bool): u32 {
  let next: u32 = 0;
  let node = top;
  while (node) {
    const nodeLen = ribLen(node);
    const common = bitsInCommon(high, low, ribHigh(node), ribLow(node));
    if (common < min<u32>(len, nodeLen)) {
      if (bitsAt(ribHigh(node), ribLow(node), common, 1)) next = node;
      break;
    }
    if (nodeLen > len || (nodeLen == len && inclusive)) return firstRoute(node);
    const right = ribChild(node, 1);
    if (nodeLen == len) {
      if (!ribIsBottom(node)) next = ribChild(node, 0) ? ribChild(node, 0) : right;
      break;
    }
    const bit = bitsAt(high, low, nodeLen, 1);
    if (!bit && right) next = right;
    node = ribChild(node, bit);
  }
  return firstRoute(next);
}

/**
 * Finds the next route in the order of addresses, shorter prefixes first.
 *
 * @param route record: address and length to go on from, those of the route before, with its leaf. A leaf of 0 says that a
 *   route for that very prefix counts too, so a record of zeros finds the first. Overwritten with the route found
 * @returns STATUS_OK, STATUS_NOT_FOUND when there are no more, or STATUS_BAD_ARGUMENT
 */
export function fibNext(table: u32, route: u32): i32 {
  if (!isTable(table)) return STATUS_BAD_ARGUMENT;
  const wide = wideOf(table);
  const leafAt = routeLeafAt(route, wide);
  const node = behind(
    load<u32>(tableAt(table), TABLE_RIB),
    routeHigh(route, wide),
    routeLow(route, wide),
    routeLen(route, wide),
    !load<u32>(leafAt),
  );
  if (!node) return STATUS_NOT_FOUND;
  const high = ribHigh(node);
  store<u32>(route, <u32>(high >> 32), ROUTE4_ADDRESS);
  if (wide) {
    const low = ribLow(node);
    store<u32>(route, <u32>high, ROUTE6_ADDRESS + 4);
    store<u32>(route, <u32>(low >> 32), ROUTE6_ADDRESS + 8);
    store<u32>(route, <u32>low, ROUTE6_ADDRESS + 12);
  }
  store<u32>(route + (wide ? ROUTE6_LEN : ROUTE4_LEN), ribLen(node));
  store<u32>(leafAt, load<u32>(node, RIB_LEAF));
  return STATUS_OK;
}
