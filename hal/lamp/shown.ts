/**
 * What each lamp is to show, and the one beat of those that blink.
 * Knows no wire: it says which lamps are to be lit, the driver lights them.
 */
import type { LampState } from "./contract.ts";

/** Half a blink: one second on, one second off. */
const BLINK_MS = 1000;

/** Lamps that are lit or dark now, by the number of their button. */
export type Lights = ReadonlyMap<number, boolean>;

/**
 * The states of the lamps of one driver; `light` is called with what changes, in one call for all blinking lamps.
 * Promises: the first lamp to blink begins bright; no timer while nothing blinks; the timer keeps no process alive.
 */
export class ShownLamps {
  readonly numbers: readonly number[];
  readonly #states: Map<number, LampState>;
  readonly #light: (lights: Lights) => void;
  #beat: NodeJS.Timeout | undefined;
  #isBright = true;

  constructor(numbers: readonly number[], light: (lights: Lights) => void) {
    this.numbers = numbers;
    this.#states = new Map(numbers.map((number) => [number, "off"]));
    this.#light = light;
  }

  set(number: number, state: LampState): void {
    if (!this.#states.has(number)) return;
    this.#states.set(number, state);
    this.#keepBeat();
    this.#light(new Map([[number, this.#isLit(state)]]));
  }

  /** Every lamp as it is to be now, for lines that were opened anew. */
  all(): Lights {
    return new Map([...this.#states].map(([number, state]) => [number, this.#isLit(state)]));
  }

  /** All lamps dark, and no beat any more. */
  end(): void {
    for (const number of this.numbers) this.#states.set(number, "off");
    this.#keepBeat();
    this.#light(this.all());
  }

  #isLit(state: LampState): boolean {
    return state === "on" || (state === "blink" && this.#isBright);
  }

  #keepBeat(): void {
    const isBlinking = [...this.#states.values()].includes("blink");
    if (isBlinking) this.#beat ??= setInterval(() => this.#turn(), BLINK_MS).unref();
    if (isBlinking || this.#beat === undefined) return;
    clearInterval(this.#beat);
    this.#beat = undefined;
    this.#isBright = true;
  }

  #turn(): void {
    this.#isBright = !this.#isBright;
    const blinking = [...this.#states].filter(([, state]) => state === "blink");
    this.#light(new Map(blinking.map(([number]) => [number, this.#isBright])));
  }
}
