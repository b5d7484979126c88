/**
 * What stands on a display at one instant, as plain data: picture + announcing + link -> view.
 * Pure; knows no DOM, no sound and no clock.
 */
import type { DisplayPicture } from "../../../protocol/snapshots.ts";
import {
  type Direction,
  type DisplayLook,
  inLanguage,
  type Language,
  type LocalText,
} from "../../../protocol/terms.ts";
import type { DisplayTexts } from "../../../protocol/texts/keys.ts";
import { clockWords, opensAtWords, waitWords } from "../../../protocol/texts/words.ts";
import type { Announcing, DisplayedCall } from "./announce.ts";
import {
  languagesAt,
  layoutLanguage,
  type Said,
  type Speaker,
  speakerOf,
  type TextsOf,
} from "./languages.ts";

/** Whether pictures come: never yet, now, or not since an instant (epoch ms of the hub's clock). */
export type Link =
  | { readonly state: "connecting" }
  | { readonly state: "live" }
  | { readonly state: "lost"; readonly since: number };

export type DisplayView = {
  readonly mode: "connecting" | "empty" | "closed" | "live" | "lost";
  readonly look: DisplayLook;
  readonly isBigType: boolean;
  /** The language that the page is laid out for, which stays while languages take turns. */
  readonly language: Language;
  readonly place: Said;
  readonly clock: string;
  /** The big place. `key` changes with every announcement, also with a recall of the same number. */
  readonly big: {
    readonly key: string;
    readonly label: Said;
    readonly number: string;
    readonly counter: Said;
    /** The counter's room, and in which direction it lies. */
    readonly where: Said;
    readonly arrow: Direction | null;
  } | null;
  /** Said instead of a number. */
  readonly message: { readonly head: Said; readonly help: Said } | null;
  /** Said quietly between calls. */
  readonly note: Said;
  readonly heading: Said;
  /** At most {@link ROWS}, the newest first. */
  readonly rows: readonly {
    readonly number: string;
    readonly counter: Said;
    readonly room: Said;
    readonly isNow: boolean;
  }[];
  /** At most {@link QUEUES_AT_ONCE}; with more, pages of them take turns. */
  readonly queues: readonly {
    readonly letters: string;
    readonly name: Said;
    readonly waiting: Said;
    readonly wait: Said;
  }[];
  readonly banner: Said;
  /** The code at the door, for a ticket on a phone; never one that opens nothing. */
  readonly door: { readonly svg: string; readonly said: Said } | null;
};

export const ROWS = 5;
/** Fewer in big type. */
const BIG_ROWS = 3;
export const QUEUES_AT_ONCE = 3;
const BIG_QUEUES_AT_ONCE = 2;
/** How long one page of queues stays, ms. */
export const QUEUE_PAGE_MS = 8_000;
/** How long one message stays, ms. */
export const NOTE_MS = 12_000;
/** After so long without a connection nobody should wait for the screen any more, ms. */
export const ASK_STAFF_AFTER_MS = 300_000;

type Seen = {
  readonly picture: DisplayPicture;
  readonly announcing: Announcing;
  readonly link: Link;
  readonly at: number;
};

/** The language that a location's text is really in where it has none in this one. */
function languageOf(text: LocalText, language: Language): Language {
  if (text[language]) return language;
  return inLanguage(text, language) === text.da ? "da" : "en";
}

const local =
  (say: Speaker) =>
  (text: LocalText | undefined): Said =>
    text === undefined
      ? []
      : say((language) => inLanguage(text, language)).map((one) => {
          return { ...one, language: languageOf(text, one.language) };
        });

/** Every called number once, with its newest call, the newest first. */
function latestCalls(calls: readonly DisplayedCall[]): DisplayedCall[] {
  const newest = calls.toReversed();
  return newest.filter((call, index) => newest.findIndex((other) => other.number === call.number) === index);
}

function counterOf(picture: DisplayPicture, call: DisplayedCall) {
  return picture.counters.find(({ counter }) => counter === call.counter);
}

/** The calls whose ticket has left its counter: finished, away, recalled elsewhere. A counter that the picture leaves out says nothing. */
export function endedCalls(picture: DisplayPicture): DisplayedCall[] {
  return picture.calls.filter((call) => {
    const counter = counterOf(picture, call);
    return counter !== undefined && counter.number !== call.number;
  });
}

function isBeingCalled(picture: DisplayPicture, call: DisplayedCall): boolean {
  const counter = counterOf(picture, call);
  return counter?.number === call.number && counter.state === "calling";
}

/** Closed, and nobody is left to be called or served. */
function isShut(picture: DisplayPicture): boolean {
  const isAtWork = picture.counters.some((one) => one.state === "calling" || one.state === "serving");
  return !picture.open && !isAtWork && picture.queues.every((queue) => queue.waiting === 0);
}

/** Nobody is being called, nor about to be: what disturbs nobody may happen now. */
export function isQuiet(picture: DisplayPicture, { now, waiting }: Announcing): boolean {
  return now === null && waiting.length === 0 && picture.counters.every(({ state }) => state !== "calling");
}

function directionWords(direction: Direction, { directions }: DisplayTexts): string {
  if (direction === "ahead-left") return `${directions.ahead}, ${directions.left}`;
  if (direction === "ahead-right") return `${directions.ahead}, ${directions.right}`;
  return directions[direction];
}

/** `lokale 2, 1. sal, til venstre`. */
function whereOf({ room, arrow }: Counter, say: Speaker): Said {
  if (!room && !arrow) return [];
  return say((language, texts) =>
    [...(room ? [inLanguage(room, language)] : []), ...(arrow ? [directionWords(arrow, texts)] : [])].join(
      ", ",
    ),
  );
}
type Counter = Partial<Pick<DisplayPicture["counters"][number], "room" | "arrow">>;

function bigPlace({ picture, announcing, link }: Seen, say: Speaker): DisplayView["big"] {
  const call = announcing.now?.call ?? latestCalls(picture.calls)[0];
  if (call === undefined) return null;
  const known = counterOf(picture, call);
  const isCalled = known === undefined ? announcing.now !== null : isBeingCalled(picture, call);
  const isNow = link.state !== "lost" && isCalled;
  const counter: Counter = known ?? {};
  return {
    key: `${call.callSeq}/${call.calledAt}`,
    label: say((_, texts) => texts[isNow ? "nowCalling" : "calledLast"]),
    number: call.number,
    counter: local(say)(call.counterName),
    where: whereOf(counter, say),
    arrow: counter.arrow ?? null,
  };
}

type Closing = { readonly closedFor?: LocalText | undefined; readonly opensAt?: number | null | undefined };

/** `Lukket`, `Lukket: Grundlovsdag`. */
function closedWords({ closedFor }: Closing, say: Speaker): Said {
  return say((language, { closed }) =>
    closedFor ? `${closed}: ${inLanguage(closedFor, language)}` : closed,
  );
}

function opensWords({ opensAt }: Closing, { picture, at }: Seen, say: Speaker): Said {
  if (typeof opensAt !== "number") return [];
  return say((language) => opensAtWords(opensAt, at, { timeZone: picture.timeZone, language }));
}

function messageOf(seen: Seen, say: Speaker): DisplayView["message"] {
  const { picture } = seen;
  if (isShut(picture)) return { head: closedWords(picture, say), help: opensWords(picture, seen, say) };
  return {
    head: say((_, { welcome }) => welcome),
    help: say((_, { help }) => help),
  };
}

/** The message whose turn it is; none while somebody is announced or what is shown may be old. */
function noteOf({ picture, announcing, link, at }: Seen, say: Speaker): Said {
  const messages = picture.show?.messages ?? [];
  if (announcing.now !== null || announcing.waiting.length > 0 || link.state === "lost") return [];
  return local(say)(messages[Math.floor(at / NOTE_MS) % messages.length]);
}

function rowsOf({ picture }: Seen, bigNumber: string | undefined, say: Speaker): DisplayView["rows"] {
  /* One language is enough beside a number, and two would be too small. */
  const one = (text: LocalText | undefined) => local(say)(text).slice(0, 1);
  return latestCalls(picture.calls)
    .filter((call) => call.number !== bigNumber)
    .slice(0, picture.show?.bigType === true ? BIG_ROWS : ROWS)
    .map((call) => ({
      number: call.number,
      counter: one(call.counterName),
      room: one(counterOf(picture, call)?.room),
      isNow: isBeingCalled(picture, call),
    }));
}

type Queue = DisplayPicture["queues"][number];

/** What is told of a queue's waiting: how long, that no numbers are left, or when it opens. */
function waitOf(queue: Queue, seen: Seen, say: Speaker): Said {
  const { wait, limit } = queue;
  if (!queue.open && queue.waiting === 0) return opensWords(queue, seen, say);
  if (queue.open && limit) return say((_, { given }) => given);
  if (wait === null) return [];
  return say((language, texts) => `${texts.wait} ${waitWords(wait, language) ?? ""}`);
}

function queuesOf(seen: Seen, say: Speaker): DisplayView["queues"] {
  const { picture, at } = seen;
  const most = picture.show?.bigType === true ? BIG_QUEUES_AT_ONCE : QUEUES_AT_ONCE;
  const pages = Math.max(1, Math.ceil(picture.queues.length / most));
  const first = (Math.floor(at / QUEUE_PAGE_MS) % pages) * most;
  return picture.queues.slice(first, first + most).map((queue) => ({
    letters: queue.letters,
    name: local(say)(queue.name),
    waiting:
      !queue.open && queue.waiting === 0
        ? closedWords(queue, say)
        : say((_, { waiting }) => waiting(queue.waiting)),
    wait: waitOf(queue, seen, say),
  }));
}

function bannerOf({ picture, link, at }: Seen, say: Speaker): Said {
  if (link.state !== "lost") return [];
  const isLong = at - link.since >= ASK_STAFF_AFTER_MS;
  return say((language, texts) => {
    const since = texts.lostSince(clockWords(link.since, { timeZone: picture.timeZone, language }));
    return `${texts.lost}. ${since}. ${isLong ? `${texts.askStaff}.` : ""}`.trim();
  });
}

function doorOf({ picture, link, at }: Seen, say: Speaker): DisplayView["door"] {
  const { door } = picture;
  if (!door || link.state === "lost" || at >= door.until) return null;
  return { svg: door.svg, said: local(say)(door.said) };
}

function modeOf({ picture, announcing, link }: Seen): DisplayView["mode"] {
  if (link.state === "lost") return "lost";
  if (announcing.now !== null) return "live";
  if (isShut(picture)) return "closed";
  return picture.calls.length === 0 ? "empty" : "live";
}

/** Before the first picture: Danish and English, since nobody knows the location yet. */
function beginning(link: Link, textsOf: TextsOf): DisplayView {
  const say = speakerOf(["da", "en"], textsOf);
  const isLost = link.state === "lost";
  return {
    mode: isLost ? "lost" : "connecting",
    ...{ look: "dark", isBigType: false, language: "da" },
    place: [{ language: "da", text: "Talon" }],
    clock: "",
    big: null,
    message: {
      head: say((_, texts) => texts[isLost ? "lost" : "starting"]),
      help: isLost ? say((_, { askStaff }) => askStaff) : [],
    },
    ...{ note: [], heading: [], rows: [], queues: [], banner: [], door: null },
  };
}

/** The view at `at` (epoch ms of the hub's clock); `picture` is `null` before the first one has come. */
export function viewOf(
  seen: Omit<Seen, "picture"> & { readonly picture: DisplayPicture | null; readonly textsOf: TextsOf },
): DisplayView {
  const { picture, announcing, link, at, textsOf } = seen;
  if (picture === null) return beginning(link, textsOf);
  const known = { picture, announcing, link, at };
  const languages = languagesAt(picture, announcing.now?.since ?? null, at);
  const say = speakerOf(languages, textsOf);
  const isAtRest = announcing.now === null && (isShut(picture) || picture.calls.length === 0);
  const big = isAtRest ? null : bigPlace(known, say);
  return {
    mode: modeOf(known),
    look: picture.show?.look ?? "dark",
    isBigType: picture.show?.bigType === true,
    language: layoutLanguage(picture),
    place: local(say)(picture.locationName).slice(0, 1),
    clock: clockWords(at, { timeZone: picture.timeZone, language: languages[0] }),
    big,
    message: isAtRest ? messageOf(known, say) : null,
    note: noteOf(known, say),
    heading: say((_, { latest }) => latest),
    rows: isAtRest ? [] : rowsOf(known, big?.number, say),
    queues: queuesOf(known, say),
    banner: bannerOf(known, say),
    door: doorOf(known, say),
  };
}
