/**
 * Makes what must be new - message ids, a ticket's id and token, jitter - from the 64 random bytes that came with an event.
 * Pure: the same moment gives the same ids, so that a test can foresee them.
 */
import type { StandTime } from "../../../protocol/messages.ts";
import {
  PROTOCOL_VERSION,
  type TicketId,
  type TicketToken,
  ticketIdOf,
  tokenOf,
} from "../../../protocol/terms.ts";
import type { Moment, StandState } from "./state.ts";

/** The messages that one event may send, each at most once. */
const MESSAGES = ["hello", "issue", "printed", "health", "code", "help"] as const;
export type Sendable = (typeof MESSAGES)[number];

export function freshTicket(moment: Moment): { ticketId: TicketId; token: TicketToken } {
  return {
    ticketId: ticketIdOf(moment.chance.subarray(0, 16), moment.wallMs),
    token: tokenOf(moment.chance.subarray(16, 32)),
  };
}

/** Version, id and time of a new message. */
export function headOf(moment: Moment, kind: Sendable): { v: number; id: string; at: number } {
  const bytes = Uint8Array.from(moment.chance.subarray(32, 48));
  bytes[15] = ((bytes[15] ?? 0) + MESSAGES.indexOf(kind)) & 255;
  return {
    v: PROTOCOL_VERSION,
    id: ticketIdOf(bytes, moment.wallMs),
    at: Math.max(0, Math.trunc(moment.wallMs)),
  };
}

const LONGEST_PAUSE_MS = 30_000;

/** A pause that doubles with every try up to 30 s, of which a random half is taken off so that stands do not march in step. */
export function pauseMs(firstMs: number, tries: number, moment: Moment): number {
  const whole = Math.min(LONGEST_PAUSE_MS, firstMs * 2 ** Math.min(tries, 16));
  const part = ((moment.chance[48] ?? 0) * 256 + (moment.chance[49] ?? 0)) / 65_536;
  return Math.max(1, Math.round(whole * (1 - part / 2)));
}

/** The moment as a message carries it, with the last contact (design rule 11). */
export function standTime(state: StandState, moment: Moment): StandTime {
  const { wallMs, monoMs, bootId, trust } = moment;
  return { wallMs: Math.max(0, Math.trunc(wallMs)), monoMs, bootId, trust, contact: state.link.contact };
}

/** The time as far as it can be believed: the hub's, carried on by this boot's own count, or a clock set from the network; else `null`. */
export function trustedNow(state: StandState, moment: Moment): number | null {
  const { contact } = state.link;
  if (contact && contact.bootId === moment.bootId && moment.monoMs >= contact.monoMs)
    return Math.round(contact.hubAt + (moment.monoMs - contact.monoMs));
  return moment.trust === "synced" ? moment.wallMs : null;
}
