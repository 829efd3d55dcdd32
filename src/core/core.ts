import * as map from "../../assembly/layout/map.ts";
import { PACKET_SIZE } from "../../assembly/layout/packet.ts";
import { STATUS_FULL, STATUS_OK } from "../../assembly/layout/status.ts";
import { WORKER_BURST } from "../../assembly/layout/worker.ts";
import { bind, type CoreExports, canShare, coreBytes } from "./load.ts";
import { type Capacity, DEFAULT_CAPACITY, layOut, PAGE } from "./memory.ts";
import { TableError } from "./pool.ts";

export type CoreOptions = {
  /** how many of each; what is left out is DEFAULT_CAPACITY's */
  readonly capacity?: Partial<Capacity>;
  /** memory that worker threads share; by default wherever SharedArrayBuffer exists */
  readonly shared?: boolean;
  /** the core compiled before, for instance by WebAssembly.compileStreaming of the package's ./wasm (shared memory only) */
  readonly module?: WebAssembly.Module;
};

/** What another thread needs to forward with the same tables: structured-cloneable when the memory is shared. */
export type CoreShare = { readonly module: WebAssembly.Module; readonly memory: WebAssembly.Memory };

/**
 * One instance of the core bound to its memory: exports, typed views, addresses. The only owner of WebAssembly objects.
 */
export class Core {
  readonly exports: CoreExports;
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
  readonly capacity: Capacity;
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  readonly u64: BigUint64Array;
  readonly view: DataView;

  private constructor(
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    capacity: Capacity,
    worker: number,
    fresh: boolean,
  ) {
    this.module = module;
    this.memory = memory;
    this.capacity = capacity;
    this.exports = bind(module, memory);
    this.u8 = new Uint8Array(memory.buffer);
    this.u16 = new Uint16Array(memory.buffer);
    this.u32 = new Uint32Array(memory.buffer);
    this.i32 = new Int32Array(memory.buffer);
    this.u64 = new BigUint64Array(memory.buffer);
    this.view = new DataView(memory.buffer);
    if (this.exports.attach(worker, fresh ? 1 : 0) !== STATUS_OK)
      throw new TypeError("memory: not made by this version of the core");
  }

  /** Makes a new memory with empty tables, and the instance of worker 0. */
  static async create(options: CoreOptions = {}): Promise<Core> {
    const shared = options.shared ?? canShare();
    const module = options.module ?? (await WebAssembly.compile(coreBytes(shared)));
    return Core.#make(module, options, shared);
  }

  /** The same without waiting: for Node and workers (a browser's main thread refuses to compile this way). */
  static createSync(options: CoreOptions = {}): Core {
    const shared = options.shared ?? canShare();
    return Core.#make(options.module ?? new WebAssembly.Module(coreBytes(shared)), options, shared);
  }

  static #make(module: WebAssembly.Module, options: CoreOptions, shared: boolean): Core {
    const capacity = { ...DEFAULT_CAPACITY, ...options.capacity };
    const { words, pages } = layOut(capacity);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: 65536, shared });
    const view = new Uint32Array(memory.buffer, map.MAP_BASE, map.MAP_SIZE / 4);
    for (const [word, value] of words) view[word / 4] = value;
    new Uint32Array(memory.buffer)[(words.get(map.MAP_EPOCH) ?? 0) / 4] = 1; // 0 would say idle
    return new Core(module, memory, capacity, 0, true);
  }

  /** A further instance on the same memory, in this thread or another. `worker` is its block, 1..capacity.workers-1. */
  static attach(share: CoreShare, capacity: Capacity, worker: number): Core {
    if (worker >= capacity.workers)
      throw new RangeError(`worker: ${worker}, the engine has room for ${capacity.workers}`);
    return new Core(share.module, share.memory, capacity, worker, false);
  }

  get share(): CoreShare {
    return { module: this.module, memory: this.memory };
  }

  /** A word of the map (assembly/layout/map.ts). */
  word(offset: number): number {
    return this.u32[(map.MAP_BASE + offset) / 4] as number;
  }

  setWord(offset: number, value: number): void {
    Atomics.store(this.u32, (map.MAP_BASE + offset) / 4, value);
  }

  /** Address of a worker's block. */
  worker(index: number): number {
    return this.word(map.MAP_WORKERS) + index * this.word(map.MAP_WORKER_SIZE);
  }

  /** Address of packet descriptor `i` of a worker's burst. */
  descriptor(worker: number, i: number): number {
    return this.worker(worker) + WORKER_BURST + i * PACKET_SIZE;
  }

  /** One store that publishes what was filled before it. */
  publish(address: number, value: number): void {
    Atomics.store(this.u32, address / 4, value);
  }

  /** Bytes of memory as committed in pages; only touched pages cost anything. */
  get size(): number {
    return this.memory.buffer.byteLength / PAGE;
  }

  /** @throws TableError when a table operation of the core was refused */
  check(status: number, table: string): void {
    if (status === STATUS_OK) return;
    throw new TableError(
      table,
      status === STATUS_FULL ? "full: give createEngine a larger capacity.heap" : `refused, status ${status}`,
    );
  }
}
