/**
 * The location's document as it is being edited: looser than the hub's schema, since what is half typed must be kept too.
 * Pure; knows no page and no hub. Whether a draft is right is judged by the hub alone (dry run).
 */

/** A text by language. */
export type Text = { readonly [language: string]: string | undefined };
export type Clocks = { readonly from: string; readonly to: string };
export type WeekSpan = Clocks & { readonly weekday: number };
export type DayException = {
  readonly date: string;
  readonly name?: Text | undefined;
  readonly spans?: readonly Clocks[] | undefined;
};
export type Closure = Clocks & { readonly name?: Text | undefined };
export type Opening = {
  readonly hours?: readonly WeekSpan[] | null | undefined;
  readonly exceptions?: readonly DayException[] | undefined;
  readonly closures?: readonly Closure[] | undefined;
};
export type Does =
  | { readonly kind: "service"; readonly service: string; readonly withoutCode?: boolean | undefined }
  | { readonly kind: "menu"; readonly menu: string }
  | { readonly kind: "information"; readonly information: string };
export type Item = Opening & { readonly label: Text; readonly does: Does };
export type Button = Item & { readonly button: number };
export type Menu = { readonly menu: string; readonly title: Text; readonly items: readonly Item[] };
export type Queue = Opening & {
  readonly queue: string;
  readonly name: Text;
  readonly letters: string;
  readonly active?: boolean | undefined;
  readonly lastTicket?: number | "can-be-served" | null | undefined;
  readonly quota?: { readonly tickets: number } | null | undefined;
  readonly atClosing?: "serve" | "leave" | undefined;
};
export type Service = Opening & {
  readonly service: string;
  readonly name: Text;
  readonly queue: string;
  readonly message?: Text | undefined;
  readonly bring?: readonly Text[] | undefined;
  readonly headStartMin?: number | undefined;
  readonly onPhone?: boolean | undefined;
  readonly lastTicket?: number | "can-be-served" | null | undefined;
  readonly quota?: { readonly tickets: number } | null | undefined;
  readonly guestsCalledBy?: string | undefined;
};
export type Information = {
  readonly information: string;
  readonly title: Text;
  readonly text: Text;
  readonly url?: string | undefined;
};
export type Stand = {
  readonly stand: string;
  readonly name: Text;
  readonly buttons: readonly Button[];
  readonly personalLine?: Text | null | undefined;
  readonly logo?: string | null | undefined;
  readonly look?: string | undefined;
};
export type CounterRule = { readonly queue: string; readonly waitsOverMin: number };
export type Counter = {
  readonly counter: string;
  readonly name: Text;
  readonly queues?: readonly string[] | undefined;
  readonly rules?: readonly CounterRule[] | undefined;
  readonly staffed?: readonly WeekSpan[] | undefined;
  readonly open?: boolean | undefined;
  readonly room?: Text | undefined;
};
export type DisplayMessage = {
  readonly text: Text;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
};
export type Arrow = { readonly counter: string; readonly direction: string };
export type Display = {
  readonly display: string;
  readonly name: Text;
  readonly counters?: readonly string[] | undefined;
  readonly doorCode?: boolean | undefined;
  readonly queues?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly languageTurnS?: unknown;
  readonly bigType?: boolean | undefined;
  readonly look?: string | undefined;
  readonly sound?:
    | { readonly on?: boolean | undefined; readonly languages?: readonly string[] | undefined }
    | undefined;
  readonly messages?: readonly DisplayMessage[] | undefined;
  readonly arrows?: readonly Arrow[] | undefined;
};
export type SignOff = {
  readonly language: string;
  readonly reader: string;
  readonly at: string;
  readonly of: string;
};
export type PauseReason = { readonly reason: string; readonly name: Text };
export type Tag = { readonly tag: string; readonly name: Text };
export type MeetingKind = { readonly kind: string; readonly service: string };
export type AppointmentSource = {
  readonly source: string;
  readonly name: Text;
  readonly reminds?: string | undefined;
  readonly oursToo?: readonly string[] | undefined;
  readonly service?: string | undefined;
  readonly guestsCalledBy?: string | undefined;
  readonly kinds?: readonly MeetingKind[] | undefined;
};
export type Draft = Opening & {
  readonly v: number;
  readonly version: number;
  readonly location: string;
  readonly name: Text;
  readonly doorPoster?: number | undefined;
  readonly checkInOnPhone?: boolean | undefined;
  readonly timeZone: string;
  readonly languages: readonly string[];
  readonly queues: readonly Queue[];
  readonly services: readonly Service[];
  readonly informations: readonly Information[];
  readonly menus: readonly Menu[];
  readonly stands: readonly Stand[];
  readonly counters: readonly Counter[];
  readonly displays: readonly Display[];
  readonly tags: readonly Tag[];
  readonly pauseReasons: readonly PauseReason[];
  readonly appointmentSources: readonly AppointmentSource[];
  readonly signOffs?: readonly SignOff[] | undefined;
  readonly catchAll: string;
};

/** The lists of a document, which a draft always has. */
export const LISTS = [
  "queues",
  "services",
  "informations",
  "menus",
  "stands",
  "counters",
  "displays",
  "tags",
  "pauseReasons",
  "appointmentSources",
] as const;
export type ListName = (typeof LISTS)[number];

/** The field of a list's parts that names them for other parts. */
export const ID_OF = {
  queues: "queue",
  services: "service",
  informations: "information",
  menus: "menu",
  stands: "stand",
  counters: "counter",
  displays: "display",
  tags: "tag",
  pauseReasons: "reason",
  appointmentSources: "source",
} as const satisfies Record<ListName, string>;

type Parts = readonly unknown[] | { readonly [key: string]: unknown };
const isParts = (value: unknown): value is Parts => typeof value === "object" && value !== null;

/** A saved document as a draft: everything that stands in it, and its lists even where they were left out. */
export function draftOf(document: unknown): Draft {
  const read = isParts(document) && !Array.isArray(document) ? (document as Record<string, unknown>) : {};
  const lists = Object.fromEntries(LISTS.map((name) => [name, Array.isArray(read[name]) ? read[name] : []]));
  const languages = Array.isArray(read["languages"]) ? read["languages"] : ["da"];
  return { ...read, ...lists, languages } as unknown as Draft;
}

/** A draft as it is sent: optional lists that stand empty are left out, as they were. */
export function documentOf(draft: Draft): unknown {
  const { informations, tags, pauseReasons, appointmentSources, ...rest } = draft;
  return {
    ...rest,
    ...(informations.length > 0 ? { informations } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(pauseReasons.length > 0 ? { pauseReasons } : {}),
    ...(appointmentSources.length > 0 ? { appointmentSources } : {}),
  };
}

/** What stands at a dotted path such as `stands.0.buttons.2.label`, or `undefined`. */
export function valueAt(parts: unknown, path: string): unknown {
  let here = parts;
  for (const key of path.split("."))
    here = isParts(here) ? (here as Record<string, unknown>)[key] : undefined;
  return here;
}

function changed(parts: unknown, keys: readonly string[], change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return change(parts);
  if (Array.isArray(parts)) {
    const at = Number(key);
    const next = parts.slice() as unknown[];
    next[at] = changed(parts[at], rest, change);
    return next;
  }
  const record = (isParts(parts) ? parts : {}) as Record<string, unknown>;
  const { [key]: before, ...others } = record;
  const after = changed(before, rest, change);
  if (after === undefined) return others;
  return { ...record, [key]: after };
}

/** The draft with another value at a path; `undefined` leaves the field out. */
export function withValue(draft: Draft, path: string, value: unknown): Draft {
  return changed(draft, path.split("."), () => value) as Draft;
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The draft with a part at the end of the list at a path, which is made where there was none. */
export function withAdded(draft: Draft, path: string, part: unknown): Draft {
  return changed(draft, path.split("."), (list) => [...listIn(list), part]) as Draft;
}

/** The draft without one part of the list at a path. */
export function withoutAt(draft: Draft, path: string, at: number): Draft {
  return changed(draft, path.split("."), (list) => listIn(list).toSpliced(at, 1)) as Draft;
}

/** The draft with one part of a list moved so many places; past an end nothing moves. */
export function withMoved(draft: Draft, path: string, { at, by }: { at: number; by: number }): Draft {
  return changed(draft, path.split("."), (list) => {
    const parts = listIn(list);
    const to = at + by;
    if (to < 0 || to >= parts.length) return parts;
    return parts.toSpliced(at, 1).toSpliced(to, 0, parts[at]);
  }) as Draft;
}

/** Whether two values say the same, whatever the order of their fields; a field that is `undefined` is not there. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isParts(one) || !isParts(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const [ones, others] = [one, other] as Record<string, unknown>[];
  const keys = new Set([...Object.keys(ones ?? {}), ...Object.keys(others ?? {})]);
  return [...keys].every((key) => isSame(ones?.[key], others?.[key]));
}

/** `text` in a language, in Danish where it has none, or nothing at all. */
export function textIn(text: Text | null | undefined, language: string): string {
  const own = text?.[language];
  return own === undefined || own === "" ? (text?.["da"] ?? "") : own;
}

/** A stand's, service's or any other part's name in a language; its id where it has none. */
export function nameIn(list: ListName, part: unknown, language: string): string {
  const record = (isParts(part) ? part : {}) as Record<string, unknown>;
  const text = (record["name"] ?? record["title"]) as Text | undefined;
  const name = textIn(text, language);
  const id = record[ID_OF[list]];
  return name === "" && typeof id === "string" ? id : name;
}
