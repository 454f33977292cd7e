/* The page around the check: two files in, a verdict in plain words out. Nothing leaves this device. */

import { Unreadable, hex } from "./bytes.js";
import { verify } from "./check.js";
import { sha256 } from "./signatures.js";

const MARKS = { proved: "✓", altered: "✗", missing: "?" };
const CHUNK = 1 << 20;

const root = document.querySelector("[data-check]");
const facts = JSON.parse(document.getElementById("check-facts").textContent);
const result = root.querySelector("[data-check-result]");
const [paper, beside] = ["paper", "beside"].map((name) => root.querySelector(`input[name=${name}]`));

const element = (name, text, className) => {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className ?? "";
  return made;
};

const list = (items, className) => {
  const made = element("ul", "", className);
  made.append(...items);
  return made;
};

const moment = (seconds) =>
  new Date(Number(seconds) * 1000).toLocaleString(document.documentElement.lang, { timeZone: "Asia/Shanghai", dateStyle: "long", timeStyle: "short" });

const text = ({ code, outcome, about }) => (facts.findings[`${code}.${outcome}`] ?? `${code}: ${outcome}`).replace("{about}", () => about ?? "");

const line = (finding) => {
  const item = element("li", "", `check__finding check__finding--${finding.outcome}`);
  const mark = element("span", MARKS[finding.outcome], "check__mark");
  mark.setAttribute("aria-hidden", "true");
  item.append(mark, element("span", text(finding)));
  return item;
};

const since = (report) => {
  if (report.verdict !== "MATCH" || !report.head?.since) {
    return [];
  }
  const words = report.notBefore ? facts.since : facts.since_alone;
  const filled = words.replace("{since}", moment(report.head.since)).replace("{earliest}", () => moment(report.notBefore));
  return [element("p", filled, "check__since")];
};

const details = (report) => {
  const values = {
    name: report.name, issuer: report.issuer, origin: report.origin,
    index: report.index === undefined ? undefined : String(report.index),
    witnesses: report.head?.cosigned.map((one) => one.name).join(", "),
  };
  const made = element("dl", "", "answers");
  for (const [key, value] of Object.entries(values).filter(([, one]) => one)) {
    const row = element("div", "", "answers__row");
    row.append(element("dt", facts.facts[key]), element("dd", value));
    made.append(row);
  }
  return made;
};

const heading = (verdict) => {
  const title = element("h2", facts.verdicts[verdict], `check__verdict check__verdict--${verdict.toLowerCase().replace(" ", "-") || "none"}`);
  title.tabIndex = -1;
  return title;
};

const show = (verdict, ...parts) => {
  const title = heading(verdict);
  result.replaceChildren(title, element("p", facts.meanings[verdict]), ...parts);
  title.focus();
};

const showReport = (report) => {
  const caveats = report.findings.filter((one) => one.outcome === "caveat");
  const checked = report.findings.filter((one) => one.outcome !== "caveat");
  show(
    report.verdict, ...since(report),
    element("h3", root.dataset.checked), list(checked.map(line), "check__findings"),
    element("h3", root.dataset.caveats), list(caveats.map((one) => element("li", text(one)))),
    details(report),
  );
};

/* What is no bundle may be a paper: its digest is measured here, and only the digest is sent if the person wants that. */
const offerDigest = async (file) => {
  const digest = sha256.create();
  for (let at = 0; at < file.size; at += CHUNK) {
    digest.update(new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer()));
  }
  const form = root.querySelector("[data-check-digest]");
  if (form) {
    form.hidden = false;
    form.querySelector("input[name=digest]").value = hex(digest.digest());
    result.replaceChildren(form);
    form.querySelector("button").focus();
  } else {
    show("");
  }
};

const startsLikeZip = async (file) => hex(new Uint8Array(await file.slice(0, 4).arrayBuffer())) === "504b0304";

const check = async () => {
  const bundle = paper.files[0];
  if (!bundle) {
    paper.focus();
    return;
  }
  const waiting = element("progress", "");
  waiting.setAttribute("aria-label", root.dataset.working);
  result.replaceChildren(waiting);
  try {
    if (!(await startsLikeZip(bundle))) {
      await offerDigest(bundle);
      return;
    }
    const policies = facts.policies.map((policy) => new TextEncoder().encode(policy));
    showReport(await verify({ bundle, file: beside.files[0], policies, progress: (share) => (waiting.value = share) }));
  } catch (error) {
    /* A file that was moved since it was chosen cannot be read either: nobody waits for ever. */
    show("");
    if (!(error instanceof Unreadable)) {
      throw error;
    }
  }
};

root.querySelector("[data-check-here]").hidden = false;
root.querySelector("[data-check-here]").addEventListener("click", check);
for (const input of [paper, beside]) {
  input.addEventListener("change", () => result.replaceChildren());
}
