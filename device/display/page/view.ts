/**
 * What stands on a display at one instant, as plain data: picture + announcing + link -> view.
 * Pure; knows no DOM, no sound and no clock.
 */
import type { DisplayPicture } from "../../../protocol/snapshots.ts";
import { inLanguage, type Language, type LocalText } from "../../../protocol/terms.ts";
import { DISPLAY_TEXTS } from "../../../protocol/texts/texts.ts";
import { clockWords, opensAtWords, waitWords } from "../../../protocol/texts/words.ts";
import type { Announcing, DisplayedCall } from "./announce.ts";

/** Whether pictures come: never yet, now, or not since an instant (epoch ms of the hub's clock). */
export type Link =
  | { readonly state: "connecting" }
  | { readonly state: "live" }
  | { readonly state: "lost"; readonly since: number };

/** One text in the display's one or two languages, the first one large. */
export type Said = readonly { readonly language: Language; readonly text: string }[];

export type DisplayView = {
  readonly mode: "connecting" | "empty" | "closed" | "live" | "lost";
  readonly place: string;
  readonly clock: string;
  /** The big place. `key` changes with every announcement, also with a recall of the same number. */
  readonly big: {
    readonly key: string;
    readonly label: Said;
    readonly number: string;
    readonly counter: Said;
  } | null;
  /** Said instead of a number. */
  readonly message: { readonly head: Said; readonly help: Said } | null;
  readonly heading: Said;
  /** At most {@link ROWS}, the newest first. */
  readonly rows: readonly { readonly number: string; readonly counter: string; readonly isNow: boolean }[];
  /** At most {@link QUEUES_AT_ONCE}; with more, pages of them take turns. */
  readonly queues: readonly {
    readonly letters: string;
    readonly name: Said;
    readonly waiting: Said;
    readonly wait: Said;
  }[];
  readonly banner: Said;
};

export const ROWS = 5;
export const QUEUES_AT_ONCE = 3;
/** How long one page of queues stays, ms. */
export const QUEUE_PAGE_MS = 8_000;
/** After so long without a connection nobody should wait for the screen any more, ms. */
export const ASK_STAFF_AFTER_MS = 300_000;

type Seen = {
  readonly picture: DisplayPicture;
  readonly announcing: Announcing;
  readonly link: Link;
  readonly at: number;
};

type Speaker = (text: (language: Language) => string) => Said;

/** Two languages at most: a third one would make all of them too small to read from ten metres. */
function speakerOf(languages: readonly Language[]): Speaker {
  const spoken: readonly Language[] = languages.length > 0 ? languages.slice(0, 2) : ["da"];
  return (text) => {
    const said = spoken.map((language) => ({ language, text: text(language) }));
    return said.filter((one, index) => said.findIndex((other) => other.text === one.text) === index);
  };
}

const local =
  (say: Speaker) =>
  (text: LocalText): Said =>
    say((language) => inLanguage(text, language));

/** Every called number once, with its newest call, the newest first. */
function latestCalls(calls: readonly DisplayedCall[]): DisplayedCall[] {
  const newest = calls.toReversed();
  return newest.filter((call, index) => newest.findIndex((other) => other.number === call.number) === index);
}

function isBeingCalled(picture: DisplayPicture, call: DisplayedCall): boolean {
  return picture.counters.some(
    (counter) =>
      counter.counter === call.counter && counter.number === call.number && counter.state === "calling",
  );
}

/** Closed, and nobody is left to be called or served. */
function isShut(picture: DisplayPicture): boolean {
  const isAtWork = picture.counters.some((one) => one.state === "calling" || one.state === "serving");
  return !picture.open && !isAtWork && picture.queues.every((queue) => queue.waiting === 0);
}

function bigPlace({ picture, announcing, link }: Seen, say: Speaker): DisplayView["big"] {
  const call = announcing.now?.call ?? latestCalls(picture.calls)[0];
  if (call === undefined) return null;
  const isNow = link.state !== "lost" && (announcing.now !== null || isBeingCalled(picture, call));
  return {
    key: `${call.callSeq}/${call.calledAt}`,
    label: say((language) => DISPLAY_TEXTS[language][isNow ? "nowCalling" : "calledLast"]),
    number: call.number,
    counter: local(say)(call.counterName),
  };
}

function messageOf(picture: DisplayPicture, at: number, say: Speaker): DisplayView["message"] {
  const { opensAt, timeZone } = picture;
  if (!isShut(picture))
    return {
      head: say((language) => DISPLAY_TEXTS[language].welcome),
      help: say((language) => DISPLAY_TEXTS[language].help),
    };
  return {
    head: say((language) => DISPLAY_TEXTS[language].closed),
    help: opensAt === null ? [] : say((language) => opensAtWords(opensAt, at, { timeZone, language })),
  };
}

function rowsOf(seen: Seen, bigNumber: string | undefined): DisplayView["rows"] {
  const { picture } = seen;
  const language = picture.languages[0] ?? "da";
  return latestCalls(picture.calls)
    .filter((call) => call.number !== bigNumber)
    .slice(0, ROWS)
    .map((call) => ({
      number: call.number,
      counter: inLanguage(call.counterName, language),
      isNow: isBeingCalled(picture, call),
    }));
}

function queuesOf(picture: DisplayPicture, at: number, say: Speaker): DisplayView["queues"] {
  const pages = Math.max(1, Math.ceil(picture.queues.length / QUEUES_AT_ONCE));
  const first = (Math.floor(at / QUEUE_PAGE_MS) % pages) * QUEUES_AT_ONCE;
  return picture.queues.slice(first, first + QUEUES_AT_ONCE).map((queue) => {
    const { wait, waiting } = queue;
    const isClosed = !queue.open && waiting === 0;
    return {
      letters: queue.letters,
      name: local(say)(queue.name),
      waiting: say((language) =>
        isClosed ? DISPLAY_TEXTS[language].closed : DISPLAY_TEXTS[language].waiting(waiting),
      ),
      wait:
        isClosed || wait === null
          ? []
          : say((language) => `${DISPLAY_TEXTS[language].wait} ${waitWords(wait, language) ?? ""}`),
    };
  });
}

function bannerOf({ picture, link, at }: Seen, say: Speaker): Said {
  if (link.state !== "lost") return [];
  const isLong = at - link.since >= ASK_STAFF_AFTER_MS;
  return say((language) => {
    const texts = DISPLAY_TEXTS[language];
    const since = texts.lostSince(clockWords(link.since, { timeZone: picture.timeZone, language }));
    return `${texts.lost}. ${since}. ${isLong ? `${texts.askStaff}.` : ""}`.trim();
  });
}

function modeOf({ picture, announcing, link }: Seen): DisplayView["mode"] {
  if (link.state === "lost") return "lost";
  if (announcing.now !== null) return "live";
  if (isShut(picture)) return "closed";
  return picture.calls.length === 0 ? "empty" : "live";
}

/** Before the first picture: Danish and English, since nobody knows the location yet. */
function beginning(link: Link): DisplayView {
  const say = speakerOf(["da", "en"]);
  const isLost = link.state === "lost";
  return {
    mode: isLost ? "lost" : "connecting",
    place: "Talon",
    clock: "",
    big: null,
    message: {
      head: say((language) => DISPLAY_TEXTS[language][isLost ? "lost" : "starting"]),
      help: isLost ? say((language) => DISPLAY_TEXTS[language].askStaff) : [],
    },
    heading: [],
    rows: [],
    queues: [],
    banner: [],
  };
}

/** The view at `at` (epoch ms of the hub's clock); `picture` is `null` before the first one has come. */
export function viewOf(
  seen: Omit<Seen, "picture"> & { readonly picture: DisplayPicture | null },
): DisplayView {
  const { picture, announcing, link, at } = seen;
  if (picture === null) return beginning(link);
  const known = { picture, announcing, link, at };
  const say = speakerOf(picture.languages);
  const mode = modeOf(known);
  const isQuiet = announcing.now === null && (isShut(picture) || picture.calls.length === 0);
  const big = isQuiet ? null : bigPlace(known, say);
  const language = picture.languages[0] ?? "da";
  return {
    mode,
    place: inLanguage(picture.locationName, language),
    clock: clockWords(at, { timeZone: picture.timeZone, language }),
    big,
    message: isQuiet ? messageOf(picture, at, say) : null,
    heading: say((one) => DISPLAY_TEXTS[one].latest),
    rows: isQuiet ? [] : rowsOf(known, big?.number),
    queues: queuesOf(picture, at, say),
    banner: bannerOf(known, say),
  };
}
