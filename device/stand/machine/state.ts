/**
 * What a stand knows, what can happen to it, and what it wants done: three plain types.
 * Knows no driver, no file, no clock and no chance; every event brings its moment.
 */
import type { Shown, Tries } from "../../../protocol/check-in.ts";
import type { LedgerMark, Message } from "../../../protocol/messages.ts";
import type {
  ClockTrust,
  Language,
  Limit,
  LocalText,
  LocationId,
  OutboxId,
  ServiceDay,
  StandId,
  TicketId,
  TicketNumber,
  Wait,
} from "../../../protocol/terms.ts";
import type { TopicName } from "../../../protocol/topics.ts";
import type { Access } from "./access.ts";
import type { Book } from "./book.ts";
import type { Intent, Line } from "./line.ts";
import type { Called } from "./no-code.ts";
import type { Roll, RollSize, RollState } from "./roll.ts";
import type { Expected, Said } from "./said.ts";
import type { Service } from "./service.ts";
import type { StandTicket } from "./ticket.ts";

/** When an event happened, and 64 random bytes from which ids, a token and jitter are made. */
export type Moment = {
  readonly wallMs: number;
  /** Counts within one `bootId` and never jumps; every span of time is measured with it. */
  readonly monoMs: number;
  readonly bootId: string;
  readonly trust: ClockTrust;
  readonly chance: Uint8Array;
};

/** Spans of the stand in milliseconds, as in its configuration file. */
export type Timings = {
  readonly answerMs: number;
  readonly guardMinMs: number;
  readonly guardMaxMs: number;
  readonly replayMs: number;
  readonly shownMs: number;
  readonly warnMs: number;
  readonly helpMs: number;
  readonly healthMs: number;
};

/** Who this stand is; does not change while it runs. */
export type Identity = {
  readonly stand: StandId;
  readonly location: LocationId;
  readonly outboxId: OutboxId;
  readonly version: string;
  /** Physical buttons, counted from 1. */
  readonly buttons: number;
  /** The tactile key for whoever sees or hears little, by its button's number; it is none of `buttons`. */
  readonly assist?: number | null;
  /** The languages in which this stand can read aloud. */
  readonly voices?: readonly string[];
  /** Whether citizens can see a screen (design rule 3). */
  readonly hasScreen: boolean;
  readonly isSimulated: boolean;
  /** The languages offered here; `null`: all of the location's. */
  readonly languages: readonly Language[] | null;
  /** Which buttons have a lamp, and the keypad's keys, as far as the technician's round is to try them. */
  readonly parts?: { readonly lamps: readonly number[]; readonly keys: readonly string[] };
  readonly roll: RollSize;
};

/** A ticket between the press and the printer's answer. */
export type Issuing = {
  readonly intent: Intent;
  readonly ahead: number | null;
  readonly wait: Wait | null;
} & (
  | {
      readonly phase: "asking" /** The hub said: number it yourself, in this day. */;
      readonly ownIn: ServiceDay | null;
    }
  | {
      readonly phase: "storing" | "printing";
      readonly number: TicketNumber;
      readonly series: "plain" | "own";
    }
);

/** Design rule 10. `most`: the shortest time is over and the paper is not out yet. */
export type Guard = {
  readonly ticketId: TicketId;
  readonly stage: "least" | "most";
  readonly isOut: boolean;
};

export type QueueView = {
  readonly open: boolean;
  readonly opensAt: number | null;
  readonly letters: string;
  readonly name: LocalText;
  readonly ledger: LedgerMark;
  /** Open, but it gives no more tickets today. Left out by what versions before remembered, as are services. */
  readonly limit?: Limit | null | undefined;
  /** Its services with hours or limits of their own. */
  readonly services?:
    | Readonly<
        Record<
          string,
          {
            readonly open: boolean;
            readonly opensAt: number | null;
            readonly limit?: Limit | null | undefined;
          }
        >
      >
    | undefined;
};

export type KeptOpening = {
  /** The document that it is of, by its message. */
  readonly config: string;
  readonly isOpen: boolean;
  readonly opensAt: number | null;
  /** Closed only to more tickets, till the day's closing. */
  readonly isGiven: boolean;
  /** Holds from and until, epoch ms. */
  readonly from: number;
  readonly until: number;
};

export type Link = {
  /** MQTT is connected. */
  readonly isUp: boolean;
  readonly hub: { readonly instance: string; readonly isOnline: boolean } | null;
  /** An issue went unanswered; true until the hub's next message. */
  readonly isSilent: boolean;
  /** The hub answered the last hello or issue. */
  readonly hasAnswered: boolean;
  /** The request of our last hello. */
  readonly hello: string | null;
  readonly helloTries: number;
  /** The instance that answered our hello, and its mark then; replays go only to it. */
  readonly greeted: { readonly instance: string; readonly mark: LedgerMark } | null;
  readonly contact: { readonly hubAt: number; readonly monoMs: number; readonly bootId: string } | null;
};

/** A `printed` request that waits for its answer. */
export type Sent = {
  readonly request: string;
  readonly tickets: readonly TicketId[];
  readonly isReturning: boolean;
};

export type Replay = {
  readonly inFlight: Sent | null;
  /** Given up waiting for, but a late answer still confirms. */
  readonly late: readonly Sent[];
  readonly tries: number;
  /** The day that the hub asked for, as far as it is not sent yet (design rule 8). */
  readonly returning: readonly TicketId[];
};

/** A menu that was walked into. */
export type Walked = {
  readonly menu: string;
  /** Which of its pages is shown, from 0. */
  readonly page: number;
  /** What was chosen to get there, in Danish. */
  readonly answer: string;
};

/** `guest`: it is an appointment's, and this is its digest, where there is a day's list. */
export type Lookup = {
  readonly request: string;
  readonly code: string;
  readonly guest?: { readonly digest: string | null };
};

/** What the printer says of itself, as in hal/printer. */
export type PrinterView = {
  readonly online: boolean;
  readonly paper: "ok" | "low" | "out" | "unknown";
  readonly error: string | null;
  readonly problem: string | null;
};
/** `problem` in words for a technician, `code` of hal/errors.ts; both `null` while all is well. */
export type PartView = {
  readonly online: boolean;
  readonly problem: string | null;
  readonly code: string | null;
};

export type StandState = {
  readonly who: Identity;
  readonly timings: Timings;
  readonly storage: { readonly isOk: boolean; readonly problem: string | null };
  readonly config: Message<"standConfig"> | null;
  readonly queues: Readonly<Record<string, QueueView>>;
  /** What hours said, by what they are of, as long as it holds. */
  readonly openings: Readonly<Record<string, KeptOpening>>;
  readonly book: Book;
  /** The highest mark of the hub's ledger ever seen; the book holds the last one written down (design rule 8). */
  readonly mark: LedgerMark | null;
  readonly issuing: Readonly<Record<string, Issuing>>;
  readonly guards: Readonly<Record<number, Guard>>;
  /** Buttons that turned the page a moment ago. */
  readonly taps: readonly number[];
  /** Through the menus to the page that is shown, the outermost menu first; empty on the first page. */
  readonly way: readonly Walked[];
  readonly access: Access;
  /** The speaker's volume as last told, in percent; `null`: as the stand's file says. */
  readonly volume: number | null;
  /** What a citizen can do without a ticket, by its id, until when it is shown (epoch ms). */
  readonly information: { readonly id: string; readonly until: number } | null;
  readonly language: Language;
  readonly link: Link;
  readonly replay: Replay;
  /** Tickets whose paper failed; the first is on the screen. */
  readonly screen: readonly { readonly ticketId: TicketId; readonly until: number }[];
  readonly lookup: Lookup | null;
  readonly presentedMs: number;
  /** Digits that a citizen has typed and not presented yet; empty while nobody types. In memory only: never logged, stored or told. */
  readonly entry: string;
  readonly standing: (Said & { readonly until: number }) | null;
  readonly expected: Expected | null;
  /** Wrong codes, by this boot's own count of time. */
  readonly tries: Tries;
  /** What is printed on the receipts of guests who are checking in, by ticket: in memory until the paper is out, and nowhere else. */
  readonly personal: Readonly<Record<string, string>>;
  /** Who waits for a colleague without a code. */
  readonly called: Called | null;
  readonly printer: PrinterView;
  readonly roll: RollState;
  readonly scanner: PartView;
  readonly buttonBoard: PartView;
  /** Held down for too long, and ignored until they are let go; ascending. */
  readonly stuckButtons: readonly number[];
  readonly keypad: PartView;
  readonly speaker: PartView;
  readonly lampBoard: PartView;
  readonly temperatureC: number | null;
  /** What each lamp was last told. */
  readonly lamps: Readonly<Record<number, "on" | "off" | "blink">>;
  /** Lamps that a technician lights to find them. */
  readonly lampTests: Readonly<Record<number, "on" | "off" | "blink">>;
  /** Closed for the technician's round; `null` while citizens are served. */
  readonly service: Service | null;
  /** Ids of the last commands, so that a doubled message prints nothing twice. */
  readonly commands: readonly string[];
  /** The health as last told, without head, to tell changes at once. */
  readonly toldHealth: string;
};

/** What the stand remembers outside its outbox; losing it loses no ticket. */
export type Remembered = {
  readonly standConfig: Message<"standConfig"> | null;
  readonly queues: Readonly<Record<string, QueueView>>;
  /** Left out by versions before the meter. */
  readonly roll?: Roll | undefined;
};

/** A message of the hub, decoded; `isRetained` when the broker had kept it, so that its `at` says nothing about now. */
export type HubMessage = {
  [Name in TopicName]: {
    readonly kind: "message";
    readonly topic: Name;
    readonly message: Message<typeof import("../../../protocol/topics.ts").TOPICS[Name]["message"]>;
    readonly isRetained: boolean;
  };
}[TopicName];

/** `round` and `verdict` are the slips of the technician's round. */
export type PrintJob = "ticket" | "copy" | "test" | "round" | "verdict" | "information";

export type StandEvent =
  | {
      readonly kind: "started";
      /** Of every line on the card. */
      readonly book: Book;
      /** Lines that could not be read back. */
      readonly damaged: number;
      readonly storageProblem: string | null;
      readonly remembered: Remembered;
    }
  | { readonly kind: "pressed"; readonly button: number }
  | { readonly kind: "released"; readonly button: number }
  /** All of the last words were spoken, or (`isHeard` false) could not be. */
  | { readonly kind: "said"; readonly isHeard: boolean }
  | { readonly kind: "presented"; readonly code: string }
  /** What was presented for an appointment: `code` as the hub may be told it, `null` of a card; `digest` where there is a day's key. */
  | { readonly kind: "digested"; readonly code: string | null; readonly digest: string | null }
  /** A service card was held to the scanner; `isValid` when it is the newest that was made for this stand. */
  | { readonly kind: "service-card"; readonly isValid: boolean }
  | HubMessage
  | { readonly kind: "link"; readonly isUp: boolean }
  | { readonly kind: "timer"; readonly name: string }
  | { readonly kind: "stored"; readonly ticketId: TicketId }
  | { readonly kind: "storage-failed"; readonly problem: string }
  | {
      readonly kind: "printed";
      readonly job: PrintJob;
      readonly ticketId: TicketId | null;
      readonly result: "printed" | "torn" | "unknown" | "failed";
      readonly code: string | null;
      /** What the slip took of the roll. */
      readonly paperMm?: number | undefined;
    }
  | { readonly kind: "new-roll" }
  | { readonly kind: "printer"; readonly printer: PrinterView }
  | { readonly kind: "scanner"; readonly scanner: PartView }
  | {
      readonly kind: "button-board";
      readonly buttonBoard: PartView;
      readonly stuck: readonly number[];
    }
  | { readonly kind: "keypad"; readonly keypad: PartView }
  | { readonly kind: "speaker"; readonly speaker: PartView }
  | { readonly kind: "lamp-board"; readonly lampBoard: PartView }
  /** A key of the keypad; never logged and never kept, a citizen may be typing who they are. */
  | { readonly kind: "key"; readonly key: string }
  /** Keys may have been lost: what was typed before is only a part. */
  | { readonly kind: "keys-missed" }
  | { readonly kind: "measured"; readonly temperatureC: number | null }
  | { readonly kind: "language"; readonly language: Language }
  /** High contrast and large type were switched on or off on the screen. */
  | { readonly kind: "look"; readonly isHigh: boolean }
  | { readonly kind: "dismissed" };

export type Effect =
  /** Appends lines; with `stores`, syncs them and answers `stored` with that ticket. */
  | {
      readonly do: "append";
      readonly lines: readonly Line[];
      readonly sync: boolean;
      readonly stores: TicketId | null;
    }
  | {
      [Name in TopicName]: {
        readonly do: "publish";
        readonly topic: Name;
        readonly message: HubMessageOf<Name>;
      };
    }[TopicName]
  | {
      readonly do: "print";
      readonly job: PrintJob;
      readonly ticket: StandTicket | null;
      readonly ahead: number | null;
      readonly wait: Wait | null;
      /** Of the job with this name: which. */
      readonly information?: string | undefined;
    }
  /** Compares a service card's code with this stand's secret and answers `service-card`; the code goes nowhere else. */
  | { readonly do: "check-card"; readonly code: string }
  /** Makes a digest with the day's key and answers `digested`; what it is of goes nowhere else. */
  | { readonly do: "digest"; readonly shown: Shown; readonly key: string | null }
  | { readonly do: "lamp"; readonly button: number; readonly light: "on" | "off" | "blink" }
  /** By ear; what each is given for stands in sign.ts. */
  | { readonly do: "sign"; readonly sign: "accepted" | "refused" | "attention" }
  /** By voice, in place of what is still being said; answered by `said` unless something else is said meanwhile. */
  | { readonly do: "say"; readonly lines: readonly string[]; readonly language: Language }
  | { readonly do: "hush" }
  | { readonly do: "volume"; readonly percent: number | null }
  | { readonly do: "timer"; readonly name: string; readonly afterMs: number }
  | { readonly do: "stop-timer"; readonly name: string }
  | { readonly do: "remember"; readonly remembered: Remembered }
  | {
      readonly do: "log";
      readonly level: "info" | "notice" | "warning" | "error";
      readonly what: string;
      readonly fields: Readonly<Record<string, string | number | boolean | null>>;
    };

type HubMessageOf<Name extends TopicName> = Extract<HubMessage, { readonly topic: Name }>["message"];

export type Step = { readonly state: StandState; readonly effects: readonly Effect[] };

/** No change but these effects. */
export function only(state: StandState, ...effects: readonly Effect[]): Step {
  return { state, effects };
}

/** One rule after the other, each on the state that the one before left. */
export function chain(first: Step, ...rules: readonly ((state: StandState) => Step)[]): Step {
  let { state, effects } = first;
  for (const rule of rules) {
    const next = rule(state);
    state = next.state;
    effects = next.effects.length > 0 ? [...effects, ...next.effects] : effects;
  }
  return { state, effects };
}
