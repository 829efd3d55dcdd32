/** The 16-bit number in network order at `at`. */
export function number16(at: u32): u32 {
  const raw = <u32>load<u16>(at);
  return ((raw & 0xff) << 8) | (raw >> 8);
}

/** The 32-bit number in network order at `at`. */
export function number32(at: u32): u32 {
  return bswap<u32>(load<u32>(at));
}

/** The 64-bit number in network order at `at`. */
export function number64(at: u32): u64 {
  return bswap<u64>(load<u64>(at));
}
