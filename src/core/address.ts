/** An IP address or prefix as the core takes it: 32-bit words in host order, IPv4 in the first. */
export type PrefixWords = {
  readonly family: 4 | 6;
  readonly words: readonly [number, number, number, number];
  readonly length: number;
};

/** @param text "192.0.2.1" or "2001:db8::1" in canonical form @throws RangeError for anything else */
export function addressWords(text: string): PrefixWords {
  if (text.includes(":")) return { family: 6, words: words6(text), length: 128 };
  const parts = text.split(".");
  let word = 0;
  for (const part of parts) {
    const octet = Number(part);
    if (!/^\d{1,3}$/.test(part) || octet > 255) throw new RangeError(`address: "${text}" is not an IPv4 address`);
    word = word * 256 + octet;
  }
  if (parts.length !== 4) throw new RangeError(`address: "${text}" is not an IPv4 address`);
  return { family: 4, words: [word, 0, 0, 0], length: 32 };
}

/** @param text "192.0.2.0/24" or "2001:db8::/32"; bits behind the length must be zero @throws RangeError */
export function prefixWords(text: string): PrefixWords {
  const slash = text.indexOf("/");
  const address = addressWords(slash < 0 ? text : text.slice(0, slash));
  const length = slash < 0 ? address.length : Number(text.slice(slash + 1));
  if (!Number.isInteger(length) || length < 0 || length > address.length || text.endsWith("/")) {
    throw new RangeError(`prefix: "${text}", expected a length of 0..${address.length}`);
  }
  const masked = { ...address, words: mask(address.words, length), length };
  if (masked.words.some((word, i) => word !== address.words[i])) {
    throw new RangeError(`prefix: "${text}" has bits set behind its length`);
  }
  return masked;
}

/** The network that an address with a length ("10.1.1.2/24") lies in. */
export function networkOf(text: string): { readonly host: PrefixWords; readonly network: PrefixWords } {
  const slash = text.indexOf("/");
  const host = addressWords(slash < 0 ? text : text.slice(0, slash));
  const length = slash < 0 ? host.length : Number(text.slice(slash + 1));
  return { host, network: { ...host, words: mask(host.words, length), length } };
}

export function contains(network: PrefixWords, host: PrefixWords): boolean {
  return (
    network.family === host.family && mask(host.words, network.length).every((word, i) => word === network.words[i])
  );
}

/** @param text "02:00:00:00:00:01" @returns the 48 bits as a number, first octet highest @throws RangeError */
export function macNumber(text: string): number {
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(text))
    throw new RangeError(`mac: "${text}", expected six octets like 02:00:00:00:00:01`);
  return Number.parseInt(text.replaceAll(":", ""), 16);
}

type Words = readonly [number, number, number, number];

function mask(words: Words, length: number): [number, number, number, number] {
  const part = (i: number): number => {
    const bits = Math.max(0, Math.min(32, length - 32 * i));
    return bits === 0 ? 0 : ((words[i] as number) & (0xffffffff << (32 - bits))) >>> 0;
  };
  return [part(0), part(1), part(2), part(3)];
}

function words6(text: string): Words {
  const wrong = new RangeError(`address: "${text}" is not an IPv6 address`);
  const halves = text.split("::");
  if (halves.length > 2) throw wrong;
  const groups = (half: string | undefined): number[] => {
    if (half === undefined || half === "") return [];
    return half.split(":").map((group) => {
      if (!/^[0-9a-f]{1,4}$/i.test(group)) throw wrong;
      return Number.parseInt(group, 16);
    });
  };
  const front = groups(halves[0]);
  const back = groups(halves[1]);
  const missing = 8 - front.length - back.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) throw wrong;
  const all = [...front, ...new Array<number>(missing).fill(0), ...back];
  const word = (i: number): number => ((all[2 * i] as number) * 65536 + (all[2 * i + 1] as number)) >>> 0;
  return [word(0), word(1), word(2), word(3)];
}
