import { adjacencies, nhlfes, worker } from "../instance.ts";
import {
  ADJACENCY_DOWN,
  ADJACENCY_READY,
  ADJACENCY_SIZE,
  ADJACENCY_STATE,
  ADJACENCY_UNRESOLVED,
} from "../layout/adjacency.ts";
import { DROP_PORT_DOWN, DROP_STACK_TOO_DEEP } from "../layout/drop.ts";
import * as nhlfe from "../layout/nhlfe.ts";
import { PACKET_NHLFE, PACKET_OUT, PACKET_STATE, STATE_SWAP } from "../layout/packet.ts";
import { PUNT_UNRESOLVED } from "../layout/punt.ts";
import { WORKER_LABELS } from "../layout/worker.ts";
import { egress } from "./egress.ts";
import { flowHash } from "./flowhash.ts";

/** more records than this in one chain are a control plane's mistake; the liveness walk stops there too */
const DEPTH = nhlfe.CHAIN_MAX;

/**
 * Follows the NHLFE chain to an adjacency, collects the labels to write (innermost first, at WORKER_LABELS), and sends.
 * (RFC 3031 3.10; docs/forwarding.md 4.)
 *
 * @returns 0; a DROP_ or PUNT_ code, with the packet unchanged
 */
export function stack(packet: u32): i32 {
  let index = load<u32>(packet, PACKET_NHLFE);
  let count: u32 = 0;
  if (load<u32>(packet, PACKET_STATE) & STATE_SWAP) {
    store<u32>(worker, load<u32>(packet, PACKET_OUT), WORKER_LABELS);
    count = 1;
  }
  const own = count;
  let hash: u32 = 0;
  let hashed = false;
  let careful = false;
  for (let depth: u32 = 0; depth <= <u32>DEPTH; depth++) {
    const entry = nhlfes + index * nhlfe.NHLFE_SIZE;
    const kind = <u32>load<u8>(entry, nhlfe.NHLFE_KIND);
    const next = load<u32>(entry, nhlfe.NHLFE_NEXT);
    if (careful) {
      // a state that is not ready here has a living backup: otherwise the walk would not have begun
      const backup = load<u32>(entry, nhlfe.NHLFE_BACKUP);
      if (backup != 0 && state(index, DEPTH, false) != ADJACENCY_READY) {
        index = backup;
        continue;
      }
    }
    if (kind == nhlfe.NHLFE_SET) {
      if (!hashed) hash = flowHash(packet);
      hashed = true;
      index = member(next, hash, careful);
      hash = rotr<u32>(hash, 8);
      continue;
    }
    let labels = <u32>load<u8>(entry, nhlfe.NHLFE_COUNT);
    if (count + labels > <u32>nhlfe.STACK_PUSH_MAX) return DROP_STACK_TOO_DEEP;
    while (labels > 0) {
      labels--;
      store<u32>(worker + (count << 2), load<u32>(entry + (labels << 2), nhlfe.NHLFE_LABELS), WORKER_LABELS);
      count++;
    }
    if (kind == nhlfe.NHLFE_CHAIN) {
      index = next;
      continue;
    }
    const adjacency = adjacencies + next * ADJACENCY_SIZE;
    if (load<u8>(adjacency, ADJACENCY_STATE) == ADJACENCY_READY) {
      return egress(packet, adjacency, index, count);
    }
    // not ready: once more from the start, past what cannot send
    const best = state(load<u32>(packet, PACKET_NHLFE), DEPTH, true);
    if (careful || best != ADJACENCY_READY) return best == ADJACENCY_DOWN ? DROP_PORT_DOWN : PUNT_UNRESOLVED;
    careful = true;
    index = load<u32>(packet, PACKET_NHLFE);
    count = own;
    hashed = false;
    depth = <u32>-1;
  }
  return DROP_PORT_DOWN;
}

/** The member for this hash; `careful`: the next living one after it in the buckets. */
function member(set: u32, hash: u32, careful: bool): u32 {
  const mask = load<u32>(set, nhlfe.SET_COUNT) - 1;
  let bucket = hash & mask;
  let index = load<u32>(set + (bucket << 2), nhlfe.SET_BUCKETS);
  if (careful) {
    for (let i: u32 = 0; i < mask && state(index, DEPTH, true) != ADJACENCY_READY; i++) {
      bucket = (bucket + 1) & mask;
      index = load<u32>(set + (bucket << 2), nhlfe.SET_BUCKETS);
    }
  }
  return index;
}

/** The best state that sending by this NHLFE can find: ready, else unresolved, else down. */
function state(index: u32, depth: u32, backups: bool): u32 {
  if (index == 0 || depth == 0) return ADJACENCY_DOWN;
  const entry = nhlfes + index * nhlfe.NHLFE_SIZE;
  const kind = <u32>load<u8>(entry, nhlfe.NHLFE_KIND);
  const next = load<u32>(entry, nhlfe.NHLFE_NEXT);
  let best: u32 = ADJACENCY_DOWN;
  if (kind == nhlfe.NHLFE_PATH) best = load<u8>(adjacencies + next * ADJACENCY_SIZE, ADJACENCY_STATE);
  else if (kind == nhlfe.NHLFE_CHAIN) best = state(next, depth - 1, true);
  else if (kind == nhlfe.NHLFE_SET) {
    const count = load<u32>(next, nhlfe.SET_COUNT);
    for (let i: u32 = 0; i < count && best != ADJACENCY_READY; i++) {
      best = better(best, state(load<u32>(next + (i << 2), nhlfe.SET_BUCKETS), depth - 1, true));
    }
  }
  if (best == ADJACENCY_READY || !backups) return best;
  return better(best, state(load<u32>(entry, nhlfe.NHLFE_BACKUP), depth - 1, true));
}

function better(a: u32, b: u32): u32 {
  if (a == ADJACENCY_READY || b == ADJACENCY_READY) return ADJACENCY_READY;
  return a | b ? ADJACENCY_UNRESOLVED : ADJACENCY_DOWN;
}
