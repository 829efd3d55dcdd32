/**
 * Memory map: where each table stands in one engine's memory, as u32 words at MAP_BASE. Written once by the engine when it
 * makes the memory (src/core/memory.ts), read by every instance when it attaches. What lies below MAP_BASE is never used.
 */
export const ABI_VERSION = 1;
export const MAP_BASE = 1024;
export const MAP_ABI = 0;
export const MAP_ROUTERS = 4;
export const MAP_PORTS = 8;
export const MAP_ATTACHMENTS = 12;
export const MAP_VRFS = 16;
export const MAP_NHLFES = 20;
export const MAP_ADJACENCIES = 24;
export const MAP_ACCEPT = 28; //     u32[ACCEPT_MASK_COUNT]
export const MAP_EPOCH = 32; //      u32 writer's epoch, then u32[WORKER_COUNT] epochs of the workers, 0 = idle
export const MAP_WORKERS = 36; //    first worker block
export const MAP_FIB = 40; //        tables of the FIB
export const MAP_HEAP = 44; //       FIB nodes, ILMs, sets, VLAN tables
export const MAP_HEAP_LIMIT = 48;
export const MAP_LINKED = 52; //     1 = some ports are joined: forwarded frames may go on inside
export const MAP_WORKER_SIZE = 56; // bytes of a worker block
export const MAP_COUNTER_ROUTERS = 60; // offsets in a worker block (worker.ts)
export const MAP_COUNTER_PORTS = 64;
export const MAP_COUNTER_ATTACHMENTS = 68;
export const MAP_COUNTER_VRFS = 72;
export const MAP_COUNTER_NHLFES = 76;
export const MAP_COUNTER_ILM = 80;
export const MAP_SIZE = 84;

export const WORKER_COUNT = 16;
