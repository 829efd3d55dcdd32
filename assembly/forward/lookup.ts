import { count } from "../counters.ts";
import { leafOf, rest4, rest6, start4, start6, walk4, walk6 } from "../fib/lookup.ts";
import { nhlfes, vrfCounters, vrfs, worker } from "../instance.ts";
import { COUNTER_SIZE } from "../layout/counters.ts";
import { DROP_FIB_DISCARD, DROP_IP_BROADCAST, DROP_LOOKUPS_EXCEEDED } from "../layout/drop.ts";
import { IP4_DESTINATION, IP6_DESTINATION } from "../layout/headers.ts";
import * as nhlfe from "../layout/nhlfe.ts";
import {
  LOOKUPS_MAX,
  PACKET_HEAD,
  PACKET_L3,
  PACKET_NHLFE,
  PACKET_STATE,
  PACKET_TAIL,
  PACKET_VRF,
  STATE_IP4,
  STATE_LOOKUP_SHIFT,
} from "../layout/packet.ts";
import * as punt from "../layout/punt.ts";
import { VRF_FIB4, VRF_FIB6, VRF_SIZE } from "../layout/vrf.ts";
import * as block from "../layout/worker.ts";
import { number32, number64 } from "../wire/bytes.ts";
import { stack } from "./stack.ts";

/**
 * Longest-prefix match for all packets of a round at once: `enlist` puts a packet on the list of its family, `walk` takes
 * all of a list through the trie level by level (so that their cache misses overlap), `follow` goes on with one of them.
 * In a list of n packets the columns hold descriptor, FIB entry and the rest of the key.
 */
export function enlist4(packet: u32, i: u32): void {
  const table = load<u32>(packet, PACKET_VRF);
  const word = atomic.load<u32>(load<u32>(table, VRF_FIB4));
  const key = number32(load<u32>(packet, PACKET_L3) + IP4_DESTINATION);
  const column = worker + (i << 2);
  store<u32>(column, packet, block.WORKER_LIST4);
  store<u32>(column, start4(word, key), block.WORKER_ENTRY4);
  store<u32>(column, rest4(word, key), block.WORKER_KEY4);
}

export function enlist6(packet: u32, i: u32): void {
  const table = load<u32>(packet, PACKET_VRF);
  const word = atomic.load<u32>(load<u32>(table, VRF_FIB6));
  const at = load<u32>(packet, PACKET_L3) + IP6_DESTINATION;
  const high = number64(at);
  const low = number64(at + 8);
  const column = worker + (i << 2);
  store<u32>(column, packet, block.WORKER_LIST6);
  store<u32>(column, start6(word, high), block.WORKER_ENTRY6);
  store<u64>(worker + (i << 4), rest6(word, high, low), block.WORKER_KEY6);
  store<u64>(worker + (i << 4), low << (<u64>word), block.WORKER_KEY6 + 8);
}

export function walkList4(n: u32): void {
  walk4(worker + block.WORKER_ENTRY4, worker + block.WORKER_KEY4, worker + block.WORKER_LIVE, n);
}

export function walkList6(n: u32): void {
  walk6(worker + block.WORKER_ENTRY6, worker + block.WORKER_KEY6, worker + block.WORKER_LIVE, n);
}

/** `follow` answers this when the packet must be looked up in another table first. */
export const AGAIN = -1;

/**
 * What the route found for a packet leads to (RFC 1812 5.2.4; docs/forwarding.md 3.6).
 * @param found the leaf entry: its value is an NHLFE index, 0 = no route
 * @returns 0; a DROP_ or PUNT_ code; AGAIN with VRF set
 */
export function follow(packet: u32, found: u32): i32 {
  const leaf = leafOf(found);
  const table = load<u32>(packet, PACKET_VRF);
  const octets = load<u32>(packet, PACKET_TAIL) - load<u32>(packet, PACKET_HEAD);
  count(vrfCounters + ((table - vrfs) / VRF_SIZE) * COUNTER_SIZE, octets);
  const entry = nhlfes + leaf * nhlfe.NHLFE_SIZE;
  const kind = <u32>load<u8>(entry, nhlfe.NHLFE_KIND);
  store<u32>(packet, leaf, PACKET_NHLFE);
  if (kind - 1 < <u32>nhlfe.NHLFE_SET) return stack(packet);
  switch (kind) {
    case nhlfe.NHLFE_VRF: {
      const state = load<u32>(packet, PACKET_STATE) + (1 << STATE_LOOKUP_SHIFT);
      if (state >> STATE_LOOKUP_SHIFT >= <u32>LOOKUPS_MAX) return DROP_LOOKUPS_EXCEEDED;
      store<u32>(packet, state, PACKET_STATE);
      store<u32>(packet, vrfs + load<u32>(entry, nhlfe.NHLFE_NEXT) * VRF_SIZE, PACKET_VRF);
      return AGAIN;
    }
    case nhlfe.NHLFE_LOCAL:
      return punt.PUNT_LOCAL;
    case nhlfe.NHLFE_GLEAN:
      return punt.PUNT_UNRESOLVED;
    case nhlfe.NHLFE_BROADCAST:
      return DROP_IP_BROADCAST;
    case nhlfe.NHLFE_DISCARD:
      return DROP_FIB_DISCARD;
    case nhlfe.NHLFE_UNREACHABLE:
      return punt.PUNT_UNREACHABLE;
    case nhlfe.NHLFE_PROHIBITED:
      return punt.PUNT_PROHIBITED;
    default:
      return punt.PUNT_NO_ROUTE;
  }
}

/** Whether the packet stands on an IPv4 header. */
export function isIp4(packet: u32): bool {
  return (load<u32>(packet, PACKET_STATE) & STATE_IP4) != 0;
}
