import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const pages = new URL("../../../dist/pages/", import.meta.url);
/** 10 KiB. */
const MOST_BYTES = 10_240;

type Loaded = { readonly bytes: readonly Buffer[]; readonly late: readonly Buffer[] };
const zipped = (some: readonly Buffer[]) =>
  some.reduce((sum, one) => sum + gzipSync(one, { level: 9 }).length, 0);

/** What a browser loads for a page: the scripts that its HTML names, and those that they name; the words of a language it loads late. */
function loadedBy(page: string): Loaded {
  const folder = new URL(`${page}/`, pages);
  const files = readdirSync(folder, { encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  const isLate = (name: string) => /^(?:de|ar|uk|pl|tr|so)-/.test(name);
  const loaded = new Map<string, Buffer>();
  const load = (text: string) => {
    for (const name of files.filter((file) => text.includes(file) && !loaded.has(file))) {
      const bytes = readFileSync(new URL(name, folder));
      loaded.set(name, bytes);
      load(bytes.toString());
    }
  };
  load(readFileSync(new URL("index.html", folder), "utf8"));
  expect(loaded.size).toBeGreaterThan(0);
  const of = (late: boolean) => [...loaded].flatMap(([name, one]) => (isLate(name) === late ? [one] : []));
  return { bytes: of(false), late: of(true) };
}

describe("the scripts of pages", () => {
  it.each(["display", "ticket", "door", "pairing"])(
    "of the %s page are below 10 KiB gzip in all, with the words of any one language",
    (page) => {
      const { bytes, late } = loadedBy(page);
      const longest = Math.max(0, ...late.map((one) => zipped([one])));
      expect(zipped(bytes) + longest).toBeLessThan(MOST_BYTES);
    },
  );
  it.each(["display", "ticket", "door", "pairing", "staff", "stand", "sign-in", "admin", "people"])(
    "of the %s page hold nothing inline and no schema library",
    (page) => {
      const html = readFileSync(new URL(`${page}/index.html`, pages), "utf8");
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
      expect(loadedBy(page).bytes.join("\n")).not.toContain("safeParse");
    },
  );
});
