/** `npm start` as a test drives it: the built demo on free ports in a folder of its own, reached only through its documented faces. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Run = {
  readonly hub: { url: string; pid: number };
  readonly stand: { url: string; pid: number };
  readonly mqtt: {
    url: string;
    accounts: { username: string; password: string; clientId: string; role: string }[];
  };
  readonly staffPin: string;
};
export type Slip = {
  ticketId: string;
  number: string;
  lines: string[];
  qr: string;
  printedAt: number;
  complete: boolean;
  bytes: string;
};
export type ListedTicket = { id: string; number: string; state: string; paper: string };
export type Answer = {
  status: number;
  body: {
    ticket?: ListedTicket;
    refused?: string;
    problems?: { path: string; problem: string }[];
    problem?: string;
  };
};

/** Asks until `look` answers something, at most `limitMs`; a miss says what was waited for. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  limitMs = 20_000,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain for: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A running demo. */
export class Demo {
  readonly dataDir = mkdtempSync(join(tmpdir(), "talon-demo-"));
  #child: ChildProcess | null = null;
  output = "";

  async open(...flags: string[]): Promise<void> {
    const ports = ["--http-port", "0", "--mqtt-port", "0", "--stand-port", "0"];
    const program = join(import.meta.dirname, "../../dist/demo.js");
    const child = spawn(process.execPath, [program, ...ports, "--data-dir", this.dataDir, ...flags]);
    this.#child = child;
    child.stdout.on("data", (text: Buffer) => (this.output += text.toString()));
    child.stderr.on("data", (text: Buffer) => (this.output += text.toString()));
    await until(
      `run.json and the greeting`,
      () => {
        if (child.exitCode !== null)
          throw new Error(`the demo ended with ${child.exitCode}:\n${this.output}`);
        return existsSync(join(this.dataDir, "run.json")) && this.output.includes("Ctrl-C");
      },
      60_000,
    );
  }

  get run(): Run {
    return JSON.parse(readFileSync(join(this.dataDir, "run.json"), "utf8")) as Run;
  }

  async post(url: string, body?: unknown): Promise<Answer> {
    const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
    const type = typeof body === "string" ? "text/plain" : "application/json";
    const answer = await fetch(url, { method: "POST", headers: { "content-type": type }, body: text });
    const said = await answer.text();
    return { status: answer.status, body: (said ? JSON.parse(said) : {}) as Answer["body"] };
  }

  async get<T>(url: string): Promise<T> {
    return (await (await fetch(url)).json()) as T;
  }

  stand(path: string): string {
    return `${this.run.stand.url}${path}`;
  }

  api(path: string): string {
    return `${this.run.hub.url}/api/locations/demo${path}`;
  }

  async press(button: number): Promise<number> {
    return (await this.post(this.stand(`/simulated/button/${button}/press`))).status;
  }

  async paper(): Promise<Slip[]> {
    return await this.get<Slip[]>(this.stand("/simulated/paper"));
  }

  /** Presses when the button's lamp would be lit again, and waits for the slip. */
  async ticket(button: number): Promise<Slip> {
    const before = (await this.paper()).length;
    return await until(`a slip after a press of button ${button}`, async () => {
      if ((await this.paper()).length === before) await this.press(button);
      await new Promise((done) => setTimeout(done, 300));
      return (await this.paper())[before];
    });
  }

  async tickets(): Promise<ListedTicket[]> {
    return await this.get<ListedTicket[]>(this.api("/tickets"));
  }

  /** The ticket as the hub lists it, once it is in that state. */
  async inState(id: string, state: string): Promise<ListedTicket> {
    return await until(`ticket ${id} being ${state}`, async () =>
      (await this.tickets()).find((one) => one.id === id && one.state === state),
    );
  }

  /** SIGINT, as Ctrl-C does; resolves with the exit code. */
  async interrupt(): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const gone = once(child, "exit");
    child.kill("SIGINT");
    return ((await gone) as [number | null])[0];
  }

  async close(): Promise<void> {
    await this.interrupt();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
