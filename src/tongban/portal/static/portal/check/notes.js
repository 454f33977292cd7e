/* C2SP's signed notes: heads of a log, who signed and cosigned them, and the policy that says whose word counts. */

import { base64, concat, decimal, decode, encode, equal, hex, need } from "./bytes.js";
import { ed25519, sha256 } from "./signatures.js";

const LONGEST = 1_000_000;
const LONGEST_POLICY = 262_144;
const MOST_DEFINITIONS = 1024;
const LOG = 1;
const WITNESS = 4;
const POST_QUANTUM = 6;
const KEY_SIZES = new Map([[LOG, 32], [WITNESS, 32], [POST_QUANTUM, 1312]]);
const NOT_IN_NAMES = /[\0-\x20+\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** What the check of a head found wrong: `outcome` is "altered" or "missing", `who` tells whose signature. */
export class WrongHead extends Error {
  constructor(outcome, who) {
    super(who);
    this.outcome = outcome;
    this.who = who;
  }
}

const checkName = (name) => need(name && !NOT_IN_NAMES.test(name), "the name of a key is expected");

/** Read a verifier key: `name+id+base64(type || key)`. */
export const verifierKey = (text) => {
  const [name, id, ...encoded] = text.split("+");
  checkName(name);
  const data = base64(encoded.join("+"));
  const right = hex(sha256(concat(encode(`${name}\n`), data)).subarray(0, 4));
  need(id === right && data.length - 1 === KEY_SIZES.get(data[0]), "a verifier key is expected");
  return { name, id, kind: data[0], key: data.subarray(1) };
};

/** Read a signed head: its text, its signature lines, and the origin, size and root that the text states. */
export const readHead = (note) => {
  need(note.length <= LONGEST && !note.some((byte) => byte < 32 && byte !== 10), "a signed note is expected");
  const whole = decode(note);
  const end = whole.lastIndexOf("\n\n");
  need(end >= 0 && whole.endsWith("\n"), "a signed note has signature lines");
  const lines = whole.slice(end + 2, -1).split("\n");
  need(lines.length <= 100, "a signed note has too many signatures");
  const signatures = new Map();
  for (const line of lines) {
    const [dash, name, encoded, ...more] = line.split(" ");
    need(dash === "\u2014" && encoded && !more.length, "a signature line is expected");
    checkName(name);
    const data = base64(encoded);
    need(data.length > 4, "a signature is too short");
    const claim = `${name}+${hex(data.subarray(0, 4))}`;
    if (!signatures.has(claim)) {
      signatures.set(claim, data.subarray(4));
    }
  }
  const [origin, size, root, ...more] = whole.slice(0, end).split("\n");
  need(origin && size && root && more.every(Boolean), "the head of a log has three or more lines");
  const hash = base64(root);
  need(hash.length === 32, "the root of a log has 32 bytes");
  return { text: whole.slice(0, end + 1), signatures, origin, size: decimal(size), root: hash };
};

/* In a policy octets above 0x7f are opaque: each stands for itself, and only the names of keys are UTF-8. */
const octets = (data) => Array.from(data, (octet) => String.fromCharCode(octet)).join("");
const named = (word = "") => decode(Uint8Array.from(word, (character) => character.charCodeAt(0)));

const fresh = (known, key) => known.every((other) => !equal(other.key, key.key));

/** Read a policy (C2SP tlog-policy): keys of logs and witnesses, groups, and the name of the quorum. */
export const readPolicy = (data) => {
  need(data.length <= LONGEST_POLICY, "the policy is too long");
  need(!data.some((byte) => (byte < 32 && byte !== 9 && byte !== 10) || byte === 127), "a policy is expected");
  const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: "" };
  const taken = new Set(["none"]);
  const known = (name) => name === "none" || policy.witnesses.has(name) || policy.groups.has(name);
  const readers = {
    log: (rest) => {
      const key = verifierKey(named(rest[0]));
      need(rest.length < 3 && key.kind === LOG && fresh(policy.logs, key), "a log in the policy is wrong");
      policy.logs.push(key);
    },
    witness: (rest) => {
      const key = verifierKey(named(rest[1]));
      const new_ = !known(rest[0]) && fresh([...policy.witnesses.values()], key);
      need(rest.length < 4 && key.kind !== LOG && new_, "a witness in the policy is wrong");
      policy.witnesses.set(rest[0], key);
    },
    group: ([name, count, ...of]) => {
      need(count && !known(name) && of.length === new Set(of).size, "a group in the policy is wrong");
      need(of.every((one) => known(one) && !taken.has(one)), "a group in the policy is wrong");
      const number = count === "any" ? 1 : count === "all" ? of.length : Number(decimal(count));
      need(number >= 1 && number <= of.length, "a group in the policy is wrong");
      policy.groups.set(name, { number, of });
      of.forEach((one) => taken.add(one));
    },
    quorum: (rest) => {
      need(rest.length === 1 && known(rest[0]) && !policy.quorum, "the quorum in the policy is wrong");
      [policy.quorum] = rest;
    },
  };
  for (const line of octets(data).replaceAll("\t", " ").split("\n")) {
    const [word, ...rest] = line.split(" ").filter(Boolean);
    if (word && !word.startsWith("#")) {
      need(Object.hasOwn(readers, word), "a line of the policy is wrong");
      need(policy.logs.length + policy.witnesses.size + policy.groups.size < MOST_DEFINITIONS, "the policy is too long");
      readers[word](rest);
    }
  }
  need(policy.quorum, "the policy names no quorum");
  return policy;
};

/* Members stand before their group: one pass, however deep the groups are nested. */
const holds = (policy, words) => {
  const held = new Set(["none", ...words]);
  for (const [name, { number, of }] of policy.groups) {
    if (of.filter((one) => held.has(one)).length >= number) {
      held.add(name);
    }
  }
  return held.has(policy.quorum);
};

const cosignedAt = (head, word, witness) => {
  const signature = head.signatures.get(`${witness.name}+${witness.id}`);
  if (!signature) {
    return null;
  }
  const time = signature.length === 72 ? new DataView(signature.buffer, signature.byteOffset).getBigUint64(0) : -1n;
  const message = encode(`cosignature/v1\ntime ${time}\n${head.text}`);
  if (time < 0n || time >= 1n << 63n || !ed25519(witness.key, signature.subarray(8), message)) {
    throw new WrongHead("altered", witness.name);
  }
  return { time, name: witness.name, word };
};

/** Check a head against a policy; gives the time of the quorum, the witnesses, earliest first, and who is unchecked. */
export const checkHead = (head, policy) => {
  const signers = policy.logs
    .filter((key) => key.name === head.origin)
    .map((key) => [key, head.signatures.get(`${key.name}+${key.id}`)])
    .filter(([, signature]) => signature);
  if (!signers.every(([key, signature]) => ed25519(key.key, signature, encode(head.text)))) {
    throw new WrongHead("altered", head.origin);
  }
  if (!signers.length) {
    throw new WrongHead("missing", head.origin);
  }
  /* No browser checks ML-DSA-44: its lines are named, and never counted. */
  const [later, now] = [true, false].map((is) => [...policy.witnesses].filter(([, one]) => (one.kind === POST_QUANTUM) === is));
  const unchecked = later.filter(([, one]) => head.signatures.has(`${one.name}+${one.id}`)).map(([, one]) => one.name);
  const cosigned = now.map(([word, witness]) => cosignedAt(head, word, witness)).filter(Boolean);
  cosigned.sort((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : 0));
  for (let count = 0; count <= cosigned.length; count += 1) {
    if (holds(policy, cosigned.slice(0, count).map((one) => one.word))) {
      const since = cosigned.length ? cosigned[Math.max(count - 1, 0)].time : null;
      return { since, cosigned, unchecked };
    }
  }
  throw new WrongHead("missing", "");
};
