/**
 * What every language must say, grouped by screen so that a page carries its own words only.
 * Types only; knows no language.
 */
import type { CounterState, Direction, Refusal, TicketState } from "../terms.ts";

/** A sentence for every reason a rule refuses with. */
export type RefusalTexts = Readonly<Record<Refusal, string>>;
/** One word or two for every state of a ticket. */
export type StateTexts = Readonly<Record<TicketState, string>>;

/** What stands on paper. */
export type ReceiptTexts = {
  readonly number: string;
  readonly ahead: (count: number) => string;
  readonly wait: string;
  readonly follow: string;
  readonly sameQueueAs: (letters: string, queue: string) => string;
  readonly copy: string;
  readonly keep: string;
  readonly bring: string;
  /** On a slip of information: nobody is to wait with it. */
  readonly noNumber: string;
};

/** What a technician reads on paper. */
export type SlipTexts = {
  readonly test: string;
  readonly widthIs: (columns: number, widthMm: number) => string;
  readonly letters: string;
  readonly scanMe: string;
  readonly fault: string;
  readonly toDo: string;
};

/** The stand's own screen. */
export type StandTexts = {
  readonly title: string;
  readonly welcome: string;
  readonly pressButton: string;
  readonly back: string;
  /** Turns the page of a menu. */
  readonly more: string;
  readonly page: (at: number, of: number) => string;
  readonly language: string;
  readonly chooseLanguage: string;
  readonly starting: string;
  readonly lost: string;
  readonly offLine: string;
  readonly closed: string;
  /** Closed to more tickets till another day, and till later today. */
  readonly given: string;
  readonly givenForNow: string;
  readonly busy: string;
  readonly noNumber: string;
  readonly storage: string;
  readonly stuck: string;
  readonly buttonsGone: string;
  readonly askStaff: string;
  readonly printer: Readonly<Record<"low" | "out" | "cover" | "jam" | "offline", string>>;
  readonly scannerGone: string;
  readonly presentCode: string;
  readonly typeCode: string;
  readonly digits: (count: number) => string;
  readonly yourNumber: string;
  readonly paperFailed: string;
  readonly takePhoto: string;
  readonly dismiss: string;
  readonly ahead: (count: number) => string;
  readonly wait: string;
  readonly codeOffLine: string;
  readonly openTickets: string;
  readonly pin: string;
  readonly pinWrong: string;
  readonly pinSlow: string;
  readonly show: string;
  readonly hide: string;
  readonly noOpenTickets: string;
  readonly issued: string;
  readonly queue: string;
  readonly scanWithPhone: string;
  readonly goTo: (counter: string) => string;
  readonly missed: string;
  readonly missedHelp: string;
  readonly rejoin: string;
  /** A limit runs out unless somebody extends it. */
  readonly warn: string;
  /** By any button, or by the tactile key, which alone extends a number on the screen. */
  readonly moreTime: Readonly<Record<"button" | "key", string>>;
  readonly speaking: string;
  /** Reading aloud was wanted, and there is no voice. */
  readonly mute: string;
  readonly help: Readonly<Record<"asking" | "told" | "coming" | "off-line", string>>;
  readonly contrast: string;
};

/** The public display. */
export type DisplayTexts = {
  /** Where a counter lies, for those who do not see the arrow; `ahead-left` is said as ahead and left. */
  readonly directions: Readonly<Record<Exclude<Direction, "ahead-left" | "ahead-right">, string>>;
  readonly nowCalling: string;
  readonly calledLast: string;
  readonly latest: string;
  readonly welcome: string;
  readonly starting: string;
  readonly closed: string;
  /** Open, but no more numbers today. */
  readonly given: string;
  readonly help: string;
  readonly waiting: (count: number) => string;
  readonly wait: string;
  readonly lost: string;
  readonly lostSince: (clock: string) => string;
  readonly askStaff: string;
  readonly soundOn: string;
};

/** The ticket's page on a phone. */
export type TicketTexts = {
  readonly title: string;
  readonly yourNumber: string;
  readonly ahead: (count: number) => string;
  readonly wait: string;
  readonly unknownWait: string;
  readonly next: string;
  readonly calledNow: string;
  readonly goTo: (counter: string) => string;
  readonly state: StateTexts;
  /** To whoever may come back by themselves, instead of the state. */
  readonly missed: { readonly head: string; readonly help: string };
  readonly ended: string;
  readonly closed: string;
  readonly starting: string;
  readonly lost: string;
  readonly updated: (clock: string) => string;
  readonly notify: string;
  readonly notifyOn: string;
  readonly keepOpen: string;
  readonly unknown: string;
  /** A number that its stand has not told the hub yet. */
  readonly soon: string;
  readonly soonHelp: string;
  readonly chooseLanguage: string;
  /** What the citizen can do with the ticket; `sure` is asked before leaving. */
  readonly act: {
    readonly leave: string;
    readonly sure: string;
    readonly postpone: (minutes: number) => string;
    readonly rejoin: string;
  };
  readonly postponed: (clock: string) => string;
  /** The way to the page on which they ask to be told by text message. */
  readonly byText: string;
  /** Of a guest who has checked in: when, and to what. */
  readonly checkedIn: (clock: string, agreed: string) => string;
  readonly room: (room: string) => string;
  /** Above what a host or the service wrote to this citizen. */
  readonly personal: string;
  readonly actFailed: string;
};

/** The page behind the code at the door: a number without paper. */
export type DoorTexts = {
  readonly title: string;
  readonly choose: string;
  /** Beside the code. */
  readonly scan: string;
  /** In the code's place while the hub is out of reach. */
  readonly away: string;
  /** The code was of another minute, or is none. */
  readonly stale: string;
  readonly none: string;
  readonly tooMany: string;
  readonly waiting: (count: number) => string;
  readonly closed: string;
  readonly yours: string;
  readonly show: string;
  readonly another: string;
  readonly chooseLanguage: string;
};

/** What a command of staff is called, on buttons and in the line of undo. */
export type StaffCommandTexts = Readonly<
  Record<
    | "call-next"
    | "call"
    | "recall"
    | "serve"
    | "finish"
    | "no-show"
    | "requeue"
    | "cancel"
    | "issue"
    | "adopt"
    | "close-up-to"
    | "confirm"
    | "park"
    | "resume"
    | "still"
    | "transfer"
    | "add-service"
    | "tag"
    | "quick-serve"
    | "undo",
    string
  >
>;

/** The staff page. */
export type StaffTexts = {
  readonly title: string;
  readonly command: StaffCommandTexts;
  readonly counter: string;
  readonly chooseCounter: string;
  readonly counterState: Readonly<Record<CounterState, string>>;
  readonly nobody: string;
  /** Before the number that the next call takes. */
  readonly next: string;
  readonly servingSince: string;
  readonly calledSince: string;
  readonly undoFor: (what: string, seconds: number) => string;
  readonly queues: string;
  readonly queue: string;
  readonly waiting: (count: number) => string;
  readonly longest: string;
  readonly expected: string;
  readonly open: string;
  readonly closed: string;
  readonly closedFor: (day: string) => string;
  /** Open, but no more numbers today. */
  readonly given: string;
  readonly closedButWaiting: (count: number) => string;
  readonly emptyQueue: string;
  readonly moreWaiting: (count: number) => string;
  readonly tickets: string;
  readonly waitingTickets: string;
  readonly recovered: string;
  readonly recoveredHelp: string;
  readonly noShows: string;
  readonly parked: string;
  readonly heldFor: (whom: string) => string;
  readonly comesBackAt: (clock: string) => string;
  readonly thenService: (service: string) => string;
  readonly stillServing: (number: string) => string;
  readonly visit: string;
  readonly toQueue: string;
  readonly toCounter: string;
  readonly toPerson: string;
  readonly service: string;
  readonly tags: string;
  readonly counted: (service: string, count: number) => string;
  readonly notYetPrinted: string;
  readonly paperUnknown: string;
  readonly onPhone: string;
  readonly number: string;
  readonly arrived: string;
  readonly stands: string;
  readonly standOffLine: string;
  /** What is wrong with a stand, by the beginning of its fault's code; the longest that fits counts. */
  readonly standProblem: Readonly<
    Record<
      | "HAL_PRINTER_PAPER_OUT"
      | "HAL_PRINTER_COVER_OPEN"
      | "HAL_PRINTER_OFFLINE"
      | "HAL_PRINTER_GONE"
      | "HAL_PRINTER_CUT_SHORT"
      | "HAL_PRINTER_ERROR"
      | "HAL_PRINTER_CUTTER_JAM"
      | "HAL_PRINTER_HOT"
      | "HAL_PRINTER_FEEDING"
      | "HAL_PRINTER"
      | "HAL_SCANNER_GONE"
      | "HAL_SCANNER"
      | "HAL_KEYPAD_GONE"
      | "HAL_KEYPAD"
      | "HAL_SPEAKER_GONE"
      | "HAL_SPEAKER"
      | "HAL_BUTTON_GONE"
      | "HAL_BUTTON_STUCK"
      | "HAL_BUTTON"
      | "HAL_GPIO"
      | "HAL_LAMP"
      | "STAND_TWIN"
      | "STAND_STORAGE_FULL"
      | "STAND_STORAGE_READ_ONLY"
      | "STAND_STORAGE",
      string
    >
  >;
  /** For every other trouble: what a stand writes about itself is for its technician. */
  readonly standProblemOther: string;
  readonly standOnLine: string;
  readonly alarms: string;
  readonly notice: Readonly<Record<"colleague-called" | "colleague-ended", (counter: string) => string>> & {
    readonly "caught-ticket": (number: string, queue: string) => string;
    readonly "stand-trouble": (stand: string, problem: string) => string;
    readonly "ledger-replaced": string;
    readonly "tickets-recovered": (count: number) => string;
    readonly "number-doubled": (number: string) => string;
    readonly "left-at-closing": (count: number, queue: string) => string;
    readonly "hold-released": (number: string, whom: string, isClosed: boolean) => string;
    readonly "colleague-answered": (counter: string, who: string | null) => string;
    readonly "help-called": (place: string) => string;
    readonly "help-answered": (place: string, counter: string | null) => string;
  };
  /** A citizen who cannot see display and way alike is to be fetched. */
  readonly fetch: string;
  /** The calls for help above everything, and the button of whoever goes there. */
  readonly help: string;
  readonly helpAt: {
    readonly stand: (stand: string) => string;
    readonly counter: (counter: string) => string;
  };
  readonly lost: string;
  readonly lostHelp: string;
  readonly starting: string;
  readonly sending: string;
  readonly failed: string;
  readonly takenBy: (counter: string) => string;
  readonly issued: (number: string) => string;
  readonly closedUpTo: (count: number) => string;
  /** What a ticket number looks like. */
  readonly numberLooks: string;
  /** What closing a series would end; more than counted where the page does not list everybody who waits. */
  readonly closesUpTo: (count: number, isAtLeast: boolean) => string;
  readonly confirmAgain: string;
  readonly shortcuts: string;
  readonly more: string;
  readonly language: string;
  readonly signOut: string;
};
