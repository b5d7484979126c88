/**
 * What `npm run build` leaves in dist/, and that building again when nothing changed costs nothing.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
const dist = join(root, "dist");
const bins = ["talon-hub", "talon-stand", "talon-display", "talon-caller"] as const;
const pages = ["display", "stand", "staff", "ticket", "sign-in"] as const;

const html = (page: string): string => readFileSync(join(dist, "pages", page, "index.html"), "utf8");

describe("the built programs", () => {
  test.each(bins)("%s can be started by its name", (bin) => {
    const file = join(dist, `${bin}.js`);
    expect(statSync(file).mode & 0o111).toBe(0o111);
    expect(readFileSync(file, "utf8").startsWith("#!/usr/bin/env node\n")).toBe(true);
  });

  test("nothing is built again while no source changed, and that is known within a second", () => {
    const build = () =>
      spawnSync(process.execPath, ["demo/build.mjs", "--if-stale"], { cwd: root, encoding: "utf8" });
    expect(build().status).toBe(0);
    const before = statSync(join(dist, "talon-hub.js")).mtimeMs;
    const startedAt = performance.now();
    const again = build();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect({ status: again.status, said: again.stdout }).toEqual({ status: 0, said: "" });
    expect(statSync(join(dist, "talon-hub.js")).mtimeMs).toBe(before);
  });
});

describe("the built pages", () => {
  test.each(pages)("%s has no inline script, style or handler, as the security policy demands", (page) => {
    const text = html(page);
    expect(text.match(/<script(?![^>]*\ssrc=)[^>]*>/g)).toBeNull();
    expect(text.match(/<style|\sstyle=|\son[a-z]+=/g)).toBeNull();
  });

  test.each(pages)("%s names every file from the root, so that it works at a nested path", (page) => {
    const urls = [...html(page).matchAll(/<(?:script|link|img)[^>]*\s(?:src|href)="(?!data:)([^"]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    expect(urls.length).toBeGreaterThan(0);
    for (const url of urls) {
      expect(url).toMatch(new RegExp(`^/assets/${page}/`));
      expect(existsSync(join(dist, "pages", url.replace("/assets/", "")))).toBe(true);
    }
  });

  test.each(pages)("%s says its language", (page) => {
    expect(html(page)).toMatch(/<html[^>]*\slang="da"/);
  });
});
