/** Pictures for every state of every page, all of one morning at one town hall. */
import { type ReceiptData, receiptLines, receiptText } from "../../../protocol/receipt.ts";
import type {
  DisplayPicture,
  DrawnButton,
  ListedTicket,
  PaperSlip,
  StaffPicture,
  StandPicture,
  TicketPicture,
} from "../../../protocol/snapshots.ts";
import type {
  CounterId,
  DisplayId,
  Language,
  LocationId,
  QueueId,
  ServiceId,
  StandId,
  TicketId,
  TicketNumber,
  TicketState,
} from "../../../protocol/terms.ts";

/** Monday 23 November 2026, 10:45 in Copenhagen. */
export const MORNING = Date.UTC(2026, 10, 23, 9, 45);
const MINUTE = 60_000;
const timeZone = "Europe/Copenhagen";
const locationName = { da: "Eksempel Rådhus", en: "Example Town Hall" };
const queueA = { da: "Borgerservice", en: "Citizen service" };
const queueB = { da: "Pas og kørekort", en: "Passport and driving licence" };
const counterName = (counter: string) => ({ da: `Skranke ${counter}`, en: `Counter ${counter}` });
const numberOf = (text: string) => text as TicketNumber;
const waitA = { fromMs: 10 * MINUTE, toMs: 18 * MINUTE, medianMs: 14 * MINUTE };
const waitB = { fromMs: 2 * MINUTE, toMs: 6 * MINUTE, medianMs: 4 * MINUTE };
export const ID = "01a20a2c-5f00-7c21-9d3a-5b1c2d3e4f50";

export type ShownCall = DisplayPicture["calls"][number];

/** A call `ago` ms before the morning's instant. */
export function call(callSeq: number, number: string, counter: string, calledAt: number): ShownCall {
  return {
    callSeq,
    number: numberOf(number),
    queue: "a" as QueueId,
    counter: counter as CounterId,
    counterName: counterName(counter),
    recall: false,
    calledAt,
    speech: [
      { language: "da", url: `/speech/da-${callSeq}.wav` },
      { language: "en", url: `/speech/en-${callSeq}.wav` },
    ],
  };
}

const calls = [
  call(1, "A01", "1", MORNING - 40 * MINUTE),
  call(2, "B01", "2", MORNING - 30 * MINUTE),
  call(3, "A02", "1", MORNING - 22 * MINUTE),
  call(4, "A03", "12", MORNING - 15 * MINUTE),
  call(5, "B02", "2", MORNING - 9 * MINUTE),
  call(6, "AB04", "1", MORNING - 4 * MINUTE),
  call(7, "A05", "2", MORNING - 2 * MINUTE),
];

export function display(change: Partial<DisplayPicture> = {}): DisplayPicture {
  return {
    v: 1,
    id: ID,
    at: MORNING,
    display: "d1" as DisplayId,
    location: "demo",
    locationName,
    timeZone,
    languages: ["da", "en"],
    open: true,
    opensAt: null,
    calls,
    counters: [
      { counter: "1" as CounterId, name: counterName("1"), state: "serving", number: numberOf("AB04") },
      { counter: "2" as CounterId, name: counterName("2"), state: "calling", number: numberOf("A05") },
    ],
    queues: [
      { queue: "a" as QueueId, name: queueA, letters: "A", open: true, waiting: 7, wait: waitA },
      { queue: "b" as QueueId, name: queueB, letters: "B", open: true, waiting: 1, wait: waitB },
      {
        queue: "c" as QueueId,
        name: { da: "Skat", en: "Tax" },
        letters: "C",
        open: false,
        waiting: 0,
        wait: null,
      },
    ],
    ...change,
  };
}

const shut = display().queues.map((queue) => ({ ...queue, open: false, waiting: 0, wait: null }));
const resting = display().counters.map((counter) => ({ ...counter, state: "closed" as const, number: null }));

export const DISPLAY_SCENES: Readonly<Record<string, DisplayPicture>> = {
  live: display(),
  "live-da": display({ languages: ["da"] }),
  "live-en": display({ languages: ["en"] }),
  "live-long": display({
    calls: [...calls, call(8, "ABCD1234", "12", MORNING - 90_000)],
    counters: [
      { counter: "12" as CounterId, name: counterName("12"), state: "calling", number: numberOf("ABCD1234") },
    ],
  }),
  last: display({ counters: display().counters.map((one) => ({ ...one, state: "free", number: null })) }),
  empty: display({ calls: [] }),
  closed: display({
    open: false,
    opensAt: MORNING + 23.25 * 60 * MINUTE,
    queues: shut,
    counters: resting,
  }),
};

export function ticket(state: TicketState, change: Partial<TicketPicture> = {}): TicketPicture {
  const isAtCounter = state === "called" || state === "serving";
  return {
    at: MORNING,
    locationName,
    timeZone,
    languages: ["da", "en"],
    number: numberOf("A07"),
    queueName: queueA,
    state,
    ahead: 3,
    wait: state === "waiting" ? waitA : null,
    counterName: isAtCounter ? counterName("2") : null,
    calls: isAtCounter ? 1 : 0,
    open: true,
    ...change,
  };
}

export const TICKET_SCENES: Readonly<Record<string, TicketPicture>> = {
  waiting: ticket("waiting"),
  "waiting-next": ticket("waiting", { ahead: 0, wait: waitB }),
  "waiting-unknown": ticket("waiting", { wait: null, open: false }),
  called: ticket("called"),
  serving: ticket("serving"),
  parked: ticket("parked"),
  served: ticket("served"),
  "no-show": ticket("no-show"),
  left: ticket("left"),
  cancelled: ticket("cancelled"),
  recovered: ticket("recovered"),
  expired: ticket("expired"),
};

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
    ...change,
  };
}

const waitingTickets = [
  ...Array.from({ length: 8 }, (_, index) => listed(`A${index + 10}`, "waiting")),
  listed("A18", "waiting", { paper: "pending", callable: false }),
  listed("B03", "waiting", { paper: "unknown" }),
];

type StaffCounter = StaffPicture["counters"][number];

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
    undo: null,
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
        undo: null,
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
        longestWaitMs: 21 * MINUTE,
        wait: waitA,
      },
      {
        queue: "b" as QueueId,
        name: queueB,
        letters: "B",
        open: false,
        opensAt: MORNING + 60 * MINUTE,
        waiting: 1,
        longestWaitMs: 3 * MINUTE,
        wait: null,
      },
    ],
    tickets: [
      ...waitingTickets,
      listed("AB07", "recovered", { paper: "unknown" }),
      listed("A03", "no-show", { calledAt: MORNING - 20 * MINUTE, endedAt: MORNING - 18 * MINUTE }),
    ],
    stands: [{ stand: "s1" as StandId, online: true, problem: null }],
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

export const STAFF_SCENES: Readonly<Record<string, StaffPicture>> = {
  free: staff(atCounter(null)),
  calling: staff(atCounter(calledTicket, { undo: { ...undo, until: MORNING + 7_500 } })),
  serving: staff(atCounter(servedTicket)),
  shut: staff(atCounter(null, { state: "closed" })),
  quiet: staff(atCounter(null), {
    tickets: [],
    queues: staff(atCounter(null)).queues.map((queue) => ({ ...queue, waiting: 0, longestWaitMs: 0 })),
  }),
  alarms: staff(atCounter(servedTicket, { undo }), {
    stands: [
      { stand: "s1" as StandId, online: true, problem: "Der er ikke mere papir i printeren." },
      { stand: "s2" as StandId, online: false, problem: null },
    ],
    alarms: [
      {
        at: MORNING - 2 * MINUTE,
        notice: { kind: "caught-ticket", number: numberOf("C12"), queue: "a" as QueueId },
      },
      { at: MORNING - MINUTE, notice: { kind: "tickets-recovered", count: 3 } },
    ],
  }),
};

function button(number: number, da: string, en: string, change: Partial<DrawnButton> = {}): DrawnButton {
  return {
    button: number,
    label: { da, en },
    does: { kind: "service", service: "citizen-service" as ServiceId },
    lit: true,
    because: null,
    opensAt: null,
    ...change,
  };
}

const buttons = [
  button(1, "Borgerservice", "Citizen service"),
  button(2, "Pas og kørekort", "Passport and driving licence"),
  button(3, "Skat, pension og boligstøtte", "Tax, pension and housing benefit", {
    does: { kind: "menu", menu: "more" },
  }),
];
const dark = (because: DrawnButton["because"], opensAt: number | null = null) =>
  buttons.map((one) => ({ ...one, lit: false, because, opensAt }));

export function stand(change: Partial<StandPicture> = {}): StandPicture {
  return {
    at: MORNING,
    stand: "s1" as StandId,
    locationName,
    timeZone,
    languages: ["da", "en"],
    language: "da",
    menu: null,
    buttons,
    online: true,
    printer: "ok",
    scannerOnline: true,
    ticketOnScreen: null,
    standing: null,
    simulated: false,
    ...change,
  };
}

const until = MORNING + 60 * MINUTE;
const ticketUrl = "http://127.0.0.1:8080/t/4Z8KQW2M7N5T1V3X9Y6B0CDE8F";

export const STAND_SCENES: Readonly<Record<string, StandPicture>> = {
  open: stand(),
  menu: stand({
    menu: { da: "Skat, pension og boligstøtte", en: "Tax, pension and housing benefit" },
    buttons: [
      button(1, "Skat", "Tax"),
      button(2, "Pension", "Pension"),
      button(3, "Tilbage", "Back", { does: { kind: "back" } }),
    ],
  }),
  busy: stand({ buttons: [{ ...dark("busy")[0]! }, ...buttons.slice(1)] }),
  closed: stand({ buttons: dark("closed", MORNING + 23.25 * 60 * MINUTE) }),
  "off-line": stand({ online: false }),
  "no-number": stand({ online: false, buttons: dark("no-number") }),
  low: stand({ printer: "low" }),
  out: stand({ printer: "out" }),
  jam: stand({ printer: "jam", scannerOnline: false }),
  storage: stand({ buttons: dark("storage") }),
  ticket: stand({
    printer: "out",
    ticketOnScreen: { number: numberOf("A07"), queueName: queueA, url: ticketUrl, until },
  }),
  standing: stand({
    standing: { number: numberOf("A07"), queueName: queueA, state: "waiting", ahead: 3, wait: waitA, until },
  }),
  refused: stand({ standing: { refused: "code-unknown", until } }),
  eight: stand({
    buttons: Array.from({ length: 8 }, (_, index) =>
      button(index + 1, `Ydelse nummer ${index + 1}`, `Service ${index + 1}`),
    ),
  }),
  simulated: stand({ simulated: true }),
};

/** One slip as it lies in the simulated paper. */
export function slip(widthMm: 58 | 80, language: Language = "da", complete = true): PaperSlip {
  const data: ReceiptData = {
    locationName,
    serviceName: queueA,
    queueName: queueA,
    queueLetters: "A",
    number: numberOf("A07"),
    isOwnSeries: false,
    ahead: 3,
    wait: waitA,
    issuedAt: MORNING,
    timeZone,
    language,
    url: ticketUrl,
    personalLine: { da: "Tag dit pas med til skranken", en: "Bring your passport" },
    isCopy: false,
  };
  const layout = receiptLines(data, widthMm);
  return {
    ticketId: ID as TicketId,
    number: data.number,
    lines: receiptText(layout, widthMm),
    qr: ticketUrl,
    printedAt: MORNING,
    complete,
    bytes: "",
    layout,
  };
}
