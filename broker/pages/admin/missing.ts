/**
 * Every text that a location writes itself, with its place in the document and what it lacks by language.
 * Pure; walks lists that it knows, so that an id or a time is never taken for a text.
 */
import { type Draft, LISTS, type Text, valueAt } from "./draft.ts";

/** `path` leads to the text; its languages are fields of it. */
export type Written = {
  readonly path: string;
  readonly text: Text;
  /** Which field of its part it is: a name, a label, a message ... */
  readonly what: "name" | "title" | "label" | "text" | "message" | "bring" | "personalLine" | "room";
};

const FIELDS = ["name", "title", "label", "text", "message", "personalLine", "room"] as const;

function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textsOf(draft: Draft, path: string): Written[] {
  const part = path === "" ? draft : valueAt(draft, path);
  if (!isText(part)) return [];
  const record = part as Record<string, unknown>;
  const below = path === "" ? "" : `${path}.`;
  const own = FIELDS.flatMap((what): Written[] => {
    const text = record[what];
    return isText(text) ? [{ path: `${below}${what}`, text, what }] : [];
  });
  const things = Array.isArray(record["bring"]) ? (record["bring"] as unknown[]) : [];
  const dated = ["exceptions", "closures"].flatMap((list) => listed(draft, `${below}${list}`));
  return [
    ...own,
    ...things.flatMap((text, at): Written[] =>
      isText(text) ? [{ path: `${below}bring.${at}`, text, what: "bring" }] : [],
    ),
    ...dated,
    ...["buttons", "items", "messages"].flatMap((list) => listed(draft, `${below}${list}`)),
  ];
}

function listed(draft: Draft, path: string): Written[] {
  const list = valueAt(draft, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((_, at) => textsOf(draft, `${path}.${at}`));
}

/** Every text of the draft, in the document's order. */
export function textsIn(draft: Draft): Written[] {
  return [...textsOf(draft, ""), ...LISTS.flatMap((list) => listed(draft, list))];
}

/** Those of a text's languages in which nothing stands. */
export function missingIn({ text }: Written, languages: readonly string[]): string[] {
  return languages.filter((language) => (text[language] ?? "").trim() === "");
}
