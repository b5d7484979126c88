/**
 * A caller at a counter: its keypad's keys become requests to the hub, lamp 1 says whether presses are taken.
 * Decides nothing: the machine in caller.ts does, and who is next is the hub's word.
 */
import type { Keypad } from "../../hal/keypad/contract.ts";
import type { Lamps } from "../../hal/lamp/contract.ts";
import type { CallerConfig } from "../../protocol/config/caller.ts";
import type { Log } from "../../protocol/link/log.ts";
import type { MqttSecrets } from "../mqtt-secrets.ts";
import { step } from "./caller.ts";
import { HubLine } from "./hub-line.ts";
import { type CallerEvent, type CallerState, type Effect, isReady, newCaller } from "./state.ts";

const ANSWER_MS = 1_500;
const LAMP = 1;

export type CallerParts = {
  readonly config: CallerConfig;
  readonly secrets: MqttSecrets;
  readonly keypad: Keypad;
  readonly lamps: Lamps;
  readonly log: Log;
  /** The machine's clock, epoch ms. */
  readonly wallMs: () => number;
  /** A new UUID. */
  readonly newId: () => string;
  /** Does something later. */
  readonly after: (ms: number, act: () => void) => void;
  /** One line for whoever asks how it is; told when it changes. */
  readonly status: (line: string) => void;
  /** Default 1500. */
  readonly answerMs?: number;
};

/** One caller from open to close. Promises that a press is sent at once or never, and that one press is one request. */
export class RunningCaller {
  readonly #parts: CallerParts;
  readonly #line: HubLine;
  #state: CallerState;
  #isClosed = false;
  #saidStatus = "";

  constructor(parts: CallerParts) {
    const { config, secrets, wallMs, log, answerMs = ANSWER_MS } = parts;
    const { counter, does, repeatMs } = config;
    this.#parts = parts;
    this.#state = newCaller({ counter, does, repeatMs, answerMs });
    this.#line = new HubLine({ config, secrets, wallMs, log, happen: (event) => this.#happen(event) });
  }

  /** Begins to listen and to connect; keypad and broker may still be away. */
  open(): void {
    const { keypad, lamps, log, newId } = this.#parts;
    const padIs = (isPresent: boolean) => this.#happen({ kind: "keypad", isPresent });
    keypad.onKey(({ key, monotonicMs }) =>
      this.#happen({ kind: "pressed", key, atMs: monotonicMs, commandId: newId() }),
    );
    keypad.onMissed(() => log.warning("key presses lost"));
    keypad.onBack(() => {
      log.notice("keypad back");
      padIs(true);
    });
    keypad.onGone(({ code, message }) => {
      log.error("keypad gone", { code, problem: message });
      padIs(false);
    });
    lamps.onGone(({ code, message }) => log.error("lamp gone", { code, problem: message }));
    padIs(keypad.isPresent);
    this.#line.open();
  }

  /** Whether a press now would be sent. */
  get isReady(): boolean {
    return isReady(this.#state);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#line.close(), this.#parts.keypad.close(), this.#parts.lamps.close()]);
  }

  #happen(event: CallerEvent): void {
    if (this.#isClosed) return;
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#do(effect);
    this.#tellStatus();
  }

  #do(effect: Effect): void {
    const { log, lamps, after } = this.#parts;
    switch (effect.kind) {
      case "ask":
        return this.#line.ask(effect.ask);
      case "after":
        return after(effect.ms, () => this.#happen(effect.happens));
      case "lamp":
        return lamps.set(LAMP, effect.light);
      case "log":
        return log[effect.level](effect.what, effect.fields);
    }
  }

  #tellStatus(): void {
    const { isLineUp, isHubOnline, hasKeypad } = this.#state;
    const missing = [
      ...(hasKeypad ? [] : ["no keypad"]),
      ...(isLineUp ? [] : ["no broker"]),
      ...(isLineUp && !isHubOnline ? ["no hub"] : []),
    ];
    const line = missing.length === 0 ? "ready" : `presses are refused: ${missing.join(", ")}`;
    if (line === this.#saidStatus) return;
    this.#saidStatus = line;
    this.#parts.status(line);
  }
}
