import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blockBody } from "../../../../src/wire/pcapng/block.ts";
import {
  decodeEnhancedPacket,
  decodeSimplePacket,
  type EnhancedPacket,
  encodeEnhancedPacket,
  encodeSimplePacket,
  enhancedPacketSize,
  packetNotes,
  packetOptions,
} from "../../../../src/wire/pcapng/packet.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));
const body = (text: string) => {
  const bytes = hex(text);
  return blockBody(new DataView(bytes.buffer), 0, bytes.length);
};
/** Encoded over memory that holds an older packet. */
const encoded = (packet: EnhancedPacket, littleEndian: boolean) => {
  const bytes = new Uint8Array(enhancedPacketSize(packet)).fill(0xee);
  expect(encodeEnhancedPacket(packet, new DataView(bytes.buffer), 0, littleEndian)).toBe(bytes.length);
  return bytes;
};

/** Interface 1, 3 of 60 octets captured; comment, flags "outbound", drop count 2, packet id 7, unknown option 0x7fff. */
const LITTLE = `06000000 58000000 01000000 01000000 02000000 03000000 3c000000 aabbcc00
  0100 0400 73776170 0200 0400 02000000 0400 0800 0200000000000000 0500 0800 0700000000000000
  ff7f 0100 5a000000 0000 0000 58000000`;
const BIG = `00000006 00000058 00000001 00000001 00000002 00000003 0000003c aabbcc00
  0001 0004 73776170 0002 0004 00000002 0004 0008 0000000000000002 0005 0008 0000000000000007
  7fff 0001 5a000000 0000 0000 00000058`;

for (const [littleEndian, bytes] of [
  [true, LITTLE],
  [false, BIG],
] as const) {
  describe(`enhanced packet, littleEndian=${littleEndian}`, () => {
    const packet = decodeEnhancedPacket(body(bytes), littleEndian);
    test("fields", () => {
      expect(packet).toMatchObject({ interface: 1, ticks: 0x1_0000_0002n, original: 60, data: hex("aabbcc") });
    });
    test("notes", () => {
      const notes = { comments: ["swap"], direction: "out", dropCount: 2n, packetId: 7n };
      expect(packetNotes(packet.options, littleEndian)).toEqual(notes);
    });
    test("written again it is the same, padding cleared", () =>
      expect(encoded(packet, littleEndian)).toEqual(hex(bytes)));
  });
}

test("direction: flags 1 is in, 2 is out, 0 and 3 say nothing; other bits are not looked at", () => {
  const flags = (value: string) => packetNotes([{ code: 2, value: hex(value) }], false).direction;
  expect([flags("00000001"), flags("00000002"), flags("00000000"), flags("00000003"), flags("ff0001fd")]).toEqual([
    "in",
    "out",
    undefined,
    undefined,
    "in",
  ]);
});

test("options as this project writes them", () => {
  expect(packetOptions(["a", "b"], "in", true)).toEqual([
    { code: 1, value: hex("61") },
    { code: 1, value: hex("62") },
    { code: 2, value: hex("01000000") },
  ]);
  expect(packetOptions([], undefined, true)).toEqual([]);
});

test.each([
  ["fields cut", "06000000 1c000000 00000000 00000000 00000000 00000000 1c000000", "truncated"],
  [
    "more data than block",
    "06000000 24000000 00000000 00000000 00000000 05000000 05000000 aabbccdd 24000000",
    "bad-length",
  ],
  [
    "more captured than there was",
    "06000000 24000000 00000000 00000000 00000000 04000000 03000000 aabbccdd 24000000",
    "bad-length",
  ],
])("enhanced packet: %s", (_, bytes, fault) => {
  expect(() => decodeEnhancedPacket(body(bytes), true)).toThrow(expect.objectContaining({ name: "WireError", fault }));
});

describe("simple packet", () => {
  const bytes = "03000000 18000000 40000000 aabbccdd ee000000 18000000";
  test("what was captured follows from the interface", () => {
    expect(decodeSimplePacket(body(bytes), 5, true)).toEqual({ original: 64, data: hex("aabbccddee") });
  });
  test("an interface without limit captured all", () => {
    const whole = "03000000 14000000 03000000 aabbcc00 14000000";
    expect(decodeSimplePacket(body(whole), 0, true)).toEqual({ original: 3, data: hex("aabbcc") });
    expect(encodeSimplePacket({ original: 3, data: hex("aabbcc") }, true)).toEqual(hex(whole));
  });
  test("more than the block holds", () => {
    const error = expect.objectContaining({ name: "WireError", fault: "bad-length" });
    expect(() => decodeSimplePacket(body(bytes), 0, true)).toThrow(error);
  });
});

test("any body is a packet or a WireError", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, littleEndian) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      try {
        const packet = decodeEnhancedPacket(view, littleEndian);
        packetNotes(packet.options, littleEndian);
        const again = encoded(packet, littleEndian);
        expect(decodeEnhancedPacket(blockBody(new DataView(again.buffer), 0, again.length), littleEndian)).toEqual(
          packet,
        );
      } catch (error) {
        expect(error).toMatchObject({ name: "WireError" });
      }
    }),
  );
});
