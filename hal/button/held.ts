/**
 * Which buttons are held down, and since when: tells a button that sticks, and when it is free again.
 * Knows no wire; the driver tells it what the contacts do and answers how a contact stands now.
 */
import type { HalClock } from "../clock.ts";
import { HalFault } from "../errors.ts";
import { Listeners } from "../listeners.ts";
import type { ButtonRelease, FreeButton, StuckButton } from "./contract.ts";

/** After how long a held button is stuck, when the configuration does not say. */
const STUCK_MS = 30_000;
/** How often held buttons are looked at. */
const LOOK_MS = 250;
/** A contact that is open for no longer is bouncing. */
const BOUNCE_MS = 40;

export type HeldOptions = { stuckMs?: number | undefined; lookMs?: number | undefined };

type Hold = { sinceMs: number; isStuck: boolean; isPress: boolean };

/**
 * The held buttons of one board.
 * Promises: a stuck button is told once, and free once, also when the release itself went unseen, because the contact is
 * asked (`isDown`) before anything is told; no timer while nothing is held; the timer keeps no process alive.
 */
export class HeldButtons {
  readonly stuck = new Listeners<StuckButton>();
  readonly free = new Listeners<FreeButton>();
  readonly letGo = new Listeners<ButtonRelease>();
  readonly #clock: HalClock;
  readonly #isDown: (number: number) => boolean;
  readonly #stuckMs: number;
  readonly #lookMs: number;
  readonly #holds = new Map<number, Hold>();
  readonly #lettingGo = new Map<number, NodeJS.Timeout>();
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: HalClock, isDown: (number: number) => boolean, options: HeldOptions) {
    this.#clock = clock;
    this.#isDown = isDown;
    this.#stuckMs = options.stuckMs ?? STUCK_MS;
    this.#lookMs = options.lookMs ?? LOOK_MS;
  }

  /** The contact closed at `sinceMs`, as a press or without one; false when the button is stuck, so that this is no press. */
  pressed(number: number, sinceMs: number, isPress: boolean): boolean {
    const before = this.#holds.get(number);
    if (before?.isStuck) return false;
    const goesOn = this.#stopLettingGo(number) || before?.isPress === true;
    this.#holds.set(number, { sinceMs, isStuck: false, isPress: isPress || goesOn });
    this.#timer ??= setInterval(() => this.#look(), this.#lookMs).unref();
    return true;
  }

  released(number: number): void {
    const hold = this.#holds.get(number);
    this.#holds.delete(number);
    if (this.#holds.size === 0) this.#stopLooking();
    if (hold?.isStuck) this.free.tell({ number });
    if (hold?.isPress) this.#letGoSoon(number);
  }

  /** The board has gone: nothing is held that anyone could know of. */
  forget(): void {
    for (const hold of this.#holds.values()) hold.isPress = false;
    for (const number of [...this.#lettingGo.keys()]) this.#stopLettingGo(number);
    for (const number of [...this.#holds.keys()]) this.released(number);
  }

  close(): void {
    this.#stopLooking();
    for (const number of [...this.#lettingGo.keys()]) this.#stopLettingGo(number);
    this.#holds.clear();
    this.stuck.clear();
    this.free.clear();
    this.letGo.clear();
  }

  /** Contacts bounce at the press too: let go is what stays open for a moment. */
  #letGoSoon(number: number): void {
    const tell = (): void => {
      this.#lettingGo.delete(number);
      this.letGo.tell({ number });
    };
    this.#lettingGo.set(number, setTimeout(tell, BOUNCE_MS).unref());
  }

  /** Whether the button was about to be told as let go. */
  #stopLettingGo(number: number): boolean {
    clearTimeout(this.#lettingGo.get(number));
    return this.#lettingGo.delete(number);
  }

  #look(): void {
    for (const [number, hold] of [...this.#holds]) {
      if (!this.#isDown(number)) this.released(number);
      else if (!hold.isStuck && this.#clock.monotonicMs() - hold.sinceMs > this.#stuckMs)
        this.#tell(number, hold);
    }
  }

  #tell(number: number, hold: Hold): void {
    if (this.#holds.get(number) !== hold) return; // the board went while it was asked
    hold.isStuck = true;
    this.stuck.tell({ number, fault: new HalFault("HAL_BUTTON_STUCK", `${number}`) });
  }

  #stopLooking(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
