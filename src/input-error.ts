/** Where in the user's input the fault lies; each part is present only when it is known. */
export type InputPlace = {
  readonly file?: string;
  /** 1-based */
  readonly line?: number;
  /** 1-based */
  readonly column?: number;
  /** octets from the start of the file */
  readonly offset?: number;
  /** dotted path of the key, e.g. "interfaces.eth0/0.mtu" */
  readonly key?: string;
};

/** Bad input by the user: a file, an option, a key. The CLI prints the message and exits with 2. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly place: InputPlace;

  /** @param message what was found and what was expected */
  constructor(message: string, place: InputPlace = {}) {
    super(`${placeText(place)}${message}`);
    this.place = place;
  }
}

/** "router.yaml:12:3: interfaces.eth0/0.mtu: " as far as the parts are known. */
function placeText({ file, line, column, offset, key }: InputPlace): string {
  let text = file ?? "";
  if (line !== undefined) text += `${text === "" ? "line " : ":"}${line}`;
  if (line !== undefined && column !== undefined) text += `:${column}`;
  if (offset !== undefined) text += `${text === "" ? "" : ", "}octet ${offset}`;
  if (text !== "") text += ": ";
  return key === undefined ? text : `${text}${key}: `;
}
