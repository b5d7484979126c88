/**
 * A whole file, dropped or pushed -> one delivery, or why it is none at all.
 * Knows no folder and no wire. A snapshot says so: in JSON by `snapshot`, in a table by the file's name (broker/appointments/folder.ts).
 */
import type { Delivery, Stretch } from "./contract.ts";
import { gather } from "./gather.ts";
import { readTime, Zone } from "./local-time.ts";
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
const TORN = { ok: false, da: "filen er ikke hel JSON", en: "the file is no whole JSON" } as const;
const LONG = { ok: false, da: "filen er over 64 MB", en: "the file is larger than 64 MB" } as const;
const UNSURE = {
  da: "filen er hverken UTF-8 eller sikkert Latin-1: se efter, om navnene er rigtige, eller gem den som UTF-8",
  en: "the file is neither UTF-8 nor surely Latin-1: see whether its names are right, or save it as UTF-8",
} as const;

function stretchOf(value: unknown, zone: Zone): Stretch | null {
  if (typeof value !== "object" || value === null) return null;
  const { from, until } = value as { from?: unknown; until?: unknown };
  const [start, end] = [from, until].map((one) => readTime(String(one), { date: "", zone, isEnd: true }));
  if (start === undefined || end === undefined || "bad" in start || "bad" in end || end.at <= start.at)
    return null;
  return { from: start.at, until: end.at };
}

function readJson(
  text: string,
  zone: Zone,
): (Omit<Delivery, "problems"> & { readonly problems: Delivery["problems"] }) | null | "torn" {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return "torn";
  }
  const whole = (Array.isArray(value) ? { appointments: value } : value) as Readonly<
    Record<string, unknown>
  > | null;
  const read = readObjects(whole?.["appointments"] ?? whole?.["aftaler"]);
  if (read === null) return null;
  const { appointments, problems } = gather(read.rows, zone);
  return {
    appointments,
    problems: [...read.problems, ...problems],
    snapshot: stretchOf(whole?.["snapshot"], zone),
  };
}

/**
 * What a file delivers; local times are of `timeZone`. `snapshot`: what is known from elsewhere of how much it tells.
 * Never throws.
 */
export function readDelivery(
  bytes: Uint8Array,
  { timeZone, snapshot = null }: { readonly timeZone: string; readonly snapshot?: Stretch | null },
): ReadDelivery {
  if (bytes.length > LONGEST_BYTES) return LONG;
  const zone = new Zone(timeZone);
  const { text, isSure } = readText(bytes);
  const noted = isSure ? null : UNSURE;
  if (/^\uFEFF?\s*[[{]/.test(text.slice(0, 100))) {
    const read = readJson(text, zone);
    if (read === "torn") return TORN;
    if (read === null) return NONE;
    return { ok: true, noted, delivery: { ...read, snapshot: read.snapshot ?? snapshot } };
  }
  const table = readTable(text);
  if (table === null) return NONE;
  const { appointments, problems } = gather(table.rows, zone);
  return {
    ok: true,
    noted,
    delivery: { appointments, snapshot, problems: [...table.problems, ...problems] },
  };
}
