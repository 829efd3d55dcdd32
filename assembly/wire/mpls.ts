import { LSE_RAW_TTL_SHIFT } from "../layout/headers.ts";

/** The label of a label stack entry as loaded in memory order (RFC 3032 2.1). */
export function rawLabel(lse: u32): u32 {
  return ((lse & 0xff) << 12) | ((lse >> 4) & 0xff0) | ((lse >> 20) & 0xf);
}

export function rawTtl(lse: u32): u32 {
  return lse >> LSE_RAW_TTL_SHIFT;
}
