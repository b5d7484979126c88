/**
 * A hub on this machine and a stand in the virtual one: starts both, tells the stand's far side what to do, and keeps what came out
 * of the printer. Knows how to drive and to look; what must hold is the business of the tests.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import mqtt from "mqtt";
import type { StandPicture } from "../../protocol/snapshots.ts";
import { TestedProgram } from "../program.ts";
import { BUNDLE } from "./bundle.ts";
import type { StandSetup } from "./inside/stand-file.ts";
import type { Machine } from "./machine.ts";

const DIST = resolve(import.meta.dirname, "../../dist");
const PASSWORD = "only-in-this-test";

/** A slip that came out whole, as an independent reader understood its bytes. */
export type CameOut = {
  readonly number: string;
  readonly lines: readonly string[];
  readonly qr: string | undefined;
};
export type Listed = { id: string; number: string; state: string; paper: string };
export type StandPart = "buttons" | "lamps" | "printer" | "scanner" | "keypad";
export type StandHealth = Readonly<Record<StandPart, { online: boolean }>>;
type Happened = { what: string; about: unknown };

const NUMBER = /^[A-ZÆØÅ]{1,4}\d{2,}$/;

/** The hub, kept below a folder of its own; ports stay the same over its restarts. */
export class Hub {
  readonly folder = mkdtempSync(join(tmpdir(), "talon-hardware-"));
  readonly program: TestedProgram;
  ports = { http: 0, mqtt: 0 };

  constructor() {
    const accounts = [
      { username: "stand-s1", role: "stand", id: "s1", clientId: "stand-s1", password: PASSWORD },
    ];
    writeFileSync(join(this.folder, "accounts.json"), JSON.stringify(accounts), { mode: 0o600 });
    this.program = new TestedProgram(() => [
      ...[join(DIST, "talon-hub.js"), "--demo", "--location", join(DIST, "../demo/location.json")],
      ...["--data-dir", join(this.folder, "hub"), "--demo-accounts", join(this.folder, "accounts.json")],
      ...["--http-port", `${this.ports.http}`, "--mqtt-port", `${this.ports.mqtt}`],
    ]);
  }

  async start(): Promise<void> {
    const ready = await this.program.start(120_000);
    const portOf = (said: unknown): number => Number(new URL(String(said)).port);
    this.ports = { http: portOf(ready["http"]), mqtt: portOf(ready["mqtt"]) };
  }

  /** The stand's own word on its parts, the newest one that it told. */
  async health(): Promise<StandHealth | undefined> {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${this.ports.mqtt}`, { protocolVersion: 4 });
    let told: StandHealth | undefined;
    client.on("message", (_, payload) => {
      told = JSON.parse(payload.toString("utf8")) as StandHealth;
    });
    await client.subscribeAsync("talon/demo/stands/s1/health", { qos: 1 });
    for (let tries = 0; told === undefined && tries < 40; tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await client.endAsync();
    return told;
  }

  async tickets(): Promise<Listed[]> {
    const answer = await fetch(`http://127.0.0.1:${this.ports.http}/api/locations/demo/tickets`);
    return (await answer.json()) as Listed[];
  }

  async close(): Promise<void> {
    await this.program.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The stand in a booted machine, from its start to the end of that machine. */
export class StandInside {
  readonly slips: CameOut[] = [];
  /** From each closed contact that gave paper to the slip's first byte at the printer, in ms of the machine. */
  readonly firstByteMs: number[] = [];
  /** What each line of the stand's log was about. */
  readonly journal: string[] = [];
  /** How each of its lives ended: the signal or the exit code, with "watchdog " before it when that was the reason. */
  readonly ends: string[] = [];
  /** Everything told, for a report. */
  readonly told: string[] = [];
  picture: StandPicture | undefined;
  readonly #machine: Machine;
  readonly #happened: Happened[] = [];

  constructor(machine: Machine) {
    this.#machine = machine;
    machine.onLine((line) => this.#hear(line));
  }

  /** Starts it; resolves when it is ready. */
  async start(own: Pick<StandSetup, "mqttPort" | "dataDir" | "lamps">): Promise<void> {
    const program = join(DIST, "talon-stand.js");
    const setup: StandSetup = { ...own, username: "stand-s1", password: PASSWORD, program };
    this.#machine.tell(`node ${join(BUNDLE, "stand.mjs")} '${JSON.stringify(setup)}'`);
    await this.happens("ready", undefined, 180_000);
  }

  /** Tells the far side to do something and waits until it is done. */
  async does(line: string): Promise<void> {
    const failed = this.#happened.length;
    this.#machine.tell(line);
    await this.sees(`it did ${line}`, () => {
      const news = this.#happened.slice(failed);
      const fault = news.find(({ what }) => what === "failed");
      if (fault) throw new Error(String(fault.about));
      return news.some(({ what, about }) => what === "did" && about === line);
    });
  }

  /** Waits for something to be told (again): the first one after now. `about` is part of it. */
  async happens(what: string, about = "", limitMs = 150_000): Promise<void> {
    const from = this.#happened.length;
    const isIt = (one: Happened): boolean => one.what === what && JSON.stringify(one.about).includes(about);
    await this.sees(`${what} ${about}`, () => this.#happened.slice(from).some(isIt), limitMs);
  }

  /** A citizen who finds the stand free: no number of the one before stands on the screen, and nobody in a menu is asked for a sign. */
  async press(button: number): Promise<void> {
    const isAsking = () => this.picture?.ticketOnScreen || this.picture?.access.isWarned;
    await this.sees("the screen is free", () => !isAsking());
    await this.does(`press ${button}`);
  }

  /** Presses a button as soon as it is lit and gives the slip that comes out. */
  async ticket(button: number): Promise<CameOut> {
    const before = this.slips.length;
    await this.press(button);
    await this.sees("a slip comes out", () => this.slips.length > before);
    return this.slips[before] as CameOut;
  }

  /** Asks until it is so; a miss says what was told last. */
  async sees(what: string, isSo: () => boolean | Promise<boolean>, limitMs = 100_000): Promise<void> {
    const end = performance.now() + limitMs;
    while (!(await isSo())) {
      const late = performance.now() > end;
      if (late || !this.#machine.isRunning)
        throw new Error(
          `${late ? `within ${limitMs} ms` : "until the machine ended"} not: ${what}\n${this.told.slice(-30).join("\n")}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  #hear(line: string): void {
    const json = /^@event (\{.*\})$/.exec(line)?.[1];
    this.told.push(line.slice(0, 400));
    if (json === undefined) return;
    const happened = JSON.parse(json) as Happened;
    this.#note(happened);
    this.#happened.push(happened);
  }

  #note({ what, about }: Happened): void {
    if (what === "picture") this.picture = about as StandPicture;
    if (what === "slip") this.#keep(about as { lines: string[]; qr: string[] });
    if (what === "first-byte") this.firstByteMs.push(Number(about));
    if (what === "log") this.journal.push(/"what":"([^"]*)"/.exec(String(about))?.[1] ?? "");
    if (what !== "ended") return;
    this.picture = undefined;
    this.ends.push(String(about));
  }

  /** Of two slips on one paper, because the first was cut short, the second is the one that came out whole. */
  #keep({ lines, qr }: { lines: string[]; qr: string[] }): void {
    const number = lines.map((line) => line.trim()).findLast((line) => NUMBER.test(line)) ?? "";
    this.slips.push({ number, lines, qr: qr.at(-1) });
  }
}
