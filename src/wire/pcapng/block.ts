import { WireError } from "../error.ts";

/**
 * pcapng (draft-ietf-opsawg-pcapng): a file is a row of blocks, each `type, total length, body, total length`, in the
 * byte order that the section's own header block names.
 */
export const BLOCK_SECTION = 0x0a0d0d0a; // the same in both byte orders
export const BLOCK_INTERFACE = 1;
export const BLOCK_PACKET_OBSOLETE = 2;
export const BLOCK_SIMPLE_PACKET = 3;
export const BLOCK_NAMES = 4;
export const BLOCK_STATISTICS = 5;
export const BLOCK_ENHANCED_PACKET = 6;

/** type and length before the body */
export const BLOCK_BODY = 8;
/** type, length, and the length again */
export const BLOCK_SIZE_MIN = 12;
/** Larger blocks are taken for damage. As in libpcap. */
export const BLOCK_SIZE_MAX = 16 * 1024 * 1024;

/** A block as it stands in the file. */
export type Block = {
  readonly type: number;
  /** octets from first to last, both lengths included */
  readonly size: number;
};

/**
 * Decodes type and size of the block at `offset`, and sees that all of it is there and that both lengths agree.
 * @throws WireError "truncated" or "bad-length", at the block's offset
 */
export function decodeBlock(bytes: DataView, offset: number, littleEndian: boolean): Block {
  if (offset + BLOCK_BODY > bytes.byteLength) throw new WireError("truncated", offset, "block header of 8 octets");
  const type = bytes.getUint32(offset, littleEndian);
  const size = bytes.getUint32(offset + 4, littleEndian);
  checkBlockSize(size, offset);
  if (offset + size > bytes.byteLength)
    throw new WireError("truncated", offset, `block of ${size} octets is cut short`);
  const again = bytes.getUint32(offset + size - 4, littleEndian);
  if (again !== size)
    throw new WireError("bad-length", offset, `block says ${size} octets at its start, ${again} at its end`);
  return { type, size };
}

/** @throws WireError "bad-length" when no block can have this total length */
export function checkBlockSize(size: number, offset: number): void {
  if (size < BLOCK_SIZE_MIN || size > BLOCK_SIZE_MAX || size % 4 !== 0) {
    throw new WireError(
      "bad-length",
      offset,
      `block of ${size} octets, expected a multiple of 4 from 12 to ${BLOCK_SIZE_MAX}`,
    );
  }
}

/** The octets between a block's lengths: what every decoder of a block's body begins with. */
export function blockBody(bytes: DataView, offset: number, size: number): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset + offset + BLOCK_BODY, size - BLOCK_SIZE_MIN);
}

/** A whole block around `body`, whose length is a multiple of 4 (RangeError otherwise). */
export function encodeBlock(type: number, body: Uint8Array, littleEndian: boolean): Uint8Array {
  if (body.length % 4 !== 0) throw new RangeError(`body: a multiple of 4 octets, got ${body.length}`);
  const block = new Uint8Array(BLOCK_SIZE_MIN + body.length);
  const view = new DataView(block.buffer);
  view.setUint32(0, type, littleEndian);
  view.setUint32(4, block.length, littleEndian);
  block.set(body, BLOCK_BODY);
  view.setUint32(block.length - 4, block.length, littleEndian);
  return block;
}

/** `length` rounded up to the next multiple of 4, to which packet data, names and options are padded. */
export function padded(length: number): number {
  return (length + 3) & ~3;
}
