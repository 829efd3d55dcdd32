import { WireError } from "./error.ts";

/** Link-layer header types of captures (www.tcpdump.org/linktypes.html). */
export const LINKTYPE_ETHERNET = 1;
/** Raw IP as some systems number it in old files: their DLT_RAW was written where LINKTYPE_RAW belongs. */
export const LINKTYPE_RAW_OLD = 12;
export const LINKTYPE_RAW = 101;
export const LINKTYPE_LINUX_SLL = 113;
export const LINKTYPE_MPLS = 219;
export const LINKTYPE_LINUX_SLL2 = 276;

/** The link types whose records can be handed to a router, with the names that tcpdump gives them. */
export const LINKTYPES: ReadonlyMap<number, string> = new Map([
  [LINKTYPE_ETHERNET, "EN10MB (Ethernet)"],
  [LINKTYPE_RAW_OLD, "RAW (raw IP)"],
  [LINKTYPE_RAW, "RAW (raw IP)"],
  [LINKTYPE_LINUX_SLL, "LINUX_SLL"],
  [LINKTYPE_MPLS, "MPLS"],
  [LINKTYPE_LINUX_SLL2, "LINUX_SLL2"],
]);

/** Names of link types that turn up in captures and are refused: the error can then say what the file holds. */
const REFUSED: ReadonlyMap<number, string> = new Map([
  [0, "NULL (BSD loopback)"],
  [9, "PPP"],
  [50, "PPP_HDLC"],
  [51, "PPP_ETHER"],
  [104, "C_HDLC"],
  [105, "IEEE802_11"],
  [107, "FRELAY"],
  [108, "LOOP (OpenBSD loopback)"],
  [127, "IEEE802_11_RADIOTAP"],
  [189, "USB_LINUX"],
  [220, "USB_LINUX_MMAPPED"],
  [228, "IPV4"],
  [229, "IPV6"],
  [239, "NFLOG"],
  [253, "NETLINK"],
]);

/** "113 LINUX_SLL"; the number alone where the name is not known. */
export function linkTypeText(linkType: number): string {
  const name = LINKTYPES.get(linkType) ?? REFUSED.get(linkType);
  return name === undefined ? `${linkType}` : `${linkType} ${name}`;
}

/** Where a record's payload starts and what it is. */
export type LinkPayload = {
  /** what stands at `offset`; for Ethernet the type field as it is, so below 0x0600 an IEEE 802.3 length */
  readonly ethertype: number;
  /** octets from the start of the record */
  readonly offset: number;
  /** the sender's MAC, in Linux cooked captures of Ethernet-like devices */
  readonly source?: Uint8Array;
  /** the packet left this host (Linux cooked captures, packet type 4) */
  readonly outgoing?: boolean;
};

const ETHERNET_SIZE = 14;
const SLL_SIZE = 16;
const SLL2_SIZE = 20;
const SLL_OUTGOING = 4;
const MAC_SIZE = 6;
const NO_MAC = new Uint8Array(MAC_SIZE);
/** Smaller values of a type field are IEEE 802.3 lengths, or in cooked captures Linux' own numbers. */
const ETHERTYPE_MIN = 0x0600;
/** ARPHRD_NETLINK and ARPHRD_IPGRE: the protocol field of these is no ethertype. */
const ARPHRD_WITHOUT_ETHERTYPE: ReadonlySet<number> = new Set([824, 778]);

/**
 * Finds ethertype and payload of one record.
 * @throws WireError "truncated" inside the link header, "bad-value" where raw IP is neither version 4 nor 6,
 *   "unsupported" for a link type outside LINKTYPES or a cooked protocol that is no ethertype
 */
export function linkPayload(linkType: number, bytes: Uint8Array): LinkPayload {
  switch (linkType) {
    case LINKTYPE_ETHERNET:
      need(bytes, ETHERNET_SIZE, "Ethernet header");
      return { ethertype: u16(bytes, 12), offset: ETHERNET_SIZE };
    case LINKTYPE_RAW:
    case LINKTYPE_RAW_OLD: {
      need(bytes, 1, "IP header");
      const version = bytes[0]! >> 4;
      if (version === 4) return { ethertype: 0x0800, offset: 0 };
      if (version === 6) return { ethertype: 0x86dd, offset: 0 };
      throw new WireError("bad-value", 0, `raw IP of version ${version}`);
    }
    case LINKTYPE_LINUX_SLL:
      need(bytes, SLL_SIZE, "LINUX_SLL header");
      return cooked(u16(bytes, 14), SLL_SIZE, u16(bytes, 0), u16(bytes, 2), bytes.subarray(6, 6 + u16(bytes, 4)));
    case LINKTYPE_LINUX_SLL2:
      need(bytes, SLL2_SIZE, "LINUX_SLL2 header");
      return cooked(u16(bytes, 0), SLL2_SIZE, bytes[10]!, u16(bytes, 8), bytes.subarray(12, 12 + bytes[11]!));
    case LINKTYPE_MPLS:
      return { ethertype: 0x8847, offset: 0 };
    default:
      throw new WireError("unsupported", 0, `link type ${linkTypeText(linkType)}`);
  }
}

/**
 * One record as an Ethernet frame. A record of Ethernet is returned as it is, the others get a synthesised header.
 *
 * @param destination MAC of the port that is to receive the frame, 6 octets
 * @param source MAC written where the record does not hold the sender's; zero when left out
 * @throws WireError as linkPayload
 */
export function toEthernet(
  linkType: number,
  bytes: Uint8Array,
  destination: Uint8Array,
  source: Uint8Array = NO_MAC,
): Uint8Array {
  if (linkType === LINKTYPE_ETHERNET) return bytes;
  if (destination.length !== MAC_SIZE) throw new RangeError(`destination: 6 octets, got ${destination.length}`);
  if (source.length !== MAC_SIZE) throw new RangeError(`source: 6 octets, got ${source.length}`);
  const payload = linkPayload(linkType, bytes);
  const frame = new Uint8Array(ETHERNET_SIZE + bytes.length - payload.offset);
  frame.set(destination, 0);
  frame.set(payload.source ?? source, MAC_SIZE);
  frame[12] = payload.ethertype >> 8;
  frame[13] = payload.ethertype & 0xff;
  frame.set(bytes.subarray(payload.offset), ETHERNET_SIZE);
  return frame;
}

/** Linux cooked capture, versions 1 and 2: the same fields at different places. */
function cooked(
  ethertype: number,
  offset: number,
  packetType: number,
  arphrd: number,
  source: Uint8Array,
): LinkPayload {
  if (ARPHRD_WITHOUT_ETHERTYPE.has(arphrd) || ethertype < ETHERTYPE_MIN) {
    throw new WireError("unsupported", 0, `cooked record of device type ${arphrd}, protocol ${ethertype}`);
  }
  const outgoing = packetType === SLL_OUTGOING;
  return source.length === MAC_SIZE ? { ethertype, offset, source, outgoing } : { ethertype, offset, outgoing };
}

function need(bytes: Uint8Array, size: number, what: string): void {
  if (bytes.length < size) throw new WireError("truncated", bytes.length, `expected ${size} octets of ${what}`);
}

function u16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset]! << 8) | bytes[offset + 1]!;
}
