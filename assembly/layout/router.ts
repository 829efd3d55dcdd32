/** Router: what all its attachments share. 16 bytes. Index 0 is never used. */
export const ROUTER_SEED = 0; //    u32  seed of the flow hash
export const ROUTER_LABELS = 4; //  u32  address of the platform label space's ILM (ilm.ts), 0 = no label yet
export const ROUTER_SIZE = 16;
