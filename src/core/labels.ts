import { COUNTER_SIZE } from "../../assembly/layout/counters.ts";
import { LABEL_COUNT, LABEL_FIRST } from "../../assembly/layout/headers.ts";
import * as ilm from "../../assembly/layout/ilm.ts";
import type { Core } from "./core.ts";
import { TableError } from "./pool.ts";

const LIMIT_MIN = 64;

export type LabelEntry = {
  readonly op: number;
  /** ILM_OUT by operation */
  readonly out: number;
  readonly nhlfe: number;
  readonly accept: number;
  readonly mode: number;
};

/** One label space: the ILM behind the word at `address`, grown as labels ask for it. */
export class LabelSpace {
  readonly #core: Core;
  readonly address: number;
  readonly #counters: CounterRanges;
  /** parts of the counters that this space had before it grew, each with its first index */
  readonly ranges: { readonly index: number; readonly limit: number }[] = [];

  /** @param address of a word that is 0 or has no reader yet */
  constructor(core: Core, address: number, counters: CounterRanges) {
    this.#core = core;
    this.address = address;
    this.#counters = counters;
    core.publish(address, 0);
  }

  get limit(): number {
    const table = this.#table;
    return table === 0 ? 0 : this.#core.view.getUint32(table + ilm.ILM_LIMIT, true);
  }

  get #table(): number {
    return this.#core.view.getUint32(this.address, true);
  }

  /** Adds or replaces an entry by one store. @throws RangeError for a label out of 16..1048575; TableError when full */
  set(label: number, entry: LabelEntry): void {
    if (!Number.isInteger(label) || label < LABEL_FIRST || label >= LABEL_COUNT) {
      throw new RangeError(`label: ${label}, expected ${LABEL_FIRST}..${LABEL_COUNT - 1}`);
    }
    if (label >= this.limit) this.#grow(label + 1);
    const word =
      BigInt(entry.out) |
      (BigInt(entry.nhlfe) << BigInt(ilm.ILM_NHLFE_SHIFT)) |
      (BigInt(entry.accept) << BigInt(ilm.ILM_ACCEPT_SHIFT)) |
      (BigInt(entry.mode) << BigInt(ilm.ILM_MODE_SHIFT)) |
      (BigInt(entry.op) << BigInt(ilm.ILM_OP_SHIFT));
    this.#store(label, word);
  }

  /** @returns whether there was an entry */
  remove(label: number): boolean {
    if (label >= this.limit || this.word(label) === 0n) return false;
    this.#store(label, 0n);
    return true;
  }

  /** The entry as it stands in memory, 0n = none. */
  word(label: number): bigint {
    return label >= this.limit ? 0n : (this.#core.u64[this.#entryAt(label) / 8] as bigint);
  }

  #entryAt(label: number): number {
    return this.#table + ilm.ILM_HEADER + label * ilm.ILM_ENTRY_SIZE;
  }

  #store(label: number, word: bigint): void {
    Atomics.store(new BigInt64Array(this.#core.memory.buffer, this.#entryAt(label), 1), 0, BigInt.asIntN(64, word));
  }

  #grow(labels: number): void {
    let limit = LIMIT_MIN;
    while (limit < labels) limit *= 2;
    const { exports, u8, view } = this.#core;
    const bytes = ilm.ILM_HEADER + limit * ilm.ILM_ENTRY_SIZE;
    const index = this.#counters.take(limit);
    const table = exports.blockTake(bytes);
    if (table === 0) throw new TableError("labels", "heap full: give createEngine a larger capacity.heap");
    const old = this.#table;
    const oldBytes = old === 0 ? ilm.ILM_HEADER : ilm.ILM_HEADER + this.limit * ilm.ILM_ENTRY_SIZE;
    u8.fill(0, table + oldBytes, table + bytes);
    if (old !== 0) u8.copyWithin(table, old, old + oldBytes);
    view.setUint32(table + ilm.ILM_LIMIT, limit, true);
    view.setUint32(table + ilm.ILM_INDEX, index, true);
    this.ranges.push({ index, limit });
    this.#core.publish(this.address, table);
    if (old !== 0) exports.blockRetire(old);
  }
}

/** Indexes of label counters: each label space takes a new range when it grows, and reads the sum of all it has had. */
export class CounterRanges {
  readonly #capacity: number;
  #next = 1;

  constructor(core: Core) {
    this.#capacity = core.capacity.labels;
  }

  take(count: number): number {
    const index = this.#next;
    if (index + count > this.#capacity)
      throw new TableError("labels", "full: give createEngine a larger capacity.labels");
    this.#next += count;
    return index;
  }

  /** bytes of the counters in use */
  get size(): number {
    return this.#next * COUNTER_SIZE;
  }
}
