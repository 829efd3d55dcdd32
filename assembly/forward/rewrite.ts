import { IP4_CHECKSUM, IP4_TTL, IP6_HOP_LIMIT } from "../layout/headers.ts";
import { STATE_IP4 } from "../layout/packet.ts";
import { number16 } from "../wire/bytes.ts";
import { checksumUpdate } from "../wire/checksum.ts";

/** TTL or hop limit of the IP header at `l3`. */
export function ttlOf(l3: u32, state: u32): u32 {
  return state & STATE_IP4 ? load<u8>(l3, IP4_TTL) : load<u8>(l3, IP6_HOP_LIMIT);
}

/** Precedence of a ToS or traffic class octet (RFC 791, 2474 4.2.2). */
export function precedence(tos: u32): u32 {
  return tos >> 5;
}

/**
 * Writes the TTL of an IPv4 header and, with tc >= 0, its precedence; keeps the checksum right (RFC 1624).
 * @returns the ToS as it was
 */
export function rewrite4(l3: u32, ttl: u32, tc: i32): u32 {
  const before = <u32>load<u16>(l3, IP4_TTL); // TTL and protocol
  const after = (before & 0xff00) | ttl;
  let checksum = <u32>load<u16>(l3, IP4_CHECKSUM);
  if (after != before) {
    checksum = checksumUpdate(checksum, before, after);
    store<u16>(l3, <u16>after, IP4_TTL);
  }
  const first = <u32>load<u16>(l3); // version, header length and ToS
  const tos = first >> 8;
  if (tc >= 0) {
    const marked = (first & 0x1fff) | ((<u32>tc) << 13);
    if (marked != first) {
      checksum = checksumUpdate(checksum, first, marked);
      store<u16>(l3, <u16>marked);
    }
  }
  store<u16>(l3, <u16>checksum, IP4_CHECKSUM);
  return tos;
}

/** The same for an IPv6 header: hop limit and the top three bits of the traffic class. */
export function rewrite6(l3: u32, ttl: u32, tc: i32): u32 {
  store<u8>(l3, <u8>ttl, IP6_HOP_LIMIT);
  const first = number16(l3); // version, traffic class, four bits of flow label
  if (tc >= 0) {
    const marked = (first & 0xf1ff) | ((<u32>tc) << 9);
    store<u8>(l3, <u8>(marked >> 8));
    store<u8>(l3, <u8>marked, 1);
  }
  return (first >> 4) & 0xff;
}
