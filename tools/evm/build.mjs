// Compiles the contract of the anchor: `npm ci && npm run build` in this folder. The result is committed beside the
// source, so that nobody needs a compiler to use it, and anybody can compile again and compare.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import solc from "solc";

const folder = new URL("../../packages/courtlog/src/courtlog/evm/", import.meta.url);
const name = "CourtHeads";
const source = readFileSync(new URL(`${name}.sol`, folder), "utf8");
const input = {
  language: "Solidity",
  sources: { [`${name}.sol`]: { content: source } },
  settings: {
    // Consortium chains are slow to follow: Paris is what all of them run.
    evmVersion: "paris",
    optimizer: { enabled: true, runs: 200 },
    metadata: { bytecodeHash: "none", appendCBOR: false },
    outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
for (const one of output.errors ?? []) {
  console.error(one.formattedMessage);
  process.exitCode = 1;
}
const made = output.contracts[`${name}.sol`][name];
const result = {
  abi: made.abi,
  bytecode: made.evm.bytecode.object,
  compiler: solc.version(),
  source: createHash("sha256").update(source).digest("hex"),
};
const target = process.argv[2] ?? new URL(`${name}.json`, folder);
writeFileSync(target, JSON.stringify(result, null, 1) + "\n");
