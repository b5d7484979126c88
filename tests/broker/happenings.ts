/** Whatever may happen in a town hall, for properties that hold on all of it. */
import fc from "fast-check";
import type { HubState } from "../../broker/queue/state.ts";
import type {
  CounterId,
  PaperOutcome,
  QueueId,
  ServiceDay,
  StandId,
  TicketId,
} from "../../protocol/terms.ts";
import { A, B, DAY, type Hub, outboxOf, S1, S2, ticketId, uuid } from "./town.ts";

/** One thing that may happen in a town hall; `n` names a ticket, `c` a command. */
export type Step =
  | { do: "press" | "tell" | "return"; n: number; queue: QueueId; paper: PaperOutcome; own: boolean }
  | { do: "staff"; kind: string; n: number; c: number; counter: CounterId }
  | { do: "wait"; ms: number }
  | { do: "restart" }
  | { do: "hello"; stand: StandId; ahead: boolean };

export const n = fc.integer({ min: 1, max: 12 });
const paper = fc.constantFrom<PaperOutcome>("printed", "printed", "torn", "unknown", "screen", "withdrawn");
const record = { n, queue: fc.constantFrom(A, B), paper, own: fc.boolean() };
export const kinds = [
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
const more = [
  ...["park", "resume", "still", "transfer", "add-service", "tag", "quick-serve"],
  ...["leave", "postpone", "rejoin"],
  ...["confirm", "adopt", "close-up-to", "undo", "staff-issue"],
  ...["open-counter", "close-counter", "pause", "end-pause", "take-queues"],
  ...["call-colleague", "answer-colleague", "end-colleague"],
];
export const step: fc.Arbitrary<Step> = fc.oneof(
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

function today(hub: Hub): ServiceDay {
  return hub.state.day.serviceDay ?? DAY;
}

/** The stand's side: what it has printed on its own, so that one id has one paper. */
export class Stand {
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
  else if (kind === "leave" || kind === "postpone" || kind === "rejoin") hub.citizen(kind, id);
  else if (kind === "call-next-finishing")
    hub.staff({ ...head, kind: "call-next", finishes: hub.state.atCounter.get(counter) });
  else
    hub.staff({
      ...head,
      kind,
      ticket: kind.includes("call-next") ? undefined : ticket,
      number: `A0${id}`,
      ...{ service: "pas", tags: [], queue: c % 2 === 0 ? B : undefined, queues: c % 2 === 0 ? [B, A] : [] },
      toStaff: c % 7 === 0 ? "anna" : undefined,
      toCounter: kind === "transfer" && c % 3 === 0 ? "2" : undefined,
      undoes: uuid(500_000 + c - 1),
    } as never);
}

function tell(hub: Hub, stand: Stand, one: Step & { do: "press" | "tell" | "return" }): void {
  const number = stand.paperOf(hub, one.n, one.own);
  if (number === null) return;
  const series = number.length > 4 ? "own" : "plain";
  hub.print(
    [hub.record(one.n, number, { queue: one.queue, paper: one.paper, series, serviceDay: today(hub) })],
    {
      returning: one.do === "return",
    },
  );
}

export function take(hub: Hub, stand: Stand, one: Step): void {
  switch (one.do) {
    case "press":
      hub.press(one.n, { queue: one.queue, serviceDay: today(hub) });
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
        ...{
          stand: one.stand,
          outbox: outboxOf(one.stand === S1 ? 1 : 2),
          serviceDay: today(hub),
          tickets: 3,
        },
        ledger: { ...hub.mark(), seq: hub.state.seq + (one.ahead ? 50 : 0) },
      });
  }
}

/** The state as plain data, the way it looks to a reader. */
export function plain(state: HubState): unknown {
  return JSON.parse(
    JSON.stringify(state, (_, value: unknown) => {
      if (value instanceof Map) return [...value];
      return value instanceof Set ? [...value] : value;
    }),
  );
}
