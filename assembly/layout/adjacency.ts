/** Adjacency: ready-made layer 2 header towards one neighbour. 64 bytes, a cache line. Index 0 is never used. */
export const ADJACENCY_L2 = 0; //          u8[22]  destination, source, tags and EtherType
export const ADJACENCY_L2_SIZE = 22; //    u8   14, 18 or 22, EtherType included
export const ADJACENCY_STATE = 23; //      u8   ADJACENCY_READY ...
export const ADJACENCY_MTU = 24; //        u32  octets of an IP packet
export const ADJACENCY_MPLS_MTU = 28; //   u32  octets of labels and IP packet; 0 = no MPLS here
export const ADJACENCY_ATTACHMENT = 32; // u32  attachment index
export const ADJACENCY_PORT = 36; //       u32  port index
export const ADJACENCY_SIZE = 64;

/** port and attachment are up, and the neighbour's MAC is known */
export const ADJACENCY_READY = 1;
/** up, but the MAC is not known */
export const ADJACENCY_UNRESOLVED = 2;
/** port or attachment is down */
export const ADJACENCY_DOWN = 0;
