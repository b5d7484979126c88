/**
 * Acts at a machine whose hub does not run, written down until it starts: the ledger itself gets them then.
 * An event before the hub's own start would hide one that an older copy has lost (design rule 8).
 */
import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Noted } from "../queue/events.ts";

const FILE = "acts.jsonl";

/** Writes an act down for the hub's next start. */
export function leaveAct(dataDir: string, act: Noted): void {
  appendFileSync(join(dataDir, FILE), `${JSON.stringify(act)}\n`, { mode: 0o600 });
}

/** What was written down. */
export function leftActs(dataDir: string): readonly Noted[] {
  const file = join(dataDir, FILE);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line): Noted[] => {
    try {
      return [JSON.parse(line) as Noted];
    } catch {
      return [];
    }
  });
}

/** They are in the ledger. */
export function forgetActs(dataDir: string): void {
  rmSync(join(dataDir, FILE), { force: true });
}
