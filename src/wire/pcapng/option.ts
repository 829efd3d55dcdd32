import { WireError } from "../error.ts";
import { padded } from "./block.ts";

/** End of options, and the comment that any block may carry (draft-ietf-opsawg-pcapng, 3.5). */
const OPTION_END = 0;
export const OPTION_COMMENT = 1;

const OPTION_SIZE = 4;
const VALUE_SIZE_MAX = 0xffff;

/**
 * One option as it stands in the block; values are in the section's byte order. Decoders keep all of them in the order
 * of the file, so that a block written again carries the ones that nobody here knows.
 */
export type Option = { readonly code: number; readonly value: Uint8Array };

/**
 * Decodes the options from `offset` to the end of `body`. The end-of-options mark may be missing.
 * @throws WireError "truncated" when an option is longer than the block
 */
export function decodeOptions(body: DataView, offset: number, littleEndian: boolean): Option[] {
  const options: Option[] = [];
  let at = offset;
  while (at < body.byteLength) {
    if (at + OPTION_SIZE > body.byteLength) throw new WireError("truncated", at, "option header of 4 octets");
    const code = body.getUint16(at, littleEndian);
    const length = body.getUint16(at + 2, littleEndian);
    if (code === OPTION_END) break;
    at += OPTION_SIZE;
    if (at + length > body.byteLength) throw new WireError("truncated", at, `option ${code} of ${length} octets`);
    options.push({ code, value: new Uint8Array(body.buffer, body.byteOffset + at, length).slice() });
    at += padded(length);
  }
  return options;
}

/** Octets that encodeOptions writes; no options, no octets. */
export function optionsSize(options: readonly Option[]): number {
  if (options.length === 0) return 0;
  return options.reduce((size, { value }) => size + OPTION_SIZE + padded(value.length), OPTION_SIZE);
}

/**
 * Writes options, their padding and the end mark at `offset`. Inverse of decodeOptions.
 * @returns the offset behind them
 * @throws RangeError when a value is longer than 65535 octets
 */
export function encodeOptions(
  options: readonly Option[],
  bytes: DataView,
  offset: number,
  littleEndian: boolean,
): number {
  if (options.length === 0) return offset;
  let at = offset;
  for (const { code, value } of options) {
    if (value.length > VALUE_SIZE_MAX)
      throw new RangeError(`option ${code}: at most 65535 octets, got ${value.length}`);
    bytes.setUint16(at, code, littleEndian);
    bytes.setUint16(at + 2, value.length, littleEndian);
    const room = new Uint8Array(bytes.buffer, bytes.byteOffset + at + OPTION_SIZE, padded(value.length));
    room.set(value);
    room.fill(0, value.length);
    at += OPTION_SIZE + room.length;
  }
  bytes.setUint32(at, 0);
  return at + OPTION_SIZE;
}

const utf8 = new TextDecoder();
const utf8Encoder = new TextEncoder();

/** Every text that stands under `code`, in order. Octets that are not UTF-8 become U+FFFD; some writers add a NUL. */
export function optionTexts(options: readonly Option[], code: number): string[] {
  return options.filter((option) => option.code === code).map(({ value }) => utf8.decode(untilNul(value)));
}

function untilNul(value: Uint8Array): Uint8Array {
  const nul = value.indexOf(0);
  return nul === -1 ? value : value.subarray(0, nul);
}

/** The first option of this code as an unsigned number of 1 or 4 octets; undefined when there is none. */
export function optionNumber(
  options: readonly Option[],
  code: number,
  size: 1 | 4,
  littleEndian: boolean,
): number | undefined {
  const view = optionView(options, code, size);
  if (view === undefined) return undefined;
  return size === 1 ? view.getUint8(0) : view.getUint32(0, littleEndian);
}

/** The first option of this code as 8 octets, unsigned. */
export function optionBigint(options: readonly Option[], code: number, littleEndian: boolean): bigint | undefined {
  return optionView(options, code, 8)?.getBigUint64(0, littleEndian);
}

/** @throws WireError "bad-length" at 0 when the option has another size than its definition says */
function optionView(options: readonly Option[], code: number, size: number): DataView | undefined {
  const option = options.find((candidate) => candidate.code === code);
  if (option === undefined) return undefined;
  const { value } = option;
  if (value.length !== size)
    throw new WireError("bad-length", 0, `option ${code} of ${value.length} octets, expected ${size}`);
  return new DataView(value.buffer, value.byteOffset, size);
}

/** Options made from values; each text is one option. */
export function textOption(code: number, text: string): Option {
  return { code, value: utf8Encoder.encode(text) };
}

export function byteOption(code: number, value: number): Option {
  return { code, value: Uint8Array.of(value) };
}

export function u32Option(code: number, value: number, littleEndian: boolean): Option {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value, littleEndian);
  return { code, value: new Uint8Array(view.buffer) };
}

export function u64Option(code: number, value: bigint, littleEndian: boolean): Option {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt.asUintN(64, value), littleEndian);
  return { code, value: new Uint8Array(view.buffer) };
}
