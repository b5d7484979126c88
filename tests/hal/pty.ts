/**
 * A pair of connected pseudo terminals made by socat: a real serial line without a cable.
 * Knows no driver.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { tempFolder, until } from "./until.ts";

/** `near` is opened by the driver, `far` by the test; `unplug` takes both away, `plug` brings them back under the same names. */
export type Pty = { near: string; far: string; unplug: () => Promise<void>; plug: () => Promise<void> };

/** A plugged pair; it goes away when the test has finished. */
export async function ptyPair(): Promise<Pty> {
  const folder = await tempFolder();
  const near = join(folder, "near");
  const far = join(folder, "far");
  let socat: ChildProcess | undefined;
  const unplug = async (): Promise<void> => {
    const running = socat;
    socat = undefined;
    if (running === undefined) return;
    const end = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGTERM"); // socat then removes its links
    await end;
  };
  const plug = async (): Promise<void> => {
    const sides = [far, near].map((link) => `PTY,link=${link},raw,echo=0`);
    socat = spawn("socat", sides, { stdio: "ignore" });
    let problem: Error | undefined;
    socat.on("error", (error) => {
      problem = error;
    });
    await until("socat makes a pty pair (apt install socat)", () => {
      if (problem !== undefined) throw problem;
      return existsSync(near) && existsSync(far);
    });
  };
  onTestFinished(unplug);
  await plug();
  return { near, far, unplug, plug };
}
