/**
 * The public topics of a location: queues, counters, displays and calls, as payloads without their head.
 * Pure; knows no broker. No token, and nothing of a person, is in any of them.
 */
import { dateIn, isWithin } from "../../protocol/calendar.ts";
import type { LocationConfig } from "../../protocol/config.ts";
import type { LedgerMark } from "../../protocol/messages.ts";
import type { CounterId, Language, LocalText, QueueId } from "../../protocol/terms.ts";
import type { ShownCode } from "../phone/desk.ts";
import type { HubEvent } from "../queue/events.ts";
import { counterState, ticketAt } from "../queue/find.ts";
import type { HubState, RecentCall } from "../queue/state.ts";
import { besideCode } from "./door.ts";
import { type Body, closingFacts, type OpensAt, queueFacts, type WaitsOf } from "./places.ts";

type QueueConfig = LocationConfig["queues"][number];
type CounterConfig = LocationConfig["counters"][number];
type DisplayConfig = LocationConfig["displays"][number];
/** What is spoken of a call. */
export type Spoken = {
  readonly number: string;
  readonly counterName: LocalText;
  readonly room: LocalText | undefined;
};
/** Where a call's spoken words are found, by language; empty without a voice. */
export type SpeechOf = (
  call: Spoken,
  languages: readonly Language[],
) => readonly { readonly language: Language; readonly url: string }[];

/** The ledger's identity and length; only before the very first event is there none. */
export function markOf(state: HubState): LedgerMark {
  if (state.ledgerId === null) throw new Error("the ledger has no identity before hub-started");
  return { ledgerId: state.ledgerId, seq: state.seq };
}

/** The queue's services that have hours of their own, or give no more tickets today. */
function servicesOf(state: HubState, queue: QueueConfig, queueOpensAt: number | null) {
  const isOpen = state.openQueues.has(queue.queue);
  return state.location.services.flatMap(({ service, queue: id }) => {
    if (id !== queue.queue) return [];
    const known = state.services.get(service);
    const limited = state.serviceLimits.get(service);
    if (limited) return [{ service, open: true, ...limited }];
    if (!known) return [];
    return [{ service, open: isOpen && known.open, opensAt: known.open ? queueOpensAt : known.opensAt }];
  });
}

/** How one queue is: open or closed, who waits how long, the last call. */
export function queueTopic(
  state: HubState,
  queue: QueueConfig,
  looks: { readonly opensAt: OpensAt; readonly waitsOf: WaitsOf; readonly at: number },
): Body<"queueState"> {
  const last = state.lastCalled.get(queue.queue);
  const closing = closingFacts(state, queue, looks);
  const services = servicesOf(state, queue, closing.opensAt);
  const waits = looks.waitsOf(state, looks.at);
  return {
    ...queueFacts(state, queue, waits),
    ...closing,
    // All up to there is counted; in a rush the estimates come a little behind.
    ledger: { ...markOf(state), seq: waits.seq },
    ...(services.length > 0 ? { services } : {}),
    lastCalled: last
      ? { number: last.number, counter: last.counter, counterName: last.counterName, at: last.calledAt }
      : null,
  };
}

/** What one counter does, and with which number. */
export function counterTopic(state: HubState, counter: CounterConfig): Body<"counterState"> {
  const ticket = ticketAt(state, counter.counter);
  return {
    counter: counter.counter,
    name: counter.name,
    state: counterState(state, counter.counter),
    number: ticket?.number ?? null,
    queue: ticket?.queue ?? null,
    ...(counter.room ? { room: counter.room } : {}),
    paused: Boolean(state.sessions.get(counter.counter)?.pause),
  };
}

/** A call without whose it was: the ticket's id stays inside the hub. */
export function callTopic({ ticket: _, ...call }: RecentCall): Body<"call"> {
  return call;
}

/** The calls that were made by events, of counters and of hosts, by their `callSeq`. */
export function calledBy(events: readonly HubEvent[]): ReadonlySet<number> {
  const isCall = (event: HubEvent) => event.kind === "ticket-called" || event.kind === "guest-answered";
  return new Set(events.flatMap((event) => (isCall(event) && "callSeq" in event ? [event.callSeq] : [])));
}

/** The counters that a display shows; an empty list means all. */
function shownCounters(state: HubState, display: DisplayConfig): readonly CounterConfig[] {
  const { counters } = state.location;
  return display.counters.length === 0
    ? counters
    : counters.filter((counter) => display.counters.includes(counter.counter));
}

/** The queues that a display shows: those that it was given, else those of its counters. */
function shownQueues(
  { location }: HubState,
  { queues }: DisplayConfig,
  counters: readonly CounterConfig[],
): readonly QueueConfig[] {
  if (queues?.length) return location.queues.filter((queue) => queues.includes(queue.queue));
  if (counters.some((counter) => counter.queues.length === 0)) return location.queues;
  const served = new Set(counters.flatMap((counter) => counter.queues));
  return location.queues.filter((queue) => served.has(queue.queue));
}

/** In which of the location's languages a display is written; a language that nobody signed off is none of these. */
function writtenLanguages({ languages }: LocationConfig, display: DisplayConfig): readonly Language[] {
  const asked = display.languages?.filter((language) => languages.includes(language)) ?? [];
  return asked.length > 0 ? asked : languages;
}

/** In which of the location's languages a display speaks its calls. */
export function spokenLanguages(location: LocationConfig, display: DisplayConfig): readonly Language[] {
  const { on = true, languages = writtenLanguages(location, display) } = display.sound ?? {};
  return on ? languages.filter((language) => location.languages.includes(language)) : [];
}

/** What is spoken of a call, with the place where its counter lies now. */
export function spokenOf({ counters }: LocationConfig, call: RecentCall): Spoken {
  const room = counters.find(({ counter }) => counter === call.counter)?.room;
  return { number: call.number, counterName: call.counterName, room };
}

/** How a display shows, with what it says between calls today. */
function showOf(location: LocationConfig, display: DisplayConfig, at: number) {
  const { languageTurnS, bigType, look, sound, messages = [] } = display;
  const isDated = messages.some(({ from, until }) => from !== undefined || until !== undefined);
  const today = isDated ? dateIn(location.timeZone, at) : "";
  const said = messages.filter((one) => isWithin(today, one)).map(({ text }) => text);
  const heard = sound && { ...sound, languages: [...spokenLanguages(location, display)] };
  return { languageTurnS, bigType, look, sound: heard, ...(said.length > 0 ? { messages: said } : {}) };
}

/** What a display's picture needs besides the state; `at` in epoch ms. */
export type DisplayOptions = {
  readonly opensAt: OpensAt;
  readonly waitsOf: WaitsOf;
  readonly at: number;
  readonly speech: SpeechOf;
  /** The code at the door, for displays that show it. */
  readonly code?: (() => ShownCode | null) | undefined;
};

/** Whether any of a display's queues is open, when the first one opens, and for which day all of them are closed. */
function openingOf(state: HubState, queues: readonly (Pick<QueueConfig, "queue"> & Closing)[]) {
  const open = queues.some(({ queue }) => state.openQueues.has(queue));
  if (open) return { open, opensAt: null };
  const openings = queues.flatMap(({ opensAt }) => opensAt ?? []);
  const closedFor = queues.every((queue) => queue.closedFor) ? queues[0]?.closedFor : undefined;
  return {
    open,
    opensAt: openings.length === 0 ? null : Math.min(...openings),
    ...(closedFor ? { closedFor } : {}),
  };
}
type Closing = ReturnType<typeof closingFacts>;

function counterOf(state: HubState, counter: CounterConfig, { arrows = [] }: DisplayConfig) {
  const { queue: _, paused: __, ...shown } = counterTopic(state, counter);
  const arrow = arrows.find((one) => one.counter === counter.counter)?.direction;
  return { ...shown, ...(arrow ? { arrow } : {}) };
}

const CALLS_SHOWN = 20;

/** The last calls at a display's counters, and where it was given queues, from those alone; oldest first. */
function callsOf(state: HubState, display: DisplayConfig, counters: readonly CounterConfig[]) {
  const ids = new Set<CounterId>(counters.map((counter) => counter.counter));
  const { queues = [] } = display;
  // A host sits at no counter: their guests are called where their queue is shown.
  const ofHosts = new Set<QueueId>(shownQueues(state, display, counters).map(({ queue }) => queue));
  const own = state.calls.filter((call) =>
    call.answer === undefined
      ? ids.has(call.counter) && (queues.length === 0 || queues.includes(call.queue))
      : ofHosts.has(call.queue),
  );
  return own.slice(-CALLS_SHOWN);
}

/** The code at the door with the words beside it, on a display that was given it. */
function doorOf(state: HubState, { doorCode = false }: DisplayConfig, code: () => ShownCode | null) {
  const shown = doorCode ? code() : null;
  if (shown === null) return {};
  const { url, svg, until } = shown;
  return { door: { url, svg, until, said: besideCode(state) } };
}

/** Everything that one display shows, with its last 20 calls, oldest first. */
export function displayTopic(
  state: HubState,
  display: DisplayConfig,
  { opensAt, waitsOf, at, speech, code = () => null }: DisplayOptions,
): Body<"displayPicture"> {
  const { location } = state;
  const counters = shownCounters(state, display);
  const waits = waitsOf(state, at);
  const spoken = spokenLanguages(location, display);
  const queues = shownQueues(state, display, counters).map((queue) => {
    return { ...queueFacts(state, queue, waits), ...closingFacts(state, queue, { opensAt, at }) };
  });
  return {
    display: display.display,
    location: location.location,
    locationName: location.name,
    timeZone: location.timeZone,
    languages: [...writtenLanguages(location, display)],
    ...openingOf(state, queues),
    show: showOf(location, display, at),
    ...doorOf(state, display, code),
    calls: callsOf(state, display, counters).map((call) => {
      return { ...callTopic(call), speech: [...speech(spokenOf(location, call), spoken)] };
    }),
    counters: counters.map((counter) => counterOf(state, counter, display)),
    queues,
  };
}
