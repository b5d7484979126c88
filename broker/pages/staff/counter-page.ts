/**
 * The staff page's state: the picture from the hub, the chosen counter, the one command under way.
 * Never optimistic: a ticket changes on the page when the hub's picture says so. Knows no DOM and no connection.
 */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { StaffPicture } from "../../../protocol/snapshots.ts";
import { type CounterId, inLanguage, type Language, type Refusal } from "../../../protocol/terms.ts";
import { REFUSAL_TEXTS, SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { type Answer, type Sending, send } from "./commands.ts";
import {
  type Blocked,
  type Command,
  type Counter,
  type CounterAction,
  counterCommand,
  counterOf,
  FLOOR,
  isOffered,
  type Undoable,
  undoableOf,
} from "./view.ts";

export type Link = "connecting" | "live" | "lost";

/** What came of the last command, in the reader's language whenever it is read. */
export type Said = {
  readonly isTrouble: boolean;
  readonly text: (language: Language) => string;
  /** What is refused only until somebody insists. */
  readonly again?: Command;
};

export type CounterPage = {
  readonly picture: Signal<StaffPicture | null>;
  readonly link: Signal<Link>;
  readonly language: Signal<Language>;
  readonly counterId: Signal<string | null>;
  /** The hub's clock, epoch ms; moved on by the page. */
  readonly at: Signal<number>;
  readonly said: Signal<Said | null>;
  /** What can be taken back now: the counter's last command, else this page's own. */
  readonly undoable: ReadonlySignal<Undoable | null>;
  /** Whether the page is at no counter but on the floor. */
  readonly isFloor: ReadonlySignal<boolean>;
  /** The practice: a hall of its own that reaches nobody. */
  readonly isPractice: boolean;
  readonly hasSound: Signal<boolean>;
  /** The troubles that were put away at this page, by their keys (`alarms.ts`). */
  readonly hidden: Signal<readonly string[]>;
  /** Whether it is asked if a colleague is to be called. */
  readonly asksHelp: Signal<boolean>;
  /** From the floor: the counter that a colleague was called to. */
  readonly calledTo: Signal<CounterId | null>;
  /** Whether the list of keys is shown. */
  readonly showsKeys: Signal<boolean>;
  /** Since when the line is lost by the hub's clock, and from when till when it was the last time. */
  readonly lostAt: Signal<number | null>;
  readonly wasLost: Signal<{ readonly from: number; readonly to: number } | null>;
  /** Until when whoever sits here is signed in (epoch ms); asked while the login service is away. */
  readonly signedInUntil: Signal<number | null>;
  /** The deeds of whoever is signed in, as the hub names them; `null` until it has said. */
  readonly deeds: Signal<readonly string[] | null>;
  /** The staff id of whoever is signed in; `null` while that is not known, and where nobody signs in. */
  readonly person: Signal<string | null>;
  /** Names of guests who have checked in, by their numbers, as far as whoever is signed in may see them. */
  readonly guests: Signal<ReadonlyMap<string, string>>;
  readonly counter: ReadonlySignal<Counter | null>;
  readonly blocked: ReadonlySignal<Blocked>;
  /** Sends a command unless the page is blocked. Ends when the hub has answered or is given up; who asks says what came of it. */
  readonly ask: (command: Command) => Promise<Answer | null>;
  /** Asks, and says what came of it at the counter. */
  readonly order: (command: Command) => Promise<void>;
  /** Does what a key stands for, when it means something now. */
  readonly act: (action: CounterAction) => Promise<void>;
};

/** What the page needs from outside. `onSignIn`: the session is over. */
export type CounterPageMeans = {
  readonly sending: Sending;
  readonly language: Language;
  readonly counterId: string | null;
  readonly isPractice: boolean;
  readonly hasSound: boolean;
  readonly hidden: readonly string[];
  readonly onSignIn: () => void;
};

/** Which counter was quicker, and with what. */
function quicker(refused: Refusal, counter: string, language: Language): string {
  return refused === "called-just-now"
    ? SESSION_TEXTS[language].calledJustNow(counter)
    : STAFF_TEXTS[language].takenBy(counter);
}

/** What an answer means in words; `null` where the picture says it. */
export function saidOf(answer: Answer, command?: Command): Said | null {
  switch (answer.kind) {
    case "done":
    case "counted":
    case "helping":
    case "session":
    case "sent":
    case "sign-in":
      return null;
    case "closed":
      return { isTrouble: false, text: (language) => STAFF_TEXTS[language].closedUpTo(answer.count) };
    case "failed":
      return { isTrouble: true, text: (language) => STAFF_TEXTS[language].failed };
    case "refused": {
      const { by, refused } = answer;
      const isJustCalled = refused === "called-just-now" && command !== undefined;
      const text = (language: Language) =>
        by === null ? REFUSAL_TEXTS[language][refused] : quicker(refused, inLanguage(by, language), language);
      if (!isJustCalled) return { isTrouble: true, text };
      return { isTrouble: true, text, again: { ...command, body: { ...command.body, anyway: true } } };
    }
  }
}

/** What the page remembers of itself, whatever the hub says. */
function ownState({ isPractice, hasSound, hidden }: CounterPageMeans) {
  return {
    isPractice,
    hasSound: signal(hasSound),
    hidden: signal(hidden),
    asksHelp: signal(false),
    calledTo: signal<CounterId | null>(null),
    showsKeys: signal(false),
    lostAt: signal<number | null>(null),
    wasLost: signal<{ from: number; to: number } | null>(null),
    signedInUntil: signal<number | null>(null),
    deeds: signal<readonly string[] | null>(null),
    person: signal<string | null>(null),
    guests: signal<ReadonlyMap<string, string>>(new Map()),
  };
}

/** Whether to show what gives this command. Until the hub has said who is signed in, everything is shown: it judges each command anyway. */
export function mayDo(
  { deeds, isPractice }: Pick<CounterPage, "deeds" | "isPractice">,
  deed: string,
): boolean {
  return isPractice || (deeds.value?.includes(deed) ?? true);
}

/** Answers of commands that changed something; a refused one leaves the one before it to be taken back. */
const UNDOABLE_ANSWERS: readonly Answer["kind"][] = ["done", "closed", "counted", "session"];

type Shown = Pick<CounterPage, "picture" | "said" | "blocked" | "counter" | "at"> & {
  readonly isSending: Signal<boolean>;
};

/** How the page gives commands, one at a time, and which of them can be taken back. */
function givingOf(
  means: CounterPageMeans,
  shown: Shown,
): Pick<CounterPage, "undoable" | "ask" | "order" | "act"> {
  const { picture, said, blocked, isSending, counter, at } = shown;
  const own = signal<Undoable | null>(null);
  const undoable = computed(() => {
    const both = [counter.value?.undo ?? null, own.value];
    return both.find((one) => one !== null && one.until > at.value) ?? null;
  });

  const ask = async (command: Command): Promise<Answer | null> => {
    const location = picture.value?.location;
    if (location === undefined || blocked.value !== null) return null;
    isSending.value = true;
    said.value = null;
    const told = { ...command, body: { commandId: means.sending.newId(), ...command.body } };
    const answer = await send(means.sending, location, told);
    isSending.value = false;
    if (answer.kind === "sign-in") means.onSignIn();
    if (UNDOABLE_ANSWERS.includes(answer.kind)) own.value = undoableOf(told, at.value);
    return answer;
  };
  const order = async (command: Command): Promise<void> => {
    const answer = await ask(command);
    if (answer !== null) said.value = saidOf(answer, command);
  };
  const act = async (action: CounterAction): Promise<void> => {
    const here = counter.value;
    const last = undoable.value;
    if (here !== null && isOffered(action, here, at.value)) await order(counterCommand(action, here));
    else if (action === "undo" && last !== null)
      await order({ path: "undo", body: { undoes: last.commandId } });
  };
  return { undoable, ask, order, act };
}

/** The counter whose call for a colleague is this page's own: the one it is at, or from the floor the one it called to. */
export function ownPlace({ counter, calledTo }: Pick<CounterPage, "counter" | "calledTo">): CounterId | null {
  return counter.value?.counter ?? calledTo.value;
}

/** A page without a picture yet. */
export function openCounterPage(means: CounterPageMeans): CounterPage {
  const picture = signal<StaffPicture | null>(null);
  const link = signal<Link>("connecting");
  const counterId = signal(means.counterId);
  const isSending = signal(false);
  const at = signal(0);
  const said = signal<Said | null>(null);
  const counter = computed(() => counterOf(picture.value, counterId.value));
  const isFloor = computed(() => counterId.value === FLOOR);
  const blocked = computed<Blocked>(() => {
    if (picture.value === null) return "starting";
    if (link.value !== "live") return "lost";
    return isSending.value ? "sending" : null;
  });

  const shown = { picture, said, blocked, isSending, counter, at };
  return {
    picture,
    link,
    language: signal(means.language),
    counterId,
    at,
    said,
    isFloor,
    ...ownState(means),
    counter,
    blocked,
    ...givingOf(means, shown),
  };
}
