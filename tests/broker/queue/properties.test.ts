import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ticket } from "../../../broker/queue/state.ts";
import { inOrder } from "../../../broker/queue/waiting.ts";
import type { CounterId, TicketId } from "../../../protocol/terms.ts";
import { kinds, n, plain, Stand, step, take } from "../happenings.ts";
import { Hub, ticketId, uuid } from "../town.ts";

function check(hub: Hub, stand: Stand, states: Map<TicketId, Ticket["state"]>): void {
  const { day, atCounter } = hub.state;
  const lists = [...day.waiting.values(), ...day.appointments.values()];
  const waiting = lists.flatMap((list) => [...inOrder(list)].map((one) => one.id));
  const tickets = [...day.tickets.values()];
  // Nobody is lost: whoever waits stands in exactly one list, and whoever stands in a list waits.
  expect([...waiting].sort()).toEqual(
    tickets
      .filter((one) => one.state === "waiting")
      .map((one) => one.id)
      .sort(),
  );
  // At most one counter serves a ticket, and a counter at most one ticket.
  expect(new Set(atCounter.values()).size).toBe(atCounter.size);
  for (const one of tickets) {
    const isAtCounter = one.state === "called" || one.state === "serving";
    expect(one.counter !== null && atCounter.get(one.counter) === one.id).toBe(isAtCounter);
  }
  // Every paper has exactly one ticket, and that bears its number.
  for (const [id, number] of stand.papers) {
    const ticket = day.tickets.get(day.merged.get(id) ?? id);
    if (ticket && ticket.paper !== "pending") expect(ticket.number).toBe(number);
  }
  // No number stands on two papers.
  const onPaper = tickets
    .filter((one) => one.paper !== "pending" && one.paper !== "withdrawn")
    .map((one) => one.number);
  expect(new Set(onPaper).size).toBe(onPaper.length);
  for (const one of tickets) states.set(one.id, one.state);
}

describe("whatever happens in a town hall", () => {
  test("no ticket is lost or doubled, no counter gets two, no paper's number is given twice, and a replay gives the same state", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const hub = new Hub().open();
        const stand = new Stand();
        const states = new Map<TicketId, Ticket["state"]>();
        for (const one of steps) {
          take(hub, stand, one);
          check(hub, stand, states);
        }
        for (const id of states.keys())
          expect(hub.state.day.tickets.has(hub.state.day.merged.get(id) ?? id)).toBe(true);
        expect(plain(hub.replayed())).toEqual(plain(hub.state));
      }),
      { numRuns: 250 },
    );
  });

  test("no number of the plain series is given twice in a day, whatever was renamed, withdrawn or adopted", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const hub = new Hub().open();
        const stand = new Stand();
        for (const one of steps) take(hub, stand, one);
        const given = hub.events.flatMap((event) =>
          event.kind === "ticket-issued" || event.kind === "ticket-issued-by-staff" ? [event.number] : [],
        );
        expect(new Set(given).size).toBe(given.length);
      }),
      { numRuns: 150 },
    );
  });

  test("every command said twice gets the same answer and happens once", () => {
    const command = fc.record({
      ...{
        do: fc.constant("staff" as const),
        kind: fc.constantFrom(...kinds.filter((one) => one !== "call-next-finishing")),
        n,
      },
      ...{ c: fc.constant(1), counter: fc.constantFrom("1" as CounterId, "2" as CounterId) },
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), command, (steps, { kind, n: id, counter }) => {
        const hub = new Hub().open();
        const stand = new Stand();
        for (const one of steps) take(hub, stand, one);
        const said = {
          kind,
          counter,
          ticket: kind === "call-next" ? undefined : ticketId(id),
          commandId: uuid(900_000),
        } as never;
        const first = hub.staff(said);
        const mark = hub.events.length;
        expect(hub.staff(said)).toEqual(first);
        expect(hub.events.length).toBe(mark);
      }),
      { numRuns: 100 },
    );
  });
});
