/**
 * What happened, in the past tense, as it stands in the ledger for ever: a replay of these gives the state.
 * Knows no rule; an event carries everything that its effect needs, so that a later change of rules or configuration changes no history.
 */

import type { LocationConfig } from "../../protocol/config.ts";
import type { Span } from "../../protocol/hours.ts";
import type { LedgerMark } from "../../protocol/messages.ts";
import type {
  AppointmentId,
  Assist,
  CounterId,
  Language,
  LedgerId,
  Limit,
  OutboxId,
  PaperOutcome,
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
import type { AppointmentEvent } from "./appointments.ts";
import type { StaffAnswer, StaffCommandKind } from "./commands.ts";
import type { HostEvent } from "./host-commands.ts";
import type { HostNoticeEvent } from "./host-notices.ts";
import type { GuestAnswered } from "./hosts.ts";
import type { Claim } from "./machines.ts";
import type { NoticeEvent } from "./notices.ts";
import type { PlaceEvent } from "./place-texts.ts";
import type { Session } from "./sessions.ts";

type At<Kind extends string, Facts> = { readonly kind: Kind; readonly at: number } & Readonly<Facts>;

/** For whom alone a waiting ticket is: whoever sits at a counter, one person, or the hosts of an appointment. */
export type HeldFor =
  | { readonly counter: CounterId }
  | { readonly staff: StaffId }
  | { readonly hosts: AppointmentId };
/** Why a ticket is no longer held: its counter has closed, nobody was there to take it, or no host has answered. */
export type Released = "counter-closed" | "nobody-there" | "nobody-answered";
/** A service that the same visit goes on with. */
export type NextService = { readonly service: ServiceId; readonly queue: QueueId };

/** The part of a ticket that staff commands change, so that `undo` can put it back. Ledgers of before bear the first six. */
export type TicketLife = {
  readonly id: TicketId;
  readonly state: TicketState;
  readonly counter: CounterId | null;
  readonly calledAt: number | null;
  readonly servingAt: number | null;
  readonly endedAt: number | null;
  readonly queue?: QueueId;
  readonly service?: ServiceId | null;
  readonly arrivedAt?: number;
  readonly dueAt?: number | null;
  readonly heldFor?: HeldFor | null;
  readonly recalls?: number;
  readonly startedItself?: boolean;
  readonly stillAt?: number | null;
  readonly next?: readonly NextService[];
  readonly tags?: readonly string[];
  readonly answered?: readonly GuestAnswered[];
};

/** What a command changed that is no ticket, as it was before it, so that `undo` can put it back. */
export type Besides = {
  /** Somebody who was helped without a ticket, of this service, was counted. */
  readonly quick?: ServiceId;
  /** A counter's session; `null`: there was none. */
  readonly session?: { readonly counter: CounterId; readonly was: Session | null };
  /** Up to where a series was closed; 0: nowhere. */
  readonly closedUpTo?: { readonly letters: string; readonly ordinal: number };
};

/** Whose ticket it is, of those who are asked to come to an appointment. */
export type AgreedBy = { readonly appointment: AppointmentId; readonly guest: PersonKey };

/** What is written down when a ticket comes to be, however it came. */
export type NewTicket = {
  readonly id: TicketId;
  readonly token: TicketToken;
  readonly number: TicketNumber;
  readonly queue: QueueId;
  readonly service: ServiceId | null;
  readonly serviceDay: ServiceDay;
  readonly language: Language;
  readonly stand: StandId | null;
  readonly outbox: OutboxId | null;
  readonly paper: TicketPaper;
  readonly arrivedAt: number;
  /** What was chosen in the stand's menus, in Danish; left out where nothing was. */
  readonly answers?: readonly string[];
  /** What its citizen needs beyond a number; left out where that is nothing. */
  readonly assist?: Assist;
  /** The agreed time of an appointment, and whether it still counts: whoever checks in too late has no `dueAt`. */
  readonly agreedAt?: number | null;
  readonly dueAt?: number | null;
  /** The appointment to which its citizen has come, and who that is by an opaque key. */
  readonly agreed?: AgreedBy;
  /** For whom alone it waits; left out where that is anybody, and by ledgers of before there were hosts. */
  readonly heldFor?: HeldFor;
  /** By how much a walk-in's claim began before its arrival. */
  readonly headStartMs?: number;
};

/**
 * What people do with the hub and not with a ticket, for the audit trail: `stand-ordered` (a slip again, a test slip, a lamp);
 * `ledger-chained` (events of before there was a chain), `restored` and `backed-up` by a technician at the machine;
 * `person-shown` and `person-erased`: what is kept about a person was asked for, or erased at their request.
 */
export type Act =
  | "stand-ordered"
  | "ledger-chained"
  | "backed-up"
  | "restored"
  | "person-shown"
  | "person-erased"
  // What is done to an account; `about` has the person, and the roles that were given.
  | "signed-in"
  | "signed-in-break-glass"
  | "password-chosen"
  | "session-ended"
  | "person-added"
  | "roles-changed"
  | "password-reset"
  | "person-removed"
  // A browser that is a display from now on, or no longer; `about` has the display, and the screen's id.
  | "display-paired"
  | "display-unpaired"
  // The audit trail was taken out as a file; `about` has its days and kind.
  | "trail-exported";

/** One act. `by` is a staff id; `null` is somebody at the machine itself, or nobody signed in. `about` holds ids and counts, no words. */
export type Noted = {
  readonly act: Act;
  readonly by: StaffId | null;
  readonly about: Readonly<Record<string, string | number>>;
};

/** The hub and its days. */
export type HubLifeEvent =
  /** Each start gives the ledger a new identity, so that what was seen before it can be told from what is seen after it. */
  | At<"hub-started", { instance: string; ledgerId: LedgerId; made: boolean }>
  /**
   * A new version of the location's document. `document` is what was saved, where faulty parts of it are left out of
   * `location`. Ledgers of before say neither who saved it nor why, and may bear one version twice.
   */
  | At<
      "configured",
      { location: LocationConfig; document?: unknown; by?: string | null; note?: string | null }
    >
  /** Open by its hours; they hold from `from` until `until` (wall time, epoch ms; `null`: as long as the document). Said again when only that changes. */
  | At<
      "queue-opened",
      { queue: QueueId; from: number; until: number | null; rest?: readonly Span[] | undefined }
    >
  | At<"queue-closed", { queue: QueueId; from: number; until: number | null }>
  /** A service with hours of its own, in the same words. */
  | At<
      "service-opened",
      { service: ServiceId; from: number; until: number | null; rest?: readonly Span[] | undefined }
    >
  | At<"service-closed", { service: ServiceId; from: number; until: number | null; opensAt: number | null }>
  /** An open queue gives no more tickets today, or does again (`null`). */
  | At<"queue-limited", { queue: QueueId; limit: Limit | null }>
  /** The same of a service; it gives tickets again at `opensAt` (wall time), where that is known. */
  | At<"service-limited", { service: ServiceId; limit: Limit | null; opensAt: number | null }>
  /** So many waited when the queue closed for the day, and were let go. */
  | At<"queue-emptied", { queue: QueueId; count: number }>
  | At<"day-opened", { serviceDay: ServiceDay }>
  | At<"day-joined", { serviceDay: ServiceDay; alias: ServiceDay }>
  | At<"day-closed", { serviceDay: ServiceDay }>
  /** The plain series may be used. */
  | At<"series-opened", { serviceDay: ServiceDay | null }>
  /** Letters for tickets of staff while the plain series is not open. */
  | At<"series-reserved", { letters: string }>
  /** This ledger is an older copy, or a new one on a day with tickets: the plain series is closed for the day. `seen` is the stand's mark. */
  | At<"ledger-replaced", { ledgerId: LedgerId; seen: LedgerMark; serviceDay: ServiceDay | null }>
  | At<"act-noted", Noted>;

/** Where help is wanted: at a stand by a citizen, or at a counter by staff. */
export type HelpFrom = { readonly stand: StandId } | { readonly counter: CounterId };

/** What help is for; left out where that is not said. */
export type HelpWants = "check-in";

/** A call for a colleague, and who goes there. */
export type Help = {
  readonly id: string;
  readonly at: number;
  readonly from: HelpFrom;
  readonly wants?: HelpWants;
  /** `null` while nobody has answered. */
  answered: {
    readonly at: number;
    readonly counter: CounterId | null;
    readonly staff: StaffId | null;
  } | null;
};

/** Stands. */
export type StandEvent =
  | At<
      "stand-greeted",
      {
        stand: StandId;
        outbox: OutboxId;
        serviceDay: ServiceDay | null;
        tickets: number;
        /** Whether the stand's mark fits this ledger. */
        agrees: boolean;
      }
    >
  /** To be told to the stand (`response/hello`) when it did not ask just now. */
  | At<
      "lease-given",
      {
        stand: StandId;
        outbox: OutboxId;
        serviceDay: ServiceDay;
        suffix: string;
        letters: Readonly<Record<string, string>>;
      }
    >
  /** The stand is to be told to give back its day (`command/give-back`). `serviceDay` is the stand's own name for it. */
  | At<"day-asked-back", { stand: StandId; serviceDay: ServiceDay }>
  /** The first of it has come: the stand heard the order. */
  | At<"day-coming-back", { stand: StandId; askedAt: number }>
  | At<"record-quarantined", { stand: StandId; outbox: OutboxId; problem: string; raw: string }>
  | At<"help-called", { id: string; from: HelpFrom; wants?: HelpWants }>
  /** By whoever goes there, at a counter or on the floor. */
  | At<"help-answered", { id: string; counter: CounterId | null; staff: StaffId | null }>
  /** A ticket ended before it had a number. */
  | At<"intent-withdrawn", { id: TicketId; stand: StandId }>
  | At<"own-series-told", { id: TicketId; ahead: number; wait: Wait | null; serviceDay: ServiceDay }>;

/** Tickets. */
export type TicketEvent =
  /** By a stand through the hub; `callableAt` is when the silence ends (design rule 4). */
  | At<
      "ticket-issued",
      NewTicket & { callableAt: number; ahead: number; wait: Wait | null; standDay: ServiceDay }
    >
  | At<"ticket-issued-by-staff", NewTicket>
  /** Taken by its citizen through the code at the door. */
  | At<"ticket-issued-on-phone", NewTicket>
  | At<"ticket-adopted", NewTicket>
  /**
   * From paper of an id unknown here. `state`: waiting, recovered, expired, cancelled, or as it had ended.
   * `caught` tells from which queue it had to be taken in elsewhere.
   */
  | At<
      "ticket-taken-in",
      NewTicket & {
        series: "plain" | "own";
        state: TicketState;
        endedAt: number | null;
        caught: string | null;
        returned: boolean;
      }
    >
  | At<"paper-told", { id: TicketId; paper: PaperOutcome }>
  | At<"ticket-renamed", { id: TicketId; from: TicketNumber; number: TicketNumber }>
  /** Back in its old place after a rename. */
  | At<"ticket-restored", { id: TicketId }>
  /** One paper, two ids: what was adopted by hand goes on under `into`; `id` is from now on another name of it. */
  | At<
      "ticket-merged",
      {
        id: TicketId;
        into: TicketId;
        token: TicketToken;
        stand: StandId;
        outbox: OutboxId;
        paper: PaperOutcome;
        arrivedAt: number;
      }
    >
  | At<"number-doubled", { number: TicketNumber; ids: readonly TicketId[] }>
  | At<"tickets-recovered", { stand: StandId; count: number }>
  /** Its queue is gone: it waits in another. */
  | At<"ticket-caught", { id: TicketId; number: TicketNumber; from: QueueId; queue: QueueId }>
  /** `byAge`: whether call-next took it because it had waited too long; not told of calls out of turn. */
  | At<
      "ticket-called",
      { id: TicketId; counter: CounterId; callSeq: number; recall: boolean; byAge?: boolean | undefined }
    >
  /** `itself`: nobody said so; the called citizen must have come by then. */
  | At<"service-started", { id: TicketId; itself?: true }>
  | At<"service-confirmed", { id: TicketId }>
  | At<"ticket-parked", { id: TicketId }>
  | At<
      "ticket-transferred",
      { id: TicketId; queue: QueueId; service: ServiceId | null; heldFor: HeldFor | null }
    >
  /** It was held for `from`, and waits for anybody now. */
  | At<"hold-released", { id: TicketId; number: TicketNumber; from: HeldFor; because: Released }>
  | At<"service-added", { id: TicketId } & NextService>
  /** One service of the visit has ended, and its next begins: at once at this counter, or (`null`) by waiting in its queue. */
  | At<"visit-continued", { id: TicketId; counter: CounterId | null; isSlip?: true } & NextService>
  | At<"ticket-tagged", { id: TicketId; tags: readonly string[] }>
  | At<"quickly-served", { counter: CounterId | null } & NextService>
  /** Its citizen lets others go first: not to be called before `notBefore`. `isBack`: they are ready before that after all. */
  | At<"ticket-postponed", { id: TicketId; arrivedAt: number; notBefore: number; isBack?: true }>
  /** `isSlip`: nobody had said for so long that it went on that nothing is learned of it. */
  | At<"ticket-served", { id: TicketId; isSlip?: true }>
  | At<"ticket-missed", { id: TicketId }>
  /** Without `arrivedAt` into its old place. `isLate`: its agreed time counts no more. */
  | At<"ticket-requeued", { id: TicketId; arrivedAt?: number; isLate?: true; bySelf?: true }>
  | At<"ticket-cancelled", { id: TicketId }>
  | At<"ticket-confirmed", { id: TicketId }>
  | At<"ticket-left", { id: TicketId }>
  /** A returned day told how a ticket had ended that this ledger took for waiting. */
  | At<"end-learned", { id: TicketId; state: TicketState; endedAt: number }>
  | At<"series-closed-up-to", { letters: string; ordinal: number }>
  /** `unlearned`: what the ends of these taught is forgotten again; ledgers of before do not say. */
  | At<
      "command-undone",
      {
        undoes: string;
        restored: readonly TicketLife[];
        besides?: Besides;
        unlearned?: readonly TicketId[];
      }
    >
  /** Written for each command of staff, so that the same id gets the same answer after a restart too. */
  | At<
      "command-answered",
      {
        commandId: string;
        command: StaffCommandKind;
        counter: CounterId | null;
        answer: StaffAnswer;
        /** Who asked; `null`: nobody had signed in. Ledgers of before do not say. */
        by?: StaffId | null;
        /** The tickets it changed, as they were: what `undo` puts back. */
        before: readonly TicketLife[];
        /** What else it changed; ledgers of before do not say. */
        besides?: Besides;
        /** Whoever gave it may not give it: it stands here for the trail alone, and the same id is asked anew. */
        isTurnedAway?: true;
      }
    >;

/** Counters: what their staff decided until the service day ends. */
export type SessionEvent =
  | At<"counter-opened", { counter: CounterId }>
  | At<"counter-closed", { counter: CounterId }>
  | At<"counter-paused", { counter: CounterId; reason: string }>
  | At<"counter-resumed", { counter: CounterId }>
  /** None: as the document says. */
  | At<"queues-taken", { counter: CounterId; queues: readonly QueueId[] }>
  | At<"colleague-called", { counter: CounterId; by: StaffId | null }>
  | At<"colleague-answered", { counter: CounterId; from: CounterId | null; by: StaffId | null }>
  | At<"colleague-ended", { counter: CounterId }>;

/** Stands' machines: which one is which, and who said so. `by` is a staff id; `null` where nobody signs in. */
export type MachineEvent =
  | At<"claim-made", { stand: StandId; claim: Claim; by: string | null }>
  | At<"claim-revoked", { stand: StandId; claim: string; by: string | null }>
  /** By whoever held the code of `claim`; `outbox` is the machine's own, `serial` its first certificate's. */
  | At<"stand-enrolled", { stand: StandId; claim: string; outbox: OutboxId; serial: string; until: number }>
  | At<"certificate-renewed", { stand: StandId; serial: string; until: number }>
  | At<"stand-cut-off", { stand: StandId; by: string | null }>
  /** A stand that is cut off may bring its outbox once, until then. */
  | At<"outbox-granted", { stand: StandId; until: number; by: string | null }>
  | At<"outbox-taken", { stand: StandId }>
  /** Two machines with one identity were there at once. */
  | At<"stand-doubled", { stand: StandId }>;

export type HubEvent =
  | HubLifeEvent
  | StandEvent
  | TicketEvent
  | SessionEvent
  | MachineEvent
  | AppointmentEvent
  | PlaceEvent
  | NoticeEvent
  | HostNoticeEvent
  | HostEvent;
export type HubEventKind = HubEvent["kind"];
export type EventOf<Kind extends HubEventKind> = Extract<HubEvent, { readonly kind: Kind }>;
