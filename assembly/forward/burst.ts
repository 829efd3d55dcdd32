import { count } from "../counters.ts";
import {
  attachmentCounters,
  attachments,
  epoch,
  epochGlobal,
  portCounters,
  ports,
  routerCounters,
  routers,
  worker,
} from "../instance.ts";
import { ATTACHMENT_ROUTER, ATTACHMENT_SIZE, ATTACHMENT_VRF } from "../layout/attachment.ts";
import { COUNTER_ATTACHMENT_SIZE, COUNTER_IN, COUNTER_PORT_SIZE, COUNTER_ROUTER_SIZE } from "../layout/counters.ts";
import { DROP_HOPS_EXCEEDED } from "../layout/drop.ts";
import { MAP_BASE, MAP_LINKED } from "../layout/map.ts";
import * as pk from "../layout/packet.ts";
import { PORT_PEER, PORT_ROUTER, PORT_SIZE } from "../layout/port.ts";
import { ROUTER_SIZE } from "../layout/router.ts";
import { VRF_ROUTER } from "../layout/vrf.ts";
import * as block from "../layout/worker.ts";
import { ingress } from "./ingress.ts";
import { ip4, ip6 } from "./ip.ts";
import { label } from "./label.ts";
import { AGAIN, enlist4, enlist6, follow, isIp4, walkList4, walkList6 } from "./lookup.ts";
import { stack } from "./stack.ts";
import { trace } from "./trace.ts";

/**
 * Forwards the `n` packets whose descriptors stand in this worker's burst, in order, through as many routers as their
 * way inside the engine has; each ends with a VERDICT. The only caller of the rooms, and the place where outcomes are counted.
 */
export function forwardBurst(n: u32): void {
  atomic.store<u32>(epoch, atomic.load<u32>(epochGlobal));
  store<u32>(worker, worker + block.WORKER_SPILL, block.WORKER_SPILL_NEXT);
  const burst = worker + block.WORKER_BURST;
  let active = worker + block.WORKER_ACTIVE;
  let next = worker + block.WORKER_NEXT;
  for (let i: u32 = 0; i < n; i++) store<u32>(active + (i << 2), burst + i * pk.PACKET_SIZE);
  const linked = load<u32>(MAP_BASE + MAP_LINKED);
  do {
    round(active, n);
    if (!linked) break;
    n = handOver(active, n, next);
    const done = active;
    active = next;
    next = done;
  } while (n != 0);
  atomic.store<u32>(epoch, 0);
}

/** One router for each of the packets in `list`. */
function round(list: u32, n: u32): void {
  let n4: u32 = 0;
  let n6: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const packet = load<u32>(list + (i << 2));
    let code = load<u32>(packet, pk.PACKET_FLAGS) & pk.PACKET_ORIGINATED ? originate(packet) : receive(packet);
    if (code == 0 && load<u32>(packet, pk.PACKET_STATE) & pk.STATE_LABEL) {
      code = label(packet);
      if (code == 0 && load<u32>(packet, pk.PACKET_STATE) & pk.STATE_REPLACE) {
        finish(packet, stack(packet));
        continue;
      }
    }
    if (code == 0) {
      if (isIp4(packet)) {
        code = ip4(packet);
        if (code == 0) {
          enlist4(packet, n4++);
          continue;
        }
      } else {
        code = ip6(packet);
        if (code == 0) {
          enlist6(packet, n6++);
          continue;
        }
      }
    }
    finish(packet, code);
  }
  while (n4 != 0) {
    walkList4(n4);
    const listed = n4;
    n4 = 0;
    for (let i: u32 = 0; i < listed; i++) {
      const packet = load<u32>(worker + (i << 2), block.WORKER_LIST4);
      const code = follow(packet, load<u32>(worker + (i << 2), block.WORKER_ENTRY4));
      if (code == AGAIN) enlist4(packet, n4++);
      else finish(packet, code);
    }
  }
  while (n6 != 0) {
    walkList6(n6);
    const listed = n6;
    n6 = 0;
    for (let i: u32 = 0; i < listed; i++) {
      const packet = load<u32>(worker + (i << 2), block.WORKER_LIST6);
      const code = follow(packet, load<u32>(worker + (i << 2), block.WORKER_ENTRY6));
      if (code == AGAIN) enlist6(packet, n6++);
      else finish(packet, code);
    }
  }
}

/** A frame from outside: through the ingress room, counted where it came in. */
function receive(packet: u32): i32 {
  const code = ingress(packet);
  const octets = load<u32>(packet, pk.PACKET_TAIL) - load<u32>(packet, pk.PACKET_HEAD);
  const attachment = load<u32>(packet, pk.PACKET_ATTACHMENT);
  if (attachment != 0) {
    count(
      attachmentCounters + ((attachment - attachments) / ATTACHMENT_SIZE) * COUNTER_ATTACHMENT_SIZE + COUNTER_IN,
      octets,
    );
  } else count(portCounters + load<u32>(packet, pk.PACKET_PORT) * COUNTER_PORT_SIZE, octets);
  return code;
}

/** A packet that the router made itself: an IP packet in a table, or a labelled one in an attachment's label space. */
function originate(packet: u32): i32 {
  const head = load<u32>(packet, pk.PACKET_HEAD);
  const nibble = head < load<u32>(packet, pk.PACKET_TAIL) ? load<u8>(head) >> 4 : 0;
  const bare = load<u32>(packet, pk.PACKET_FLAGS) & pk.PACKET_BARE_LABEL;
  store<u32>(packet, head, pk.PACKET_START);
  store<u32>(packet, head, pk.PACKET_L3);
  store<u32>(packet, pk.TTL_NONE, pk.PACKET_TTL);
  store<u32>(packet, 0, pk.PACKET_POPPED);
  if (bare) {
    store<u32>(packet, load<u32>(load<u32>(packet, pk.PACKET_ATTACHMENT), ATTACHMENT_VRF), pk.PACKET_VRF);
    store<u32>(packet, pk.STATE_LABEL | pk.STATE_WAS_LABELLED, pk.PACKET_STATE);
  } else {
    store<u32>(packet, 0, pk.PACKET_ATTACHMENT);
    store<u32>(packet, nibble == 6 ? pk.STATE_IP6 : pk.STATE_IP4, pk.PACKET_STATE);
  }
  const row = routerCounters + routerOf(packet) * COUNTER_ROUTER_SIZE;
  store<u64>(row, load<u64>(row) + 1);
  return 0;
}

/** Notes and counts the outcome of a packet at one router. */
function finish(packet: u32, code: i32): void {
  store<u32>(packet, code, pk.PACKET_VERDICT);
  if (code != 0) {
    const at = routerCounters + routerOf(packet) * COUNTER_ROUTER_SIZE + ((<u32>code) << 3);
    store<u64>(at, load<u64>(at) + 1);
  }
  if (load<u32>(worker, block.WORKER_TRACE) != 0) trace(packet);
}

/** Index of the router that a packet is at; its port may already be the one it leaves by, which is of the same router. */
export function routerOf(packet: u32): u32 {
  const attachment = load<u32>(packet, pk.PACKET_ATTACHMENT);
  if (attachment != 0) return (load<u32>(attachment, ATTACHMENT_ROUTER) - routers) / ROUTER_SIZE;
  if (load<u32>(packet, pk.PACKET_FLAGS) & pk.PACKET_ORIGINATED) {
    return (load<u32>(load<u32>(packet, pk.PACKET_VRF), VRF_ROUTER) - routers) / ROUTER_SIZE;
  }
  return load<u16>(ports + load<u32>(packet, pk.PACKET_PORT) * PORT_SIZE, PORT_ROUTER);
}

/** Forwarded packets whose port is linked stand at the peer's ingress next. @returns how many stand in `next` */
function handOver(list: u32, n: u32, next: u32): u32 {
  let kept: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const packet = load<u32>(list + (i << 2));
    if (load<u32>(packet, pk.PACKET_VERDICT) != 0) continue;
    const peer = load<u32>(ports + load<u32>(packet, pk.PACKET_PORT) * PORT_SIZE, PORT_PEER);
    if (peer == 0) continue;
    const hops = (load<u32>(packet, pk.PACKET_FLAGS) >> pk.HOPS_SHIFT) + 1;
    store<u32>(packet, peer, pk.PACKET_PORT);
    store<u32>(packet, hops << pk.HOPS_SHIFT, pk.PACKET_FLAGS);
    if (hops > <u32>pk.HOPS_MAX) {
      store<u32>(packet, 0, pk.PACKET_ATTACHMENT);
      count(
        portCounters + peer * COUNTER_PORT_SIZE,
        load<u32>(packet, pk.PACKET_TAIL) - load<u32>(packet, pk.PACKET_HEAD),
      );
      finish(packet, DROP_HOPS_EXCEEDED);
    } else store<u32>(next + (kept++ << 2), packet);
  }
  return kept;
}
