/**
 * What a router is told to do, as plain data: the router file (src/config) is read into this, the engine (src/core) is
 * programmed from it, and the reference model of the tests forwards by it. Semantics: docs/forwarding.md.
 * Addresses are text in canonical form ("192.0.2.1", "2001:db8::1"), prefixes "192.0.2.0/24", MACs "02:00:00:00:00:01".
 */
export type TtlMode = "uniform" | "pipe" | "short-pipe";

/** TTL of pushed and popped labels (RFC 3443); `pipe` is the TTL that pushed labels get in the pipe modes, 1..255. */
export type TtlPolicy = { readonly mode: TtlMode; readonly pipe: number };

/**
 * TC of pushed labels and of what a pop exposes (RFC 3270, 5462).
 * push: "precedence", a fixed value 0..7, or a map from DSCP (0..63) to TC, precedence where it has no entry.
 */
export type TcPolicy = {
  readonly push: "precedence" | number | { readonly [dscp: number]: number };
  /** the last pop, which exposes IP */
  readonly pop: "leave" | "copy";
  /** a pop that exposes another label */
  readonly php: "leave" | "copy";
};

export type Urpf = "off" | "strict" | "loose";

/** An attachment: (port, tags) bound to a table (RFC 4026). `port` is the name of the physical port it stands on. */
export type InterfaceModel = {
  readonly name: string;
  readonly port: string;
  /** outermost first, at most two VIDs 1..4094 */
  readonly tags: readonly number[];
  /** TPID of the outer tag */
  readonly tpid: 0x8100 | 0x88a8;
  readonly mac: string;
  /** own addresses with their length; connected, local and directed broadcast routes follow from them */
  readonly addresses: readonly string[];
  /** "" is the global table */
  readonly vrf: string;
  readonly mpls: boolean;
  /** octets of an IP packet sent without labels */
  readonly mtu: number;
  /** octets of label stack and IP packet */
  readonly mplsMtu: number;
  readonly up: boolean;
  readonly urpf: Urpf;
  /** labels whose LFIB entry names no interfaces are accepted here */
  readonly trust: boolean;
  /** ICMP errors about packets received here */
  readonly icmpErrors: boolean;
};

export type VrfModel = { readonly name: string; readonly ttl: TtlPolicy; readonly tc: TcPolicy };

export type NeighborModel = { readonly interface: string; readonly address: string; readonly mac: string };

/**
 * One path: out of an interface to a neighbour, or over a named next hop, with labels (outermost first) on top of what comes
 * before it in the chain. `nextHop` left out: the packet's own destination is the neighbour (only on connected routes).
 */
export type PathModel = {
  readonly labels: readonly number[];
  /** 1..255, share in a set */
  readonly weight: number;
} & (
  | { readonly interface: string; readonly nextHop?: string; readonly use?: never }
  | { readonly use: string; readonly interface?: never; readonly nextHop?: never }
);

/** A shared next hop that routes and labels refer to by name: a change here moves all of them (BGP PIC). */
export type NextHopModel = {
  readonly name: string;
  readonly paths: readonly PathModel[];
  /** name of the next hop used when no path lives */
  readonly backup?: string;
};

/** What a route does. "glean", "local" and "broadcast" are made from interface addresses, not written by people. */
export type RouteAction =
  | { readonly kind: "paths"; readonly paths: readonly PathModel[] }
  | { readonly kind: "discard" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "prohibited" }
  | { readonly kind: "vrf"; readonly vrf: string };

export type RouteModel = { readonly vrf: string; readonly prefix: string; readonly action: RouteAction };

/** What an LFIB entry (ILM and its NHLFEs) does with the packet. */
export type LabelAction =
  | { readonly kind: "swap"; readonly paths: readonly PathModel[] }
  | { readonly kind: "pop"; readonly paths: readonly PathModel[]; readonly bottom?: boolean }
  | { readonly kind: "vrf"; readonly vrf: string }
  | { readonly kind: "continue" }
  | { readonly kind: "punt" }
  | { readonly kind: "discard" };

export type LabelModel = {
  /** 16..1048575 */
  readonly label: number;
  readonly action: LabelAction;
  /** interfaces that may send it; left out: all trusted ones */
  readonly interfaces?: readonly string[];
  /** label space: "" is the platform's, otherwise the name of the interface it is for (RFC 3031 3.14) */
  readonly space: string;
  /** TTL and TC modes of the pop; left out: those of the VRF it looks up in, or of the router */
  readonly ttl?: TtlMode;
  /** payload below the bottom label, where it is known */
  readonly payload?: "ipv4" | "ipv6";
};

export type RouterModel = {
  readonly name: string;
  readonly ttl: TtlPolicy;
  readonly tc: TcPolicy;
  /** seed of the flow hash, 32 bits */
  readonly seed: number;
  readonly icmp: {
    readonly errors: boolean;
    /** send errors about labelled packets along their LSP (RFC 3032 2.3.2) */
    readonly alongLsp: boolean;
    /** errors per second, 0 = no limit */
    readonly rate: number;
  };
  readonly interfaces: readonly InterfaceModel[];
  readonly vrfs: readonly VrfModel[];
  readonly neighbors: readonly NeighborModel[];
  readonly nextHops: readonly NextHopModel[];
  readonly routes: readonly RouteModel[];
  readonly labels: readonly LabelModel[];
};

/** One end of a link: a port of a router. */
export type LinkEnd = { readonly router: string; readonly port: string };

/** A whole router file: one or more routers, and the links that join their ports. */
export type NetworkModel = {
  readonly routers: readonly RouterModel[];
  readonly links: readonly (readonly [LinkEnd, LinkEnd])[];
};
