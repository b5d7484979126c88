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
  {
    da: {
      what: "aftaler: tid, ydelse, lokale og værter (medarbejderes id eller adresse); borgeren ved en tilfældig nøgle, uden navn",
      why: "at aftalen får sin plads i køen, og at personalet ved, hos hvem den er",
      howLong: "så længe hovedbogen findes; nøglen siger intet, når borgerens poster er slettet",
    },
    en: {
      what: "appointments: time, service, room and hosts (ids or addresses of staff); the citizen by a random key, without a name",
      why: "so that the appointment has its place in the queue, and staff know with whom it is",
      howLong: "as long as the ledger; the key says nothing once the citizen's records are deleted",
    },
  },
  {
    da: {
      what: "planlægningssystemets filer, som ikke kunne læses (<fil>.refused i dets mappe); de nævner borgere",
      why: "at teknikeren kan se, hvad der er galt",
      howLong: "7 dage; filer, der blev læst, slettes straks",
    },
    en: {
      what: "files of the planner that could not be read (<file>.refused in its folder); they name citizens",
      why: "so that the technician can see what is wrong",
      howLong: "7 days; files that were read are deleted at once",
    },
  },
  {
    da: {
      what: "at en SMS om en aftale blev sendt, hvornår, og hvordan det gik; ved en tilfældig nøgle, uden nummer og ord",
      why: "at ingen får den samme SMS to gange, og at udgiften kan ses",
      howLong: "så længe hovedbogen findes; nøglen siger intet, når borgerens poster er slettet",
    },
    en: {
      what: "that a text message about an appointment was sent, when, and what became of it; by a random key, without number and words",
      why: "so that nobody is sent the same message twice, and the cost can be seen",
      howLong: "as long as the ledger; the key says nothing once the citizen's records are deleted",
    },
  },
  {
    da: {
      what: "mobilnummer og SMS'ens ord hos SMS-gatewayen, hvis stedet bruger en (databehandler)",
      why: "at SMS'en kan sendes",
      howLong: "som databehandleraftalen siger; Talon beholder ingen kopi af det, der er sendt",
    },
    en: {
      what: "mobile number and the words of the text message at the gateway, where the location uses one (data processor)",
      why: "so that the message can be sent",
      howLong: "as the agreement with the processor says; Talon keeps no copy of what was sent",
    },
  },
  {
    da: {
      what: "telefonnumre til dem, der får besked om en stander (sms.troublesTo i hub.json)",
      why: "at nogen kommer, når papiret er slut eller standeren er gået i stå",
      howLong: "til teknikeren tager dem ud",
    },
    en: {
      what: "telephone numbers of whoever is told of a stand's trouble (sms.troublesTo in hub.json)",
      why: "so that somebody comes when paper is out or a stand is stuck",
      howLong: "until the technician takes them out",
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
