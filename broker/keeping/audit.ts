/**
 * The audit trail at the hub's machine: the file that `/trail` makes, by account, out of a ledger that may be a copy.
 * Pure; tokens, which open a ticket's page, never leave the ledger.
 */

import { dateIn } from "../../protocol/calendar.ts";
import type { LocationConfig } from "../../protocol/config.ts";
import type { Spoken } from "../administration/words.ts";
import type { Row } from "../ledger/verify.ts";
import { entryOf } from "../trail/entry.ts";
import { factsInRow, trailFile } from "../trail/file.ts";
import { type Numbers, numbered, remember } from "../trail/numbers.ts";

/** What is exported: days of the location, both included. */
export type AuditAsked = {
  readonly from: string | null;
  readonly to: string | null;
  readonly isCsv: boolean;
  readonly language: Spoken;
};

type Event = Readonly<Record<string, unknown>>;

/** An event without what opens a ticket's page and without whole documents. */
function told(text: string): Event {
  const event = JSON.parse(text) as Event;
  const { location, document: _document, token: _token, raw: _raw, ...rest } = event;
  const version = (location as { version?: unknown } | undefined)?.version;
  return version === undefined ? rest : { ...rest, version };
}

/** The document that the location has by the last of the events; `null` where none was ever given. */
function locationIn(rows: Iterable<Row>): LocationConfig | null {
  let found: string | null = null;
  for (const { text } of rows)
    if (text.includes('"kind":"configured"') && entryOf({ seq: 0, text, hash: "" })?.act === "configured")
      found = text;
  return found === null ? null : (JSON.parse(found) as { readonly location: LocationConfig }).location;
}

/**
 * The lines of an export, first to last; `rows` is walked through twice, since names are those of now. JSON lines have the event
 * itself beside its words: whoever is at the machine answers citizens by the keys in it.
 */
export function* auditLines(
  rows: () => Iterable<Row>,
  { from, to, isCsv, language }: AuditAsked,
): Generator<string> {
  const location = locationIn(rows());
  if (location === null) return;
  const telling = { language, location, aliasOf: (person: string) => person, mayNames: true };
  const file = trailFile("csv", telling);
  if (isCsv) yield file.head;
  let [day, numbers]: [string, Numbers] = ["", new Map()];
  for (const row of rows()) {
    const entry = entryOf(row);
    if (entry === null) continue;
    const date = dateIn(location.timeZone, entry.at);
    if (date !== day) [day, numbers] = [date, new Map()];
    remember(numbers, entry);
    if ((from !== null && date < from) || (to !== null && date > to)) continue;
    const known = numbered(entry, numbers);
    if (isCsv) yield file.line(known);
    else yield `${JSON.stringify({ ...factsInRow(known, telling), event: told(row.text) })}\n`;
  }
}
