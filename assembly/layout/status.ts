/** What a table operation says to its caller. */
export const STATUS_OK = 0;
/** the heap or the table is full; nothing was changed */
export const STATUS_FULL = 1;
export const STATUS_NOT_FOUND = 2;
export const STATUS_BAD_ARGUMENT = 3;
export const STATUS_EXISTS = 4;
