/**
 * The stand's first state, and what it makes of its outbox after a restart (spine, Stand 6).
 * Pure; the outbox's book and the settings come with the event `started`.
 */
import { NO_TRIES } from "../../../protocol/check-in.ts";
import { AT_REST } from "./access.ts";
import { type Book, emptyBook } from "./book.ts";
import { languagesOf } from "./languages.ts";
import type { Line } from "./line.ts";
import { isStillCalled, waitOn } from "./no-code.ts";
import { NEW_ROLL, rollFrom } from "./roll.ts";
import {
  chain,
  type Identity,
  type Link,
  type Moment,
  only,
  type StandEvent,
  type StandState,
  type Step,
  type Timings,
} from "./state.ts";
import { type StandTicket, ticketOf } from "./ticket.ts";
import { write } from "./write.ts";

const DOWN: Link = {
  isUp: false,
  hub: null,
  isSilent: false,
  hasAnswered: false,
  hello: null,
  helloTries: 0,
  greeted: null,
  contact: null,
};

/** A stand that has not started: dark, off line, without a document. */
export function freshStand(who: Identity, timings: Timings): StandState {
  return {
    who,
    timings,
    storage: { isOk: true, problem: null },
    config: null,
    queues: {},
    openings: {},
    book: emptyBook(),
    mark: null,
    issuing: {},
    guards: {},
    taps: [],
    way: [],
    access: AT_REST,
    volume: null,
    information: null,
    language: "da",
    link: DOWN,
    replay: { inFlight: null, late: [], tries: 0, returning: [] },
    screen: [],
    lookup: null,
    presentedMs: Number.NEGATIVE_INFINITY,
    entry: "",
    standing: null,
    expected: null,
    tries: NO_TRIES,
    personal: {},
    called: null,
    printer: { online: true, paper: "unknown", error: null, problem: null },
    roll: NEW_ROLL,
    scanner: { online: true, problem: null, code: null },
    buttonBoard: { online: true, problem: null, code: null },
    stuckButtons: [],
    keypad: { online: true, problem: null, code: null },
    speaker: { online: true, problem: null, code: null },
    lampBoard: { online: true, problem: null, code: null },
    temperatureC: null,
    lamps: {},
    lampTests: {},
    service: null,
    commands: [],
    toldHealth: "",
  };
}

type Started = Extract<StandEvent, { kind: "started" }>;

/**
 * A number without a result is valid and never printed again unasked; an intent without a number is withdrawn. Where lines
 * were damaged the number may have stood in one of them: then nothing is said, and the hub keeps what it knows.
 */
function closing(ticket: StandTicket, isDamaged: boolean): Line[] {
  const { ticketId } = ticket;
  if (ticket.number !== null) return [{ kind: "result", ticketId, paper: "unknown" }];
  if (!isDamaged) return [{ kind: "result", ticketId, paper: "withdrawn" }];
  return [
    { kind: "result", ticketId, paper: "unknown" },
    { kind: "confirmed", ticketId, result: "damaged" },
  ];
}

function closingLines(state: StandState, damaged: number, but: StandTicket | undefined): Line[] {
  const skipped: Line[] = damaged > 0 ? [{ kind: "skipped", count: damaged }] : [];
  const { tickets, unfinished } = state.book;
  const open = unfinished.flatMap((id) => {
    const ticket = ticketOf(tickets, id);
    return ticket && ticket !== but ? [ticket] : [];
  });
  return [...skipped, ...open.flatMap((ticket) => closing(ticket, damaged > 0))];
}

/** Who waited here for a colleague when the process ended, and may still do. */
function callerOf({ tickets, unfinished }: Book, moment: Moment): StandTicket | undefined {
  return unfinished
    .flatMap((id) => ticketOf(tickets, id) ?? [])
    .findLast((ticket) => isStillCalled(ticket, moment));
}

/** Whatever was under way when the process ended is brought to its end, but for a guest who waits; nothing is printed. */
export function onStarted(fresh: StandState, started: Started, moment: Moment): Step {
  const { book } = started;
  const isOk = started.storageProblem === null;
  const { standConfig: config, queues, roll } = started.remembered;
  const state = {
    ...fresh,
    book,
    mark: book.mark,
    config,
    queues,
    roll: rollFrom(roll),
    storage: { isOk, problem: started.storageProblem },
  };
  const caller = started.damaged > 0 ? undefined : callerOf(book, moment);
  const woken = { ...state, language: languagesOf(state)[0] ?? "da" };
  const fields = {
    tickets: book.tickets.size,
    unconfirmed: book.unconfirmed.length,
    unfinished: book.unfinished.length,
    damaged: started.damaged,
  };
  const { storageProblem: problem } = started;
  return chain(
    only(
      woken,
      problem === null
        ? { do: "log", level: "notice", what: "outbox read", fields }
        : { do: "log", level: "error", what: "outbox cannot be used", fields: { problem } },
      { do: "timer", name: "health", afterMs: state.timings.healthMs },
    ),
    (next) => write(next, closingLines(next, started.damaged, caller), { sync: true }),
    (next) => (caller === undefined ? only(next) : waitOn(next, caller, moment)),
  );
}
