/**
 * The contract of the lamps in the buttons of a stand.
 * Does not know why a lamp is lit; by the rules of the stand a lit lamp always gives a ticket.
 */
import type { HalFault } from "../errors.ts";
import type { StopListening } from "../listeners.ts";

/** What a lamp shows. `blink` is one second on, one second off, all blinking lamps in one beat. */
export type LampState = "on" | "off" | "blink";

/**
 * The lamps of one stand. They have one owner: the object that opened them. With `cdev` the kernel refuses the lines to
 * everyone else; with `onoff` nobody else may write the same lines, and nothing stops them.
 *
 * Promises: `set` takes effect before it returns; a lamp keeps its state until the next `set`; all lamps are off after
 * opening and after `close`; a lamp that was gone gets its last state again when it is back; a blinking lamp keeps no process alive.
 *
 * Does not promise: that a bulb shines (nobody measures light); that a killed
 * process leaves the lamps dark (systemd's restart opens them again, which darkens them).
 */
export interface Lamps {
  /** The numbers of the buttons that have a lamp, ascending. */
  readonly numbers: readonly number[];
  /** Sets the lamp of button `number`. A button without a lamp is passed over in silence: not every button has one. */
  set(number: number, state: LampState): void;
  /** Told HAL_LAMP_GONE, once, when a line can no longer be written. */
  onGone(listener: (fault: HalFault) => void): StopListening;
  onBack(listener: () => void): StopListening;
  close(): Promise<void>;
}

/** The other side of simulated lamps: the eye of the citizen. */
export type LampFarSide = {
  /** What the lamp of button `number` was last told; undefined where there is no lamp. */
  state: (number: number) => LampState | undefined;
  onChange: (listener: (change: { number: number; state: LampState }) => void) => StopListening;
  /** Pulls the cable (false) or puts it back (true). */
  plugged: (isPlugged: boolean) => void;
};

/** Lamps that exist in memory only, one for each button 1 to `count`. */
export type SimulatedLampsOptions = { driver: "simulated"; count: number };

/** How lamps are wired. */
export type LampWiring = {
  /** Labels of the chip, the first one present is taken. Default: the header chips of Raspberry Pi 5, 4 and older. */
  chipLabels?: readonly string[] | undefined;
  /** True when a low line lights the lamp. Default false. */
  isActiveLow?: boolean | undefined;
};

/** Lamps on GPIO lines by way of `onoff` (sysfs). */
export type OnoffLampsOptions = LampWiring & {
  driver: "onoff";
  /** Line of the lamp of button 1, 2, ... as numbered on the chip; null where a button has no lamp. */
  lines: readonly (number | null)[];
};

/** What the character device can do and sysfs cannot. */
export type CdevLampWiring = LampWiring & {
  /** Line of the lamp of button 1, 2, ... by number or by the chip's own name for it; null where a button has no lamp. Named lines need no label. */
  lines: readonly (number | string | null)[];
};

/** Lamps on GPIO lines by way of the kernel's character device (/dev/gpiochipN). */
export type CdevLampsOptions = CdevLampWiring & { driver: "cdev" };

/** The character device where this machine has it, else `onoff`, which knows no named line. */
export type AutoLampsOptions = CdevLampWiring & { driver: "auto" };

/** What `openLamps` takes; `none` is a stand whose buttons have no lamps. */
export type LampsOptions =
  | SimulatedLampsOptions
  | OnoffLampsOptions
  | CdevLampsOptions
  | AutoLampsOptions
  | { driver: "none" };
