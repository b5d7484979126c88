/**
 * The public topics of a location: queues, counters, displays and calls, as payloads without their head.
 * Pure; knows no broker. No token, and nothing of a person, is in any of them.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import type { Call, LedgerMark } from "../../protocol/messages.ts";
import type { Language } from "../../protocol/terms.ts";
import { counterState, ticketAt } from "../queue/find.ts";
import type { HubState, RecentCall } from "../queue/state.ts";
import { type Body, type OpensAt, queueFacts, type WaitsOf } from "./places.ts";

type QueueConfig = LocationConfig["queues"][number];
type CounterConfig = LocationConfig["counters"][number];
type DisplayConfig = LocationConfig["displays"][number];
/** Where a call's spoken words are found, by language; empty without a voice. */
export type SpeechOf = (call: Call) => readonly { readonly language: Language; readonly url: string }[];

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
  const opensAt = looks.opensAt(queue, state, looks.at);
  const services = servicesOf(state, queue, opensAt);
  return {
    ...queueFacts(state, queue, looks.waitsOf(state, looks.at)),
    ledger: markOf(state),
    opensAt,
    limit: state.limits.get(queue.queue) ?? null,
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
  };
}

/** A call without whose it was: the ticket's id stays inside the hub. */
export function callTopic({ ticket: _, ...call }: RecentCall): Body<"call"> {
  return call;
}

/** The counters that a display shows; an empty list means all. */
function shownCounters(state: HubState, display: DisplayConfig): readonly CounterConfig[] {
  const { counters } = state.location;
  return display.counters.length === 0
    ? counters
    : counters.filter((counter) => display.counters.includes(counter.counter));
}

/** What a display's picture needs besides the state; `at` in epoch ms. */
export type DisplayOptions = {
  readonly opensAt: OpensAt;
  readonly waitsOf: WaitsOf;
  readonly at: number;
  readonly speech: SpeechOf;
};

/** Everything that one display shows, with its last 20 calls, oldest first. */
export function displayTopic(
  state: HubState,
  display: DisplayConfig,
  { opensAt, waitsOf, at, speech }: DisplayOptions,
): Body<"displayPicture"> {
  const { location } = state;
  const counters = shownCounters(state, display);
  const ids = new Set(counters.map((counter) => counter.counter));
  const waits = waitsOf(state, at);
  const open = state.openQueues.size > 0;
  const openings = location.queues.flatMap((queue) => opensAt(queue, state, at) ?? []);
  return {
    display: display.display,
    location: location.location,
    locationName: location.name,
    timeZone: location.timeZone,
    languages: location.languages,
    open,
    opensAt: open || openings.length === 0 ? null : Math.min(...openings),
    calls: state.calls
      .filter((call) => ids.has(call.counter))
      .map((call) => ({ ...callTopic(call), speech: [...speech(call)] })),
    counters: counters.map((counter) => {
      const { queue: _, ...shown } = counterTopic(state, counter);
      return shown;
    }),
    queues: location.queues.map((queue) => queueFacts(state, queue, waits)),
  };
}
