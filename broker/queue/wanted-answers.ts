/**
 * Which answers of hosts are to be sent to their guests by text message: the newest to each, once, while they wait for each other.
 * Pure; reads no clock and knows no words. No quiet hours: the guest is in the house.
 */
import type { PersonKey } from "../../protocol/terms.ts";
import { arrivalOf } from "./find.ts";
import { noticesOf, type WantedNotice } from "./notices.ts";
import type { HubState, Ticket } from "./state.ts";

/** Later a guest has seen it, or somebody has spoken to them. */
const STALE_MS = 600_000;

/** What a host told the guest of a ticket last, while it is worth telling. */
function freshAnswer(state: HubState, { counter, answered, state: is }: Ticket, at: number): number | null {
  const last = answered.at(-1);
  const isOpen = counter === null && (is === "waiting" || is === "called");
  if (last === undefined || !isOpen || at - last.at > STALE_MS || last.at <= state.lostUntil) return null;
  return last.at;
}

/** The one message of an answer that is to go out to a guest at `at`. */
export function wantedAnswer(state: HubState, person: PersonKey, at: number): WantedNotice | null {
  const ticket = arrivalOf(state, person);
  const one = ticket?.agreed ? state.appointments.byId.get(ticket.agreed.appointment) : undefined;
  if (ticket === undefined || one === undefined || one.reminds === "none") return null;
  const answeredAt = freshAnswer(state, ticket, at);
  if (answeredAt === null) return null;
  const told = noticesOf(state.notices, one.id);
  if (told.some((past) => past.person === person && past.answeredAt === answeredAt)) return null;
  return {
    appointment: one.id,
    person,
    tells: "host-answer",
    startAt: one.startAt,
    before: null,
    answeredAt,
  };
}

/** Those of everybody who has come today. */
export function wantedAnswers(state: HubState, at: number): WantedNotice[] {
  return [...state.day.arrivals.keys()].flatMap((person) => wantedAnswer(state, person, at) ?? []);
}
