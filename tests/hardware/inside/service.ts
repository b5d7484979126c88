/**
 * What systemd does for a stand, as far as this machine needs it: starts the built program, hears READY=1 and WATCHDOG=1 at the
 * descriptor that OpenFile= would pass on, aborts a program that is silent for too long, and starts again what ended.
 * Knows no ticket.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export type ServiceOptions = {
  /** The arguments of node. */
  command: readonly string[];
  watchdogMs: number;
  onLog: (line: string) => void;
  /** "ready", or how it ended: the signal or the exit code, with "watchdog " before it when that was the reason. */
  onChange: (what: string) => void;
};

const RESTART_MS = 500;

export class Service {
  readonly #options: ServiceOptions;
  #child: ChildProcess | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #reason = "";

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  start(): void {
    const { command, watchdogMs, onLog } = this.#options;
    const child = spawn(process.execPath, command, {
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      env: { PATH: "/usr/bin:/bin", LISTEN_FDNAMES: "notify", WATCHDOG_USEC: `${watchdogMs * 1000}` },
    });
    this.#child = child;
    this.#reason = "";
    const [, output, errors, notify] = child.stdio as unknown as [null, Readable, Readable, Readable];
    for (const input of [output, errors]) createInterface({ input }).on("line", onLog);
    notify.on("data", (bytes: Buffer) => this.#told(bytes.toString("utf8")));
    child.once("exit", (code, signal) => this.#ended(signal ?? `${code}`));
  }

  /** Of the program that runs; 0 before the first. */
  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  #told(words: string): void {
    if (words.includes("READY=1")) this.#options.onChange("ready");
    if (words.includes("READY=1") || words.includes("WATCHDOG=1")) this.#waitForBeat();
  }

  #waitForBeat(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      this.#reason = "watchdog ";
      this.kill("SIGABRT");
    }, this.#options.watchdogMs);
  }

  #ended(how: string): void {
    clearTimeout(this.#watchdog);
    this.#options.onChange(`${this.#reason}${how}`);
    setTimeout(() => this.start(), RESTART_MS);
  }
}
