/**
 * What can be wrong with bytes from outside. One list for every codec in this folder.
 * - truncated: fewer octets than the header or the length field says
 * - bad-length: a length field that cannot be true
 * - bad-value: a field outside its range
 * - bad-checksum: the checksum does not fit
 * - unsupported: well formed, but a type or version this codec does not know
 * - bad-magic: the file or message does not begin with its signature
 */
export type WireFault = "truncated" | "bad-length" | "bad-value" | "bad-checksum" | "unsupported" | "bad-magic";

/** Bad bytes from outside. `offset` counts octets from the start of what the codec was given. */
export class WireError extends Error {
  override readonly name = "WireError";
  readonly fault: WireFault;
  readonly offset: number;
  readonly detail: string;

  /** @param detail what was expected there, for people: "expected 8 octets of RD" */
  constructor(fault: WireFault, offset: number, detail = "") {
    super(`${fault} at octet ${offset}${detail === "" ? "" : `: ${detail}`}`);
    this.fault = fault;
    this.offset = offset;
    this.detail = detail;
  }
}
