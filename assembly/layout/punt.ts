/** Why a packet is handed to the slow path. The comment of each is: room, source, condition. */
/** ip · RFC 1812 5.2.3 · for an address of this router, or link-scope */
export const PUNT_LOCAL = 64;
/** ingress · RFC 826 · ARP */
export const PUNT_ARP = 65;
/** label, ip · RFC 3032 2.4.1, 1812 5.3.1 · TTL or hop limit used up */
export const PUNT_TTL_EXPIRED = 66;
/** egress · RFC 3032 3 · longer than the MTU on the way out */
export const PUNT_MTU_EXCEEDED = 67;
/** label · RFC 3032 2.1 · router alert label */
export const PUNT_ROUTER_ALERT = 68;
/** label · RFC 5586, 3429 · OAM labels, and entries that say so */
export const PUNT_OAM = 69;
/** ip, egress · RFC 826, 4861 · the neighbour's MAC is not known */
export const PUNT_UNRESOLVED = 70;
/** ip · RFC 1812 5.2.4.3 · no route */
export const PUNT_NO_ROUTE = 71;
/** ip · RFC 1812 5.2.7.1 · the route says unreachable */
export const PUNT_UNREACHABLE = 72;
/** ip · RFC 1812 5.2.7.1 · the route says prohibited */
export const PUNT_PROHIBITED = 73;
/** Codes run PUNT_LOCAL..PUNT_END-1 without gaps. */
export const PUNT_END = 74;
