/**
 * Writes a sign-off into a location's document: this reader has read all texts of the language and found them good.
 * Knows no hub that runs; the document takes effect as every change of it does.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Language, StaffLanguage } from "../protocol/terms.ts";
import { LANGUAGE_NAMES } from "../protocol/texts/names.ts";
import { COMMAND_WORDS } from "./command-words.ts";
import { HubFault } from "./errors.ts";
import { languageItem, type SignOff } from "./languages.ts";

export type AskedSignOff = {
  readonly language: Language;
  readonly reader: string;
  readonly location: string;
};

type Document = {
  version?: unknown;
  languages?: unknown;
  signOffs?: unknown;
  /** Where the file is what a hub has exported: the location's document in it. */
  talon?: unknown;
  document?: unknown;
};

/** Faults: HUB_FILE_MISSING, HUB_FILE_INVALID. */
function documentIn(file: string): Document {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new HubFault("HUB_FILE_MISSING", file, cause);
  }
  try {
    const document = JSON.parse(text) as unknown;
    if (typeof document === "object" && document !== null && !Array.isArray(document)) return document;
    throw new Error("no object");
  } catch (cause) {
    throw new HubFault(
      "HUB_FILE_INVALID",
      {
        da: `${file}\n  er ikke en lokations dokument i JSON`,
        en: `${file}\n  (whole): is no location's document in JSON`,
      },
      cause,
    );
  }
}

/** Whole or not at all: the old document stands until the new one does. */
function write(file: string, document: Document): void {
  try {
    writeFileSync(`${file}.part`, `${JSON.stringify(document, null, 2)}\n`);
    renameSync(`${file}.part`, file);
  } catch (cause) {
    throw new HubFault("HUB_FILE_UNWRITABLE", file, cause);
  }
}

/** `languages` with the language in it, and the sign-off in place of any other of that language; a new version. */
function signed(document: Document, entry: SignOff): Document {
  const { languages, signOffs, version } = document;
  const before = Array.isArray(signOffs) ? (signOffs as SignOff[]) : [];
  const offered = Array.isArray(languages) ? (languages as Language[]) : ["da"];
  return {
    ...document,
    ...(typeof version === "number" ? { version: version + 1 } : {}),
    languages: [...new Set([...offered, entry.language])],
    signOffs: [...before.filter((one) => one.language !== entry.language), entry],
  };
}

/**
 * Signs off and tells what was done. Faults: HUB_USAGE for a language that needs no reader, HUB_TEXTS_INCOMPLETE,
 * HUB_FILE_MISSING, HUB_FILE_INVALID, HUB_FILE_UNWRITABLE.
 */
export function signOff(
  { language, reader, location }: AskedSignOff,
  now: number,
  speech: StaffLanguage = "da",
): string {
  const { of, missing } = languageItem(language, {});
  if (of === null)
    throw new HubFault("HUB_USAGE", {
      da: `--language ${language} (dansk og engelsk kræver ingen læser)`,
      en: `--language ${language} (Danish and English need no reader)`,
    });
  if (missing.length > 0)
    throw new HubFault("HUB_TEXTS_INCOMPLETE", {
      da: `${language} mangler ${missing.length}: ${missing.join(", ")}`,
      en: `${language} lacks ${missing.length}: ${missing.join(", ")}`,
    });
  const at = new Date(now).toISOString().slice(0, 10);
  const file = documentIn(location);
  const entry = { language, reader, at, of };
  const { document } = file;
  const isExport = file.talon === "location" && typeof document === "object" && document !== null;
  write(location, isExport ? { ...file, document: signed(document, entry) } : signed(file, entry));
  return COMMAND_WORDS[speech].signedOff(location, {
    language: `${LANGUAGE_NAMES[language]} (${language})`,
    reader,
    of,
  });
}
