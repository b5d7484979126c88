import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { packageVersion } from "../../../protocol/link/version.ts";

/** A program below a package whose package.json is `text`. */
async function programOf(text: string | null): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "talon-version-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  if (text !== null) await writeFile(join(folder, "package.json"), text);
  return pathToFileURL(join(folder, "dist", "program.js")).href;
}

it("a program's version is that of the package it lies in", async () => {
  expect(packageVersion(await programOf('{"version":"1.2.3"}'))).toBe("1.2.3");
});

it.each([null, "{", "7", "null", "{}"])(
  "a package.json that is %s makes the version unknown",
  async (text) => {
    expect(packageVersion(await programOf(text))).toBe("unknown");
  },
);
