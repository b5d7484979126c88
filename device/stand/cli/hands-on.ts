/**
 * Walks the technician's round (machine/round.ts) at a terminal: drivers on one side, a pair of eyes and hands on the other.
 * Decides nothing of the round; opens no driver.
 */
import type { Buttons } from "../../../hal/button/contract.ts";
import type { Keypad } from "../../../hal/keypad/contract.ts";
import type { Lamps } from "../../../hal/lamp/contract.ts";
import type { StopListening } from "../../../hal/listeners.ts";
import type { Printer, Slip } from "../../../hal/printer/contract.ts";
import type { Scanner } from "../../../hal/scanner/contract.ts";
import type { Speaker } from "../../../hal/speaker/contract.ts";
import { inLanguage, type StaffLanguage } from "../../../protocol/terms.ts";
import {
  beginRound,
  isOver,
  litButton,
  type Round,
  type RoundEffect,
  type RoundEvent,
  type RoundPlan,
  type RoundTurn,
  turn,
} from "../machine/round.ts";
import { promptWords, verdictWords } from "../machine/round-words.ts";
import { faultWords } from "./faults.ts";
import { HANDS_WORDS } from "./hands-words.ts";

/** The keyboard of the terminal: one call a key. */
export type Hands = { readonly onKey: (listener: (key: string) => void) => StopListening };

/** The parts of the round; `null` for one that is not there, cannot be opened, or has nobody to press it. */
export type RoundDrivers = {
  readonly buttons: Buttons | null;
  readonly lamps: Lamps | null;
  readonly printer: Printer | null;
  readonly scanner: Scanner | null;
  readonly keypad: Keypad | null;
  readonly speaker: Speaker | null;
};

export type RoundOptions = {
  /** The button that is the tactile key. */
  readonly assist?: number | undefined;
  readonly code: string;
  readonly taskMs: number;
  readonly slip: Slip;
  readonly printMs: number;
  readonly tone: Uint8Array;
  readonly hands: Hands;
  readonly language: StaffLanguage;
  readonly after: (ms: number, act: () => void) => () => void;
  readonly say: (line: string) => void;
};

/** What the technician's keys mean; Danish and English ones are never two things. */
const KEYS: Readonly<Record<string, RoundEvent>> = {
  j: { kind: "answered", isRight: true },
  y: { kind: "answered", isRight: true },
  n: { kind: "answered", isRight: false },
  s: { kind: "skipped" },
  q: { kind: "ended" },
  "\u0003": { kind: "ended" }, // Ctrl-C
  "\u0004": { kind: "ended" }, // Ctrl-D
};

function planOf(drivers: RoundDrivers, { code, taskMs, assist }: RoundOptions): RoundPlan {
  return {
    buttons: drivers.buttons?.count ?? 0,
    assist: assist ?? null,
    lamps: drivers.lamps?.numbers ?? [],
    hasPrinter: drivers.printer !== null,
    hasScanner: drivers.scanner !== null,
    keys: drivers.keypad?.keys ?? [],
    hasSpeaker: drivers.speaker !== null,
    away: [],
    canAnswer: true,
    code,
    taskMs,
  };
}

/** One round from begin to end. The drivers stay open. */
export class HandsOnRound {
  readonly #drivers: RoundDrivers;
  readonly #options: RoundOptions;
  #round: Round | null = null;
  #told = 0;
  #prompt = "";
  #lit: number | null = null;
  #callOff = (): void => undefined;
  #listening: StopListening[] = [];
  #finish: (round: Round) => void = () => undefined;

  constructor(drivers: RoundDrivers, options: RoundOptions) {
    this.#drivers = drivers;
    this.#options = options;
  }

  /** Resolves with the whole round when its last task is judged, or the technician ends it. */
  run(): Promise<Round> {
    return new Promise((resolve) => {
      this.#finish = resolve;
      this.#options.say(HANDS_WORDS[this.#options.language].keys);
      this.#listen();
      this.#follow(beginRound(planOf(this.#drivers, this.#options)));
    });
  }

  #listen(): void {
    const { buttons, scanner, keypad } = this.#drivers;
    const happen = (event: RoundEvent) => this.#happen(event);
    this.#listening = [
      this.#options.hands.onKey((key) => {
        const event = KEYS[key.toLowerCase()];
        if (event) happen(event);
      }),
      ...(buttons
        ? [
            buttons.onPress(({ number: button }) => happen({ kind: "pressed", button })),
            buttons.onStuck(({ number: button }) => happen({ kind: "stuck", button })),
          ]
        : []),
      ...(scanner ? [scanner.onCode(({ code }) => happen({ kind: "presented", code }))] : []),
      ...(keypad ? [keypad.onKey(({ key }) => happen({ kind: "key", key }))] : []),
    ];
  }

  #happen(event: RoundEvent): void {
    if (this.#round !== null) this.#follow(turn(this.#round, event));
  }

  #follow({ round, effects }: RoundTurn): void {
    this.#round = round;
    this.#tell(round);
    this.#light(round);
    for (const effect of effects) this.#do(effect);
    if (isOver(round)) this.#end(round);
  }

  #tell(round: Round): void {
    const { language, say } = this.#options;
    for (const one of round.done.slice(this.#told)) say(`  = ${inLanguage(verdictWords(one), language)}`);
    this.#told = round.done.length;
    const asks = round.phase === "asking" ? ` ${HANDS_WORDS[language].yesNo}` : "";
    const prompt = `  ? ${inLanguage(promptWords(round), language)}${asks}`;
    if (!isOver(round) && prompt !== this.#prompt) say(prompt);
    this.#prompt = prompt;
  }

  #light(round: Round): void {
    const lit = litButton(round);
    if (lit === this.#lit) return;
    if (this.#lit !== null) this.#drivers.lamps?.set(this.#lit, "off");
    if (lit !== null) this.#drivers.lamps?.set(lit, "on");
    this.#lit = lit;
  }

  #do(effect: RoundEffect): void {
    switch (effect.do) {
      case "timer":
        this.#callOff();
        this.#callOff = this.#options.after(effect.afterMs, () => this.#happen({ kind: "timeout" }));
        return;
      case "stop-timer":
        this.#callOff();
        return;
      case "print":
        void this.#print();
        return;
      case "play":
        void this.#play();
        return;
    }
  }

  async #print(): Promise<void> {
    const { slip, printMs: timeoutMs } = this.#options;
    const outcome = await this.#drivers.printer?.print(slip, { timeoutMs });
    this.#happen({ kind: "printed", result: outcome?.result ?? "failed", code: outcome?.code ?? null });
  }

  async #play(): Promise<void> {
    const outcome = await this.#drivers.speaker?.play(this.#options.tone, { label: "check" });
    const code = outcome?.result === "failed" ? outcome.code : null;
    const problem = code && faultWords(code, "", this.#options.language).problem;
    this.#happen({ kind: "played", problem: problem ?? (outcome?.result === "played" ? null : "-") });
  }

  #end(round: Round): void {
    this.#callOff();
    for (const stop of this.#listening.splice(0)) stop();
    this.#finish(round);
  }
}
