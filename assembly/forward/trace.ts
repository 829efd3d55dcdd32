import { adjacencies, attachments, vrfs, worker } from "../instance.ts";
import { ATTACHMENT_SIZE } from "../layout/attachment.ts";
import { LSE_RAW_S, LSE_SIZE, TYPE_MPLS_RAW } from "../layout/headers.ts";
import * as pk from "../layout/packet.ts";
import * as tr from "../layout/trace.ts";
import { VRF_SIZE } from "../layout/vrf.ts";
import { WORKER_TRACE, WORKER_TRACE_COUNT, WORKER_TRACE_MASK } from "../layout/worker.ts";
import { routerOf } from "./burst.ts";

/** Writes one record of the packet at this router into the worker's ring (layout/trace.ts). */
export function trace(packet: u32): void {
  const written = load<u32>(worker, WORKER_TRACE_COUNT);
  const at = load<u32>(worker, WORKER_TRACE) + (written & load<u32>(worker, WORKER_TRACE_MASK)) * tr.TRACE_SIZE;
  const attachment = load<u32>(packet, pk.PACKET_ATTACHMENT);
  const verdict = load<u32>(packet, pk.PACKET_VERDICT);
  memory.fill(at, 0, tr.TRACE_SIZE);
  store<u32>(at, load<u32>(packet, pk.PACKET_ID), tr.TRACE_ID);
  store<u32>(at, load<u32>(packet, pk.PACKET_FLAGS) >> pk.HOPS_SHIFT, tr.TRACE_HOP);
  store<u32>(at, routerOf(packet), tr.TRACE_ROUTER);
  if (attachment != 0) {
    store<u32>(at, (attachment - attachments) / ATTACHMENT_SIZE, tr.TRACE_IN);
    store<u32>(at, (load<u32>(packet, pk.PACKET_VRF) - vrfs) / VRF_SIZE, tr.TRACE_VRF);
  }
  store<u32>(at, verdict, tr.TRACE_VERDICT);
  store<u32>(worker, written + 1, WORKER_TRACE_COUNT);
}
