/**
 * One example of every payload: for the documents that are generated, and for tests. All belong to one morning at the demo town hall.
 * Knows no rule; a test decodes every one.
 */
import type { Message, MessageName, PrintedRecord } from "./messages.ts";
import type {
  AppointmentId,
  CounterId,
  DisplayId,
  LedgerId,
  OutboxId,
  PersonKey,
  QueueId,
  ServiceDay,
  ServiceId,
  StaffId,
  StandId,
  TicketId,
  TicketNumber,
  TicketToken,
} from "./terms.ts";

const id = "01a20a2c-5f00-7c21-9d3a-5b1c2d3e4f50";
const transaction = "01a20a2c-5f00-7c21-9d3a-5b1c2d3e4f51";
const bootId = "5f0c1a52-6a8e-4d2b-9a43-1c7f0f7e2b90";
const at = 1_795_424_700_000;
const head = { v: 1, id, at };
const number = "A07" as TicketNumber;
const queue = "a" as QueueId;
const service = "citizen-service" as ServiceId;
const stand = "s1" as StandId;
const counter = "1" as CounterId;
const ticketId = "01a20a2c-5eff-7a10-8b2c-6d7e8f901a2b" as TicketId;
const token = "4Z8KQW2M7N5T1V3X9Y6B0CDE8F" as TicketToken;
const outboxId = "0d3c5a8e-6b1f-4e2d-8c7a-9b0e1f2a3b4c" as OutboxId;
const ledger = { ledgerId: "c1a7d9e2-3b4f-4a5c-8d6e-7f8091a2b3c4" as LedgerId, seq: 1207 };
const serviceDay = "2026-11-23-1" as ServiceDay;
const wait = { fromMs: 600_000, toMs: 1_200_000, medianMs: 840_000, meanMs: 890_000 };
const issued = {
  wallMs: at,
  monoMs: 86_400_123.5,
  bootId,
  trust: "synced" as const,
  contact: { hubAt: at - 2000, monoMs: 86_398_123.5, bootId },
};
const queueName = { da: "Borgerservice", en: "Citizen service" };
const counterName = { da: "Skranke 1", en: "Counter 1" };
const locationName = { da: "Rådhuset", en: "Town hall" };
const record: PrintedRecord = {
  ticketId,
  token,
  number,
  queue,
  service,
  serviceDay,
  series: "plain",
  paper: "printed",
  language: "da",
  issued,
};
const expectedGuest = {
  appointment: "3VAWXN4KQ2M8R7T5YBHJ6CD9EF" as AppointmentId,
  guest: "5Z0G1H2J3K4M5N6P7Q8R9STVWX" as PersonKey,
  startAt: at + 900_000,
  endAt: at + 2_700_000,
  queue,
  service,
  room: "B204",
  form: "physical" as const,
  isCancelled: false,
  isCounted: false,
  arrived: null,
};
const availability = {
  ...head,
  state: "online" as const,
  since: at - 3_600_000,
  version: "0.1.0",
  protocolVersion: 1,
  instance: "9e8d7c6b-5a49-4838-9726-15f4e3d2c1b0",
};
const answerHead = { ...head, transaction, ledger };
const lease = { serviceDay, letters: { a: "AB", b: "BB" }, last: 0 };
const standing = { number, queueName, state: "waiting" as const, ahead: 4, wait, counterName: null };
const call = {
  callSeq: 42,
  number,
  queue,
  counter,
  counterName,
  recall: false,
  calledAt: at,
};
const commandId = "7b2e4c1a-9d3f-4b5a-8c6d-0e1f2a3b4c5d";
const does = { kind: "service" as const, service };

/** By the name of the payload. */
export const EXAMPLES: { readonly [Name in MessageName]: Message<Name> } = {
  hubAvailability: { ...availability, ledger },
  standAvailability: availability,
  standConfig: {
    ...head,
    version: 3,
    location: "demo",
    stand,
    locationName,
    timeZone: "Europe/Copenhagen",
    languages: ["da", "en"],
    opening: {
      location: { exceptions: [{ date: "2026-12-24", name: { da: "Juleaftensdag" }, spans: [] }] },
      queues: { [queue]: { hours: [{ weekday: 1, from: "10:00", to: "15:00" }] } },
      services: { [service]: { closures: [{ from: "2026-07-06", to: "2026-07-31" }] } },
    },
    services: [
      {
        service,
        name: queueName,
        queue,
        queueName,
        letters: "A",
        hours: [{ weekday: 1, from: "10:00", to: "15:00" }],
      },
    ],
    buttons: [{ button: 1, label: queueName, does }],
    menus: [
      {
        menu: "more",
        title: { da: "Andet", en: "Other" },
        items: [{ label: queueName, does }],
      },
    ],
    receipt: { ticketUrl: "https://queue.example.dk/t/", personalLine: null },
  },
  standHealth: {
    ...head,
    printer: { online: true, paper: "low", problem: null },
    scanner: { online: false, problem: "the scanner is unplugged", code: "HAL_SCANNER_GONE" },
    buttons: { online: true, problem: null, count: 8 },
    keypad: { online: true, problem: null },
    speaker: { online: true, problem: null },
    storage: { ok: true, problem: null },
    outbox: { unconfirmed: 0, oldestAt: null, tickets: 57 },
    temperatureC: 48.3,
    clock: "synced",
  },
  hello: {
    ...head,
    stand,
    outboxId,
    bootId,
    version: "0.1.0",
    protocolVersion: 1,
    ledger,
    serviceDay,
    lease,
    tickets: 57,
  },
  helloAnswer: { ...answerHead, instance: availability.instance, serviceDay, lease },
  issue: { ...head, ticketId, token, queue, service, serviceDay, outboxId, language: "da", issued },
  issueAnswer: {
    ...answerHead,
    ticketId,
    answer: { kind: "number", number, serviceDay, ahead: 4, wait },
  },
  printed: { ...head, outboxId, returning: false, records: [record] },
  printedAnswer: { ...answerHead, results: [{ result: "recorded" }] },
  checkIn: { ...head, code: "48210937", language: "da", presented: issued },
  checkInAnswer: { ...answerHead, answer: { welcome: expectedGuest, next: null } },
  expected: {
    ...head,
    list: "2f6d3c1b-8a47-4e59-9b0c-5d4e3f2a1b0c",
    key: "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s",
    rules: { from: at - 36_000_000, until: at + 50_400_000, earlyMs: 3_600_000, lateMs: 1_800_000 },
    guests: [{ ...expectedGuest, digests: ["4xKu0Y3mB1wVd7sQpZ9rLA"] }],
  },
  lookup: { ...head, token },
  rejoin: { ...head, token },
  lookupAnswer: { ...answerHead, answer: standing },
  renew: { ...head, csr: "-----BEGIN CERTIFICATE REQUEST-----\n...\n-----END CERTIFICATE REQUEST-----\n" },
  renewAnswer: {
    ...answerHead,
    answer: { certificate: "-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----\n" },
  },
  help: head,
  helpAnswer: { ...answerHead, coming: false },
  giveBack: { ...head, serviceDay },
  reprint: { ...head, ticketId },
  test: head,
  lamp: { ...head, button: 2, light: "blink", forMs: 10_000 },
  mirror: { ...head, records: [{ ...record, paper: "screen", number: "Q01" as TicketNumber }] },
  ended: { ...head, tickets: [{ ticketId, state: "served", at }] },
  queueState: {
    ...head,
    ledger,
    queue,
    name: queueName,
    letters: "A",
    open: true,
    opensAt: null,
    limit: null,
    services: [{ service, open: false, opensAt: at + 1_800_000 }],
    waiting: 5,
    wait,
    lastCalled: { number, counter, counterName, at },
  },
  counterState: { ...head, counter, name: counterName, state: "calling", number, queue, paused: false },
  displayPicture: {
    ...head,
    display: "d1" as DisplayId,
    location: "demo",
    locationName,
    timeZone: "Europe/Copenhagen",
    languages: ["da", "en"],
    open: true,
    opensAt: null,
    show: {
      look: "dark",
      languageTurnS: 10,
      sound: { on: true, volume: 80, gong: true, languages: ["da"] },
      messages: [{ da: "Husk legitimation.", en: "Please have your ID ready." }],
    },
    calls: [{ ...call, speech: [{ language: "da", url: "/speech/3f2a9c.wav" }] }],
    counters: [
      {
        counter,
        name: counterName,
        state: "calling",
        number,
        room: { da: "lokale 2, 1. sal", en: "room 2, 1st floor" },
        arrow: "left",
      },
    ],
    queues: [
      {
        queue,
        name: queueName,
        letters: "A",
        open: true,
        waiting: 5,
        wait,
        opensAt: null,
        limit: null,
      },
    ],
  },
  call: { ...call, ...head },
  staffCallNext: { ...head, commandId, counter, finishes: ticketId },
  staffCounter: { ...head, commandId, counter, ticket: ticketId, saw: "called" },
  staffCall: { ...head, commandId, counter, ticket: ticketId, saw: "waiting", anyway: true },
  staffPause: { ...head, commandId, counter, reason: "lunch" },
  staffTakeQueues: { ...head, commandId, counter, queues: [queue] },
  staffAnswerColleague: { ...head, commandId, counter, fromCounter: "2" as CounterId },
  staffTicket: { ...head, commandId, counter, ticket: ticketId, saw: "waiting" },
  staffIssue: { ...head, commandId, queue, service, language: "da" },
  staffAdopt: { ...head, commandId, queue, number: "R12" as TicketNumber },
  staffCloseUpTo: { ...head, commandId, number: "AB12" as TicketNumber },
  staffResume: { ...head, commandId, counter, ticket: ticketId, saw: "parked" },
  staffTransfer: { ...head, commandId, counter, ticket: ticketId, queue },
  staffAddService: { ...head, commandId, counter, ticket: ticketId, service },
  staffTag: { ...head, commandId, counter, ticket: ticketId, tags: ["interpreter"] },
  staffQuickServe: { ...head, commandId, service },
  staffAnswerHelp: { ...head, commandId, counter, help: id },
  staffUndo: { ...head, commandId, undoes: "2d4f6a8c-1b3d-4e5f-9a7b-8c9d0e1f2a3b" },
  staffAnswer: { ...answerHead, commandId, answer: { ticket: { id: ticketId, number, state: "called" } } },
  staffNotice: {
    ...head,
    staff: "anna" as StaffId,
    notice: { kind: "stand-trouble", stand, problem: "The printer is out of paper." },
  },
};
