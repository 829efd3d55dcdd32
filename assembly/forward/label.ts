import { count } from "../counters.ts";
import { acceptMasks, ilmCounters, vrfs } from "../instance.ts";
import { ATTACHMENT_ACCEPT, ATTACHMENT_SPACE, ATTACHMENT_VRF } from "../layout/attachment.ts";
import { COUNTER_SIZE } from "../layout/counters.ts";
import * as drop from "../layout/drop.ts";
import {
  LABEL_ELI,
  LABEL_FIRST,
  LABEL_GAL,
  LABEL_IP4_NULL,
  LABEL_IP6_NULL,
  LABEL_OAM,
  LABEL_ROUTER_ALERT,
  LSE_RAW_S,
  LSE_SIZE,
} from "../layout/headers.ts";
import * as ilm from "../layout/ilm.ts";
import {
  LOOKUPS_MAX,
  PACKET_ALERTED,
  PACKET_ATTACHMENT,
  PACKET_FLAGS,
  PACKET_HEAD,
  PACKET_L3,
  PACKET_NHLFE,
  PACKET_ORIGINATED,
  PACKET_OUT,
  PACKET_POPPED,
  PACKET_STATE,
  PACKET_TAIL,
  PACKET_TTL,
  PACKET_VRF,
  STATE_ALERT,
  STATE_IP4,
  STATE_IP6,
  STATE_LABEL,
  STATE_REPLACE,
  STATE_SWAP,
  STATE_TC_IP,
  STATE_TC_LABEL,
  STATE_UNIFORM,
  TTL_NONE,
} from "../layout/packet.ts";
import { PUNT_OAM, PUNT_ROUTER_ALERT, PUNT_TTL_EXPIRED } from "../layout/punt.ts";
import { VRF_POP_MODE, VRF_SIZE } from "../layout/vrf.ts";
import { rawLabel, rawTtl } from "../wire/mpls.ts";

/**
 * Finds what the labels on top of the stack lead to (RFC 3031 3.10, 3.11; docs/forwarding.md 2): pops while the entries say
 * so, until a label is replaced (STATE_REPLACE, NHLFE set) or an IP header is exposed for a lookup (STATE_IP4, STATE_IP6).
 *
 * @param packet descriptor whose L3 stands on a label stack entry
 * @returns 0; a DROP_ or PUNT_ code
 */
export function label(packet: u32): i32 {
  const tail = load<u32>(packet, PACKET_TAIL);
  const attachment = load<u32>(packet, PACKET_ATTACHMENT);
  const flags = load<u32>(packet, PACKET_FLAGS);
  const originated = flags & PACKET_ORIGINATED;
  let at = load<u32>(packet, PACKET_L3);
  let inherited: u32 = TTL_NONE;

  for (let i = 0; i < LOOKUPS_MAX; i++) {
    if (at + LSE_SIZE > tail) return drop.DROP_MPLS_TRUNCATED;
    const lse = load<u32>(at);
    const value = rawLabel(lse);
    const ttl = min<u32>(inherited, rawTtl(lse));
    let mode: u32;

    if (value >= <u32>LABEL_FIRST) {
      const table = atomic.load<u32>(load<u32>(attachment, ATTACHMENT_SPACE));
      if (table == 0 || value >= load<u32>(table, ilm.ILM_LIMIT)) return drop.DROP_MPLS_NO_ILM;
      const entry = atomic.load<u64>(table + ilm.ILM_HEADER + value * ilm.ILM_ENTRY_SIZE);
      const op = <u32>(entry >> ilm.ILM_OP_SHIFT);
      if (op == ilm.ILM_NONE) return drop.DROP_MPLS_NO_ILM;
      const accept = load<u32>(acceptMasks + ((<u32>(entry >> ilm.ILM_ACCEPT_SHIFT) & 0xff) << 2));
      if (!(accept & load<u32>(attachment, ATTACHMENT_ACCEPT)) && !originated) return drop.DROP_MPLS_NOT_ACCEPTED;
      count(
        ilmCounters + (load<u32>(table, ilm.ILM_INDEX) + value) * COUNTER_SIZE,
        tail - load<u32>(packet, PACKET_HEAD),
      );
      mode = <u32>(entry >> ilm.ILM_MODE_SHIFT) & 0xf;

      if (op <= <u32>ilm.ILM_FORWARD) {
        if (ttl <= 1 && !originated) return PUNT_TTL_EXPIRED;
        let popped = lse;
        if (mode & ilm.ILM_MODE_BOTTOM && !(lse & LSE_RAW_S)) {
          at = belowEntropy(at, tail);
          if (at == 0) return drop.DROP_MPLS_NOT_BOTTOM;
          popped |= LSE_RAW_S;
        }
        store<u32>(packet, at + LSE_SIZE, PACKET_L3);
        store<u32>(packet, popped, PACKET_POPPED);
        store<u32>(packet, ttl, PACKET_TTL);
        store<u32>(packet, <u32>entry & ilm.ILM_OUT_MASK, PACKET_OUT);
        store<u32>(packet, <u32>(entry >> ilm.ILM_NHLFE_SHIFT) & ilm.ILM_NHLFE_MASK, PACKET_NHLFE);
        store<u32>(
          packet,
          (load<u32>(packet, PACKET_STATE) & ~STATE_LABEL) |
            STATE_REPLACE |
            popState(mode) |
            (op == ilm.ILM_SWAP ? STATE_SWAP : 0),
          PACKET_STATE,
        );
        return 0;
      }
      if (op == ilm.ILM_LOOKUP) {
        if (mode & ilm.ILM_MODE_UNIFORM && ttl <= 1 && !originated) return PUNT_TTL_EXPIRED;
        if (!(lse & LSE_RAW_S)) {
          at = belowEntropy(at, tail);
          if (at == 0) return drop.DROP_MPLS_NOT_BOTTOM;
        }
        store<u32>(packet, vrfs + (<u32>entry & ilm.ILM_OUT_MASK) * VRF_SIZE, PACKET_VRF);
        return expose(packet, at + LSE_SIZE, tail, lse, mode, ttl, 0);
      }
      if (op == ilm.ILM_PUNT) return PUNT_OAM;
      if (op == ilm.ILM_DISCARD) return drop.DROP_MPLS_DISCARD;
      if (lse & LSE_RAW_S) {
        if (mode & ilm.ILM_MODE_UNIFORM && ttl <= 1 && !originated) return PUNT_TTL_EXPIRED;
        store<u32>(packet, load<u32>(attachment, ATTACHMENT_VRF), PACKET_VRF);
        return expose(packet, at + LSE_SIZE, tail, lse, mode, ttl, 0);
      }
    } else {
      mode = load<u8>(load<u32>(attachment, ATTACHMENT_VRF), VRF_POP_MODE);
      const bottom = lse & LSE_RAW_S;
      if (value == LABEL_IP4_NULL || value == LABEL_IP6_NULL) {
        if (bottom) {
          if (mode & ilm.ILM_MODE_UNIFORM && ttl <= 1 && !originated) return PUNT_TTL_EXPIRED;
          const family = value == LABEL_IP4_NULL ? ilm.ILM_PAYLOAD_IP4 : ilm.ILM_PAYLOAD_IP6;
          store<u32>(packet, load<u32>(attachment, ATTACHMENT_VRF), PACKET_VRF);
          return expose(packet, at + LSE_SIZE, tail, lse, mode, ttl, family);
        }
      } else if (value == LABEL_ELI && !bottom) {
        if (at + 2 * LSE_SIZE > tail) return drop.DROP_MPLS_TRUNCATED;
        at += LSE_SIZE;
        if (load<u32>(at) & LSE_RAW_S) {
          if (mode & ilm.ILM_MODE_UNIFORM && ttl <= 1 && !originated) return PUNT_TTL_EXPIRED;
          store<u32>(packet, load<u32>(attachment, ATTACHMENT_VRF), PACKET_VRF);
          return expose(packet, at + LSE_SIZE, tail, lse, mode, ttl, 0);
        }
      } else if (value == LABEL_ROUTER_ALERT && !bottom) {
        if (!(flags & PACKET_ALERTED)) return PUNT_ROUTER_ALERT;
        store<u32>(packet, load<u32>(packet, PACKET_STATE) | STATE_ALERT, PACKET_STATE);
        at += LSE_SIZE;
        continue;
      } else return value == LABEL_GAL || value == LABEL_OAM ? PUNT_OAM : drop.DROP_MPLS_RESERVED;
    }

    // popped, and the next label decides
    if (mode & ilm.ILM_MODE_UNIFORM) {
      if (ttl <= 1 && !originated) return PUNT_TTL_EXPIRED;
      inherited = ttl;
    } else inherited = TTL_NONE;
    at += LSE_SIZE;
  }
  return drop.DROP_LOOKUPS_EXCEEDED;
}

/**
 * For a label at `at` that should stand at the bottom: the entropy label, if ELI and EL are all that is below it
 * (RFC 6790 4.2: they are popped with the tunnel's label). 0 = other labels are below.
 */
function belowEntropy(at: u32, tail: u32): u32 {
  if (at + 3 * LSE_SIZE > tail) return 0;
  const eli = load<u32>(at, LSE_SIZE);
  const entropy = load<u32>(at, 2 * LSE_SIZE);
  return rawLabel(eli) == LABEL_ELI && !(eli & LSE_RAW_S) && entropy & LSE_RAW_S ? at + 2 * LSE_SIZE : 0;
}

/** Leaves the packet standing on the IP header below the last label. `family`: what it must be, 0 = by its first nibble. */
function expose(packet: u32, at: u32, tail: u32, lse: u32, mode: u32, ttl: u32, family: u32): i32 {
  const nibble: u32 = at < tail ? load<u8>(at) >> 4 : 0;
  if ((nibble != 4 && nibble != 6) || (family != 0 && nibble != family)) return drop.DROP_MPLS_PAYLOAD_UNKNOWN;
  const state = load<u32>(packet, PACKET_STATE) & ~STATE_LABEL;
  store<u32>(packet, state | popState(mode) | (nibble == 4 ? STATE_IP4 : STATE_IP6), PACKET_STATE);
  store<u32>(packet, at, PACKET_L3);
  store<u32>(packet, lse, PACKET_POPPED);
  store<u32>(packet, mode & ilm.ILM_MODE_UNIFORM ? ttl : TTL_NONE, PACKET_TTL);
  return 0;
}

function popState(mode: u32): u32 {
  return (
    (mode & ilm.ILM_MODE_UNIFORM ? STATE_UNIFORM : 0) |
    (mode & ilm.ILM_MODE_TC_IP ? STATE_TC_IP : 0) |
    (mode & ilm.ILM_MODE_TC_LABEL ? STATE_TC_LABEL : 0)
  );
}
