/**
 * At a start: which document of the location holds, the ledger's or the file's.
 * Knows no listener; what is taken is decided by the rules.
 */
import type { LocationConfig } from "../protocol/config.ts";
import type { Log } from "../protocol/link/log.ts";
import { documentOf } from "./administration/versions.ts";
import type { Ledger } from "./ledger/contract.ts";
import { readLocation } from "./location.ts";
import type { Configure, ConfigureAnswer } from "./queue/commands.ts";
import type { HubState } from "./queue/state.ts";

/** The file's document, and the hub that is to take one. */
export type TakeDocument = {
  readonly location: LocationConfig;
  readonly document?: unknown;
  readonly log: Log;
  readonly ledger: Ledger;
  readonly state: () => HubState;
  readonly decide: (command: Configure) => Promise<ConfigureAnswer>;
};

/** Beside the version that the hub makes itself when texts of a language have changed, for administrators. */
const LANGUAGES_CHANGED = "Sprog, hvis tekster er ændret, tilbydes ikke før de er læst igen";
/** Whether two documents are the same but for their versions. */
function saysTheSame(one: LocationConfig, other: LocationConfig): boolean {
  return JSON.stringify({ ...one, version: 0 }) === JSON.stringify({ ...other, version: 0 });
}

/** The ledger's document, or the file's where there is none yet or the file's version is higher. Which one is said. */
export async function takeDocument(options: TakeDocument): Promise<void> {
  const { location, document, log, ledger, state, decide } = options;
  const known = state().versions.at(-1);
  const isNewer = known === undefined || location.version > known.version;
  const answer = await decide({
    ...{ kind: "configure", location: isNewer ? location : null },
    ...(document === undefined ? {} : { document }),
  });
  const { versions, location: taken } = state();
  const about = { version: taken.version, fileVersion: location.version };
  if ("refused" in answer) log.warning("the file's document is not taken", { ...about, ...answer });
  else if (isNewer) log.notice("the location's document is taken from the file", about);
  else log.notice("the location's document is the ledger's", about);
  if (!isNewer && !saysTheSame(taken, location))
    log.notice("the file's document is another one; it is taken when its version is higher", about);
  const newest = versions.at(-1);
  if (newest === undefined) return;
  const written = documentOf(ledger, newest);
  const read = readLocation(written);
  for (const { path, problem } of read.leftOut)
    log.warning("a part of the location is left out", { path, problem });
  // A new version of Talon may say something else in a language than what its reader signed off.
  if (read.ok && read.location.languages.join() !== taken.languages.join())
    await decide({
      kind: "configure",
      location: read.location,
      document: written,
      note: LANGUAGES_CHANGED,
    });
}
