/**
 * What a text costs as a text message, beside the field in which it is written: parts, alphabet, price, and plainer letters where these
 * are cheaper.
 * Knows no page, no gateway and no appointment.
 */
import { plainSms, smsCost } from "../../protocol/gsm7.ts";

export type SmsMeterProps = {
  readonly text: string;
  /** What goes out before it in the same message, as an example is enough. */
  readonly before?: string | undefined;
  readonly language: "da" | "en";
  /** Oere a part; `null` where the house has set no price. */
  readonly price: number | null;
  /** Puts plainer letters in place of the text. */
  readonly onPlain: (text: string) => void;
};

type Words = {
  readonly parts: (parts: number) => string;
  readonly left: (left: number) => string;
  readonly alphabet: Readonly<Record<"gsm7" | "ucs2", string>>;
  readonly price: (kroner: string) => string;
  readonly dear: (letters: string, parts: number, now: number) => string;
  readonly mend: string;
  readonly rare: (letters: string) => string;
};

const WORDS: Readonly<Record<"da" | "en", Words>> = {
  da: {
    parts: (parts) => (parts === 1 ? "1 SMS-del" : `${parts} SMS-dele`),
    left: (left) => `plads til ${left} tegn mere`,
    alphabet: { gsm7: "almindelige tegn", ucs2: "særlige tegn, kun 70 i en del" },
    price: (kroner) => `${kroner} kr. pr. modtager`,
    dear: (letters, parts, now) => `${letters} gør beskeden til ${now} i stedet for ${parts}.`,
    mend: "Brug almindelige tegn",
    rare: (letters) =>
      `${letters} findes ikke blandt telefoners almindelige tegn, så der er kun plads til 70 i en del.`,
  },
  en: {
    parts: (parts) => (parts === 1 ? "1 part" : `${parts} parts`),
    left: (left) => `room for ${left} more characters`,
    alphabet: { gsm7: "plain letters (GSM-7)", ucs2: "special letters (UCS-2), only 70 in a part" },
    price: (kroner) => `DKK ${kroner} for each recipient`,
    dear: (letters, parts, now) => `${letters} make this ${now} in place of ${parts}.`,
    mend: "Use plain letters",
    rare: (letters) =>
      `${letters} are none of the plain letters of telephones, so that only 70 fit into a part.`,
  },
};

const MOST_NAMED = 5;

/** A letter in words; one that nobody sees by its number. */
function named(letter: string): string {
  return letter.trim() === ""
    ? `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`
    : letter;
}

/** The letters that make a text dear: those that have a plain form, and those that have none. */
export function dearLetters(text: string): {
  readonly typographic: readonly string[];
  readonly rare: readonly string[];
} {
  const isDear = (letter: string) => smsCost(letter).alphabet === "ucs2";
  const dear = [...new Set(text.normalize("NFC"))].filter(isDear);
  return {
    typographic: dear.filter((letter) => !isDear(plainSms(letter))),
    rare: dear.filter((letter) => isDear(plainSms(letter))),
  };
}

const listed = (letters: readonly string[]) => letters.slice(0, MOST_NAMED).map(named).join(" ");

/** Oere as kroner: `0,36`, or `0.36`. */
export function kroner(ore: number, language: "da" | "en"): string {
  return new Intl.NumberFormat(language === "da" ? "da-DK" : "en-GB", {
    ...{ minimumFractionDigits: 2, maximumFractionDigits: 4 },
  }).format(ore / 100);
}

/** Nothing while nothing is written. */
export function SmsMeter({ text, before = "", language, price, onPlain }: SmsMeterProps) {
  if (text.trim() === "") return null;
  const t = WORDS[language];
  const whole = before === "" ? text : `${before} ${text}`;
  const [cost, plain] = [smsCost(whole), smsCost(plainSms(whole))];
  const { typographic, rare } = dearLetters(text);
  const said = [t.parts(cost.parts), t.left(cost.left), t.alphabet[cost.alphabet]];
  if (price !== null) said.push(t.price(kroner(price * cost.parts, language)));
  return (
    <div class="sms-meter">
      <p class="help" aria-live="polite">
        {said.join(" · ")}
      </p>
      {typographic.length === 0 ? null : (
        <p class="help">
          {plain.parts < cost.parts ? `${t.dear(listed(typographic), plain.parts, cost.parts)} ` : null}
          <button type="button" onClick={() => onPlain(plainSms(text))}>
            {t.mend}: {listed(typographic)} →{" "}
            {plainSms(typographic.slice(0, MOST_NAMED).join(" ")).trim() || "␣"}
          </button>
        </p>
      )}
      {rare.length === 0 ? null : <p class="help">{t.rare(listed(rare))}</p>}
    </div>
  );
}
