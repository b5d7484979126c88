/** A stand of the simulated week as it is built: its own core, card, screen and line to the hub, with simulated parts, on the week's clock. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AssembledStand, openStand } from "../../../device/stand/assemble.ts";
import { type SoftKey, sidesOf } from "../../../device/stand/screen/view.ts";
import { checkStand } from "../../../protocol/config/stand.ts";
import type { Log } from "../../../protocol/link/log.ts";
import type { PaperSlip, StandPicture } from "../../../protocol/snapshots.ts";
import type { StandId } from "../../../protocol/terms.ts";
import type { Hall } from "../../broker/hall.ts";
import { until } from "../../broker/mqtt/far-side.ts";
import type { WeekClock } from "./clock.ts";
import { Watched } from "./watched.ts";

/** Longer than the guard of a button (design rule 10), and than a finger's second tap. */
const [AFTER_PRESS_MS, AFTER_TAP_MS] = [6_000, 1_000];
/** Longer than a code's answer is shown, and than the warning before it goes. */
const SHOWN_MS = 21_000;

function standFile(hall: Hall, stand: string, { folder, hasKeypad }: { folder: string; hasKeypad: boolean }) {
  const checked = checkStand({
    ...{ v: 1, location: "demo", stand, dataDir: join(folder, "stand"), screen: true },
    mqtt: { url: hall.hub.places.mqtt, username: `stand-${stand}`, passwordFile: "unused" },
    http: { host: "127.0.0.1", port: 0 },
    buttons: { driver: "simulated", count: 4 },
    lamps: { driver: "simulated", count: 4 },
    printer: { driver: "simulated", paperFile: join(folder, "paper.jsonl"), printMs: 1 },
    ...{ scanner: { driver: "simulated" }, ...(hasKeypad ? { keypad: { driver: "simulated" } } : {}) },
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}

/** What it logs as wrong, which a week without accidents has none of. */
function troublesIn(troubles: string[]): Log {
  const quiet = () => undefined;
  const wrong = (what: string, fields?: object) => void troubles.push(`${what} ${JSON.stringify(fields)}`);
  return { debug: quiet, info: quiet, notice: quiet, warning: wrong, error: wrong, critical: wrong };
}

export class WeekStand {
  readonly id: StandId;
  readonly troubles: string[] = [];
  readonly #clock: WeekClock;
  readonly #folder: string;
  #stand: AssembledStand | null = null;
  #screen: Watched | null = null;
  /** Words of when something opens are dear to make. */
  #drawn: { readonly of: StandPicture | null; readonly keys: readonly SoftKey[] } = { of: null, keys: [] };

  private constructor(id: string, clock: WeekClock, folder: string) {
    this.id = id as StandId;
    this.#clock = clock;
    this.#folder = folder;
  }

  static async open(hall: Hall, clock: WeekClock, id: string, hasKeypad = false): Promise<WeekStand> {
    const folder = await mkdtemp(join(tmpdir(), "talon-week-"));
    const made = new WeekStand(id, clock, folder);
    made.#stand = await openStand({
      config: standFile(hall, id, { folder, hasKeypad }),
      secrets: { password: `secret of stand-${id}`, ca: undefined, staffPin: null },
      ...{ outside: clock.outside(), log: troublesIn(made.troubles), version: "0.0.0" },
      pages: join(import.meta.dirname, "../../../dist/pages/stand"),
    });
    made.#screen = await Watched.open(`${made.#stand.url}/events`);
    await until(() => made.#screen?.newest() !== undefined && made.picture.online);
    return made;
  }

  async close(): Promise<void> {
    this.#screen?.close();
    await this.#stand?.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** What its screen shows. */
  get picture(): StandPicture {
    return this.#screen?.newest() as StandPicture;
  }

  /** The keys as its screen draws them beside the buttons. */
  keys(): readonly SoftKey[] {
    const { picture } = this;
    if (this.#drawn.of !== picture) {
      const { left, right } = sidesOf(picture);
      this.#drawn = { of: picture, keys: [...left, ...right] };
    }
    return this.#drawn.keys;
  }

  #isLit(button: number): boolean {
    return this.keys().some((key) => key.button === button && key.lit);
  }

  /** Slips that hang out of the printer. */
  #strip(): readonly PaperSlip[] {
    return this.#screen?.newest<PaperSlip[]>("strip") ?? [];
  }

  async #post(path: string, body?: string): Promise<void> {
    const answer = await fetch(`${this.#stand?.url}${path}`, {
      method: "POST",
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }

  async #press(button: number): Promise<void> {
    await this.#post(`/simulated/button/${button}/press`);
  }

  /**
   * Presses its way to a service, through a menu where there is one; `null` where a key on it is dark, which is pressed all the
   * same. Else the slip that came out, torn off.
   */
  async ask([first, second]: readonly number[]): Promise<PaperSlip | null> {
    const isLit = this.#isLit(first as number);
    await this.#press(first as number);
    if (!isLit) return null;
    if (second !== undefined && !(await this.#chooseIn(second))) return null;
    return await this.#torn();
  }

  /** The slip that comes out, torn off. */
  async #torn(): Promise<PaperSlip> {
    await until(() => this.#strip().length > 0);
    const [slip] = this.#strip();
    await this.#post("/simulated/paper/tear");
    await until(() => this.#strip().length === 0);
    return slip as PaperSlip;
  }

  /** Shows an appointment's code or a card, or types digits; resolves with the slip, or `null` where the screen says why there is none. */
  async checkIn(shows: { readonly scan: string } | { readonly type: string }): Promise<PaperSlip | null> {
    if ("scan" in shows) await this.#post("/simulated/scanner", shows.scan);
    else for (const key of [...shows.type, "enter"]) await this.#post(`/simulated/keypad/${key}`);
    const isTurnedAway = () => this.picture.standing !== null && "refused" in this.picture.standing;
    await until(() => this.#strip().length > 0 || isTurnedAway());
    return this.#strip().length > 0 ? await this.#torn() : null;
  }

  /** The paper is out: the next citizen finds the button lit again. */
  async nextCitizen(): Promise<void> {
    this.#clock.pass(AFTER_PRESS_MS);
    await until(() => this.picture.buttons.every(({ because }) => because !== "busy"));
  }

  /** A choice in the menu that was opened; where it is dark the citizen goes back. */
  async #chooseIn(button: number): Promise<boolean> {
    await until(() => this.picture.menu !== null);
    this.#clock.pass(AFTER_TAP_MS);
    await until(() => this.picture.buttons.every(({ because }) => because !== "busy"));
    const isLit = this.#isLit(button);
    await this.#press(button);
    if (isLit) return true;
    const back = this.keys().find(({ kind }) => kind === "back");
    await this.#press(back?.button as number);
    await until(() => this.picture.menu === null);
    return false;
  }

  /** Holds a slip's code to the scanner; resolves with what the screen says of it. */
  async present(code: string): Promise<NonNullable<StandPicture["standing"]>> {
    await this.#post("/simulated/scanner", code);
    await until(() => this.picture.standing !== null);
    return this.picture.standing as NonNullable<StandPicture["standing"]>;
  }

  /** Whoever missed their call goes back into the queue. */
  async rejoin(): Promise<void> {
    const key = this.keys().find(({ kind }) => kind === "rejoin");
    await this.#press(key?.button as number);
    await until(() => {
      const { standing } = this.picture;
      return standing !== null && "state" in standing && standing.state === "waiting";
    });
  }

  /** The citizen has read it and goes: it is shown for its time, and with a warning for as long again. */
  async leaveAlone(): Promise<void> {
    for (let half = 0; half < 2; half += 1) this.#clock.pass(SHOWN_MS);
    await until(() => this.picture.standing === null);
  }
}
