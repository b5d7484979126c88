/**
 * What a text message costs: its alphabet and the number of parts that it is sent in (3GPP TS 23.038, 23.040).
 * Pure; knows no gateway. Staff see it while they write, so pages use it too.
 */

/** The basic alphabet (23.038, 6.2.1); the gap at the 28th place is the escape to the extension. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Each takes two places (23.038, 6.2.1.1). */
const EXTENSION = new Set("\f^{}\\[~]|€");

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

/** Letters with the places that each takes: two of a pair may not be parted. */
function widths(text: string): { alphabet: SmsCost["alphabet"]; places: number[] } {
  const letters = [...text];
  const isPlain = letters.every((letter) => BASIC.has(letter) || EXTENSION.has(letter));
  if (!isPlain) return { alphabet: "ucs2", places: letters.map((letter) => letter.length) };
  return { alphabet: "gsm7", places: letters.map((letter) => (EXTENSION.has(letter) ? 2 : 1)) };
}

/** What sending a text costs. */
export function smsCost(text: string): SmsCost {
  const { alphabet, places } = widths(text);
  const used = places.reduce((sum, one) => sum + one, 0);
  const { alone, each } = PLACES[alphabet];
  if (used <= alone) return { alphabet, used, left: alone - used, parts: used === 0 ? 0 : 1 };
  let [parts, inLast] = [1, 0];
  for (const one of places) {
    if (inLast + one > each) [parts, inLast] = [parts + 1, 0];
    inLast += one;
  }
  return { alphabet, used, left: each - inLast, parts };
}

/** The same text with typographic letters written plainly; what has no plain form stays. */
export function plainSms(text: string): string {
  return [...text.normalize("NFC")].map((letter) => PLAINLY[letter] ?? letter).join("");
}
