/**
 * A town hall for the crash matrix: one hub and two stands as real processes, with a network that misbehaves between them.
 * Knows how to break and mend it; what must hold afterwards stands in `checks.ts`.
 */

import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { middayZone } from "../midday-zone.ts";
import { TestedProgram } from "../program.ts";
import { ChaosProxy } from "./proxy.ts";
import type { Random } from "./random.ts";

export const STANDS = ["s1", "s2"] as const;
export type StandName = (typeof STANDS)[number];

/** Settings of the run, scaled down so that ten seconds hold many troubles. */
const HUB_TIMINGS = {
  provisionalMs: 1500,
  heldMs: 800,
  undoMs: 500,
  closeDayAfterMs: 3_600_000,
  coalesceMs: 30,
};
const STAND_TIMINGS = { answerMs: 250, guardMinMs: 60, guardMaxMs: 250, replayMs: 100 };

function location(): unknown {
  const queue = (id: string, letters: string) => ({ queue: id, name: { da: `Kø ${letters}` }, letters });
  const does = (service: string) => ({ kind: "service", service });
  const button = (at: number, service: string) => ({
    button: at,
    label: { da: service },
    does: does(service),
  });
  const stand = (id: string) => ({
    stand: id,
    name: { da: id },
    buttons: [button(1, "pas"), button(2, "skat")],
  });
  return {
    v: 1,
    version: 1,
    location: "demo",
    name: { da: "Rådhuset" },
    timeZone: middayZone(),
    languages: ["da", "en"],
    queues: [queue("a", "A"), queue("b", "B")],
    services: [
      { service: "pas", name: { da: "Pas" }, queue: "a" },
      { service: "skat", name: { da: "Skat" }, queue: "b" },
    ],
    menus: [],
    stands: STANDS.map(stand),
    counters: ["1", "2"].map((counter) => ({ counter, name: { da: `Skranke ${counter}` } })),
    displays: [{ display: "d1", name: { da: "Skærm" } }],
    catchAll: "a",
  };
}

/** The hub's own socket lies among its data; what is copied is files. */
const isNoSocket = (path: string) => !lstatSync(path).isSocket();

/** One running, breakable town hall below `folder`. */
export class Hall {
  readonly proxy: ChaosProxy;
  readonly hub: TestedProgram;
  readonly stands: Readonly<Record<StandName, TestedProgram>>;
  readonly folder: string;
  #proxyPort = 0;
  #hubPorts = { http: 0, mqtt: 0 };
  #copies = 0;

  constructor(folder: string, programs: string, random: Random) {
    this.folder = folder;
    this.proxy = new ChaosProxy(random);
    this.hub = new TestedProgram(() => [join(programs, "talon-hub.js"), "--config", this.#hubConfig()]);
    const stand = (id: StandName) =>
      new TestedProgram(() => [join(programs, "talon-stand.js"), "--config", this.#standConfig(id)]);
    this.stands = { s1: stand("s1"), s2: stand("s2") };
  }

  get hubUrl(): string {
    return `http://127.0.0.1:${this.#hubPorts.http}`;
  }

  standUrl(stand: StandName): string {
    const said = this.stands[stand].ready?.["http"];
    return typeof said === "string" ? said : "http://127.0.0.1:9";
  }

  paperFile(stand: StandName): string {
    return join(this.folder, "paper", `${stand}.jsonl`);
  }

  standFolder(stand: StandName): string {
    return join(this.folder, stand);
  }

  async open(): Promise<void> {
    mkdirSync(join(this.folder, "paper"), { recursive: true });
    writeFileSync(join(this.folder, "location.json"), JSON.stringify(location()));
    for (const stand of STANDS)
      writeFileSync(join(this.folder, `${stand}.password`), `secret-${stand}`, { mode: 0o600 });
    this.#proxyPort = await this.proxy.open();
    await this.startHub();
    for (const stand of STANDS) await this.stands[stand].start();
  }

  async startHub(): Promise<void> {
    const ready = await this.hub.start();
    this.#hubPorts = { http: portOf(ready["http"]), mqtt: portOf(ready["mqtt"]) };
    this.proxy.target = this.#hubPorts.mqtt;
  }

  /** How many copies of the hub's folder there are. */
  get copies(): number {
    return this.#copies;
  }

  /** A copy of the hub's folder as it is now; only while the hub is dead, as a backup of a stopped machine. */
  copyLedger(): void {
    this.#copies += 1;
    cpSync(join(this.folder, "hub"), this.#copyFolder(this.#copies), { recursive: true, filter: isNoSocket });
  }

  /** Deletes the hub's folder; only while the hub is dead. */
  deleteLedger(): void {
    rmSync(join(this.folder, "hub"), { recursive: true, force: true });
  }

  /** Puts the hub's folder back to this copy, counted from 1; only while the hub is dead. */
  putBackLedger(copy: number): void {
    this.deleteLedger();
    cpSync(this.#copyFolder(copy), join(this.folder, "hub"), { recursive: true });
  }

  async close(): Promise<void> {
    for (const stand of STANDS) await this.stands[stand].kill("SIGKILL");
    await this.hub.kill("SIGKILL");
    await this.proxy.close();
  }

  #copyFolder(copy: number): string {
    return join(this.folder, `copy-${copy}`);
  }

  #hubConfig(): string {
    const file = join(this.folder, "hub.json");
    const accounts = STANDS.map((id) => ({
      username: id,
      role: "stand",
      id,
      passwordFile: join(this.folder, `${id}.password`),
    }));
    const config = {
      v: 1,
      location: join(this.folder, "location.json"),
      dataDir: join(this.folder, "hub"),
      http: { host: "127.0.0.1", port: this.#hubPorts.http, publicUrl: "http://127.0.0.1:8080" },
      mqtt: { kind: "embedded", host: "127.0.0.1", port: this.#hubPorts.mqtt, accounts },
      signIn: { kind: "none" },
      timings: HUB_TIMINGS,
    };
    writeFileSync(file, JSON.stringify(config));
    return file;
  }

  #standConfig(stand: StandName): string {
    const file = join(this.folder, `${stand}.json`);
    const config = {
      v: 1,
      location: "demo",
      stand,
      dataDir: this.standFolder(stand),
      mqtt: {
        url: `mqtt://127.0.0.1:${this.#proxyPort}`,
        username: stand,
        passwordFile: join(this.folder, `${stand}.password`),
      },
      http: { host: "127.0.0.1", port: portOf(this.stands[stand].ready?.["http"]) },
      screen: stand === "s1",
      paperWidthMm: 80,
      buttons: { driver: "simulated", count: 4 },
      lamps: { driver: "simulated", count: 4 },
      printer: { driver: "simulated", paperFile: this.paperFile(stand), printMs: 40 },
      scanner: { driver: "simulated" },
      timings: STAND_TIMINGS,
    };
    writeFileSync(file, JSON.stringify(config));
    return file;
  }
}

function portOf(url: unknown): number {
  return URL.canParse(String(url)) ? Number(new URL(String(url)).port) : 0;
}

/** The slips that came out of a stand's printer, oldest first; a torn last line of the file is passed over. */
export function slipsOf(
  file: string,
): { ticketId: string | null; number: string | null; lines: string[]; complete: boolean }[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return line ? [JSON.parse(line)] : [];
      } catch {
        return [];
      }
    });
}
