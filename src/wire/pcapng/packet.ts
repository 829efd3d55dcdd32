import { WireError } from "../error.ts";
import {
  BLOCK_BODY,
  BLOCK_ENHANCED_PACKET,
  BLOCK_SIMPLE_PACKET,
  BLOCK_SIZE_MIN,
  encodeBlock,
  padded,
} from "./block.ts";
import {
  decodeOptions,
  encodeOptions,
  OPTION_COMMENT,
  type Option,
  optionBigint,
  optionNumber,
  optionsSize,
  optionTexts,
  textOption,
  u32Option,
} from "./option.ts";
import { decodeTicks, encodeTicks } from "./time.ts";

const EPB_FLAGS = 2;
const EPB_DROPCOUNT = 4;
const EPB_PACKETID = 5;

const FLAGS_DIRECTION = 0b11;
const DIRECTION_IN = 1;
const DIRECTION_OUT = 2;

/** octets before the packet's data, in the body of an Enhanced and of a Simple Packet Block */
export const ENHANCED_PACKET_DATA = 20;
export const SIMPLE_PACKET_DATA = 4;

export type Direction = "in" | "out";

/** Enhanced Packet Block (draft-ietf-opsawg-pcapng, 4.3). */
export type EnhancedPacket = {
  /** place of its Interface Description Block in the section, from 0 */
  readonly interface: number;
  /** 64-bit timestamp in units of the interface's if_tsresol */
  readonly ticks: bigint;
  /** octets on the wire */
  readonly original: number;
  /** octets captured, a view of the block */
  readonly data: Uint8Array;
  readonly options: readonly Option[];
};

/**
 * Decodes the body of an Enhanced Packet Block.
 * @throws WireError "truncated" or "bad-length"; offsets count from the body's start
 */
export function decodeEnhancedPacket(body: DataView, littleEndian: boolean): EnhancedPacket {
  if (body.byteLength < ENHANCED_PACKET_DATA)
    throw new WireError("truncated", body.byteLength, "enhanced packet block");
  const captured = body.getUint32(12, littleEndian);
  const original = body.getUint32(16, littleEndian);
  checkLengths(captured, original, body.byteLength - ENHANCED_PACKET_DATA, 12);
  return {
    interface: body.getUint32(0, littleEndian),
    ticks: decodeTicks(body, 4, littleEndian),
    original,
    data: new Uint8Array(body.buffer, body.byteOffset + ENHANCED_PACKET_DATA, captured),
    options: decodeOptions(body, ENHANCED_PACKET_DATA + padded(captured), littleEndian),
  };
}

function checkLengths(captured: number, original: number, room: number, offset: number): void {
  if (captured > room)
    throw new WireError("bad-length", offset, `${captured} octets captured in a block with room for ${room}`);
  if (captured > original) {
    throw new WireError("bad-length", offset, `${captured} octets captured of a packet of ${original}`);
  }
}

/** Octets of the whole block. */
export function enhancedPacketSize({ data, options }: Pick<EnhancedPacket, "data" | "options">): number {
  return BLOCK_SIZE_MIN + ENHANCED_PACKET_DATA + padded(data.length) + optionsSize(options);
}

/**
 * Writes the whole block at `offset`, where enhancedPacketSize octets are free. Inverse of decodeEnhancedPacket.
 * @returns the offset behind it
 */
export function encodeEnhancedPacket(
  packet: EnhancedPacket,
  bytes: DataView,
  offset: number,
  littleEndian: boolean,
): number {
  const { data, ticks } = packet;
  const size = enhancedPacketSize(packet);
  const body = offset + BLOCK_BODY;
  bytes.setUint32(offset, BLOCK_ENHANCED_PACKET, littleEndian);
  bytes.setUint32(offset + 4, size, littleEndian);
  bytes.setUint32(body, packet.interface, littleEndian);
  encodeTicks(ticks, bytes, body + 4, littleEndian);
  bytes.setUint32(body + 12, data.length, littleEndian);
  bytes.setUint32(body + 16, packet.original, littleEndian);
  const at = body + ENHANCED_PACKET_DATA;
  const room = new Uint8Array(bytes.buffer, bytes.byteOffset + at, padded(data.length));
  room.set(data);
  room.fill(0, data.length); // the buffer may hold an older packet
  const end = encodeOptions(packet.options, bytes, at + room.length, littleEndian);
  bytes.setUint32(end, size, littleEndian);
  return end + 4;
}

/** What the options of an Enhanced Packet Block say. */
export type PacketNotes = {
  readonly comments: readonly string[];
  readonly direction?: Direction;
  /** packets lost by the interface since the one before */
  readonly dropCount?: bigint;
  /** the same for all copies of one packet in the file */
  readonly packetId?: bigint;
};

/** @throws WireError "bad-length" when an option has the wrong size */
export function packetNotes(options: readonly Option[], littleEndian: boolean): PacketNotes {
  if (options.length === 0) return NO_NOTES;
  const direction = (optionNumber(options, EPB_FLAGS, 4, littleEndian) ?? 0) & FLAGS_DIRECTION;
  const dropCount = optionBigint(options, EPB_DROPCOUNT, littleEndian);
  const packetId = optionBigint(options, EPB_PACKETID, littleEndian);
  return {
    comments: optionTexts(options, OPTION_COMMENT),
    ...(direction === DIRECTION_IN && { direction: "in" as const }),
    ...(direction === DIRECTION_OUT && { direction: "out" as const }),
    ...(dropCount !== undefined && { dropCount }),
    ...(packetId !== undefined && { packetId }),
  };
}

const NO_NOTES: PacketNotes = { comments: [] };

/** Options with direction and comments, as this project writes them. */
export function packetOptions(
  comments: readonly string[],
  direction: Direction | undefined,
  littleEndian: boolean,
): Option[] {
  const options = comments.map((comment) => textOption(OPTION_COMMENT, comment));
  if (direction !== undefined) {
    options.push(u32Option(EPB_FLAGS, direction === "in" ? DIRECTION_IN : DIRECTION_OUT, littleEndian));
  }
  return options;
}

/** Simple Packet Block (draft-ietf-opsawg-pcapng, 4.4): interface 0, no time, no options. */
export type SimplePacket = { readonly original: number; readonly data: Uint8Array };

/**
 * Decodes the body of a Simple Packet Block. How much was captured follows from the interface's snapLength (0: no limit).
 * @throws WireError "truncated" or "bad-length"; offsets count from the body's start
 */
export function decodeSimplePacket(body: DataView, snapLength: number, littleEndian: boolean): SimplePacket {
  if (body.byteLength < SIMPLE_PACKET_DATA) throw new WireError("truncated", body.byteLength, "simple packet block");
  const original = body.getUint32(0, littleEndian);
  const captured = snapLength === 0 ? original : Math.min(original, snapLength);
  checkLengths(captured, original, body.byteLength - SIMPLE_PACKET_DATA, 0);
  return { original, data: new Uint8Array(body.buffer, body.byteOffset + SIMPLE_PACKET_DATA, captured) };
}

/** The whole block. Inverse of decodeSimplePacket. */
export function encodeSimplePacket({ original, data }: SimplePacket, littleEndian: boolean): Uint8Array {
  const body = new Uint8Array(SIMPLE_PACKET_DATA + padded(data.length));
  new DataView(body.buffer).setUint32(0, original, littleEndian);
  body.set(data, SIMPLE_PACKET_DATA);
  return encodeBlock(BLOCK_SIMPLE_PACKET, body, littleEndian);
}
