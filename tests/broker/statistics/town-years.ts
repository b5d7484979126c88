/** A ledger of random days, and its visits found by one fold over all of it. */

import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import type { HubEvent } from "../../../broker/queue/events.ts";
import { Fold } from "../../../broker/statistics/fold.ts";
import { Statistics } from "../../../broker/statistics/statistics.ts";
import type { Visit } from "../../../broker/statistics/visit.ts";
import type { LocationId } from "../../../protocol/terms.ts";
import { randomDays } from "../queue/model/days.ts";
import { town } from "../town.ts";

/** The events of one hub that lives for several random days. */
export function events(seed: number, steps = 200): HubEvent[] {
  let longest: HubEvent[] = [];
  randomDays({
    ...{ days: 5, steps, seed },
    after: (hub) => {
      if (hub.events.length > longest.length) longest = [...hub.events];
    },
  });
  return longest;
}

export function ledgerOf(all: readonly HubEvent[]): MemoryLedger {
  const ledger = new MemoryLedger("demo" as LocationId);
  ledger.append(all);
  return ledger;
}

/** Every row that a fold ever told, by its last word. */
export function visitsOf(all: readonly HubEvent[]): Visit[] {
  const fold = new Fold(town());
  const rows = new Map<string, Visit>();
  for (const [index, event] of all.entries()) {
    fold.take(event, index + 1);
    if (event.kind === "day-closed" || index === all.length - 1)
      for (const day of fold.changed())
        for (const visit of day.visits) rows.set(visit.id, structuredClone(visit));
  }
  return [...rows.values()];
}

/** Statistics in a file, over a ledger. */
export function open(file: string, ledger: MemoryLedger): Statistics {
  let ticks = 0;
  return new Statistics({
    ...{ file, ledger, location: () => town() },
    monotonicMs: () => (ticks += 1),
    breathe: async () => {},
  });
}
