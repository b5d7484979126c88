import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readDocument, readText } from "../../../protocol/link/files.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-files-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("a file that a program is started with", () => {
  it("is read as text and as a document", async () => {
    const path = join(folder, "one.json");
    await writeFile(path, '{"v":1}');
    expect(await readText(path)).toEqual({ ok: true, value: '{"v":1}' });
    expect(await readDocument(path)).toEqual({ ok: true, value: { v: 1 } });
  });
  it("that is missing or no JSON is told with its path, never thrown", async () => {
    const path = join(folder, "two.json");
    for (const problem of ["cannot be read", "is not JSON"]) {
      const problems = [{ path, problem: expect.stringContaining(problem) as string }];
      expect(await readDocument(path)).toEqual({ ok: false, problems });
      await writeFile(path, "{");
    }
  });
  it("that is missing is told in the words that the reader brings", async () => {
    const path = join(folder, "three.json");
    const problems = [{ path, problem: "er væk" }];
    expect(await readDocument(path, () => "er væk")).toEqual({ ok: false, problems });
    expect(await readText(path, () => "er væk")).toEqual({ ok: false, problems });
  });
});
