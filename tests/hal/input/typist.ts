/**
 * Types like a scanner that is set to the US layout, and beyond ASCII with Alt and the number block: the far side of keyboards.
 * Written apart from the driver's own layout, so that a mistake there shows here. Knows no driver.
 */

/** A key going down or up, by the kernel's code. */
export type Stroke = { code: number; isDown: boolean };

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const LETTER_CODES = [
  30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, 49, 24, 25, 16, 19, 31, 20, 22, 47, 17, 45, 21, 44,
];
/** Each character with its key; those of the second list with Shift. */
const PLAIN: Readonly<Record<string, number>> = {
  ..."1234567890-=".split("").reduce((keys, one, at) => ({ ...keys, [one]: at + 2 }), {}),
  ...{ "[": 26, "]": 27, ";": 39, "'": 40, "`": 41, "\\": 43, ",": 51, ".": 52, "/": 53, " ": 57 },
  ...{ "\r": 28, "\n": 28, "\t": 15 },
};
const SHIFTED: Readonly<Record<string, number>> = {
  ..."!@#$%^&*()_+".split("").reduce((keys, one, at) => ({ ...keys, [one]: at + 2 }), {}),
  ...{ "{": 26, "}": 27, ":": 39, '"': 40, "~": 41, "|": 43, "<": 51, ">": 52, "?": 53 },
};
const BLOCK = [82, 79, 80, 81, 75, 76, 77, 71, 72, 73];
const LEFT_SHIFT = 42;
const LEFT_ALT = 56;

const tap = (code: number): Stroke[] => [
  { code, isDown: true },
  { code, isDown: false },
];
const held = (modifier: number, strokes: Stroke[]): Stroke[] => [
  { code: modifier, isDown: true },
  ...strokes,
  { code: modifier, isDown: false },
];

function strokesOfOne(character: string): Stroke[] {
  const small = LETTER_CODES[LETTERS.indexOf(character)];
  if (small !== undefined) return tap(small);
  const capital = LETTER_CODES[LETTERS.toUpperCase().indexOf(character)];
  if (capital !== undefined) return held(LEFT_SHIFT, tap(capital));
  const plain = PLAIN[character];
  if (plain !== undefined) return tap(plain);
  const shifted = SHIFTED[character];
  if (shifted !== undefined) return held(LEFT_SHIFT, tap(shifted));
  const digits = `0${character.codePointAt(0) ?? 0}`;
  return held(
    LEFT_ALT,
    [...digits].flatMap((digit) => tap(BLOCK[Number(digit)] ?? 0)),
  );
}

/** The strokes that type `text`; what has no key on a US keyboard is typed as Alt and its number. */
export function strokesOf(text: string): Stroke[] {
  return [...text].flatMap(strokesOfOne);
}

/** USB HID usages of the kernel's codes that a scanner's or a pad's keyboard has (HID Usage Tables, Keyboard page). */
const USAGES: ReadonlyMap<number, number> = new Map([
  ...LETTER_CODES.map((code, at) => [code, 0x04 + at] as const),
  ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((code, at) => [code, 0x1e + at] as const),
  ...[28, 1, 14, 15, 57, 12, 13, 26, 27, 43].map((code, at) => [code, 0x28 + at] as const),
  ...[39, 40, 41, 51, 52, 53, 58].map((code, at) => [code, 0x33 + at] as const),
  ...[69, 98, 55, 74, 78, 96, 79, 80, 81, 75, 76, 77, 71, 72, 73, 82, 83].map(
    (code, at) => [code, 0x53 + at] as const,
  ),
  [86, 0x64],
  [111, 0x4c],
]);
const MODIFIER_BITS: ReadonlyMap<number, number> = new Map([
  [29, 0x01],
  [LEFT_SHIFT, 0x02],
  [LEFT_ALT, 0x04],
  [97, 0x10],
  [54, 0x20],
  [100, 0x40],
]);

/** The 8-byte boot reports of a USB keyboard on which these strokes are made, for a HID gadget (/dev/hidg0). */
export function hidReportsOf(strokes: readonly Stroke[]): Buffer[] {
  let modifiers = 0;
  let usage = 0;
  return strokes.map(({ code, isDown }) => {
    const bit = MODIFIER_BITS.get(code) ?? 0;
    if (bit !== 0) modifiers = isDown ? modifiers | bit : modifiers & ~bit;
    else usage = isDown ? (USAGES.get(code) ?? 0) : 0;
    return Buffer.from([modifiers, 0, usage, 0, 0, 0, 0, 0]);
  });
}
