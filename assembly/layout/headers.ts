/**
 * Octet offsets and values of the headers on the wire. Names ending in _RAW are two or four octets in network order as a
 * little-endian load sees them: comparing them needs no byte swap.
 */
export const ETH_TYPE = 12;
export const ETH_SIZE = 14;
export const TAG_SIZE = 4;

export const TYPE_IP4_RAW = 0x0008; //   0x0800
export const TYPE_IP6_RAW = 0xdd86; //   0x86dd
export const TYPE_ARP_RAW = 0x0608; //   0x0806
export const TYPE_MPLS_RAW = 0x4788; //  0x8847
export const TYPE_DOT1Q_RAW = 0x0081; // 0x8100
export const TYPE_DOT1AD_RAW = 0xa888; // 0x88a8

/** Label stack entry (RFC 3032 2.1): label 20, TC 3, S 1, TTL 8. */
export const LSE_SIZE = 4;
export const LSE_LABEL_SHIFT = 12;
export const LSE_TC_SHIFT = 9;
export const LSE_S = 0x100;
export const LSE_TTL_MASK = 0xff;
/** The bits of an LSE as a little-endian load sees them. */
export const LSE_RAW_LABEL = 0xf0ffff;
export const LSE_RAW_TC_S = 0x0f0000;
export const LSE_RAW_S = 0x010000;
export const LSE_RAW_TC_SHIFT = 17;
export const LSE_RAW_TTL_SHIFT = 24;

export const LABEL_IP4_NULL = 0;
export const LABEL_ROUTER_ALERT = 1;
export const LABEL_IP6_NULL = 2;
export const LABEL_IMPLICIT_NULL = 3;
export const LABEL_ELI = 7; //  RFC 6790
export const LABEL_GAL = 13; // RFC 5586
export const LABEL_OAM = 14; // RFC 3429
export const LABEL_XL = 15; //  RFC 7274
/** first label that is not special */
export const LABEL_FIRST = 16;
export const LABEL_COUNT = 1048576;

export const IP4_SIZE = 20;
export const IP4_TOS = 1;
export const IP4_LENGTH = 2;
export const IP4_FRAGMENT = 6;
export const IP4_TTL = 8;
export const IP4_PROTOCOL = 9;
export const IP4_CHECKSUM = 10;
export const IP4_SOURCE = 12;
export const IP4_DESTINATION = 16;
export const IP4_OPTIONS = 20;

export const IP6_SIZE = 40;
export const IP6_LENGTH = 4;
export const IP6_NEXT = 6;
export const IP6_HOP_LIMIT = 7;
export const IP6_SOURCE = 8;
export const IP6_DESTINATION = 24;

export const PROTOCOL_TCP = 6;
export const PROTOCOL_UDP = 17;
export const PROTOCOL_SCTP = 132;
