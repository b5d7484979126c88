/**
 * What hosts are to be reminded of and asked about: an appointment that begins soon, and a guest who has not come in time.
 * Pure; reads no clock, and knows no page and no channel.
 */
import type { PersonKey } from "../../protocol/terms.ts";
import { type Appointment, appointmentsBetween, isCounted } from "./appointments.ts";
import { hasCome } from "./find.ts";
import { houseRules } from "./house-rules.ts";
import type { HubState } from "./state.ts";

/** No appointment of which hosts are asked goes on for longer. */
const LONGEST_MS = 86_400_000;

/** `since`: from when it is so (epoch ms), which tells one word of it from the next. */
export type Attention = {
  readonly tells: "soon" | "late";
  readonly appointment: Appointment;
  /** Who has not come; `null` of what begins soon. */
  readonly guest: PersonKey | null;
  readonly since: number;
};

/** Since when a guest's host is to be asked what became of them; `null` while that is not so. Nobody asks twice within the house's minutes. */
export function lateSince(
  state: HubState,
  { one, guest }: { readonly one: Appointment; readonly guest: PersonKey },
  at: number,
): number | null {
  if (one.cancelledAt !== null || one.form !== "physical" || isCounted(one) || hasCome(state, guest))
    return null;
  const { guestLateMs } = houseRules(state.location);
  const said = state.judged.get(guest);
  if (said !== undefined && said.says !== "wait") return null;
  const since = Math.max(one.startAt, said?.at ?? 0) + guestLateMs;
  return at >= since ? since : null;
}

/** Since when an appointment begins soon; `null` before that, and from its time on. */
export function soonSince(state: HubState, { cancelledAt, startAt }: Appointment, at: number): number | null {
  const since = startAt - houseRules(state.location).hostRemindMs;
  return cancelledAt === null && at >= since && at < startAt ? since : null;
}

/** Everything that hosts are to be told of at `at`, of the earliest appointment first; of appointments without hosts nothing. */
export function attentionAt(state: HubState, at: number): Attention[] {
  const until = at + houseRules(state.location).hostRemindMs + 1;
  // An appointment that is over is asked about no more.
  return appointmentsBetween(state, { from: at - LONGEST_MS, until })
    .filter(({ hosts, endAt }) => hosts.length > 0 && endAt > at)
    .flatMap((appointment): Attention[] => {
      const soon = soonSince(state, appointment, at);
      if (soon !== null) return [{ tells: "soon", appointment, guest: null, since: soon }];
      return appointment.guests.flatMap((guest) => {
        const since = lateSince(state, { one: appointment, guest }, at);
        return since === null ? [] : [{ tells: "late" as const, appointment, guest, since }];
      });
    });
}
