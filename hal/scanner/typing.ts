/**
 * What a scanner types as a keyboard: keys down and up in, characters out.
 * Pure; knows no device and no code. Never throws, whatever is typed.
 */
import {
  CODE_PAGE_850,
  DEAD_KEYS,
  type KeyCharacters,
  type KeyLayout,
  LAYOUTS,
  NUMBER_BLOCK,
  WINDOWS_1252,
} from "./layouts.ts";

const CONTROL = [29, 97];
const SHIFT = [42, 54];
const LEFT_ALT = 56;
const RIGHT_ALT = 100;
const CAPS_LOCK = 58;
const SPACE = 57;
/** Enter, that of the number block, and Tab: what scanners put behind a code. */
const ENDS = [28, 96, 15];
const END = "\r";
const MOST_ALT_DIGITS = 7;
const HIGHEST_CODE_POINT = 0x10ffff;

/**
 * One scanner's keyboard, set to `layout`.
 * Understands Shift, Caps Lock (on letters), AltGr and dead keys (Danish), Ctrl with a letter (a control character), and Alt with
 * digits of the number block: "0" and a number is Windows-1252, without the zero it is code page 850, above 255 it is Unicode.
 * A dead key before anything but a letter types its own mark, as on a computer.
 * Does not understand: Alt with "+" and hexadecimal digits, layouts other than {@link KeyLayout}, and a dead key as the last of a
 * code that has no Enter behind it: it waits for the letter after it, as on a computer.
 */
export class Typing {
  readonly #keys: ReadonlyMap<number, KeyCharacters>;
  readonly #hasAltGr: boolean;
  readonly #down = new Set<number>();
  #hasCapsLock: boolean;
  #altDigits = "";
  #dead = "";

  constructor(layout: KeyLayout, hasCapsLock: boolean) {
    this.#keys = LAYOUTS[layout];
    this.#hasAltGr = layout === "dk";
    this.#hasCapsLock = hasCapsLock;
  }

  /** The characters that this key typed: mostly none or one; CR for the end of a code. */
  key(code: number, isDown: boolean): string {
    if (!isDown) {
      this.#down.delete(code);
      return this.#isAlt(code) ? this.#altCharacter() : "";
    }
    if (isModifier(code)) this.#down.add(code);
    if (code === CAPS_LOCK) this.#hasCapsLock = !this.#hasCapsLock;
    return isModifier(code) || code === CAPS_LOCK ? "" : this.#typed(code);
  }

  /** Keys went up or down unseen: none counts as held, and nothing half typed is kept. */
  forget(): void {
    this.#down.clear();
    this.#altDigits = "";
    this.#dead = "";
  }

  #isAlt(code: number): boolean {
    return code === LEFT_ALT || (code === RIGHT_ALT && !this.#hasAltGr);
  }

  #isHeld(...codes: readonly number[]): boolean {
    return codes.some((code) => this.#down.has(code));
  }

  #typed(code: number): string {
    if (ENDS.includes(code)) return this.#marked(END);
    const fromBlock = NUMBER_BLOCK.get(code);
    if ([...this.#down].some((held) => this.#isAlt(held))) {
      if (fromBlock !== undefined && /\d/.test(fromBlock) && this.#altDigits.length < MOST_ALT_DIGITS)
        this.#altDigits += fromBlock;
      return "";
    }
    const character = fromBlock ?? (code === SPACE ? " " : this.#character(code));
    if (this.#isHeld(...CONTROL)) return controlCharacter(character);
    return this.#marked(character, fromBlock === undefined);
  }

  #character(code: number): string {
    const [plain, shifted, altGr] = this.#keys.get(code) ?? ["", "", ""];
    if (this.#hasAltGr && this.#isHeld(RIGHT_ALT)) return altGr;
    const isLetter = plain.toUpperCase() === shifted && plain !== shifted;
    return this.#isHeld(...SHIFT) !== (this.#hasCapsLock && isLetter) ? shifted : plain;
  }

  /** Puts a waiting mark on `character`, or lets it wait where it is one. */
  #marked(character: string, mayWait = false): string {
    if (character === "") return "";
    const mark = this.#dead;
    this.#dead = "";
    if (mark === "") {
      if (!mayWait || !this.#hasAltGr || !DEAD_KEYS.has(character)) return character;
      this.#dead = character;
      return "";
    }
    if (character === " ") return mark;
    const one = `${character}${DEAD_KEYS.get(mark) ?? ""}`.normalize("NFC");
    return [...one].length === 1 ? one : `${mark}${character}`;
  }

  #altCharacter(): string {
    const digits = this.#altDigits;
    this.#altDigits = "";
    if (digits === "") return "";
    const number = Number(digits);
    if (number > 255) return number <= HIGHEST_CODE_POINT ? String.fromCodePoint(number) : "";
    if (number < 128) return String.fromCharCode(number);
    if (!digits.startsWith("0")) return [...CODE_PAGE_850][number - 128] ?? "";
    return [...WINDOWS_1252][number - 128] ?? String.fromCharCode(number);
  }
}

function isModifier(code: number): boolean {
  return [...CONTROL, ...SHIFT, LEFT_ALT, RIGHT_ALT].includes(code);
}

/** Ctrl and a letter or one of @[\]^_ is the control character that ASCII has it stand for. */
function controlCharacter(character: string): string {
  const code = character.toUpperCase().charCodeAt(0);
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code & 0x1f) : "";
}
