import * as map from "../../assembly/layout/map.ts";
import { SHARED_WASM, UNSHARED_WASM } from "./bytes.ts";

/** What the core exports; checked by name when it is loaded. Meaning and units: assembly/index.ts and the files behind it. */
export type CoreExports = {
  readonly abiVersion: () => number;
  readonly attach: (worker: number, fresh: boolean | number) => number;
  readonly forwardBurst: (count: number) => void;
  readonly fibCreate: (family: number) => number;
  readonly fibDestroy: (table: number) => number;
  readonly fibClear: (table: number) => number;
  readonly fibInsert: (
    table: number,
    w0: number,
    w1: number,
    w2: number,
    w3: number,
    len: number,
    leaf: number,
  ) => number;
  readonly fibRemove: (table: number, w0: number, w1: number, w2: number, w3: number, len: number) => number;
  readonly fibGet: (table: number, w0: number, w1: number, w2: number, w3: number, len: number) => number;
  readonly fibLoad: (table: number, routes: number, count: number) => number;
  readonly fibNext: (table: number, route: number) => number;
  readonly fibRoutes: (table: number) => number;
  readonly fibBytes: (table: number) => number;
  readonly fibRibBytes: (table: number) => number;
  readonly heapUsed: () => number;
  readonly lookup4: (fib: number, address: number) => number;
  readonly lookup6: (fib: number, high: bigint, low: bigint) => number;
  readonly blockTake: (bytes: number) => number;
  readonly blockRetire: (block: number) => void;
  readonly reclaim: () => number;
};

const NAMES: readonly (keyof CoreExports)[] = [
  "abiVersion",
  "attach",
  "forwardBurst",
  "fibCreate",
  "fibDestroy",
  "fibClear",
  "fibInsert",
  "fibRemove",
  "fibGet",
  "fibLoad",
  "fibNext",
  "fibRoutes",
  "fibBytes",
  "fibRibBytes",
  "heapUsed",
  "lookup4",
  "lookup6",
  "blockTake",
  "blockRetire",
  "reclaim",
];

/** Whether threads can share memory here: in a browser only on a page with cross-origin isolation. */
export function canShare(): boolean {
  return typeof SharedArrayBuffer === "function";
}

/** The core's bytes, for memory that is shared or not. */
export function coreBytes(shared: boolean): Uint8Array<ArrayBuffer> {
  const text = atob(shared ? SHARED_WASM : UNSHARED_WASM);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/**
 * Binds a compiled core to a memory.
 * @throws TypeError when the module is another core than this package's
 */
export function bind(module: WebAssembly.Module, memory: WebAssembly.Memory): CoreExports {
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const exports = instance.exports as Partial<CoreExports>;
  for (const name of NAMES) {
    if (typeof exports[name] !== "function")
      throw new TypeError(`module: not the core of this package, it exports no ${name}`);
  }
  const core = exports as CoreExports;
  if (core.abiVersion() !== map.ABI_VERSION) {
    throw new TypeError(`module: ABI ${core.abiVersion()}, this package needs ${map.ABI_VERSION}`);
  }
  return core;
}
