/** VRF, or a router's global table: the two FIBs, and the TTL and TC modes of labels pushed in it. 32 bytes. */
export const VRF_FIB4 = 0; //      u32  address of the FIB's root word
export const VRF_FIB6 = 4; //      u32  address of the FIB's root word
export const VRF_PUSH_UNIFORM = 8; // u8  1 = pushed labels take the TTL of the packet (RFC 3443)
export const VRF_PIPE_TTL = 9; //  u8   TTL of pushed labels otherwise
export const VRF_TC_PUSH = 10; //  u8   TC_PRECEDENCE, TC_MAP, or TC_FIXED + value
export const VRF_POP_MODE = 11; // u8   ILM_MODE_ bits of explicit null and ELI here
export const VRF_TC_MAP = 12; //   u32  address of 64 bytes, TC by DSCP
export const VRF_ROUTER = 16; //   u32  address of the router record
export const VRF_SIZE = 32;

export const TC_FIXED = 0;
export const TC_PRECEDENCE = 8;
export const TC_MAP = 9;
