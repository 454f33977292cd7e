/* Deterministic CBOR (RFC 8949, 4.2.1): only what statements use, and only in its one right spelling. */

import { compare, concat, decode, need } from "./bytes.js";

const DEEPEST = 8;

/** Encode the head of an item in its shortest form. */
export const head = (major, number) => {
  const value = BigInt(number);
  if (value < 24n) {
    return Uint8Array.of((major << 5) | Number(value));
  }
  const size = [0, 1, 2, 3].find((power) => value < 1n << (8n * 2n ** BigInt(power)));
  const bytes = new Uint8Array(1 + 2 ** size);
  bytes[0] = (major << 5) | (24 + size);
  for (let at = 2 ** size, rest = value; at > 0; at -= 1, rest >>= 8n) {
    bytes[at] = Number(rest & 255n);
  }
  return bytes;
};

/** Encode a byte string. */
export const encodeBytes = (bytes) => concat(head(2, bytes.length), bytes);

class Reader {
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  head() {
    const start = this.at;
    need(start < this.data.length, "CBOR ends early");
    const major = this.data[start] >> 5;
    const short = this.data[start] & 31;
    this.at += 1;
    if (short < 24) {
      return [major, BigInt(short)];
    }
    need(short < 28, "CBOR of indefinite length");
    need(major !== 7, "CBOR of a kind that is not used here");
    const size = 2 ** (short - 24);
    need(this.at + size <= this.data.length, "CBOR ends early");
    let number = 0n;
    for (const byte of this.data.subarray(this.at, this.at + size)) {
      number = (number << 8n) | BigInt(byte);
    }
    this.at += size;
    need(compare(head(major, number), this.data.subarray(start, this.at)) === 0, "CBOR is not canonical");
    return [major, number];
  }

  item(depth = DEEPEST) {
    need(depth > 0, "CBOR is nested too deeply");
    const [major, number] = this.head();
    switch (major) {
      case 0:
        return number;
      case 1:
        return -1n - number;
      case 2:
        return this.bytes(number);
      case 3:
        return decode(this.bytes(number));
      case 4:
        return this.items(number, depth);
      case 5:
        return this.map(number, depth);
      case 6:
        return { tag: number, item: this.item(depth - 1) };
      default:
        need([20n, 21n, 22n].includes(number), "CBOR of a kind that is not used here");
        return number === 22n ? null : number === 21n;
    }
  }

  bytes(length) {
    const end = BigInt(this.at) + length;
    need(end <= BigInt(this.data.length), "CBOR ends early");
    const found = this.data.subarray(this.at, Number(end));
    this.at = Number(end);
    return found;
  }

  items(count, depth) {
    const found = [];
    for (let left = count; left > 0n; left -= 1n) {
      found.push(this.item(depth - 1));
    }
    return found;
  }

  map(count, depth) {
    const found = new Map();
    let previous = null;
    for (let left = count; left > 0n; left -= 1n) {
      const start = this.at;
      const key = this.item(depth - 1);
      const encoded = this.data.subarray(start, this.at);
      need(typeof key === "bigint" || typeof key === "string", "a key in CBOR is neither a number nor text");
      need(!previous || compare(previous, encoded) < 0, "the keys in CBOR are not in order");
      previous = encoded;
      found.set(key, this.item(depth - 1));
    }
    return found;
  }
}

/** Decode one item that fills the data: BigInt, Uint8Array, string, Array, Map, {tag, item}, boolean or null. */
export const cbor = (data) => {
  const reader = new Reader(data);
  const item = reader.item();
  need(reader.at === data.length, "bytes follow the CBOR");
  return item;
};
