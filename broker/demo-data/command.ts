/**
 * `talon-hub demo-data`, from what was typed to what is said.
 * Knows no rule.
 */
import { mkdirSync } from "node:fs";
import type { StaffLanguage } from "../../protocol/terms.ts";
import { ledgerFile } from "../administration/stored.ts";
import type { DemoDataTold } from "../command-line.ts";
import { COMMAND_WORDS } from "../command-words.ts";
import { HubFault } from "../errors.ts";
import { openSqliteLedger } from "../ledger/sqlite.ts";
import { located } from "../settings.ts";
import { writeDemoData } from "./run.ts";

/** Writes the years; what to say of it. Faults: those of the location's file, of the ledger, and HUB_LEDGER_NOT_EMPTY. */
export function demoDataSaid(told: DemoDataTold, now: number, language: StaffLanguage): string {
  const { dataDir, years, seed } = told;
  const { location } = located(told.location, dataDir);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new HubFault("HUB_FOLDER_UNWRITABLE", dataDir, cause);
  }
  const ledger = openSqliteLedger({ file: ledgerFile(dataDir), location: location.location });
  try {
    const tickets = writeDemoData({ ledger, location, years, seed, now });
    return `${COMMAND_WORDS[language].demoData(tickets, dataDir)}\n`;
  } finally {
    ledger.close();
  }
}
