import { describe, expect, it } from "vitest";
import { Fold } from "../../../broker/statistics/fold.ts";
import { lastStep, serviceMs, waitMs } from "../../../broker/statistics/visit.ts";
import type { StaffId } from "../../../protocol/terms.ts";
import { randomDays } from "../queue/model/days.ts";
import { C1, type Hub, hallOf, NINE, town } from "../town.ts";
import { findVisits, lasting } from "./oracle.ts";

/** The rows of everything that happened, by id; the last word of each counts. */
function folded(hub: Hub) {
  const fold = new Fold(town());
  const rows = new Map<string, ReturnType<Fold["changed"]>[number]["visits"][number]>();
  for (const [index, event] of hub.events.entries()) {
    fold.take(event, index + 1);
    if (event.kind === "day-opened" || index === hub.events.length - 1)
      for (const day of fold.changed()) for (const visit of day.visits) rows.set(visit.id, visit);
  }
  return [...rows.values()];
}

describe("visits", () => {
  it("are on random days what the slow and obvious way finds in the events", () => {
    let compared = 0;
    randomDays({
      ...{ days: 40, steps: 60, seed: 13 },
      after: (hub) => {
        const found = findVisits(lasting(hub.sent));
        const rows = folded(hub).filter((visit) => visit.way !== "none");
        const told = rows.map((visit) => ({
          ...{ id: visit.id, outcome: visit.outcome, calls: visit.calls, transfers: visit.transfers },
          ...{ waitMs: waitMs(visit), serviceMs: serviceMs(visit) },
          ...{ counter: lastStep(visit)?.counter ?? null, staff: lastStep(visit)?.staff ?? null },
        }));
        const byId = (one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id);
        expect(told.sort(byId)).toEqual(found.sort(byId));
        compared += found.length;
      },
    });
    expect(compared).toBeGreaterThan(300);
  }, 60_000);
});

const P = "anna" as StaffId;

describe("work at a counter", () => {
  it("is told by commands that were taken, and by none that its giver may not give", () => {
    const work = (more: { readonly isTurnedAway?: true }) => {
      const fold = new Fold(town());
      const hub = hallOf(1);
      for (const [index, event] of hub.events.entries()) fold.take(event, index + 1);
      for (const minutes of [0, 30])
        fold.take(
          {
            ...{
              kind: "command-answered",
              at: NINE + minutes * 60_000,
              commandId: `${minutes}`,
              command: "call",
            },
            ...{ answer: { refused: "not-allowed" }, counter: C1, by: P, before: [], ...more },
          },
          hub.events.length + 1 + minutes,
        );
      return fold.changed().flatMap((day) => day.work);
    };
    expect(work({})).toMatchObject([{ counter: C1, staff: P, from: NINE }]);
    expect(work({ isTurnedAway: true })).toEqual([]);
  });
});
