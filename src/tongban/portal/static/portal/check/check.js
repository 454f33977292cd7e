/* The verification of a bundle, in the steps and with the codes of courtlog's verification.py; nothing is sent anywhere.

   1. The statement is what its issuer signed.      4. The statement is in the log under the head.
   2. The opening belongs to the statement.         5. The policy accepts the head: log, witnesses, quorum.
   3. The file is the one that was opened.          6. The time is bounded from below, if the bundle can.
   7. The receipt, if any, says the same as 4 and 5. */

import { Unreadable, equal } from "./bytes.js";
import { inclusion, readProof } from "./merkle.js";
import { WrongHead, checkHead, readHead, readPolicy } from "./notes.js";
import { checkReceipt } from "./receipt.js";
import { ed25519 } from "./signatures.js";
import { isTheFile, opens, readOpening, readStatement, thumbprint } from "./statement.js";
import { readBundle, unpack } from "./zip.js";

const BEFORE = "before.checkpoint";
const RECEIPT = "receipt.cose";
const KNOWN = new Set([BEFORE, RECEIPT, "statement.cose", "opening.json", "proof.tlog-proof", "policy.tlog-policy", "VERIFY.txt", "verify.py"]);
const GRAVEST_FIRST = [["altered", "ALTERED"], ["missing", "NOT PROVEN"]];

class Report {
  constructor() {
    this.findings = [];
  }

  /** Note what one step found: `outcome` is proved, altered, missing or caveat; `about` names a thing, not translated. */
  add(code, outcome, about = "") {
    this.findings.push({ code, outcome, about });
  }

  get verdict() {
    const outcomes = new Set(this.findings.map((finding) => finding.outcome));
    return (GRAVEST_FIRST.find(([outcome]) => outcomes.has(outcome)) ?? ["", "MATCH"])[1];
  }
}

const checkIssuer = (report, statement, key) => {
  if (!equal(thumbprint(key), statement.keyId)) {
    report.add("issuer", "missing", statement.issuer);
  } else {
    const right = ed25519(key, statement.signature, statement.signed);
    report.add("issuer", right ? "proved" : "altered", statement.issuer);
  }
};

const checkBundledFile = async (report, bundle, blob, { opening, statement, progress }) => {
  let same = false;
  try {
    same = await isTheFile(await unpack(blob, bundle.file), opening, statement, progress);
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      throw error;
    }
  }
  report.add("file", same ? "proved" : "altered", bundle.file.name.slice("file/".length));
};

const checkFiles = async (report, bundle, given, parts) => {
  if (!given.file && !bundle.file) {
    report.add("file", "missing");
  }
  if (bundle.file) {
    await checkBundledFile(report, bundle, given.bundle, parts);
  }
  if (given.file) {
    const same = await isTheFile(given.file, parts.opening, parts.statement, parts.progress);
    report.add("file", same ? "proved" : "altered", given.file.name ?? "");
  }
};

/** Check a head; gives what was found, or notes what is wrong with it: `otherwise` is the outcome of a missing quorum. */
const judgeHead = (report, code, head, policy, otherwise = "missing") => {
  try {
    return checkHead(head, policy);
  } catch (error) {
    if (!(error instanceof WrongHead)) {
      throw error;
    }
    report.add(code, error.outcome === "missing" ? otherwise : error.outcome, error.who);
    return null;
  }
};

const boundBelow = (report, older, { index, origin }, policy) => {
  const found = judgeHead(report, "before", older, policy, "caveat");
  if (!found) {
    return;
  }
  if (older.origin !== origin || older.size > index) {
    report.add("before", "caveat");
    return;
  }
  report.add("before", "proved");
  /* The last of the signers to sign saw no larger log: that is the strongest bound these cosignatures give. */
  report.notBefore = found.cosigned.at(-1)?.time ?? null;
};

const caveats = (report, bundle, trusted) => {
  report.add("content", "caveat");
  report.add("name", "caveat");
  if (!trusted) {
    report.add("policy", "caveat");
  }
  report.add("issuer-key", "caveat", report.issuer);
  if (report.head && report.head.since === null) {
    report.add("time", "caveat");
  } else if (report.head?.cosigned.every((one) => one.name.startsWith(`${report.origin}/`))) {
    report.add("independence", "caveat");
  }
  for (const name of report.head?.unchecked ?? []) {
    report.add("cosignature", "caveat", name);
  }
  for (const name of bundle.members.keys()) {
    if (!KNOWN.has(name)) {
      report.add("member", "caveat", name);
    }
  }
};

const readParts = (report, bundle, trusted) => {
  const parts = {};
  const readers = [
    ["policy", "policy.tlog-policy", readPolicy], ["statement", "statement.cose", readStatement],
    ["opening", "opening.json", readOpening], ["proof", "proof.tlog-proof", readProof],
  ];
  for (const [part, name, reader] of readers) {
    const data = part === "policy" && trusted ? trusted : bundle.members.get(name);
    if (data) {
      parts[part] = reader(data);
    } else {
      report.add("member", "missing", name);
    }
  }
  return parts;
};

/** A head that cannot be read proves nothing, and contradicts nothing. */
const headOf = (proof) => {
  try {
    return readHead(proof.note);
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      throw error;
    }
    return null;
  }
};

const checkHeads = (report, bundle, { policy, statement, proof }) => {
  const head = headOf(proof);
  const outcome = statement && head ? inclusion(bundle.members.get("statement.cose"), proof, head) : "missing";
  if (statement) {
    report.add("inclusion", outcome, String(proof.index));
  }
  if (!policy || !head) {
    report.add("head", "missing", head?.origin);
    return;
  }
  Object.assign(report, { origin: head.origin, index: proof.index, logSize: head.size });
  report.head = judgeHead(report, "head", head, policy);
  if (report.head) {
    report.add("head", "proved", head.origin);
    if (bundle.members.has(BEFORE)) {
      boundBelow(report, readHead(bundle.members.get(BEFORE)), report, policy);
    }
    if (outcome === "proved" && bundle.members.has(RECEIPT)) {
      report.add("receipt", checkReceipt(bundle.members.get(RECEIPT), proof, head, policy.logs));
    }
  }
};

/** Choose, among policies that the person's own court vouches for, one that knows the log of this proof: the bundle's
    own if it is among them, since keys change and proofs stay; else the first. */
const trustedPolicy = (bundle, policies) => {
  const proof = bundle.members.get("proof.tlog-proof");
  if (!proof || !policies.length) {
    return null;
  }
  const head = headOf(readProof(proof));
  const known = policies.filter((policy) => readPolicy(policy).logs.some((log) => log.name === head?.origin));
  const own = bundle.members.get("policy.tlog-policy");
  return known.find((policy) => own && equal(policy, own)) ?? known[0] ?? null;
};

/** Verify `given.bundle` (a Blob), with `given.file` (a Blob, optional) and `given.policies` (bytes that are trusted).

    Gives a report: verdict, findings, and what is known of the deposit. Throws `Unreadable` when the bundle is none. */
export const verify = async (given) => {
  const report = new Report();
  const bundle = await readBundle(given.bundle);
  const trusted = trustedPolicy(bundle, given.policies ?? []);
  const { policy, statement, opening, proof } = readParts(report, bundle, trusted);
  if (statement && opening) {
    Object.assign(report, { name: opening.name, size: opening.size, issuer: opening.issuer, statedAt: statement.statedAt });
    checkIssuer(report, statement, opening.key);
    report.add("opening", opens(opening, statement) ? "proved" : "altered");
    await checkFiles(report, bundle, given, { opening, statement, progress: given.progress });
  }
  if (proof) {
    checkHeads(report, bundle, { policy, statement, proof });
  }
  caveats(report, bundle, trusted !== null);
  return report;
};
