import { WireError } from "../error.ts";
import { BLOCK_STATISTICS, encodeBlock } from "./block.ts";
import { decodeOptions, encodeOptions, type Option, optionBigint, optionsSize } from "./option.ts";
import { decodeTicks, encodeTicks } from "./time.ts";

/** Counters of an Interface Statistics Block (draft-ietf-opsawg-pcapng, 4.6), each an option of 8 octets. */
export const ISB_IFRECV = 4;
export const ISB_IFDROP = 5;
export const ISB_FILTERACCEPT = 6;
export const ISB_OSDROP = 7;
export const ISB_USRDELIV = 8;

const BODY_SIZE = 12;

export type StatisticsBlock = {
  readonly interface: number;
  /** when the counters were read, in units of the interface's if_tsresol */
  readonly ticks: bigint;
  readonly options: readonly Option[];
};

/** @throws WireError "truncated"; offsets count from the body's start */
export function decodeStatistics(body: DataView, littleEndian: boolean): StatisticsBlock {
  if (body.byteLength < BODY_SIZE)
    throw new WireError("truncated", body.byteLength, "12 octets of interface statistics");
  return {
    interface: body.getUint32(0, littleEndian),
    ticks: decodeTicks(body, 4, littleEndian),
    options: decodeOptions(body, BODY_SIZE, littleEndian),
  };
}

/** The whole block. Inverse of decodeStatistics. */
export function encodeStatistics(block: StatisticsBlock, littleEndian: boolean): Uint8Array {
  const body = new DataView(new ArrayBuffer(BODY_SIZE + optionsSize(block.options)));
  body.setUint32(0, block.interface, littleEndian);
  encodeTicks(block.ticks, body, 4, littleEndian);
  encodeOptions(block.options, body, BODY_SIZE, littleEndian);
  return encodeBlock(BLOCK_STATISTICS, new Uint8Array(body.buffer), littleEndian);
}

/** The counter under `code`, undefined when the block has none. */
export function statisticsCounter(block: StatisticsBlock, code: number, littleEndian: boolean): bigint | undefined {
  return optionBigint(block.options, code, littleEndian);
}
