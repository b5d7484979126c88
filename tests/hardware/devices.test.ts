/**
 * The drivers on a kernel's devices: what tests/hardware/inside proves in the machine, told here test by test.
 * Knows no device; a machine that cannot be booted, a test that was not told, and a missing last line are failures.
 */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { BUNDLE, bundle } from "./bundle.ts";
import { Machine } from "./machine.ts";

type Told = { title: string; state: string; ms: number; problem: string };
type End = { files: number; troubles: string[] };

const INSIDE = join(import.meta.dirname, "inside");
const LIMIT_MS = 540_000;
/** To look at one thing: TALON_HARDWARE_ONLY=buttons,lamps runs these files alone. */
const only = process.env["TALON_HARDWARE_ONLY"]?.split(",");
const names = readdirSync(INSIDE)
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => basename(file, ".ts"))
  .filter((name) => only?.includes(basename(name, ".test")) ?? true)
  .sort();

/** Everything that the tests inside have told. */
async function heard(): Promise<{ tests: Told[]; end: End | undefined; words: string[] }> {
  await bundle();
  const machine = await Machine.boot({ name: "devices" });
  const stop = machine.onLine((line) => process.stdout.write(`${line}\n`));
  try {
    const { lines } = await machine.run(`node ${join(BUNDLE, "run.mjs")} ${names.join(" ")}`, LIMIT_MS);
    const of = (kind: string): unknown[] =>
      lines
        .filter((line) => line.startsWith(`@${kind} `))
        .map((line) => JSON.parse(line.slice(kind.length + 2)) as unknown);
    return {
      tests: of("test") as Told[],
      end: of("end")[0] as End | undefined,
      words: lines.filter((line) => !line.startsWith("@")),
    };
  } finally {
    stop();
    await machine.cut();
  }
}

const { tests, end, words } = await heard();

describe("in a machine with real devices of its kernel", () => {
  test("all files of tests were run to their end", () => {
    expect(end, words.join("\n")).toEqual({ files: names.length, troubles: [] });
    expect(tests.length).toBeGreaterThan(0);
  });

  for (const { title, state, problem } of tests)
    test(`${title}`, () => {
      expect(state, problem).toBe("pass");
    });
});
