/**
 * What a text message costs: its alphabet and the number of parts that it is sent in (3GPP TS 23.038, 23.040).
 * Pure; knows no gateway. Staff see it while they write, so pages use it too.
 */

/** The basic alphabet by its codes (23.038, 6.2.1); the letter at 27 is the escape to the extension, and no letter of a text. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const ESCAPE = 27;
/** By their codes after the escape (23.038, 6.2.1.1). */
const EXTENSION: Readonly<Record<string, number>> = {
  ...{ "\f": 0x0a, "^": 0x14, "{": 0x28, "}": 0x29, "\\": 0x2f, "[": 0x3c },
  ...{ "~": 0x3d, "]": 0x3e, "|": 0x40, "€": 0x65 },
};

/** A letter's septets in the alphabet of telephones; `null` of one that it does not have. */
export function septetsOf(letter: string): readonly number[] | null {
  const basic = BASIC.indexOf(letter);
  if (basic >= 0 && basic !== ESCAPE) return [basic];
  const extended = EXTENSION[letter];
  return extended === undefined ? null : [ESCAPE, extended];
}

/** The letters of septets that a telephone sent; an escape without a letter of the extension is the letter without it (23.038, 6.2.1.1). */
export function lettersOf(septets: readonly number[]): string {
  const extended = new Map(Object.entries(EXTENSION).map(([letter, code]) => [code, letter]));
  let text = "";
  let isEscaped = false;
  for (const code of septets) {
    if (code === ESCAPE && !isEscaped) isEscaped = true;
    else {
      text += (isEscaped ? extended.get(code) : undefined) ?? (code === ESCAPE ? " " : BASIC.charAt(code));
      isEscaped = false;
    }
  }
  return text;
}

/** Places in a message of one part, and in each of several (their header takes the rest; 23.040, 9.2.3.24.1). */
const PLACES = { gsm7: { alone: 160, each: 153 }, ucs2: { alone: 70, each: 67 } } as const;

/** How typographic letters are written in the basic alphabet. */
const PLAINLY: Readonly<Record<string, string>> = {
  ...{ "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "•": "-" },
  ...{ "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "´": "'", "`": "'" },
  ...{ "\u00A0": " ", "\u2009": " ", "\u202F": " ", "\t": " ", "\u200B": "", "\u00AD": "", "\uFEFF": "" },
};

export type SmsCost = {
  readonly alphabet: "gsm7" | "ucs2";
  /** Places that are used, and those left in the last part. */
  readonly used: number;
  readonly left: number;
  /** 0 of an empty text. */
  readonly parts: number;
};

export type SmsParts = {
  readonly alphabet: SmsCost["alphabet"];
  /** Each part's letters; two places of one letter are never parted. Empty of an empty text. */
  readonly parts: readonly string[];
  /** Places that are used in all, and in the last part. */
  readonly used: number;
  readonly inLast: number;
};

/** A text as the parts that it is sent in. */
export function smsParts(text: string): SmsParts {
  const letters = [...text];
  const alphabet = letters.every((letter) => septetsOf(letter) !== null) ? "gsm7" : "ucs2";
  const width = (letter: string) =>
    (alphabet === "ucs2" ? letter : (septetsOf(letter) as readonly number[])).length;
  const used = letters.reduce((sum, letter) => sum + width(letter), 0);
  const { alone, each } = PLACES[alphabet];
  if (used <= alone) return { alphabet, parts: text === "" ? [] : [text], used, inLast: used };
  const parts: string[] = [];
  let [part, inLast] = ["", 0];
  for (const letter of letters) {
    if (inLast + width(letter) > each) {
      parts.push(part);
      [part, inLast] = ["", 0];
    }
    part += letter;
    inLast += width(letter);
  }
  return { alphabet, parts: [...parts, part], used, inLast };
}

/** What sending a text costs. */
export function smsCost(text: string): SmsCost {
  const { alphabet, parts, used, inLast } = smsParts(text);
  const { alone, each } = PLACES[alphabet];
  const room = parts.length > 1 ? each : alone;
  return { alphabet, used, left: room - inLast, parts: parts.length };
}

/** The same text with typographic letters written plainly; what has no plain form stays. */
export function plainSms(text: string): string {
  return [...text.normalize("NFC")].map((letter) => PLAINLY[letter] ?? letter).join("");
}
