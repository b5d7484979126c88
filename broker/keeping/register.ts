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

function purposeLines(
  purpose: Purpose,
  { location, language, count }: { location: LocationConfig; language: Spoken; count: number | null },
): string[] {
  const words = WORDS[language];
  const { name, why, fields, days } = PURPOSE_TABLE[purpose];
  const kept = daysKept(purpose, location);
  const what = Object.values<Told>(fields).map((field) => field[language]);
  return [
    `\n${name[language]}\n`,
    `  ${words.what}: ${what.join("; ")}\n`,
    `  ${words.why}: ${why[language]}\n`,
    `  ${words.howLong}: ${words.days(kept)}${kept === days ? "" : ` (${words.own})`}\n`,
    ...(count === null ? [] : [`  ${words.now}: ${count}\n`]),
  ];
}

/** The whole register. `counts` are how many records there are now, where that can be known. */
export function registerText(
  location: LocationConfig,
  { language, counts }: { language: Spoken; counts: Readonly<Record<Purpose, number>> | null },
): string {
  const words = WORDS[language];
  const name = language === "en" ? (location.name.en ?? location.name.da) : location.name.da;
  const title = words.title(name);
  return [
    `${title}\n${"=".repeat(title.length)}\n`,
    `\n${words.persons}\n`,
    ...PURPOSES.flatMap((purpose) =>
      purposeLines(purpose, { location, language, count: counts?.[purpose] ?? null }),
    ),
    `\n${words.others}\n`,
    ...OTHERS.flatMap(({ [language]: { what, why, howLong } }) => [
      `\n  ${words.what}: ${what}\n  ${words.why}: ${why}\n  ${words.howLong}: ${howLong}\n`,
    ]),
  ].join("");
}
