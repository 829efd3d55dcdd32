import { ATTACHMENT_FLAGS, ATTACHMENT_URPF_LOOSE, ATTACHMENT_URPF_STRICT } from "../layout/attachment.ts";
import * as drop from "../layout/drop.ts";
import {
  IP4_DESTINATION,
  IP4_LENGTH,
  IP4_OPTIONS,
  IP4_SIZE,
  IP4_SOURCE,
  IP6_DESTINATION,
  IP6_LENGTH,
  IP6_SIZE,
  IP6_SOURCE,
} from "../layout/headers.ts";
import {
  PACKET_ATTACHMENT,
  PACKET_FLAGS,
  PACKET_L3,
  PACKET_ORIGINATED,
  PACKET_STATE,
  PACKET_TAIL,
  STATE_GROUP,
  STATE_IP4,
  STATE_WAS_LABELLED,
} from "../layout/packet.ts";
import { PUNT_LOCAL } from "../layout/punt.ts";
import { number16, number32, number64 } from "../wire/bytes.ts";
import { header20SumOk, headerSumOk } from "../wire/checksum.ts";
import { sourceAllowed4, sourceAllowed6 } from "./urpf.ts";

const OPTION_END = 0;
const OPTION_NOP = 1;
const OPTION_LSRR = 131;
const OPTION_SSRR = 137;

/**
 * IPv4 header checks (RFC 1812 5.2.2; docs/forwarding.md 3.1, 3.2).
 * @returns 0, or a DROP_ code
 */
export function header4(packet: u32): i32 {
  const at = load<u32>(packet, PACKET_L3);
  const there = load<u32>(packet, PACKET_TAIL) - at;
  if (<i32>there < IP4_SIZE) return drop.DROP_IP4_TRUNCATED;
  const first = <u32>load<u8>(at);
  const size = (first & 15) << 2;
  const length = number16(at + IP4_LENGTH);
  if (first == 0x45) {
    if (length < <u32>IP4_SIZE || length > there) return drop.DROP_IP4_BAD_LENGTH;
    if (!header20SumOk(at)) return drop.DROP_IP4_BAD_CHECKSUM;
  } else {
    if (first >> 4 != 4 || size < <u32>IP4_SIZE || size > there) return drop.DROP_IP4_BAD_HEADER;
    if (length < size || length > there) return drop.DROP_IP4_BAD_LENGTH;
    if (!headerSumOk(at, size)) return drop.DROP_IP4_BAD_CHECKSUM;
    const code = options4(at + IP4_OPTIONS, at + size);
    if (code != 0) return code;
  }
  return 0;
}

/** Options pass, but for source routes (RFC 7126 4.3, 4.4) and lists that do not add up (RFC 791 3.1). */
function options4(at: u32, end: u32): i32 {
  while (at < end) {
    const type = <u32>load<u8>(at);
    if (type == OPTION_END) return 0;
    if (type == OPTION_NOP) {
      at++;
      continue;
    }
    if (type == OPTION_LSRR || type == OPTION_SSRR) return drop.DROP_IP4_SOURCE_ROUTE;
    const size: u32 = at + 1 < end ? load<u8>(at, 1) : 0;
    if (size < 2 || at + size > end) return drop.DROP_IP4_BAD_HEADER;
    at += size;
  }
  return 0;
}

/** IPv6 header checks (RFC 8200 3). @returns 0, or a DROP_ code */
export function header6(packet: u32): i32 {
  const at = load<u32>(packet, PACKET_L3);
  const there = load<u32>(packet, PACKET_TAIL) - at;
  if (<i32>there < IP6_SIZE) return drop.DROP_IP6_TRUNCATED;
  if (load<u8>(at) >> 4 != 6) return drop.DROP_IP6_BAD_HEADER;
  const length = number16(at + IP6_LENGTH) + IP6_SIZE;
  if (length > there) return drop.DROP_IP6_BAD_LENGTH;
  return 0;
}

/** Where the IP packet at `at` ends; what follows in the frame is padding. The header has been checked. */
export function ipEnd(at: u32, state: u32): u32 {
  return state & STATE_IP4 ? at + number16(at + IP4_LENGTH) : at + IP6_SIZE + number16(at + IP6_LENGTH);
}

/** A unicast IPv4 address that may stand in a packet that is forwarded (RFC 1812 5.3.7, 3927). */
function forwardable4(address: u32): bool {
  const top = address >> 24;
  return top - 1 < 223 && top != 127 && address >> 16 != 0xa9fe;
}

/** Header, addresses and source of an IPv4 packet that is to be looked up. @returns 0, a DROP_ or PUNT_ code */
export function ip4(packet: u32): i32 {
  const code = header4(packet);
  if (code != 0) return code;
  const at = load<u32>(packet, PACKET_L3);
  const flags = load<u32>(packet, PACKET_FLAGS);
  if (flags & PACKET_ORIGINATED) return 0;
  const state = load<u32>(packet, PACKET_STATE);
  const source = number32(at + IP4_SOURCE);
  const destination = number32(at + IP4_DESTINATION);
  if (source >= 0xe0000000 || !forwardable4(source) || destination >= 0xe0000000 || !forwardable4(destination)) {
    const code = special4(source, destination, state);
    if (code != 0) return code;
  }
  if (state & STATE_GROUP) return drop.DROP_ETH_GROUP_UNICAST;
  if (!(state & STATE_WAS_LABELLED)) {
    const attachment = load<u32>(packet, PACKET_ATTACHMENT);
    if (load<u32>(attachment, ATTACHMENT_FLAGS) & (ATTACHMENT_URPF_STRICT | ATTACHMENT_URPF_LOOSE)) {
      if (!sourceAllowed4(attachment, source)) return drop.DROP_URPF;
    }
  }
  return 0;
}

/** What becomes of a packet with an address that is not plain unicast; 0 = nothing special after all. */
function special4(source: u32, destination: u32, state: u32): i32 {
  // 0.0.0.0 as a source only begins a host's life, and then not beyond the link
  if (source >= 0xe0000000 || !forwardable4(source)) return drop.DROP_IP_MARTIAN;
  if (destination == 0xffffffff) return drop.DROP_IP_BROADCAST;
  if (destination >= 0xe0000000 && destination < 0xf0000000) {
    return destination >> 8 == 0xe00000 && !(state & STATE_WAS_LABELLED) ? PUNT_LOCAL : drop.DROP_IP_MULTICAST;
  }
  return drop.DROP_IP_MARTIAN;
}

/** Header, addresses and source of an IPv6 packet that is to be looked up. @returns 0, a DROP_ or PUNT_ code */
export function ip6(packet: u32): i32 {
  const code = header6(packet);
  if (code != 0) return code;
  if (load<u32>(packet, PACKET_FLAGS) & PACKET_ORIGINATED) return 0;
  const at = load<u32>(packet, PACKET_L3);
  const state = load<u32>(packet, PACKET_STATE);
  const sourceHigh = number64(at + IP6_SOURCE);
  const sourceLow = number64(at + IP6_SOURCE + 8);
  const high = number64(at + IP6_DESTINATION);
  const low = number64(at + IP6_DESTINATION + 8);

  const linkLocal = high >> 54 == 0x3fa;
  const group = high >> 56 == 0xff;
  const scope = <u32>(high >> 48) & 0xf;
  const linkScope = linkLocal || (group && (scope == 1 || scope == 2));
  if (sourceHigh >> 56 == 0xff || mappedOrLoopback(sourceHigh, sourceLow)) return drop.DROP_IP_MARTIAN;
  if ((high | low) == 0 || mappedOrLoopback(high, low)) return drop.DROP_IP_MARTIAN;
  if (!linkScope && ((sourceHigh | sourceLow) == 0 || sourceHigh >> 54 == 0x3fa)) return drop.DROP_IP_MARTIAN;
  if (linkScope) return state & STATE_WAS_LABELLED ? drop.DROP_IP_MULTICAST : PUNT_LOCAL;
  if (group) return drop.DROP_IP_MULTICAST;
  if (state & STATE_GROUP) return drop.DROP_ETH_GROUP_UNICAST;
  if (!(state & STATE_WAS_LABELLED)) {
    const attachment = load<u32>(packet, PACKET_ATTACHMENT);
    if (load<u32>(attachment, ATTACHMENT_FLAGS) & (ATTACHMENT_URPF_STRICT | ATTACHMENT_URPF_LOOSE)) {
      if (!sourceAllowed6(attachment, sourceHigh, sourceLow)) return drop.DROP_URPF;
    }
  }
  return 0;
}

/** ::1, and IPv4-mapped ::ffff:0:0/96 (RFC 4291 2.5.3, 2.5.5.2). */
function mappedOrLoopback(high: u64, low: u64): bool {
  return high == 0 && (low == 1 || low >> 32 == 0xffff);
}
