import { FIB_REGION_SIZE, ROUTE4_SIZE, ROUTE6_SIZE } from "../../../assembly/layout/fib.ts";
import { STATUS_OK } from "../../../assembly/layout/status.ts";
import type { Family, Lpm, Prefix, Route } from "../../contract/lpm.ts";
import { compile } from "../compile.ts";

const SOURCE = ["lookup", "region", "slots", "retire", "update", "load", "enumerate", "table"]
  .map((name) => `export * from "./assembly/fib/${name}";`)
  .join("\n");

type Words = [w0: number, w1: number, w2: number, w3: number];

export type Exports = {
  fibInit(heapBase: number, heapLimit: number, tablesBase: number, epochBase: number, fresh: number): number;
  fibCreate(family: number): number;
  fibDestroy(table: number): number;
  fibClear(table: number): number;
  fibInsert(table: number, ...route: [...Words, len: number, leaf: number]): number;
  fibRemove(table: number, ...prefix: [...Words, len: number]): number;
  fibGet(table: number, ...prefix: [...Words, len: number]): number;
  fibLoad(table: number, routes: number, count: number): number;
  fibNext(table: number, route: number): number;
  fibRoutes(table: number): number;
  fibBytes(table: number): number;
  fibRibBytes(table: number): number;
  fibRootAt(table: number): number;
  heapUsed(): number;
  heapTop(): number;
  blockTake(bytes: number): number;
  blockGive(block: number): void;
  blockRetire(block: number): void;
  reclaim(): number;
  lookup4(fib: number, address: number): number;
  lookup6(fib: number, high: bigint, low: bigint): number;
  start4(fib: number, address: number): number;
  rest4(fib: number, address: number): number;
  start6(fib: number, high: bigint): number;
  rest6(fib: number, high: bigint, low: bigint): bigint;
  leafOf(entry: number): number;
  walk4(entries: number, keys: number, live: number, count: number): void;
  walk6(entries: number, keys: number, live: number, count: number): void;
};

const PAGE = 65536;
/** Where the tests keep what the engine has in regions of its own. */
export const EPOCHS = 1024;
export const SCRATCH = 4096;
const ENTRIES = SCRATCH;
const LIVE = ENTRIES + 1024;
const KEYS = LIVE + 1024;
const TABLES = PAGE;
export const HEAP = Math.ceil((TABLES + FIB_REGION_SIZE) / PAGE) * PAGE;

export const module: WebAssembly.Module = await compile(SOURCE);

/** One FIB in a memory of its own. */
export class FibCore {
  readonly memory: WebAssembly.Memory;
  readonly words: Uint32Array;
  readonly fib: Exports;
  readonly init: Parameters<Exports["fibInit"]>;

  /** @param heapSize bytes for routes and nodes */
  constructor(heapSize = 4 << 20) {
    const pages = Math.ceil((HEAP + heapSize) / PAGE);
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    this.words = new Uint32Array(this.memory.buffer);
    this.fib = new WebAssembly.Instance(module, { env: { memory: this.memory } }).exports as Exports;
    this.words[EPOCHS / 4] = 1;
    this.init = [HEAP, HEAP + heapSize, TABLES, EPOCHS, 0];
    const [heapBase, heapLimit, tablesBase, epochBase] = this.init;
    if (this.fib.fibInit(heapBase, heapLimit, tablesBase, epochBase, 1) !== STATUS_OK) throw new Error("fibInit");
  }

  /** Bytes in use once nobody reads. */
  used(): number {
    this.fib.reclaim();
    return this.fib.heapUsed();
  }

  /** Writes records of routes from `at` on. */
  writeRoutes(family: Family, at: number, routes: readonly Route[]): void {
    let word = at / 4;
    for (const { address, len, leaf } of routes) {
      const words = family === 4 ? [Number(address)] : wordsOf(6, address);
      this.words.set([...words, len, leaf], word);
      word += words.length + 2;
    }
  }
}

/** The four words of an address, most significant first; an IPv4 address is the first. */
export function wordsOf(family: Family, address: bigint): Words {
  if (family === 4) return [Number(address), 0, 0, 0];
  const word = (shift: bigint) => Number((address >> shift) & 0xffffffffn);
  return [word(96n), word(64n), word(32n), word(0n)];
}

/** A table of the core, as the contract sees it. */
export class CoreLpm implements Lpm {
  readonly family: Family;
  readonly core: FibCore;
  readonly table: number;

  constructor(family: Family, core: FibCore = new FibCore()) {
    this.family = family;
    this.core = core;
    this.table = core.fib.fibCreate(family);
  }

  /** The table's root word. */
  get root(): number {
    return Atomics.load(this.core.words, this.core.fib.fibRootAt(this.table) / 4);
  }

  insert({ address, len, leaf }: Route): number {
    return this.core.fib.fibInsert(this.table, ...wordsOf(this.family, address), len, leaf);
  }

  remove({ address, len }: Prefix): number {
    return this.core.fib.fibRemove(this.table, ...wordsOf(this.family, address), len);
  }

  get({ address, len }: Prefix): number {
    return this.core.fib.fibGet(this.table, ...wordsOf(this.family, address), len);
  }

  lookup(address: bigint): number {
    const { fib } = this.core;
    if (this.family === 4) return fib.lookup4(this.root, Number(address));
    return fib.lookup6(this.root, address >> 64n, BigInt.asUintN(64, address));
  }

  lookupAll(addresses: readonly bigint[]): number[] {
    const answers: number[] = [];
    for (let from = 0; from < addresses.length; from += 256)
      answers.push(...this.#walk(addresses.slice(from, from + 256)));
    return answers;
  }

  #walk(addresses: readonly bigint[]): number[] {
    const { fib, words, memory } = this.core;
    const root = this.root;
    const longs = new BigUint64Array(memory.buffer);
    for (const [i, address] of addresses.entries()) {
      if (this.family === 4) {
        words[ENTRIES / 4 + i] = fib.start4(root, Number(address));
        words[KEYS / 4 + i] = fib.rest4(root, Number(address));
      } else {
        const high = address >> 64n;
        const low = BigInt.asUintN(64, address);
        words[ENTRIES / 4 + i] = fib.start6(root, high);
        longs[KEYS / 8 + 2 * i] = fib.rest6(root, high, low);
        longs[KEYS / 8 + 2 * i + 1] = low << BigInt(root & 63);
      }
    }
    const walk = this.family === 4 ? fib.walk4 : fib.walk6;
    walk(ENTRIES, KEYS, LIVE, addresses.length);
    return addresses.map((_, i) => fib.leafOf(words[ENTRIES / 4 + i]!));
  }

  routes(): Route[] {
    const { fib, words } = this.core;
    const size = this.family === 4 ? ROUTE4_SIZE : ROUTE6_SIZE;
    const at = SCRATCH / 4;
    words.fill(0, at, at + size / 4);
    const found: Route[] = [];
    while (fib.fibNext(this.table, SCRATCH) === STATUS_OK) {
      const [len = 0, leaf = 0] = words.slice(at + size / 4 - 2, at + size / 4);
      const address = words.slice(at, at + size / 4 - 2).reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
      found.push({ address, len, leaf });
    }
    return found;
  }
}
