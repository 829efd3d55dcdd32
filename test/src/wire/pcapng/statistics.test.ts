import { expect, test } from "vitest";
import { blockBody } from "../../../../src/wire/pcapng/block.ts";
import {
  decodeStatistics,
  encodeStatistics,
  ISB_IFDROP,
  ISB_IFRECV,
  statisticsCounter,
} from "../../../../src/wire/pcapng/statistics.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));

/** Interface 2; isb_ifrecv 1000, isb_ifdrop 3. */
const LITTLE = `05000000 34000000 02000000 01000000 02000000
  0400 0800 e803000000000000 0500 0800 0300000000000000 0000 0000 34000000`;
const BIG = `00000005 00000034 00000002 00000001 00000002
  0004 0008 00000000000003e8 0005 0008 0000000000000003 0000 0000 00000034`;

for (const [littleEndian, bytes] of [
  [true, LITTLE],
  [false, BIG],
] as const) {
  test(`both directions, littleEndian=${littleEndian}`, () => {
    const octets = hex(bytes);
    const block = decodeStatistics(blockBody(new DataView(octets.buffer), 0, octets.length), littleEndian);
    expect(block).toMatchObject({ interface: 2, ticks: 0x1_0000_0002n });
    expect(statisticsCounter(block, ISB_IFRECV, littleEndian)).toBe(1000n);
    expect(statisticsCounter(block, ISB_IFDROP, littleEndian)).toBe(3n);
    expect(encodeStatistics(block, littleEndian)).toEqual(octets);
  });
}

test("fields cut", () => {
  const decode = () => decodeStatistics(new DataView(new ArrayBuffer(8)), true);
  expect(decode).toThrow(expect.objectContaining({ name: "WireError", fault: "truncated" }));
});
