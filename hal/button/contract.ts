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
  /** Milliseconds since boot; never goes back. */
  monotonicMs: number;
  /** Epoch milliseconds, UTC; only as right as the machine's clock. */
  at: number;
};

/**
 * The buttons of one stand.
 *
 * Promises: one `onPress` for each press that the hardware saw, told at the moment of pressing (not of releasing), in
 * order; contact bounce is filtered; `onGone` once when the button board disappears and `onBack` once when it is there
 * again, without any call of the user; after `close` nothing is told and no descriptor, timer or read keeps the process alive.
 *
 * Does not promise: that a press is seen while the event loop is busy (onoff loses such presses, see its docstring); to
 * tell a press twice by one person from presses by two (the stand's guard does that); releases, or how long a button was held.
 */
export interface Buttons {
  /** How many buttons there are; their numbers are 1 to `count`. */
  readonly count: number;
  onPress(listener: (press: ButtonPress) => void): StopListening;
  /** Told HAL_BUTTON_GONE. */
  onGone(listener: (fault: HalFault) => void): StopListening;
  onBack(listener: () => void): StopListening;
  close(): Promise<void>;
}

/** The other side of simulated buttons: the citizen's finger and the cable. */
export type ButtonFarSide = {
  /** Presses button `number`; true when the contract emitted it, false when there is no such button or it is unplugged. */
  press: (number: number) => boolean;
  /** Pulls the cable of the button board (false) or puts it back (true). */
  plugged: (isPlugged: boolean) => void;
};

/** Buttons that exist in memory only. */
export type SimulatedButtonsOptions = {
  driver: "simulated";
  /** How many buttons, 1 to 32. */
  count: number;
};

/** Buttons on GPIO lines by way of `onoff` (sysfs). */
export type OnoffButtonsOptions = {
  driver: "onoff";
  /** Line of button 1, 2, ... as numbered on the chip (BCM number on a Raspberry Pi), counted from 0. */
  lines: readonly number[];
  /** Labels of the chip, the first one present is taken. Default: the header chips of Raspberry Pi 5, 4 and older. */
  chipLabels?: readonly string[] | undefined;
  /** True when a pressed button pulls the line low (button to ground, the usual wiring). Default true. */
  isActiveLow?: boolean | undefined;
  /** A press is taken at its first edge; edges within this many milliseconds after another edge are bounce. Default 8. */
  debounceMs?: number | undefined;
};

/** What `openButtons` takes. */
export type ButtonsOptions = SimulatedButtonsOptions | OnoffButtonsOptions;
