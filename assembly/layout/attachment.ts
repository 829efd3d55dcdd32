/** Attachment: (port, tags) bound to a table (RFC 4026). 64 bytes, a cache line. Index 0 is never used. */
export const ATTACHMENT_MAC = 0; //      u64  own MAC in the low 48 bits, raw
export const ATTACHMENT_FLAGS = 8; //    u32  ATTACHMENT_UP ...
export const ATTACHMENT_ACCEPT = 12; //  u32  classes of this attachment; accepts what shares a bit with it (accept.ts)
export const ATTACHMENT_VRF = 16; //     u32  address of the VRF record
export const ATTACHMENT_SPACE = 20; //   u32  address of the word that holds the address of its label space's ILM
export const ATTACHMENT_PORT = 24; //    u32  port index
export const ATTACHMENT_ROUTER = 28; //  u32  address of the router record
export const ATTACHMENT_TPID = 32; //    u32  TPID of the outer tag, raw; 0 = untagged
export const ATTACHMENT_SIZE = 64;

export const ATTACHMENT_UP = 1;
export const ATTACHMENT_MPLS = 2;
export const ATTACHMENT_URPF_STRICT = 4;
export const ATTACHMENT_URPF_LOOSE = 8;

/**
 * Who may use an ILM entry (RFC 4364 13). An attachment has one bit for its class, and ACCEPT_TRUSTED besides when it is
 * trusted; an entry names a mask in this table. Mask 0 of the table is ACCEPT_TRUSTED: entries without a list.
 */
export const ACCEPT_TRUSTED = 0x40000000;
export const ACCEPT_CLASS_MAX = 30;
export const ACCEPT_MASK_COUNT = 256;
