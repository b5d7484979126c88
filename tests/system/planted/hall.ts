/**
 * A town hall of built programs that sign in, print, show and call: a hub with accounts and a login service, a stand, a display, a caller.
 * Knows their files and their lines; nothing of what is sown.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { hashPassword } from "../../../broker/password.ts";
import { LoginProcess } from "../../login-service/service.ts";
import { fakeTime, TestedProgram } from "../../program.ts";

export const ADMINISTRATOR = { name: "clara", password: "klar til den lange kø" };
const CLIENTS = [
  { username: "s1", role: "stand", id: "s1" },
  { username: "s2", role: "stand", id: "s2" },
  { username: "d1", role: "display", id: "d1" },
  { username: "caller-1", role: "staff", id: "caller-1" },
  { username: "desk", role: "staff", id: "desk" },
  { username: "counting", role: "integration", id: "counting" },
] as const;
export const secretOf = (username: string) => `secret of ${username}`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** Every file below a folder, by its path from there; sockets are none. */
export function filesIn(folder: string): { name: string; bytes: Buffer }[] {
  const names = readdirSync(folder, { recursive: true }) as string[];
  return names
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ name: relative(folder, path), bytes: readFileSync(path) }));
}

/** What somebody is told to keep, and what the hall is told of them. */
type Sown = {
  /** What the login service says of one more person. */
  readonly name: string;
  readonly claims: object;
  readonly gatewayToken: string;
  /** Whom a stand's trouble is told. */
  readonly clerk: string;
};
type Ports = { readonly http: number; readonly mqtt: number };

/** Goes out to a telephone, as the gateway was given it. */
export type TextMessage = { readonly to: string; readonly text: string; readonly by: string };

/** A gateway for text messages. To the first ones it says what it thinks of them, with all of their words. */
async function textGateway(taken: TextMessage[]): Promise<Server> {
  const answers = [500, 422];
  const server = createHttpServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      const { to, text } = JSON.parse(body) as { to: string; text: string };
      taken.push({ to, text, by: request.headers.authorization ?? "" });
      response.writeHead(answers.shift() ?? 200, { "content-type": "application/json" }).end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** A stand in the demo's place: with a second one beside it that a test speaks for. It tells citizens when an appointment is made. */
function location(): object {
  const demo = JSON.parse(readFileSync("demo/location.json", "utf8")) as { stands: { stand: string }[] };
  const [first] = demo.stands;
  return {
    ...demo,
    stands: [first, { ...first, stand: "s2" }],
    keepDays: { message: 0, appointment: 3 },
    reminders: { invites: true, quiet: { from: "00:00", to: "00:00" } },
    appointmentSources: [{ source: "planner", name: { da: "Planlægger" }, reminds: "ours" }],
  };
}

export class PlantedHall {
  readonly folder = mkdtempSync(join(tmpdir(), "talon-planted-"));
  /** Everything that any program has said, by its name. */
  readonly lines: { readonly program: string; readonly line: string }[] = [];
  readonly #programs = new Map<string, TestedProgram>();
  #ports: Ports = { http: 0, mqtt: 0 };
  #login: LoginProcess | null = null;
  /** All that was sent to telephones. */
  readonly texts: TextMessage[] = [];
  #gateway: Server | null = null;

  at(...names: string[]): string {
    return join(this.folder, ...names);
  }

  get hubUrl(): string {
    return `http://127.0.0.1:${this.#ports.http}`;
  }

  get mqttUrl(): string {
    return `mqtt://127.0.0.1:${this.#ports.mqtt}`;
  }

  get hub(): TestedProgram {
    return this.#programs.get("hub") as TestedProgram;
  }

  /** Where a program's own page is. */
  urlOf(program: "stand" | "display"): string {
    return String(this.#programs.get(program)?.ready?.["http"]);
  }

  /** Before the programs start `prepare` may fill the hub's folder. */
  async open({ name: person, claims, gatewayToken, clerk }: Sown, prepare: () => void): Promise<void> {
    this.#login = await LoginProcess.open(0, { [person]: claims as Record<string, unknown> });
    this.#gateway = await textGateway(this.texts);
    this.#ports = { http: await freePort(), mqtt: await freePort() };
    for (const name of ["etc", "hub", "stand", "paper", "backups", "notes", "secrets"])
      mkdirSync(this.at(name), { mode: 0o700 });
    for (const { username } of CLIENTS) this.#secret(username, secretOf(username));
    this.#secret("planner", secretOf("planner"));
    this.#secret("pin", "2468");
    this.#secret("oidc", "a secret of the tests only");
    this.#secret("backup-key", "a key that is kept in the safe");
    this.#secret("gateway", gatewayToken);
    await this.#writeHub(this.#login.issuer, clerk);
    this.#writeStand();
    this.#writeOthers();
    prepare();
    for (const name of ["hub", "stand", "display", "caller"]) await this.start(name);
  }

  #secret(name: string, text: string): void {
    writeFileSync(this.at("secrets", name), `${text}\n`, { mode: 0o600 });
  }

  #write(name: string, content: unknown): void {
    writeFileSync(this.at("etc", name), JSON.stringify(content, null, 2));
  }

  async #writeHub(issuer: string, clerk: string): Promise<void> {
    const { http, mqtt } = this.#ports;
    this.#write("location.json", location());
    const hash = await hashPassword(ADMINISTRATOR.password);
    const everything = ["staff", "administrator", "technician"];
    this.#write("accounts.json", [{ staff: ADMINISTRATOR.name, hash, roles: everything }]);
    const oidc = {
      ...{ issuer, clientId: "talon", clientSecretFile: this.at("secrets", "oidc") },
      roles: [{ group: "hall", role: "staff" }],
      name: { da: "Eksempel Kommune", en: "Example Municipality" },
    };
    this.#write("hub.json", {
      ...{ v: 1, location: "location.json", dataDir: this.at("hub") },
      http: { host: "127.0.0.1", port: http, publicUrl: this.hubUrl },
      mqtt: {
        ...{ kind: "embedded", host: "127.0.0.1", port: mqtt },
        accounts: CLIENTS.map((one) => ({ ...one, passwordFile: this.at("secrets", one.username) })),
      },
      signIn: { kind: "accounts", file: "accounts.json", oidc },
      keeping: { notesFolder: this.at("notes") },
      appointments: [{ kind: "push", source: "planner", passwordFile: this.at("secrets", "planner") }],
      sms: this.#sms(clerk),
    });
  }

  #sms(clerk: string): object {
    const { port } = (this.#gateway as Server).address() as AddressInfo;
    return {
      ...{ driver: "http", url: `http://127.0.0.1:${port}/send`, troublesTo: [clerk] },
      headers: { "content-type": "application/json", authorization: "Token {secret}" },
      body: '{"to":"{to}","text":"{text}","id":"{reference}"}',
      passwordFile: this.at("secrets", "gateway"),
    };
  }

  #link(username: string): object {
    return { mqtt: { url: this.mqttUrl, username, passwordFile: this.at("secrets", username) } };
  }

  #writeStand(): void {
    const part = { driver: "simulated" };
    this.#write("stand.json", {
      ...{ v: 1, location: "demo", stand: "s1", dataDir: this.at("stand"), screen: true, paperWidthMm: 80 },
      ...this.#link("s1"),
      staffPinFile: this.at("secrets", "pin"),
      http: { host: "127.0.0.1", port: 0 },
      buttons: { ...part, count: 4 },
      lamps: { ...part, count: 4 },
      printer: { ...part, paperFile: this.at("paper", "s1.jsonl"), printMs: 40 },
      ...{ scanner: part, keypad: part },
      timings: { answerMs: 400, guardMinMs: 60, guardMaxMs: 250, replayMs: 100 },
    });
  }

  #writeOthers(): void {
    const display = { v: 1, display: "d1", location: "demo", http: { host: "127.0.0.1", port: 0 } };
    this.#write("display.json", { ...display, ...this.#link("d1") });
    const caller = {
      v: 1,
      staff: "caller-1",
      location: "demo",
      counter: "2",
      keypad: { driver: "simulated" },
    };
    this.#write("caller.json", { ...caller, ...this.#link("caller-1") });
  }

  async start(name: string, clockOffsetS = 0): Promise<void> {
    const program = new TestedProgram(() => [
      `dist/talon-${name}.js`,
      "--config",
      this.at("etc", `${name}.json`),
    ]);
    program.onLine = (line) => this.lines.push({ program: name, line });
    program.clockOffsetS = clockOffsetS;
    this.#programs.set(name, program);
    await program.start();
  }

  /** SIGTERM, as systemd ends a program. */
  async stop(name: string): Promise<void> {
    await this.#programs.get(name)?.kill("SIGTERM");
  }

  /** One command of `talon-hub` to its end: what it said. */
  async command(...args: string[]): Promise<string> {
    return await this.later(0, ...args);
  }

  /** The same, as if it were given so many seconds from now. */
  async later(clockOffsetS: number, ...args: string[]): Promise<string> {
    const env = { ...process.env, ...fakeTime(clockOffsetS) };
    const child = spawn(process.execPath, ["dist/talon-hub.js", ...args], { env });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => (said += text.toString()));
    await once(child, "close");
    return said;
  }

  async close(): Promise<void> {
    for (const program of this.#programs.values()) await program.kill();
    await this.#login?.close();
    this.#gateway?.closeAllConnections();
    this.#gateway?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
