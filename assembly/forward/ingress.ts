import { attachments, ports } from "../instance.ts";
import {
  ATTACHMENT_FLAGS,
  ATTACHMENT_MAC,
  ATTACHMENT_MPLS,
  ATTACHMENT_SIZE,
  ATTACHMENT_TPID,
  ATTACHMENT_UP,
  ATTACHMENT_VRF,
} from "../layout/attachment.ts";
import * as drop from "../layout/drop.ts";
import {
  ETH_SIZE,
  ETH_TYPE,
  TAG_SIZE,
  TYPE_ARP_RAW,
  TYPE_DOT1AD_RAW,
  TYPE_DOT1Q_RAW,
  TYPE_IP4_RAW,
  TYPE_IP6_RAW,
  TYPE_MPLS_RAW,
} from "../layout/headers.ts";
import {
  PACKET_ATTACHMENT,
  PACKET_CUT,
  PACKET_FLAGS,
  PACKET_HEAD,
  PACKET_L3,
  PACKET_POPPED,
  PACKET_PORT,
  PACKET_START,
  PACKET_STATE,
  PACKET_TAIL,
  PACKET_TTL,
  PACKET_VRF,
  STATE_GROUP,
  STATE_IP4,
  STATE_IP6,
  STATE_LABEL,
  STATE_WAS_LABELLED,
  TTL_NONE,
} from "../layout/packet.ts";
import { PORT_SIZE, PORT_UNTAGGED, PORT_UP, PORT_VLANS, VLAN_INNER } from "../layout/port.ts";
import { PUNT_ARP } from "../layout/punt.ts";
import { number16 } from "../wire/bytes.ts";

const MAC_MASK: u64 = 0xffffffffffff;
/** tags of any kind that are read before giving up */
const TAGS_READ_MAX = 4;

/**
 * Ethernet and 802.1Q: finds the attachment, and what stands behind the layer 2 header (docs/forwarding.md 1).
 *
 * @returns 0 with ATTACHMENT, VRF, START, L3 and STATE set; a DROP_ or PUNT_ code, ATTACHMENT set as soon as it is known
 */
export function ingress(packet: u32): i32 {
  const head = load<u32>(packet, PACKET_HEAD);
  const tail = load<u32>(packet, PACKET_TAIL);
  const port = ports + load<u32>(packet, PACKET_PORT) * PORT_SIZE;
  store<u32>(packet, 0, PACKET_ATTACHMENT);
  store<u32>(packet, 0, PACKET_POPPED);
  store<u32>(packet, TTL_NONE, PACKET_TTL);
  if (!load<u8>(port, PORT_UP)) return drop.DROP_PORT_DOWN;
  if (head + ETH_SIZE > tail) return drop.DROP_ETH_TRUNCATED;

  let type = <u32>load<u16>(head, ETH_TYPE);
  let l3 = head + ETH_SIZE;
  let attachment = load<u32>(port, PORT_UNTAGGED);
  if (type == TYPE_DOT1Q_RAW || type == TYPE_DOT1AD_RAW) {
    let tpid: u32 = 0;
    let outer: u32 = 0;
    let inner: u32 = 0;
    let read = 0;
    do {
      if (l3 + TAG_SIZE > tail) return drop.DROP_DOT1Q_TRUNCATED;
      if (read++ == TAGS_READ_MAX) return drop.DROP_DOT1Q_TOO_MANY_TAGS;
      const vid = number16(l3) & 0xfff;
      if (vid != 0) {
        if (outer == 0) {
          outer = vid;
          tpid = type;
        } else if (inner == 0) {
          if (type != TYPE_DOT1Q_RAW) return drop.DROP_DOT1Q_NO_ATTACHMENT;
          inner = vid;
        } else return drop.DROP_DOT1Q_TOO_MANY_TAGS;
      }
      type = <u32>load<u16>(l3, 2);
      l3 += TAG_SIZE;
    } while (type == TYPE_DOT1Q_RAW || type == TYPE_DOT1AD_RAW);
    if (outer != 0) attachment = tagged(load<u32>(port, PORT_VLANS), outer, inner);
    if (load<u32>(attachments + attachment * ATTACHMENT_SIZE, ATTACHMENT_TPID) != tpid)
      return drop.DROP_DOT1Q_NO_ATTACHMENT;
  }
  if (attachment == 0) return drop.DROP_DOT1Q_NO_ATTACHMENT;

  const at = attachments + attachment * ATTACHMENT_SIZE;
  const flags = load<u32>(at, ATTACHMENT_FLAGS);
  store<u32>(packet, at, PACKET_ATTACHMENT);
  store<u32>(packet, load<u32>(at, ATTACHMENT_VRF), PACKET_VRF);
  store<u32>(packet, l3, PACKET_START);
  store<u32>(packet, l3, PACKET_L3);
  if (!(flags & ATTACHMENT_UP)) return drop.DROP_ATTACHMENT_DOWN;

  let state: u32 = 0;
  if ((load<u64>(head) & MAC_MASK) != load<u64>(at, ATTACHMENT_MAC)) {
    if (!(load<u8>(head) & 1)) return drop.DROP_ETH_NOT_OURS;
    if (type == TYPE_MPLS_RAW) return drop.DROP_ETH_GROUP_UNICAST;
    state = STATE_GROUP;
  }
  if (type == TYPE_MPLS_RAW) {
    if (!(flags & ATTACHMENT_MPLS)) return drop.DROP_MPLS_NOT_ENABLED;
    state |= STATE_LABEL | STATE_WAS_LABELLED;
  } else if (type == TYPE_IP4_RAW) state |= STATE_IP4;
  else if (type == TYPE_IP6_RAW) state |= STATE_IP6;
  else return type == TYPE_ARP_RAW ? PUNT_ARP : drop.DROP_ETH_TYPE_UNKNOWN;
  store<u32>(packet, state, PACKET_STATE);
  return load<u32>(packet, PACKET_FLAGS) & PACKET_CUT ? drop.DROP_FRAME_CUT : 0;
}

/** The attachment of (outer, inner) in a port's table by VID; inner 0 = a single tag. 0 = none. */
function tagged(table: u32, outer: u32, inner: u32): u32 {
  if (table == 0) return 0;
  let word = atomic.load<u32>(table + (outer << 2));
  if (word & VLAN_INNER) word = atomic.load<u32>((word & ~VLAN_INNER) + (inner << 2));
  else if (inner != 0) return 0;
  return word >> 1;
}
