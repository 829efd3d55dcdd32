/**
 * Forwarding tables: one trie for each VRF and address family, and the RIB that each is made from, all in one heap.
 *
 * Root word of a table: address of its root array, with the width S of the array in the low 6 bits.
 * Root array: u32[2^S] entries by the first S bits of the address. An entry with bit 31 set is a leaf, its value in the low
 * 31 bits, 0 = no route; any other is the address of a node.
 * Node: u64 bitmap of those values of the next 6 bits at which the entry is another than at the value before (bit 0 is
 * always set), one u32 entry for each bit set, and a u32 link that only the writer uses.
 */
export const FIB_STRIDE = 6;
export const FIB_WIDTH_MIN = 8;
export const FIB_WIDTH_MAX = 20;
export const FIB_WIDTH_MASK = 63; // of a root word
export const FIB_LEAF_MAX = 2147483647; // and mask of a leaf's value
export const NODE_BITMAP = 0;
export const NODE_ENTRIES = 8;
export const NODE_OVERHEAD = 12; // bytes of a node beside its entries

/** Table ids run from 1. Id 0 names no table: its root word leads to the empty root, where nothing has a route. */
export const FIB_TABLE_COUNT = 16384;
export const FIB_IPV4 = 4;
export const FIB_IPV6 = 6;

/** Route in a bulk load and in the enumeration: address in host order, most significant word first, prefix length, leaf. */
export const ROUTE4_ADDRESS = 0; // u32
export const ROUTE4_LEN = 4; //     u32
export const ROUTE4_LEAF = 8; //    u32
export const ROUTE4_SIZE = 12;
export const ROUTE6_ADDRESS = 0; // u32[4]
export const ROUTE6_LEN = 16; //    u32
export const ROUTE6_LEAF = 20; //   u32
export const ROUTE6_SIZE = 24;

/** Table record, the writer's own. 32 bytes. */
export const TABLE_FAMILY = 0; //    u32  FIB_IPV4 or FIB_IPV6, 0 = not in use
export const TABLE_RIB = 4; //       u32  top node of the RIB, 0 = no routes
export const TABLE_ROUTES = 8; //    u32
export const TABLE_RIB_BYTES = 12; // u32
export const TABLE_FIB_BYTES = 16; // u32  root array and nodes
export const TABLE_NEXT = 20; //     u32  next id that is not in use
export const TABLE_SIZE = 32;

/** RIB node: a prefix, with a route or only as a branch, and the longer ones below it. A branch has two children. */
export const RIB_CHILDREN = 0; // u32[2]  by the bit that follows the prefix
export const RIB_LEAF = 8; //     u32     0 = no route here
export const RIB_META = 12; //    u32     prefix length, RIB_WIDE
export const RIB_KEY = 16; //     u32 IPv4 address, or u64[2] IPv6 address
export const RIB4_SIZE = 20;
export const RIB6_SIZE = 32;
export const RIB_LEN_MASK = 255;
export const RIB_WIDE = 256;

/** Frame: a node under construction, its 64 entries side by side. */
export const FRAME_BELOW = 0; //    u64      slots that need a node of their own
export const FRAME_BEFORE = 12; //  u32      0, differs from every entry
export const FRAME_ENTRIES = 16; // u32[64]
export const FRAME_RIB = 272; //    u32[64]  for a slot in BELOW: the RIB node above all its routes
export const FRAME_SIZE = 528;
export const FRAME_COUNT = 22; //   the root, and the strides from bit FIB_WIDTH_MIN to bit 128

/** Cell: RIB or FIB node, a multiple of 4 bytes. Block: whatever else, a power of two, a header in front of it. */
export const CELL_MIN = 20;
export const CELL_MAX = 268; //       a node of 64 entries
export const BLOCK_LOG_MIN = 4;
export const BLOCK_LOG_MAX = 30;
export const BLOCK_ROOT_LOG = 10; //  root array of FIB_WIDTH_MIN; from here on blocks are aligned to 64 bytes
export const BLOCK_HEADER = 8; //     u32 link, u32 logarithm of the size

/** The FIB's region of the memory: offsets from its base. */
export const FIB_ROOTS = 0; //                                      u32[FIB_TABLE_COUNT] root words
export const FIB_EMPTY = FIB_ROOTS + 4 * FIB_TABLE_COUNT; //        the empty root array
export const FIB_TABLES = FIB_EMPTY + (4 << FIB_WIDTH_MIN); //      table records
export const FIB_FRAMES = FIB_TABLES + TABLE_SIZE * FIB_TABLE_COUNT;
export const FIB_STATE = FIB_FRAMES + FRAME_SIZE * FRAME_COUNT;
export const FIB_FREE_TABLE = FIB_STATE; //      u32  first id not in use, 0 = none
export const HEAP_TOP = FIB_STATE + 4; //        u32  first byte never used
export const HEAP_USED = FIB_STATE + 8; //       u32  bytes in use, those that wait for readers included
export const CHANGE_TAKEN = FIB_STATE + 12; //   u32  list of what the change under way has taken
export const CHANGE_TAKEN_BYTES = FIB_STATE + 16;
export const CHANGE_DROPPED = FIB_STATE + 20; // u32  list of what readers no longer find once it is published
export const CHANGE_DROPPED_BYTES = FIB_STATE + 24;
export const RETIRED_YOUNG = FIB_STATE + 28; //  u32  list of what was retired in the present epoch
export const RETIRED_YOUNG_COUNT = FIB_STATE + 32;
export const RETIRED_OLD = FIB_STATE + 36; //    u32  list of what was retired in RETIRED_OLD_EPOCH or before
export const RETIRED_OLD_EPOCH = FIB_STATE + 40;
export const FREE_CELLS = FIB_STATE + 44; //     u32  lists of free cells, at FREE_CELLS + size
export const FREE_BLOCKS = FREE_CELLS + CELL_MAX + 4; // u32[32]  lists of free blocks, by logarithm
export const FIB_REGION_SIZE = FREE_BLOCKS + 128;

/** Epoch words (MAP_EPOCH of map.ts): the writer's, never 0, then one for each worker, 0 = idle. */
export const EPOCH_GLOBAL = 0;
export const EPOCH_WORKERS = 4;
export const EPOCH_WORKER_COUNT = 16;
