/* The entry of the ledger (a COSE statement), the opening that belongs to it, and the file that both speak of. */

import { concat, decode, encode, equal, hex32, need, uint64 } from "./bytes.js";
import { cbor, encodeBytes } from "./cbor.js";
import { leafHash, nodeHash } from "./merkle.js";
import { sha256 } from "./signatures.js";
import { Sm3, sm3 } from "./sm3.js";

const TAG = encode("court-evidence/v1\0");
const CHUNK_TAG = encode("court-chunk/v1\0");
const SIGNATURE1 = concat(Uint8Array.of(0x84, 0x6a), encode("Signature1"));
const CHUNK = 1 << 20;
const LEAST_VARIETY = 8;
const KINDS = new Set(
  "evidence agreement e-file-version service-receipt enforcement-act register-batch key-or-policy foreign-checkpoint correction".split(" "),
);

const isHash = (value) => value instanceof Uint8Array && value.length === 32;
const isCount = (value) => typeof value === "bigint" && value >= 0n;

const isBatch = (value) =>
  Array.isArray(value) && value.length === 2 && isCount(value[0]) && value[0] > 0n && isHash(value[1]);

/** The Sig_structure of RFC 9052, 4.4: the bytes under a COSE signature. */
export const signedByCose = (protectedHeader, payload) =>
  concat(SIGNATURE1, encodeBytes(protectedHeader), encodeBytes(new Uint8Array()), encodeBytes(payload));

/** Read `statement.cose`: COSE_Sign1 (RFC 9052) over a map of commitments. */
export const readStatement = (data) => {
  const whole = cbor(data);
  need(data.length < 65_536 && whole?.tag === 18n && Array.isArray(whole.item), "a signed statement is expected");
  const [protectedHeader, unprotected, payload, signature] = whole.item;
  need(protectedHeader instanceof Uint8Array && payload instanceof Uint8Array, "a signed statement is expected");
  need(unprotected instanceof Map && unprotected.size === 0 && signature instanceof Uint8Array, "the statement is wrong");
  const header = cbor(protectedHeader);
  const own = cbor(payload);
  need(header instanceof Map && own instanceof Map, "the statement's header or payload is no map");
  const claims = header.get(15n);
  need(header.get(1n) === -8n && !header.has(2n) && claims instanceof Map, "the statement's header is wrong");
  need(KINDS.has(own.get("type")) && typeof claims.get(1n) === "string", "the statement is of an unknown kind");
  need(typeof claims.get(2n) === "string" && isCount(claims.get(6n)) && isCount(own.get("size-class")), "a claim is wrong");
  const optional = [own.get("manifest"), own.get("chunks")];
  const hashes = [header.get(4n), own.get("commitment-sha256"), own.get("commitment-sm3")];
  need(optional.every((one) => one === null || isHash(one)) && hashes.every(isHash), "a hash in the statement is wrong");
  const members = own.get("members") ?? null;
  need(members === null || isBatch(members), "the members of a batch are no number and root");
  const signed = signedByCose(protectedHeader, payload);
  return {
    kind: own.get("type"), sizeClass: own.get("size-class"), chunks: own.get("chunks"),
    sha256: hashes[1], sm3: hashes[2], keyId: hashes[0], issuer: claims.get(1n), statedAt: claims.get(6n),
    signed, signature,
  };
};

/** JSON.parse keeps the last of two fields of one name; an opening with such fields is refused. */
const refuseRepeatedFields = (text) => {
  const open = [];
  let previous = null;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/gs)) {
    if (token === "{" || token === "[") {
      open.push(new Set());
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (token === ":") {
      const field = JSON.parse(previous);
      need(!open.at(-1)?.has(field), "a field stands twice in opening.json");
      open.at(-1)?.add(field);
    }
    previous = token;
  }
};

export const checkFileName = (name) => {
  const plain = typeof name === "string" && !["", ".", ".."].includes(name) && !/[/\\:\x00-\x1f\x7f]|\p{Surrogate}/u.test(name);
  need(plain && encode(name).length < 256, "a plain file name is expected");
};

/** Read `opening.json`: salt, digests and the issuer's key. */
export const readOpening = (data) => {
  need(data.length <= 65_536, "opening.json is too long");
  const text = decode(data);
  let own = null;
  try {
    own = JSON.parse(text);
  } catch {
    need(false, "opening.json is not JSON");
  }
  refuseRepeatedFields(text);
  need(!/\d[.eE]/.test(text.replace(/"(?:[^"\\]|\\.)*"/gs, '""')), "opening.json holds a number that is not whole");
  need(own?.format === 1 && own.domain === "court-evidence/v1", "opening.json is of another format");
  checkFileName(own.name);
  need(Number.isSafeInteger(own.size) && own.size >= 0 && typeof own.issuer?.name === "string", "opening.json is wrong");
  const salt = hex32(own.salt);
  need(new Set(salt).size >= LEAST_VARIETY, "a salt is 32 random bytes");
  need(typeof own.issuer.key === "string" && own.issuer.key.startsWith("ed25519:"), "the issuer's key is wrong");
  return {
    name: own.name, size: own.size, issuer: own.issuer.name, key: hex32(own.issuer.key.slice("ed25519:".length)),
    salt, sha256: hex32(own.sha256), sm3: hex32(own.sm3),
  };
};

/** The id of an Ed25519 key: its COSE_Key thumbprint (RFC 9679). */
export const thumbprint = (key) =>
  sha256(concat(Uint8Array.of(0xa3, 0x01, 0x01, 0x20, 0x06, 0x21, 0x58, 0x20), key));

/** Tell whether the opening belongs to the statement. */
export const opens = (opening, statement) => {
  const sizeClass = Math.max(10, opening.size > 1 ? (BigInt(opening.size) - 1n).toString(2).length : 0);
  return (
    equal(sha256(concat(TAG, opening.salt, opening.sha256)), statement.sha256) &&
    equal(sm3(concat(TAG, opening.salt, opening.sm3)), statement.sm3) &&
    BigInt(sizeClass) === statement.sizeClass &&
    opening.issuer === statement.issuer
  );
};

const root = (leaves) => {
  let row = leaves;
  while (row.length > 1) {
    const above = [];
    for (let at = 0; at < row.length; at += 2) {
      above.push(at + 1 < row.length ? nodeHash(row[at], row[at + 1]) : row[at]);
    }
    row = above;
  }
  return row[0];
};

/** Measure a file (a Blob) piece by piece and compare; `progress` is told the share that is done, 0 to 1. */
export const isTheFile = async (blob, opening, statement, progress = () => {}) => {
  if (blob.size !== opening.size) {
    return false;
  }
  const digest = sha256.create();
  const national = new Sm3();
  const leaves = [];
  for (let at = 0; at < blob.size; at += CHUNK) {
    const chunk = new Uint8Array(await blob.slice(at, at + CHUNK).arrayBuffer());
    const salt = sha256(concat(CHUNK_TAG, opening.salt, uint64(leaves.length)));
    leaves.push(leafHash(concat(salt, chunk)));
    digest.update(chunk);
    national.update(chunk);
    progress(Math.min(1, (at + CHUNK) / blob.size));
  }
  const chunks = leaves.length > 1 ? root(leaves) : null;
  const sameChunks = statement.chunks === null || (chunks !== null && equal(chunks, statement.chunks));
  return sameChunks && equal(digest.digest(), opening.sha256) && equal(national.digest(), opening.sm3);
};
