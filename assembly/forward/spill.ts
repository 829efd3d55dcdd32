import { worker } from "../instance.ts";
import { PACKET_FLOOR, PACKET_HEAD, PACKET_L3, PACKET_TAIL } from "../layout/packet.ts";
import { SPILL_HEADROOM, WORKER_SPILL_NEXT } from "../layout/worker.ts";

/**
 * Moves a packet that has grown beyond its headroom to the worker's spill, which has room for every packet of a burst.
 * @returns the new place of `l3`
 */
export function spill(packet: u32, l3: u32, tail: u32): u32 {
  const start = load<u32>(worker, WORKER_SPILL_NEXT);
  const at = start + SPILL_HEADROOM;
  const size = tail - l3;
  memory.copy(at, l3, size);
  store<u32>(worker, (at + size + 7) & ~7, WORKER_SPILL_NEXT);
  store<u32>(packet, start, PACKET_FLOOR);
  store<u32>(packet, at, PACKET_HEAD);
  store<u32>(packet, at, PACKET_L3);
  store<u32>(packet, at + size, PACKET_TAIL);
  return at;
}
