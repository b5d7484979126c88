/**
 * The page behind an appointment's link, as the hub writes it: when and where, checking in at the door or at the stand, and the number of
 * whoever has come. It needs no script, so that any phone shows it at once.
 * Pure; knows no server and no name. Addresses in it are relative.
 */
import type { ExpectedGuest } from "../../protocol/check-in.ts";
import { spacedCode } from "../../protocol/check-in.ts";
import { qrSvg } from "../../protocol/screen/qr.ts";
import type { Language, LocalText, TicketNumber, TicketToken } from "../../protocol/terms.ts";
import { refusedWords } from "../../protocol/texts/check-in-words.ts";
import { APPOINTMENT_PAGE_TEXTS, DOOR_TEXTS, REFUSAL_TEXTS } from "../../protocol/texts/texts.ts";
import { clockWords, dayWords } from "../../protocol/texts/words.ts";
import { escaped } from "../http/escaped.ts";
import { languageLinks, phonePage } from "../phone/frame.ts";
import type { NotArrived } from "./arrival.ts";

/** What the page is made of; `guest` is `null` for a link that nobody has, or whose appointment is over. */
export type AppointmentPage = {
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly place: LocalText;
  readonly timeZone: string;
  /** This page's own address, which the QR code says. */
  readonly url: string;
  readonly guest: ExpectedGuest | null;
  readonly code: string;
  /** The ticket of whoever has come. */
  readonly ticket: {
    readonly token: TicketToken;
    readonly number: TicketNumber;
    readonly arrivedAt: number;
  } | null;
  /** Whether one may check in on this page. */
  readonly isOnPhone: boolean;
  /** Why nobody was checked in just now. */
  readonly trouble: NotArrived | null;
};

type Known = AppointmentPage & { readonly guest: ExpectedGuest };

function when({ guest, language, timeZone }: Known): string {
  const texts = APPOINTMENT_PAGE_TEXTS[language];
  const room = guest.room === null ? "" : `<p class="facts">${escaped(texts.room(guest.room))}</p>\n`;
  return `<p class="name">${escaped(dayWords(guest.startAt, { timeZone, language }))}</p>\n${room}`;
}

/** What went wrong, and the next step; the field names it, so that it is read with it. */
function trouble({ trouble: why, language, timeZone }: AppointmentPage): string {
  if (why === null) return "";
  const said = (head: string, lines: readonly string[] = []) =>
    `<div class="trouble" role="alert" id="trouble">\n${[head, ...lines].map((line) => `<p>${escaped(line)}</p>\n`).join("")}</div>\n`;
  if ("guest" in why) {
    const appointment = { at: why.guest.startAt, opensAt: why.opensAt, number: why.guest.arrived };
    const { head, lines } = refusedWords(why.refused, appointment, { timeZone, language });
    return said(head, lines);
  }
  if (why.refused === "not-at-door") return said(APPOINTMENT_PAGE_TEXTS[language].wrongDoor);
  return said(REFUSAL_TEXTS[language][why.refused]);
}

/** By what the door's screen shows. */
function atDoor({ isOnPhone, language, trouble: why }: Known): string {
  if (!isOnPhone) return "";
  const texts = APPOINTMENT_PAGE_TEXTS[language];
  const wrong = why?.refused === "not-at-door" ? ` aria-invalid="true" aria-describedby="trouble"` : "";
  return `<h2>${escaped(texts.here)}</h2>
<p>${escaped(texts.typeDoor)}</p>
<form method="post" action="?language=${language}">
<label for="shown">${escaped(texts.doorCode)}</label>
<input id="shown" name="shown" inputmode="numeric" autocomplete="off" maxlength="12" required dir="ltr"${wrong}>
<button><span class="name">${escaped(texts.checkIn)}</span></button>
</form>
<h2>${escaped(texts.atStand)}</h2>
`;
}

function arrived(
  { guest, language, timeZone }: Known,
  ticket: NonNullable<AppointmentPage["ticket"]>,
): string {
  const texts = APPOINTMENT_PAGE_TEXTS[language];
  const clock = clockWords(ticket.arrivedAt, { timeZone, language });
  const said = `<p role="status">${escaped(texts.arrived(clock))}</p>\n`;
  // Of a meeting of many nobody is called by number.
  if (guest.isCounted) return said;
  const number = `<bdi class="number" dir="ltr">${ticket.number}</bdi>`;
  return `${said}<div class="ticket">${number}<a class="show" href="../t/${ticket.token}">${escaped(texts.show)}</a></div>\n`;
}

function next(page: Known): string {
  const { guest, language, timeZone, ticket, url, code } = page;
  const texts = APPOINTMENT_PAGE_TEXTS[language];
  if (ticket !== null) return arrived(page, ticket);
  if (guest.isCancelled) {
    const appointment = { at: guest.startAt, opensAt: 0, number: null };
    const { head, lines } = refusedWords("appointment-cancelled", appointment, { timeZone, language });
    const [, step = ""] = lines;
    return `<div class="trouble">\n<p>${escaped(head)}</p>\n<p>${escaped(step)}</p>\n</div>\n`;
  }
  if (guest.form !== "physical") return `<p>${escaped(texts.notHere)}</p>\n`;
  return `${trouble(page)}${atDoor(page)}<p>${escaped(texts.scan)}</p>\n<div class="qr">${qrSvg(url, texts.qr)}</div>\n<p>${escaped(texts.type)}</p>\n<div class="ticket"><bdi class="name" dir="ltr">${spacedCode(code)}</bdi></div>\n`;
}

/** The page. */
export function appointmentPage(page: AppointmentPage): string {
  const { language, languages, guest } = page;
  const texts = APPOINTMENT_PAGE_TEXTS[language];
  const body =
    guest === null
      ? `<p>${escaped(texts.unknown)}</p>\n`
      : `${when({ ...page, guest })}${next({ ...page, guest })}`;
  const { title } = texts;
  const links = languageLinks({
    ...{ languages, language, address: "" },
    label: DOOR_TEXTS[language].chooseLanguage,
  });
  return phonePage({ language, place: page.place, title, root: "../", languages: links, body });
}
