import { describe, expect, test } from "vitest";
import { blockBody, decodeBlock, encodeBlock } from "../../../../src/wire/pcapng/block.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const view = (text: string) => new DataView(hex(text).buffer);

const LITTLE = "ad0b0000 10000000 01020304 10000000";
const BIG = "00000bad 00000010 01020304 00000010";

for (const [littleEndian, bytes] of [
  [true, LITTLE],
  [false, BIG],
] as const) {
  test(`decodes a block of unknown type, littleEndian=${littleEndian}`, () => {
    expect(decodeBlock(view(bytes), 0, littleEndian)).toEqual({ type: 0xbad, size: 16 });
    expect(blockBody(view(bytes), 0, 16).getUint32(0)).toBe(0x01020304);
  });
  test(`encodes it, littleEndian=${littleEndian}`, () => {
    expect(encodeBlock(0xbad, hex("01020304"), littleEndian)).toEqual(hex(bytes));
  });
}

test("at an offset", () => expect(decodeBlock(view(`ffffffff ${LITTLE}`), 4, true)).toEqual({ type: 0xbad, size: 16 }));

describe("refused", () => {
  test.each([
    ["header cut", "ad0b0000 100000", "truncated"],
    ["body cut", LITTLE.slice(0, -2), "truncated"],
    ["shorter than any block", "ad0b0000 08000000 08000000", "bad-length"],
    ["no multiple of 4", "ad0b0000 0e000000 0102 0e000000", "bad-length"],
    ["more than 16 MB", "ad0b0000 04000001 01020304", "bad-length"],
    ["two lengths", "ad0b0000 10000000 01020304 14000000", "bad-length"],
  ])("%s", (_, bytes, fault) => {
    const error = expect.objectContaining({ name: "WireError", fault, offset: 0 });
    expect(() => decodeBlock(view(bytes), 0, true)).toThrow(error);
  });
  test("a body that is not padded", () => expect(() => encodeBlock(1, hex("0102"), true)).toThrow(RangeError));
});
