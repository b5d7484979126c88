/**
 * What STAR's JSON says, by the names that a mapping file gives its fields: a push, and a convocation as a row like any planner's.
 * Pure; knows no wire. Speaks the interface STAR describes publicly; proven against our emulator, not against STAR. A field without a
 * name is not read, a code without a meaning leaves its convocation out: nothing is guessed.
 */
import { cprOf } from "../../../protocol/check-in.ts";
import type { DfdgMapping } from "../../../protocol/config/dfdg.ts";
import { type Offset, offsetOf } from "../../../protocol/wall-time.ts";
import type { Field } from "../columns.ts";
import { readTime } from "../local-time.ts";
import { type ReadRow, readRow } from "../rows.ts";

/** What DFDG tells of a convocation: that it is to be looked up, or that it is gone. `cpr`: ten digits, also `0000000000`. */
export type Push = {
  readonly id: string;
  readonly change: "changed" | "deleted";
  readonly version: number | null;
  readonly cpr: string | null;
};

/** `passed-over`: of another entity. `unreadable`: not as the mapping says, so that nobody may say what it was. */
export type ReadPush =
  | { readonly ok: true; readonly push: Push }
  | { readonly ok: false; readonly why: "passed-over" | "unreadable" };

/** The name of the only citizen of a convocation: whoever gets another CPR number stays the same guest. */
const CITIZEN = "citizen";
const UNREADABLE = { ok: false, why: "unreadable" } as const;

function valueAt(value: unknown, path: string): unknown {
  let here = value;
  for (const name of path.split(".")) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[name];
  }
  return here;
}

/** A text or number; nothing where there is none, or something else. */
function textAt(value: unknown, path: string | undefined): string | undefined {
  const found = path === undefined ? undefined : valueAt(value, path);
  if (typeof found === "number") return String(found);
  return typeof found === "string" ? found.trim() || undefined : undefined;
}

/** A number as it is, a moment in ms; `null` for anything else. */
function versionOf(text: string | undefined, offset: Offset): number | null {
  if (text === undefined) return null;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const read = readTime(text, { date: "", offset });
  return "at" in read ? read.at : null;
}

function changeOf(code: string | undefined, { created, updated, deleted }: DfdgMapping["changes"]) {
  if (code === undefined) return null;
  if (deleted.includes(code)) return "deleted";
  return created.includes(code) || updated.includes(code) ? "changed" : null;
}

/** The ten digits as a header bears them; `null` for what STAR's pattern does not allow. */
function digitsOf(text: string | undefined): string | null {
  const cpr = text === undefined ? null : cprOf(text);
  return cpr === "unknown" ? "0000000000" : cpr;
}

/** What a push says. Never throws. Times without an offset are of `timeZone`. */
export function readPush(body: string, { push: at, ...mapping }: DfdgMapping, timeZone: string): ReadPush {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return UNREADABLE;
  }
  const entity = textAt(value, at.entity);
  if (entity === undefined) return UNREADABLE;
  if (!mapping.entities.includes(entity)) return { ok: false, why: "passed-over" };
  const id = textAt(value, at.id);
  const change = changeOf(textAt(value, at.change), mapping.changes);
  // An id goes into the address of the lookup.
  if (id === undefined || !/^[\w-]{1,100}$/.test(id) || change === null) return UNREADABLE;
  const cpr = digitsOf(textAt(value, at.person));
  const version = versionOf(textAt(value, at.version), offsetOf(timeZone));
  return { ok: true, push: { id, change, version, cpr } };
}

/** Our word for a code; the code itself where the mapping has no word for it, which the row's reader then refuses. */
function wordOf(code: string | undefined, words: Readonly<Record<string, readonly string[]>>): string {
  if (code === undefined) return "?";
  return Object.entries(words).find(([, all]) => all.includes(code))?.[0] ?? `DFDG ${code}`;
}

function cellsOf(
  value: unknown,
  { convocation: at, forms, statuses }: DfdgMapping,
): Partial<Record<Field, string>> {
  const text = (field: keyof DfdgMapping["convocation"]) => textAt(value, at[field]);
  const status =
    statuses === undefined || at.status === undefined ? "booked" : wordOf(text("status"), statuses);
  const cells: Readonly<Partial<Record<Field, string | undefined>>> = {
    ...{ start: text("start"), end: text("end"), minutes: text("minutes"), kind: text("kind") },
    ...{ room: text("room"), location: text("location"), hosts: text("hosts") },
    ...{ name: text("name"), mobile: text("mobile") },
    form: wordOf(text("form"), forms),
    ...{ status, person: CITIZEN },
  };
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined));
}

/**
 * A convocation as the lookup answers it, for the citizen of this push; `line` is told with its problems. Never throws; what nobody
 * could put right leaves it out.
 */
export function readConvocation(
  body: string,
  { mapping, push, timeZone, line }: { mapping: DfdgMapping; push: Push; timeZone: string; line: number },
): ReadRow | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  const offset = offsetOf(timeZone);
  const version = versionOf(textAt(value, mapping.convocation.version), offset) ?? push.version;
  const cells = {
    ...cellsOf(value, mapping),
    id: push.id,
    ...(version === null ? {} : { version: String(version) }),
    ...(push.cpr === null ? {} : { cpr: push.cpr }),
  };
  return readRow({ line, cells }, offset);
}
