/**
 * A whole file, dropped or pushed -> one delivery, or why it is none at all.
 * Knows no folder and no wire. A snapshot says so: in JSON by `snapshot`, a table by its file's name (file-name.ts).
 */
import { type Offset, offsetOf } from "../../protocol/wall-time.ts";
import type { Delivery, Stretch } from "./contract.ts";
import { gather } from "./gather.ts";
import { readTime } from "./local-time.ts";
import { readObjects } from "./objects.ts";
import { readTable } from "./table.ts";
import { readText } from "./text.ts";

/** The longest file that is looked at. */
export const LONGEST_BYTES = 67_108_864;

/** `noted`: in both languages, what a technician should know of a file that was taken. */
export type ReadDelivery =
  | {
      readonly ok: true;
      readonly delivery: Delivery;
      readonly noted: { readonly da: string; readonly en: string } | null;
    }
  | { readonly ok: false; readonly da: string; readonly en: string };

const NONE = {
  ok: false,
  da: "filen har ingen aftaler: i en tabel skal første linje nævne kolonnerne (bl.a. id og start), i JSON skal der være en liste",
  en: "the file has no appointments: a table's first line must name its columns (id and start among them), JSON must have a list",
} as const;
/** Said of half a file too, which may still become whole. */
export const TORN = { ok: false, da: "filen er ikke hel JSON", en: "the file is no whole JSON" } as const;
const LONG = { ok: false, da: "filen er over 64 MB", en: "the file is larger than 64 MB" } as const;
const UNSURE = {
  da: "filen er hverken UTF-8 eller sikkert Latin-1: se efter, om navnene er rigtige, eller gem den som UTF-8",
  en: "the file is neither UTF-8 nor surely Latin-1: see whether its names are right, or save it as UTF-8",
} as const;

function stretchOf(value: unknown, offset: Offset): Stretch | null {
  if (typeof value !== "object" || value === null) return null;
  const { from, until } = value as { from?: unknown; until?: unknown };
  const [start, end] = [from, until].map((one) => readTime(String(one), { date: "", offset, isEnd: true }));
  if (start === undefined || end === undefined || "bad" in start || "bad" in end || end.at <= start.at)
    return null;
  return { from: start.at, until: end.at };
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
    return Array.isArray(value) ? { appointments: value } : (value as Readonly<Record<string, unknown>>);
  } catch {
    return null;
  }
}

async function readJson(text: string, offset: Offset): Promise<Delivery | typeof NONE | typeof TORN> {
  const whole = parsed(text);
  if (whole === null) return TORN;
  const read = readObjects(whole["appointments"] ?? whole["aftaler"]);
  if (read === null) return NONE;
  const { appointments, problems } = await gather(read.rows, offset);
  const snapshot = stretchOf(whole["snapshot"], offset);
  return { appointments, snapshot, problems: [...read.problems, ...problems] };
}

async function readCsv(text: string, offset: Offset): Promise<Delivery | typeof NONE> {
  const table = readTable(text);
  if (table === null) return NONE;
  const { appointments, problems } = await gather(table.rows, offset);
  return { appointments, snapshot: null, problems: [...table.problems, ...problems] };
}

/** What a file delivers; local times are of `timeZone`. Never throws, and leaves the event loop to others in between. */
export async function readDelivery(
  bytes: Uint8Array,
  { timeZone }: { readonly timeZone: string },
): Promise<ReadDelivery> {
  if (bytes.length > LONGEST_BYTES) return LONG;
  const offset = offsetOf(timeZone);
  const { text, isSure } = readText(bytes);
  const isJson = /^\uFEFF?\s*[[{]/.test(text.slice(0, 100));
  const read = await (isJson ? readJson(text, offset) : readCsv(text, offset));
  if ("ok" in read) return read;
  return { ok: true, noted: isSure ? null : UNSURE, delivery: read };
}
