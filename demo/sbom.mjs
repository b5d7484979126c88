/**
 * What Talon's programs are made of, as a CycloneDX 1.6 bill of materials from package-lock.json.
 * Pure: it reads no file and knows no clock, so the same lock file gives the same bill.
 */
import { createHash } from "node:crypto";

/** `node_modules/a/node_modules/@b/c` -> `@b/c`. */
const nameOf = (path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

const purl = (path, { version }) => `pkg:npm/${nameOf(path).replace("@", "%40")}@${version}`;

/** npm's `sha512-<base64>` as CycloneDX has it. */
function hashes(integrity = "") {
  const [algorithm, digest] = integrity.split(" ")[0].split("-");
  if (algorithm !== "sha512" || !digest) return {};
  return { hashes: [{ alg: "SHA-512", content: Buffer.from(digest, "base64").toString("hex") }] };
}

function licences(license) {
  if (license === undefined) return {};
  return {
    licenses: / (?:OR|AND|WITH) /.test(license) ? [{ expression: license }] : [{ license: { id: license } }],
  };
}

/** Where node finds a package that `from` asks for: beside it, or in a folder above. */
function resolved(packages, from, name) {
  for (let at = from; ; ) {
    const path = `${at === "" ? "" : `${at}/`}node_modules/${name}`;
    if (packages[path]) return path;
    if (at === "") return undefined;
    const above = at.lastIndexOf("/node_modules/");
    at = above < 0 ? "" : at.slice(0, above);
  }
}

function component(path, entry) {
  const [scope, name] = nameOf(path).startsWith("@") ? nameOf(path).split("/") : [undefined, nameOf(path)];
  return {
    type: "library",
    "bom-ref": path,
    ...(scope === undefined ? {} : { group: scope }),
    name,
    version: entry.version,
    scope: entry.optional ? "optional" : "required",
    ...hashes(entry.integrity),
    ...licences(entry.license),
    purl: purl(path, entry),
    ...(entry.resolved ? { externalReferences: [{ type: "distribution", url: entry.resolved }] } : {}),
  };
}

function uuid(text) {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The bill of everything that is installed beside the programs or bundled into them; packages for development alone are left out. */
export function sbom(lock) {
  const { "": root, ...packages } = lock.packages;
  const used = Object.entries(packages).filter(([, entry]) => !entry.dev && !entry.link);
  const paths = new Set(used.map(([path]) => path));
  const dependsOn = (from, entry) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies })
      .map((name) => resolved(packages, from, name))
      .filter((path) => path !== undefined && paths.has(path));
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuid(JSON.stringify(lock))}`,
    version: 1,
    metadata: {
      component: {
        ...{ type: "application", "bom-ref": "talon", name: root.name, version: root.version },
        ...licences(root.license),
      },
    },
    components: used.map(([path, entry]) => component(path, entry)),
    dependencies: [
      { ref: "talon", dependsOn: dependsOn("", { ...root, peerDependencies: {} }) },
      ...used.map(([path, entry]) => ({ ref: path, dependsOn: dependsOn(path, entry) })),
    ],
  };
}
