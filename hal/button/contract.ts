/**
 * The contract of the buttons of a stand.
 * Knows no menu and no service: what a button does is data of the location.
 */
import type { HalFault } from "../errors.ts";
import type { StopListening } from "../listeners.ts";

/** One press. */
export type ButtonPress = {
  /** The button, counted from 1, in the order of the configuration. */
  number: number;
  /**
   * Milliseconds since boot; never goes back. The character device gives the kernel's own time of the edge (debounced, so
   * by the debounce time later than the finger), the other drivers the time at which they were told.
   */
  monotonicMs: number;
  /** Epoch milliseconds, UTC; only as right as the machine's clock. */
  at: number;
};

/** A button that was let go after a press that was told. */
export type ButtonRelease = { number: number };

/** A button that has been held down for too long; `fault` is HAL_BUTTON_STUCK, its value the number. */
export type StuckButton = { number: number; fault: HalFault };

/** A stuck button that was let go. */
export type FreeButton = { number: number };

/**
 * The buttons of one stand.
 *
 * Promises: one `onPress` for each press that the hardware saw, told at the moment of pressing (not of releasing), in
 * order; contact bounce is filtered; a button held for over 30 s (`stuckMs`) is told by `onStuck` once, gives no press until
 * it is let go, and then `onFree` once; one that is down already when the buttons are opened, or are back, gives no press and
 * may become stuck; `onGone` once when the button board disappears (after `onFree` of the stuck ones) and `onBack` once when
 * it is there again, without any call of the user; after `close` nothing is told and no descriptor, timer, read or child keeps
 * the process alive; `onRelease` once after a press that was told, when the button is let go, at most half a second late.
 *
 * A press while the event loop is busy: the character device (`cdev`) keeps it, at least 64 edges a line and 1,024 in all, and
 * when even that was too little `onProblem` says so. `onoff` loses such presses and cannot know it. On `cdev` a press of 20 ms
 * or longer counts once as long as the debounce time is shorter than that (5 ms unless configured).
 *
 * Does not promise: to tell a press twice by one person from presses by two (the stand's guard does that); a release when the
 * board went meanwhile; that presses while the board was gone are told later.
 */
export interface Buttons {
  /** How many buttons there are; their numbers are 1 to `count`. */
  readonly count: number;
  onPress(listener: (press: ButtonPress) => void): StopListening;
  onRelease(listener: (release: ButtonRelease) => void): StopListening;
  onStuck(listener: (stuck: StuckButton) => void): StopListening;
  onFree(listener: (free: FreeButton) => void): StopListening;
  /** Told HAL_BUTTON_MISSED: presses were lost, and how many edges. Only `cdev` can know. */
  onProblem(listener: (fault: HalFault) => void): StopListening;
  /** Told HAL_BUTTON_GONE; HAL_BUTTON_UNREAD, for good, where the child of `cdev` that reads lines cannot run. */
  onGone(listener: (fault: HalFault) => void): StopListening;
  onBack(listener: () => void): StopListening;
  close(): Promise<void>;
}

/** The other side of simulated buttons: the citizen's finger and the cable. */
export type ButtonFarSide = {
  /** Presses button `number` and lets it go; true when the contract emitted it, false when there is no such button, or it is unplugged, held or stuck. */
  press: (number: number) => boolean;
  /** Presses button `number` and keeps it down; true when the contract emitted it. */
  hold: (number: number) => boolean;
  /** Lets button `number` go. */
  release: (number: number) => void;
  /** Pulls the cable of the button board (false) or puts it back (true). */
  plugged: (isPlugged: boolean) => void;
};

/** Buttons that exist in memory only. */
export type SimulatedButtonsOptions = {
  driver: "simulated";
  /** How many buttons, 1 to 32. */
  count: number;
  /** A button held for longer than this is stuck. Default 30,000. */
  stuckMs?: number | undefined;
};

/** How buttons are wired, and when a press is one. */
export type ButtonWiring = {
  /** Labels of the chip, the first one present is taken. Default: the header chips of Raspberry Pi 5, 4 and older. */
  chipLabels?: readonly string[] | undefined;
  /** True when a pressed button pulls the line low (button to ground, the usual wiring). Default true. */
  isActiveLow?: boolean | undefined;
  /**
   * How long a contact may bounce. `cdev`: the kernel takes a level that stood this long, default 5, and shorter presses do
   * not count. `onoff`: a press is taken at its first edge, edges within this time after another edge are bounce, default 8.
   */
  debounceMs?: number | undefined;
  /** A button held for longer than this is stuck. Default 30,000. */
  stuckMs?: number | undefined;
};

/** Buttons on GPIO lines by way of `onoff` (sysfs). */
export type OnoffButtonsOptions = ButtonWiring & {
  driver: "onoff";
  /** Line of button 1, 2, ... as numbered on the chip (BCM number on a Raspberry Pi), counted from 0. */
  lines: readonly number[];
};

/** What the character device can do and sysfs cannot. */
export type CdevButtonWiring = ButtonWiring & {
  /** Line of button 1, 2, ... by number or by the chip's own name for it. Named lines need no label: any chip that has all of them is taken. */
  lines: readonly (number | string)[];
  /** The resistor inside the chip. Default: towards the level of a button that is not pressed. */
  bias?: "pull-up" | "pull-down" | "none" | undefined;
};

/** Buttons on GPIO lines by way of the kernel's character device (/dev/gpiochipN). */
export type CdevButtonsOptions = CdevButtonWiring & { driver: "cdev" };

/** The character device where this machine has it, else `onoff`, which passes over `bias` and knows no named line. */
export type AutoButtonsOptions = CdevButtonWiring & { driver: "auto" };

/** What `openButtons` takes. */
export type ButtonsOptions =
  | SimulatedButtonsOptions
  | OnoffButtonsOptions
  | CdevButtonsOptions
  | AutoButtonsOptions;
