/**
 * What the event streams carry to pages: whole pictures, never differences, so that a page that missed one misses nothing.
 * Types only; the display's picture is an MQTT payload and lives in `messages.ts`.
 */
import type { Does } from "./config.ts";
import type { Message } from "./messages.ts";
import type { PaperWidthMm, ReceiptLine } from "./receipt.ts";
import type {
  AppointmentId,
  Assist,
  CounterId,
  CounterState,
  Language,
  Limit,
  LocalText,
  LocationId,
  QueueId,
  Refusal,
  ServiceId,
  StaffLanguage,
  StandId,
  TicketId,
  TicketNumber,
  TicketPaper,
  TicketState,
  ToMend,
  Wait,
} from "./terms.ts";
import type { HostAnswer } from "./texts/host-answers.ts";

export type DisplayPicture = Message<"displayPicture">;

/** Why a waiting ticket stands where it does, as data; `wordsOfWhy` in texts/words.ts says it. */
export type WhyNext = {
  /** `late`: an appointment that checked in too late and waits like a walk-in; `aged`: waited longer than its queue's limit; `held`: for this counter or person alone. */
  readonly kind: "walk-in" | "appointment" | "early" | "late" | "aged" | "rule" | "held";
  /** Epoch ms; `null` for a walk-in. */
  readonly agreedAt: number | null;
  /** When its citizen came (epoch ms). */
  readonly arrivedAt: number;
  /** As whose arrival its place counts, where that is later: its citizen let others go first, or missed a call (epoch ms). */
  readonly putOffTo?: number;
  readonly headStartMin: number;
  /** The counter's rule that takes it first. */
  readonly rule: { readonly queue: QueueId; readonly waitsOverMin: number } | null;
};

/** One ticket in a list of staff: never its token, never a person. */
export type ListedTicket = {
  readonly id: TicketId;
  /** Of a guest who has checked in; left out for a walk-in. Who it is is asked for by whoever may know. */
  readonly appointment?: AppointmentId | undefined;
  readonly number: TicketNumber;
  readonly state: TicketState;
  readonly paper: TicketPaper;
  /** Whether its citizen took it on their own phone, so that there is no paper to ask for. */
  readonly onPhone: boolean;
  readonly queue: QueueId;
  readonly service: ServiceId | null;
  readonly counter: CounterId | null;
  readonly stand: StandId | null;
  /** When its citizen came (epoch ms). */
  readonly arrivedAt: number;
  /** Why it stands where it does; `null` for whoever does not wait. */
  readonly why: WhyNext | null;
  readonly calledAt: number | null;
  readonly servingAt: number | null;
  readonly endedAt: number | null;
  /** Whether it can be called by name: false while the stand may still rename it (design rule 4). */
  readonly callable: boolean;
  /** Until when its citizen lets others go first (epoch ms). */
  readonly notBefore: number | null;
  /** How often it was called again since its last call from the queue. */
  readonly recalls: number;
  /** For whom alone it waits. */
  readonly heldFor:
    | { readonly counter: CounterId }
    | { readonly staff: string }
    | { readonly hosts: AppointmentId }
    | null;
  /** Tags of the location's document. */
  readonly tags: readonly string[];
  /** Services that the visit goes on with. */
  readonly next: readonly ServiceId[];
  /** What its citizen chose in the stand's menus, in Danish. */
  readonly answers: readonly string[];
  /** What its citizen needs beyond a number. */
  readonly assist: Assist | null;
  /** Which counter called it last, a short while ago, and when (epoch ms). */
  readonly lastCall: { readonly counter: CounterId; readonly at: number } | null;
};

/** A call for a colleague. */
export type HelpCall = {
  readonly id: string;
  readonly at: number;
  readonly from: { readonly stand: StandId } | { readonly counter: CounterId };
  /** A guest with a meeting and no code is to be checked in; left out: help of any kind. */
  readonly wants?: "check-in";
  /** Who goes there; `null` while nobody has said so. */
  readonly answered: { readonly at: number; readonly counter: CounterId | null } | null;
};

export type NextTicket = { readonly number: TicketNumber; readonly why: WhyNext };

/** What a staff page shows for one counter. */
export type StaffPicture = {
  readonly at: number;
  readonly location: LocationId;
  readonly locationName: LocalText;
  readonly timeZone: string;
  readonly serviceDay: string | null;
  readonly counters: readonly {
    readonly counter: CounterId;
    readonly name: LocalText;
    readonly state: CounterState;
    readonly ticket: ListedTicket | null;
    /** From when an unusually long service is asked about (epoch ms); `null` while none runs. */
    readonly askStillAt: number | null;
    /** Whether a service that nobody started runs by now, which may still be a no-show. */
    readonly startedItself: boolean;
    /** Whom call-next would take here, and why, where nobody is signed in for whom somebody waits. */
    readonly next: NextTicket | null;
    /** The same for each person for whom somebody waits. */
    readonly nextOf: readonly { readonly staff: string; readonly next: NextTicket | null }[];
    /** The command that `undo` would take back, and until when (epoch ms). */
    readonly undo: { readonly commandId: string; readonly kind: string; readonly until: number } | null;
    /** On a break: one of `pauseReasons`, and since when (epoch ms). Its state is `closed` then, as everybody else sees it. */
    readonly pause: { readonly reason: string; readonly since: number } | null;
    /** The queues that it takes now, most important first; empty: all alike. */
    readonly queues: readonly QueueId[];
    /** Those that its document allows. */
    readonly allowed: readonly QueueId[];
    /** It needs a colleague at once, since when (epoch ms), and who comes: from which counter, by which account. */
    readonly help: {
      readonly since: number;
      readonly answered: { readonly from: CounterId | null; readonly by: string | null } | null;
    } | null;
  }[];
  /** The municipality's login service does not answer: nobody new comes in by it, and whoever is signed in stays so. */
  readonly loginAway?: true;
  /** Why a counter may be on a break. */
  readonly pauseReasons: readonly { readonly reason: string; readonly name: LocalText }[];
  /** Staff are told of whoever waits longer (ms). */
  readonly longWaitMs: number;
  /** The letters of pre-printed rolls. */
  readonly rollLetters: string;
  readonly queues: readonly {
    readonly queue: QueueId;
    readonly name: LocalText;
    readonly letters: string;
    readonly open: boolean;
    readonly opensAt: number | null;
    /** Open, but it gives no more tickets today. */
    readonly limit?: Limit | null;
    /** The name of the day for which it is closed now. */
    readonly closedFor?: LocalText;
    readonly waiting: number;
    /** Since when its first ticket waits (epoch ms); `null` while nobody does. An instant, so that a picture stands still while nothing happens. */
    readonly longestSince: number | null;
    readonly wait: Wait | null;
  }[];
  readonly services: readonly {
    readonly service: ServiceId;
    readonly name: LocalText;
    readonly queue: QueueId;
  }[];
  readonly tags: readonly { readonly tag: string; readonly name: LocalText }[];
  /** To whom a ticket may be moved: who serves here, those who are signed in first, by their staff ids. */
  readonly people: readonly { readonly staff: string; readonly isHere: boolean }[];
  /** How many were helped without a ticket today, by service. */
  readonly quick: readonly { readonly service: ServiceId; readonly count: number }[];
  /** In the order in which they would be called, then parked ones, recovered ones, then today's no-shows, newest first. */
  readonly tickets: readonly ListedTicket[];
  readonly stands: readonly {
    readonly stand: StandId;
    readonly name: LocalText;
    readonly online: boolean;
    readonly problem: string | null;
    /** The roll comes to its end. */
    readonly paperLow: boolean;
  }[];
  /** Calls for a colleague: those that nobody has answered, and what was answered a moment ago. */
  readonly helps: readonly HelpCall[];
  readonly alarms: readonly { readonly at: number; readonly notice: Message<"staffNotice">["notice"] }[];
};

/** What a citizen's phone shows of one ticket. */
export type TicketPicture = {
  readonly at: number;
  readonly locationName: LocalText;
  readonly timeZone: string;
  readonly languages: readonly Language[];
  /** What its citizen chose at the stand. */
  readonly language: Language;
  readonly number: TicketNumber;
  readonly queueName: LocalText;
  readonly state: TicketState;
  readonly ahead: number;
  readonly wait: Wait | null;
  readonly counterName: LocalText | null;
  /** The counter's room, where it has one. */
  readonly room?: LocalText | undefined;
  /** Whether it waits for a host alone, and what that host told its guest last. */
  readonly isForHost?: true;
  readonly answer?: HostAnswer | undefined;
  /** Counts calls and recalls of this ticket, so that a page chimes once for each. */
  readonly calls: number;
  readonly open: boolean;
  /** What a host or the service wrote to this citizen (R6). */
  readonly message?: string;
  /** Of a guest who has checked in (epoch ms); `room` as the appointment has it. */
  readonly checkedIn?: { readonly at: number; readonly agreedAt: number; readonly room: string | null };
  /** Until when its citizen lets others go first (epoch ms). */
  readonly notBefore: number | null;
  /** What its citizen may do with it now. `postponeMin`: for so many minutes others may go first. */
  readonly may: {
    readonly leave: boolean;
    readonly postponeMin: number | null;
    readonly rejoin: boolean;
    /** Whether they may ask to be told of their place by text message. */
    readonly text?: boolean;
  };
};

/** A sentence in each language that a screen says it in. */
export type SaidInAll = readonly { readonly language: Language; readonly text: string }[];

/** What a screen at the door shows: the code for a ticket on a phone. */
export type DoorPicture = {
  readonly at: number;
  readonly place: SaidInAll;
  /** `null` while no service gives tickets on phones. `until`: from then on it opens nothing (epoch ms). */
  readonly code: {
    readonly url: string;
    readonly qr: { readonly size: number; readonly path: string };
    readonly until: number;
  } | null;
  /** Beside the code, or why there is none. */
  readonly said: SaidInAll;
  /** What is typed to check in, in words; empty while that is not done on phones. */
  readonly appointment: SaidInAll;
  /** In its place when the hub falls silent. */
  readonly away: SaidInAll;
};

/** A key on the stand's screen, beside its physical button. */
export type DrawnButton = {
  readonly button: number;
  readonly label: LocalText;
  /** `more` turns the page of a menu, `back` leads a level up. */
  readonly does: Does | { readonly kind: "more" } | { readonly kind: "back" } | { readonly kind: "rejoin" };
  readonly lit: boolean;
  /** Why the lamp is dark, as a key of the texts; `null` while lit. */
  readonly because: "closed" | "given" | "busy" | "no-number" | "storage" | "stuck" | "gone" | null;
  readonly opensAt: number | null;
};

/** What the stand's own screen shows. */
export type StandPicture = {
  readonly at: number;
  readonly stand: StandId;
  readonly locationName: LocalText | null;
  readonly timeZone: string;
  readonly languages: readonly Language[];
  readonly language: Language;
  readonly menu: LocalText | null;
  /** Which page of the menu this is, from 1; `null` where all of it is on one. */
  readonly pages: { readonly at: number; readonly of: number } | null;
  readonly buttons: readonly DrawnButton[];
  /** How many buttons there are beside the screen, whether they do something now or not. */
  readonly buttonCount: number;
  readonly online: boolean;
  readonly printer: "ok" | "low" | "out" | "cover" | "jam" | "offline";
  readonly scannerOnline: boolean;
  /** Whether anybody is expected today, so that the screen asks for their code or card. */
  readonly isExpecting: boolean;
  /** What somebody should mend, the most pressing first. */
  readonly mends: readonly ToMend[];
  /** Buttons held down for too long, ascending. */
  readonly stuckButtons: readonly number[];
  /** A ticket shown because its paper failed, with its page's address for the QR code. */
  readonly ticketOnScreen: {
    readonly number: TicketNumber;
    readonly queueName: LocalText;
    readonly url: string | null;
    readonly until: number;
  } | null;
  /** What came of the last code presented. */
  readonly standing:
    | {
        readonly number: TicketNumber;
        readonly queueName: LocalText;
        readonly state: TicketState;
        readonly ahead: number;
        readonly wait: Wait | null;
        /** Where it is called to or served. */
        readonly counterName: LocalText | null;
        readonly room?: LocalText | undefined;
        readonly until: number;
      }
    /** A guest without a code waits for a colleague, who is being told, was told, or comes. */
    | { readonly called: "asking" | "told" | "coming"; readonly until: number }
    /** Checked in: `number` as soon as there is one, `arrivedAt` where a clock can be believed. */
    | {
        readonly welcome: {
          readonly number: TicketNumber | null;
          readonly agreedAt: number;
          readonly arrivedAt: number | null;
          readonly room: string | null;
          readonly isCounted: boolean;
          readonly nextAt: number | null;
        };
        readonly until: number;
      }
    /** `appointment`: the one that is known; `opensAt`: from when one may check in to it, `number`: of whoever has. */
    | {
        readonly refused: Refusal | "off-line";
        readonly appointment?: {
          readonly at: number;
          readonly opensAt: number;
          readonly number: TicketNumber | null;
        };
        /** At which other location the appointment is, and when. */
        readonly elsewhere?: {
          readonly at: number;
          readonly name: LocalText;
          readonly address?: LocalText | undefined;
        };
        readonly until: number;
      }
    | null;
  /** What a citizen can do without a ticket, shown for a while after its button was pressed. */
  readonly information: {
    readonly title: LocalText;
    readonly text: LocalText;
    readonly url: string | null;
    readonly until: number;
  } | null;
  /** For whoever sees or hears little. */
  readonly access: {
    /** The tactile key's button; `null` on a stand without one. */
    readonly key: number | null;
    readonly isSpeaking: boolean;
    /** The button that was read last. */
    readonly focus: number | null;
    /** High contrast and large type. */
    readonly isHigh: boolean;
    /** Reading aloud was wanted, and there is no voice. */
    readonly isMute: boolean;
    readonly help: "asking" | "told" | "coming" | "off-line" | null;
    /** What is shown falls back soon, unless somebody presses a key. */
    readonly isWarned: boolean;
    /** Whether any button is that key; of a number on the screen only the tactile key is. */
    readonly isExtendedByPress: boolean;
  };
  /** How many digits a citizen has typed on the keypad; which ones never leaves the stand's memory but as the code they are. */
  readonly digits: number;
  /** Closed for the technician's round: what to do now, and what was found so far. `null` while citizens are served. */
  readonly service: {
    readonly head: LocalText;
    readonly help: LocalText;
    /** `next`: what to do about what is wrong, once the round is over. */
    readonly lines: readonly {
      readonly verdict: "good" | "wrong" | "left-out";
      readonly text: LocalText;
      readonly next: LocalText | null;
    }[];
  } | null;
  /** Whether drivers are simulated, so that the page offers their far side. */
  readonly simulated: boolean;
};

/** One slip as it lies in the simulated paper, oldest first at `GET /simulated/paper`. */
export type PaperSlip = {
  readonly ticketId: TicketId | null;
  readonly number: TicketNumber | null;
  readonly lines: readonly string[];
  readonly qr: string | null;
  readonly printedAt: number;
  readonly complete: boolean;
  readonly bytes: string;
  /** How a page draws it, of a slip in the strip: as far as it came out. */
  readonly layout?: { readonly widthMm: PaperWidthMm; readonly lines: readonly ReceiptLine[] };
};

/** Whether the machine is a stand, for its own screen: it waits for a code, tries one, or needs none. `problem`: how the last try ended. */
export type EnrolmentPicture = {
  readonly kind: "waiting" | "trying" | "enrolled";
  readonly problem: Readonly<Record<StaffLanguage, string>> | null;
};
