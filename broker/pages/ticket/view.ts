/**
 * What a citizen's phone shows of one ticket, as plain data: picture + link + language -> view.
 * Pure; knows no DOM, no sound and no clock.
 */
import type { TicketPicture } from "../../../protocol/snapshots.ts";
import { inLanguage, type Language, type TicketState } from "../../../protocol/terms.ts";
import { TICKET_TEXTS } from "../../../protocol/texts/texts.ts";
import { clockWords, waitWords } from "../../../protocol/texts/words.ts";

/** `gone`: the hub answered that it knows no such ticket. */
export type Link = "connecting" | "live" | "lost" | "gone";

export type TicketView = {
  readonly mode: "connecting" | "unknown" | TicketState;
  /** The tab's title; with the number as soon as it is known. */
  readonly title: string;
  readonly place: string;
  readonly label: string;
  readonly number: string;
  readonly queue: string;
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
  help: "",
  wait: "",
  note: "",
  updated: "",
  trouble: "",
  canNotify: false,
  acts: [],
} as const;

/** Before the first picture, or without any. */
function bare(link: Link, language: Language): TicketView {
  const texts = TICKET_TEXTS[language];
  const [mode, head] =
    link === "gone"
      ? (["unknown", texts.unknown] as const)
      : (["connecting", link === "lost" ? texts.lost : texts.starting] as const);
  return { ...NOTHING, mode, head, label: texts.title, title: texts.title };
}

function headOf(picture: TicketPicture, language: Language): string {
  const texts = TICKET_TEXTS[language];
  if (picture.state === "called") {
    return picture.counterName === null
      ? texts.calledNow
      : texts.goTo(inLanguage(picture.counterName, language));
  }
  if (picture.state !== "waiting") return texts.state[picture.state];
  if (picture.notBefore !== null) {
    const { notBefore, timeZone } = picture;
    return texts.postponed(clockWords(notBefore, { timeZone, language }));
  }
  return picture.ahead === 0 ? texts.next : texts.ahead(picture.ahead);
}

function helpOf(picture: TicketPicture, language: Language): string {
  const texts = TICKET_TEXTS[language];
  if (picture.state === "called") return texts.calledNow;
  if (picture.state === "serving" && picture.counterName !== null)
    return inLanguage(picture.counterName, language);
  return picture.state === "left" || picture.state === "cancelled" || picture.state === "expired"
    ? texts.ended
    : "";
}

function waitOf(picture: TicketPicture, language: Language): string {
  if (picture.state !== "waiting" || picture.notBefore !== null) return "";
  const words = waitWords(picture.wait, language);
  const texts = TICKET_TEXTS[language];
  return words === null ? texts.unknownWait : `${texts.wait} ${words}`;
}

/** `asked`: leaving was tapped once, and is asked about. */
function actsOf({ may }: TicketPicture, language: Language, isAsked: boolean): TicketView["acts"] {
  const { act } = TICKET_TEXTS[language];
  const { postponeMin } = may;
  return [
    ...(may.rejoin ? [{ act: "rejoin" as const, text: act.rejoin }] : []),
    ...(postponeMin === null ? [] : [{ act: "postpone" as const, text: act.postpone(postponeMin) }]),
    ...(may.leave ? [{ act: "leave" as const, text: isAsked ? act.sure : act.leave }] : []),
  ];
}

function noteOf({ open, state }: TicketPicture, language: Language): string {
  return open || state !== "waiting" ? "" : TICKET_TEXTS[language].closed;
}

export type Seen = {
  /** `null` before the first one has come. */
  readonly picture: TicketPicture | null;
  readonly link: Link;
  readonly language: Language;
  /** When the hub was heard last, epoch ms of its clock. */
  readonly heardAt: number;
  /** Whether leaving was tapped once. */
  readonly isAsked: boolean;
  /** Whether the last tap did not get through. */
  readonly hasFailed: boolean;
};

/** The view of what was seen. */
export function viewOf({ picture, link, language, heardAt, isAsked, hasFailed }: Seen): TicketView {
  if (picture === null || link === "gone") return bare(link, language);
  const texts = TICKET_TEXTS[language];
  const { state, timeZone } = picture;
  const head = headOf(picture, language);
  return {
    mode: state,
    title: state === "called" ? `${picture.number} · ${head}` : `${picture.number} · ${texts.title}`,
    place: inLanguage(picture.locationName, language),
    label: texts.yourNumber,
    number: picture.number,
    queue: inLanguage(picture.queueName, language),
    head,
    help: helpOf(picture, language),
    wait: waitOf(picture, language),
    note: noteOf(picture, language),
    updated: texts.updated(clockWords(heardAt, { timeZone, language })),
    trouble: link === "lost" ? texts.lost : hasFailed ? texts.actFailed : "",
    acts: link === "lost" ? [] : actsOf(picture, language, isAsked),
    canNotify: state === "waiting" || state === "parked" || state === "recovered",
  };
}

/** How often the phone should have chimed by now, for calls and recalls that its page has seen. */
export function chimesOf(picture: TicketPicture): number {
  return picture.state === "called" ? picture.calls : 0;
}
