/** What may happen in a day, to the hub's rules and to the model at once. */
import fc from "fast-check";
import { expect } from "vitest";
import type { CounterId, QueueId, ServiceId, TicketId } from "../../../../protocol/terms.ts";
import { type Hub, ticketId, uuid } from "../../town.ts";
import { type Step, step } from "./step.ts";
import {
  COUNTERS,
  HEAD_START_MS,
  MINUTE,
  type Mine,
  type Place,
  type Said,
  serves,
  type World,
} from "./world.ts";

/** A ticket of today by its place in the list, whatever became of it. */
const at = (world: World, n: number): Mine | undefined =>
  world.tickets[n % Math.max(1, world.tickets.length)];

function saidOf(answer: ReturnType<Hub["next"]>): unknown {
  if ("refused" in answer) return answer.refused;
  if ("session" in answer) return ["open", answer.session.open];
  return "ticket" in answer ? [answer.ticket.id, answer.ticket.number, answer.ticket.state] : answer;
}

function expected(said: Said): unknown {
  if ("refused" in said) return said.refused;
  return "isOpen" in said ? ["open", said.isOpen] : [said.ticket.id, said.ticket.number, said.state];
}

/** A command of staff: what the model says, and the same to the hub. */
function staff(
  name: string,
  make: (world: World, id: string) => { mine: () => Said; real: object } | undefined,
): Step {
  return step(name, (world, { hub }) => {
    const commandId = uuid(hub.fresh());
    const made = make(world, commandId);
    if (!made) return;
    const said = expected(made.mine());
    expect(saidOf(hub.staff({ commandId, ...made.real } as never))).toEqual(said);
  });
}

function press(queue: Place, service: boolean, isPrinted: boolean): Step {
  return step(
    `press ${queue}${service ? " pas" : ""}${isPrinted ? "" : " (paper not told)"}`,
    (world, { hub }) => {
      const n = hub.fresh();
      const headStartMs = service && queue === "a" ? HEAD_START_MS : 0;
      const ticket = world.add(ticketId(n), queue, {
        agreedAt: null,
        headStartMs,
        pendingMs: isPrinted ? 0 : 10_000,
      });
      const known = headStartMs > 0 ? ("pas" as ServiceId) : null;
      const { serviceDay } = hub.state.day;
      const asked = { queue: queue as QueueId, service: known, serviceDay };
      expect(hub.press(n, asked)).toMatchObject({ kind: "number", number: ticket.number });
      if (isPrinted) hub.print([hub.record(n, ticket.number, { ...asked, serviceDay: serviceDay as never })]);
    },
  );
}

function appointment(queue: Place, inMin: number): Step {
  return step(`appointment ${queue} in ${inMin} min`, (world, { hub }) => {
    const n = hub.fresh();
    const agreedAt = world.at + inMin * MINUTE;
    world.add(ticketId(n), queue, { agreedAt, headStartMs: 0, pendingMs: 0 });
    hub.issueByStaff({ ticketId: ticketId(n), queue: queue as QueueId, agreedAt });
  });
}

/** The counter's ticket ends: its visit is over, or goes on with its next service. */
function end(world: World, ticket: Mine, counter: string): void {
  const [next, ...rest] = ticket.next;
  if (next === undefined) world.set(ticket, { state: "served" });
  else if (serves(counter, next))
    world.set(ticket, { state: "serving", queue: next, next: rest, startedItself: false });
  else world.back(ticket, { queue: next, next: rest });
}

function call(world: World, ticket: Mine, counter: string): void {
  world.set(ticket, {
    state: "called",
    counter,
    lastCalledAt: world.at,
    recalls: 0,
    startedItself: false,
    heldFor: null,
  });
}

function callNext(counter: string, isFinishing: boolean): Step {
  return staff(`call-next at ${counter}${isFinishing ? ", the one before is done" : ""}`, (world, id) => {
    const current = world.current(counter);
    const finishes = isFinishing ? current : undefined;
    const mine = (): Said => {
      if (world.shut.has(counter)) return { refused: "counter-closed" };
      if (current && !finishes) return { refused: "counter-busy" };
      const head = { id, kind: "call-next", counter };
      const staysHere = finishes?.next[0] !== undefined && serves(counter, finishes.next[0]);
      if (finishes && staysHere) return world.command(head, [finishes], () => end(world, finishes, counter));
      const next = world.next(counter);
      if (!next) return { refused: "nobody-waiting" };
      return world.command(head, [...(finishes ? [finishes] : []), next.ticket], () => {
        if (finishes) end(world, finishes, counter);
        call(world, next.ticket, counter);
        if (next.byAge !== undefined) world.byAge.set(counter, next.byAge);
      });
    };
    return { mine, real: { kind: "call-next", counter: counter as CounterId, finishes: finishes?.id } };
  });
}

const TURNS = ["recall", "serve", "finish", "no-show", "park"] as const;

/** What staff do with the ticket at their counter. */
function turn(kind: (typeof TURNS)[number], counter: string): Step {
  return staff(`${kind} at ${counter}`, (world, id) => {
    const mine = (): Said => {
      const ticket = world.current(counter);
      if (!ticket) return { refused: "counter-empty" };
      const isOpen = ticket.state === "called" || ticket.startedItself;
      if (!isOpen && kind !== "finish" && kind !== "park") return { refused: "not-called" };
      return world.command({ id, kind, counter }, [ticket], () => {
        if (kind === "finish") end(world, ticket, counter);
        if (kind === "serve") world.set(ticket, { state: "serving", startedItself: false });
        if (kind === "park") world.set(ticket, { state: "parked" });
        if (kind === "no-show" || (kind === "recall" && ticket.recalls >= 3))
          world.set(ticket, { state: "no-show" });
        else if (kind === "recall")
          world.set(ticket, {
            ...{ state: "called", recalls: ticket.recalls + 1, lastCalledAt: world.at, startedItself: false },
          });
      });
    };
    return { mine, real: { kind, counter: counter as CounterId } };
  });
}

const ENDED = ["served", "no-show", "left", "cancelled"];

/** `held`: for nobody, for the counter, or for a person who is at none. */
type Aim = {
  readonly n: number;
  readonly counter: string;
  readonly queue: Place;
  readonly held: "no" | "counter" | "anna";
};
const busy = (world: World, counter: string) =>
  world.shut.has(counter) ? "counter-closed" : world.current(counter) && "counter-busy";
const REFUSES: Readonly<
  Record<string, (ticket: Mine, aim: Aim, world: World) => string | false | undefined>
> = {
  call: (ticket, { counter }, world) => {
    if (ENDED.includes(ticket.state)) return "ticket-ended";
    if (ticket.state === "parked") return "ticket-parked";
    if (ticket.state !== "waiting")
      return ticket.counter === counter ? "counter-busy" : "ticket-at-another-counter";
    return world.at >= ticket.callableAt ? busy(world, counter) : "ticket-not-yet-printed";
  },
  resume: (ticket, { counter }, world) => {
    if (ticket.state !== "parked") return "not-parked";
    if (ticket.counter !== counter) return "parked-elsewhere";
    return busy(world, counter);
  },
  requeue: ({ state }) => {
    if (state === "called" || state === "no-show") return false;
    if (state === "parked") return "ticket-parked";
    if (state === "waiting") return "not-called";
    return ENDED.includes(state) ? "ticket-ended" : "not-requeueable";
  },
  cancel: ({ state }) => ENDED.includes(state) && "ticket-ended",
  transfer: ({ state }, { counter, held }, world) => {
    if (state !== "no-show" && ENDED.includes(state)) return "ticket-ended";
    return held === "counter" && world.shut.has(counter) && "counter-closed";
  },
  "add-service": ({ state }) => ENDED.includes(state) && "ticket-ended",
};

function changed(world: World, kind: string, { ticket, aim }: { ticket: Mine; aim: Aim }): void {
  const { counter, queue, held } = aim;
  const heldFor = { no: null, counter, anna: "@anna" }[held];
  if (kind === "call" || kind === "resume") call(world, ticket, counter);
  if (kind === "requeue") world.back(ticket);
  if (kind === "cancel") world.set(ticket, { state: "cancelled" });
  if (kind === "transfer") world.back(ticket, { queue, heldFor, heldSince: world.at });
  if (kind === "add-service") world.set(ticket, { next: [...ticket.next, queue] });
}

/** What staff do with any ticket, from a counter. */
function ofTicket(kind: string, aim: Aim): Step {
  const { n, counter, queue, held } = aim;
  return staff(`${kind} ${n} from ${counter}${kind === "transfer" ? ` to ${queue}` : ""}`, (world, id) => {
    const ticket = at(world, n);
    if (!ticket) return undefined;
    const mine = (): Said => {
      const refused = REFUSES[kind]?.(ticket, aim, world);
      if (refused) return { refused };
      return world.command({ id, kind, counter }, [ticket], () => changed(world, kind, { ticket, aim }));
    };
    const whom = { no: {}, counter: { toCounter: counter }, anna: { toStaff: "anna" } }[held];
    const to = kind === "transfer" ? { queue, ...whom } : {};
    const service = kind === "add-service" ? { service: `of-${queue}` } : {};
    // Whether another counter called a moment ago is asked of whoever presses (decide/counter.ts); here they mean it.
    const anyway = kind === "call" ? { anyway: true } : {};
    return { mine, real: { kind, counter, ticket: ticket.id as TicketId, ...to, ...service, ...anyway } };
  });
}

function openOrClose(counter: string, isOpen: boolean): Step {
  const kind = isOpen ? "open-counter" : "close-counter";
  return staff(`${kind} ${counter}`, (world, id) => ({
    mine: () => world.turn(id, counter, isOpen),
    real: { kind, counter },
  }));
}

function undo(counter: string): Step {
  return staff(`undo at ${counter}`, (world) => {
    const last = world.last.get(counter);
    const mine = (): Said => (last ? world.undo(counter, last) : { refused: "nothing-to-undo" });
    return { mine, real: { kind: "undo", undoes: last?.id ?? uuid(1) } };
  });
}

const POSTPONE_MS = 10 * MINUTE;
const CITIZENS: Readonly<Record<string, (ticket: Mine, world: World) => string>> = {
  leave: (ticket, world) => {
    if (ticket.state === "left") return "left";
    if (!["waiting", "called", "parked"].includes(ticket.state)) return "not-waiting";
    world.set(ticket, { state: "left" });
    return "left";
  },
  postpone: (ticket, world) => {
    if (ticket.state !== "waiting") return "not-waiting";
    if (ticket.notBefore > world.at + POSTPONE_MS - 10_000) return "waiting";
    if (ticket.postponements >= 2) return "postponed-enough";
    const { arrivedAt, postponements } = ticket;
    const later = { arrivedAt: arrivedAt + POSTPONE_MS, notBefore: world.at + POSTPONE_MS };
    world.set(ticket, { ...later, postponements: postponements + 1 });
    return "waiting";
  },
  rejoin: (ticket, world) => {
    const { state, notBefore, rejoins, postponements } = ticket;
    if (state === "waiting" && notBefore > world.at) {
      const arrivedAt = Math.max(ticket.cameAt, ticket.arrivedAt - POSTPONE_MS);
      world.set(ticket, { arrivedAt, notBefore: world.at });
      return "waiting";
    }
    if (state === "waiting" && rejoins + postponements > 0) return "waiting";
    if (ticket.state !== "no-show" || ticket.rejoins >= 2) return "not-requeueable";
    world.back(ticket, { rejoins: ticket.rejoins + 1 });
    return "waiting";
  },
};

/** What a citizen does with the ticket's own page. */
function citizen(kind: "leave" | "postpone" | "rejoin", n: number): Step {
  return step(`citizen of ${n}: ${kind}`, (world, { hub }) => {
    const ticket = at(world, n);
    if (!ticket) return;
    const said = CITIZENS[kind]?.(ticket, world);
    const token = hub.state.day.tickets.get(ticket.id as TicketId)?.token as never;
    const answer = hub.send({ kind, token });
    expect("refused" in answer ? answer.refused : answer.state).toBe(said);
  });
}

const OPEN_MS = 7 * 60 * MINUTE;

function wait(ms: number): Step {
  const closesAt = (world: Readonly<World>) => world.opensAt + OPEN_MS;
  return step(
    `wait ${Math.round(ms / 1000)} s`,
    (world, { hub }) => {
      world.at += ms;
      world.tick();
      hub.wait(ms);
    },
    (world) => world.at + ms < closesAt(world),
  );
}

/** The house closes, everybody goes, and the next day begins with A01. */
const night: Step = step("night", (world, real) => {
  const { hub } = real;
  for (const next of [OPEN_MS, OPEN_MS + 180 * MINUTE, 24 * 60 * MINUTE]) {
    hub.at = world.opensAt + next;
    hub.send({ kind: "tick" });
    if (next < 24 * 60 * MINUTE) continue;
    for (const one of hub.state.previous?.tickets.values() ?? []) expect(ENDED).toContain(one.state);
  }
  real.nights += 1;
  world.night(hub.at);
});

const place = fc.constantFrom<Place>("a", "a", "b", "x");
const counter = fc.constantFrom(...COUNTERS);
const n = fc.nat({ max: 40 });
const held = fc.constantFrom("no" as const, "no" as const, "counter" as const, "anna" as const);
const aim = fc.record({ n, counter, queue: place, held });

/** Every kind of step, as often as it happens. */
export const STEPS: fc.Arbitrary<Step>[] = [
  fc
    .tuple(place, fc.boolean(), fc.boolean())
    .map(([queue, service, printed]) => press(queue, service, printed)),
  fc.tuple(place, fc.boolean()).map(([queue, service]) => press(queue, service, true)),
  fc.tuple(place, fc.integer({ min: -40, max: 60 })).map(([queue, inMin]) => appointment(queue, inMin)),
  fc.tuple(counter, fc.boolean()).map(([at, isFinishing]) => callNext(at, isFinishing)),
  counter.map((at) => callNext(at, true)),
  fc.tuple(fc.constantFrom(...TURNS), counter).map(([kind, at]) => turn(kind, at)),
  fc.tuple(fc.constantFrom(...Object.keys(REFUSES)), aim).map(([kind, to]) => ofTicket(kind, to)),
  counter.map(undo),
  fc.tuple(counter, fc.boolean()).map(([at, isOpen]) => openOrClose(at, isOpen)),
  fc
    .tuple(fc.constantFrom("leave" as const, "postpone" as const, "rejoin" as const), n)
    .map(([kind, of]) => citizen(kind, of)),
  fc.integer({ min: 500, max: 70_000 }).map(wait),
  fc.integer({ min: 2, max: 45 }).map((minutes) => wait(minutes * MINUTE)),
  fc.nat({ max: 9 }).map((rare) => (rare === 0 ? night : wait(5 * MINUTE))),
];
