import { WireError } from "../error.ts";
import { BLOCK_BODY, BLOCK_SECTION, BLOCK_SIZE_MIN, blockBody, decodeBlock, encodeBlock } from "./block.ts";
import { decodeOptions, encodeOptions, type Option, optionsSize } from "./option.ts";

/** The program that wrote the section (draft-ietf-opsawg-pcapng, 4.1). */
export const SHB_USERAPPL = 4;

/** Section Header Block: starts a section, and sets its byte order. */
export type SectionHeader = {
  readonly littleEndian: boolean;
  readonly major: number;
  readonly minor: number;
  /** octets of the section behind this block; -1 when the writer did not know */
  readonly length: bigint;
  readonly options: readonly Option[];
};

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const BODY_SIZE = 16;
/** type, length and byte-order magic: what must be there to read the length */
export const SECTION_PROLOGUE_SIZE = BLOCK_BODY + 4;

/**
 * Byte order of the section whose header starts at `offset`.
 * @throws WireError "truncated" before the byte-order magic is complete, "bad-magic" when it is neither way round
 */
export function sectionByteOrder(bytes: DataView, offset: number): boolean {
  if (offset + SECTION_PROLOGUE_SIZE > bytes.byteLength)
    throw new WireError("truncated", offset, "section header block");
  const littleEndian = bytes.getUint32(offset + BLOCK_BODY, true) === BYTE_ORDER_MAGIC;
  if (!littleEndian && bytes.getUint32(offset + BLOCK_BODY) !== BYTE_ORDER_MAGIC) {
    throw new WireError("bad-magic", offset + BLOCK_BODY, "byte-order magic of a pcapng section");
  }
  return littleEndian;
}

/**
 * Decodes the Section Header Block at `offset`.
 * @throws WireError "bad-magic" when it is none, "truncated", "bad-length", or "unsupported" for a version other than
 *   1.0 and 1.2 (1.2 was written by mistake for the same format)
 */
export function decodeSectionHeader(bytes: DataView, offset: number): SectionHeader {
  const littleEndian = sectionByteOrder(bytes, offset);
  const { type, size } = decodeBlock(bytes, offset, littleEndian);
  if (type !== BLOCK_SECTION) throw new WireError("bad-magic", offset, "section header block");
  if (size < BLOCK_SIZE_MIN + BODY_SIZE)
    throw new WireError("bad-length", offset, `section header block of ${size} octets`);
  const body = blockBody(bytes, offset, size);
  const major = body.getUint16(4, littleEndian);
  const minor = body.getUint16(6, littleEndian);
  if (major !== 1 || (minor !== 0 && minor !== 2)) {
    throw new WireError("unsupported", offset, `pcapng version ${major}.${minor}, expected 1.0`);
  }
  const length = body.getBigInt64(8, littleEndian);
  return { littleEndian, major, minor, length, options: decodeOptions(body, BODY_SIZE, littleEndian) };
}

/** The whole block. Inverse of decodeSectionHeader. */
export function encodeSectionHeader({ littleEndian, major, minor, length, options }: SectionHeader): Uint8Array {
  const body = new DataView(new ArrayBuffer(BODY_SIZE + optionsSize(options)));
  body.setUint32(0, BYTE_ORDER_MAGIC, littleEndian);
  body.setUint16(4, major, littleEndian);
  body.setUint16(6, minor, littleEndian);
  body.setBigInt64(8, length, littleEndian);
  encodeOptions(options, body, BODY_SIZE, littleEndian);
  return encodeBlock(BLOCK_SECTION, new Uint8Array(body.buffer), littleEndian);
}
