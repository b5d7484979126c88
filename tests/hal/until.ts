/**
 * Waits for a condition with a limit, and makes temp folders that go away.
 * Knows no driver.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Resolves when `isSo` holds; rejects after `limitMs` with `what` did not happen, in the words of that moment. */
export async function until(
  what: string | (() => string),
  isSo: () => boolean,
  limitMs = 10_000,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!isSo()) {
    if (performance.now() > end) {
      const said = typeof what === "string" ? what : what();
      throw new Error(`within ${limitMs} ms it did not happen that ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A new folder below the system's temp folder, removed when the test has finished. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "talon-hal-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
