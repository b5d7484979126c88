/** One built program of Talon that a test starts, kills with SIGKILL and starts again. Knows its command line and its `ready` line only. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export type Ready = Readonly<Record<string, unknown>>;

/** A program under test; `clockOffsetS` sets its wall clock by libfaketime (its monotonic clock runs on). */
export class TestedProgram {
  ready: Ready | null = null;
  /** Its last lines, for a report. */
  readonly said: string[] = [];
  clockOffsetS = 0;
  /** Gets every line, also those that are too old for `said`. */
  onLine: (line: string) => void = () => undefined;
  readonly #command: () => readonly string[];
  #child: ChildProcess | null = null;

  constructor(command: () => readonly string[]) {
    this.#command = command;
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Resolves when it said ready; rejects with its words when it ended before or took longer than `limitMs`. */
  async start(limitMs = 20_000): Promise<Ready> {
    const child = spawn(process.execPath, this.#command(), {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, ...fakeTime(this.clockOffsetS) },
    });
    this.#child = child;
    this.ready = null;
    const lines = createInterface({ input: child.stdout });
    createInterface({ input: child.stderr }).on("line", (line) => this.#keep(line));
    return await new Promise<Ready>((ready, failed) => {
      const patience = setTimeout(
        () => failed(new Error(`not ready in ${limitMs} ms:\n${this.said.join("\n")}`)),
        limitMs,
      );
      lines.on("line", (line) => {
        this.#keep(line);
        if (this.ready || !line.includes('"ready"')) return;
        this.ready = JSON.parse(line) as Ready;
        clearTimeout(patience);
        ready(this.ready);
      });
      child.on("exit", (code, signal) => {
        clearTimeout(patience);
        failed(new Error(`ended (${code ?? signal}) before it was ready:\n${this.said.join("\n")}`));
      });
    });
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const child = this.#child;
    if (!child || !this.isRunning) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  #keep(line: string): void {
    this.onLine(line);
    this.said.push(line);
    if (this.said.length > 400) this.said.splice(0, 200);
  }
}

const FAKE_TIME_LIBRARY = "/usr/$LIB/faketime/libfaketime.so.1";

/** What a program's environment must say for its wall clock to be so far ahead. */
export function fakeTime(offsetS: number): NodeJS.ProcessEnv {
  if (offsetS === 0) return {};
  const sign = offsetS < 0 ? "-" : "+";
  return {
    LD_PRELOAD: FAKE_TIME_LIBRARY,
    FAKETIME: `${sign}${Math.abs(offsetS)}s`,
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    FAKETIME_NO_CACHE: "1",
  };
}
