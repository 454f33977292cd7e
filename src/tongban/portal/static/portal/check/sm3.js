/* SM3 (GB/T 32905, clause 5): the digest that China's national standards ask for, fed piece by piece. */

const START = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
const BLOCK = 64;

const rotate = (word, count) => (word << (count & 31)) | (word >>> ((32 - (count & 31)) & 31));

const CONSTANTS = Int32Array.from({ length: 64 }, (_, round) => rotate(round < 16 ? 0x79cc4519 : 0x7a879d8a, round % 32));

export class Sm3 {
  constructor() {
    this.state = Int32Array.from(START);
    this.kept = new Uint8Array(BLOCK);
    this.length = 0;
    this.words = new Int32Array(68);
  }

  update(data) {
    let at = 0;
    const held = this.length % BLOCK;
    this.length += data.length;
    if (held) {
      at = Math.min(BLOCK - held, data.length);
      this.kept.set(data.subarray(0, at), held);
      if (held + at < BLOCK) {
        return this;
      }
      this.compress(this.kept, 0);
    }
    for (; at + BLOCK <= data.length; at += BLOCK) {
      this.compress(data, at);
    }
    this.kept.set(data.subarray(at));
    return this;
  }

  digest() {
    const bits = BigInt(this.length) * 8n;
    const padding = new Uint8Array(BLOCK - ((this.length + 8) % BLOCK) + 8);
    padding[0] = 0x80;
    new DataView(padding.buffer).setBigUint64(padding.length - 8, bits);
    this.update(padding);
    const out = new Uint8Array(32);
    this.state.forEach((word, index) => new DataView(out.buffer).setInt32(index * 4, word));
    return out;
  }

  compress(data, at) {
    const w = this.words;
    for (let j = 0; j < 16; j += 1) {
      const from = at + j * 4;
      w[j] = (data[from] << 24) | (data[from + 1] << 16) | (data[from + 2] << 8) | data[from + 3];
    }
    for (let j = 16; j < 68; j += 1) {
      const x = w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15);
      w[j] = x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13], 7) ^ w[j - 6];
    }
    let [a, b, c, d, e, f, g, h] = this.state;
    for (let j = 0; j < 64; j += 1) {
      const turned = rotate(a, 12);
      const s1 = rotate((turned + e + CONSTANTS[j]) | 0, 7);
      const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
      const t1 = (ff + d + (s1 ^ turned) + (w[j] ^ w[j + 4])) | 0;
      const t2 = (gg + h + s1 + w[j]) | 0;
      [a, b, c, d] = [t1, a, rotate(b, 9), c];
      [e, f, g, h] = [t2 ^ rotate(t2, 9) ^ rotate(t2, 17), e, rotate(f, 19), g];
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => {
      this.state[index] ^= word;
    });
  }
}

export const sm3 = (data) => new Sm3().update(data).digest();
