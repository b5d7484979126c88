/**
 * One test of somebody else's suite, run in python: what it came to.
 * Knows neither suite nor broker.
 */
import { spawn } from "node:child_process";

/** `apart`: it does not concern a broker such as ours, and `why` says for what reason; it is not counted. */
export type Verdict = {
  readonly is: "passed" | "failed" | "apart";
  readonly why: string;
  /** Everything that a failed test said. */
  readonly said?: string;
};

export type Run = {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly limitMs: number;
};
/** `code` is `null` where it was ended because its time was over. */
export type Ended = { readonly code: number | null; readonly said: string };

const MOST_SAID = 20_000;

/** Runs python3 in a process group of its own, which ends with it: a suite leaves brokers behind. */
export async function python({ words, cwd, limitMs }: Run): Promise<Ended> {
  const child = spawn("python3", words, {
    ...{ cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] },
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONUNBUFFERED: "1" },
  });
  const endGroup = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // All of it is gone.
    }
  };
  let said = "";
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString("utf8")).slice(-MOST_SAID);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const timer = setTimeout(endGroup, limitMs);
  const code = await new Promise<number | null>((ended, failed) => {
    child.once("error", failed);
    child.once("exit", (status) => ended(status));
  });
  clearTimeout(timer);
  endGroup();
  return { code, said };
}

/** The line that says best what was wrong: the last that is not empty. */
export function lastLine(said: string): string {
  const lines = said.split("\n").map((line) => line.trim());
  return lines.findLast((line) => line !== "") ?? "it said nothing";
}
