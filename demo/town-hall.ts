/**
 * A whole town hall on one machine: hub and stand as programs of their own, with passwords made here, and `run.json`
 * that tells other programs where everything is. Knows nothing of tickets.
 */
import { randomBytes } from "node:crypto";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { Program } from "./program.ts";

export type TownHallOptions = {
  /** The folder of the built programs. */
  readonly programs: string;
  /** The file of the demo location. */
  readonly location: string;
  readonly dataDir: string;
  /** 0: any free one. */
  readonly httpPort: number;
  readonly mqttPort: number;
  readonly standPort: number;
  readonly mqttUrl: string | null;
  /** What the programs inherit, e.g. PATH. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
};

export type TownHall = {
  /** Resolves when hub or stand gave up. */
  readonly ended: Promise<void>;
  /** Stops both and answers with the exit code. */
  readonly close: () => Promise<number>;
};

type Account = { username: string; role: string; id: string; clientId: string; password: string };
type Place = { url: string; pid: number };

/** The demo's MQTT accounts; made once a data folder, so that a running display survives a restart. */
function accountsOf(file: string): Account[] {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Account[];
  const account = (role: string, id: string): Account => ({
    username: `${role}-${id}`,
    role,
    id,
    clientId: `${role}-${id}`,
    password: randomBytes(18).toString("base64url"),
  });
  const accounts = [
    account("stand", "s1"),
    account("display", "d1"),
    account("staff", "demo"),
    account("integration", "demo"),
  ];
  writeSecret(file, JSON.stringify(accounts, null, 2));
  return accounts;
}

function writeSecret(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Where everything is kept, below the data folder. */
function filesOf(dataDir: string) {
  return {
    hub: join(dataDir, "hub"),
    stand: join(dataDir, "stand"),
    paper: join(dataDir, "paper", "s1.jsonl"),
    secrets: join(dataDir, "secrets"),
    accounts: join(dataDir, "secrets", "accounts.json"),
    standPassword: join(dataDir, "secrets", "stand-s1"),
    staffPin: join(dataDir, "secrets", "staff-pin"),
    standConfig: join(dataDir, "stand.json"),
    log: join(dataDir, "log.jsonl"),
    run: join(dataDir, "run.json"),
  };
}

type Files = ReturnType<typeof filesOf>;

/** The stand's file: everything simulated, and the paper outside the stand's own state, as real paper is. */
function standConfig(files: Files, account: Account, at: { mqttUrl: string; port: number }): string {
  const config = {
    v: 1,
    location: "demo",
    stand: "s1",
    dataDir: files.stand,
    mqtt: { url: at.mqttUrl, username: account.username, passwordFile: files.standPassword },
    http: { host: "127.0.0.1", port: at.port },
    screen: true,
    paperWidthMm: 80,
    staffPinFile: files.staffPin,
    buttons: { driver: "simulated", count: 9 },
    lamps: { driver: "simulated", count: 9 },
    assist: { button: 9 },
    printer: { driver: "simulated", paperFile: files.paper },
    scanner: { driver: "simulated" },
    keypad: { driver: "simulated" },
    speaker: { driver: "simulated" },
    voice: { driver: "simulated", cacheFolder: join(files.stand, "speech") },
  };
  return JSON.stringify(config, null, 2);
}

function hubCommand(options: TownHallOptions, files: Files, ports: { http: number; mqtt: number }): string[] {
  return [
    join(options.programs, "talon-hub.js"),
    "--demo",
    ...["--location", options.location],
    ...["--data-dir", files.hub],
    ...["--http-port", String(ports.http)],
    ...["--mqtt-port", String(ports.mqtt)],
    ...["--demo-accounts", files.accounts],
    ...(options.mqttUrl ? ["--mqtt-url", options.mqttUrl] : []),
  ];
}

/** What the first line to a newcomer says. */
function greeting(hub: Place, stand: Place): string {
  return [
    "",
    "Talon kører / is running:",
    `  stander / stand      ${stand.url}/`,
    `  personale / staff    ${hub.url}/staff`,
    `  skærm / display      ${hub.url}/display/d1`,
    "Tryk på en knap ved standeren, og kald nummeret fra personalesiden. Ctrl-C stopper.",
    "Press a button at the stand, then call the number from the staff page. Ctrl-C stops.",
    "",
  ].join("\n");
}

/** Starts hub, then stand; answers at once. Faults of the programs are said in their own words. */
export function openTownHall(options: TownHallOptions): TownHall {
  const hall = new Hall(options);
  hall.start();
  return { ended: hall.ended, close: () => hall.close() };
}

/** Whether this very process wrote the run file; another demo's stays where it is. */
function isOurs(file: string): boolean {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { pid?: number }).pid === process.pid;
  } catch {
    return false;
  }
}

/** The port of an address; 0 where it names none. */
function portOf(url: unknown): number {
  return URL.canParse(String(url)) ? Number(new URL(String(url)).port) : 0;
}

class Hall {
  readonly ended: Promise<void>;
  readonly #options: TownHallOptions;
  readonly #files: Files;
  readonly #log: (line: string) => void;
  readonly #accounts: Account[];
  #hub: { program: Program; place: Place | null } | null = null;
  #stand: { program: Program; place: Place | null } | null = null;
  #mqttUrl = "";
  #ports: { http: number; mqtt: number; stand: number };
  #code = 0;
  #giveUp: () => void = () => undefined;

  constructor(options: TownHallOptions) {
    this.#options = options;
    this.#ports = { http: options.httpPort, mqtt: options.mqttPort, stand: options.standPort };
    this.#files = filesOf(resolve(options.dataDir));
    mkdirSync(this.#files.secrets, { recursive: true, mode: 0o700 });
    mkdirSync(join(resolve(options.dataDir), "paper"), { recursive: true });
    const log = createWriteStream(this.#files.log, { flags: "a" });
    this.#log = (line) => void log.write(`${line}\n`);
    this.#accounts = accountsOf(this.#files.accounts);
    this.ended = new Promise((ended) => {
      this.#giveUp = ended;
    });
  }

  start(): void {
    this.#startHub();
  }

  #program(
    name: string,
    command: () => readonly string[],
    onReady: (said: Readonly<Record<string, unknown>>, pid: number) => void,
  ): Program {
    return new Program({
      name,
      command,
      environment: this.#options.environment,
      log: this.#log,
      onReady,
      onSlow: (line) => this.#options.say(`${name}: not ready yet; it last said: ${line || "nothing"}`),
      onCrash: (how) => this.#options.say(`${name}: ${how}; starting again`),
      onEnd: (how, said) => {
        this.#options.say(
          `${name}: ${how}${said ? `\n${said}` : ""}\nThe whole log is in ${this.#files.log}`,
        );
        this.#code = 1;
        this.#giveUp();
      },
    });
  }

  #startHub(): void {
    // A port that was any free one stays the same after a crash: pages and paper name it.
    const command = () => hubCommand(this.#options, this.#files, this.#ports);
    const program = this.#program("hub", command, (said, pid) => {
      if (!this.#hub) return;
      this.#hub.place = { url: String(said["http"]), pid };
      this.#ports = { ...this.#ports, http: portOf(said["http"]), mqtt: portOf(said["mqtt"]) };
      this.#mqttUrl = this.#options.mqttUrl ?? String(said["mqtt"]);
      if (!this.#stand) this.#startStand();
      this.#tell();
    });
    this.#hub = { program, place: null };
    program.start();
  }

  #startStand(): void {
    const account = this.#accounts.find((one) => one.role === "stand");
    if (!account)
      throw new Error(`${this.#files.accounts} names no stand: delete the data folder and start again`);
    writeSecret(this.#files.standPassword, account.password);
    if (!existsSync(this.#files.staffPin))
      writeSecret(this.#files.staffPin, String(1000 + (randomBytes(2).readUInt16BE() % 9000)));
    const command = () => {
      // Asked anew at every start, since a free port that was found stays the stand's.
      const at = { mqttUrl: this.#mqttUrl, port: this.#ports.stand };
      writeFileSync(this.#files.standConfig, standConfig(this.#files, account, at));
      return [join(this.#options.programs, "talon-stand.js"), "--config", this.#files.standConfig, "--demo"];
    };
    const program = this.#program("stand", command, (said, pid) => {
      if (!this.#stand) return;
      const isFirst = this.#stand.place === null;
      this.#stand.place = { url: String(said["http"]), pid };
      this.#ports = { ...this.#ports, stand: portOf(said["http"]) };
      this.#tell();
      if (isFirst && this.#hub?.place) this.#options.say(greeting(this.#hub.place, this.#stand.place));
    });
    this.#stand = { program, place: null };
    program.start();
  }

  /** `run.json`: for tests, demos and other people's tools. Readable by its owner only, since it holds passwords. */
  #tell(): void {
    const [hub, stand] = [this.#hub?.place, this.#stand?.place];
    if (!hub || !stand) return;
    const run = {
      v: 1,
      pid: process.pid,
      location: "demo",
      dataDir: resolve(this.#options.dataDir),
      hub,
      stand: { ...stand, id: "s1" },
      urls: {
        hub: `${hub.url}/`,
        api: `${hub.url}/api/`,
        staff: `${hub.url}/staff`,
        display: `${hub.url}/display/d1`,
        stand: `${stand.url}/`,
      },
      mqtt: { url: this.#mqttUrl, accounts: this.#accounts },
      staffPin: readFileSync(this.#files.staffPin, "utf8").trim(),
      files: {
        paper: this.#files.paper,
        hub: this.#files.hub,
        stand: this.#files.stand,
        log: this.#files.log,
      },
    };
    writeSecret(this.#files.run, JSON.stringify(run, null, 2));
  }

  async close(): Promise<number> {
    await this.#stand?.program.close();
    await this.#hub?.program.close();
    if (isOurs(this.#files.run)) rmSync(this.#files.run, { force: true });
    return this.#code;
  }
}
