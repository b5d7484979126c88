/**
 * What the hub knows: the fold of all events. Only `evolve` changes it, in place, since copying a day of a hundred thousand
 * tickets for each event would cost more than the rule itself; `decide` and every reader take it as it is and change nothing.
 * Knows no rule and no message. At most the current service day and the one before are kept.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import type { Span } from "../../protocol/hours.ts";
import type { Call, Message } from "../../protocol/messages.ts";
import type {
  Assist,
  CounterId,
  Language,
  LedgerId,
  Limit,
  OutboxId,
  PersonKey,
  QueueId,
  ServiceDay,
  ServiceId,
  StaffId,
  StandId,
  TicketId,
  TicketNumber,
  TicketPaper,
  TicketState,
  TicketToken,
  Wait,
} from "../../protocol/terms.ts";
import type { Answered } from "./answered.ts";
import { type Appointments, noAppointments } from "./appointments.ts";
import { emptyDay } from "./empty-day.ts";
import type { AgreedBy, HeldFor, Help, NextService } from "./events.ts";
import type { HostNotices } from "./host-notices.ts";
import type { GuestAnswered, Host, JudgedGuests } from "./hosts.ts";
import { type Learned, nothingLearned } from "./learn.ts";
import { type LocalClock, localClock } from "./local-hour.ts";
import type { Machine } from "./machines.ts";
import type { NoShows } from "./no-shows.ts";
import type { GuestAnswers, Notices, References } from "./notices.ts";
import { noPlaceTexts, type PlaceTexts } from "./place-texts.ts";
import { asStaffed, type ColleagueCall, type Session } from "./sessions.ts";
import { noShowUps, type ShowUps } from "./show-up.ts";
import type { TextCosts } from "./text-costs.ts";
import type { WaitingList } from "./waiting.ts";

/** How long rules wait (ms); tests with scaled time give others. Facts in the ledger never depend on them. */
export type Settings = {
  /** After which silence of a stand a ticket without word of its paper may be called (design rule 4). */
  readonly silenceMs: number;
  /** How long the plain series stays held after a start with an existing ledger (design rule 8). */
  readonly heldMs: number;
  /** How long a command can be taken back. */
  readonly undoMs: number;
  /** How long all queues must be closed before a day without waiting tickets ends, so that papers in flight still count. */
  readonly dayGraceMs: number;
  /** How often at most a stand that heard it is asked for its day: it may have been cut off while giving it back. */
  readonly askAgainMs: number;
  /** After how long with all queues closed a day ends with whoever still waits. */
  readonly dayLimitMs: number;
};

/** The settings of a real town hall. */
export const SETTINGS: Settings = {
  silenceMs: 10_000,
  heldMs: 10_000,
  undoMs: 8_000,
  dayGraceMs: 600_000,
  askAgainMs: 120_000,
  dayLimitMs: 10_800_000,
};

/** One visit. `token` opens its page: it goes into no picture, list or log. */
export type Ticket = {
  readonly id: TicketId;
  token: TicketToken;
  number: TicketNumber;
  queue: QueueId;
  service: ServiceId | null;
  readonly serviceDay: ServiceDay;
  readonly language: Language;
  readonly by: "stand" | "staff" | "phone" | "hand";
  stand: StandId | null;
  outbox: OutboxId | null;
  /** What the stand was answered; `null` for a ticket that the hub first knew from paper, staff or a roll. */
  readonly told: {
    readonly number: TicketNumber;
    readonly serviceDay: ServiceDay;
    readonly ahead: number;
    readonly wait: Wait | null;
  } | null;
  paper: TicketPaper;
  /** From when it may be called although its paper is `pending` (epoch ms). */
  readonly callableAt: number;
  state: TicketState;
  /** When its citizen came (epoch ms). */
  cameAt: number;
  /** As whose arrival its place counts (epoch ms): its own, or a later one after its citizen let others go first or missed a call. */
  arrivedAt: number;
  /** The agreed time of an appointment (epoch ms). */
  readonly agreedAt: number | null;
  /** The agreed time while it counts; whoever checked in too late waits like a walk-in. */
  readonly dueAt: number | null;
  /** The appointment to which its citizen has checked in. */
  readonly agreed: AgreedBy | null;
  /** A walk-in waits as if it had come so much earlier. */
  readonly headStartMs: number;
  /** The ledger's length when it came in. */
  readonly order: number;
  readonly issuedAt: number;
  counter: CounterId | null;
  calledAt: number | null;
  servingAt: number | null;
  endedAt: number | null;
  /** How often it was called or recalled. */
  calls: number;
  /** How often it was called again since its last call from the queue. */
  recalls: number;
  lastCalledAt: number | null;
  /** Whether its service was taken to have started because nobody said otherwise. */
  startedItself: boolean;
  /** When staff last said that an unusually long service still runs. */
  stillAt: number | null;
  /** While it waits: for whom alone. */
  heldFor: HeldFor | null;
  /** Since when it was last held for somebody (epoch ms). */
  heldSince: number;
  /** Services that the visit goes on with, in turn. */
  next: readonly NextService[];
  tags: readonly string[];
  /** What its citizen chose in the stand's menus, in Danish. */
  readonly answers: readonly string[];
  /** What its citizen needs beyond a number. */
  readonly assist: Assist | null;
  /** What hosts told its guest, oldest first; at most 20. */
  answered: readonly GuestAnswered[];
  /** Not to be called before (epoch ms): its citizen lets others go first. */
  notBefore: number | null;
  postponements: number;
  rejoins: number;
  /** The ledger's length at its last change. */
  changedSeq: number;
};

/** The letters of one outbox in one day. */
export type GivenLease = {
  readonly stand: StandId;
  readonly suffix: string;
  readonly letters: Readonly<Record<string, string>>;
};

/** The plain series of a day: held after a start, open, or closed because the ledger was replaced (design rule 8). */
export type PlainSeries = "held" | "open" | "closed";

/** One service day and everything that happened in it. */
export type Day = {
  /** `null` only before the first one was opened. */
  readonly serviceDay: ServiceDay | null;
  readonly openedAt: number;
  closedAt: number | null;
  /** Names under which other ledgers opened this day. */
  readonly aliases: Set<ServiceDay>;
  readonly tickets: Map<TicketId, Ticket>;
  readonly byNumber: Map<TicketNumber, TicketId>;
  readonly byToken: Map<TicketToken, TicketId>;
  /** Ids that are another name of a ticket. */
  readonly merged: Map<TicketId, TicketId>;
  /** Those who wait like walk-ins. */
  readonly waiting: Map<QueueId, WaitingList>;
  /** Appointments that are here, due or early. */
  readonly appointments: Map<QueueId, WaitingList>;
  /** Queues in which somebody waits. */
  readonly busyQueues: Set<QueueId>;
  /** Recovered tickets that staff have not confirmed. */
  readonly recovered: Set<TicketId>;
  readonly parked: Set<TicketId>;
  /** Waiting tickets that are held for somebody. */
  readonly held: Set<TicketId>;
  /** Tickets that a host has called, or meets, away from any counter. */
  readonly meetings: Set<TicketId>;
  /** How many were helped without a ticket, by service. */
  readonly quick: Map<ServiceId, number>;
  /** How many tickets each queue, and each service, was given; withdrawn ones have left their place to others. */
  readonly given: Map<QueueId, number>;
  readonly givenOf: Map<ServiceId, number>;
  /** How many came to each agreed time of a queue without checking in by name: `<queue> <epoch ms>`. */
  readonly come: Map<string, number>;
  /** The highest ordinal of each letters that was given or seen. */
  readonly ordinals: Map<string, number>;
  readonly closedUpTo: Map<string, number>;
  readonly leases: Map<OutboxId, GivenLease>;
  /** Whoever holds these letters in this day. */
  readonly lettersOf: Map<string, OutboxId>;
  /** Letters for tickets of staff while the plain series is not open. */
  reserved: string | null;
  /** Identities whose later part is lost: this ledger was replaced in this day. */
  readonly lostLedgers: Set<LedgerId>;
  /** When each stand was last asked for this day, and whether some of it has come since. */
  readonly askedBack: Map<StandId, { readonly at: number; readonly isHeard: boolean }>;
  readonly ownSeriesTold: Map<TicketId, { ahead: number; wait: Wait | null; serviceDay: ServiceDay }>;
  readonly withdrawn: Set<TicketId>;
  /** With which ticket a guest of an appointment checked in first. */
  readonly arrivals: Map<PersonKey, TicketId>;
  /** What hosts were told of whom. */
  readonly hostNotices: HostNotices;
  readonly commands: Map<string, Answered>;
};

/** A stand as it last said hello since the hub's start. */
export type GreetedStand = {
  readonly outbox: OutboxId;
  readonly at: number;
  readonly serviceDay: ServiceDay | null;
  readonly tickets: number;
  /** Whether its mark fitted this ledger. */
  readonly agrees: boolean;
};

/** A call as displays tell it, and whose it was; `answer`: a host's, who sits at no counter. */
export type RecentCall = Call & { readonly ticket: TicketId };

/** What staff must know at once, as pages and notices carry it. */
export type Alarm = { readonly at: number; readonly notice: Message<"staffNotice">["notice"] };

export type QueueConfig = LocationConfig["queues"][number];
export type ServiceConfig = LocationConfig["services"][number];
export type CounterConfig = LocationConfig["counters"][number];

/**
 * From when until when (wall time) an opening needs no new look at its hours; `until` of a closed one is when it opens. `rest`:
 * when it is open till the closing of its day, breaks left out; missing where no closing is known.
 */
export type KnownOpening = {
  readonly from: number;
  readonly until: number | null;
  readonly rest?: readonly Span[] | undefined;
};

/** A service with hours of its own, as it was last found; `opensAt` of a closed one is in wall time. */
export type KnownService = KnownOpening & { readonly open: boolean; readonly opensAt: number | null };

/** The location's document by id, its counters as they are staffed now; made anew whenever either changes. */
export type Plan = {
  readonly queues: ReadonlyMap<QueueId, QueueConfig>;
  readonly counters: ReadonlyMap<CounterId, CounterConfig>;
  /** The services of a queue that have limits of their own. */
  readonly limited: ReadonlyMap<QueueId, readonly ServiceConfig[]>;
};

/** One version of the location's document; the document itself stands in the ledger, as event number `seq`. */
export type Version = {
  readonly version: number;
  readonly seq: number;
  readonly at: number;
  /** The administrator's staff id; `null` for a file, or where nobody signs in. */
  readonly by: string | null;
  readonly note: string | null;
  /** Whether parts of it were left out. */
  readonly isFaulty: boolean;
};

/** `seq`: the ledger's length at the call that counted last. */
export type Turn = { readonly last: boolean; readonly before: boolean; readonly seq: number };

/** What was told of the wait, when, and how many were ahead. */
export type ToldWait = { readonly at: number; readonly ahead: number; readonly wait: Wait | null };

/** Everything. Readers get it as `HubState`, whose fields they must not change. */
export type HubState = {
  readonly settings: Settings;
  location: LocationConfig;
  isConfigured: boolean;
  /** The versions of the document, newest last, at most 500. */
  readonly versions: Version[];
  plan: Plan;
  /** Events so far: the `seq` of the ledger's mark. */
  seq: number;
  /** The moment of the last event; never goes back. */
  at: number;
  ledgerId: LedgerId | null;
  /** Earlier and foreign identities, and the highest `seq` that this ledger knows under each; at most 200. */
  readonly pastLedgers: Map<LedgerId, number>;
  /** When this process started. */
  startedAt: number;
  /** Until when things may have happened that this ledger lacks, since an older copy of it was put back; 0: it lacks nothing. */
  lostUntil: number;
  /** Whether this ledger is so new that its plain series was never opened, over however many starts. */
  isNew: boolean;
  series: PlainSeries;
  readonly openQueues: Set<QueueId>;
  readonly openings: Map<QueueId, KnownOpening>;
  /** Services with hours of their own; all others are open while their queue is. */
  readonly services: Map<ServiceId, KnownService>;
  /** Queues that give no more tickets today though they are open. */
  readonly limits: Map<QueueId, Limit>;
  /** Services that give no more, and when they do again (wall time). */
  readonly serviceLimits: Map<ServiceId, { readonly limit: Limit; readonly opensAt: number | null }>;
  /** When the last queue closed; `null` while one is open or none ever was. */
  allClosedAt: number | null;
  day: Day;
  previous: Day | null;
  /** Days that are over, newest last, at most 60. */
  readonly closedDays: Set<ServiceDay>;
  /** Stands that said hello since the start. */
  readonly stands: Map<StandId, GreetedStand>;
  /** The last known outbox of each stand, kept over starts. */
  readonly outboxes: Map<StandId, OutboxId>;
  /** Which machine is which stand, as far as one was enrolled, claimed or cut off. */
  readonly machines: Map<StandId, Machine>;
  /** Who is called or served at each counter. */
  readonly atCounter: Map<CounterId, TicketId>;
  /** Whether the last call-next of each counter was by age, and the one before it: of two calls in a row at most one is. */
  readonly byAge: Map<CounterId, Turn>;
  /** The last command of each counter. */
  readonly lastCommand: Map<CounterId, Answered>;
  /** What somebody was last told in a queue, as far as it was estimated for them. */
  readonly told: Map<QueueId, ToldWait>;
  callSeq: number;
  /** The last 20 calls of each counter and queue, oldest first; at most 4,000. */
  readonly calls: RecentCall[];
  readonly lastCalled: Map<QueueId, RecentCall>;
  /** What visits take and how many are missed. */
  readonly learned: Learned;
  /** Who comes to what is booked. */
  readonly showUps: ShowUps;
  /** Who stayed away, by what may matter. */
  readonly noShows: NoShows;
  /** The location's clock as it was last looked at; `null` before the first day. */
  localClock: LocalClock;
  /** Since when a counter that served somebody is free. */
  readonly freeSince: Map<CounterId, number>;
  /** Who gave the last command at each counter, as far as they signed in, and when. */
  readonly seatedAt: Map<CounterId, { readonly staff: StaffId; readonly at: number }>;
  /** When each counter with planned times is staffed, from the last look on. */
  readonly staffed: Map<CounterId, readonly Span[]>;
  /** What staff decided about their counters. */
  readonly sessions: Map<CounterId, Session>;
  /** Counters that called their colleagues. */
  readonly colleagues: Map<CounterId, ColleagueCall>;
  /** The last 50, oldest first. */
  readonly alarms: Alarm[];
  /** The last 20 calls for help, oldest first. */
  readonly helps: Help[];
  /** Appointments that are not over, cancelled ones among them. */
  readonly appointments: Appointments;
  /** What citizens were told of their appointments. */
  readonly notices: Notices;
  /** What hosts, their calendars and telephones said of themselves, by `hostKey`. */
  readonly hosts: Map<string, Host>;
  /** What hosts said of guests who did not come in time. */
  readonly judged: JudgedGuests;
  /** Messages of the last days by their own names. */
  readonly references: References;
  /** What guests answered, each the last word; `guestSays` (find.ts) tells whether it is of the present time. */
  readonly answers: GuestAnswers;
  /** What text messages cost, by month and kind. */
  readonly textCosts: TextCosts;
  /** Whom tickets' places are told by text message. */
  readonly placeTexts: PlaceTexts;
};

/** Whether a part of the document ever gives no more tickets. */
export function isLimited({ quota, lastTicket }: Pick<ServiceConfig, "quota" | "lastTicket">): boolean {
  return (quota ?? null) !== null || (lastTicket ?? null) !== null;
}

/** The location's document by id, with what staff decided about their counters. */
export function planOf(location: LocationConfig, sessions: ReadonlyMap<CounterId, Session>): Plan {
  const staffed = location.counters.map((counter) =>
    asStaffed(counter, sessions.get(counter.counter), location),
  );
  return {
    queues: new Map(location.queues.map((queue) => [queue.queue, queue])),
    counters: new Map(staffed.map((counter) => [counter.counter, counter])),
    limited: new Map(
      location.queues.map(({ queue }) => [
        queue,
        location.services.filter((service) => service.queue === queue && isLimited(service)),
      ]),
    ),
  };
}

/** Nothing was sent, and nobody has answered. */
function noMessages(): Pick<
  HubState,
  "notices" | "references" | "answers" | "textCosts" | "placeTexts" | "noShows"
> {
  const nothing = { notices: new Map(), references: new Map(), answers: new Map(), textCosts: new Map() };
  return { ...nothing, placeTexts: noPlaceTexts(), noShows: new Map() };
}

/** A hub before its first event. */
export function initialState(location: LocationConfig, settings: Settings = SETTINGS): HubState {
  return {
    settings,
    location,
    isConfigured: false,
    versions: [],
    plan: planOf(location, new Map()),
    seq: 0,
    at: 0,
    ledgerId: null,
    pastLedgers: new Map(),
    startedAt: 0,
    lostUntil: 0,
    isNew: false,
    series: "held",
    openQueues: new Set(),
    openings: new Map(),
    services: new Map(),
    limits: new Map(),
    serviceLimits: new Map(),
    allClosedAt: null,
    day: emptyDay(null, 0),
    previous: null,
    closedDays: new Set(),
    stands: new Map(),
    outboxes: new Map(),
    machines: new Map(),
    atCounter: new Map(),
    byAge: new Map(),
    lastCommand: new Map(),
    told: new Map(),
    callSeq: 0,
    calls: [],
    lastCalled: new Map(),
    learned: nothingLearned(),
    showUps: noShowUps(),
    localClock: localClock(location.timeZone, 0),
    ...{ freeSince: new Map(), seatedAt: new Map(), staffed: new Map() },
    ...{ sessions: new Map(), colleagues: new Map() },
    alarms: [],
    helps: [],
    appointments: noAppointments(),
    ...{ hosts: new Map(), judged: new Map() },
    ...noMessages(),
  };
}
