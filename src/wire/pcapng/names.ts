import { WireError } from "../error.ts";
import { BLOCK_NAMES, encodeBlock, padded } from "./block.ts";
import { decodeOptions, encodeOptions, type Option, optionsSize } from "./option.ts";

/** Record types of a Name Resolution Block (draft-ietf-opsawg-pcapng, 4.5). */
export const NAME_RECORD_IP4 = 1;
export const NAME_RECORD_IP6 = 2;

const RECORD_END = 0;
const RECORD_SIZE = 4;
const ADDRESS_SIZE = new Map([
  [NAME_RECORD_IP4, 4],
  [NAME_RECORD_IP6, 16],
]);

/** One record as it stands: for the two types above, an address and its names, each ended by a NUL. */
export type NameRecord = { readonly type: number; readonly value: Uint8Array };
export type NameBlock = { readonly records: readonly NameRecord[]; readonly options: readonly Option[] };

/**
 * Decodes the body of a Name Resolution Block.
 * @throws WireError "truncated"; offsets count from the body's start
 */
export function decodeNames(body: DataView, littleEndian: boolean): NameBlock {
  const records: NameRecord[] = [];
  let at = 0;
  while (true) {
    if (at + RECORD_SIZE > body.byteLength) throw new WireError("truncated", at, "name record of 4 octets");
    const type = body.getUint16(at, littleEndian);
    const length = body.getUint16(at + 2, littleEndian);
    at += RECORD_SIZE;
    if (type === RECORD_END) break;
    if (at + length > body.byteLength) throw new WireError("truncated", at, `name record of ${length} octets`);
    records.push({ type, value: new Uint8Array(body.buffer, body.byteOffset + at, length).slice() });
    at += padded(length);
  }
  return { records, options: decodeOptions(body, at, littleEndian) };
}

/** The whole block. Inverse of decodeNames. */
export function encodeNames({ records, options }: NameBlock, littleEndian: boolean): Uint8Array {
  const recordsSize = records.reduce((size, { value }) => size + RECORD_SIZE + padded(value.length), RECORD_SIZE);
  const body = new Uint8Array(recordsSize + optionsSize(options));
  const view = new DataView(body.buffer);
  let at = 0;
  for (const { type, value } of records) {
    view.setUint16(at, type, littleEndian);
    view.setUint16(at + 2, value.length, littleEndian);
    body.set(value, at + RECORD_SIZE);
    at += RECORD_SIZE + padded(value.length);
  }
  encodeOptions(options, view, recordsSize, littleEndian);
  return encodeBlock(BLOCK_NAMES, body, littleEndian);
}

/**
 * Address and names of a record of type NAME_RECORD_IP4 or NAME_RECORD_IP6.
 * @throws WireError "unsupported" for another type, "truncated" when the address is not all there
 */
export function recordNames({ type, value }: NameRecord): { address: Uint8Array; names: string[] } {
  const size = ADDRESS_SIZE.get(type);
  if (size === undefined) throw new WireError("unsupported", 0, `name record of type ${type}`);
  if (value.length < size) throw new WireError("truncated", value.length, `${size} octets of address`);
  const text = new TextDecoder().decode(value.subarray(size));
  return { address: value.subarray(0, size), names: text.split("\0").filter((name) => name !== "") };
}
