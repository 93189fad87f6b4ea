// What the program is made of: the crates and the parts of the screen that are shipped, not what only builds or tests them.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** What came as files, or is the system's. */
export const GIVEN = [
  { name: "BIZ UDPGothic", version: "1.05", licence: "OFL-1.1" },
  { name: "SQLCipher", version: "4.19.0", licence: "BSD-3-Clause" },
  { name: "OpenSSL", version: "3", licence: "Apache-2.0" },
];

/** The crates of the house and all that they need on this system: name, version, licence, checksum, what each needs in turn. */
export function crates() {
  const cargo = ["metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"];
  const metadata = JSON.parse(execFileSync("cargo", cargo, { cwd: here, maxBuffer: 1 << 28 }));
  const lock = readFileSync(join(here, "../Cargo.lock"), "utf8");
  const checksums = new Map(
    [...lock.matchAll(/name = "([^"]+)"\nversion = "([^"]+)"\nsource = "[^"]+"\nchecksum = "([0-9a-f]+)"/g)].map((one) => [`${one[1]} ${one[2]}`, one[3]]),
  );
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const open = metadata.packages.filter((one) => one.source === null && one.name !== "tests").map((one) => one.id);
  const needs = new Map();
  while (open.length > 0) {
    const id = open.pop();
    if (needs.has(id)) continue;
    needs.set(id, nodes.get(id).deps.filter((dep) => dep.dep_kinds.some((kind) => kind.kind === null)).map((dep) => dep.pkg));
    open.push(...needs.get(id));
  }
  const packages = new Map(metadata.packages.map((one) => [one.id, one]));
  const named = (id) => ({ name: packages.get(id).name, version: packages.get(id).version });
  return [...needs].map(([id, needed]) => ({
    ...named(id),
    licence: (packages.get(id).license ?? "").replaceAll("/", " OR "),
    own: packages.get(id).source === null,
    sha256: checksums.get(`${packages.get(id).name} ${packages.get(id).version}`),
    needs: needed.map(named),
  }));
}

/** The parts of the screen, as the lock file has them: name, version, licence, checksum. */
export function screen() {
  const lock = JSON.parse(readFileSync(join(here, "../ui/package-lock.json"), "utf8"));
  return Object.entries(lock.packages)
    .filter(([path, one]) => path !== "" && !one.dev)
    .map(([path, one]) => ({
      name: path.replace(/^.*node_modules\//, ""),
      version: one.version,
      licence: one.license ?? "",
      sha512: one.integrity?.startsWith("sha512-") ? Buffer.from(one.integrity.slice(7), "base64").toString("hex") : undefined,
    }));
}
