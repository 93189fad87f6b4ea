// Writes licences.tsv: what others have given to the program, with version and licence. `make licences`
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { crates, GIVEN, screen } from "./parts.mjs";

const row = (one) => [one.name, one.version, one.licence];
const order = (a, b) => a[0].localeCompare(b[0], "en") || a[1].localeCompare(b[1], "en");
const foreign = [...crates().filter((one) => !one.own), ...screen()].map(row).sort(order);
const lines = [...GIVEN.map(row), ...foreign].map((one) => one.join("\t"));
writeFileSync(fileURLToPath(new URL("licences.tsv", import.meta.url)), `${[...new Set(lines)].join("\n")}\n`);
