/**
 * The statistics of a hub as it runs.
 * Knows no rule: who reads the clock and lets others have the loop is decided here.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import type { HubOptions } from "../hub-options.ts";
import { Statistics } from "./statistics.ts";

/** Opens them; `null` where none are kept. */
export function openStatistics(
  { ledger, statisticsFile = null }: Pick<HubOptions, "ledger" | "statisticsFile">,
  location: () => LocationConfig,
): Statistics | null {
  if (statisticsFile === null) return null;
  return new Statistics({
    ...{ file: statisticsFile, ledger, location },
    monotonicMs: () => performance.now(),
    breathe: () => new Promise((go) => setImmediate(go)),
  });
}
