/**
 * A value of a location's document as an administrator reads it: "tirsdag 10-15", "giver nummer til Pas".
 * Pure; a value may be faulty in any way.
 */
import { APPOINTMENT_WORDS } from "./appointment-words.ts";
import { list, nameById, record, textIn } from "./places.ts";
import { type Spoken, WORDS, type Words } from "./words.ts";

/** What names are looked up in, and in which language. */
export type Reading = { readonly document: unknown; readonly language: Spoken };

/** "10", "10.30": a whole hour bears no minutes. */
function clock(value: unknown, words: Words): string {
  const text = typeof value === "string" ? value : "?";
  const [hour = "", minute] = text.split(":");
  const hours = hour.replace(/^0(?=\d)/, "");
  return minute === undefined || minute === "00" ? hours : `${hours}${words.at}${minute}`;
}

/** "10-12 og 13-15" of spans with `from` and `to`; "lukket" without any. */
function spans(value: readonly unknown[], words: Words): string {
  if (value.length === 0) return words.closed;
  const each = value.map(record).map(({ from, to }) => `${clock(from, words)}-${clock(to, words)}`);
  return each.sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10)).join(" + ");
}

/** What a week says of one weekday, Monday being 1. */
export function weekdayWords(hours: unknown, weekday: number, language: Spoken): string {
  const ofDay = list(hours).filter((one) => record(one)["weekday"] === weekday);
  return spans(ofDay, WORDS[language]);
}

function weekWords(hours: unknown, { language }: Reading): string {
  const words = WORDS[language];
  if (!Array.isArray(hours)) return words.always;
  const days = words.weekdays.map((name, at) => ({ name, said: weekdayWords(hours, at + 1, language) }));
  const open = days.filter(({ said }) => said !== words.closed);
  return open.length === 0 ? words.closed : open.map(({ name, said }) => `${name} ${said}`).join(", ");
}

/** "24.12.2026" or "2026-12-24". */
function dayWords(value: unknown, language: Spoken): string {
  const text = typeof value === "string" ? value : "?";
  const [year, month, day] = text.split("-");
  return language === "da" && day !== undefined ? `${Number(day)}.${Number(month)}.${year}` : text;
}

function named(what: string, name: unknown, language: Spoken): string {
  const text = textIn(name, language);
  return text === "" ? what : `${what} (${text})`;
}

/** "24.12.2026 (Juleaftensdag)". */
export function exceptionDay(entry: unknown, language: Spoken): string {
  const { date, name } = record(entry);
  return named(dayWords(date, language), name, language);
}

/** What is open on such a day. */
export function exceptionHours(entry: unknown, language: Spoken): string {
  return spans(list(record(entry)["spans"]), WORDS[language]);
}

/** "1.7.2026-31.7.2026 (Sommerferie)". */
export function closureWords(entry: unknown, language: Spoken): string {
  const { from, to, name } = record(entry);
  const days =
    from === to ? dayWords(from, language) : `${dayWords(from, language)}-${dayWords(to, language)}`;
  return named(days, name, language);
}

function doesWords(value: unknown, { document, language }: Reading): string {
  const does = record(value);
  const kind = String(does["kind"]);
  const lists = { service: "services", menu: "menus", information: "informations" } as const;
  const said = WORDS[language].does[kind];
  const name = lists[kind as keyof typeof lists];
  return said === undefined ? kind : said(nameById(document, name, { id: does[kind], language }));
}

function idsWords(name: "queues" | "counters"): Writer {
  return (value, { document, language }) =>
    list(value)
      .map((id) => nameById(document, name, { id, language }))
      .join(", ");
}

const languageWords = (code: unknown, speech: Spoken) =>
  WORDS[speech].languages[String(code)] ?? String(code);

/** One of few, or some of them. */
function chosenWords(field: string): Writer {
  return (value, { language }) => {
    const words = APPOINTMENT_WORDS[language].choices[field] ?? {};
    return (Array.isArray(value) ? list(value) : [value])
      .map((one) => words[String(one)] ?? String(one))
      .join(", ");
  };
}

type Writer = (value: unknown, reading: Reading) => string;

const by = (said: (words: Words, value: unknown) => string): Writer => {
  return (value, { language }) => said(WORDS[language], value);
};

const ruleWords: Writer = (value, { document, language }) => {
  const each = list(value).map(record);
  const words = WORDS[language];
  return each
    .map(({ queue, waitsOverMin }) =>
      words.rule(nameById(document, "queues", { id: queue, language }), Number(waitsOverMin)),
    )
    .join("; ");
};

const lastTicketWords = by((words, value) =>
  typeof value === "number" ? words.lastTicket(value) : words.canBeServed,
);

const UNIT_MINUTES = [1, 60, 1440, 10_080] as const;

/** "2 timer før": in the largest unit that it is a whole number of. */
function beforeWords(minutes: number, { units, before }: Words): string {
  const at = UNIT_MINUTES.findLastIndex((size) => minutes % size === 0);
  const count = minutes / (UNIT_MINUTES[at] ?? 1);
  const [one = "", many = ""] = units[Math.max(at, 0)] ?? [];
  return before(count, count === 1 ? one : many);
}

/** How fields are written that are no plain text, number or choice. */
const WRITERS: Readonly<Record<string, Writer>> = {
  hours: weekWords,
  staffed: weekWords,
  does: doesWords,
  rules: ruleWords,
  lastTicket: lastTicketWords,
  before: by((words, value) =>
    list(value)
      .map((minutes) => beforeWords(Number(minutes), words))
      .join(", "),
  ),
  ...{ reminds: chosenWords("reminds"), oursToo: chosenWords("oursToo") },
  guestsCalledBy: chosenWords("guestsCalledBy"),
  kinds: (value, { document, language }) =>
    list(value)
      .map(record)
      .map(({ kind, service }) => {
        const name = nameById(document, "services", { id: service, language });
        return APPOINTMENT_WORDS[language].kind(String(kind), name);
      })
      .join(", "),
  quota: by((words, value) => words.quota(Number(record(value)["tickets"]))),
  atClosing: by((words, value) => words.atClosing[String(value)] ?? String(value)),
  logo: by((words) => words.picture),
  languages: (value, { language }) =>
    list(value)
      .map((one) => languageWords(one, language))
      .join(", "),
  bring: (value, { language }) =>
    list(value)
      .map((one) => textIn(one, language))
      .join(", "),
  catchAll: (value, { document, language }) => nameById(document, "queues", { id: value, language }),
  service: (value, { document, language }) => nameById(document, "services", { id: value, language }),
  queue: (value, { document, language }) => nameById(document, "queues", { id: value, language }),
  queues: idsWords("queues"),
  counters: idsWords("counters"),
  look: by((words, value) => words.looks[String(value)] ?? String(value)),
  messages: (value, { language }) =>
    list(value)
      .map((one) => textIn(record(one)["text"], language))
      .join(" / "),
  arrows: (value, { document, language }) =>
    list(value)
      .map(record)
      .map(({ counter, direction }) => {
        const name = nameById(document, "counters", { id: counter, language });
        return `${name} ${WORDS[language].directions[String(direction)] ?? String(direction)}`;
      })
      .join(", "),
  signOffs: (value, { language: speech }) =>
    list(value)
      .map(record)
      .map(({ language, reader }) => `${languageWords(language, speech)} (${String(reader)})`)
      .join(", "),
};

const LONGEST = 80;
const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

function plain(value: unknown, { language }: Reading): string {
  const words = WORDS[language];
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return String(value);
  const text = textIn(value, language);
  return text === "" ? JSON.stringify(value) : `"${text}"`;
}

const isNothing = (value: unknown) =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** One value of a field, at most 80 characters. */
export function valueWords(field: string, value: unknown, reading: Reading): string {
  const words = WORDS[reading.language];
  const isWeek = field === "hours" || field === "staffed";
  if (isNothing(value) && !isWeek) return words.none;
  const written = WRITERS[field];
  return isWeek ? weekWords(value, reading) : short((written ?? plain)(value, reading));
}
