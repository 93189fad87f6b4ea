// Writes a bill of materials (CycloneDX 1.5, JSON): what the program is made of, with versions, licences and checksums.
// `make bundle`. cargo-cyclonedx knows no npm and npm's own knows no crates, and neither gives the same bytes twice; this does.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { crates, GIVEN, screen } from "./parts.mjs";

const [out] = process.argv.slice(2);
if (out === undefined) throw new Error("sbom.mjs OUT.json");

const cargo = (one) => `pkg:cargo/${one.name}@${encodeURIComponent(one.version)}`;
const npm = (one) => `pkg:npm/${one.name.replace("@", "%40")}@${encodeURIComponent(one.version)}`;
const generic = (one) => `pkg:generic/${encodeURIComponent(one.name)}@${one.version}`;

function component(one, purl) {
  const hashes = [
    { alg: "SHA-256", content: one.sha256 },
    { alg: "SHA-512", content: one.sha512 },
  ].filter((hash) => hash.content !== undefined);
  return {
    type: "library",
    "bom-ref": purl,
    name: one.name,
    version: one.version,
    ...(hashes.length > 0 && { hashes }),
    ...(one.licence !== "" && { licenses: [{ expression: one.licence }] }),
    purl,
  };
}

const rust = crates();
const app = rust.find((one) => one.own && one.name === "main");
const shown = screen();
const components = new Map(
  [
    ...rust.filter((one) => one !== app).map((one) => component(one, cargo(one))),
    ...shown.map((one) => component(one, npm(one))),
    ...GIVEN.map((one) => component(one, generic(one))),
  ].map((one) => [one["bom-ref"], one]),
);
const sorted = (list) => [...new Set(list)].sort();
const dependencies = rust.map((one) => ({ ref: cargo(one), dependsOn: sorted(one.needs.map(cargo)) }));
const top = dependencies.find((one) => one.ref === cargo(app));
top.dependsOn = sorted([...top.dependsOn, ...shown.map(npm), ...GIVEN.map(generic)]);
const bom = {
  $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: {
    component: { type: "application", "bom-ref": cargo(app), name: "daicho", version: app.version, licenses: [{ expression: "MIT OR Apache-2.0" }] },
  },
  components: sorted(components.keys()).map((ref) => components.get(ref)),
  dependencies: dependencies.sort((a, b) => (a.ref < b.ref ? -1 : 1)),
};
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${JSON.stringify(bom, null, 1)}\n`);
