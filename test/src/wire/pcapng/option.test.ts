import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  byteOption,
  decodeOptions,
  encodeOptions,
  type Option,
  optionBigint,
  optionNumber,
  optionsSize,
  optionTexts,
  textOption,
  u32Option,
  u64Option,
} from "../../../../src/wire/pcapng/option.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const view = (text: string) => new DataView(hex(text).buffer);
/** Encoded over memory that holds an older packet. */
const encoded = (options: Option[], littleEndian: boolean) => {
  const bytes = new Uint8Array(optionsSize(options)).fill(0xee);
  expect(encodeOptions(options, new DataView(bytes.buffer), 0, littleEndian)).toBe(bytes.length);
  return bytes;
};

const COMMENT_AND_UNKNOWN: Option[] = [
  { code: 1, value: hex("686f70") },
  { code: 0x8bac, value: hex("0000000700000000ff") },
];
const LITTLE = "0100 0300 686f7000 ac8b 0900 0000000700000000ff000000 0000 0000";
const BIG = "0001 0003 686f7000 8bac 0009 0000000700000000ff000000 0000 0000";

for (const [littleEndian, bytes] of [
  [true, LITTLE],
  [false, BIG],
] as const) {
  test(`decodes known and unknown options, littleEndian=${littleEndian}`, () => {
    expect(decodeOptions(view(bytes), 0, littleEndian)).toEqual(COMMENT_AND_UNKNOWN);
  });
  test(`encodes them, padding cleared, littleEndian=${littleEndian}`, () => {
    expect(encoded(COMMENT_AND_UNKNOWN, littleEndian)).toEqual(hex(bytes));
  });
}

describe("the end of options", () => {
  test("no options are no octets", () => {
    expect(decodeOptions(view(""), 0, true)).toEqual([]);
    expect(optionsSize([])).toBe(0);
  });
  test("the mark may be missing", () => expect(decodeOptions(view("0100 0100 41000000"), 0, true)).toHaveLength(1));
  test("what follows the mark is not looked at", () => {
    expect(decodeOptions(view("0000 0000 0100 ff00"), 0, true)).toEqual([]);
  });
  test.each(["0100", "0100 0500 41424344"])("%s is truncated", (bytes) => {
    const error = expect.objectContaining({ name: "WireError", fault: "truncated" });
    expect(() => decodeOptions(view(bytes), 0, true)).toThrow(error);
  });
});

describe("values", () => {
  test("texts in order, cut at a NUL, bad UTF-8 marked", () => {
    const options = [textOption(1, "Übergang"), { code: 1, value: hex("6100") }, { code: 1, value: hex("ff") }];
    expect(optionTexts(options, 1)).toEqual(["Übergang", "a", "\ufffd"]);
  });
  test("numbers by size and byte order", () => {
    expect(optionNumber([byteOption(9, 0x89)], 9, 1, true)).toBe(0x89);
    expect(optionNumber([{ code: 2, value: hex("00000102") }], 2, 4, false)).toBe(0x102);
    expect(u32Option(2, 0xfffffffe, true).value).toEqual(hex("feffffff"));
    expect(optionBigint([{ code: 8, value: hex("00ca9a3b00000000") }], 8, true)).toBe(1_000_000_000n);
    expect(u64Option(14, -1n, false).value).toEqual(hex("ffffffffffffffff"));
    expect(optionNumber([], 2, 4, true)).toBeUndefined();
  });
  test("a number of another size is a bad length", () => {
    const error = expect.objectContaining({ name: "WireError", fault: "bad-length" });
    expect(() => optionNumber([{ code: 9, value: hex("0900") }], 9, 1, true)).toThrow(error);
  });
  test("a value longer than its length field can say is refused", () => {
    const option = { code: 1, value: new Uint8Array(65536) };
    expect(() => encodeOptions([option], new DataView(new ArrayBuffer(70000)), 0, true)).toThrow(RangeError);
  });
});

test("whatever options a block has, they come back from it", () => {
  const option = fc.record({ code: fc.integer({ min: 1, max: 0xffff }), value: fc.uint8Array({ maxLength: 40 }) });
  fc.assert(
    fc.property(fc.array(option, { maxLength: 6 }), fc.boolean(), (options, littleEndian) => {
      const bytes = encoded(options, littleEndian);
      expect(decodeOptions(new DataView(bytes.buffer), 0, littleEndian)).toEqual(options);
    }),
  );
});
