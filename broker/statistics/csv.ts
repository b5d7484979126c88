/**
 * Visits as a table that Danish Excel opens right: semicolons, a byte order mark, local times, decimal commas, and no cell that is
 * reckoned with. One row a visit, nothing about persons.
 * Pure; knows no route. The columns' descriptions are here, and docs/statistics.md has a copy that a test keeps true.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import type { StaffLanguage } from "../../protocol/terms.ts";
import { type Offset, offsetOf } from "../../protocol/wall-time.ts";
import { csvCell } from "../keeping/csv.ts";
import { nameOf } from "./panels.ts";
import type { VisitRow } from "./store.ts";
import { STATISTICS_WORDS } from "./words.ts";

export type CsvTelling = {
  readonly language: StaffLanguage;
  readonly location: LocationConfig;
  /** Whether who served is told. */
  readonly hasStaff: boolean;
};
type Made = CsvTelling & { readonly offset: Offset };
type Column = {
  readonly da: string;
  readonly en: string;
  /** In English, for the documentation. */
  readonly says: string;
  readonly value: (row: VisitRow, made: Made) => string;
};

function clock(at: number | null, { offset }: Made): string {
  return at === null ? "" : new Date(at + offset(at)).toISOString().slice(11, 19);
}

/** Minutes with one decimal, by comma in Danish. */
function minutes(ms: number | null, { language }: Made): string {
  if (ms === null) return "";
  const text = (ms / 60_000).toFixed(1);
  return language === "da" ? text.replace(".", ",") : text;
}

const yes = (is: boolean, { language }: Made) =>
  is ? (language === "da" ? "ja" : "yes") : language === "da" ? "nej" : "no";

const WAY_WORDS: Readonly<Record<VisitRow["way"], readonly [string, string]>> = {
  stand: ["stander", "stand"],
  "off-line": ["stander uden forbindelse", "stand off line"],
  staff: ["medarbejder", "staff"],
  phone: ["telefon", "phone"],
  hand: ["fortrykt nummer", "pre-printed number"],
  none: ["uden nummer", "no number"],
};

/** Every column, in order. */
export const COLUMNS: readonly Column[] = [
  { da: "dato", en: "date", says: "The service day's date, `2026-11-24`.", value: ({ date }) => date },
  {
    da: "nummer",
    en: "number",
    says: "The ticket's number; empty where there was none.",
    value: ({ number }) => number ?? "",
  },
  {
    da: "vej",
    en: "way",
    says: "How it came to be: at a stand, at one that was off line, by staff, on a phone, from a pre-printed number, without a number.",
    value: ({ way }, { language }) => WAY_WORDS[way][language === "da" ? 0 : 1],
  },
  { da: "stander", en: "stand", says: "The stand's id.", value: ({ stand }) => stand ?? "" },
  {
    da: "kø",
    en: "queue",
    says: "Where it waited first, by name.",
    value: ({ queue }, made) => nameOf("queue", queue, made),
  },
  {
    da: "kø-id",
    en: "queue id",
    says: "The same by id, which a renamed queue keeps.",
    value: ({ queue }) => queue,
  },
  {
    da: "ydelse",
    en: "service",
    says: "What the citizen came for, by name; empty where none was chosen.",
    value: ({ service }, made) => (service === null ? "" : nameOf("service", service, made)),
  },
  { da: "ydelse-id", en: "service id", says: "The same by id.", value: ({ service }) => service ?? "" },
  {
    da: "skranke",
    en: "counter",
    says: "The id of the counter that served last.",
    value: ({ counter }) => counter ?? "",
  },
  {
    da: "medarbejder",
    en: "staff",
    says: "Who served last, where the location shows it to whoever asks; otherwise empty.",
    value: ({ staff }, { hasStaff }) => (hasStaff ? (staff ?? "") : ""),
  },
  {
    da: "aftale",
    en: "appointment",
    says: "Whether it had an agreed time.",
    value: ({ is_appointment }, made) => yes(is_appointment === 1, made),
  },
  {
    da: "aftalt kl.",
    en: "agreed at",
    says: "The agreed time, by the location's clock.",
    value: ({ agreed_at }, made) => clock(agreed_at, made),
  },
  {
    da: "kom kl.",
    en: "came at",
    says: "When the citizen came; of who was absent the agreed time.",
    value: ({ came_at }, made) => clock(came_at, made),
  },
  {
    da: "kaldt kl.",
    en: "called at",
    says: "The first call; empty where there was none.",
    value: ({ called_at }, made) => clock(called_at, made),
  },
  {
    da: "sluttede kl.",
    en: "ended at",
    says: "When the visit ended.",
    value: ({ ended_at }, made) => clock(ended_at, made),
  },
  {
    da: "ventetid (min.)",
    en: "waiting time (min)",
    says: "From the later of arrival and agreed time to the first call.",
    value: ({ wait_ms }, made) => minutes(wait_ms, made),
  },
  {
    da: "betjening (min.)",
    en: "service time (min)",
    says: "From the beginning of service to its end, all turns together; empty where an end is a guess.",
    value: ({ service_ms }, made) => minutes(service_ms, made),
  },
  {
    da: "udfald",
    en: "outcome",
    says: "How it ended.",
    value: ({ outcome }, { language }) => STATISTICS_WORDS[language].outcomes[outcome],
  },
  {
    da: "kald",
    en: "calls",
    says: "How often it was called, recalls too.",
    value: ({ calls }) => `${calls}`,
  },
  {
    da: "flyttet",
    en: "transfers",
    says: "How often it was moved to another queue, counter or person.",
    value: ({ transfers }) => `${transfers}`,
  },
  {
    da: "ur rettet",
    en: "clock corrected",
    says: "Whether the stand's own clock said another time of arrival than counts.",
    value: ({ is_clock_corrected }, made) => yes(is_clock_corrected === 1, made),
  },
];

const line = (cells: readonly string[]) => `${cells.map(csvCell).join(";")}\r\n`;

/** What makes the file: what stands before the first visit, and each visit's line. */
export function visitsCsv(telling: CsvTelling): {
  readonly head: string;
  readonly line: (row: VisitRow) => string;
} {
  const made = { ...telling, offset: offsetOf(telling.location.timeZone) };
  return {
    head: `\uFEFF${line(COLUMNS.map((column) => column[telling.language]))}`,
    line: (row) => line(COLUMNS.map(({ value }) => value(row, made))),
  };
}
