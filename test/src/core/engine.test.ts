import { beforeAll, expect, test } from "vitest";
import { createEngine, type Engine } from "../../../src/index.ts";
import type { InterfaceModel, RouterModel } from "../../../src/model/router.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

const port = (name: string, mac: string, address: string): InterfaceModel => ({
  name,
  port: name,
  tags: [],
  tpid: 0x8100,
  mac,
  addresses: [address],
  vrf: "",
  mpls: true,
  mtu: 1500,
  mplsMtu: 1508,
  up: true,
  urpf: "off",
  trust: true,
  icmpErrors: true,
});

const P: RouterModel = {
  name: "P",
  ttl: { mode: "uniform", pipe: 255 },
  tc: { push: "precedence", pop: "leave", php: "leave" },
  seed: 1,
  icmp: { errors: true, alongLsp: true, rate: 0 },
  interfaces: [port("eth0", "02:00:00:00:00:01", "10.0.0.1/24"), port("eth1", "02:00:00:00:00:02", "10.0.1.1/24")],
  vrfs: [],
  neighbors: [{ interface: "eth1", address: "10.0.1.2", mac: "02:00:00:00:00:99" }],
  nextHops: [],
  routes: [
    {
      vrf: "",
      prefix: "192.0.2.0/24",
      action: { kind: "paths", paths: [{ interface: "eth1", nextHop: "10.0.1.2", labels: [19, 21], weight: 1 }] },
    },
  ],
  labels: [
    {
      label: 100,
      space: "",
      action: { kind: "swap", paths: [{ interface: "eth1", nextHop: "10.0.1.2", labels: [200], weight: 1 }] },
    },
    {
      label: 101,
      space: "",
      action: { kind: "pop", paths: [{ interface: "eth1", nextHop: "10.0.1.2", labels: [], weight: 1 }] },
    },
  ],
};

// 20-octet IPv4 header 10.0.0.9 -> 192.0.2.5, TTL 64, protocol 17, checksum by hand: 4500+1c+4011+a00+9+c000+205 = 1513b, folded 513c, inverted aec3
const ip = "4500001c 00000000 4011 aec3 0a000009 c0000205 0001000200080000";

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
  engine.addRouter(P);
});

test("swaps a label: TTL one less, TC and S kept", () => {
  engine.inject("P", "eth0", hex(`020000000001 020000000088 8847 00064bff ${ip}`));
  const [out] = engine.drain();
  expect(out).toMatchObject({ verdict: "forwarded", router: "P", port: "eth1" });
  expect(text(out!.frame)).toBe(text(hex(`020000000099 020000000002 8847 000c8bfe ${ip}`)));
});

test("pushes two labels on an IP packet: its TTL one less, copied to both", () => {
  engine.inject("P", "eth0", hex(`020000000001 020000000088 0800 ${ip}`));
  const [out] = engine.drain();
  expect(out).toMatchObject({ verdict: "forwarded", port: "eth1" });
  const sent = ip.replace("4011 aec3", "3f11 afc3");
  expect(text(out!.frame)).toBe(text(hex(`020000000099 020000000002 8847 0001303f 0001513f ${sent}`)));
});

test("pops towards the next hop: the label's TTL less one goes below when it is smaller", () => {
  engine.inject("P", "eth0", hex(`020000000001 020000000088 8847 00065121 ${ip}`));
  const [out] = engine.drain();
  const sent = ip.replace("4011 aec3", "2011 cec3");
  expect(text(out!.frame)).toBe(text(hex(`020000000099 020000000002 0800 ${sent}`)));
});

test("drops an unknown label, punts an expired TTL, and leaves the frame as it was", () => {
  const unknown = hex(`020000000001 020000000088 8847 00066101 ${ip}`);
  const expired = hex(`020000000001 020000000088 8847 00064101 ${ip}`);
  engine.inject("P", "eth0", unknown, 1);
  engine.inject("P", "eth0", expired, 2);
  const [a, b] = engine.drain();
  expect(a).toMatchObject({ id: 1, kind: "dropped", verdict: "mpls-no-ilm" });
  expect(b).toMatchObject({ id: 2, kind: "punted", verdict: "ttl-expired", l3Offset: 14 });
  expect(text(a!.frame)).toBe(text(unknown));
  expect(text(b!.frame)).toBe(text(expired));
});
