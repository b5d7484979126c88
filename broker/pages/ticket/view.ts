/**
 * What a citizen's phone shows of one ticket, as plain data: picture + link + language -> view.
 * Pure; knows no DOM, no sound and no clock.
 */
import type { TicketPicture } from "../../../protocol/snapshots.ts";
import { inLanguage, type Language, staffLanguage, type TicketState } from "../../../protocol/terms.ts";
import { HOST_ANSWER_TEXTS } from "../../../protocol/texts/host-answers.ts";
import type { TicketTexts } from "../../../protocol/texts/keys.ts";
import { clockWords, placeWords, waitWords } from "../../../protocol/texts/words.ts";

/** `gone`: the hub answers that it knows no such ticket; `soon`: not yet, but a stand of its location may. */
export type Link = "connecting" | "live" | "lost" | "gone" | "soon";
/** A language, and its words. */
export type Saying = { readonly language: Language; readonly texts: TicketTexts };

export type TicketView = {
  readonly mode: "connecting" | "unknown" | "soon" | TicketState;
  /** The tab's title; with the number as soon as it is known. */
  readonly title: string;
  readonly place: string;
  readonly label: string;
  readonly number: string;
  readonly queue: string;
  /** What a host or the service wrote to this citizen; else empty. */
  readonly message: string;
  /** When a guest checked in, and to what; else empty. */
  readonly checkedIn: string;
  /** The one thing to know, large: how many are ahead, where to go, or how it ended. */
  readonly head: string;
  /** What to do or expect; may be empty. */
  readonly help: string;
  readonly wait: string;
  readonly note: string;
  readonly updated: string;
  /** Said while the connection is lost; else empty. */
  readonly trouble: string;
  /** Whether being told by sound still makes sense. */
  readonly canNotify: boolean;
  /** The way to being told by text message; empty where the house offers none. */
  readonly byText: string;
  /** What its citizen can do with it, in words; nothing while the connection is lost. */
  readonly acts: readonly { readonly act: Act; readonly text: string }[];
};

/** What a citizen does with the ticket, as the hub's addresses name it. */
export type Act = "postpone" | "rejoin" | "leave";

const NOTHING = {
  place: "",
  label: "",
  number: "",
  queue: "",
  checkedIn: "",
  message: "",
  help: "",
  wait: "",
  note: "",
  updated: "",
  trouble: "",
  canNotify: false,
  byText: "",
  acts: [],
} as const;

/** Before the first picture, or without any. */
function bare(link: Link, texts: TicketTexts): TicketView {
  const base = { ...NOTHING, label: texts.title, title: texts.title };
  switch (link) {
    case "gone":
      return { ...base, mode: "unknown", head: texts.unknown };
    case "soon":
      return { ...base, mode: "soon", head: texts.soon, help: texts.soonHelp };
    case "lost":
      return { ...base, mode: "connecting", head: texts.lost };
    case "connecting":
    case "live":
      return { ...base, mode: "connecting", head: texts.starting };
  }
}

function headOf(picture: TicketPicture, { language, texts }: Saying): string {
  const { answer, isForHost } = picture;
  const ofHost = HOST_ANSWER_TEXTS[staffLanguage(language)];
  if (answer !== undefined) return ofHost.sentence(answer);
  if (isForHost === true && picture.state === "waiting") return ofHost.waiting;
  if (picture.state === "called") {
    return picture.counterName === null
      ? texts.calledNow
      : texts.goTo(placeWords({ ...picture, counterName: picture.counterName }, language));
  }
  if (picture.state === "no-show" && picture.may.rejoin) return texts.missed.head;
  if (picture.state !== "waiting") return texts.state[picture.state];
  if (picture.notBefore !== null) {
    const { notBefore, timeZone } = picture;
    return texts.postponed(clockWords(notBefore, { timeZone, language }));
  }
  return picture.ahead === 0 ? texts.next : texts.ahead(picture.ahead);
}

function helpOf(picture: TicketPicture, { language, texts }: Saying): string {
  if (picture.answer !== undefined) return "";
  if (picture.state === "called") return texts.calledNow;
  if (picture.state === "no-show" && picture.may.rejoin) return `${texts.missed.help}.`;
  if (picture.state === "serving" && picture.counterName !== null)
    return placeWords({ ...picture, counterName: picture.counterName }, language);
  return picture.state === "left" || picture.state === "cancelled" || picture.state === "expired"
    ? texts.ended
    : "";
}

function waitOf(picture: TicketPicture, { language, texts }: Saying): string {
  if (picture.state !== "waiting" || picture.notBefore !== null || picture.isForHost === true) return "";
  const words = waitWords(picture.wait, language);
  return words === null ? texts.unknownWait : `${texts.wait} ${words}`;
}

/** `asked`: leaving was tapped once, and is asked about. */
function actsOf({ may }: TicketPicture, { act }: TicketTexts, isAsked: boolean): TicketView["acts"] {
  const { postponeMin } = may;
  return [
    ...(may.rejoin ? [{ act: "rejoin" as const, text: act.rejoin }] : []),
    ...(postponeMin === null ? [] : [{ act: "postpone" as const, text: act.postpone(postponeMin) }]),
    ...(may.leave ? [{ act: "leave" as const, text: isAsked ? act.sure : act.leave }] : []),
  ];
}

function noteOf({ open, state }: TicketPicture, texts: TicketTexts): string {
  return open || state !== "waiting" ? "" : texts.closed;
}

function checkedInOf({ checkedIn, timeZone }: TicketPicture, { language, texts }: Saying): string {
  if (checkedIn === undefined) return "";
  const { at, agreedAt, room } = checkedIn;
  const clock = (instant: number) => clockWords(instant, { timeZone, language });
  const said = texts.checkedIn(clock(at), clock(agreedAt));
  return room === null ? said : `${said} · ${texts.room(room)}`;
}

export type Seen = Saying & {
  /** `null` before the first one has come. */
  readonly picture: TicketPicture | null;
  readonly link: Link;
  /** When the hub was heard last, epoch ms of its clock. */
  readonly heardAt: number;
  /** Whether leaving was tapped once. */
  readonly isAsked: boolean;
  /** Whether the last tap did not get through. */
  readonly hasFailed: boolean;
};

/** The view of what was seen. */
export function viewOf({ picture, link, language, texts, heardAt, isAsked, hasFailed }: Seen): TicketView {
  if (picture === null || link === "gone") return bare(link, texts);
  const { state, timeZone } = picture;
  const saying = { language, texts };
  const head = headOf(picture, saying);
  const isLost = link === "lost" || link === "soon";
  return {
    mode: state,
    title: state === "called" ? `${picture.number} · ${head}` : `${picture.number} · ${texts.title}`,
    place: inLanguage(picture.locationName, language),
    label: texts.yourNumber,
    number: picture.number,
    queue: inLanguage(picture.queueName, language),
    checkedIn: checkedInOf(picture, saying),
    message: picture.message === undefined ? "" : `${texts.personal}: ${picture.message}`,
    head,
    help: helpOf(picture, saying),
    wait: waitOf(picture, saying),
    note: noteOf(picture, texts),
    updated: texts.updated(clockWords(heardAt, { timeZone, language })),
    trouble: isLost ? texts.lost : hasFailed ? texts.actFailed : "",
    acts: isLost ? [] : actsOf(picture, texts, isAsked),
    byText: picture.may.text === true && !isLost ? texts.byText : "",
    canNotify: state === "waiting" || state === "parked" || state === "recovered",
  };
}

/** How often the phone should have chimed by now, for calls and recalls that its page has seen. */
export function chimesOf(picture: TicketPicture): number {
  return picture.state === "called" ? picture.calls : 0;
}

export type Wished = {
  /** What was tapped on this phone; `null` before. */
  readonly chosen: Language | null;
  /** What the phone asks pages for, the dearest first, e.g. `["pl-PL", "en"]`. */
  readonly phone: readonly string[];
};

/**
 * The language to speak: the one that was tapped, else the one that was chosen at the stand. The stand's own first language was
 * chosen by nobody, so then the phone's goes before it.
 */
export function languageOf(
  { languages, language }: Pick<TicketPicture, "languages" | "language">,
  { chosen, phone }: Wished,
): Language {
  const [first = "da"] = languages;
  const wished = phone.map((tag) => tag.slice(0, 2).toLowerCase());
  const phones = wished.flatMap((tag) => languages.filter((one) => one === tag))[0];
  const fallback = languages.includes("en") && wished.length > 0 ? "en" : first;
  const isOffered = (one: Language) => languages.includes(one);
  if (chosen !== null && isOffered(chosen)) return chosen;
  return language !== first && isOffered(language) ? language : (phones ?? fallback);
}
