import { expect, test } from "vitest";
import { OPTION_COMMENT, optionTexts } from "../../../../src/wire/pcapng/option.ts";
import { decodeSectionHeader, encodeSectionHeader, SHB_USERAPPL } from "../../../../src/wire/pcapng/section.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const view = (text: string) => new DataView(hex(text).buffer);

/** The figure of the draft, 4.1: no options, length unknown. */
const LITTLE = "0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000";
const BIG = "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c";

for (const [littleEndian, bytes] of [
  [true, LITTLE],
  [false, BIG],
] as const) {
  const header = { littleEndian, major: 1, minor: 0, length: -1n, options: [] };
  test(`decodes littleEndian=${littleEndian}`, () => expect(decodeSectionHeader(view(bytes), 0)).toEqual(header));
  test(`encodes littleEndian=${littleEndian}`, () => expect(encodeSectionHeader(header)).toEqual(hex(bytes)));
}

test("options, and a section length", () => {
  const bytes =
    "0a0d0d0a 0000003c 1a2b3c4d 0001 0002 0000000000000100 0004 0006 64756d706361 0000 0001 0002 6869 0000 0fff 0001 aa000000 0000 0000 0000003c";
  const header = decodeSectionHeader(view(bytes), 0);
  expect(header).toMatchObject({ minor: 2, length: 256n });
  expect(optionTexts(header.options, SHB_USERAPPL)).toEqual(["dumpca"]);
  expect(optionTexts(header.options, OPTION_COMMENT)).toEqual(["hi"]);
  expect(encodeSectionHeader(header)).toEqual(hex(bytes));
});

test.each([
  ["cut before the byte order", LITTLE.replaceAll(" ", "").slice(0, 22), "truncated"],
  ["cut", LITTLE.slice(0, -2), "truncated"],
  ["byte order neither way", LITTLE.replace("4d3c2b1a", "4d3c2b1b"), "bad-magic"],
  ["another block", LITTLE.replace("0a0d0d0a", "0b0d0d0a"), "bad-magic"],
  ["version 2.0", LITTLE.replace("0100 0000", "0200 0000"), "unsupported"],
  ["too short for its fields", "0a0d0d0a 18000000 4d3c2b1a 01000000 ffffffff 18000000", "bad-length"],
])("%s", (_, bytes, fault) => {
  expect(() => decodeSectionHeader(view(bytes), 0)).toThrow(expect.objectContaining({ name: "WireError", fault }));
});
