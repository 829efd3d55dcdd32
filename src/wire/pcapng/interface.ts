import { WireError } from "../error.ts";
import { BLOCK_INTERFACE, encodeBlock } from "./block.ts";
import {
  byteOption,
  decodeOptions,
  encodeOptions,
  type Option,
  optionBigint,
  optionNumber,
  optionsSize,
  optionTexts,
  textOption,
  u64Option,
} from "./option.ts";
import { TSRESOL_MICROSECONDS } from "./time.ts";

const IF_NAME = 2;
const IF_DESCRIPTION = 3;
const IF_SPEED = 8;
const IF_TSRESOL = 9;
const IF_FCSLEN = 13;
const IF_TSOFFSET = 14;

/** Interface Description Block (draft-ietf-opsawg-pcapng, 4.2). Packets name it by its place in the section. */
export type InterfaceBlock = {
  readonly linkType: number;
  /** octets captured of a packet at most; 0 is no limit */
  readonly snapLength: number;
  readonly options: readonly Option[];
};

/** What the options of an interface say. */
export type InterfaceDescription = {
  readonly name?: string;
  readonly description?: string;
  /** bits per second */
  readonly speed?: bigint;
  /** octet of if_tsresol: 10^-n s, or with the top bit set 2^-n s */
  readonly resolution: number;
  /** seconds to be added to timestamps */
  readonly offset: bigint;
  /** octets of frame check sequence at the end of each packet; 0 also where the file does not say */
  readonly fcsLength: number;
};

const BODY_SIZE = 8;
/** The draft counts bits, some writers octets; no link has an FCS of 8 octets or of 8 bits or less. */
const FCS_OCTETS_MAX = 8;

/** @throws WireError "truncated" (offsets count from the body's start) */
export function decodeInterfaceBlock(body: DataView, littleEndian: boolean): InterfaceBlock {
  if (body.byteLength < BODY_SIZE)
    throw new WireError("truncated", body.byteLength, "8 octets of interface description");
  return {
    linkType: body.getUint16(0, littleEndian),
    snapLength: body.getUint32(4, littleEndian),
    options: decodeOptions(body, BODY_SIZE, littleEndian),
  };
}

/** The whole block. Inverse of decodeInterfaceBlock. */
export function encodeInterfaceBlock(block: InterfaceBlock, littleEndian: boolean): Uint8Array {
  const body = new DataView(new ArrayBuffer(BODY_SIZE + optionsSize(block.options)));
  body.setUint16(0, block.linkType, littleEndian);
  body.setUint32(4, block.snapLength, littleEndian);
  encodeOptions(block.options, body, BODY_SIZE, littleEndian);
  return encodeBlock(BLOCK_INTERFACE, new Uint8Array(body.buffer), littleEndian);
}

/**
 * Reads the options that matter for packets, with the draft's defaults for those left out.
 * @throws WireError "bad-length" when one has the wrong size
 */
export function describeInterface({ options }: InterfaceBlock, littleEndian: boolean): InterfaceDescription {
  const name = optionTexts(options, IF_NAME)[0];
  const description = optionTexts(options, IF_DESCRIPTION)[0];
  const speed = optionBigint(options, IF_SPEED, littleEndian);
  const fcsLength = optionNumber(options, IF_FCSLEN, 1, littleEndian) ?? 0;
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(speed !== undefined && { speed }),
    resolution: optionNumber(options, IF_TSRESOL, 1, littleEndian) ?? TSRESOL_MICROSECONDS,
    offset: BigInt.asIntN(64, optionBigint(options, IF_TSOFFSET, littleEndian) ?? 0n),
    fcsLength: fcsLength > FCS_OCTETS_MAX ? fcsLength >> 3 : fcsLength,
  };
}

/** Options that say what `description` says; defaults are left out. Inverse of describeInterface. */
export function interfaceOptions(description: Partial<InterfaceDescription>, littleEndian: boolean): Option[] {
  const { name, description: text, speed, resolution, offset, fcsLength } = description;
  const options: Option[] = [];
  if (name !== undefined) options.push(textOption(IF_NAME, name));
  if (text !== undefined) options.push(textOption(IF_DESCRIPTION, text));
  if (speed !== undefined) options.push(u64Option(IF_SPEED, speed, littleEndian));
  if (resolution !== undefined && resolution !== TSRESOL_MICROSECONDS) options.push(byteOption(IF_TSRESOL, resolution));
  if (fcsLength !== undefined && fcsLength !== 0) options.push(byteOption(IF_FCSLEN, fcsLength * 8));
  if (offset !== undefined && offset !== 0n) options.push(u64Option(IF_TSOFFSET, offset, littleEndian));
  return options;
}
