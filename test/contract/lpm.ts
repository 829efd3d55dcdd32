import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STATUS_BAD_ARGUMENT, STATUS_NOT_FOUND, STATUS_OK } from "../../assembly/layout/status.ts";
import { LinearLpm, rangeOf } from "../oracle/lpm.ts";

export type Family = 4 | 6;
/** Address in host order, as a number of 32 or 128 bits. */
export type Prefix = { readonly address: bigint; readonly len: number };
export type Route = Prefix & { readonly leaf: number };

/** What every table of prefixes does, whatever is inside. Results are STATUS_ codes, or a leaf, 0 = no route. */
export interface Lpm {
  readonly family: Family;
  insert(route: Route): number;
  remove(prefix: Prefix): number;
  get(prefix: Prefix): number;
  lookup(address: bigint): number;
  lookupAll(addresses: readonly bigint[]): number[];
  /** By address, shorter prefixes first. */
  routes(): Route[];
}

export function widthOf(family: Family): number {
  return family === 4 ? 32 : 128;
}

/** "192.0.2.0/24" or a full "2001:db8:0:0:0:0:0:0/32", with or without the length. */
export function prefix(text: string): Prefix {
  const [address = "", len] = text.split("/");
  const isV4 = address.includes(".");
  const parts = isV4 ? address.split(".") : address.split(":");
  const bits = isV4 ? 8n : 16n;
  const value = parts.reduce((sum, part) => (sum << bits) | BigInt(isV4 ? part : `0x${part}`), 0n);
  return { address: value, len: len === undefined ? (isV4 ? 32 : 128) : Number(len) };
}

/** Prefix lengths as they occur: aggregates, the bulk at /24 or /48, links and hosts, and now and then any. */
const LENGTHS: Record<Family, number[]> = {
  4: [0, 8, 12, 14, 16, 17, 18, 19, 20, 21, 22, 23, 24, 24, 24, 24, 24, 25, 26, 27, 28, 29, 30, 30, 31, 32, 32],
  6: [0, 3, 16, 20, 29, 32, 32, 36, 40, 44, 46, 47, 48, 48, 48, 48, 56, 60, 62, 63, 64, 64, 65, 66, 96, 126, 127, 128],
};

/** Prefixes that often overlap, meet, or are one another's neighbours. */
export function anyPrefix(family: Family): fc.Arbitrary<Prefix> {
  const width = widthOf(family);
  const len = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...LENGTHS[family]) },
    fc.integer({ min: 0, max: width }),
  );
  const site = fc.constantFrom(...[0x0an, 0x0bn, 0x20n, 0xc0n, 0xffn]);
  const bytes = fc.array(fc.constantFrom(...[0n, 0n, 1n, 2n, 3n, 0x40n, 0x80n, 0xffn]), {
    minLength: 15,
    maxLength: 15,
  });
  return fc.tuple(site, bytes, len).map(([first, rest, length]) => {
    const all = rest.slice(0, width / 8 - 1).reduce((sum, byte) => (sum << 8n) | byte, first);
    const host = BigInt(width - length);
    return { address: (all >> host) << host, len: length };
  });
}

export type Operation = { readonly kind: "insert" | "remove"; readonly route: Route };

export function anyOperations(family: Family, maxLength: number): fc.Arbitrary<Operation[]> {
  const kind = fc.constantFrom("insert" as const, "insert" as const, "remove" as const);
  const leaf = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 3 }) },
    fc.integer({ min: 1, max: 0x7fffffff }),
  );
  return fc.array(anyPrefix(family), { minLength: 1, maxLength: 24 }).chain((prefixes) =>
    fc.array(
      fc.record({
        kind,
        route: fc.tuple(fc.constantFrom(...prefixes), leaf).map(([at, value]) => ({ ...at, leaf: value })),
      }),
      { maxLength },
    ),
  );
}

/** Addresses at which the answer may change: both ends of each prefix, and their neighbours. */
export function edges(family: Family, prefixes: readonly Prefix[]): bigint[] {
  const top = (1n << BigInt(widthOf(family))) - 1n;
  const found = new Set([0n, top]);
  for (const each of prefixes) {
    const [first, last] = rangeOf(family, each);
    for (const address of [first - 1n, first, last, last + 1n]) if (address >= 0n && address <= top) found.add(address);
  }
  return [...found];
}

/** Says that two tables cannot be told apart. */
export function expectSame(actual: Lpm, expected: Lpm, prefixes: readonly Prefix[]): void {
  expect(actual.routes()).toEqual(expected.routes());
  const addresses = edges(actual.family, prefixes);
  const answers = expected.lookupAll(addresses);
  expect(addresses.map((address) => actual.lookup(address))).toEqual(answers);
  expect(actual.lookupAll(addresses)).toEqual(answers);
}

const routes = (...rows: [text: string, leaf: number][]): Route[] =>
  rows.map(([text, leaf]) => ({ ...prefix(text), leaf }));

const cases: ReadonlyArray<{ name: string; table: Route[]; answers: [address: string, leaf: number][] }> = [
  {
    name: "an empty table has no route",
    table: [],
    answers: [
      ["0.0.0.0", 0],
      ["255.255.255.255", 0],
    ],
  },
  {
    name: "the default route",
    table: routes(["0.0.0.0/0", 7]),
    answers: [
      ["0.0.0.0", 7],
      ["203.0.113.9", 7],
    ],
  },
  {
    name: "the longest of nested prefixes",
    table: routes(["10.0.0.0/8", 1], ["10.1.0.0/16", 2], ["10.1.2.0/24", 3], ["10.1.2.3/32", 4]),
    answers: [
      ["10.0.0.1", 1],
      ["10.1.0.1", 2],
      ["10.1.2.2", 3],
      ["10.1.2.3", 4],
      ["10.1.2.4", 3],
      ["11.0.0.0", 0],
    ],
  },
  {
    name: "a /31 and its two hosts",
    table: routes(["192.0.2.4/31", 1], ["192.0.2.5/32", 2]),
    answers: [
      ["192.0.2.3", 0],
      ["192.0.2.4", 1],
      ["192.0.2.5", 2],
      ["192.0.2.6", 0],
    ],
  },
  {
    name: "both halves of the address space",
    table: routes(["0.0.0.0/1", 1], ["128.0.0.0/1", 2]),
    answers: [
      ["127.255.255.255", 1],
      ["128.0.0.0", 2],
    ],
  },
  {
    name: "a hole in a prefix that has the leaf of its neighbours",
    table: routes(["192.0.2.0/24", 1], ["192.0.2.64/26", 2], ["192.0.2.128/26", 1]),
    answers: [
      ["192.0.2.63", 1],
      ["192.0.2.64", 2],
      ["192.0.2.127", 2],
      ["192.0.2.128", 1],
    ],
  },
  {
    name: "IPv6 across the middle of the address",
    table: routes(["2001:db8:0:0:0:0:0:0/63", 1], ["2001:db8:0:1:0:0:0:0/64", 2], ["2001:db8:0:1:8000:0:0:0/65", 3]),
    answers: [
      ["2001:db8:0:0:ffff:0:0:0", 1],
      ["2001:db8:0:1:7fff:0:0:0", 2],
      ["2001:db8:0:1:8000:0:0:0", 3],
    ],
  },
  {
    name: "IPv6 hosts",
    table: routes(["0:0:0:0:0:0:0:0/0", 9], ["2001:db8:0:0:0:0:0:1/128", 1], ["2001:db8:0:0:0:0:0:2/127", 2]),
    answers: [
      ["2001:db8:0:0:0:0:0:0", 9],
      ["2001:db8:0:0:0:0:0:1", 1],
      ["2001:db8:0:0:0:0:0:3", 2],
      ["2001:db8:0:0:0:0:0:4", 9],
    ],
  },
];

/** The cases that every implementation passes. `make` returns an empty table. */
export function lpmContract(name: string, make: (family: Family) => Lpm): void {
  describe(name, () => {
    for (const { name: title, table, answers } of cases) {
      test(title, () => {
        const lpm = make(answers[0]![0].includes(":") ? 6 : 4);
        for (const route of table) expect(lpm.insert(route)).toBe(STATUS_OK);
        for (const [address, leaf] of answers) expect(lpm.lookup(prefix(address).address), address).toBe(leaf);
        for (const route of table) expect(lpm.remove(route)).toBe(STATUS_OK);
        for (const [address] of answers) expect(lpm.lookup(prefix(address).address), address).toBe(0);
      });
    }

    test("refuses what is no route", () => {
      const lpm = make(4);
      for (const [text, leaf] of [
        ["10.0.0.1/24", 1],
        ["10.0.0.0/33", 1],
        ["10.0.0.0/8", 0],
        ["10.0.0.0/8", 2 ** 31],
      ] as const) {
        expect(lpm.insert({ ...prefix(text), leaf }), `${text} ${leaf}`).toBe(STATUS_BAD_ARGUMENT);
      }
      expect(lpm.remove(prefix("10.0.0.1/24"))).toBe(STATUS_BAD_ARGUMENT);
      expect(make(6).insert({ ...prefix("2001:db8:0:0:0:0:0:1/127"), leaf: 1 })).toBe(STATUS_BAD_ARGUMENT);
    });

    test("tells an exact prefix from one that covers it", () => {
      const lpm = make(4);
      lpm.insert({ ...prefix("10.0.0.0/8"), leaf: 1 });
      expect(lpm.get(prefix("10.0.0.0/8"))).toBe(1);
      expect(lpm.get(prefix("10.0.0.0/9"))).toBe(0);
      expect(lpm.remove(prefix("10.0.0.0/9"))).toBe(STATUS_NOT_FOUND);
    });

    for (const family of [4, 6] as const) {
      test(`agrees with a linear scan, IPv${family}`, () => {
        fc.assert(
          fc.property(anyOperations(family, 80), (operations) => {
            const lpm = make(family);
            const oracle = new LinearLpm(family);
            for (const { kind, route } of operations) expect(lpm[kind](route)).toBe(oracle[kind](route));
            expectSame(
              lpm,
              oracle,
              operations.map(({ route }) => route),
            );
          }),
          { numRuns: 150 },
        );
      });
    }
  });
}
