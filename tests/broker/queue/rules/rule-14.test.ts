import { describe, expect, test } from "vitest";
import type { HubEvent } from "../../../../broker/queue/events.ts";
import { evolve, isKnown } from "../../../../broker/queue/evolve.ts";
import { Hub, ticketId } from "../../town.ts";

describe("rule 14: readers ignore what they do not know", () => {
  test("an event of an unknown kind is told apart, so that a ledger that holds one is not read on", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    expect(hub.events.every(isKnown)).toBe(true);
    for (const kind of ["ticket-vanished", "constructor", ""])
      expect([kind, isKnown({ kind })]).toEqual([kind, false]);
  });

  test("unknown fields of an event are ignored", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    evolve(hub.state, { kind: "ticket-left", at: hub.at, id: ticketId(1), why: "tired" } as HubEvent);
    expect(hub.of(1)).not.toHaveProperty("why");
    expect(hub.of(1).state).toBe("left");
  });

  test("events of tickets that have left memory change nothing", () => {
    const hub = new Hub().open();
    const before = JSON.stringify([...hub.state.day.tickets]);
    evolve(hub.state, { kind: "ticket-left", at: hub.at, id: ticketId(9) });
    evolve(hub.state, {
      kind: "ticket-renamed",
      at: hub.at,
      id: ticketId(9),
      from: "A01",
      number: "A02",
    } as HubEvent);
    expect(JSON.stringify([...hub.state.day.tickets])).toBe(before);
  });
});
