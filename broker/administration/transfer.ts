/**
 * A whole location as one file, to be moved to another hub (R15): what is written, and what is taken of a file that comes.
 * Pure; knows no ledger. A file holds the document alone: no ticket, no person and no secret stands in one.
 */

import type { Change } from "./changes.ts";
import { LISTS, record, textIn } from "./places.ts";
import { type Spoken, WORDS } from "./words.ts";

/** The file. */
export type ExportFile = {
  readonly talon: "location";
  readonly v: 1;
  /** ISO 8601. */
  readonly exportedAt: string;
  readonly document: unknown;
};

/** What the file holds. `at` is epoch ms. */
export function exportFile(document: unknown, at: number): ExportFile {
  return { talon: "location", v: 1, exportedAt: new Date(at).toISOString(), document };
}

/** The name under which a browser keeps it. */
export function exportName(location: string, version: number): string {
  return `talon-${location}-v${version}.json`;
}

export type Imported =
  | {
      readonly ok: true;
      readonly document: Readonly<Record<string, unknown>>;
      readonly exportedAt: string | null;
    }
  | { readonly ok: false; readonly problem: string };

const PROBLEMS = {
  torn: {
    da: "Filen kan ikke læses: den er ikke hel, eller den er ikke en eksport fra Talon.",
    en: "The file cannot be read: it is not whole, or it is no export of Talon.",
  },
  foreign: {
    da: "Filen er ikke en eksport fra Talon.",
    en: "The file is no export of Talon.",
  },
  newer: {
    da: "Filen er fra en nyere udgave af Talon; opdatér denne hub først.",
    en: "The file is of a newer Talon; update this hub first.",
  },
  half: {
    da: "Filen er en eksport fra Talon, men stedets dokument mangler i den.",
    en: "The file is an export of Talon, but the location's document is missing in it.",
  },
} as const;

/** As far as `text` is JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A document of a location bears these, whatever else is wrong with it. */
const isDocument = (value: Readonly<Record<string, unknown>>) => "queues" in value && "location" in value;

/** What an export holds, given as its text or as what JSON made of it; a bare document will do too. Never throws. */
export function importFile(file: unknown, language: Spoken): Imported {
  const content = typeof file === "string" ? parsed(file.replace(/^\uFEFF/, "")) : file;
  const fails = (which: keyof typeof PROBLEMS): Imported => ({
    ok: false,
    problem: PROBLEMS[which][language],
  });
  if (content === undefined) return fails("torn");
  const said = record(content);
  if (isDocument(said)) return { ok: true, document: said, exportedAt: null };
  if (said["talon"] !== "location") return fails("foreign");
  if (said["v"] !== 1) return fails("newer");
  const document = record(said["document"]);
  if (!isDocument(document)) return fails("half");
  const exportedAt = typeof said["exportedAt"] === "string" ? said["exportedAt"] : null;
  return { ok: true, document, exportedAt };
}

/** Parts that a hub may keep of its own when another location's document comes. */
export const KEEPABLE = ["name", "timeZone", "languages", "hours", "stands", "counters", "displays"] as const;
export type Keepable = (typeof KEEPABLE)[number];

/** The opening of a house stands in three fields. */
const FIELDS: Readonly<Partial<Record<Keepable, readonly string[]>>> = {
  hours: ["hours", "exceptions", "closures"],
};

/**
 * The document as this hub would take it: the location's id stays this hub's, since its ledger, its topics and its stands'
 * addresses bear that one, and so do the parts that it keeps.
 */
export function moved(
  document: unknown,
  present: unknown,
  keep: readonly Keepable[],
): Record<string, unknown> {
  const [coming, own] = [record(document), record(present)];
  const kept = ["location", "version", ...keep.flatMap((part) => FIELDS[part] ?? [part])];
  const rest = Object.entries(coming).filter(([field]) => !kept.includes(field));
  const stays = kept.filter((field) => own[field] !== undefined).map((field) => [field, own[field]] as const);
  return Object.fromEntries([...stays, ...rest]);
}

function counted(count: number, list: (typeof LISTS)[number], language: Spoken): string {
  const { one, many } = WORDS[language].nouns[list];
  return `${count} ${count === 1 ? one : many}`;
}

/** "3 køer kommer til, 1 stander forsvinder, 4 ting ændres." */
export function moveWords(changes: readonly Change[], language: Spoken): string {
  const of = (kind: Change["kind"], list?: string) =>
    changes.filter((one) => one.kind === kind && (list === undefined || one.path.startsWith(`${list}.`)));
  const whole = (kind: "added" | "removed", list: string) =>
    of(kind, list).filter(({ path }) => path.split(".").length === 2).length;
  const verbs =
    language === "da" ? { added: "kommer til", removed: "forsvinder" } : { added: "new", removed: "removed" };
  const said = LISTS.flatMap((list) =>
    (["added", "removed"] as const).flatMap((kind) => {
      const count = whole(kind, list);
      return count === 0 ? [] : [`${counted(count, list, language)} ${verbs[kind]}`];
    }),
  );
  const isWhole = ({ path, kind }: Change) => kind !== "changed" && path.split(".").length === 2;
  const others = changes.filter((one) => !isWhole(one)).length;
  const rest =
    language === "da"
      ? `${others} ${others === 1 ? "ting" : "ting"} ændres`
      : `${others} ${others === 1 ? "change" : "changes"}`;
  const all = others === 0 ? said : [...said, rest];
  if (all.length === 0) return language === "da" ? "Intet ændres." : "Nothing changes.";
  return `${all.join(", ")}.`;
}

/** Whose document it is, for a reader. */
export function originOf(document: Readonly<Record<string, unknown>>, language: Spoken) {
  const { location, name, version } = document;
  return {
    location: String(location),
    name: textIn(name, language),
    version: typeof version === "number" ? version : null,
  };
}
