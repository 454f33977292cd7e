/* Bytes and the strict spellings of them that the ledger's formats use. Whatever is not canonical throws `Unreadable`. */

export class Unreadable extends Error {}

/** Stop when a rule of a format is broken. */
export const need = (condition, what = "a rule of the format is broken") => {
  if (!condition) {
    throw new Unreadable(what);
  }
};

const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

export const encode = (text) => encoder.encode(text);

export const decode = (bytes) => {
  try {
    return STRICT.decode(bytes);
  } catch {
    throw new Unreadable("text is not UTF-8");
  }
};

export const concat = (...parts) => {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Order of byte strings: negative, zero or positive. */
export const compare = (one, other) => {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    if (one[at] !== other[at]) {
      return one[at] - other[at];
    }
  }
  return one.length - other.length;
};

export const equal = (one, other) => compare(one, other) === 0;

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Read 32 bytes written in lower-case hexadecimal. */
export const hex32 = (text) => {
  need(typeof text === "string" && /^[0-9a-f]{64}$/.test(text), "32 bytes in hexadecimal are expected");
  return Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
};

/** Read standard base64; a second spelling of the same bytes is refused. */
export const base64 = (text) => {
  let binary = "";
  try {
    binary = atob(text);
  } catch {
    throw new Unreadable("base64 is expected");
  }
  need(btoa(binary) === text, "canonical base64 is expected");
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
};

/** Read a decimal without leading zeroes, below 2**63; gives a BigInt. */
export const decimal = (text) => {
  need(/^(0|[1-9][0-9]{0,18})$/.test(text) && BigInt(text) < 1n << 63n, "a plain decimal number is expected");
  return BigInt(text);
};

/** Write a number as 8 bytes, big-endian. */
export const uint64 = (number) => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(number));
  return bytes;
};
