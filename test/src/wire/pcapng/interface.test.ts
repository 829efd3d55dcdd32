import { describe, expect, test } from "vitest";
import { blockBody } from "../../../../src/wire/pcapng/block.ts";
import {
  decodeInterfaceBlock,
  describeInterface,
  encodeInterfaceBlock,
  interfaceOptions,
} from "../../../../src/wire/pcapng/interface.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const body = (text: string) => {
  const bytes = hex(text);
  return blockBody(new DataView(bytes.buffer), 0, bytes.length);
};

const PLAIN = "01000000 14000000 0100 0000 00000400 14000000";
/** if_name PE11:e0, if_description to P11, if_speed 10^9, if_tsresol 9, if_fcslen 32 bits, if_tsoffset 2, unknown 3000 */
const FULL = `01000000 60000000 7100 0000 60000000
  0200 0700 504531313a653000 0300 0600 746f205031310000 0800 0800 00ca9a3b00000000 0900 0100 09000000
  0d00 0100 20000000 0e00 0800 0200000000000000 b80b 0300 01020300 0000 0000 60000000`.replaceAll("\n", "");

test("without options the defaults of the draft hold", () => {
  const block = decodeInterfaceBlock(body(PLAIN), true);
  expect(block).toEqual({ linkType: 1, snapLength: 262144, options: [] });
  expect(describeInterface(block, true)).toEqual({ resolution: 6, offset: 0n, fcsLength: 0 });
  expect(encodeInterfaceBlock(block, true)).toEqual(hex(PLAIN));
});

describe("with options", () => {
  const block = decodeInterfaceBlock(body(FULL), true);
  const description = {
    name: "PE11:e0",
    description: "to P11",
    speed: 1_000_000_000n,
    resolution: 9,
    offset: 2n,
    fcsLength: 4,
  };
  test("they are read", () => {
    expect(block).toMatchObject({ linkType: 113, snapLength: 96 });
    expect(describeInterface(block, true)).toEqual(description);
  });
  test("the block written again is the same, unknown option included", () => {
    expect(encodeInterfaceBlock(block, true)).toEqual(hex(FULL));
  });
  test("a description makes the options of the capture", () => {
    expect(interfaceOptions(description, true)).toEqual(block.options.filter(({ code }) => code !== 3000));
  });
});

test("big-endian, 2^-20 s, an offset before 1970, FCS in octets", () => {
  const bytes =
    "00000001 00000034 0001 0000 00000000 0009 0001 94000000 000e 0008 ffffffffffffffff 000d 0001 04000000 0000 0000 00000034";
  const block = decodeInterfaceBlock(body(bytes), false);
  expect(describeInterface(block, false)).toEqual({ resolution: 0x94, offset: -1n, fcsLength: 4 });
  expect(encodeInterfaceBlock(block, false)).toEqual(hex(bytes));
});

test.each([
  ["fields cut", "01000000 10000000 01000000 10000000", "truncated"],
  ["option longer than the block", "01000000 18000000 0100 0000 00000400 0200 0400 18000000", "truncated"],
  ["if_tsresol of two octets", "01000000 1c000000 0100 0000 00000400 0900 0200 09090000 1c000000", "bad-length"],
])("%s", (_, bytes, fault) => {
  const decode = () => describeInterface(decodeInterfaceBlock(body(bytes), true), true);
  expect(decode).toThrow(expect.objectContaining({ name: "WireError", fault }));
});
