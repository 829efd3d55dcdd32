/** Thrown when a table of the engine is full, or an entry is not what the call says. Nothing has changed then. */
export class TableError extends Error {
  override readonly name = "TableError";
  readonly table: string;
  constructor(table: string, what: string) {
    super(`${table}: ${what}`);
    this.table = table;
  }
}

/**
 * Indexes 1..capacity-1 of one table. A retired index is used again only after every worker has passed the epoch in which
 * it was retired, so that a packet under way never finds another entry behind it.
 */
export class IndexPool {
  readonly #table: string;
  readonly #capacity: number;
  #next = 1;
  readonly #free: number[] = [];
  #young: number[] = [];
  #old: number[] = [];

  constructor(table: string, capacity: number) {
    this.#table = table;
    this.#capacity = capacity;
  }

  /** @throws TableError when all are in use */
  take(): number {
    const index = this.#free.pop() ?? this.#next++;
    if (index >= this.#capacity) {
      this.#next = this.#capacity;
      throw new TableError(
        this.#table,
        `full: ${this.#capacity - 1} in use; give createEngine a larger capacity.${this.#table}`,
      );
    }
    return index;
  }

  retire(index: number): void {
    this.#young.push(index);
  }

  /** Called when all workers have passed an epoch: what was retired before the last such call is free now. */
  passed(): void {
    this.#free.push(...this.#old);
    this.#old = this.#young;
    this.#young = [];
  }

  get used(): number {
    return this.#next - 1 - this.#free.length - this.#old.length - this.#young.length;
  }

  /** one past the highest index ever used */
  get end(): number {
    return this.#next;
  }
}
