import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodePcapHeader,
  decodePcapRecord,
  encodePcapHeader,
  encodePcapRecord,
  PCAP_RECORD_SIZE,
  type PcapHeader,
  scanPcapRecords,
} from "../../../src/wire/pcap.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const view = (text: string) => new DataView(hex(text).buffer);
const wireError = (fault: string, offset: number) => expect.objectContaining({ name: "WireError", fault, offset });

describe("file header", () => {
  const rows: ReadonlyArray<{ name: string; bytes: string; header: PcapHeader }> = [
    {
      name: "little-endian, microseconds, as tcpdump writes it",
      bytes: "d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000",
      header: { littleEndian: true, resolution: "us", snapLength: 262144, linkType: 1, fcsLength: 0 },
    },
    {
      name: "little-endian, nanoseconds",
      bytes: "4d3cb2a1 0200 0400 00000000 00000000 ffff0000 65000000",
      header: { littleEndian: true, resolution: "ns", snapLength: 65535, linkType: 101, fcsLength: 0 },
    },
    {
      name: "big-endian, microseconds",
      bytes: "a1b2c3d4 0002 0004 00000000 00000000 00000060 00000071",
      header: { littleEndian: false, resolution: "us", snapLength: 96, linkType: 113, fcsLength: 0 },
    },
    {
      name: "big-endian, nanoseconds, FCS of two 16-bit words",
      bytes: "a1b23c4d 0002 0004 00000000 00000000 00040000 24000001",
      header: { littleEndian: false, resolution: "ns", snapLength: 262144, linkType: 1, fcsLength: 4 },
    },
  ];
  for (const { name, bytes, header } of rows) {
    test(`decodes ${name}`, () => expect(decodePcapHeader(view(bytes))).toEqual(header));
    test(`encodes ${name}`, () => expect(encodePcapHeader(header)).toEqual(hex(bytes)));
  }

  test("FCS bits without the bit that makes them valid, and reserved bits, are masked", () => {
    const header = decodePcapHeader(view("d4c3b2a1 0200 0400 00000000 00000000 00000400 010000f8"));
    expect(header).toMatchObject({ linkType: 1, fcsLength: 0 });
  });

  test.each([
    ["d4c3b2", "truncated", 3],
    ["d4c3b2a1 0200 0400 00000000 00000000 00000400 010000", "truncated", 23],
    ["0a0d0d0a 1c000000 4d3c2b1a 01000000 ffffffff ffffffff", "bad-magic", 0],
    ["d4c3b2a1 0200 0300 00000000 00000000 00000400 01000000", "unsupported", 4],
  ])("%s is %s at octet %d", (bytes, fault, offset) => {
    expect(() => decodePcapHeader(view(bytes))).toThrow(wireError(fault, offset));
  });

  test("an FCS that cannot be written is the caller's mistake", () => {
    const header = { littleEndian: true, resolution: "us", snapLength: 0, linkType: 1, fcsLength: 3 } as const;
    expect(() => encodePcapHeader(header)).toThrow(RangeError);
  });
});

describe("record", () => {
  const little = "80f0cf65 40420f00 04000000 3c000000 01020304";
  const big = "65cff080 000f4240 00000004 0000003c 01020304";
  const record = { seconds: 0x65cff080, fraction: 1_000_000, captured: 4, original: 60 };

  for (const [littleEndian, bytes] of [
    [true, little],
    [false, big],
  ] as const) {
    test(`decodes littleEndian=${littleEndian}`, () => {
      expect(decodePcapRecord(view(bytes), 0, littleEndian)).toEqual(record);
    });
    test(`encodes littleEndian=${littleEndian}`, () => {
      const out = new DataView(new ArrayBuffer(PCAP_RECORD_SIZE));
      encodePcapRecord(record, out, 0, littleEndian);
      expect(new Uint8Array(out.buffer)).toEqual(hex(bytes).subarray(0, PCAP_RECORD_SIZE));
    });
  }

  test.each([
    ["header cut", little.slice(0, 20), "truncated"],
    ["data cut", little.slice(0, -2), "truncated"],
    ["more captured than there was", "00000000 00000000 05000000 04000000 0102030405", "bad-length"],
    ["impossible length", "00000000 00000000 01000400 01000400", "bad-length"],
  ])("%s", (_, bytes, fault) => {
    expect(() => decodePcapRecord(view(bytes), 0, true)).toThrow(wireError(fault, 0));
  });
});

describe("walking records", () => {
  const good = "00000000 00000000 02000000 02000000 aabb";
  const bad = "00000000 00000000 ffffffff ffffffff";

  test("stops before the one that is cut short", () => {
    expect(scanPcapRecords(view(good + good + good.slice(0, -2)), true)).toEqual({ end: 36, records: 2 });
    expect(scanPcapRecords(view(good.slice(0, 10)), true)).toEqual({ end: 0, records: 0 });
  });

  test("stops before an impossible one, and says so when it is the first", () => {
    expect(scanPcapRecords(view(good + bad), true)).toEqual({ end: 18, records: 1 });
    expect(() => scanPcapRecords(view(bad), true)).toThrow(wireError("bad-length", 0));
  });

  test("any octets: walks over whole records only, or says bad-length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.boolean(), (bytes, littleEndian) => {
        const octets = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        try {
          const { end, records } = scanPcapRecords(octets, littleEndian);
          expect(end).toBeLessThanOrEqual(bytes.length);
          let at = 0;
          for (let i = 0; i < records; i++)
            at += PCAP_RECORD_SIZE + decodePcapRecord(octets, at, littleEndian).captured;
          expect(at).toBe(end);
        } catch (error) {
          expect(error).toMatchObject({ name: "WireError", fault: "bad-length" });
        }
      }),
    );
  });
});
