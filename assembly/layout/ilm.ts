/**
 * Incoming label map (RFC 3031 3.11) of one label space: ILM_HEADER bytes, then one u64 a label, so that an entry is
 * published by one store. Counters stand at the same index in the worker's block.
 *
 * Entry, from bit 0: ILM_OUT 24 bits, NHLFE index 24 bits, accept mask index 8 bits, mode 4 bits, operation 4 bits.
 */
export const ILM_LIMIT = 0; //   u32  labels 0..LIMIT-1 have an entry here
export const ILM_INDEX = 4; //   u32  index of label 0 in the counters
export const ILM_HEADER = 16;
export const ILM_ENTRY_SIZE = 8;

export const ILM_OUT_MASK = 0xffffff;
export const ILM_NHLFE_SHIFT = 24;
export const ILM_NHLFE_MASK = 0xffffff;
export const ILM_ACCEPT_SHIFT = 48;
export const ILM_MODE_SHIFT = 56;
export const ILM_OP_SHIFT = 60;

/** no entry */
export const ILM_NONE = 0;
/** out: the new label as LSE_RAW_LABEL has it; NHLFE: pushes no label and has one adjacency */
export const ILM_SWAP = 1;
/** replaced by the labels of the NHLFE's chain, of which there may be none: then it is a pop towards a next hop */
export const ILM_FORWARD = 2;
/** out: VRF index; the payload is looked up there */
export const ILM_LOOKUP = 3;
/** popped; what is below is processed here */
export const ILM_CONTINUE = 4;
export const ILM_PUNT = 5;
export const ILM_DISCARD = 6;

/** mode bits of a pop: uniform TTL (RFC 3443); TC copied to IP, to a label (RFC 3270) */
export const ILM_MODE_UNIFORM = 1;
export const ILM_MODE_TC_IP = 2;
export const ILM_MODE_TC_LABEL = 4;
/** S must be 1 */
export const ILM_MODE_BOTTOM = 8;

/** out of ILM_FORWARD: what the payload must be, 0 = by its first nibble */
export const ILM_PAYLOAD_IP4 = 4;
export const ILM_PAYLOAD_IP6 = 6;
