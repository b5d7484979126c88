/**
 * The page behind an appointment's link, as the hub writes it: when and where, the code for the stand, and the number of whoever has
 * come. It needs no script, so that any phone shows it at once.
 * Pure; knows no server and no name. Addresses in it are relative.
 */
import type { ExpectedGuest } from "../../protocol/check-in.ts";
import { spacedCode } from "../../protocol/check-in.ts";
import { qrSvg } from "../../protocol/screen/qr.ts";
import type { LocalText, StaffLanguage, TicketToken } from "../../protocol/terms.ts";
import { APPOINTMENT_PAGE_TEXTS } from "../../protocol/texts/appointment-page.ts";
import { dayWords } from "../../protocol/texts/words.ts";
import { escaped } from "../http/escaped.ts";
import { phonePage } from "../phone/frame.ts";

/** What the page is made of; `guest` is `null` for a link that nobody has, or whose appointment is over. */
export type AppointmentPage = {
  readonly language: StaffLanguage;
  readonly place: LocalText;
  readonly timeZone: string;
  /** This page's own address, which the QR code says. */
  readonly url: string;
  readonly guest: ExpectedGuest | null;
  readonly code: string;
  /** Opens the ticket of whoever has come. */
  readonly ticket: TicketToken | null;
};

type Known = AppointmentPage & { readonly guest: ExpectedGuest };

function when({ guest, language, timeZone }: Known): string {
  const texts = APPOINTMENT_PAGE_TEXTS[language];
  const room = guest.room === null ? "" : `<p class="facts">${escaped(texts.room(guest.room))}</p>\n`;
  return `<p class="name">${escaped(dayWords(guest.startAt, { timeZone, language }))}</p>\n${room}`;
}

function next(page: Known): string {
  const { guest, language, ticket, url, code } = page;
  const texts = APPOINTMENT_PAGE_TEXTS[language];
  if (guest.isCancelled) return `<p class="trouble">${escaped(texts.cancelled)}</p>\n`;
  if (guest.form !== "physical") return `<p>${escaped(texts.notHere)}</p>\n`;
  if (guest.arrived !== null && ticket !== null) {
    const number = guest.isCounted ? "" : `<bdi class="number" dir="ltr">${guest.arrived}</bdi>`;
    return `<p>${escaped(texts.arrived)}</p>\n<div class="ticket">${number}<a class="show" href="../t/${ticket}">${escaped(texts.show)}</a></div>\n`;
  }
  return `<p>${escaped(texts.scan)}</p>\n<div class="qr">${qrSvg(url, texts.qr)}</div>\n<p>${escaped(texts.type)}</p>\n<div class="ticket"><bdi class="name" dir="ltr">${spacedCode(code)}</bdi></div>\n`;
}

function languages({ language }: AppointmentPage): string {
  const [other, name] = language === "da" ? ["en", "English"] : ["da", "Dansk"];
  return `<nav><a lang="${other}" href="?language=${other}">${name}</a></nav>\n`;
}

/** The page. */
export function appointmentPage(page: AppointmentPage): string {
  const { language, guest } = page;
  const texts = APPOINTMENT_PAGE_TEXTS[language];
  const body =
    guest === null
      ? `<p>${escaped(texts.unknown)}</p>\n`
      : `${when({ ...page, guest })}${next({ ...page, guest })}`;
  const { title } = texts;
  return phonePage({ language, place: page.place, title, root: "../", languages: languages(page), body });
}
