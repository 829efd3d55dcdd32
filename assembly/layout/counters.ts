/** Counters: u64 packets and u64 octets each; one block a worker, summed by the reader. */
export const COUNTER_PACKETS = 0;
export const COUNTER_OCTETS = 8;
export const COUNTER_SIZE = 16;

/** per attachment: in, out */
export const COUNTER_IN = 0;
export const COUNTER_OUT = 16;
export const COUNTER_ATTACHMENT_SIZE = 32;

/** per port: packets in that reached no attachment; the rest of a port is the sum of its attachments */
export const COUNTER_PORT_SIZE = 16;

/** per router: u64 packets by outcome code; 0 counts the packets that the router itself made */
export const COUNTER_OUTCOMES = 80;
export const COUNTER_ROUTER_SIZE = 640; // 8 * COUNTER_OUTCOMES
