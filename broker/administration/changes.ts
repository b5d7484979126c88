/**
 * What differs between two documents of a location, part by part and in words: "Køen Pas: åbningstid tirsdag 10-15 → 10-17".
 * Pure; parts are known by their ids, so that a part that was moved has not changed. Both documents may be faulty.
 */
import { called, ID_OF, LISTS, list, nameOf, record, textIn } from "./places.ts";
import {
  closureWords,
  exceptionDay,
  exceptionHours,
  type Reading,
  valueWords,
  weekdayWords,
} from "./values.ts";
import { type ListName, type Spoken, WORDS } from "./words.ts";

/** One difference. `path` is in the new document; of what was removed in the old one. */
export type Change = {
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  /** `null` where there was, or is, nothing. */
  readonly before: unknown;
  readonly after: unknown;
  readonly words: string;
};

type Pair = { readonly before: unknown; readonly after: unknown };
type Here = Pair & {
  /** How the part is called, and its path before and after. */
  readonly place: string;
  readonly paths: Readonly<Record<"before" | "after", string>>;
  readonly readings: Readonly<Record<"before" | "after", Reading>>;
};

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const at = (path: string, key: string | number) => (path === "" ? String(key) : `${path}.${key}`);

type Matched = Pair & { readonly from: number; readonly to: number };

/** Entries of two lists by what makes them the same; a doubled one by how often it came. */
function matched(pair: Pair, keyOf: (entry: unknown) => string): Matched[] {
  const keyed = (entries: unknown) => {
    const seen = new Map<string, number>();
    return new Map(
      list(entries).map((entry, index) => {
        const key = keyOf(entry);
        const count = (seen.get(key) ?? 0) + 1;
        seen.set(key, count);
        return [`${count} ${key}`, { entry, index }];
      }),
    );
  };
  const [before, after] = [keyed(pair.before), keyed(pair.after)];
  const kept = [...after].map(([key, { entry, index }]) => {
    const old = before.get(key);
    return { before: old?.entry, after: entry, from: old?.index ?? -1, to: index };
  });
  const gone = [...before].filter(([key]) => !after.has(key));
  return [
    ...kept,
    ...gone.map(([, { entry, index }]) => ({ before: entry, after: undefined, from: index, to: -1 })),
  ];
}

const kindOf = ({ before, after }: Pair): Change["kind"] =>
  before === undefined ? "added" : after === undefined ? "removed" : "changed";

/** One difference in a list of the part: `what` is said of it. */
function inList(here: Here, field: string, { before, after, from, to }: Matched): Omit<Change, "words"> {
  const path =
    after === undefined ? at(at(here.paths.before, field), from) : at(at(here.paths.after, field), to);
  return { path, kind: kindOf({ before, after }), before: before ?? null, after: after ?? null };
}

function arrow(place: string, what: string, [before, after]: readonly [string, string]): string {
  return `${place}: ${what} ${before} → ${after}`;
}

function weekChanges(here: Here, field: string, { before, after }: Pair): Change[] {
  const { language } = here.readings.after;
  const words = WORDS[language];
  const path = at(here.paths.after, field);
  const what = words.fields[field] ?? field;
  return words.weekdays.flatMap((day, index) => {
    const said = [before, after].map((hours) => weekdayWords(hours, index + 1, language));
    const [from = "", to = ""] = said;
    if (from === to) return [];
    return [
      {
        path,
        kind: "changed" as const,
        before,
        after,
        words: arrow(here.place, `${what} ${day}`, [from, to]),
      },
    ];
  });
}

function exceptionChanges(here: Here, pair: Pair): Change[] {
  const { language } = here.readings.after;
  const words = WORDS[language];
  const changed = matched(pair, (entry) => String(record(entry)["date"])).filter(
    (one) => !isSame(one.before, one.after),
  );
  return changed.map((one) => {
    const day = `${words.day} ${exceptionDay(one.after ?? one.before, language)}`;
    const said = [one.before, one.after].map((entry) =>
      entry === undefined ? words.none : exceptionHours(entry, language),
    );
    const [before = "", after = ""] = said;
    return { ...inList(here, "exceptions", one), words: arrow(here.place, day, [before, after]) };
  });
}

function closureChanges(here: Here, pair: Pair): Change[] {
  const { language } = here.readings.after;
  const words = WORDS[language];
  const changed = matched(pair, (entry) => closureWords(entry, language)).filter(
    (one) => !isSame(one.before, one.after),
  );
  return changed.map((one) => {
    const days = `${words.closure} ${closureWords(one.after ?? one.before, language)}`;
    const said =
      one.before === undefined ? words.isNew(days) : one.after === undefined ? words.isGone(days) : days;
    return { ...inList(here, "closures", one), words: `${here.place}: ${said}` };
  });
}

/** A text that changed in one language only is told in that language's words. */
function textLanguage({ before, after }: Pair, language: Spoken): string | undefined {
  const [old, now] = [record(before), record(after)];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (key) => old[key] !== now[key],
  );
  const [only] = keys;
  const isText = [old, now].every((one) => Object.values(one).every((text) => typeof text === "string"));
  const isOther =
    keys.length === 1 && only !== undefined && only !== language && only in WORDS[language].languages;
  return isText && isOther ? only : undefined;
}

function plainChange(here: Here, field: string, pair: Pair): Change {
  const { readings, paths, place } = here;
  const words = WORDS[readings.after.language];
  const what = words.fields[field] ?? field;
  const only = textLanguage(pair, readings.after.language);
  const said = (which: "before" | "after") => {
    const text = only === undefined ? undefined : record(pair[which])[only];
    if (only !== undefined) return text === undefined ? words.none : `"${textIn(text, "da")}"`;
    return valueWords(field, pair[which], readings[which]);
  };
  const where = only === undefined ? what : `${what} (${words.languages[only] ?? only})`;
  const [before, after] = [said("before"), said("after")];
  const sentence =
    before === after ? `${place}: ${where} ${words.changed}` : arrow(place, where, [before, after]);
  return {
    path: at(paths.after, field),
    kind: "changed",
    before: pair.before ?? null,
    after: pair.after ?? null,
    words: sentence,
  };
}

/** Sections of plain fields: each is told by itself. */
const SECTIONS = ["houseRules", "order", "series", "sound", "keepDays", "reminders", "quiet", "statistics"];
/** Those whose fields say too little without the section's name. */
const NAMED_SECTIONS = ["keepDays", "reminders", "quiet"];

function fieldChanges(here: Here, field: string): Change[] {
  const pair = { before: record(here.before)[field], after: record(here.after)[field] };
  if (isSame(pair.before, pair.after)) return [];
  const isWeek = (field === "hours" || field === "staffed") && [pair.before, pair.after].every(Array.isArray);
  if (isWeek) {
    const days = weekChanges(here, field, pair);
    return days.length > 0 ? days : [plainChange(here, field, pair)];
  }
  if (field === "exceptions") return exceptionChanges(here, pair);
  if (field === "closures") return closureChanges(here, pair);
  if (!SECTIONS.includes(field)) return [plainChange(here, field, pair)];
  const paths = { before: at(here.paths.before, field), after: at(here.paths.after, field) };
  const { fields } = WORDS[here.readings.after.language];
  const place = NAMED_SECTIONS.includes(field) ? `${here.place}: ${fields[field] ?? field}` : here.place;
  return fieldsOf({ ...here, ...pair, paths, place }, []);
}

/** Every field of a part but these. */
function fieldsOf(here: Here, but: readonly string[]): Change[] {
  const fields = new Set([...Object.keys(record(here.before)), ...Object.keys(record(here.after))]);
  return [...fields].filter((field) => !but.includes(field)).flatMap((field) => fieldChanges(here, field));
}

type Listed = {
  readonly field: string;
  readonly many: string;
  readonly keyOf: (entry: unknown) => string;
  readonly placeOf: (entry: unknown, index: number, reading: Reading) => string;
  readonly inside: (here: Here) => Change[];
};

/** A list of parts: those that are new, gone or changed, and whether the others stand in another order. */
function listChanges(here: Here, { field, many, keyOf, placeOf, inside }: Listed): Change[] {
  const words = WORDS[here.readings.after.language];
  const pair = { before: record(here.before)[field], after: record(here.after)[field] };
  if (isSame(pair.before, pair.after)) return [];
  const all = matched(pair, keyOf);
  const told = all.flatMap((one): Change[] => {
    const { before, after, from, to } = one;
    if (isSame(before, after)) return [];
    const which = after === undefined ? "before" : "after";
    const place = placeOf(one[which], which === "before" ? from : to, here.readings[which]);
    const head = inList(here, field, one);
    if (head.kind === "added") return [{ ...head, words: words.isNew(place) }];
    if (head.kind === "removed") return [{ ...head, words: words.isGone(place) }];
    const paths = {
      before: at(at(here.paths.before, field), from),
      after: at(at(here.paths.after, field), to),
    };
    return inside({ ...here, before, after, place, paths });
  });
  const kept = all.filter(({ from, to }) => from >= 0 && to >= 0);
  const isMoved = kept.some(({ from }, index) => index > 0 && from < (kept[index - 1]?.from ?? 0));
  if (!isMoved) return told;
  const path = at(here.paths.after, field);
  const moved = { path, kind: "changed" as const, before: null, after: null, words: words.order(many) };
  return [...told, moved];
}

function buttonsOf(here: Here, stand: string): Change[] {
  const words = WORDS[here.readings.after.language];
  const keyOf = (entry: unknown) => String(record(entry)["button"]);
  return listChanges(here, {
    ...{ field: "buttons", many: words.fields["buttons"] ?? "", keyOf },
    placeOf: (entry) => words.button(keyOf(entry), stand),
    inside: (button) => fieldsOf(button, ["button"]),
  });
}

/** A menu's choices have no ids: the same action is the same choice. */
function itemsOf(here: Here, menu: string): Change[] {
  const words = WORDS[here.readings.after.language];
  return listChanges(here, {
    ...{ field: "items", many: words.fields["items"] ?? "" },
    keyOf: (entry) => JSON.stringify(record(entry)["does"]),
    placeOf: (entry, index, { language }) =>
      words.item(index + 1, menu, textIn(record(entry)["label"], language)),
    inside: (item) => fieldsOf(item, []),
  });
}

function partChanges(name: ListName, here: Here): Change[] {
  const own = nameOf(name, here.after, here.readings.after.language);
  const fields = fieldsOf(here, [ID_OF[name], "buttons", "items"]);
  if (name === "stands") return [...fields, ...buttonsOf(here, own)];
  if (name === "menus") return [...fields, ...itemsOf(here, own)];
  return fields;
}

/** The differences from one document to the next, in the document's order; none but in the version is none. */
export function changesBetween(before: unknown, after: unknown, language: Spoken): Change[] {
  const words = WORDS[language];
  const readings = { before: { document: before, language }, after: { document: after, language } };
  const here: Here = { before, after, place: words.house, paths: { before: "", after: "" }, readings };
  const lists = LISTS.flatMap((name) =>
    listChanges(here, {
      field: name,
      many: words.nouns[name].many,
      keyOf: (entry) => String(record(entry)[ID_OF[name]]),
      placeOf: (entry) => called(name, entry, language),
      inside: (part) => partChanges(name, part),
    }),
  );
  return [...fieldsOf(here, ["v", "version", ...LISTS]), ...lists];
}
