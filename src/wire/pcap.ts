import { WireError } from "./error.ts";

/**
 * The classic capture file (draft-ietf-opsawg-pcap): a header of 24 octets, then records of a 16-octet header and the
 * captured octets. Everything is in the byte order of the machine that wrote it; the magic number tells which.
 */
export const PCAP_HEADER_SIZE = 24;
export const PCAP_RECORD_SIZE = 16;
/** Octets captured of one packet, at most; a larger figure is a damaged record. As in libpcap. */
export const CAPTURE_LENGTH_MAX = 262144;

const MAGIC_US = 0xa1b2c3d4;
const MAGIC_NS = 0xa1b23c4d;
const VERSION_MAJOR = 2;
const VERSION_MINOR = 4;
/** the word of link type and FCS length: bits 0-15, 26 and 28-31 */
const LINKTYPE_MASK = 0xffff;
const FCS_PRESENT = 0x04000000;
const FCS_SHIFT = 28;

export type PcapHeader = {
  readonly littleEndian: boolean;
  /** of the records' second word: microseconds or nanoseconds */
  readonly resolution: "us" | "ns";
  /** octets captured of a packet at most; 0 is no limit */
  readonly snapLength: number;
  /** LINKTYPE_ number, FCS bits taken off */
  readonly linkType: number;
  /** octets of frame check sequence at the end of each packet, 0..30; 0 also where the file does not say */
  readonly fcsLength: number;
};

/** One record's header; the captured octets follow it. */
export type PcapRecord = {
  /** since 1970, unsigned 32 bits */
  readonly seconds: number;
  /** micro- or nanoseconds, by the file's resolution */
  readonly fraction: number;
  /** octets in the file */
  readonly captured: number;
  /** octets on the wire */
  readonly original: number;
};

/**
 * Decodes the file header at the start of `bytes`.
 * @throws WireError "truncated", "bad-magic", or "unsupported" for a version other than 2.4
 */
export function decodePcapHeader(bytes: DataView): PcapHeader {
  if (bytes.byteLength < PCAP_HEADER_SIZE)
    throw new WireError("truncated", bytes.byteLength, "24 octets of pcap header");
  const { littleEndian, resolution } = decodeMagic(bytes);
  const major = bytes.getUint16(4, littleEndian);
  const minor = bytes.getUint16(6, littleEndian);
  if (major !== VERSION_MAJOR || minor !== VERSION_MINOR) {
    throw new WireError("unsupported", 4, `pcap version ${major}.${minor}, expected 2.4`);
  }
  const snapLength = bytes.getUint32(16, littleEndian);
  const link = bytes.getUint32(20, littleEndian);
  const fcsLength = (link & FCS_PRESENT) === 0 ? 0 : 2 * (link >>> FCS_SHIFT); // counted in 16-bit words
  return { littleEndian, resolution, snapLength, linkType: link & LINKTYPE_MASK, fcsLength };
}

function decodeMagic(bytes: DataView): Pick<PcapHeader, "littleEndian" | "resolution"> {
  if (bytes.byteLength < 4) throw new WireError("truncated", bytes.byteLength, "pcap magic number");
  for (const littleEndian of [true, false]) {
    const magic = bytes.getUint32(0, littleEndian);
    if (magic === MAGIC_US) return { littleEndian, resolution: "us" };
    if (magic === MAGIC_NS) return { littleEndian, resolution: "ns" };
  }
  throw new WireError("bad-magic", 0, "pcap magic number");
}

/** The 24 octets of a file header. Inverse of decodePcapHeader; an odd `fcsLength` cannot be written (RangeError). */
export function encodePcapHeader(header: PcapHeader): Uint8Array {
  const { littleEndian, fcsLength } = header;
  if (fcsLength % 2 !== 0 || fcsLength < 0 || fcsLength > 30)
    throw new RangeError(`fcsLength: 0, 2..30, got ${fcsLength}`);
  const bytes = new DataView(new ArrayBuffer(PCAP_HEADER_SIZE));
  bytes.setUint32(0, header.resolution === "us" ? MAGIC_US : MAGIC_NS, littleEndian);
  bytes.setUint16(4, VERSION_MAJOR, littleEndian);
  bytes.setUint16(6, VERSION_MINOR, littleEndian);
  bytes.setUint32(16, header.snapLength, littleEndian);
  const fcs = fcsLength === 0 ? 0 : (FCS_PRESENT | ((fcsLength / 2) << FCS_SHIFT)) >>> 0;
  bytes.setUint32(20, (header.linkType | fcs) >>> 0, littleEndian);
  return new Uint8Array(bytes.buffer);
}

/**
 * Decodes the record header at `offset`.
 * @throws WireError "truncated" when header or captured octets are cut short, "bad-length" when more than
 *   CAPTURE_LENGTH_MAX octets, or more than the packet had, are said to be captured
 */
export function decodePcapRecord(bytes: DataView, offset: number, littleEndian: boolean): PcapRecord {
  if (offset + PCAP_RECORD_SIZE > bytes.byteLength)
    throw new WireError("truncated", offset, "record header of 16 octets");
  const captured = bytes.getUint32(offset + 8, littleEndian);
  const original = bytes.getUint32(offset + 12, littleEndian);
  if (captured > CAPTURE_LENGTH_MAX) {
    throw new WireError("bad-length", offset, `record of ${captured} octets, at most ${CAPTURE_LENGTH_MAX} can be`);
  }
  if (captured > original) {
    throw new WireError("bad-length", offset, `record has captured ${captured} octets of a packet of ${original}`);
  }
  if (offset + PCAP_RECORD_SIZE + captured > bytes.byteLength) {
    throw new WireError("truncated", offset, `record of ${captured} octets is cut short`);
  }
  const seconds = bytes.getUint32(offset, littleEndian);
  return { seconds, fraction: bytes.getUint32(offset + 4, littleEndian), captured, original };
}

/** Writes 16 octets at `offset`. Inverse of decodePcapRecord; the caller gives room and a record that is possible. */
export function encodePcapRecord(record: PcapRecord, bytes: DataView, offset: number, littleEndian: boolean): void {
  bytes.setUint32(offset, record.seconds, littleEndian);
  bytes.setUint32(offset + 4, record.fraction, littleEndian);
  bytes.setUint32(offset + 8, record.captured, littleEndian);
  bytes.setUint32(offset + 12, record.original, littleEndian);
}

/**
 * Walks the records from the start of `bytes` to the last one that is whole; an impossible one ends the walk before it.
 * @returns octets walked over and records in them; 0 when the first record is cut short
 * @throws WireError "bad-length" when the first record is impossible, as decodePcapRecord
 */
export function scanPcapRecords(bytes: DataView, littleEndian: boolean): { end: number; records: number } {
  const last = bytes.byteLength - PCAP_RECORD_SIZE;
  let at = 0;
  let records = 0;
  while (at <= last) {
    const captured = bytes.getUint32(at + 8, littleEndian);
    if (captured > CAPTURE_LENGTH_MAX || captured > bytes.getUint32(at + 12, littleEndian)) {
      if (at === 0) decodePcapRecord(bytes, at, littleEndian);
      break;
    }
    const next = at + PCAP_RECORD_SIZE + captured;
    if (next > bytes.byteLength) break;
    at = next;
    records++;
  }
  return { end: at, records };
}
