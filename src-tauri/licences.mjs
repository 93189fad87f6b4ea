// Writes licences.tsv: what others have given to the program, with version and licence. `make licences`
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const metadata = JSON.parse(
  execFileSync("cargo", ["metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"], {
    cwd: here,
    maxBuffer: 1 << 28,
  }),
);
const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
const packages = new Map(metadata.packages.map((one) => [one.id, one]));
const open = metadata.packages.filter((one) => one.source === null && one.name !== "tests").map((one) => one.id);
const seen = new Set();
while (open.length > 0) {
  const id = open.pop();
  if (seen.has(id)) continue;
  seen.add(id);
  for (const dep of nodes.get(id).deps) {
    if (dep.dep_kinds.some((kind) => kind.kind === null)) open.push(dep.pkg);
  }
}
const rust = [...seen]
  .map((id) => packages.get(id))
  .filter((one) => one.source !== null)
  .map((one) => [one.name, one.version, (one.license ?? "").replaceAll("/", " OR ")]);
const lock = JSON.parse(readFileSync(join(here, "../ui/package-lock.json"), "utf8"));
const screen = Object.entries(lock.packages)
  .filter(([path, one]) => path !== "" && !one.dev)
  .map(([path, one]) => [path.replace(/^.*node_modules\//, ""), one.version, one.license ?? ""]);
const given = [
  ["BIZ UDPGothic", "1.05", "OFL-1.1"],
  ["SQLCipher", "4.19.0", "BSD-3-Clause"],
  ["OpenSSL", "3", "Apache-2.0"],
];
const order = (a, b) => a[0].localeCompare(b[0], "en") || a[1].localeCompare(b[1], "en");
const lines = [...given, ...[...rust, ...screen].sort(order)].map((row) => row.join("\t"));
writeFileSync(join(here, "licences.tsv"), `${[...new Set(lines)].join("\n")}\n`);
