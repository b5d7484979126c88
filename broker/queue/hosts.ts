/**
 * Whom an appointment is with, who takes its guests while a host is away, and how far an unanswered guest has come: host, deputy, desk.
 * Pure; knows no calendar, no telephone and no channel by which anybody is told.
 */
import type { PersonKey, StaffId } from "../../protocol/terms.ts";
import type { HostAnswer } from "../../protocol/texts/host-answers.ts";
import type { Appointment } from "./appointments.ts";
import { queueOf, waitsFrom } from "./find.ts";
import { houseRules } from "./house-rules.ts";
import type { HubState, Ticket } from "./state.ts";

/** The source of appointments that hosts make on their own page. */
export const HOST_SOURCE = "host";

/** An answer as it was given; `staff` is `null` where nobody signs in. */
export type GuestAnswered = {
  readonly at: number;
  readonly staff: StaffId | null;
  readonly answer: HostAnswer;
};

/** Who says whether a host is there: the host, their calendar, or their telephone. */
export type PresenceSource = "self" | "calendar" | "telephone";
/** `until`: from then on it says nothing (epoch ms); `null`: until the same source says something else. */
export type Presence = { readonly isAway: boolean; readonly until: number | null; readonly at: number };

/** What is known of a host beside their appointments, by `hostKey`. */
export type Host = {
  /** Whoever takes their guests while they are away. */
  readonly deputy: string | null;
  readonly presence: ReadonlyMap<PresenceSource, Presence>;
};

/** What was said of a guest who did not come in time. `rung`: they were telephoned. */
export type GuestWord = "wait" | "rung" | "no-show";
export type Judged = {
  readonly appointment: Appointment["id"];
  readonly says: GuestWord;
  readonly at: number;
  readonly staff: StaffId | null;
};
/** The last word about each guest of appointments that are not over. A guest who comes after all has come. */
export type JudgedGuests = Map<PersonKey, Judged>;

const NOBODY_SAID: Host = { deputy: null, presence: new Map() };

/** A host as staff ids have it: of an address what stands before the @, as the sign-in does too. */
export function hostKey(name: string): string {
  return name.toLowerCase().split("@")[0] as string;
}

export function hostOf(state: HubState, name: string): Host {
  return state.hosts.get(hostKey(name)) ?? NOBODY_SAID;
}

/** What was said last and still holds, whoever said it; `null`: nobody says anything, so that the host is there. */
export function presenceOf(
  state: HubState,
  name: string,
  at: number,
): (Presence & { readonly source: PresenceSource }) | null {
  const said = [...hostOf(state, name).presence]
    .map(([source, one]) => ({ ...one, source }))
    .filter(({ until }) => until === null || at < until);
  return said.sort((one, other) => other.at - one.at)[0] ?? null;
}

export function isAway(state: HubState, name: string, at: number): boolean {
  return presenceOf(state, name, at)?.isAway === true;
}

/** One host of an appointment, by keys. `takes`: who is told and answers now; `null`: nobody is there, so the desk. */
export type HostTurn = {
  readonly host: string;
  readonly isAway: boolean;
  readonly deputy: string | null;
  readonly takes: string | null;
};

type Kept = Pick<Appointment, "hosts" | "service">;

/** Whoever answers for the queue of an appointment's service, by the location's document. */
function ownerOf(state: HubState, { service }: Kept): string | null {
  const known = state.location.services.find((one) => one.service === service);
  const owner = queueOf(state, known?.queue ?? state.location.catchAll)?.owner;
  return owner === undefined ? null : hostKey(owner);
}

/** The hosts of an appointment, the first to be told first; one who is away hands on to the deputy, and then to the queue's owner. */
export function hostsOf(state: HubState, appointment: Kept, at: number): HostTurn[] {
  return appointment.hosts.map((name) => {
    const host = hostKey(name);
    const { deputy } = hostOf(state, host);
    const hasLeft = isAway(state, host, at);
    const instead = [deputy, ownerOf(state, appointment)].find(
      (one) => one !== null && !isAway(state, one, at),
    );
    return { host, isAway: hasLeft, deputy, takes: hasLeft ? (instead ?? null) : host };
  });
}

/** Whether somebody is host or deputy of an appointment, or stands in for one who is away. Where nobody signs in, everybody is. */
export function isHostOf(
  state: HubState,
  appointment: Kept,
  { staff, at }: { readonly staff: StaffId | null | undefined; readonly at: number },
): boolean {
  if (staff === undefined || staff === null) return true;
  const key = hostKey(staff);
  return hostsOf(state, appointment, at).some(({ host, deputy, takes }) =>
    [host, deputy, takes].includes(key),
  );
}

/** Whether the guests of an appointment wait for its hosts, and not for any counter: by its service, then its source, else yes. */
export function isCalledByHosts({ location }: HubState, { hosts, service, source }: Appointment): boolean {
  const ofService = location.services.find((one) => one.service === service)?.guestsCalledBy;
  const ofSource = location.appointmentSources?.find((one) => one.source === source)?.guestsCalledBy;
  return hosts.length > 0 && (ofService ?? ofSource ?? "host") === "host";
}

/** The appointment to which a ticket's guest has checked in, while it is known and has hosts. */
export function appointmentOf({ appointments }: HubState, { agreed }: Ticket): Appointment | undefined {
  const known = agreed === null ? undefined : appointments.byId.get(agreed.appointment);
  return known === undefined || known.hosts.length === 0 ? undefined : known;
}

/** Who is to answer a guest now: the hosts (or whoever takes for them), their deputies, or the desk; `answered`: somebody has. */
export type GuestStage = "host" | "deputy" | "desk" | "answered";
export type GuestWait = {
  readonly stage: GuestStage;
  /** When the next stage begins unless somebody answers (epoch ms); `null`: there is none. */
  readonly nextAt: number | null;
};

/** From when an answer is missed: the later of check-in and agreed time, or the end of what the host asked for. */
function missedFrom(ticket: Ticket): number {
  const last = ticket.answered.at(-1);
  const asked = last?.answer.kind === "later" ? last.at + last.answer.minutes * 60_000 : 0;
  return Math.max(waitsFrom(ticket), ticket.notBefore ?? 0, asked);
}

/** How far a guest has come who waits for a host; `null` for every other ticket, and for one that no longer waits unanswered. */
export function waitOfGuest(state: HubState, ticket: Ticket, at: number): GuestWait | null {
  const appointment = appointmentOf(state, ticket);
  if (appointment === undefined || ticket.state !== "waiting") return null;
  const isThere = hostsOf(state, appointment, at).some(({ takes }) => takes !== null);
  if (!isThere) return { stage: "desk", nextAt: null };
  const { hostAnswerMs } = houseRules(state.location);
  const from = missedFrom(ticket);
  if (at < from + hostAnswerMs) {
    const isAsked = ticket.answered.at(-1)?.answer.kind === "later";
    return { stage: isAsked ? "answered" : "host", nextAt: from + hostAnswerMs };
  }
  const deskAt = from + 2 * hostAnswerMs;
  return at < deskAt ? { stage: "deputy", nextAt: deskAt } : { stage: "desk", nextAt: null };
}
