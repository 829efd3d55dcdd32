/** Packet descriptor: 64 bytes, a cache line. The caller fills the first five fields and PACKET_ID, the rooms the rest. */
export const PACKET_HEAD = 0; //       u32  first octet of the frame; moved when the packet is rewritten
export const PACKET_TAIL = 4; //       u32  one past its last octet
export const PACKET_PORT = 8; //       u32  port it came in by; afterwards the port it leaves by
export const PACKET_FLOOR = 12; //     u32  lowest octet that may be written in front of the frame
export const PACKET_FLAGS = 16; //      u32  PACKET_ORIGINATED ..., routers passed inside the engine from HOPS_SHIFT up
export const PACKET_VERDICT = 20; //    u32  0 forwarded, DROP_ or PUNT_ code
export const PACKET_ATTACHMENT = 24; // u32  address of the attachment it came in by, 0 = none
export const PACKET_VRF = 28; //        u32  address of the VRF record of the table it is in
export const PACKET_START = 32; //      u32  first octet behind the layer 2 header, as received
export const PACKET_L3 = 36; //         u32  first octet of what stays: a label stack entry or an IP header
export const PACKET_NHLFE = 40; //      u32  NHLFE index it goes on by
export const PACKET_TTL = 44; //        u32  iTTL (RFC 3443 5.1), 256 while no label had a say
export const PACKET_POPPED = 48; //     u32  last label popped or replaced, raw; 0 = none
export const PACKET_STATE = 52; //      u32  STATE_ bits, table lookups from STATE_LOOKUP_SHIFT up
export const PACKET_OUT = 56; //        u32  label room: ILM_OUT; PUNT_MTU_EXCEEDED: largest size of what stays
export const PACKET_ID = 60; //         u32  the caller's own
export const PACKET_SIZE = 64;

/** made by the router itself: TTL is not decremented, acceptance and source are not checked */
export const PACKET_ORIGINATED = 1;
/** begins with an IP header, in the table PACKET_VRF (with PACKET_ORIGINATED) */
export const PACKET_BARE_IP = 2;
/** begins with a label stack entry, for the attachment PACKET_ATTACHMENT (with PACKET_ORIGINATED) */
export const PACKET_BARE_LABEL = 4;
/** the router alert label has had its turn */
export const PACKET_ALERTED = 8;
/** fewer octets than the frame had on the wire */
export const PACKET_CUT = 16;

export const HOPS_SHIFT = 16;
export const HOPS_MAX = 255;

/** what PACKET_L3 stands on */
export const STATE_LABEL = 1;
export const STATE_IP4 = 2;
export const STATE_IP6 = 4;
/** the received packet was labelled */
export const STATE_WAS_LABELLED = 8;
/** the frame had a group MAC */
export const STATE_GROUP = 16;
/** PACKET_POPPED is replaced by the chain's labels; if there are none it is a pop towards a next hop */
export const STATE_REPLACE = 32;
/** PACKET_OUT is one label to write before the chain's */
export const STATE_SWAP = 64;
/** the pop was uniform (RFC 3443) */
export const STATE_UNIFORM = 128;
/** TC of PACKET_POPPED goes to an exposed IP header, to an exposed label */
export const STATE_TC_IP = 256;
export const STATE_TC_LABEL = 512;
/** a router alert label goes back on top */
export const STATE_ALERT = 1024;
export const STATE_LOOKUP_SHIFT = 16;

/** labels looked at, and table lookups, of one packet at one router */
export const LOOKUPS_MAX = 16;
/** descriptors of one burst */
export const BURST_MAX = 256;
/** PACKET_TTL while no label had a say */
export const TTL_NONE = 256;
