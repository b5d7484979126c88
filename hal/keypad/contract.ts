/**
 * The contract of a keypad: a numeric pad for a citizen's digits, or a box of buttons at a counter.
 * Knows no ticket and no digit's meaning: what is typed is decided by whoever listens.
 */
import type { HalFault } from "../errors.ts";
import type { InputPlace } from "../input/place.ts";
import type { StopListening } from "../listeners.ts";

/** The keys of an ordinary pad; a box may have others, named in its options. */
export const PAD_KEYS = [
  ...["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
  ...["enter", "backspace", "clear"],
] as const;

/** One key that went down. */
export type KeyPress = {
  /** One of {@link PAD_KEYS}, or a name that the options give. */
  key: string;
  /** Milliseconds since boot; never goes back. */
  monotonicMs: number;
  /** Epoch milliseconds, UTC. */
  at: number;
};

/**
 * The keypad of one stand or counter.
 *
 * Promises: one `onKey` for each press, in order, however long the key is held; the digits are digits whatever Num Lock says;
 * keys that the options do not name are not told; while it is open nobody else is given its keys, so that no digit
 * lands in a console, a shell or a desktop; `onMissed` when presses may have been lost, so that half a number can be
 * thrown away; `onGone` once when the pad disappears (also when it is missing at opening; again when the reason changes)
 * and `onBack` once when it is there again, both within 2 s and without any call of the user; after `close` nothing
 * is told, nothing keeps the process alive, and the device is free. No key is ever logged or kept here: a citizen may be
 * typing who they are.
 *
 * Does not promise: when a key was released; that two keys pressed in the same moment come in that order; keys
 * pressed while the pad was gone.
 */
export interface Keypad {
  onKey(listener: (press: KeyPress) => void): StopListening;
  onMissed(listener: () => void): StopListening;
  /**
   * Told HAL_KEYPAD_GONE, HAL_KEYPAD_DENIED, HAL_KEYPAD_BUSY, HAL_KEYPAD_KEY_UNKNOWN (in the options), HAL_INPUT_NO_DEVICE or
   * HAL_MODULE_MISSING.
   */
  onGone(listener: (fault: HalFault) => void): StopListening;
  onBack(listener: () => void): StopListening;
  /** Whether keys can be read at this moment. */
  readonly isPresent: boolean;
  /** The names that `onKey` may tell, in no order that means anything. */
  readonly keys: readonly string[];
  close(): Promise<void>;
}

/** The other side of a simulated keypad: the finger, and the cable. */
export type KeypadFarSide = {
  /** Presses a key; false where there is none of that name, or the cable is pulled. */
  press: (key: string) => boolean;
  /** Pulls the cable (false) or puts it back (true). */
  plugged: (isPlugged: boolean) => void;
};

/** A pad in memory. */
export type SimulatedKeypadOptions = {
  driver: "simulated";
  /** Default {@link PAD_KEYS}. */
  keys?: readonly string[] | undefined;
};

/** An input device of the kernel: a USB number pad, a joystick encoder, or buttons on GPIO lines by the kernel's gpio-keys. */
export type EvdevKeypadOptions = InputPlace & {
  driver: "evdev";
  /**
   * What each key is called, by the kernel's name (KEY_KP1, BTN_TRIGGER; `evtest` shows them), instead of the ordinary pad:
   * digits of the number block, the top row, a telephone pad and BTN_0 to BTN_9, Enter, Backspace, and Esc or Delete as clear.
   */
  keys?: Readonly<Record<string, string>> | undefined;
  /** How long to wait between two tries to find a missing pad. Default 1000. */
  reopenMs?: number | undefined;
};

/** What `openKeypad` takes; `none` is a stand without a keypad. */
export type KeypadOptions = SimulatedKeypadOptions | EvdevKeypadOptions | { driver: "none" };
