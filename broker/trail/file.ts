/**
 * The trail as a file: a table that Danish Excel opens, or JSON lines for programs.
 * Pure; knows no route.
 */
import { csvCell } from "../keeping/csv.ts";
import type { Entry } from "./entry.ts";
import { rowOf, type Telling } from "./words.ts";

export const TRAIL_FORMATS = ["csv", "jsonl"] as const;
export type TrailFormat = (typeof TRAIL_FORMATS)[number];

const HEADINGS = {
  da: "nummer;tidspunkt;hvem;handling;udfald;skranke;stander;kø;billet;detaljer;kode;hash",
  en: "number;time;who;act;outcome;counter;stand;queue;ticket;details;code;hash",
} as const;

/** Instants as `2026-11-23 23:30:00` in a zone, as Excel knows them. */
function localTimes(timeZone: string): (at: number) => string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (at) => parts.format(at);
}

const line = (cells: readonly string[]) => `${cells.map(csvCell).join(";")}\r\n`;

/** What makes the file: what stands before the first entry, and each entry's line. */
export type TrailFile = { readonly head: string; readonly line: (entry: Entry) => string };

/** A file in one format and language. A byte order mark tells Excel that it is UTF-8. */
export function trailFile(format: TrailFormat, telling: Telling): TrailFile {
  if (format === "jsonl")
    return { head: "", line: (entry) => `${JSON.stringify(factsInRow(entry, telling))}\n` };
  const time = localTimes(telling.location.timeZone);
  return {
    head: `\uFEFF${line(HEADINGS[telling.language].split(";"))}`,
    line: (entry) => {
      const { seq, at, what, who, refused, counter, stand, queue, ticket, details, act, hash } = rowOf(
        entry,
        telling,
      );
      const cells = [String(seq), time(at), who, what, refused, counter, stand, queue, ticket];
      return line([...cells, details.join("; "), act, hash].map((cell) => cell ?? ""));
    },
  };
}

/** An entry for programs: its words, and each fact by its name. */
export function factsInRow(entry: Entry, telling: Telling): object {
  const { seq, at, details, person: _person, ...row } = rowOf(entry, telling);
  const facts = Object.fromEntries(entry.facts.map(({ name }, index) => [name, details[index]]));
  return { seq, at: new Date(at).toISOString(), ...row, facts };
}
