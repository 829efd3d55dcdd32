import { lookup4, lookup6 } from "../fib/lookup.ts";
import { adjacencies, attachments, nhlfes, vrfs } from "../instance.ts";
import { ADJACENCY_ATTACHMENT, ADJACENCY_SIZE } from "../layout/adjacency.ts";
import { ATTACHMENT_FLAGS, ATTACHMENT_SIZE, ATTACHMENT_URPF_STRICT, ATTACHMENT_VRF } from "../layout/attachment.ts";
import * as nhlfe from "../layout/nhlfe.ts";
import { LOOKUPS_MAX } from "../layout/packet.ts";
import { VRF_FIB4, VRF_FIB6, VRF_SIZE } from "../layout/vrf.ts";

/** Unicast reverse path forwarding for an IPv4 source in the attachment's table (RFC 3704 2.2, 2.4). */
export function sourceAllowed4(attachment: u32, source: u32): bool {
  let vrf = load<u32>(attachment, ATTACHMENT_VRF);
  for (let i = 0; i < LOOKUPS_MAX; i++) {
    const entry = nhlfes + lookup4(atomic.load<u32>(load<u32>(vrf, VRF_FIB4)), source) * nhlfe.NHLFE_SIZE;
    if (load<u8>(entry, nhlfe.NHLFE_KIND) != nhlfe.NHLFE_VRF) return routeAllows(attachment, entry);
    vrf = vrfs + load<u32>(entry, nhlfe.NHLFE_NEXT) * VRF_SIZE;
  }
  return false;
}

/** The same for an IPv6 source. */
export function sourceAllowed6(attachment: u32, high: u64, low: u64): bool {
  let vrf = load<u32>(attachment, ATTACHMENT_VRF);
  for (let i = 0; i < LOOKUPS_MAX; i++) {
    const entry = nhlfes + lookup6(atomic.load<u32>(load<u32>(vrf, VRF_FIB6)), high, low) * nhlfe.NHLFE_SIZE;
    if (load<u8>(entry, nhlfe.NHLFE_KIND) != nhlfe.NHLFE_VRF) return routeAllows(attachment, entry);
    vrf = vrfs + load<u32>(entry, nhlfe.NHLFE_NEXT) * VRF_SIZE;
  }
  return false;
}

function routeAllows(attachment: u32, entry: u32): bool {
  const kind = <u32>load<u8>(entry, nhlfe.NHLFE_KIND);
  if (kind == 0 || kind >= <u32>nhlfe.NHLFE_DISCARD || kind == nhlfe.NHLFE_BROADCAST) return false;
  if (!(load<u32>(attachment, ATTACHMENT_FLAGS) & ATTACHMENT_URPF_STRICT)) return true;
  return leavesBy(entry, (attachment - attachments) / ATTACHMENT_SIZE, nhlfe.CHAIN_MAX);
}

/** Whether any path of the NHLFE goes out of the attachment. Connected prefixes (glean) name theirs as next. */
function leavesBy(entry: u32, attachment: u32, depth: u32): bool {
  if (depth == 0) return false;
  const kind = <u32>load<u8>(entry, nhlfe.NHLFE_KIND);
  const next = load<u32>(entry, nhlfe.NHLFE_NEXT);
  if (kind == nhlfe.NHLFE_PATH || kind == nhlfe.NHLFE_GLEAN) {
    return load<u32>(adjacencies + next * ADJACENCY_SIZE, ADJACENCY_ATTACHMENT) == attachment;
  }
  if (kind == nhlfe.NHLFE_CHAIN) return leavesBy(nhlfes + next * nhlfe.NHLFE_SIZE, attachment, depth - 1);
  if (kind != nhlfe.NHLFE_SET) return false;
  const count = load<u32>(next, nhlfe.SET_COUNT);
  for (let i: u32 = 0; i < count; i++) {
    const member = load<u32>(next + (i << 2), nhlfe.SET_BUCKETS);
    if (leavesBy(nhlfes + member * nhlfe.NHLFE_SIZE, attachment, depth - 1)) return true;
  }
  return false;
}
