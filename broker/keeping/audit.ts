/**
 * The audit trail for people: who did what when, out of the ledger's events, as a table for Danish Excel or as JSON lines.
 * Pure; tokens, which open a ticket's page, never leave the ledger.
 */
import { dateIn } from "../../protocol/calendar.ts";
import type { Row } from "../ledger/verify.ts";
import { csvCell } from "./csv.ts";

/** What is exported: days of the location, both included. */
export type AuditRange = {
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
};

type Event = Readonly<Record<string, unknown>> & { readonly kind: string; readonly at: number };

/** Names of fields that say who: of the staff, or a stand by itself. */
function whoOf(event: Event): string {
  for (const name of ["by", "staff"] as const) {
    const value = event[name];
    if (typeof value === "string") return value;
  }
  if (event["bySelf"] === true || event.kind === "ticket-left" || event.kind === "ticket-postponed")
    return "(citizen)";
  return typeof event["stand"] === "string" && event.kind !== "act-noted" ? `(stand ${event["stand"]})` : "";
}

function whatOf(event: Event): string {
  const inner =
    event.kind === "command-answered" ? event["command"] : event.kind === "act-noted" ? event["act"] : null;
  return typeof inner === "string" ? inner : event.kind;
}

/** An event without what opens a ticket's page and without whole documents. */
function told(event: Event): Readonly<Record<string, unknown>> {
  const { location, document: _document, token: _token, raw: _raw, ...rest } = event;
  const version = (location as { version?: unknown } | undefined)?.version;
  return version === undefined ? rest : { ...rest, version };
}

/** Instants as `2026-11-23 23:30:00` in a zone, as Excel knows them. */
export function localTimes(timeZone: string): (at: number) => string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (at) => parts.format(at);
}

const HEADINGS = ["nummer", "tidspunkt", "hvem", "hvad", "skranke", "billet", "detaljer", "hash"];

function ticketOf(event: Event): string {
  const answer = event["answer"] as { ticket?: { number?: unknown } } | undefined;
  const number = event["number"] ?? answer?.ticket?.number ?? event["id"] ?? "";
  return typeof number === "string" ? number : "";
}

function csvLine({ seq, hash }: Row, event: Event, time: (at: number) => string): string {
  const { counter } = event;
  const cells = [
    ...[String(seq), time(event.at), whoOf(event), whatOf(event)],
    ...[typeof counter === "string" ? counter : "", ticketOf(event), JSON.stringify(told(event)), hash],
  ];
  return `${cells.map(csvCell).join(";")}\r\n`;
}

function jsonLine({ seq, hash }: Row, event: Event): string {
  const head = { seq, at: new Date(event.at).toISOString(), who: whoOf(event), what: whatOf(event), hash };
  return `${JSON.stringify({ ...head, event: told(event) })}\n`;
}

/** The lines of an export, first to last. A byte order mark tells Excel that it is UTF-8. */
export function* auditLines(
  rows: Iterable<Row>,
  range: AuditRange & { readonly isCsv: boolean },
): Generator<string> {
  const { from, to, timeZone, isCsv } = range;
  const time = localTimes(timeZone);
  if (isCsv) yield `\uFEFF${HEADINGS.map(csvCell).join(";")}\r\n`;
  for (const row of rows) {
    const event = JSON.parse(row.text) as Event;
    const date = dateIn(timeZone, event.at);
    if ((from !== null && date < from) || (to !== null && date > to)) continue;
    yield isCsv ? csvLine(row, event, time) : jsonLine(row, event);
  }
}
