/**
 * Runs files of tests/hardware/inside in a machine of their own, and tells each of their tests here as a test.
 * Knows no device; a machine that cannot be booted, a test that was not told, and a missing last line are failures.
 */
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { BUNDLE } from "./bundle.ts";
import { Machine } from "./machine.ts";

type Told = { title: string; state: string; ms: number; problem: string };
type End = { files: number; troubles: string[] };

const LIMIT_MS = 900_000;
/** To look at one thing: TALON_HARDWARE_ONLY=buttons,lamps runs these files alone. */
const only = process.env["TALON_HARDWARE_ONLY"]?.split(",");

/** Everything that the tests of these files have told. */
async function heard(name: string, files: readonly string[]) {
  const machine = await Machine.boot({ name });
  const stop = machine.onLine((line) => process.stdout.write(`${line}\n`));
  try {
    const { lines } = await machine.run(`node ${join(BUNDLE, "run.mjs")} ${files.join(" ")}`, LIMIT_MS);
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

/** Runs `all` files (of inside, without ".ts") in the machine `name` and makes a test of each of theirs. */
export async function toldInside(name: string, all: readonly string[]): Promise<void> {
  const files = all.filter((file) => only?.includes(basename(file, ".test")) ?? true);
  const { tests, end, words } = await heard(name, files);

  describe(`in a machine with real devices of its kernel, ${files.join(", ")}`, () => {
    test("all files of tests were run to their end", () => {
      expect(end, words.join("\n")).toEqual({ files: files.length, troubles: [] });
      expect(tests.length).toBeGreaterThan(0);
    });

    for (const { title, state, problem } of tests)
      test(`${title}`, () => {
        expect(state, problem).toBe("pass");
      });
  });
}
