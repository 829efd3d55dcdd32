/** Whether the 16-bit ones' complement sum over `size` octets (a multiple of 4) at `at` is 0xffff (RFC 1071). */
export function headerSumOk(at: u32, size: u32): bool {
  let sum: u64 = 0;
  for (const end = at + size; at < end; at += 4) sum += load<u32>(at);
  return folds(sum);
}

/** The same for the 20 octets of an IPv4 header without options. */
export function header20SumOk(at: u32): bool {
  const a = load<u64>(at);
  const b = load<u64>(at, 8);
  return folds((a & 0xffffffff) + (a >> 32) + (b & 0xffffffff) + (b >> 32) + load<u32>(at, 16));
}

function folds(sum: u64): bool {
  sum = (sum & 0xffffffff) + (sum >> 32);
  let half = <u32>(sum & 0xffff) + <u32>(sum >> 16);
  half = (half & 0xffff) + (half >> 16);
  half = (half & 0xffff) + (half >> 16);
  return half == 0xffff;
}

/**
 * The checksum after one 16-bit word of the header went from `before` to `after`: HC' = ~(~HC + ~m + m') (RFC 1624 eqn 3,
 * which is right in the corner where eqn 4 gives 0xffff). All three as loaded in memory order: the sum does not mind.
 */
export function checksumUpdate(checksum: u32, before: u32, after: u32): u32 {
  let sum = (~checksum & 0xffff) + (~before & 0xffff) + after;
  sum = (sum & 0xffff) + (sum >> 16);
  sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}
