/**
 * One of Talon's programs as a child: started, watched, and started again after a crash, as systemd does with `Restart=`.
 * Knows no configuration and no message, only the line `{"what":"ready", ...}` on the child's standard output.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export type ProgramOptions = {
  /** For people, e.g. `hub`. */
  readonly name: string;
  /** The built file and its arguments, asked anew at every start. */
  readonly command: () => readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the program's log lines go. */
  readonly log: (line: string) => void;
  /** Told at every start that got as far as `ready`, with the fields of that line. */
  readonly onReady: (ready: Readonly<Record<string, unknown>>, pid: number) => void;
  /** Told when it went away by a crash and is started again. */
  readonly onCrash: (how: string) => void;
  /** Told once when it takes long to be ready, with its last line. */
  readonly onSlow: (lastLine: string) => void;
  /** Told when it gave up: it ended by itself, or crashed too often. */
  readonly onEnd: (how: string, said: string) => void;
};

/** Crashes within this time of each other, in milliseconds, count as one row of failures. */
const ROW_MS = 10_000;
const MOST_IN_A_ROW = 5;
const STOP_MS = 5_000;
/** Exit codes by which a program says that starting again would not help: stopped as asked, wrong flags, a port or folder that is taken, a faulty file (sysexits.h). */
const HOPELESS: ReadonlySet<number> = new Set([0, 64, 69, 78]);
/** After this long without `ready` people are told what the program waits for. */
const SLOW_MS = 5_000;

/** A supervised child. `close` ends it with SIGTERM, after 5 s with SIGKILL. */
export class Program {
  readonly #options: ProgramOptions;
  #child: ChildProcess | null = null;
  #closing = false;
  #crashes: number[] = [];
  #said: string[] = [];
  #lastLine = "";
  #slow: NodeJS.Timeout | undefined;

  constructor(options: ProgramOptions) {
    this.#options = options;
  }

  start(): void {
    const [file = "", ...rest] = this.#options.command();
    const child = spawn(process.execPath, [file, ...rest], {
      stdio: ["pipe", "pipe", "pipe"],
      // A group of its own: Ctrl-C reaches the demo alone, which then stops the programs in order. Its death they notice at stdin.
      detached: true,
      env: { ...this.#options.environment },
    });
    this.#child = child;
    this.#said = [];
    this.#slow ??= setTimeout(() => this.#options.onSlow(this.#lastLine), SLOW_MS);
    createInterface({ input: child.stdout }).on("line", (line) => this.#heard(line, child));
    createInterface({ input: child.stderr }).on("line", (line) => {
      this.#said = [...this.#said.slice(-20), line];
      this.#options.log(line);
    });
    child.on("exit", (code, signal) => this.#gone(code, signal));
  }

  #heard(line: string, child: ChildProcess): void {
    this.#options.log(line);
    this.#lastLine = line;
    const said = readyLine(line);
    if (!said) return;
    clearTimeout(this.#slow);
    this.#options.onReady(said, child.pid ?? 0);
  }

  #gone(code: number | null, signal: NodeJS.Signals | null): void {
    this.#child = null;
    if (this.#closing) return;
    this.#lastLine = this.#said.at(-1) ?? this.#lastLine;
    const how = signal ? `killed by ${signal}` : `ended with code ${code}`;
    const at = performance.now();
    this.#crashes = [...this.#crashes.filter((before) => at - before < ROW_MS), at];
    const ownWord = code !== null && HOPELESS.has(code);
    if (ownWord || this.#crashes.length > MOST_IN_A_ROW) {
      clearTimeout(this.#slow);
      this.#options.onEnd(how, this.#said.join("\n"));
      return;
    }
    this.#options.onCrash(how);
    setTimeout(() => !this.#closing && this.start(), 300 * this.#crashes.length);
  }

  /** Resolves when the child is gone. */
  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#slow);
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((gone) => {
      const patience = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      child.on("exit", () => {
        clearTimeout(patience);
        gone();
      });
      child.kill("SIGTERM");
    });
  }
}

function readyLine(line: string): Record<string, unknown> | null {
  if (!line.includes('"ready"')) return null;
  try {
    const said = JSON.parse(line) as Record<string, unknown>;
    return said["what"] === "ready" ? said : null;
  } catch {
    return null;
  }
}
