/** Port: one physical interface of a router. 16 bytes. Index 0 is never used. */
export const PORT_UNTAGGED = 0; // u32  attachment of frames without a tag, 0 = none
export const PORT_VLANS = 4; //    u32  address of the table by outer VID, 0 = no tagged attachment
export const PORT_PEER = 8; //     u32  port at the other end of the link, 0 = frames leave the engine
export const PORT_ROUTER = 12; //  u16  router index
export const PORT_UP = 14; //      u8   1 = up
export const PORT_SIZE = 16;

/**
 * Table by VID: VLAN_COUNT words. In the outer table a word is an attachment with a single tag, or, with VLAN_INNER set,
 * the address of the table by inner VID, whose word 0 is the attachment with the single outer tag.
 */
export const VLAN_COUNT = 4096;
export const VLAN_TABLE_SIZE = 16384;
export const VLAN_INNER = 1; // tables are aligned to 4 and attachments shifted by 1: bit 0 tells them apart
