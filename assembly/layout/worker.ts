/**
 * Worker block: what one thread writes while it forwards. Burst, work lists and spill stand at fixed offsets; the counters
 * behind them at the offsets of the map, since their number is the engine's choice.
 */
export const WORKER_BURST = 0; // PACKET_SIZE * BURST_MAX
/** packets still on their way, addresses of descriptors: this round's, the next round's */
export const WORKER_ACTIVE = 16384; // u32[BURST_MAX]
export const WORKER_NEXT = 17408; //   u32[BURST_MAX]
/** work list of IPv4 lookups: descriptor, FIB entry, key; then that of IPv6 */
export const WORKER_LIST4 = 18432; //  u32[BURST_MAX] descriptor
export const WORKER_ENTRY4 = 19456; // u32[BURST_MAX]
export const WORKER_KEY4 = 20480; //   u32[BURST_MAX]
export const WORKER_LIST6 = 21504; //  u32[BURST_MAX]
export const WORKER_ENTRY6 = 22528; // u32[BURST_MAX]
export const WORKER_KEY6 = 23552; //   u64[BURST_MAX][2]
/** labels to push, innermost first */
export const WORKER_LABELS = 27648; // u32[32]
export const WORKER_LIVE = 27776; //   u32[BURST_MAX], scratch of the lookups
/** trace ring: address and mask of the ring, records written so far; address 0 = no trace */
export const WORKER_TRACE = 28800; //  u32
export const WORKER_TRACE_MASK = 28804;
export const WORKER_TRACE_COUNT = 28808;
export const WORKER_SPILL_NEXT = 28812; // u32, next free octet of the spill
export const WORKER_SPILL = 28816;
/** room for packets that grow beyond their headroom: those of a burst of SPILL_BURST octets, and one more of any size */
export const SPILL_BURST = 1048576;
export const SPILL_HEADROOM = 128;
export const SPILL_SIZE = 1376256; // SPILL_BURST + BURST_MAX * SPILL_HEADROOM + 262144 + slack
export const WORKER_COUNTERS = 1405440; // first byte behind the spill, to 64
