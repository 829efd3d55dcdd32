import { count } from "../counters.ts";
import { attachmentCounters, nhlfeCounters, worker } from "../instance.ts";
import * as adj from "../layout/adjacency.ts";
import { COUNTER_ATTACHMENT_SIZE, COUNTER_OUT, COUNTER_SIZE } from "../layout/counters.ts";
import * as drop from "../layout/drop.ts";
import {
  LABEL_ROUTER_ALERT,
  LSE_RAW_LABEL,
  LSE_RAW_S,
  LSE_RAW_TC_S,
  LSE_RAW_TC_SHIFT,
  LSE_RAW_TTL_SHIFT,
  LSE_SIZE,
  TYPE_IP4_RAW,
  TYPE_IP6_RAW,
  TYPE_MPLS_RAW,
} from "../layout/headers.ts";
import * as pk from "../layout/packet.ts";
import { PUNT_MTU_EXCEEDED, PUNT_TTL_EXPIRED } from "../layout/punt.ts";
import * as vrf from "../layout/vrf.ts";
import { WORKER_LABELS } from "../layout/worker.ts";
import { rawTtl } from "../wire/mpls.ts";
import { header4, header6, ipEnd } from "./ip.ts";
import { precedence, rewrite4, rewrite6, ttlOf } from "./rewrite.ts";
import { spill } from "./spill.ts";

const ALERT_RAW = (LABEL_ROUTER_ALERT & 15) << 20;
const TC_MASK: u32 = 7;

/**
 * Last room: everything is decided here, then written (docs/forwarding.md 4 to 8). `labels` of them stand at WORKER_LABELS,
 * innermost first.
 *
 * @param index the NHLFE that names the adjacency, for its counter
 * @returns 0 with HEAD, TAIL and PORT of the frame to send; a DROP_ or PUNT_ code, with the packet unchanged
 */
export function egress(packet: u32, adjacency: u32, index: u32, labels: u32): i32 {
  let state = load<u32>(packet, pk.PACKET_STATE);
  const head = load<u32>(packet, pk.PACKET_HEAD);
  const received = load<u32>(packet, pk.PACKET_TAIL);
  const popped = load<u32>(packet, pk.PACKET_POPPED);
  const table = load<u32>(packet, pk.PACKET_VRF);
  const originated = load<u32>(packet, pk.PACKET_FLAGS) & pk.PACKET_ORIGINATED;
  let l3 = load<u32>(packet, pk.PACKET_L3);
  let ttl = load<u32>(packet, pk.PACKET_TTL);
  let under: u32 = 0; // what the innermost new label must keep: TC and S
  let exposed: u32 = 0; // new first word of an exposed label
  let swapped = false;

  if (state & pk.STATE_REPLACE) {
    ttl -= originated ? 0 : 1;
    if (labels > 0) {
      swapped = true;
      under = popped & LSE_RAW_TC_S;
    } else if (popped & LSE_RAW_S) {
      const code = exposeIp(packet, load<u32>(packet, pk.PACKET_OUT));
      if (code != 0) return code;
      state = load<u32>(packet, pk.PACKET_STATE);
      const own = ttlOf(l3, state);
      ttl = state & pk.STATE_UNIFORM ? min<u32>(own, ttl) : own;
      if (ttl == 0) return PUNT_TTL_EXPIRED;
    } else {
      if (l3 + LSE_SIZE > received) return drop.DROP_MPLS_TRUNCATED;
      exposed = load<u32>(l3);
      ttl = state & pk.STATE_UNIFORM ? min<u32>(rawTtl(exposed), ttl) : rawTtl(exposed);
      if (ttl == 0) return PUNT_TTL_EXPIRED;
      exposed = (exposed & 0xffffff) | (ttl << LSE_RAW_TTL_SHIFT);
      if (state & pk.STATE_TC_LABEL)
        exposed = (exposed & ~(TC_MASK << LSE_RAW_TC_SHIFT)) | (popped & (TC_MASK << LSE_RAW_TC_SHIFT));
      state |= pk.STATE_LABEL;
    }
  } else {
    ttl = min<u32>(ttl, ttlOf(l3, state));
    if (ttl <= 1 && !originated) return PUNT_TTL_EXPIRED;
    ttl -= originated ? 0 : 1;
  }

  const labelled = labels > 0 || state & pk.STATE_LABEL;
  const alert: u32 = labelled && state & pk.STATE_ALERT ? 1 : 0;
  const mtu = labelled ? load<u32>(adjacency, adj.ADJACENCY_MPLS_MTU) : load<u32>(adjacency, adj.ADJACENCY_MTU);
  if (labelled && mtu == 0) return drop.DROP_MPLS_NOT_ENABLED_OUT;
  const tail = state & (pk.STATE_IP4 | pk.STATE_IP6) ? ipEnd(l3, state) : received;
  const pushed = (labels + alert) * LSE_SIZE;
  if (tail - l3 + pushed > mtu) {
    store<u32>(packet, mtu - min<u32>(mtu, pushed), pk.PACKET_OUT);
    return PUNT_MTU_EXCEEDED;
  }

  // decided; from here on the packet is written
  count(nhlfeCounters + index * COUNTER_SIZE, tail - head);
  const l2 = <u32>load<u8>(adjacency, adj.ADJACENCY_L2_SIZE);
  if (l3 - pushed - l2 < load<u32>(packet, pk.PACKET_FLOOR)) l3 = spill(packet, l3, tail);
  else store<u32>(packet, tail, pk.PACKET_TAIL);

  let type: u32 = TYPE_MPLS_RAW;
  if (labels > 0) {
    let push: u32; // TTL and TC of pushed labels
    const uniform = load<u8>(table, vrf.VRF_PUSH_UNIFORM);
    const pipe = <u32>load<u8>(table, vrf.VRF_PIPE_TTL);
    if (swapped) push = ((uniform ? ttl : pipe) << LSE_RAW_TTL_SHIFT) | (popped & (TC_MASK << LSE_RAW_TC_SHIFT));
    else {
      const tos = rewriteIp(l3, state, popped, ttl);
      push = ((uniform ? ttl : pipe) << LSE_RAW_TTL_SHIFT) | (pushTc(table, tos) << LSE_RAW_TC_SHIFT);
    }
    const first = swapped ? under | (ttl << LSE_RAW_TTL_SHIFT) : push | LSE_RAW_S;
    l3 -= LSE_SIZE;
    store<u32>(l3, load<u32>(worker, WORKER_LABELS) | first);
    for (let i: u32 = 1; i < labels; i++) {
      l3 -= LSE_SIZE;
      store<u32>(l3, load<u32>(worker + (i << 2), WORKER_LABELS) | push);
    }
  } else if (exposed != 0) store<u32>(l3, exposed);
  else {
    rewriteIp(l3, state, popped, ttl);
    type = state & pk.STATE_IP4 ? TYPE_IP4_RAW : TYPE_IP6_RAW;
  }
  if (alert) {
    l3 -= LSE_SIZE;
    store<u32>(l3, ALERT_RAW | (load<u32>(l3, LSE_SIZE) & ~(LSE_RAW_LABEL | LSE_RAW_S)));
  }

  const out = l3 - l2;
  store<u64>(out, load<u64>(adjacency));
  store<u32>(out, load<u32>(adjacency, 8), 8);
  if (l2 != 14) {
    store<u32>(out, load<u32>(adjacency, 12), 12);
    if (l2 != 18) store<u32>(out, load<u32>(adjacency, 16), 16);
  }
  store<u16>(l3 - 2, <u16>type);
  count(
    attachmentCounters + load<u32>(adjacency, adj.ADJACENCY_ATTACHMENT) * COUNTER_ATTACHMENT_SIZE + COUNTER_OUT,
    tail - out,
  );
  store<u32>(packet, out, pk.PACKET_HEAD);
  store<u32>(packet, load<u32>(adjacency, adj.ADJACENCY_PORT), pk.PACKET_PORT);
  return 0;
}

/** A pop towards a next hop has exposed IP: which one, by `expected` or the first nibble, and is its header sound? */
function exposeIp(packet: u32, expected: u32): i32 {
  const l3 = load<u32>(packet, pk.PACKET_L3);
  const nibble: u32 = l3 < load<u32>(packet, pk.PACKET_TAIL) ? load<u8>(l3) >> 4 : 0;
  if ((nibble != 4 && nibble != 6) || (expected != 0 && nibble != expected)) return drop.DROP_MPLS_PAYLOAD_UNKNOWN;
  const state = load<u32>(packet, pk.PACKET_STATE) | (nibble == 4 ? pk.STATE_IP4 : pk.STATE_IP6);
  store<u32>(packet, state, pk.PACKET_STATE);
  return nibble == 4 ? header4(packet) : header6(packet);
}

/** Writes TTL and, where a pop says so, precedence. @returns the ToS or traffic class as received */
function rewriteIp(l3: u32, state: u32, popped: u32, ttl: u32): u32 {
  const tc = state & pk.STATE_TC_IP && popped != 0 ? <i32>((popped >> LSE_RAW_TC_SHIFT) & TC_MASK) : -1;
  return state & pk.STATE_IP4 ? rewrite4(l3, ttl, tc) : rewrite6(l3, ttl, tc);
}

/** TC of labels pushed on an IP packet (RFC 3270, 5462). */
function pushTc(table: u32, tos: u32): u32 {
  const mode = <u32>load<u8>(table, vrf.VRF_TC_PUSH);
  if (mode == vrf.TC_PRECEDENCE) return precedence(tos);
  if (mode < <u32>vrf.TC_PRECEDENCE) return mode;
  return load<u8>(load<u32>(table, vrf.VRF_TC_MAP) + (tos >> 2));
}
