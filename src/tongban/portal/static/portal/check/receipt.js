/* The COSE receipt in a bundle (RFC 9942): the log's own word, for other people's tools, that the proof is right. */

import { concat, equal, need } from "./bytes.js";
import { head as cborHead, cbor, encodeBytes } from "./cbor.js";
import { ed25519 } from "./signatures.js";
import { signedByCose, thumbprint } from "./statement.js";

const LONGEST = 16_384;
const INCLUSION = [396n, -1n];

const readReceipt = (data) => {
  const whole = cbor(data);
  need(data.length <= LONGEST && whole?.tag === 18n && whole.item?.length === 4, "a receipt is expected");
  const [protectedHeader, unprotected, payload, signature] = whole.item;
  const paths = INCLUSION.reduce((map, label) => (map instanceof Map ? map.get(label) : null), unprotected);
  const bytes = [protectedHeader, signature, ...(Array.isArray(paths) ? paths : [])];
  need(payload === null && bytes.length === 3 && bytes.every((one) => one instanceof Uint8Array), "a receipt is expected");
  const header = cbor(protectedHeader);
  const kind = header instanceof Map ? [header.get(1n), header.get(395n), header.has(2n)] : [];
  need(kind[0] === -8n && kind[1] === 1n && !kind[2], "a receipt of another kind");
  return { protectedHeader, keyId: header.get(4n), path: paths[0], signature };
};

/** Check a receipt against the proof and head that it repeats; gives "proved", "altered", or "caveat" for a strange key. */
export const checkReceipt = (data, proof, head, logs) => {
  const receipt = readReceipt(data);
  const numbers = [cborHead(4, 3), cborHead(0, head.size), cborHead(0, proof.index), cborHead(4, proof.path.length)];
  if (!equal(receipt.path, concat(...numbers, ...proof.path.map(encodeBytes)))) {
    return "altered";
  }
  const isIts = (log) => log.name === head.origin && equal(thumbprint(log.key), receipt.keyId);
  const log = receipt.keyId instanceof Uint8Array ? logs.find(isIts) : null;
  if (!log) {
    return "caveat";
  }
  return ed25519(log.key, receipt.signature, signedByCose(receipt.protectedHeader, head.root)) ? "proved" : "altered";
};
