/**
 * What the stand's screen derives from its picture: rows of soft keys, why a key is dark, what to say above them.
 * Pure; knows no DOM, no connection and no clock.
 */
import type { DrawnButton, StandPicture } from "../../../protocol/snapshots.ts";
import { inLanguage, type Language, type ToMend } from "../../../protocol/terms.ts";
import { STAND_TEXTS } from "../../../protocol/texts/texts.ts";
import { isSameDay, opensAtWords } from "../../../protocol/texts/words.ts";

export type SoftKey = {
  readonly button: number;
  /** Its button's place on its side, from 1 at the top. */
  readonly row: number;
  readonly label: string;
  readonly lit: boolean;
  /** Why it is dark; empty while lit. */
  readonly because: string;
  readonly kind: DrawnButton["does"]["kind"];
};

/**
 * The keys beside their buttons, which sit beside the screen like a cash machine's: the first half of them on the left from the
 * top, the rest on the right. A button without a key has its place all the same.
 */
export type KeySides = {
  readonly left: readonly SoftKey[];
  readonly right: readonly SoftKey[];
  /** Rows on either side, so that labels and buttons stand level. */
  readonly rows: number;
};

/** Numbers that are given for today, or till a queue opens again later today. */
function givenWords(opensAt: number | null, { language, timeZone, at }: StandPicture): Headline {
  const texts = STAND_TEXTS[language];
  if (opensAt === null) return { head: texts.given, help: "" };
  const isLaterToday = isSameDay(opensAt, at, timeZone);
  return {
    head: isLaterToday ? texts.givenForNow : texts.given,
    help: opensAtWords(opensAt, at, { timeZone, language }),
  };
}

function becauseOf(button: DrawnButton, picture: StandPicture): string {
  const { language, timeZone, at } = picture;
  const texts = STAND_TEXTS[language];
  switch (button.because) {
    case null:
      return "";
    case "closed":
      return button.opensAt === null
        ? texts.closed
        : `${texts.closed}. ${opensAtWords(button.opensAt, at, { timeZone, language })}`;
    case "given": {
      const given = givenWords(button.opensAt, picture);
      return given.help === "" ? given.head : `${given.head}. ${given.help}`;
    }
    case "busy":
      return texts.busy;
    case "no-number":
      return `${texts.noNumber}. ${texts.askStaff}.`;
    case "storage":
      return `${texts.storage}. ${texts.askStaff}.`;
    case "stuck":
      return `${texts.stuck}. ${texts.askStaff}.`;
    case "gone":
      return `${texts.buttonsGone}. ${texts.askStaff}.`;
  }
}

/** The numbers of all buttons of the stand, from 1. */
export const buttonsOf = ({ buttonCount }: StandPicture): number[] =>
  Array.from({ length: buttonCount }, (_, at) => at + 1);

/** What Talon itself puts on a key is said in every language; the rest is the location's. */
function labelOf({ does, label }: DrawnButton, language: Language): string {
  const { back, more, rejoin } = STAND_TEXTS[language];
  switch (does.kind) {
    case "back":
      return back;
    case "more":
      return more;
    case "rejoin":
      return rejoin;
    default:
      return inLanguage(label, language);
  }
}

/** The picture's buttons on their sides, in the order of their numbers. */
export function sidesOf(picture: StandPicture): KeySides {
  const rows = Math.ceil(picture.buttonCount / 2);
  const keys = picture.buttons
    .toSorted((one, other) => one.button - other.button)
    .map((button) => ({
      button: button.button,
      row: button.button > rows ? button.button - rows : button.button,
      label: labelOf(button, picture.language),
      lit: button.lit,
      because: becauseOf(button, picture),
      kind: button.does.kind,
    }));
  const isLeft = ({ button }: SoftKey) => button <= rows;
  return { left: keys.filter(isLeft), right: keys.filter((key) => !isLeft(key)), rows };
}

/** Why every key that gives something is dark, when it is one reason; a menu's way back does not count. */
function commonReason(picture: StandPicture): DrawnButton["because"] {
  const giving = picture.buttons.filter((button) => button.does.kind !== "back");
  const reasons = new Set(giving.map((button) => button.because));
  const [reason = null] = reasons;
  if (reasons.size <= 1) return reason;
  return [...reasons].every((one) => one === "closed" || one === "given") ? "closed" : null;
}

/** When the first of the closed keys opens, epoch ms; `null` when none says. */
function firstOpening(picture: StandPicture): number | null {
  const openings = picture.buttons.flatMap((button) => (button.opensAt === null ? [] : [button.opensAt]));
  return openings.length === 0 ? null : Math.min(...openings);
}

export type Headline = { readonly head: string; readonly help: string };

function menuHelp({ pages, language }: StandPicture): string {
  const { pressButton, page } = STAND_TEXTS[language];
  return pages === null ? pressButton : page(pages.at, pages.of);
}

/** What stands above the keys while no ticket and no standing is shown. */
export function headlineOf(picture: StandPicture): Headline {
  const { language, timeZone, at } = picture;
  const texts = STAND_TEXTS[language];
  if (picture.buttons.length === 0) return { head: texts.starting, help: "" };
  if (picture.buttons.some(({ does }) => does.kind === "rejoin"))
    return { head: texts.missed, help: texts.missedHelp };
  const reason = commonReason(picture);
  if (reason === "no-number") return { head: texts.noNumber, help: texts.askStaff };
  if (reason === "storage") return { head: texts.storage, help: texts.askStaff };
  if (reason === "gone") return { head: texts.buttonsGone, help: texts.askStaff };
  if (reason === "given") return givenWords(firstOpening(picture), picture);
  if (reason === "closed") {
    const opening = firstOpening(picture);
    return {
      head: texts.closed,
      help: opening === null ? "" : opensAtWords(opening, at, { timeZone, language }),
    };
  }
  if (picture.menu !== null) return { head: inLanguage(picture.menu, language), help: menuHelp(picture) };
  return { head: texts.welcome, help: texts.pressButton };
}

/** Reasons that leave everybody without a number; nothing may promise one then. */
const NO_NUMBERS: ReadonlySet<DrawnButton["because"]> = new Set([
  "closed",
  "given",
  "no-number",
  "storage",
  "gone",
]);

/** Troubles in plain words that keep no citizen from a number, the worst first; none where numbers are not given or one is shown. */
export function noticesOf(picture: StandPicture): string[] {
  const texts = STAND_TEXTS[picture.language];
  const reason = commonReason(picture);
  if (picture.service !== null || picture.ticketOnScreen !== null || NO_NUMBERS.has(reason)) return [];
  return [
    ...(picture.printer === "ok" ? [] : [texts.printer[picture.printer]]),
    ...(picture.online || reason !== null ? [] : [texts.offLine]),
    ...(picture.mends.includes("scanner-gone") ? [texts.scannerGone] : []),
  ];
}

/** One line of what was switched on or called for, or that it cannot be; the most pressing. What runs out is `warningOf`'s. */
export function accessNoticeOf({ access, language, service }: StandPicture): string | null {
  const texts = STAND_TEXTS[language];
  if (service !== null) return null;
  if (access.help !== null) return texts.help[access.help];
  if (access.isSpeaking) return texts.speaking;
  return access.isMute ? texts.mute : null;
}

/** Before what is shown falls back: what is asked, and what keeps it; on a stand without a tactile key nothing keeps a number. */
export function warningOf({ access, language }: StandPicture): Headline | null {
  const { warn, moreTime } = STAND_TEXTS[language];
  if (!access.isWarned) return null;
  if (access.isExtendedByPress) return { head: warn, help: `${moreTime.button}.` };
  return { head: warn, help: access.key === null ? "" : `${moreTime.key}.` };
}

/** What anybody can mend at once with the pictures before them. */
const SHOWN_AT_ONCE: ReadonlySet<ToMend> = new Set(["paper-out", "cover-open", "jam"]);

export type MendsView = {
  /** Which panel is open, and whether it was opened by hand. */
  readonly panel: { readonly what: ToMend; readonly isByHand: boolean } | null;
  readonly strip: readonly ToMend[];
};

/**
 * Which mending is shown large and which in the strip: what somebody opened by hand, as long as it is broken, else what anybody
 * can mend. While a citizen reads their number or their code's answer, or types a code, the screen is theirs.
 */
export function mendsOf(picture: StandPicture, opened: ToMend | null): MendsView {
  const { mends } = picture;
  const byHand = mends.find((what) => what === opened) ?? null;
  const isCitizens = picture.ticketOnScreen !== null || picture.standing !== null || picture.digits > 0;
  const byItself = isCitizens ? null : (mends.find((what) => SHOWN_AT_ONCE.has(what)) ?? null);
  const what = byHand ?? byItself;
  return {
    panel: what === null ? null : { what, isByHand: byHand !== null },
    strip: mends.filter((one) => one !== what),
  };
}

/** Milliseconds that a finger stays on what citizens are not to open. */
const HELD_MS = 700;

/** Whether a touch from `downAt` to `upAt`, in the milliseconds of the page, was a long one. */
export function isHeld(downAt: number | null, upAt: number): boolean {
  return downAt !== null && upAt - downAt >= HELD_MS;
}

/** The languages to offer, without the one that is spoken. */
export function otherLanguages(picture: StandPicture): Language[] {
  return picture.languages.filter((language) => language !== picture.language);
}

/** Whether somebody did something between two pictures that leads elsewhere: a menu, a number, a code and its answer. */
export function isOtherPage(before: StandPicture, now: StandPicture): boolean {
  const pageOf = ({ menu, digits, ticketOnScreen, standing, information, service }: StandPicture) =>
    JSON.stringify([menu, digits, ticketOnScreen?.number, standing, information?.title, service === null]);
  return pageOf(before) !== pageOf(now);
}
