/**
 * Everything that the hub can be asked or told, as data, and what it answers.
 * Knows no topic, no page and no ledger; whoever sends a command brings the randomness that a rule needs.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import type {
  Agreed,
  Decoded,
  Lease,
  LedgerMark,
  Message,
  PrintedRecord,
  StandTime,
} from "../../protocol/messages.ts";
import type {
  Assist,
  CounterId,
  Language,
  LedgerId,
  OutboxId,
  QueueId,
  Refused,
  ServiceDay,
  ServiceId,
  StaffId,
  StandId,
  TicketId,
  TicketNumber,
  TicketState,
  TicketToken,
} from "../../protocol/terms.ts";
import type { TakeAppointments, Taken } from "./appointments.ts";
import type { AgreedBy, HelpWants, Noted } from "./events.ts";
import type { HostCommand, TellPresence } from "./host-commands.ts";
import type { BeginHostNotice, EndHostNotice } from "./host-notices.ts";
import type { Claim } from "./machines.ts";
import type {
  AnswerNotice,
  AnswerNoticeAnswer,
  BeginNotice,
  CountText,
  EndNotice,
  NoticeAnswer,
  ReportNotice,
} from "./notices.ts";
import type { PlaceAnswer, PlaceCommand } from "./place-texts.ts";

/**
 * When a command is decided. `at` is the hub's monotone time (epoch ms) that stands in events; `wallAt` is what its clock
 * says, used for opening hours and dates only, and only while `trusted` (design rule 11).
 */
export type Stamp = { readonly at: number; readonly wallAt: number; readonly trusted: boolean };

/** The process has started; `ledgerId` is fresh randomness and the ledger's identity from now on. */
export type HubStarted = {
  readonly kind: "hub-started";
  readonly instance: string;
  readonly ledgerId: LedgerId;
};
/**
 * The location's document, whenever it was edited; the same one again changes nothing. `null` at a start: the ledger's own, so
 * that whatever it took away is looked at.
 */
export type Configure = {
  readonly kind: "configure";
  readonly location: LocationConfig | null;
  /** The document as it was saved, where faulty parts of it are left out of `location`. */
  readonly document?: unknown;
  /** The version that was edited; refused when it is no longer the newest. Left out: whichever it is. */
  readonly replaces?: number | undefined;
  /** The administrator's staff id, as far as they signed in. */
  readonly by?: string | null | undefined;
  readonly note?: string | null | undefined;
};
/** Time passed: hours, the held series and the end of the day are looked at. Once a second is enough. */
export type Tick = { readonly kind: "tick" };

/** Writes down what somebody did that concerns no ticket; nothing else comes of it. */
export type NoteAct = Noted & { readonly kind: "note-act" };

/** A stand says who it is (design rules 6 and 8). `ledgerId` and `random` (0 to 2^32 - 1) are fresh randomness. */
export type StandHello = {
  readonly kind: "stand-hello";
  readonly stand: StandId;
  readonly outbox: OutboxId;
  readonly ledger: LedgerMark | null;
  readonly serviceDay: ServiceDay | null;
  readonly lease: Lease | null;
  /** Tickets of that day in the outbox. */
  readonly tickets: number;
  readonly ledgerId: LedgerId;
  readonly random: number;
};

/** A button was pressed; the same `ticketId` gets the same answer. */
export type Issue = {
  readonly kind: "issue";
  readonly stand: StandId;
  readonly outbox: OutboxId;
  readonly ticketId: TicketId;
  readonly token: TicketToken;
  readonly queue: QueueId;
  readonly service: ServiceId | null;
  readonly serviceDay: ServiceDay | null;
  readonly language: Language;
  readonly issued: StandTime;
  /** What was chosen in the stand's menus, in Danish. */
  readonly answers?: readonly string[] | undefined;
  /** The citizen has checked in to this appointment. */
  readonly agreed?: Agreed | undefined;
  readonly assist?: Assist | undefined;
};

/**
 * A citizen takes a ticket on their own phone; the same `ticketId` gets the same answer. `random` (0 to 2^32 - 1) chooses reserved
 * letters where they are needed.
 */
export type PhoneIssue = {
  readonly kind: "phone-issue";
  readonly ticketId: TicketId;
  readonly token: TicketToken;
  /** What is asked for; `null` for a guest, whose appointment says it. */
  readonly service: ServiceId | null;
  /** A guest who has shown that they are here checks in to this appointment. */
  readonly agreed?: AgreedBy | undefined;
  readonly language: Language;
  readonly random: number;
};

/** Somebody at a stand calls for a colleague; the same `help` again calls nobody twice. */
export type CallHelp = {
  readonly kind: "call-help";
  readonly help: string;
  readonly stand: StandId;
  /** A guest with a meeting and no code is to be checked in. */
  readonly wants?: HelpWants | undefined;
};

/** One record of a `printed` request as it was decoded; of an undecodable one its own text, so that nothing is lost. */
export type TakenRecord = Decoded<PrintedRecord> & { readonly raw?: string };

/** What became of tickets on paper; `returning` is a day given back (design rule 8). */
export type Printed = {
  readonly kind: "printed";
  readonly stand: StandId;
  readonly outbox: OutboxId;
  readonly returning: boolean;
  readonly records: readonly TakenRecord[];
};

/** What all commands of staff have. The same `commandId` gets the same answer (design rule 9). */
type StaffHead = {
  readonly commandId: string;
  readonly counter?: CounterId | undefined;
  /** The ticket that the sender meant; another one at the counter by now is refused as `changed`. */
  readonly ticket?: TicketId | undefined;
  /** The state that the sender saw; another one by now is refused as `changed`. */
  readonly saw?: TicketState | undefined;
  /** Who asks, as far as they signed in: tickets that are held for a person are called by that person. */
  readonly staff?: StaffId | undefined;
};
type AtCounter = StaffHead & { readonly counter: CounterId };
type OfTicket = StaffHead & { readonly ticket: TicketId };
/** A ticket made by the hub's own people: id and token are fresh randomness. */
type MakesTicket = StaffHead & { readonly ticketId: TicketId; readonly token: TicketToken };

/** `finishes` names the counter's current ticket, which ends as served; without it an occupied counter is `counter-busy`. */
export type CallNext = AtCounter & { readonly kind: "call-next"; readonly finishes?: TicketId | undefined };
/** Without a counter: the first open one that is free. */
export type CallTicket = OfTicket & {
  readonly kind: "call";
  /** Also when another counter called it a moment ago. */
  readonly anyway?: boolean | undefined;
};
export type Recall = AtCounter & { readonly kind: "recall" };
export type Serve = AtCounter & { readonly kind: "serve" };
export type Finish = AtCounter & { readonly kind: "finish" };
export type NoShow = AtCounter & { readonly kind: "no-show" };
/** Sets the counter's ticket aside for the same staff; the counter is free. */
export type Park = AtCounter & { readonly kind: "park" };
/** Calls a parked ticket back to the counter that parked it. */
export type Resume = AtCounter & OfTicket & { readonly kind: "resume" };
/** The counter's ticket is still being served after an unusually long time. */
export type Still = AtCounter & { readonly kind: "still" };
/** To another queue, counter or person, at least one of them; waiting time and number stay. */
export type Transfer = OfTicket & {
  readonly kind: "transfer";
  readonly queue?: QueueId | undefined;
  readonly toCounter?: CounterId | undefined;
  readonly toStaff?: StaffId | undefined;
};
/** Another service in the same visit, after the one that runs. */
export type AddService = OfTicket & { readonly kind: "add-service"; readonly service: ServiceId };
/** These tags of the location's document and no others. */
export type Tag = OfTicket & { readonly kind: "tag"; readonly tags: readonly string[] };
/** Somebody was helped without a ticket, at a counter or on the floor. */
export type QuickServe = StaffHead & { readonly kind: "quick-serve"; readonly service: ServiceId };
export type Requeue = OfTicket & { readonly kind: "requeue" };
export type Cancel = OfTicket & { readonly kind: "cancel" };
export type Confirm = OfTicket & { readonly kind: "confirm" };
/** A ticket from staff, callable at once. `random` (0 to 2^32 - 1) chooses reserved letters where they are needed. */
export type StaffIssue = MakesTicket & {
  readonly kind: "staff-issue";
  readonly queue: QueueId;
  readonly service?: ServiceId | undefined;
  readonly language?: Language | undefined;
  /** The agreed time of an appointment that checks in (epoch ms). */
  readonly agreedAt?: number | undefined;
  /** The guest whom staff check in, to which appointment; its queue is the command's. */
  readonly agreed?: AgreedBy | undefined;
  readonly random: number;
};
/** A number taken in by hand. */
export type Adopt = MakesTicket & {
  readonly kind: "adopt";
  readonly queue: QueueId;
  readonly number: TicketNumber;
};
/** Every waiting ticket of the number's series up to it was served (design rule 13). */
export type CloseUpTo = StaffHead & { readonly kind: "close-up-to"; readonly number: TicketNumber };
/** Whoever asks goes to where help was called for. */
export type AnswerHelp = StaffHead & { readonly kind: "answer-help"; readonly help: string };
/** Takes back the last command of a counter, by its `commandId`. */
export type Undo = StaffHead & { readonly kind: "undo"; readonly undoes: string };

/** Opens or closes a counter until the service day ends, whatever the document says. */
export type OpenCounter = AtCounter & { readonly kind: "open-counter" | "close-counter" };
/** A break with one of the location's reasons, by default its first; it is over with `end-pause`. */
export type Pause = AtCounter & { readonly kind: "pause"; readonly reason?: string | undefined };
export type EndPause = AtCounter & { readonly kind: "end-pause" };
/** The counter takes these queues now, most important first, of those that the document allows; none: as the document says. */
export type TakeQueues = AtCounter & { readonly kind: "take-queues"; readonly queues: readonly QueueId[] };
/** The counter's staff need a colleague at once; it is over with `end-colleague`. */
export type CallColleague = AtCounter & { readonly kind: "call-colleague" | "end-colleague" };
/** Somebody comes to `counter`, from another counter or from the floor. */
export type AnswerColleague = AtCounter & {
  readonly kind: "answer-colleague";
  readonly fromCounter?: CounterId | undefined;
};

/** What staff decide about a counter and not about a ticket. */
export type SessionCommand = OpenCounter | Pause | EndPause | TakeQueues | CallColleague | AnswerColleague;

export type StaffCommand =
  | SessionCommand
  | CallNext
  | CallTicket
  | Recall
  | Serve
  | Finish
  | NoShow
  | Park
  | Resume
  | Still
  | Transfer
  | AddService
  | Tag
  | QuickServe
  | Requeue
  | Cancel
  | Confirm
  | StaffIssue
  | Adopt
  | CloseUpTo
  | AnswerHelp
  | Undo
  | HostCommand;
export type StaffCommandKind = StaffCommand["kind"];

/** What a citizen asks for with their ticket's token: leave, let others go first, or be taken back after a missed call (R13). */
export type CitizenCommand = {
  readonly kind: "leave" | "postpone" | "rejoin";
  readonly token: TicketToken;
};

/** What is done about a stand's machine. `by` is a staff id; serials and digests come from whoever asks. */
export type MachineCommand = { readonly stand: StandId } & (
  | { readonly kind: "make-claim"; readonly claim: Claim; readonly by: string | null }
  | { readonly kind: "revoke-claim" | "cut-off"; readonly by: string | null }
  | {
      readonly kind: "enrol";
      readonly digest: string;
      readonly outbox: OutboxId;
      readonly serial: string;
      readonly until: number;
    }
  | { readonly kind: "renew-certificate"; readonly serial: string; readonly until: number }
  | { readonly kind: "grant-outbox"; readonly until: number; readonly by: string | null }
  /** It has come with its outbox: the grant is used. */
  | { readonly kind: "take-outbox" }
  /** Two machines with its identity were there at once. */
  | { readonly kind: "tell-twin" }
);
/** Done, or why not. */
export type MachineAnswer = MachineDone | { readonly refused: "not-allowed" };
export type MachineDone = {
  readonly machine:
    | "done"
    | "stand-unknown"
    | "claim-unknown"
    | "claim-expired"
    | "not-enrolled"
    | "not-cut-off";
};

export type Command =
  | MachineCommand
  | TakeAppointments
  | BeginNotice
  | EndNotice
  | ReportNotice
  | AnswerNotice
  | CountText
  | PlaceCommand
  | BeginHostNotice
  | EndHostNotice
  | HubStarted
  | Configure
  | Tick
  | NoteAct
  | TellPresence
  | StandHello
  | Issue
  | PhoneIssue
  | CallHelp
  | Printed
  | StaffCommand
  | CitizenCommand;
export type CommandKind = Command["kind"];
/** A command with the moment at which the loop took it up. */
export type Stamped<C extends Command = Command> = C & Stamp;

/** The ticket after the command, how many were closed, or why nothing happened. */
export type StaffAnswer = Message<"staffAnswer">["answer"];
/** `letters-in-use`: these letters stand on papers of today under another meaning; `queue` is `null` for the roll. */
export type ConfigureAnswer =
  | { readonly done: true }
  | { readonly refused: "changed" | "not-allowed" }
  | { readonly refused: "letters-in-use"; readonly letters: string; readonly queue: QueueId | null };
export type CitizenAnswer = { readonly state: TicketState } | Refused;
/** The ticket as it is by now, or why none was given. */
export type PhoneAnswer =
  | { readonly ticket: { readonly id: TicketId; readonly number: TicketNumber; readonly state: TicketState } }
  | Refused;
export type IssueAnswer = Message<"issueAnswer">["answer"];
export type PrintedResult = Message<"printedAnswer">["results"][number];
export type HelloAnswer = { readonly serviceDay: ServiceDay | null; readonly lease: Lease | null };

/** The answer to a command, by its kind. */
export type AnswerOf<Kind extends CommandKind> = Kind extends "stand-hello"
  ? HelloAnswer
  : Kind extends "issue"
    ? IssueAnswer
    : Kind extends "phone-issue"
      ? PhoneAnswer
      : Kind extends "printed"
        ? { readonly results: readonly PrintedResult[] }
        : Kind extends "call-help"
          ? { readonly coming: boolean }
          : Kind extends StaffCommandKind
            ? StaffAnswer
            : Kind extends CitizenCommand["kind"]
              ? CitizenAnswer
              : Kind extends MachineCommand["kind"]
                ? MachineAnswer
                : Kind extends "take-appointments"
                  ? { readonly taken: Taken }
                  : Kind extends
                        | "begin-notice"
                        | "end-notice"
                        | "report-notice"
                        | "begin-host-notice"
                        | "end-host-notice"
                    ? NoticeAnswer
                    : Kind extends PlaceCommand["kind"]
                      ? PlaceAnswer
                      : Kind extends "answer-notice"
                        ? AnswerNoticeAnswer
                        : Kind extends "configure"
                          ? ConfigureAnswer
                          : { readonly done: true };
export type Answer = AnswerOf<CommandKind>;
