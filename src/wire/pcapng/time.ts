/** if_tsresol: 10^-6 s, which a file means by saying nothing, and 10^-9 s, which this project writes. */
export const TSRESOL_MICROSECONDS = 6;
export const TSRESOL_NANOSECONDS = 9;

const BINARY = 0x80;
const NANOSECONDS = 1_000_000_000n;

/**
 * A packet's timestamp in nanoseconds since 1970; what is finer than that is cut off.
 *
 * @param ticks the 64-bit timestamp, in units of the interface
 * @param resolution octet of if_tsresol: 10^-n s, or with the top bit set 2^-n s
 * @param offset if_tsoffset, seconds to be added
 */
export function nanoseconds(ticks: bigint, resolution: number, offset: bigint): bigint {
  return scale(ticks, resolution) + offset * NANOSECONDS;
}

function scale(ticks: bigint, resolution: number): bigint {
  if ((resolution & BINARY) !== 0) return (ticks * NANOSECONDS) >> BigInt(resolution & ~BINARY);
  const digits = BigInt(resolution - TSRESOL_NANOSECONDS);
  return digits > 0n ? ticks / 10n ** digits : ticks * 10n ** -digits;
}

/** The 64-bit timestamp at `offset`: upper word first, whatever the byte order. */
export function decodeTicks(bytes: DataView, offset: number, littleEndian: boolean): bigint {
  return (BigInt(bytes.getUint32(offset, littleEndian)) << 32n) | BigInt(bytes.getUint32(offset + 4, littleEndian));
}

/** Writes 8 octets at `offset`. Inverse of decodeTicks. */
export function encodeTicks(ticks: bigint, bytes: DataView, offset: number, littleEndian: boolean): void {
  bytes.setUint32(offset, Number(BigInt.asUintN(32, ticks >> 32n)), littleEndian);
  bytes.setUint32(offset + 4, Number(BigInt.asUintN(32, ticks)), littleEndian);
}
