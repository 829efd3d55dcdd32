/**
 * Next hop label forwarding entry (RFC 3031 3.10): what an IP prefix (FTN) or a label (ILM) leads to. Labels are written
 * innermost NHLFE first, then the chain goes on; shared ones are where an LSP moves for all that use it. 32 bytes.
 * Index 0 is never used.
 */
export const NHLFE_KIND = 0; //    u8   NHLFE_PATH ...
export const NHLFE_COUNT = 1; //   u8   labels to push, 0..NHLFE_LABELS_MAX
export const NHLFE_NEXT = 4; //    u32  by kind
export const NHLFE_LABELS = 8; //  u32[4], outermost first, as LSE_RAW_LABEL has them
export const NHLFE_BACKUP = 24; // u32  NHLFE used when this one cannot send, 0 = none
export const NHLFE_LABELS_MAX = 4;
export const NHLFE_SIZE = 32;

/** next: adjacency index */
export const NHLFE_PATH = 1;
/** next: NHLFE index */
export const NHLFE_CHAIN = 2;
/** next: address of a set (set.ts) */
export const NHLFE_SET = 3;
/** next: VRF index */
export const NHLFE_VRF = 4;
export const NHLFE_LOCAL = 5;
export const NHLFE_GLEAN = 6;
export const NHLFE_BROADCAST = 7;
export const NHLFE_DISCARD = 8;
export const NHLFE_UNREACHABLE = 9;
export const NHLFE_PROHIBITED = 10;

/** ECMP set: bucket count (a power of two), then that many NHLFE indexes. Replaced as a whole. */
export const SET_COUNT = 0; //   u32
export const SET_BUCKETS = 4; // u32[]

/** labels that one packet can get in one router */
export const STACK_PUSH_MAX = 16;
/** NHLFEs of one chain */
export const CHAIN_MAX = 8;
