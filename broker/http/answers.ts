/**
 * What each route of the API answers: a status and a body.
 * Knows no server; what a rule refused is 409, what does not exist is 404.
 */
import type { LocalText, Refused, StandId, TicketId } from "../../protocol/terms.ts";
import { type Actor, mayDo, type OtherDeed } from "../accounts/rights.ts";
import type { Outcome } from "../dispatch.ts";
import { languageItems } from "../languages.ts";
import {
  counterItems,
  displayItems,
  locationItem,
  queueItems,
  standItems,
  ticketItems,
} from "../pictures/lists.ts";
import { counterName, listed } from "../pictures/places.ts";
import type { StaffOptions } from "../pictures/staff.ts";
import type { StaffAnswer, StaffCommand, StaffCommandKind } from "../queue/commands.ts";
import { lastCallOf, ticketOf } from "../queue/find.ts";
import type { HubState } from "../queue/state.ts";
import { type Asked, staffCommand } from "../staff-commands.ts";
import { type Ordered, type StandOrder, type StandOrderKind, standOrder } from "../stand-orders.ts";
import type { AdministrationName } from "./administration.ts";
import type { ApiName } from "./api.ts";
import type { AppointmentName } from "./appointment-api.ts";
import type { HostBookingName } from "./host-api.ts";
import type { MachineName } from "./machines.ts";

import type { PeopleName } from "./people.ts";
import type { ScreenName } from "./screens.ts";
import type { TrailName } from "./trail.ts";
import type { WaysName } from "./ways.ts";

/** The parts of a request that answers are made of; the body is checked. */
export type Ask = {
  readonly params: Readonly<Record<string, string>>;
  readonly body: Asked & Ordered;
  /** The staff id of who asks; `null` where nobody signs in. */
  readonly by: string | null;
  /** What they may do. */
  readonly actor: Actor;
  /** Whether somebody of this id may be here; where nobody signs in, or a login service knows who, everybody may. */
  readonly mayBeHere: (person: string) => boolean;
};
/** What is sent back: the status, and the body that goes out as JSON. */
export type Answered = { readonly status: number; readonly body: unknown };
type Answerer = (ask: Ask) => Answered | Promise<Answered>;

/** What answers need of the hub. */
export type AnswersHub = {
  readonly state: () => HubState;
  readonly options: () => StaffOptions;
  readonly dispatch: (command: StaffCommand, by: Actor) => Promise<Outcome<StaffCommand>>;
  /** Hands an order to the broker; false while that is out of reach. */
  readonly order: (order: StandOrder, by: string | null) => boolean;
};

/** Routes about sign-in are the server's own, those of administration stand in administration.ts. */
export type AnsweredName = Exclude<
  ApiName,
  | "signIn"
  | "signOut"
  | AdministrationName
  | PeopleName
  | MachineName
  | ScreenName
  | AppointmentName
  | HostBookingName
  | TrailName
  | WaysName
>;

const good = (body: unknown): Answered => ({ status: 200, body });
const missing = (what: string): Answered => ({ status: 404, body: { problem: `there is no such ${what}` } });

function refusedAnswer(state: HubState, { refused }: Refused, ticket: TicketId | undefined): Answered {
  if (refused === "not-allowed") return { status: 403, body: { refused } };
  const found = ticket === undefined ? undefined : ticketOf(state, ticket);
  const isElsewhere = refused === "changed" || refused === "ticket-at-another-counter";
  const called = refused === "called-just-now" && found ? lastCallOf(state, found)?.counter : undefined;
  const where = isElsewhere ? found?.counter : called;
  const by: { counterName: LocalText } | null = where
    ? { counterName: counterName(state.location, where) }
    : null;
  return { status: 409, body: by === null ? { refused } : { refused, by } };
}

function answered(state: HubState, answer: StaffAnswer, ticket: TicketId | undefined): Answered {
  if ("refused" in answer) return refusedAnswer(state, answer, ticket);
  return good(answer);
}

/** Whether what the path names exists; the answer that says so otherwise. */
function lost(state: HubState, { location, counter, stand, ticket }: Ask["params"]): Answered | null {
  if (location !== undefined && location !== state.location.location) return missing("location");
  const isCounter = state.location.counters.some((one) => one.counter === counter);
  if (counter !== undefined && !isCounter) return missing("counter");
  const isStand = state.location.stands.some((one) => one.stand === stand);
  if (stand !== undefined && !isStand) return missing("stand");
  if (ticket !== undefined && !ticketOf(state, ticket as TicketId)) return missing("ticket");
  return null;
}

const ORDERS: Readonly<Record<OrderName, StandOrderKind>> = {
  reprint: "reprint",
  testSlip: "test",
  lamp: "lamp",
};
type OrderName = "reprint" | "testSlip" | "lamp";

const COMMANDS: Readonly<Record<Exclude<AnsweredName, ReadName | OrderName>, StaffCommandKind>> = {
  callNext: "call-next",
  recall: "recall",
  serve: "serve",
  finish: "finish",
  noShow: "no-show",
  park: "park",
  resume: "resume",
  still: "still",
  transfer: "transfer",
  addService: "add-service",
  tag: "tag",
  quickServe: "quick-serve",
  undo: "undo",
  undoOwn: "undo",
  openCounter: "open-counter",
  closeCounter: "close-counter",
  pause: "pause",
  endPause: "end-pause",
  takeQueues: "take-queues",
  callColleague: "call-colleague",
  answerColleague: "answer-colleague",
  endColleague: "end-colleague",
  issue: "staff-issue",
  adopt: "adopt",
  closeUpTo: "close-up-to",
  answerHelp: "answer-help",
  call: "call",
  requeue: "requeue",
  cancel: "cancel",
  confirm: "confirm",
  answerGuest: "answer-guest",
  beginMeeting: "begin-meeting",
  endMeeting: "end-meeting",
  setPresence: "set-presence",
  nameDeputy: "name-deputy",
  judgeGuest: "judge-guest",
};
type ReadName =
  | "locations"
  | "location"
  | "languages"
  | "queues"
  | "counters"
  | "stands"
  | "displays"
  | "tickets"
  | "ticket";

function reads(hub: AnswersHub): Readonly<Record<ReadName, (ask: Ask) => unknown>> {
  return {
    locations: () => [locationItem(hub.state())],
    location: () => locationItem(hub.state()),
    languages: () => languageItems(hub.state().location),
    queues: () => queueItems(hub.state(), hub.options()),
    counters: () => counterItems(hub.state()),
    stands: () => standItems(hub.state(), hub.options()),
    displays: () => displayItems(hub.state()),
    tickets: () => ticketItems(hub.state(), hub.options().at),
    ticket: ({ params }) => {
      const ticket = ticketOf(hub.state(), params["ticket"] as TicketId);
      return ticket ? listed(hub.state(), ticket, hub.options().at) : null;
    },
  };
}

function commands(hub: AnswersHub, kind: StaffCommandKind): Answerer {
  return async ({ params, body, by, actor, mayBeHere }) => {
    const named = body.toStaff ?? body.deputy;
    if (typeof named === "string" && !mayBeHere(named))
      return { status: 409, body: { refused: "staff-unknown" } };
    const asked = { ...body, ...inPath(params), staff: (by ?? undefined) as Asked["staff"] };
    const command = staffCommand(kind, asked, hub.options().at);
    if (command === null) return { status: 409, body: { refused: "command-invalid" } };
    const { answer } = await hub.dispatch(command, actor);
    return answered(hub.state(), answer, command.ticket ?? asked.finishes);
  };
}

function orders(hub: AnswersHub, kind: StandOrderKind): Answerer {
  return ({ params, body, by, actor }) => {
    const deed: OtherDeed = kind === "reprint" ? "order-reprint" : "order-stand";
    if (!mayDo(actor, deed, hub.state().location.location))
      return { status: 403, body: { refused: "not-allowed" } };
    const stand = params["stand"] as StandId;
    const order = standOrder(hub.state(), kind, { ...body, stand });
    if ("refused" in order) return { status: 409, body: order };
    if (!hub.order(order, by)) return { status: 503, body: { problem: "the MQTT broker is out of reach" } };
    return good({ sent: true, online: hub.options().standView(stand).online });
  };
}

/** The path says what is meant, whatever the body says. */
function inPath({ counter, ticket }: Ask["params"]): Asked {
  return {
    ...(counter === undefined ? {} : { counter: counter as Asked["counter"] }),
    ...(ticket === undefined ? {} : { ticket: ticket as TicketId }),
  };
}

/** Every route of the table but sign-in, as a function of what was asked. */
export function answers(hub: AnswersHub): Readonly<Record<AnsweredName, Answerer>> {
  const guarded =
    (answer: Answerer): Answerer =>
    (ask) =>
      lost(hub.state(), ask.params) ?? answer(ask);
  const read = Object.entries(reads(hub)).map(([name, of]) => [name, guarded((ask) => good(of(ask)))]);
  const told = Object.entries(COMMANDS).map(([name, kind]) => [name, guarded(commands(hub, kind))]);
  const ordered = Object.entries(ORDERS).map(([name, kind]) => [name, guarded(orders(hub, kind))]);
  return Object.fromEntries([...read, ...told, ...ordered]) as Record<AnsweredName, Answerer>;
}
