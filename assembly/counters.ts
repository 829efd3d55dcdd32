import { COUNTER_OCTETS, COUNTER_PACKETS } from "./layout/counters.ts";

/** One packet of `octets` more at the counter `at`. The block is the worker's own: no atomics. */
export function count(at: u32, octets: u32): void {
  store<u64>(at, load<u64>(at, COUNTER_PACKETS) + 1, COUNTER_PACKETS);
  store<u64>(at, load<u64>(at, COUNTER_OCTETS) + octets, COUNTER_OCTETS);
}
