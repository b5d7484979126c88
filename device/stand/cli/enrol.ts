/**
 * `talon-stand enrol <hub> <code>`: makes this machine the stand of its file.
 * Knows no network.
 */
import type { StandConfig } from "../../../protocol/config/stand.ts";
import { type OutboxId, type StaffLanguage, ticketIdOf } from "../../../protocol/terms.ts";
import { machineDisk } from "../disk.ts";
import { enrol } from "../enrol/enrol.ts";
import { readIdentity } from "../enrol/identity.ts";
import { problemWords } from "../enrol/problem-words.ts";
import { identityOf } from "../identity.ts";
import { machineIdentity } from "../machine-facts.ts";
import { systemWords } from "../system-words.ts";
import { ENROL_WORDS } from "./enrol-words.ts";

export type EnrolTyped = {
  readonly url: string;
  readonly code: string;
  readonly language: StaffLanguage;
  /** Sixteen random bytes, and the time. */
  readonly chance: Uint8Array;
  readonly now: number;
  /** Where the outbox lies. */
  readonly outboxFolder: string;
};

/** The outbox's own id, which the certificate is bound to; made where there is none yet. */
export async function outboxIdOf(folder: string, chance: Uint8Array, now: number): Promise<string> {
  const disk = machineDisk();
  await disk.makeFolder(folder);
  const fresh = ticketIdOf(chance, now) as string as OutboxId;
  return (await identityOf(disk, folder, { machine: machineIdentity(), fresh })).outboxId;
}

/** What came of it, in lines for the technician. */
export async function enrolHere(
  { stand, location, dataDir, mqtt }: StandConfig,
  { url, code, language, chance, now, outboxFolder }: EnrolTyped,
): Promise<{ readonly isGood: boolean; readonly lines: readonly string[] }> {
  const words = ENROL_WORDS[language];
  if (mqtt !== undefined) return { isGood: false, lines: [words.hasAccount] };
  try {
    const outbox = await outboxIdOf(outboxFolder, chance, now);
    const before = await readIdentity(dataDir);
    const done = await enrol({ url, code, fingerprint: null, stand, location, outbox, dataDir });
    if (!done.ok) return { isGood: false, lines: [problemWords(done.problem, done.detail)[language]] };
    const isElsewhere = before.kind === "found" && before.identity.url !== done.url;
    return { isGood: true, lines: [words.done(done.url), isElsewhere ? words.startAnew : words.restart] };
  } catch (error) {
    return { isGood: false, lines: [words.unwritable(dataDir, systemWords(error, language))] };
  }
}
