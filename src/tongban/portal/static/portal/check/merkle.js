/* Merkle proofs (RFC 9162, 2.1.3.2) and C2SP's tlog-proof, which carries one together with the head. */

import { base64, concat, decimal, decode, equal, need } from "./bytes.js";
import { sha256 } from "./signatures.js";

const LONGEST = 2_000_000;
const FIRST_LINE = "c2sp.org/tlog-proof@v1";

export const leafHash = (entry) => sha256(concat(Uint8Array.of(0), entry));

export const nodeHash = (left, right) => sha256(concat(Uint8Array.of(1), left, right));

/** Read a proof: the entry's index, its path, and the bytes of the signed head. */
export const readProof = (data) => {
  need(data.length <= LONGEST, "the proof is too long");
  const end = data.findIndex((byte, at) => byte === 10 && data[at + 1] === 10);
  need(end >= 0 && data.subarray(0, end).every((byte) => byte < 128), "a proof is expected");
  const lines = decode(data.subarray(0, end)).split("\n");
  need(lines.shift() === FIRST_LINE, "a proof of another kind");
  if (lines[0]?.startsWith("extra ")) {
    base64(lines.shift().slice("extra ".length));
  }
  const [index, ...path] = lines;
  need(index?.startsWith("index "), "the proof names no entry");
  const hashes = path.map(base64);
  need(hashes.length < 64 && hashes.every((hash) => hash.length === 32), "the path in the proof is wrong");
  return { index: decimal(index.slice("index ".length)), path: hashes, note: data.subarray(end + 2) };
};

/** Follow the path from an entry to the root of `head`; gives "proved", "altered" (it leads elsewhere) or "missing" (no fit). */
export const inclusion = (entry, proof, head) => {
  let node = proof.index;
  let last = head.size - 1n;
  let computed = leafHash(entry);
  let fits = node <= last;
  for (const sibling of proof.path) {
    fits &&= last > 0n;
    const left = node % 2n === 1n || node === last;
    computed = left ? nodeHash(sibling, computed) : nodeHash(computed, sibling);
    while (left && node % 2n === 0n && node > 0n) {
      node >>= 1n;
      last >>= 1n;
    }
    node >>= 1n;
    last >>= 1n;
  }
  if (!fits || last !== 0n) {
    return "missing";
  }
  return equal(computed, head.root) ? "proved" : "altered";
};
