/**
 * The built hub as it stands in a town hall: outside loopback, with TLS by its own authority and people who sign in; and machines that
 * become its stands. Reached only by what is documented.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, cpSync, lstatSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashPassword } from "../../broker/password.ts";
import { freePort } from "../free-port.ts";
import { TestedProgram } from "../program.ts";
import type { Slip } from "./demo.ts";

/** Clara administers, Toke is the technician, Sofie serves. */
export type Who = "clara" | "toke" | "sofie";
export const PASSWORD = "klar til køen";

type Said = { readonly code: number | null; readonly out: string; readonly all: string };
type Part = Readonly<Record<string, unknown>>;
/** `items`: the body where it is a list; `cookie`: what the answer lets a browser keep. */
type Reply = {
  readonly status: number;
  readonly body: Part;
  readonly items: readonly Part[];
  readonly cookie: string;
};

/** What a program says that ends by itself. */
async function ended(...command: readonly string[]): Promise<Said> {
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
  let [out, all] = ["", ""];
  child.stdout.on("data", (text: Buffer) => {
    out += text.toString();
    all += text.toString();
  });
  child.stderr.on("data", (text: Buffer) => {
    all += text.toString();
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, all };
}

/** From `open` to `close`. */
export class SecureTown {
  readonly folder = mkdtempSync(join(tmpdir(), "talon-secure-town-"));
  readonly hub = new TestedProgram(() => ["dist/talon-hub.js", "--config", this.#config]);
  url = "";
  #ca = "";
  readonly #sessions = new Map<Who, string>();
  readonly #machines: Machine[] = [];

  /** `more`: further parts of the hub's file. */
  async open(more: object = {}): Promise<void> {
    const port = await freePort();
    this.url = `https://127.0.0.1:${port}`;
    copyFileSync("demo/location.json", join(this.folder, "location.json"));
    const hash = await hashPassword(PASSWORD);
    const accounts = [
      { staff: "clara", hash, administrator: true },
      { staff: "toke", hash, roles: [{ role: "technician" }] },
      { staff: "sofie", hash, roles: [{ role: "staff" }] },
    ];
    writeFileSync(join(this.folder, "accounts.json"), JSON.stringify(accounts));
    const config = {
      ...{ v: 1, location: "location.json", dataDir: "hub" },
      http: { host: "0.0.0.0", port, publicUrl: this.url },
      mqtt: { kind: "embedded", host: "0.0.0.0", port: 0, accounts: [] },
      signIn: { kind: "accounts", file: "accounts.json" },
      ...more,
    };
    writeFileSync(this.#config, JSON.stringify(config));
    await this.hub.start();
    this.#ca = (await ended("dist/talon-hub.js", "ca", "--config", this.#config)).out;
  }

  get #config(): string {
    return join(this.folder, "hub.json");
  }

  /** A machine with a folder of its own, whose file says that it is this stand. */
  machine(name: string, stand = "s1"): Machine {
    const made = new Machine(join(this.folder, name), stand);
    this.#machines.push(made);
    return made;
  }

  /** Asks the hub, and believes its own authority alone. */
  ask(path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const method = body === undefined ? "GET" : "POST";
      const type = body === undefined ? {} : { "content-type": "application/json" };
      const settings = { method, agent: false, ca: this.#ca, headers: { ...type, ...headers } } as const;
      const asked = request(`${this.url}${path}`, settings, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on("end", () => {
          const [cookie = ""] = response.headers["set-cookie"] ?? [];
          const parsed: unknown = /^[{[]/.test(text) ? JSON.parse(text) : {};
          const body = parsed as Part & Part[];
          resolve({
            ...{ status: response.statusCode ?? 0, body },
            ...{ items: body, cookie: cookie.split(";")[0] ?? "" },
          });
        });
      });
      asked.on("error", reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** As `ask`, by somebody who has signed in; below the location. */
  async as(who: Who, path: string, body?: object): Promise<Reply> {
    if (!this.#sessions.has(who)) {
      const { cookie } = await this.ask("/api/sign-in", { name: who, password: PASSWORD });
      this.#sessions.set(who, cookie);
    }
    return await this.ask(`/api/locations/demo${path}`, body, { cookie: this.#sessions.get(who) ?? "" });
  }

  /** What is done about the machine of stand s1. */
  does(who: Who, what: "claim" | "cut-off" | "grant-outbox"): Promise<Reply> {
    return this.as(who, `/administration/stand-machines/s1/${what}`, {});
  }

  async close(): Promise<void> {
    for (const machine of this.#machines) await machine.stand.kill();
    await this.hub.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A machine that is to be a stand: the built program with simulated hardware. */
class Machine {
  readonly folder: string;
  readonly stand = new TestedProgram(() => ["dist/talon-stand.js", "--config", this.#config]);

  constructor(folder: string, stand: string) {
    this.folder = folder;
    const config = {
      ...{ v: 1, location: "demo", stand, dataDir: join(folder, "state"), screen: true },
      http: { host: "127.0.0.1", port: 0 },
      buttons: { driver: "simulated", count: 8 },
      printer: { driver: "simulated", paperFile: join(folder, "paper.jsonl") },
      scanner: { driver: "simulated" },
    };
    writeFileSync(this.#config, JSON.stringify(config));
  }

  get #config(): string {
    return `${this.folder}.json`;
  }

  get url(): string {
    return String(this.stand.ready?.["http"]);
  }

  /** `talon-stand enrol`, typed at the machine. */
  enrol(hub: string, code: string): Promise<Said> {
    return ended("dist/talon-stand.js", "enrol", hub, code, "--language", "da", "--config", this.#config);
  }

  /** Takes over the card of another machine, as it is now. */
  copyCard(of: Machine): void {
    const isFile = (path: string) => !lstatSync(path).isSocket();
    cpSync(join(of.folder, "state"), join(this.folder, "state"), { recursive: true, filter: isFile });
  }

  async press(button: number): Promise<void> {
    await fetch(`${this.url}/simulated/button/${button}/press`, { method: "POST" });
  }

  async paper(): Promise<Slip[]> {
    return (await (await fetch(`${this.url}/simulated/paper`)).json()) as Slip[];
  }
}
