/** Why a packet is dropped. The comment of each is: room, source, condition. Names and docs are made from this file. */
/** ingress · ours · the port is down */
export const DROP_PORT_DOWN = 1;
/** ingress · IEEE 802.3 · fewer than 14 octets */
export const DROP_ETH_TRUNCATED = 2;
/** ingress · IEEE 802.1 · destination is neither ours nor a group that we listen to */
export const DROP_ETH_NOT_OURS = 3;
/** ingress, ip · RFC 1812 5.3.4 · group MAC around a label or a unicast IP address */
export const DROP_ETH_GROUP_UNICAST = 4;
/** ingress · ours · EtherType is neither MPLS, IPv4, IPv6 nor ARP */
export const DROP_ETH_TYPE_UNKNOWN = 5;
/** ingress · IEEE 802.1Q · tag cut short */
export const DROP_DOT1Q_TRUNCATED = 6;
/** ingress · ours · more tags than an attachment can have */
export const DROP_DOT1Q_TOO_MANY_TAGS = 7;
/** ingress · RFC 4026 · (port, tags) bound to nothing */
export const DROP_DOT1Q_NO_ATTACHMENT = 8;
/** ingress · ours · the attachment is down */
export const DROP_ATTACHMENT_DOWN = 9;
/** ingress · ours · labelled packet on an attachment without label switching */
export const DROP_MPLS_NOT_ENABLED = 10;
/** label · RFC 3032 2.1 · stack cut short */
export const DROP_MPLS_TRUNCATED = 11;
/** label · RFC 3031 3.18 · no ILM entry for the label */
export const DROP_MPLS_NO_ILM = 12;
/** label · RFC 4364 13 · the entry is not for the attachment that the packet came from */
export const DROP_MPLS_NOT_ACCEPTED = 13;
/** label · RFC 3032 2.1, 7274 · implicit null on the wire, or a special label that nothing is assigned to */
export const DROP_MPLS_RESERVED = 14;
/** label · RFC 3031 3.10 · labels left below one that must stand at the bottom */
export const DROP_MPLS_NOT_BOTTOM = 15;
/** label · RFC 3032 2.2 · below the bottom label is neither IPv4 nor IPv6, or not the one that the label says */
export const DROP_MPLS_PAYLOAD_UNKNOWN = 16;
/** label · ours · the entry says discard */
export const DROP_MPLS_DISCARD = 17;
/** egress · ours · labels to send on an attachment without label switching */
export const DROP_MPLS_NOT_ENABLED_OUT = 18;
/** burst · ours · more lookups for one packet than allowed */
export const DROP_LOOKUPS_EXCEEDED = 19;
/** ip · RFC 1812 5.2.2 · fewer than 20 octets */
export const DROP_IP4_TRUNCATED = 20;
/** ip · RFC 1812 5.2.2 · version, header length or option list wrong */
export const DROP_IP4_BAD_HEADER = 21;
/** ip · RFC 1812 5.2.2 · total length shorter than the header or longer than the packet */
export const DROP_IP4_BAD_LENGTH = 22;
/** ip · RFC 1812 5.2.2 · header checksum wrong */
export const DROP_IP4_BAD_CHECKSUM = 23;
/** ip · RFC 7126 · loose or strict source route */
export const DROP_IP4_SOURCE_ROUTE = 24;
/** ip · RFC 8200 3 · fewer than 40 octets */
export const DROP_IP6_TRUNCATED = 25;
/** ip · RFC 8200 3 · version is not 6 */
export const DROP_IP6_BAD_HEADER = 26;
/** ip · RFC 8200 3 · payload length longer than the packet */
export const DROP_IP6_BAD_LENGTH = 27;
/** ip · RFC 1812 5.3.7, 4291 · address that must not be forwarded */
export const DROP_IP_MARTIAN = 28;
/** ip · RFC 1812 5.3.5 · limited or directed broadcast */
export const DROP_IP_BROADCAST = 29;
/** ip · RFC 5771 · multicast beyond the link: there is no multicast forwarding */
export const DROP_IP_MULTICAST = 30;
/** ip · RFC 3704 · no route back to the source, or by another attachment */
export const DROP_URPF = 31;
/** ip · RFC 1812 5.2.4 · the route says discard */
export const DROP_FIB_DISCARD = 32;
/** stack · ours · more labels to push than STACK_PUSH_MAX */
export const DROP_STACK_TOO_DEEP = 33;
/** ingress · ours · the record was cut by the capture's snap length */
export const DROP_FRAME_CUT = 34;
/** burst · ours · more routers on the way through the engine than HOPS_MAX */
export const DROP_HOPS_EXCEEDED = 35;
/** Codes run 1..DROP_COUNT-1 without gaps; 0 is "forwarded". */
export const DROP_COUNT = 36;
