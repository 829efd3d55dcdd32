/** Trace record: one packet at one router. 64 bytes; the ring holds the last ones (index modulo its length). */
export const TRACE_ID = 0; //       u32  PACKET_ID
export const TRACE_HOP = 4; //      u32  routers passed before, 0 = the first
export const TRACE_ROUTER = 8; //   u32  router index
export const TRACE_IN = 12; //      u32  attachment index it came in by, 0 = none
export const TRACE_OUT = 16; //     u32  attachment index it leaves by, 0 = none
export const TRACE_VERDICT = 20; // u32
export const TRACE_NHLFE = 24; //   u32  first NHLFE, 0 = none
export const TRACE_VRF = 28; //     u32  VRF index of the last table it was in
export const TRACE_IN_LSE = 32; //  u32[3]  first label stack entries as received, raw, 0 = none
export const TRACE_OUT_LSE = 44; // u32[3]  first label stack entries as sent
export const TRACE_TTL = 56; //     u32  iTTL
export const TRACE_LABELS = 60; //  u16 entries received, u16 sent (at most 255 counted)
export const TRACE_SIZE = 64;
