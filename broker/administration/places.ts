/**
 * Where something stands in a location's document, in an administrator's words: "Knap 3 på stander Indgang".
 * Pure; a document may be faulty in any way, so nothing about its shape is taken for granted.
 */
import { type ListName, type Spoken, WORDS, type Words } from "./words.ts";

type Loose = Readonly<Record<string, unknown>>;

/** Whatever stands there as a record; `{}` for what is none. */
export function record(value: unknown): Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

/** Whatever stands there as a list; `[]` for what is none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** Which field of a list's entries is their id. */
export const ID_OF: Readonly<Record<ListName, string>> = {
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
};

export const LISTS = Object.keys(ID_OF) as ListName[];

/** A text of the location in this language, or in Danish; `""` where there is none. */
export function textIn(value: unknown, language: Spoken): string {
  if (typeof value === "string") return value;
  const texts = record(value);
  const text = texts[language] ?? texts["da"];
  return typeof text === "string" ? text : "";
}

/** The name of an entry of a list, or its id. */
export function nameOf(name: ListName, entry: unknown, language: Spoken): string {
  const { title, name: own, ...rest } = record(entry);
  const id = rest[ID_OF[name]];
  return textIn(own ?? title, language) || (typeof id === "string" ? id : "?");
}

/** The name of the entry with this id, or the id itself. */
export function nameById(document: unknown, name: ListName, of: { id: unknown; language: Spoken }): string {
  const found = list(record(document)[name]).find((entry) => record(entry)[ID_OF[name]] === of.id);
  return found === undefined ? String(of.id) : nameOf(name, found, of.language);
}

/** "Køen Pas"; "Skranke 1", whose name says already what it is. */
export function called(name: ListName, entry: unknown, language: Spoken): string {
  const { the, one } = WORDS[language].nouns[name];
  const own = nameOf(name, entry, language);
  const saysItself = [one, the].some((noun) => own.toLowerCase().startsWith(noun.toLowerCase()));
  return saysItself ? own : `${the} ${own}`;
}

type At = { readonly place: string; readonly rest: readonly string[] };
type Walk = { readonly path: readonly string[]; readonly document: Loose; readonly language: Spoken };

function inList(name: ListName, { path, document, language }: Walk): At {
  const words = WORDS[language];
  const [, at = "", inner, innerAt] = path;
  const entry = list(document[name])[Number(at)];
  const part = list(record(entry)[inner ?? ""])[Number(innerAt)];
  if (name === "stands" && inner === "buttons" && innerAt !== undefined) {
    const { button } = record(part);
    const key = typeof button === "number" ? button : Number(innerAt) + 1;
    return { place: words.button(String(key), nameOf(name, entry, language)), rest: path.slice(4) };
  }
  if (name === "menus" && inner === "items" && innerAt !== undefined) {
    const label = textIn(record(part)["label"], language);
    return {
      place: words.item(Number(innerAt) + 1, nameOf(name, entry, language), label),
      rest: path.slice(4),
    };
  }
  return { place: called(name, entry, language), rest: path.slice(2) };
}

/** A field and what is in it: "åbningstid, linje 3, fra". */
function fieldWords(rest: readonly string[], words: Words): string {
  const said = rest.flatMap((part, at) => {
    if (/^\d+$/.test(part)) return [`${words.line} ${Number(part) + 1}`];
    const language = at > 0 ? words.languages[part] : undefined;
    const field = language ?? words.fields[part] ?? part;
    // "handling, ydelse" says no more than "ydelse".
    return part === "does" && at + 1 < rest.length ? [] : [field];
  });
  return said.join(", ");
}

/** The place of a path, and what of it is meant; `(whole)` and fields of the house are the location's own. */
export function placeOf(document: unknown, path: string, language: Spoken): { place: string; field: string } {
  const words = WORDS[language];
  const parts = path === "(whole)" ? [] : path.split(".");
  const name = parts[0] as ListName;
  const isInList = LISTS.includes(name) && parts.length > 1;
  const { place, rest }: At = isInList
    ? inList(name, { path: parts, document: record(document), language })
    : { place: words.house, rest: parts };
  return { place, field: fieldWords(rest, words) };
}
