import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HubState, Ticket } from "../../../broker/queue/state.ts";
import { inOrder } from "../../../broker/queue/waiting.ts";
import type { CounterId, PaperOutcome, QueueId, StandId, TicketId } from "../../../protocol/terms.ts";
import { A, B, DAY, Hub, outboxOf, S1, S2, ticketId, uuid } from "../town.ts";

/** One thing that may happen in a town hall; `n` names a ticket, `c` a command. */
type Step =
  | { do: "press" | "tell" | "return"; n: number; queue: QueueId; paper: PaperOutcome; own: boolean }
  | { do: "staff"; kind: string; n: number; c: number; counter: CounterId }
  | { do: "wait"; ms: number }
  | { do: "restart" }
  | { do: "hello"; stand: StandId; ahead: boolean };

const n = fc.integer({ min: 1, max: 12 });
const paper = fc.constantFrom<PaperOutcome>("printed", "printed", "torn", "unknown", "screen", "withdrawn");
const record = { n, queue: fc.constantFrom(A, B), paper, own: fc.boolean() };
const kinds = [
  "call-next",
  "call-next-finishing",
  "call",
  "recall",
  "serve",
  "finish",
  "no-show",
  "requeue",
  "cancel",
];
const more = ["confirm", "adopt", "close-up-to", "undo", "staff-issue"];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("press" as const), ...record }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("tell" as const), ...record }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("return" as const), ...record }) },
  {
    weight: 8,
    arbitrary: fc.record({
      ...{ do: fc.constant("staff" as const), kind: fc.constantFrom(...kinds, ...more), n },
      ...{ c: fc.integer({ min: 1, max: 40 }), counter: fc.constantFrom("1" as CounterId, "2" as CounterId) },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 12_000 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "restart" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("hello" as const),
      stand: fc.constantFrom(S1, S2),
      ahead: fc.boolean(),
    }),
  },
);

/** The stand's side: what it has printed on its own, so that one id has one paper. */
class Stand {
  readonly papers = new Map<TicketId, string>();
  #own = 0;

  /** The number on this ticket's paper: decided once, by the answer or the stand's own series. */
  paperOf(hub: Hub, id: number, own: boolean): string | null {
    const known = this.papers.get(ticketId(id));
    if (known) return known;
    const told = hub.state.day.tickets.get(ticketId(id))?.told?.number;
    const letters = hub.state.day.leases.get(outboxOf(1))?.letters["a"];
    if (!own && told) this.papers.set(ticketId(id), told);
    else if (letters) {
      this.#own += 1;
      this.papers.set(ticketId(id), `${letters}${String(this.#own).padStart(2, "0")}`);
    }
    return this.papers.get(ticketId(id)) ?? null;
  }
}

function staff(hub: Hub, { kind, n: id, c, counter }: Step & { do: "staff" }): void {
  const head = { commandId: uuid(500_000 + c), counter };
  const ticket = ticketId(id);
  if (kind === "adopt") hub.adopt(`R${String(id).padStart(2, "0")}`, { commandId: head.commandId });
  else if (kind === "staff-issue") hub.issueByStaff({ commandId: head.commandId });
  else if (kind === "call-next-finishing")
    hub.staff({ ...head, kind: "call-next", finishes: hub.state.atCounter.get(counter) });
  else
    hub.staff({
      ...head,
      kind,
      ticket: kind.includes("call-next") ? undefined : ticket,
      number: `A0${id}`,
      undoes: uuid(500_000 + c - 1),
    } as never);
}

function tell(hub: Hub, stand: Stand, one: Step & { do: "press" | "tell" | "return" }): void {
  const number = stand.paperOf(hub, one.n, one.own);
  if (number === null) return;
  const series = number.length > 4 ? "own" : "plain";
  hub.print([hub.record(one.n, number, { queue: one.queue, paper: one.paper, series })], {
    returning: one.do === "return",
  });
}

function take(hub: Hub, stand: Stand, one: Step): void {
  switch (one.do) {
    case "press":
      hub.press(one.n, { queue: one.queue });
      return;
    case "tell":
    case "return":
      tell(hub, stand, one);
      return;
    case "staff":
      staff(hub, one);
      return;
    case "wait":
      hub.wait(one.ms);
      return;
    case "restart":
      hub.start();
      return;
    case "hello":
      hub.hello({
        ...{ stand: one.stand, outbox: outboxOf(one.stand === S1 ? 1 : 2), serviceDay: DAY, tickets: 3 },
        ledger: { ...hub.mark(), seq: hub.state.seq + (one.ahead ? 50 : 0) },
      });
  }
}

/** The state as plain data, the way it looks to a reader. */
function plain(state: HubState): unknown {
  return JSON.parse(
    JSON.stringify(state, (_, value: unknown) => {
      if (value instanceof Map) return [...value];
      return value instanceof Set ? [...value] : value;
    }),
  );
}

function check(hub: Hub, stand: Stand, states: Map<TicketId, Ticket["state"]>): void {
  const { day, atCounter } = hub.state;
  const waiting = [...day.waiting.values()].flatMap((list) => [...inOrder(list)].map((one) => one.id));
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
