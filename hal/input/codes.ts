/**
 * The names of the kernel's keys and buttons, as in linux/input-event-codes.h, so that a configuration need not say numbers.
 * Data only; names with no key that a pad or a button box has are left out.
 */

/** Names of consecutive codes from 1; an empty text leaves one out. */
const FROM_ONE =
  "ESC 1 2 3 4 5 6 7 8 9 0 MINUS EQUAL BACKSPACE TAB Q W E R T Y U I O P LEFTBRACE RIGHTBRACE ENTER LEFTCTRL A S D F G H J K L SEMICOLON APOSTROPHE GRAVE LEFTSHIFT BACKSLASH Z X C V B N M COMMA DOT SLASH RIGHTSHIFT KPASTERISK LEFTALT SPACE CAPSLOCK F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 NUMLOCK SCROLLLOCK KP7 KP8 KP9 KPMINUS KP4 KP5 KP6 KPPLUS KP1 KP2 KP3 KP0 KPDOT";

const OTHERS: Readonly<Record<string, number>> = {
  "102ND": 86,
  F11: 87,
  F12: 88,
  KPENTER: 96,
  RIGHTCTRL: 97,
  KPSLASH: 98,
  RIGHTALT: 100,
  HOME: 102,
  UP: 103,
  PAGEUP: 104,
  LEFT: 105,
  RIGHT: 106,
  END: 107,
  DOWN: 108,
  PAGEDOWN: 109,
  INSERT: 110,
  DELETE: 111,
  MUTE: 113,
  VOLUMEDOWN: 114,
  VOLUMEUP: 115,
  POWER: 116,
  KPEQUAL: 117,
  KPPLUSMINUS: 118,
  PAUSE: 119,
  KPCOMMA: 121,
  LEFTMETA: 125,
  STOP: 128,
  HELP: 138,
  MENU: 139,
  CALC: 140,
  BACK: 158,
  FORWARD: 159,
  NEXTSONG: 163,
  PLAYPAUSE: 164,
  PREVIOUSSONG: 165,
  KPLEFTPAREN: 179,
  KPRIGHTPAREN: 180,
  CANCEL: 223,
  OK: 0x160,
  SELECT: 0x161,
  CLEAR: 0x163,
  NEXT: 0x197,
  PREVIOUS: 0x19c,
  NUMERIC_STAR: 0x20a,
  NUMERIC_POUND: 0x20b,
};

/** Runs of numbered names: first code, name before the number, first number, how many. */
const RUNS: readonly (readonly [code: number, name: string, first: number, count: number])[] = [
  [183, "KEY_F", 13, 12],
  [0x100, "BTN_", 0, 10],
  [0x200, "KEY_NUMERIC_", 0, 10],
  [0x2c0, "BTN_TRIGGER_HAPPY", 1, 40],
];

/** Buttons of joystick encoders, which many button boxes are built on: from BTN_TRIGGER and from BTN_SOUTH. */
const BOX_BUTTONS: readonly (readonly [code: number, names: string])[] = [
  [0x110, "LEFT RIGHT MIDDLE SIDE EXTRA FORWARD BACK TASK"],
  [0x120, "TRIGGER THUMB THUMB2 TOP TOP2 PINKIE BASE BASE2 BASE3 BASE4 BASE5 BASE6"],
  [0x130, "SOUTH EAST C NORTH WEST Z TL TR TL2 TR2 SELECT START MODE THUMBL THUMBR"],
];

function numbered(first: number, prefix: string, names: string): [string, number][] {
  return names.split(" ").map((name, at) => [`${prefix}${name}`, first + at]);
}

/** Every known name and its code. */
export const KEY_CODES: ReadonlyMap<string, number> = new Map([
  ...numbered(1, "KEY_", FROM_ONE),
  ...Object.entries(OTHERS).map(([name, code]) => [`KEY_${name}`, code] as const),
  ...RUNS.flatMap(([code, name, first, count]) =>
    Array.from({ length: count }, (_, at) => [`${name}${first + at}`, code + at] as const),
  ),
  ...BOX_BUTTONS.flatMap(([code, names]) => numbered(code, "BTN_", names)),
]);
