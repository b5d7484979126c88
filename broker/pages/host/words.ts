/**
 * How a host's guests stand, in words, and who of them wants something now.
 * Pure; knows no page.
 */
import type { HostAppointment, HostGuest, HostPicture } from "../../../protocol/host-picture.ts";
import { inLanguage, type StaffLanguage } from "../../../protocol/terms.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import type { Shown } from "./host-page.ts";
import { HOST_TEXTS, type HostTexts } from "./texts.ts";

type Telling = { readonly timeZone: string; readonly language: StaffLanguage };

/** Whoever comes so long before their time is told of as early. */
const EARLY_MS = 900_000;

/** What a line of the day is coloured by. */
export type Tone = "waits" | "late" | "busy" | "over" | "plain";

const isOver = (state: string) => ["served", "left", "cancelled", "expired", "no-show"].includes(state);

function ticketWords(guest: HostGuest, appointment: HostAppointment, telling: Telling): string {
  const { state } = HOST_TEXTS[telling.language];
  const clock = (at: number | null) => clockWords(at ?? 0, telling);
  const ticket = guest.ticket;
  const arrived = guest.arrivedAt === null ? "" : arrivedWords(guest.arrivedAt, appointment, telling);
  if (ticket === null) return state.left;
  switch (ticket.state) {
    case "called": {
      if (ticket.counterName !== null)
        return state.atCounter(inLanguage(ticket.counterName, telling.language));
      const answer = ticket.answered?.answer;
      return answer?.kind === "room" ? state.room(answer.room) : state.coming;
    }
    case "serving":
      return state.meeting(clock(ticket.servingAt));
    case "served":
      return state.met(clock(ticket.endedAt));
    case "no-show":
      return state.missed;
    case "left":
    case "cancelled":
    case "expired":
      return state.left;
    default: {
      const said = ticket.answered;
      const later =
        said?.answer.kind === "later" ? `. ${state.later(said.answer.minutes, clock(said.at))}` : "";
      return `${arrived}${ticket.stage === "desk" ? `. ${state.desk}` : later}`;
    }
  }
}

function arrivedWords(arrivedAt: number, { startAt }: HostAppointment, telling: Telling): string {
  const { state } = HOST_TEXTS[telling.language];
  const clock = clockWords(arrivedAt, telling);
  return arrivedAt < startAt - EARLY_MS ? state.early(clock) : state.arrived(clock);
}

/** `Ankommet 10.02`, `I møde siden 10.17`, `Ikke mødt`. */
export function stateWords({ appointment, guest }: Shown, telling: Telling): string {
  const { state } = HOST_TEXTS[telling.language];
  if (appointment.cancelledAt !== null) return state.cancelled;
  if (guest.hasArrived) return ticketWords(guest, appointment, telling);
  const { judged } = guest;
  if (judged === null) {
    if (guest.lateSince !== null) return state.late;
    return appointment.soonSince === null ? formWords(appointment, state) : state.soon;
  }
  const clock = clockWords(judged.at, telling);
  if (judged.says === "no-show") return state.noShow(clock);
  return judged.says === "wait" ? state.wait(clock) : state.rung(clock);
}

function formWords({ form }: HostAppointment, state: HostTexts["state"]): string {
  const by = { physical: state.expected, phone: state.byPhone, digital: state.digital, letter: state.letter };
  return by[form];
}

/** Whether a guest who is here waits for a host's answer, or was promised one. */
export function waits({ guest }: Shown): boolean {
  return guest.ticket?.state === "waiting";
}

/** Whether the two are called together or meet, away from any counter. */
export function isWithHost({ guest: { ticket } }: Shown): boolean {
  return (
    ticket !== null &&
    (ticket.state === "called" || ticket.state === "serving") &&
    ticket.counterName === null
  );
}

export function toneOf(one: Shown): Tone {
  const { guest, appointment } = one;
  if (appointment.cancelledAt !== null || (guest.ticket !== null && isOver(guest.ticket.state)))
    return "over";
  if (waits(one)) return "waits";
  if (guest.lateSince !== null) return "late";
  return guest.ticket === null ? "plain" : "busy";
}

/** Everybody of the day who wants something of the host now: who waits the longest first, then who is in a meeting, then who is late. */
export function wantedNow({ appointments }: HostPicture): Shown[] {
  const all = appointments
    .filter(({ counts, cancelledAt }) => counts === null && cancelledAt === null)
    .flatMap((appointment) => appointment.guests.map((guest) => ({ appointment, guest })));
  const waiting = all.filter((one) => waits(one));
  waiting.sort((one, other) => (one.guest.arrivedAt ?? 0) - (other.guest.arrivedAt ?? 0));
  const late = all.filter(({ guest }) => guest.lateSince !== null);
  return [...waiting, ...all.filter((one) => isWithHost(one)), ...late];
}

/** Whom a page calls a guest: by name where it may, else by number. */
export function nameOf({ guest }: Shown, language: StaffLanguage): string {
  return guest.name ?? guest.ticket?.number ?? HOST_TEXTS[language].guest;
}

/** What tells one arrival from another, so that each is told once. */
export function arrivalsOf({ appointments }: HostPicture): Shown[] {
  return appointments
    .filter(({ counts }) => counts === null)
    .flatMap((appointment) => appointment.guests.map((guest) => ({ appointment, guest })))
    .filter(({ guest }) => guest.hasArrived);
}
