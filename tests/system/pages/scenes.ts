/** Pictures for every state of the display's and the ticket's page. */
import type { DisplayPicture, TicketPicture } from "../../../protocol/snapshots.ts";
import type { CounterId, Direction, DisplayId, QueueId, TicketState } from "../../../protocol/terms.ts";
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
  waitB,
} from "./town.ts";

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

/** The display after these calls, each of which is the newest at its counter. */
export function calling(...added: ShownCall[]): Pick<DisplayPicture, "calls" | "counters"> {
  const counters = display().counters.map((counter) => {
    const newest = added.findLast((one) => one.counter === counter.counter);
    return newest === undefined ? counter : { ...counter, state: "calling" as const, number: newest.number };
  });
  return { calls: [...display().calls, ...added], counters };
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

const roomOf = (counter: string) =>
  counter === "2" ? { da: "lokale 2, 1. sal", en: "room 2, 1st floor" } : { da: "stuen", en: "ground floor" };
const placed = [...display().counters, { ...display().counters[0]!, counter: "12" as CounterId }].map(
  (one) => ({ ...one, room: roomOf(one.counter) }),
);
const pointing = (arrow: Direction) => placed.map((one) => ({ ...one, arrow }));
const constitutionDay = { da: "Grundlovsdag", en: "Constitution Day" };
const notes = [
  {
    da: "Husk gyldig legitimation, når du skal have nyt pas eller kørekort.",
    en: "Please have valid identification ready for passports and driving licences.",
  },
];

export const DISPLAY_SCENES: Readonly<Record<string, DisplayPicture>> = {
  rooms: display({ counters: placed }),
  "arrow-left": display({ counters: pointing("left"), show: { languageTurnS: 10 } }),
  "arrow-up": display({ counters: pointing("up") }),
  "arrow-down": display({ counters: pointing("down") }),
  "arrow-ahead-right": display({ counters: pointing("ahead-right"), show: { look: "high-contrast" } }),
  notes: display({ show: { messages: notes } }),
  "notes-empty": display({ calls: [], show: { messages: notes } }),
  light: display({ counters: pointing("right"), show: { look: "light", messages: notes } }),
  contrast: display({ counters: placed, show: { look: "high-contrast", messages: notes } }),
  big: display({ counters: placed, show: { bigType: true } }),
  "big-arrow": display({ counters: pointing("right"), show: { bigType: true, look: "light" } }),
  "big-turning": display({ counters: pointing("ahead"), show: { bigType: true, languageTurnS: 10 } }),
  turning: display({ languages: ["en", "da"], show: { languageTurnS: 120 } }),
  given: display({
    queues: [
      { ...display().queues[0]!, limit: "quota-reached" },
      { ...display().queues[1]!, wait: { fromMs: 0, toMs: 0, medianMs: 0 }, waiting: 0 },
      {
        ...display().queues[2]!,
        closedFor: constitutionDay,
        opensAt: MORNING + 23.25 * 60 * MINUTE,
      },
    ],
  }),
  holiday: display({
    open: false,
    opensAt: MORNING + 23.25 * 60 * MINUTE,
    closedFor: constitutionDay,
    queues: display().queues.map((queue) => ({
      ...{ ...queue, open: false, waiting: 0, wait: null },
      ...{ closedFor: constitutionDay, opensAt: MORNING + 23.25 * 60 * MINUTE },
    })),
    counters: display().counters.map((counter) => ({ ...counter, state: "closed", number: null })),
  }),
  live: display(),
  "live-da": display({ languages: ["da"] }),
  "live-en": display({ languages: ["en"] }),
  "live-queues": display({
    queues: [
      ...display()
        .queues.slice(0, 2)
        .map((queue) => ({ ...queue, waiting: 112, wait: waitA })),
      {
        queue: "c" as QueueId,
        name: {
          da: "Folkeregister, lægevalg og adresseændring",
          en: "Civil registration, doctor and address",
        },
        letters: "AB",
        open: true,
        waiting: 0,
        wait: { fromMs: 120 * MINUTE, toMs: 180 * MINUTE, medianMs: 150 * MINUTE },
      },
      { ...display().queues[0]!, queue: "d" as QueueId, letters: "D" },
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
  /* The last one: its new call keeps the big place for a while. */
  "live-long": display({
    calls: [...calls, call(8, "ABCD1234", "12", MORNING - 90_000)],
    counters: [
      { counter: "12" as CounterId, name: counterName("12"), state: "calling", number: numberOf("ABCD1234") },
    ],
  }),
};

export function ticket(state: TicketState, change: Partial<TicketPicture> = {}): TicketPicture {
  const isAtCounter = state === "called" || state === "serving";
  return {
    at: MORNING,
    locationName,
    timeZone,
    languages: ["da", "en"],
    language: "da",
    number: numberOf("A07"),
    queueName: queueA,
    state,
    ahead: 3,
    wait: state === "waiting" ? waitA : null,
    counterName: isAtCounter ? counterName("2") : null,
    calls: isAtCounter ? 1 : 0,
    open: true,
    notBefore: null,
    may: {
      leave: state === "waiting" || state === "called",
      postponeMin: state === "waiting" ? 10 : null,
      rejoin: state === "no-show",
    },
    ...change,
  };
}

export const TICKET_SCENES: Readonly<Record<string, TicketPicture>> = {
  waiting: ticket("waiting"),
  "waiting-next": ticket("waiting", { ahead: 0, wait: waitB }),
  "waiting-unknown": ticket("waiting", { wait: null, open: false }),
  "waiting-postponed": ticket("waiting", {
    notBefore: MORNING + 600_000,
    may: { leave: true, postponeMin: null, rejoin: false },
  }),
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
