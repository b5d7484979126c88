/** A small town hall for the tests of the rules: documents, commands with sensible defaults, and a state that they are given to. */

import type { Adopt, AnswerOf, CitizenCommand, Command, StaffCommand } from "../../broker/queue/commands.ts";
import { decide } from "../../broker/queue/decide.ts";
import type { EventOf, HubEvent, HubEventKind } from "../../broker/queue/events.ts";
import { evolve } from "../../broker/queue/evolve.ts";
import {
  type HubState,
  initialState,
  SETTINGS,
  type Settings,
  type Ticket,
} from "../../broker/queue/state.ts";
import { checkLocation, type LocationConfig } from "../../protocol/config.ts";
import type { PrintedRecord, StandTime } from "../../protocol/messages.ts";
import type {
  CounterId,
  LedgerId,
  OutboxId,
  QueueId,
  ServiceDay,
  StandId,
  TicketId,
  TicketNumber,
  TicketToken,
} from "../../protocol/terms.ts";

/** Sunday 22 November 2026, 09:00 in Copenhagen. */
export const NINE = Date.UTC(2026, 10, 22, 8);
export const MINUTE = 60_000;
export const DAY = "2026-11-22-1" as ServiceDay;
export const BOOT = "00000000-0000-4000-8000-00000000b001";

/** A UUID with this number at its end. */
export const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
export const ticketId = (n: number) => uuid(n) as TicketId;
export const token = (n: number) => `0${String(n).padStart(25, "0")}` as TicketToken;
export const outboxOf = (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, "0")}` as OutboxId;
export const ledgerOf = (n: number) => `00000000-0000-4000-a000-${String(n).padStart(12, "0")}` as LedgerId;
export const A = "a" as QueueId;
export const B = "b" as QueueId;
export const C1 = "1" as CounterId;
export const C2 = "2" as CounterId;
export const S1 = "s1" as StandId;
export const S2 = "s2" as StandId;
export const no = (text: string) => text as TicketNumber;

const BASE = {
  v: 1,
  version: 1,
  location: "demo",
  name: { da: "Rådhuset" },
  timeZone: "Europe/Copenhagen",
  languages: ["da", "en"],
  queues: [
    { queue: "a", name: { da: "Pas" }, letters: "A" },
    { queue: "b", name: { da: "Skat" }, letters: "B" },
    { queue: "x", name: { da: "Andet" }, letters: "X" },
  ],
  services: [{ service: "pas", name: { da: "Pas" }, queue: "a" }],
  stands: [
    { stand: "s1", name: { da: "Indgang" }, buttons: [] },
    { stand: "s2", name: { da: "Bagdør" }, buttons: [] },
  ],
  counters: [
    { counter: "1", name: { da: "Skranke 1" } },
    { counter: "2", name: { da: "Skranke 2" } },
  ],
  displays: [],
  catchAll: "x",
};

/** The town hall's document, with some parts otherwise. */
export function town(otherwise: Record<string, unknown> = {}): LocationConfig {
  const checked = checkLocation({ ...BASE, ...otherwise });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}

/** The demo's queue `a` with these hours. */
export function withHours(from: string, to: string): LocationConfig {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));
  return town({ queues: BASE.queues.map((queue) => ({ ...queue, hours })) });
}

type Without<C> = C extends unknown ? Omit<C, "commandId"> & { commandId?: string } : never;
export type LooseStaff = Without<Exclude<StaffCommand, Adopt | { kind: "staff-issue" }>>;

/** The rules with a state of their own: time passes by saying so. */
export class Hub {
  readonly state: HubState;
  readonly events: HubEvent[] = [];
  /** The events of each command. */
  readonly sent: (readonly HubEvent[])[] = [];
  at = NINE;
  /** How far the wall clock is off. */
  wallOff = 0;
  trusted = true;
  #count = 0;

  constructor(location: LocationConfig = town(), settings: Settings = SETTINGS) {
    this.state = initialState(location, settings);
  }

  /** A number that nobody had. */
  fresh(): number {
    this.#count += 1;
    return 1_000 + this.#count;
  }

  send<C extends Command>(command: C): AnswerOf<C["kind"]> {
    const stamp = { at: this.at, wallAt: this.at + this.wallOff, trusted: this.trusted };
    const { events, answer } = decide(this.state, { ...command, ...stamp });
    this.events.push(...events);
    this.sent.push(events);
    return answer;
  }

  /** What happened in the last command is what comes after a mark. */
  since(mark: number): HubEvent[] {
    return this.events.slice(mark);
  }

  all<Kind extends HubEventKind>(kind: Kind): EventOf<Kind>[] {
    return this.events.filter((event): event is EventOf<Kind> => event.kind === kind);
  }

  last<Kind extends HubEventKind>(kind: Kind): EventOf<Kind> {
    const event = this.all(kind).at(-1);
    if (!event) throw new Error(`no ${kind} has happened`);
    return event;
  }

  wait(ms: number): void {
    this.at += ms;
    this.send({ kind: "tick" });
  }

  start(location: LocationConfig = this.state.location): this {
    this.send({ kind: "hub-started", instance: uuid(this.fresh()), ledgerId: ledgerOf(this.fresh()) });
    this.send({ kind: "configure", location });
    this.send({ kind: "tick" });
    return this;
  }

  /** Started, both stands greeted: the plain series is open. */
  open(location?: LocationConfig): this {
    this.start(location);
    this.hello({ stand: S1, outbox: outboxOf(1) });
    this.hello({ stand: S2, outbox: outboxOf(2) });
    return this;
  }

  hello(otherwise: Partial<Command & { kind: "stand-hello" }> = {}) {
    return this.send({
      ...{ kind: "stand-hello" as const, stand: S1, outbox: outboxOf(1), ledger: null, serviceDay: null },
      ...{ lease: null, tickets: 0, ledgerId: ledgerOf(this.fresh()), random: 7 },
      ...otherwise,
    });
  }

  /** The mark that a stand would have seen now. */
  mark() {
    return { ledgerId: this.state.ledgerId as LedgerId, seq: this.state.seq };
  }

  press(n: number, otherwise: Partial<Command & { kind: "issue" }> = {}) {
    return this.send({
      ...{ kind: "issue" as const, stand: S1, outbox: outboxOf(1), ticketId: ticketId(n), token: token(n) },
      ...{ queue: A, service: null, serviceDay: DAY, language: "da" as const, issued: this.pressed() },
      ...otherwise,
    });
  }

  /** A stand's time of a press right now, with a synced clock. */
  pressed(otherwise: Partial<StandTime> = {}): StandTime {
    return { wallMs: this.at, monoMs: this.at, bootId: BOOT, trust: "synced", contact: null, ...otherwise };
  }

  record(n: number, number: string | null, otherwise: Partial<PrintedRecord> = {}): PrintedRecord {
    return {
      ...{ ticketId: ticketId(n), token: token(n), number: number as TicketNumber | null, queue: A },
      ...{ service: null, serviceDay: DAY, series: "plain" as const, paper: "printed" as const },
      ...{ language: "da" as const, issued: this.pressed() },
      ...otherwise,
    };
  }

  print(
    records: readonly PrintedRecord[],
    otherwise: { returning?: boolean; stand?: StandId } = {},
  ): string[] {
    const answer = this.send({
      ...{ kind: "printed" as const, stand: S1, outbox: outboxOf(1), returning: false },
      records: records.map((value) => ({ ok: true as const, value })),
      ...otherwise,
    });
    return answer.results.map((result) => result.result);
  }

  /** A ticket pressed and printed with the number that it was answered. */
  ticket(n: number, queue: QueueId = A): Ticket {
    const answer = this.press(n, { queue });
    if (answer.kind !== "number") throw new Error(`no number: ${JSON.stringify(answer)}`);
    this.print([this.record(n, answer.number, { queue })]);
    return this.of(n);
  }

  of(n: number): Ticket {
    const ticket = this.state.day.tickets.get(ticketId(n)) ?? this.state.previous?.tickets.get(ticketId(n));
    if (!ticket) throw new Error(`no ticket ${n}`);
    return ticket;
  }

  staff(command: LooseStaff) {
    return this.send({ commandId: uuid(this.fresh()), ...command });
  }

  citizen(kind: CitizenCommand["kind"], n: number) {
    return this.send({ kind, token: this.state.day.tickets.get(ticketId(n))?.token ?? token(n) });
  }

  next(counter: CounterId = C1, finishes?: TicketId) {
    return this.staff({ kind: "call-next", counter, finishes });
  }

  issueByStaff(otherwise: Partial<Command & { kind: "staff-issue" }> = {}) {
    const n = this.fresh();
    return this.send({
      ...{
        kind: "staff-issue" as const,
        commandId: uuid(this.fresh()),
        ticketId: ticketId(n),
        token: token(n),
      },
      ...{ queue: A, random: 7 },
      ...otherwise,
    });
  }

  adopt(number: string, otherwise: Partial<Adopt> = {}) {
    const n = this.fresh();
    return this.send({
      ...{ kind: "adopt" as const, commandId: uuid(this.fresh()), ticketId: ticketId(n), token: token(n) },
      ...{ queue: A, number: no(number) },
      ...otherwise,
    });
  }

  /** The state that a replay of the ledger makes. */
  replayed(): HubState {
    const state = initialState(town(), this.state.settings);
    for (const event of this.events) evolve(state, JSON.parse(JSON.stringify(event)) as HubEvent);
    return state;
  }
}

/** An open town hall in which so many wait in queue `a`, a second apart. */
export function hallOf(tickets: number, otherwise: Record<string, unknown> = {}): Hub {
  const hub = new Hub(town(otherwise)).open();
  for (let n = 1; n <= tickets; n += 1) {
    hub.ticket(n);
    hub.at += 1_000;
  }
  return hub;
}

/** The number of an answer of staff, or its refusal. */
export function said(answer: AnswerOf<"call-next">): string {
  if ("refused" in answer) return answer.refused;
  if ("counted" in answer) return `counted ${answer.counted}`;
  if ("helping" in answer) return `helping ${answer.helping}`;
  if ("session" in answer) return `session ${answer.session.counter}`;
  if ("host" in answer) return `host ${answer.host.host}`;
  if ("judged" in answer) return `judged ${answer.judged}`;
  return "ticket" in answer ? answer.ticket.number : `closed ${answer.closed}`;
}
