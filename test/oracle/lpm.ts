import { STATUS_BAD_ARGUMENT, STATUS_NOT_FOUND, STATUS_OK } from "../../assembly/layout/status.ts";
import { type Family, type Lpm, type Prefix, type Route, widthOf } from "../contract/lpm.ts";

/** First and last address of a prefix. */
export function rangeOf(family: Family, { address, len }: Prefix): [first: bigint, last: bigint] {
  return [address, address | ((1n << BigInt(widthOf(family) - len)) - 1n)];
}

/** Longest prefix match by looking at every route. */
export class LinearLpm implements Lpm {
  readonly family: Family;
  #routes: Route[] = [];

  constructor(family: Family) {
    this.family = family;
  }

  insert(route: Route): number {
    if (!this.#isPrefix(route) || route.leaf < 1 || route.leaf > 0x7fffffff) return STATUS_BAD_ARGUMENT;
    this.remove(route);
    this.#routes.push({ ...route });
    return STATUS_OK;
  }

  remove(prefix: Prefix): number {
    if (!this.#isPrefix(prefix)) return STATUS_BAD_ARGUMENT;
    const kept = this.#routes.filter((route) => !isSame(route, prefix));
    if (kept.length === this.#routes.length) return STATUS_NOT_FOUND;
    this.#routes = kept;
    return STATUS_OK;
  }

  get(prefix: Prefix): number {
    return this.#routes.find((route) => isSame(route, prefix))?.leaf ?? 0;
  }

  lookup(address: bigint): number {
    let longest: Route | undefined;
    for (const route of this.#routes) {
      const [first, last] = rangeOf(this.family, route);
      if (first <= address && address <= last && route.len >= (longest?.len ?? 0)) longest = route;
    }
    return longest?.leaf ?? 0;
  }

  lookupAll(addresses: readonly bigint[]): number[] {
    return addresses.map((address) => this.lookup(address));
  }

  routes(): Route[] {
    return [...this.#routes].sort((a, b) => (a.address === b.address ? a.len - b.len : a.address < b.address ? -1 : 1));
  }

  #isPrefix({ address, len }: Prefix): boolean {
    if (len < 0 || len > widthOf(this.family)) return false;
    return address % (1n << BigInt(widthOf(this.family) - len)) === 0n;
  }
}

function isSame(a: Prefix, b: Prefix): boolean {
  return a.address === b.address && a.len === b.len;
}
