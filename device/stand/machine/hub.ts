/**
 * What the hub says: that it is there, which day it is, which letters are ours, how queues stand (design rules 6, 7, 8, 11).
 * Pure; messages come decoded. Answers to single requests are handed on to the rule that asked.
 */
import type { Lease, LedgerMark, Message } from "../../../protocol/messages.ts";
import { PROTOCOL_VERSION, type ServiceDay } from "../../../protocol/terms.ts";
import { higherMark } from "./book.ts";
import { headOf, pauseMs } from "./fresh.ts";
import { numberLeased, onIssueAnswer } from "./issue.ts";
import { languagesOf } from "./languages.ts";
import type { Line } from "./line.ts";
import { askAgain } from "./no-code.ts";
import { pauseReplay, replayAnew } from "./replay.ts";
import { rememberedOf } from "./roll.ts";
import { valuesOf } from "./shelf.ts";
import {
  chain,
  type HubMessage,
  type Moment,
  only,
  type QueueView,
  type StandState,
  type Step,
} from "./state.ts";
import { serviceDayOf } from "./ticket.ts";
import { write } from "./write.ts";

/** How often a stand that knows its hub says hello again, so that lease and day stay right whatever got lost. */
const HELLO_AGAIN_MS = 60_000;

function ticketsOfDay({ book }: StandState): number {
  let count = 0;
  for (const ticket of valuesOf(book.tickets)) if (serviceDayOf(ticket) === book.serviceDay) count += 1;
  return count;
}

/** Who we are, what we saw last, what we hold; asked again until it is answered. */
function sayHello(state: StandState, moment: Moment): Step {
  const { who, book } = state;
  const head = headOf(moment, "hello");
  const message: Message<"hello"> = {
    ...head,
    stand: who.stand,
    outboxId: who.outboxId,
    bootId: moment.bootId,
    version: who.version,
    protocolVersion: PROTOCOL_VERSION,
    ledger: state.mark,
    serviceDay: book.serviceDay,
    lease: book.lease,
    tickets: ticketsOfDay(state),
  };
  const helloTries = state.link.helloTries + 1;
  return only(
    { ...state, link: { ...state.link, hello: head.id, helloTries } },
    { do: "publish", topic: "hello", message },
    { do: "timer", name: "hello", afterMs: pauseMs(state.timings.replayMs, helloTries, moment) },
  );
}

/** MQTT connected or lost. Once it is lost nothing is known about the hub until it says so. */
export function onLink(state: StandState, isUp: boolean, moment: Moment): Step {
  if (isUp) return onLinkUp({ ...state, link: { ...state.link, isUp }, toldHealth: "" }, moment);
  const lost = { isUp, hub: null, isSilent: false, hasAnswered: false, greeted: null, helloTries: 0 };
  return chain(pauseReplay({ ...state, link: { ...state.link, ...lost } }), (next) =>
    only(next, { do: "stop-timer", name: "hello" }),
  );
}

/** A hub that the broker has told us of is greeted at once; the timer is for a broker that kept nothing. */
function onLinkUp(state: StandState, moment: Moment): Step {
  if (state.link.hub?.isOnline) return sayHello(state, moment);
  return only(state, { do: "timer", name: "hello", afterMs: pauseMs(state.timings.replayMs, 0, moment) });
}

export function onHelloTimer(state: StandState, moment: Moment): Step {
  return state.link.isUp ? sayHello(state, moment) : only(state);
}

/** Every message of the hub proves that it is there, and its `at` anchors our time (design rule 11); what a broker kept proves nothing. */
export function hear(state: StandState, { message, isRetained }: HubMessage, moment: Moment): StandState {
  if (isRetained) return state;
  const { contact } = state.link;
  const isLate = contact !== null && contact.bootId === moment.bootId && message.at < contact.hubAt;
  const fresh = isLate ? contact : contactOf(message, moment);
  return { ...state, link: { ...state.link, isSilent: false, contact: fresh } };
}

const contactOf = (message: { readonly at: number }, { monoMs, bootId }: Moment) => ({
  hubAt: message.at,
  monoMs,
  bootId,
});

function onAvailability(state: StandState, message: Message<"hubAvailability">, moment: Moment): Step {
  const { hub, greeted } = state.link;
  const isOnline = message.state === "online";
  if (!isOnline && hub && hub.instance !== message.instance) return only(state);
  const isOther = hub?.instance !== message.instance;
  const link = {
    ...state.link,
    hub: { instance: message.instance, isOnline },
    greeted: isOther ? null : greeted,
    hasAnswered: isOnline && !isOther && state.link.hasAnswered,
    helloTries: isOther ? 0 : state.link.helloTries,
  };
  const known = { ...state, link };
  return isOnline && link.isUp && link.greeted === null ? sayHello(known, moment) : only(known);
}

/** The day that the hub named: the book and a new segment begin with it. */
function toDay(state: StandState, serviceDay: ServiceDay | null, moment: Moment): Step {
  const { book } = state;
  if (serviceDay === book.serviceDay) return only(state);
  const lines: Line[] = [{ kind: "day", serviceDay, at: moment.wallMs }];
  if (state.mark) lines.push({ kind: "mark", mark: state.mark, at: moment.wallMs });
  if (book.lease) lines.push({ kind: "lease", lease: book.lease });
  return chain(write(state, lines), (next) =>
    only(next, { do: "log", level: "notice", what: "service day", fields: { serviceDay } }),
  );
}

function toLease(state: StandState, lease: Lease | null): Step {
  const isSame = JSON.stringify(lease) === JSON.stringify(state.book.lease);
  return isSame ? only(state) : write(state, [{ kind: "lease", lease }]);
}

/** The hub that answers our hello has judged our mark, so its ledger is now the one that counts (design rule 8). */
function toLedger(state: StandState, mark: LedgerMark, moment: Moment): Step {
  if (state.mark?.ledgerId === mark.ledgerId) return only({ ...state, mark: higherMark(state.mark, mark) });
  return write({ ...state, mark }, [{ kind: "mark", mark, at: moment.wallMs }], { sync: true });
}

function isStale(state: StandState, answer: Message<"helloAnswer">): boolean {
  const { hello, greeted } = state.link;
  if (greeted?.mark.ledgerId === answer.ledger.ledgerId && answer.ledger.seq < greeted.mark.seq) return true;
  return answer.transaction !== hello && answer.instance !== greeted?.instance;
}

function onHelloAnswer(state: StandState, answer: Message<"helloAnswer">, moment: Moment): Step {
  if (isStale(state, answer)) return only(state);
  const { instance, ledger, serviceDay, lease } = answer;
  const isNew = state.link.greeted?.instance !== instance;
  const link = {
    ...state.link,
    hub: { instance, isOnline: true },
    greeted: { instance, mark: ledger },
    hasAnswered: true,
    helloTries: 0,
    // Another hub may keep another time.
    contact: isNew ? contactOf(answer, moment) : state.link.contact,
  };
  return chain(
    only({ ...state, link }, { do: "timer", name: "hello", afterMs: HELLO_AGAIN_MS }),
    (next) => toLedger(next, ledger, moment),
    (next) => toDay(next, serviceDay, moment),
    (next) => toLease(next, lease),
    (next) => numberLeased(next, moment),
    (next) => (isNew ? replayAnew(next, moment) : only(next)),
    (next) => (isNew ? askAgain(next, moment) : only(next)),
  );
}

/** An answer from another day or another ledger than we know of: hello brings lease and mark in step. */
function onAnsweredIssue(state: StandState, message: Message<"issueAnswer">, moment: Moment): Step {
  const { answer, ledger } = message;
  const marked = {
    ...state,
    mark: higherMark(state.mark, ledger),
    link: { ...state.link, hasAnswered: true },
  };
  // A late answer to a ticket that has its number says nothing about today.
  const isAsked = state.issuing[message.ticketId]?.phase === "asking";
  const day = answer.kind === "refused" || !isAsked ? state.book.serviceDay : answer.serviceDay;
  const isStrange = day !== state.book.serviceDay || ledger.ledgerId !== state.mark?.ledgerId;
  return chain(
    toDay(marked, day, moment),
    (next) => onIssueAnswer(next, message, moment),
    (next) => (isStrange && next.link.isUp ? sayHello(next, moment) : only(next)),
  );
}

/** What of a queue is remembered at once when it changes. */
function openingGist({ open, letters, limit = null, services = {} }: QueueView): string {
  return JSON.stringify([open, letters, limit, services]);
}

function onQueueState(state: StandState, message: Message<"queueState">, moment: Moment): Step {
  const { queue, open, opensAt, letters, name, ledger, limit = null } = message;
  const known = state.queues[queue];
  if (known?.ledger.ledgerId === ledger.ledgerId && ledger.seq < known.ledger.seq) return only(state);
  const services = Object.fromEntries((message.services ?? []).map((one) => [one.service, one]));
  const view = { open, opensAt, letters, name, ledger, limit, services };
  const queues = { ...state.queues, [queue]: view };
  const seen = { ...state, queues, mark: state.mark && higherMark(state.mark, ledger) };
  const isOpened = open && known?.open !== true;
  const isChanged = known === undefined || openingGist(known) !== openingGist(view);
  return chain(
    only(seen, ...(isChanged ? [rememberedOf(seen)] : [])),
    // The first queue that opens may have opened the day: its letters are needed before the link goes down.
    (next) => (isOpened && state.link.greeted ? sayHello(next, moment) : only(next)),
  );
}

/** The location's document for this stand. One that cannot be decoded never comes this far: the last good copy stays. */
function onConfig(state: StandState, config: Message<"standConfig">, moment: Moment): Step {
  if (config.stand !== state.who.stand || config.location !== state.who.location) return only(state);
  const { id: _one, at: _when, ...content } = config;
  const { id: _other, at: _then, ...known } = state.config ?? { id: null, at: null };
  if (JSON.stringify(content) === JSON.stringify(known)) return only({ ...state, config });
  const next = { ...state, config };
  const gone = state.way.findIndex(({ menu }) => config.menus.every((one) => one.menu !== menu));
  const way = gone < 0 ? state.way : state.way.slice(0, gone);
  const languages = languagesOf(next);
  const language = languages.includes(state.language) ? state.language : (languages[0] ?? "da");
  const taken = { ...next, way, language };
  return chain(only(taken, rememberedOf(taken)), (after) =>
    after.link.greeted ? sayHello(after, moment) : only(after),
  );
}

/** `null` for a topic that is not the hub's state or its answer to hello and issue. */
export function onHubMessage(state: StandState, event: HubMessage, moment: Moment): Step | null {
  switch (event.topic) {
    case "hubAvailability":
      return onAvailability(state, event.message, moment);
    case "helloAnswer":
      return onHelloAnswer(state, event.message, moment);
    case "issueAnswer":
      return onAnsweredIssue(state, event.message, moment);
    case "queueState":
      return onQueueState(state, event.message, moment);
    case "standConfig":
      return onConfig(state, event.message, moment);
    default:
      return null;
  }
}
