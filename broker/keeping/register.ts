/**
 * The register of processing (GDPR article 30), printed from the same table that the store keeps its clocks by.
 * Pure; knows no record.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import { PURPOSES, type Purpose } from "../../protocol/terms.ts";
import { daysKept, PURPOSE_TABLE, type Told } from "../persons/purposes.ts";

type Spoken = "da" | "en";
type Other = Readonly<
  Record<Spoken, { readonly what: string; readonly why: string; readonly howLong: string }>
>;

const WORDS = {
  da: {
    title: (name: string) => `Fortegnelse over behandling af personoplysninger: ${name}`,
    persons: "Oplysninger om borgere (krypteret lager, hver post med sin egen nøgle)",
    others: "Andet, der kan føres tilbage til en person",
    ...{ what: "Hvad", why: "Hvorfor", howLong: "Hvor længe", now: "Poster lige nu" },
    days: (days: number) =>
      days === 0
        ? "til aftalens dag er slut"
        : `til ${days} ${days === 1 ? "dag" : "dage"} efter aftalens dag er slut`,
    own: "stedets eget valg",
  },
  en: {
    title: (name: string) => `Register of processing of personal data: ${name}`,
    persons: "Data about citizens (encrypted store, each record with a key of its own)",
    others: "What else can be traced to a person",
    ...{ what: "What", why: "Why", howLong: "How long", now: "Records now" },
    days: (days: number) =>
      days === 0
        ? "until the day of the appointment is over"
        : `until ${days} ${days === 1 ? "day" : "days"} after the day of the appointment`,
    own: "the location's own choice",
  },
} as const;

/** What lies outside of the store. */
const OTHERS: readonly Other[] = [
  {
    da: {
      what: "medarbejderes id ved det, de har gjort (kald, ændringer, bestillinger)",
      why: "sporbarhed: hvem gjorde hvad hvornår",
      howLong: "så længe hovedbogen findes; den kan ikke ændres",
    },
    en: {
      what: "the ids of staff at what they did (calls, changes, orders)",
      why: "accountability: who did what when",
      howLong: "as long as the ledger; it cannot be changed",
    },
  },
  {
    da: {
      what: "kønumre med tidspunkter, kø og valg ved standeren; ingen navne",
      why: "køen selv, og statistik uden personer",
      howLong: "så længe hovedbogen findes; nummeret siger ikke, hvem der havde det",
    },
    en: {
      what: "ticket numbers with times, queue and choices at the stand; no names",
      why: "the queue itself, and statistics without persons",
      howLong: "as long as the ledger; a number does not say whose it was",
    },
  },
];

/** One purpose of the store, in words. `now`: how many records there are, where that can be known. */
export type RegisterPurpose = {
  readonly purpose: Purpose;
  readonly name: string;
  readonly what: string;
  readonly why: string;
  readonly howLong: string;
  readonly now: number | null;
};
export type RegisterOther = { readonly what: string; readonly why: string; readonly howLong: string };
export type Register = {
  readonly purposes: readonly RegisterPurpose[];
  /** What lies outside of the store. */
  readonly others: readonly RegisterOther[];
};
export type RegisterAsk = {
  readonly language: Spoken;
  /** How many records there are now, where that can be known. */
  readonly counts: Readonly<Record<Purpose, number>> | null;
};

/** The whole register as data. */
export function registerOf(location: LocationConfig, { language, counts }: RegisterAsk): Register {
  const words = WORDS[language];
  const purposes = PURPOSES.map((purpose): RegisterPurpose => {
    const { name, why, fields, days } = PURPOSE_TABLE[purpose];
    const kept = daysKept(purpose, location);
    const what = Object.values<Told>(fields).map((field) => field[language]);
    const howLong = `${words.days(kept)}${kept === days ? "" : ` (${words.own})`}`;
    const told = { purpose, name: name[language], what: what.join("; "), why: why[language] };
    return { ...told, howLong, now: counts?.[purpose] ?? null };
  });
  return { purposes, others: OTHERS.map((one) => one[language]) };
}

/** The whole register as text. */
export function registerText(location: LocationConfig, ask: RegisterAsk): string {
  const { language } = ask;
  const words = WORDS[language];
  const { purposes, others } = registerOf(location, ask);
  const name = language === "en" ? (location.name.en ?? location.name.da) : location.name.da;
  const title = words.title(name);
  const lines = ({ what, why, howLong }: RegisterOther) =>
    `  ${words.what}: ${what}\n  ${words.why}: ${why}\n  ${words.howLong}: ${howLong}\n`;
  return [
    `${title}\n${"=".repeat(title.length)}\n`,
    `\n${words.persons}\n`,
    ...purposes.map(
      (one) => `\n${one.name}\n${lines(one)}${one.now === null ? "" : `  ${words.now}: ${one.now}\n`}`,
    ),
    `\n${words.others}\n`,
    ...others.map((one) => `\n${lines(one)}`),
  ].join("");
}
