import { describe, expect, test } from "vitest";
import {
  LINKTYPE_ETHERNET,
  LINKTYPE_LINUX_SLL,
  LINKTYPE_LINUX_SLL2,
  LINKTYPE_MPLS,
  LINKTYPE_RAW,
  LINKTYPE_RAW_OLD,
  LINKTYPES,
  linkPayload,
  linkTypeText,
  toEthernet,
} from "../../../src/wire/linktype.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const PORT = hex("02 00 00 00 00 01");

test("the numbers are those of www.tcpdump.org/linktypes.html", () => {
  expect([...LINKTYPES.keys()]).toEqual([1, 12, 101, 113, 219, 276]);
  expect(linkTypeText(113)).toBe("113 LINUX_SLL");
  expect(linkTypeText(9)).toBe("9 PPP");
  expect(linkTypeText(65000)).toBe("65000");
});

describe("a record becomes an Ethernet frame", () => {
  const rows: ReadonlyArray<{ name: string; linkType: number; record: string; frame: string }> = [
    {
      name: "Ethernet as it is",
      linkType: LINKTYPE_ETHERNET,
      record: "020000000009 020000000008 8847 000131fe",
      frame: "020000000009 020000000008 8847 000131fe",
    },
    { name: "raw IPv4", linkType: LINKTYPE_RAW, record: "4500", frame: "020000000001 000000000000 0800 4500" },
    { name: "raw IPv6", linkType: LINKTYPE_RAW, record: "6000", frame: "020000000001 000000000000 86dd 6000" },
    {
      name: "raw IPv4, old number",
      linkType: LINKTYPE_RAW_OLD,
      record: "46",
      frame: "020000000001 000000000000 0800 46",
    },
    { name: "MPLS", linkType: LINKTYPE_MPLS, record: "000131fe", frame: "020000000001 000000000000 8847 000131fe" },
    {
      name: "LINUX_SLL received, sender known",
      linkType: LINKTYPE_LINUX_SLL,
      record: "0000 0001 0006 02000000000a 0000 0800 4500",
      frame: "020000000001 02000000000a 0800 4500",
    },
    {
      name: "LINUX_SLL of a device without addresses",
      linkType: LINKTYPE_LINUX_SLL,
      record: "0000 0304 0000 0000000000000000 8847 000131fe",
      frame: "020000000001 000000000000 8847 000131fe",
    },
    {
      name: "LINUX_SLL2 received, sender known",
      linkType: LINKTYPE_LINUX_SLL2,
      record: "86dd 0000 00000003 0001 00 06 02000000000b 0000 6000",
      frame: "020000000001 02000000000b 86dd 6000",
    },
  ];
  for (const { name, linkType, record, frame } of rows) {
    test(name, () => expect(toEthernet(linkType, hex(record), PORT)).toEqual(hex(frame)));
  }
});

test("a cooked packet on its way out is told from one received", () => {
  expect(linkPayload(LINKTYPE_LINUX_SLL, hex("0004 0001 0006 02000000000a 0000 0800")).outgoing).toBe(true);
  expect(linkPayload(LINKTYPE_LINUX_SLL2, hex("0800 0000 00000003 0001 04 06 02000000000b 0000")).outgoing).toBe(true);
  expect(linkPayload(LINKTYPE_LINUX_SLL2, hex("0800 0000 00000003 0001 00 06 02000000000b 0000")).outgoing).toBe(false);
});

describe("refused", () => {
  const rows: ReadonlyArray<[name: string, linkType: number, record: string, fault: string]> = [
    ["Ethernet header cut", LINKTYPE_ETHERNET, "020000000009 020000000008 88", "truncated"],
    ["empty raw record", LINKTYPE_RAW, "", "truncated"],
    ["raw record of version 5", LINKTYPE_RAW, "50", "bad-value"],
    ["LINUX_SLL header cut", LINKTYPE_LINUX_SLL, "0000 0001 0006 02000000000a 0000 08", "truncated"],
    ["LINUX_SLL2 header cut", LINKTYPE_LINUX_SLL2, "0800 0000 00000003 0001 00 06 02000000000b 00", "truncated"],
    ["LINUX_SLL of netlink", LINKTYPE_LINUX_SLL, "0000 0338 0000 0000000000000000 0800", "unsupported"],
    ["LINUX_SLL of an 802.2 frame", LINKTYPE_LINUX_SLL, "0000 0001 0006 02000000000a 0000 0004", "unsupported"],
    ["PPP", 9, "ff0302814500", "unsupported"],
  ];
  for (const [name, linkType, record, fault] of rows) {
    const error = expect.objectContaining({ name: "WireError", fault });
    test(name, () => expect(() => linkPayload(linkType, hex(record))).toThrow(error));
  }
  test("a destination that is no MAC", () => {
    expect(() => toEthernet(LINKTYPE_RAW, hex("45"), hex("0200"))).toThrow(RangeError);
  });
});
