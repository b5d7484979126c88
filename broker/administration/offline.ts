/**
 * A whole location out of the ledger of a hub that is not running, or into it (R15): talon-hub export and import.
 * Knows no command line; who may do this is whoever may write the hub's data folder.
 */

import { existsSync, mkdirSync } from "node:fs";
import type { Problem } from "../../protocol/config.ts";
import type { StaffLanguage } from "../../protocol/terms.ts";
import type { Ledger } from "../ledger/contract.ts";
import { openSqliteLedger } from "../ledger/sqlite.ts";
import { readLocation } from "../location.ts";
import { configure } from "../queue/decide/configure.ts";
import type { HubState } from "../queue/state.ts";
import { replay } from "../replay.ts";
import { type HubSettings, invalid } from "../settings.ts";
import { type Change, changesBetween } from "./changes.ts";
import { ledgerFile } from "./stored.ts";
import { type ExportFile, exportFile, importFile, type Keepable, moved } from "./transfer.ts";
import { documentOf } from "./versions.ts";

type Settings = Pick<HubSettings, "location" | "document" | "dataDir">;

function withLedger<T>({ location, dataDir }: Settings, use: (ledger: Ledger, state: HubState) => T): T {
  const ledger = openSqliteLedger({ file: ledgerFile(dataDir), location: location.location });
  try {
    return use(ledger, replay({ ledger, location }));
  } finally {
    ledger.close();
  }
}

/** The document that a hub with these settings would start with: the ledger's, or the file's when it is newer or the only one. */
function presentIn(settings: Settings, ledger: Ledger, state: HubState): unknown {
  const newest = state.versions.at(-1);
  const own = settings.document ?? settings.location;
  return newest && newest.version >= settings.location.version ? documentOf(ledger, newest) : own;
}

/** The file of the whole location. Faults: those of the ledger. */
export function exportLocation(settings: Settings, at: number): ExportFile {
  if (!existsSync(ledgerFile(settings.dataDir)))
    return exportFile(settings.document ?? settings.location, at);
  return withLedger(settings, (ledger, state) => exportFile(presentIn(settings, ledger, state), at));
}

export type ImportedLocation = {
  readonly version: number;
  readonly leftOut: readonly Problem[];
  readonly changes: readonly Change[];
};

/** What is imported, by whom and when. `name` is the file's, for words. */
export type Import = {
  readonly name: string;
  readonly text: string;
  readonly keep: readonly Keepable[];
  readonly at: number;
  /** In which language is told what is wrong and what has changed; default Danish. */
  readonly language?: StaffLanguage;
};

/**
 * Writes the document of a file as the ledger's next version; the hub takes it when it starts.
 * Faults: HUB_FILE_INVALID, and those of the ledger.
 */
export function importLocation(settings: Settings, asked: Import): ImportedLocation {
  const { name, text, keep, at, language = "da" } = asked;
  const file = importFile(text, language);
  if (!file.ok) throw invalid(name, [{ path: "(whole)", problem: file.problem }]);
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  return withLedger(settings, (ledger, state) => {
    const present = presentIn(settings, ledger, state);
    // A ledger without a document would take the file's when the hub starts, if that were not older.
    const version = Math.max(state.versions.at(-1)?.version ?? 0, settings.location.version) + 1;
    const document = { ...moved(file.document, present, keep), version };
    const read = readLocation(document);
    if (!read.ok) throw invalid(name, [...read.leftOut, ...read.problems]);
    const { location, leftOut } = read;
    const command = { kind: "configure" as const, location, note: "talon-hub import" };
    const stamp = { at: Math.max(at, state.at), wallAt: at, trusted: false };
    const { events, answer } = configure({
      ...{ ...command, ...stamp },
      ...(leftOut.length === 0 ? {} : { document }),
    })(state);
    if (answer && "letters" in answer) throw invalid(name, [inUse(answer.letters, language)]);
    ledger.append(events);
    const changes = changesBetween(present, document, language);
    return { version: events.length === 0 ? version - 1 : version, leftOut, changes };
  });
}

function inUse(letters: string, language: StaffLanguage): Problem {
  const problem = {
    da: `bogstaverne ${letters} står på numre, der gælder i dag: vælg andre, eller importer, når dagen er lukket`,
    en: `the letters ${letters} stand on tickets that are valid today: choose others, or import when the day is closed`,
  };
  return { path: "queues", problem: problem[language] };
}
