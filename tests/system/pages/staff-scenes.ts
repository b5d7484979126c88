/** Pictures for every state of the staff page. */
import type { ListedTicket, StaffPicture } from "../../../protocol/snapshots.ts";
import type {
  CounterId,
  LocationId,
  QueueId,
  ServiceId,
  StandId,
  TicketId,
  TicketState,
} from "../../../protocol/terms.ts";
import {
  counterName,
  ID,
  locationName,
  MINUTE,
  MORNING,
  numberOf,
  queueA,
  queueB,
  timeZone,
  waitA,
} from "./town.ts";

export function listed(number: string, state: TicketState, change: Partial<ListedTicket> = {}): ListedTicket {
  const serial = number.replaceAll(/\D/g, "").padStart(12, "0");
  return {
    id: `01a20a2c-5f00-7c21-9d3a-${serial}` as TicketId,
    number: numberOf(number),
    state,
    paper: "printed",
    queue: (number.startsWith("B") ? "b" : "a") as QueueId,
    service: "citizen-service" as ServiceId,
    counter: null,
    stand: "s1" as StandId,
    arrivedAt: MORNING - 12 * MINUTE,
    calledAt: null,
    servingAt: null,
    endedAt: null,
    callable: true,
    ...{ notBefore: null, recalls: 0, heldFor: null, tags: [], next: [], answers: [], assist: null },
    ...{ lastCall: null, onPhone: false },
    why:
      state === "waiting"
        ? { kind: "walk-in", agreedAt: null, arrivedAt: MORNING - 12 * MINUTE, headStartMin: 0, rule: null }
        : null,
    ...change,
  };
}

const waitingTickets = [
  ...Array.from({ length: 8 }, (_, index) => listed(`A${index + 10}`, "waiting")),
  listed("A18", "waiting", { paper: "pending", callable: false }),
  listed("B03", "waiting", { paper: "unknown" }),
];

const hallStand = { da: "Standeren i hallen", en: "The stand in the hall" };

type StaffCounter = StaffPicture["counters"][number];

const noSession = {
  ...{ pause: null, help: null, queues: [], nextOf: [] },
  allowed: ["a" as QueueId, "b" as QueueId],
};

/** Counter 1 with this ticket. */
export function atCounter(
  ticketThere: ListedTicket | null,
  change: Partial<StaffCounter> = {},
): StaffCounter {
  const state = ticketThere === null ? "free" : ticketThere.state === "called" ? "calling" : "serving";
  return {
    counter: "1" as CounterId,
    name: counterName("1"),
    state,
    ticket: ticketThere,
    askStillAt: null,
    startedItself: false,
    next: null,
    undo: null,
    ...noSession,
    ...change,
  };
}

export function staff(first: StaffCounter, change: Partial<StaffPicture> = {}): StaffPicture {
  return {
    at: MORNING,
    location: "demo" as LocationId,
    locationName,
    timeZone,
    serviceDay: "2026-11-23-1",
    counters: [
      first,
      {
        counter: "2" as CounterId,
        name: counterName("2"),
        state: "serving",
        ticket: listed("B02", "serving", { calledAt: MORNING - 5 * MINUTE, servingAt: MORNING - 4 * MINUTE }),
        askStillAt: null,
        startedItself: false,
        next: null,
        undo: null,
        ...noSession,
      },
    ],
    queues: [
      {
        queue: "a" as QueueId,
        name: queueA,
        letters: "A",
        open: true,
        opensAt: null,
        waiting: 14,
        longestSince: MORNING - 21 * MINUTE,
        wait: waitA,
      },
      {
        queue: "b" as QueueId,
        name: queueB,
        letters: "B",
        open: false,
        opensAt: MORNING + 60 * MINUTE,
        waiting: 1,
        longestSince: MORNING - 3 * MINUTE,
        wait: null,
      },
    ],
    services: [
      { service: "citizen-service" as ServiceId, name: queueA, queue: "a" as QueueId },
      { service: "passport" as ServiceId, name: queueB, queue: "b" as QueueId },
    ],
    pauseReasons: [
      { reason: "lunch", name: { da: "Frokost", en: "Lunch" } },
      { reason: "meeting", name: { da: "Møde", en: "Meeting" } },
    ],
    ...{ longWaitMs: 30 * MINUTE, rollLetters: "R" },
    tags: [
      { tag: "interpreter", name: { da: "Tolk", en: "Interpreter" } },
      { tag: "wheelchair", name: { da: "Kørestol", en: "Wheelchair" } },
    ],
    people: [
      { staff: "anna", isHere: true },
      { staff: "bo", isHere: false },
    ],
    quick: [{ service: "passport" as ServiceId, count: 3 }],
    tickets: [
      ...waitingTickets,
      listed("A19", "waiting", {
        notBefore: MORNING + 8 * MINUTE,
        callable: false,
        tags: ["interpreter"],
        next: ["passport" as ServiceId],
      }),
      listed("A20", "waiting", { heldFor: { counter: "2" as CounterId } }),
      listed("A21", "parked", { counter: "1" as CounterId }),
      listed("AB07", "recovered", { paper: "unknown" }),
      listed("A03", "no-show", { calledAt: MORNING - 20 * MINUTE, endedAt: MORNING - 18 * MINUTE }),
    ],
    helps: [],
    stands: [{ stand: "s1" as StandId, name: hallStand, online: true, problem: null, paperLow: false }],
    alarms: [],
    ...change,
  };
}

const calledTicket = listed("A09", "called", { calledAt: MORNING - 40_000, counter: "1" as CounterId });
const servedTicket = listed("A09", "serving", {
  calledAt: MORNING - 5 * MINUTE,
  servingAt: MORNING - 4 * MINUTE - 7_000,
  counter: "1" as CounterId,
});
const undo = { commandId: ID, kind: "call-next", until: MORNING + 3_600_000 };

type Answered = NonNullable<StaffCounter["help"]>["answered"];

/** Counter 2 needs help, and these come. */
function withHelp(answered: Answered): StaffPicture {
  const picture = staff(atCounter(null));
  const help = { since: MORNING, answered };
  const counters = picture.counters.map((one) => (one.counter === "2" ? { ...one, help } : one));
  return { ...picture, counters };
}

export const STAFF_SCENES: Readonly<Record<string, StaffPicture>> = {
  free: staff(atCounter(null)),
  calling: staff(atCounter(calledTicket, { undo: { ...undo, until: MORNING + 7_500 } })),
  serving: staff(atCounter(servedTicket)),
  "long-service": staff(atCounter(servedTicket, { askStillAt: MORNING - MINUTE })),
  paused: staff(
    atCounter(null, { state: "closed", pause: { reason: "lunch", since: MORNING - 12 * MINUTE } }),
  ),
  "own-queues": staff(atCounter(null, { queues: ["b" as QueueId] })),
  "long-wait": staff(atCounter(null), {
    tickets: [
      listed("A10", "waiting", { arrivedAt: MORNING - 47 * MINUTE }),
      listed("A11", "waiting", { lastCall: { counter: "2" as CounterId, at: MORNING - MINUTE } }),
    ],
  }),
  "help-wanted": withHelp(null),
  "help-coming": withHelp({ from: "1" as CounterId, by: null }),
  "help-asked": staff(atCounter(servedTicket, { help: { since: MORNING, answered: null } })),
  "paper-low": staff(atCounter(null), {
    stands: [{ stand: "s1" as StandId, name: hallStand, online: true, problem: null, paperLow: true }],
  }),
  shut: staff(atCounter(null, { state: "closed" })),
  quiet: staff(atCounter(null), {
    tickets: [],
    queues: staff(atCounter(null)).queues.map((queue) => ({ ...queue, waiting: 0, longestSince: null })),
  }),
  helps: staff(atCounter({ ...calledTicket, assist: "fetch" }), {
    tickets: [
      listed("A10", "waiting", { assist: "fetch", answers: ["Pas", "Nyt pas"] }),
      ...waitingTickets.slice(1),
    ],
    helps: [
      { id: ID, at: MORNING - MINUTE, from: { stand: "s1" as StandId }, answered: null },
      {
        id: ID.replace("50", "51"),
        at: MORNING - 3 * MINUTE,
        from: { counter: "2" as CounterId },
        answered: { at: MORNING - MINUTE, counter: "1" as CounterId },
      },
    ],
  }),
  alarms: staff(atCounter(servedTicket, { undo }), {
    stands: [
      {
        stand: "s1" as StandId,
        name: hallStand,
        online: true,
        problem: "HAL_PRINTER_PAPER_OUT",
        paperLow: false,
      },
      {
        stand: "s2" as StandId,
        name: { da: "Standeren på 1. sal" },
        online: false,
        problem: null,
        paperLow: false,
      },
    ],
    alarms: [
      {
        at: MORNING - 2 * MINUTE,
        notice: { kind: "caught-ticket", number: numberOf("C12"), queue: "a" as QueueId },
      },
      { at: MORNING - MINUTE, notice: { kind: "tickets-recovered", count: 3 } },
      {
        at: MORNING - MINUTE,
        notice: { kind: "stand-trouble", stand: "s1" as StandId, problem: "HAL_PRINTER_CUT_SHORT" },
      },
    ],
  }),
};
