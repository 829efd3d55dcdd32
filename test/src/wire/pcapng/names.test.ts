import { expect, test } from "vitest";
import { blockBody } from "../../../../src/wire/pcapng/block.ts";
import { decodeNames, encodeNames, recordNames } from "../../../../src/wire/pcapng/names.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));
const body = (text: string) => {
  const bytes = hex(text);
  return blockBody(new DataView(bytes.buffer), 0, bytes.length);
};

/** 192.0.2.1 = pe11, pe11.lab; 2001:db8::1 = ce; a record of type 9; ns_dnsname (2) "d" */
const LITTLE = `04000000 54000000 0100 1200 c0000201 7065313100 706531312e6c616200 0000
  0200 1300 20010db8000000000000000000000001 636500 00 0900 0100 ff000000 0000 0000
  0200 0100 64000000 0000 0000 54000000`;

test("records of both address families, unknown ones and options", () => {
  const block = decodeNames(body(LITTLE), true);
  expect(block.records.map(({ type }) => type)).toEqual([1, 2, 9]);
  expect(recordNames(block.records[0]!)).toEqual({ address: hex("c0000201"), names: ["pe11", "pe11.lab"] });
  expect(recordNames(block.records[1]!).names).toEqual(["ce"]);
  expect(block.options).toEqual([{ code: 2, value: hex("64") }]);
  expect(encodeNames(block, true)).toEqual(hex(LITTLE));
});

test("big-endian, nothing in it", () => {
  const bytes = "00000004 00000010 00000000 00000010";
  expect(decodeNames(body(bytes), false)).toEqual({ records: [], options: [] });
  expect(encodeNames({ records: [], options: [] }, false)).toEqual(hex(bytes));
});

test.each([
  ["no end", "04000000 0c000000 0c000000"],
  ["record longer than the block", "04000000 14000000 0100 0500 c0000201 14000000"],
])("%s is truncated", (_, bytes) => {
  const error = expect.objectContaining({ name: "WireError", fault: "truncated" });
  expect(() => decodeNames(body(bytes), true)).toThrow(error);
});

test("a record that holds no address", () => {
  expect(() => recordNames({ type: 9, value: hex("01") })).toThrow(expect.objectContaining({ fault: "unsupported" }));
  expect(() => recordNames({ type: 1, value: hex("c00002") })).toThrow(expect.objectContaining({ fault: "truncated" }));
});
