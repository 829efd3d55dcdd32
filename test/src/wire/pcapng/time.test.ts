import { expect, test } from "vitest";
import { decodeTicks, encodeTicks, nanoseconds } from "../../../../src/wire/pcapng/time.ts";

test.each([
  ["microseconds, the default", 1_700_000_000_123_456n, 6, 0n, 1_700_000_000_123_456_000n],
  ["nanoseconds", 1_700_000_000_123_456_789n, 9, 0n, 1_700_000_000_123_456_789n],
  ["seconds", 1_700_000_000n, 0, 0n, 1_700_000_000_000_000_000n],
  ["picoseconds, cut off", 1_999n, 12, 0n, 1n],
  ["2^-1 s", 3n, 0x81, 0n, 1_500_000_000n],
  ["2^-32 s, as NTP counts", 0x0000_0001_4000_0000n, 0x80 + 32, 0n, 1_250_000_000n],
  ["2^0 s", 7n, 0x80, 0n, 7_000_000_000n],
  ["an offset", 5n, 9, 1_700_000_000n, 1_700_000_000_000_000_005n],
  ["an offset before 1970", 5n, 9, -2n, -1_999_999_995n],
])("%s", (_, ticks, resolution, offset, expected) => {
  expect(nanoseconds(ticks, resolution, offset)).toBe(expected);
});

test("the upper word comes first in both byte orders", () => {
  const view = new DataView(new ArrayBuffer(8));
  encodeTicks(0x0001020304050607n, view, 0, true);
  expect(Buffer.from(view.buffer).toString("hex")).toBe("0302010007060504");
  expect(decodeTicks(view, 0, true)).toBe(0x0001020304050607n);
  encodeTicks(0x0001020304050607n, view, 0, false);
  expect(Buffer.from(view.buffer).toString("hex")).toBe("0001020304050607");
  expect(decodeTicks(view, 0, false)).toBe(0x0001020304050607n);
});
