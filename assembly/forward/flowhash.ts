import {
  IP4_DESTINATION,
  IP4_FRAGMENT,
  IP4_PROTOCOL,
  IP4_SIZE,
  IP4_SOURCE,
  IP6_NEXT,
  IP6_SIZE,
  IP6_SOURCE,
  LABEL_ELI,
  LABEL_FIRST,
  LSE_RAW_S,
  LSE_SIZE,
  PROTOCOL_SCTP,
  PROTOCOL_TCP,
  PROTOCOL_UDP,
} from "../layout/headers.ts";
import {
  LOOKUPS_MAX,
  PACKET_START,
  PACKET_STATE,
  PACKET_TAIL,
  PACKET_VRF,
  STATE_WAS_LABELLED,
} from "../layout/packet.ts";
import { ROUTER_SEED } from "../layout/router.ts";
import { VRF_ROUTER } from "../layout/vrf.ts";
import { number32 } from "../wire/bytes.ts";
import { rawLabel } from "../wire/mpls.ts";

/** MF and offset, as loaded in memory order */
const FRAGMENT_RAW = 0xff3f;

/**
 * Hash of the flow that the packet belongs to, as received: labels, then the IP flow below the bottom (RFC 2992, 4928);
 * an entropy label ends it (RFC 6790). TTL, TC and S are no part of it. Formula: docs/forwarding.md 7.
 */
export function flowHash(packet: u32): u32 {
  let at = load<u32>(packet, PACKET_START);
  const tail = load<u32>(packet, PACKET_TAIL);
  let hash = load<u32>(load<u32>(load<u32>(packet, PACKET_VRF), VRF_ROUTER), ROUTER_SEED);
  if (load<u32>(packet, PACKET_STATE) & STATE_WAS_LABELLED) {
    let entropy = false;
    for (let i = 0; ; i++) {
      if (i == LOOKUPS_MAX || at + LSE_SIZE > tail) return finish(hash);
      const lse = load<u32>(at);
      const label = rawLabel(lse);
      at += LSE_SIZE;
      if (entropy || label >= <u32>LABEL_FIRST) hash = mix(hash, label);
      if (entropy) return finish(hash);
      if (lse & LSE_RAW_S) break;
      entropy = label == LABEL_ELI;
    }
  }
  if (at < tail) {
    const nibble = load<u8>(at) >> 4;
    if (nibble == 4) hash = flow4(hash, at, tail);
    else if (nibble == 6) hash = flow6(hash, at, tail);
  }
  return finish(hash);
}

function flow4(hash: u32, at: u32, tail: u32): u32 {
  if (at + IP4_SIZE > tail) return hash;
  const protocol = load<u8>(at, IP4_PROTOCOL);
  hash = mix(hash, number32(at + IP4_SOURCE));
  hash = mix(hash, number32(at + IP4_DESTINATION));
  hash = mix(hash, protocol);
  const ports = at + ((<u32>load<u8>(at) & 15) << 2);
  if (load<u16>(at, IP4_FRAGMENT) & FRAGMENT_RAW) return hash;
  return hasPorts(protocol) && ports + 4 <= tail ? mix(hash, number32(ports)) : hash;
}

function flow6(hash: u32, at: u32, tail: u32): u32 {
  if (at + IP6_SIZE > tail) return hash;
  for (let i = 0; i < 32; i += 4) hash = mix(hash, number32(at + IP6_SOURCE + i));
  const next = load<u8>(at, IP6_NEXT);
  hash = mix(hash, number32(at) & 0xfffff);
  hash = mix(hash, next);
  return hasPorts(next) && at + IP6_SIZE + 4 <= tail ? mix(hash, number32(at + IP6_SIZE)) : hash;
}

function hasPorts(protocol: u8): bool {
  return protocol == PROTOCOL_TCP || protocol == PROTOCOL_UDP || protocol == PROTOCOL_SCTP;
}

function mix(hash: u32, word: u32): u32 {
  return rotl<u32>(hash ^ (word * 0x9e3779b1), 13) * 5 + 0xe6546b64;
}

function finish(hash: u32): u32 {
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}
