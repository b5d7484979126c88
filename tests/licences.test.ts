/** What Talon is made of: licences that EUPL-1.2 can live with, and a bill of materials that other programs can read. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sbom } from "../demo/sbom.mjs";

type Entry = {
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly version: string;
};
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");

/** Permissive: they ask for no more than to be named. */
const PERMISSIVE = [
  "MIT",
  "MIT-0",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "Unlicense",
];
/** What is handed on: MPL-2.0 asks for changes to its own files only, and EUPL-1.2 names it in its appendix as one that it goes with. */
const HANDED_ON = [...PERMISSIVE, "MPL-2.0"];
/** Besides, for tools that are not handed on. */
const TOOLS = [...HANDED_ON, "Python-2.0", "CC-BY-4.0"];

/** Of alternatives one is enough; of several at once each must be allowed. */
function isAllowed(license: string | undefined, allowed: readonly string[]): boolean {
  const plain = (license ?? "").replaceAll(/[()]/g, "");
  return plain.split(" OR ").some((one) => one.split(" AND ").every((part) => allowed.includes(part)));
}

/** The packages that programs and pages are made of, be they bundled or found at run time; types are gone after the build. */
function imported(): Set<string> {
  const names = new Set<string>();
  for (const folder of ["protocol", "hal", "device", "broker"])
    for (const file of readdirSync(folder, { recursive: true }) as string[]) {
      if (!/\.tsx?$/.test(file)) continue;
      const text = readFileSync(`${folder}/${file}`, "utf8").replaceAll(/import type [^;]*;/g, "");
      for (const [, name = ""] of text.matchAll(/(?:from|import\() ?"((?:@[\w-]+\/)?\w[\w.-]*)[^":]*"/g))
        names.add(name);
    }
  return names;
}

/** Other systems' builds of a tool are in the lock file without a licence, and are never installed here or handed on. */
const isForOthers = ({ license, dev, optional }: Entry) =>
  license === undefined && dev === true && optional === true;

describe("what Talon is made of", () => {
  it("is under licences that let it be handed on under EUPL-1.2", () => {
    const foreign = packages
      .filter(([, entry]) => !isForOthers(entry) && !isAllowed(entry.license, entry.dev ? TOOLS : HANDED_ON))
      .map(([path, entry]) => `${path}: ${entry.license ?? "says no licence"}`);
    expect(foreign).toEqual([]);
  });

  it("names every package that a program or page is made of as one that is handed on, also where it is bundled", () => {
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
      dependencies: object;
      optionalDependencies: object;
    };
    const known = Object.keys({ ...dependencies, ...optionalDependencies });
    expect([...imported()].filter((name) => !known.includes(name))).toEqual([]);
    expect([...imported()]).toEqual(expect.arrayContaining(["preact", "@preact/signals", "zod", "aedes"]));
  });

  it("is refused under a licence that nobody has allowed", () => {
    expect(isAllowed("GPL-3.0-only", TOOLS)).toBe(false);
    expect(isAllowed("(MIT AND GPL-3.0-only)", TOOLS)).toBe(false);
    expect(isAllowed("(MIT OR GPL-3.0-only)", PERMISSIVE)).toBe(true);
    expect(isAllowed(undefined, TOOLS)).toBe(false);
  });
});

describe("the bill of materials", () => {
  const bill = sbom(lock);
  const refs = new Set(bill.components.map((one: { "bom-ref": string }) => one["bom-ref"]));

  it("is CycloneDX 1.6 of this program, the same for the same lock file", () => {
    expect(bill).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1 });
    expect(bill.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(bill.metadata.component).toMatchObject({ type: "application", name: "talon", version: "0.1.0" });
    expect(sbom(lock)).toEqual(bill);
  });

  it("names each package that is handed on once, with version, licence, address and digest, and no tool", () => {
    const handedOn = packages.filter(([, entry]) => !entry.dev).map(([path]) => path);
    expect([...refs].sort()).toEqual(handedOn.sort());
    for (const one of bill.components) {
      expect(one.purl).toMatch(/^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+/);
      expect(one).toMatchObject({
        type: "library",
        version: expect.any(String),
        licenses: [expect.any(Object)],
      });
      expect(one.hashes).toEqual([{ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) }]);
    }
  });

  it("says what needs what, by names that it holds, beginning with what package.json asks for", () => {
    const asked = JSON.parse(readFileSync("package.json", "utf8")) as {
      dependencies: object;
      optionalDependencies: object;
    };
    const [talon, ...others] = bill.dependencies as { ref: string; dependsOn: string[] }[];
    const direct = Object.keys({ ...asked.dependencies, ...asked.optionalDependencies });
    expect(talon?.dependsOn.sort()).toEqual(direct.map((name) => `node_modules/${name}`).sort());
    for (const { ref, dependsOn } of others)
      for (const one of [ref, ...dependsOn]) expect(refs.has(one)).toBe(true);
  });
});
