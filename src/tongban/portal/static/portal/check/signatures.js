/* Digests and Ed25519 (RFC 8032): the arithmetic is the vendored library's, the equation is the strict one of OpenSSL. */

import { Point } from "../../face/vendor/noble-ed25519-3.2.0/index.js";
import { sha256, sha512 } from "../../face/vendor/noble-hashes-2.4.0/sha2.js";
import { concat, equal } from "./bytes.js";

export { sha256 };

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const little = (bytes) => bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);

const times = (point, scalar) => (scalar === 0n ? Point.ZERO : point.multiplyUnsafe(scalar));

/** Tell whether a signature is right: [s]B - [k]A, encoded, must be R itself. A malformed key or signature is wrong. */
export const ed25519 = (publicKey, signature, message) => {
  if (publicKey.length !== 32 || signature.length !== 64) {
    return false;
  }
  const s = little(signature.subarray(32));
  if (s >= ORDER) {
    return false;
  }
  try {
    const key = Point.fromBytes(publicKey, true);
    const challenge = little(sha512(concat(signature.subarray(0, 32), publicKey, message))) % ORDER;
    const found = times(Point.BASE, s).add(times(key.negate(), challenge));
    return equal(found.toBytes(), signature.subarray(0, 32));
  } catch {
    return false;
  }
};
