export function abiVersion(): u32 { return 1; }
