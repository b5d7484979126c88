/**
 * Which messages of appointments are due (R5): by the plan of house and service, never in quiet hours, each once, and moved or
 * cancelled together with its appointment.
 * Pure; reads no clock and knows no words.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import type { PersonKey } from "../../protocol/terms.ts";
import { type Offset, offsetOf } from "../../protocol/wall-time.ts";
import type { Appointment } from "./appointments.ts";
import { arrivalOf } from "./find.ts";
import { HOST_SOURCE } from "./hosts.ts";
import {
  type Notice,
  type NoticeOutcome,
  type NoticeTells,
  noticesOf,
  type WantedNotice,
} from "./notices.ts";
import { type QuietHours, quietAround, USUAL_QUIET } from "./quiet-hours.ts";
import type { HubState } from "./state.ts";
import { wantedAnswer, wantedAnswers } from "./wanted-answers.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Who is told later than this before the appointment is told too late. */
const SOON_MS = 30 * MINUTE_MS;

/** `before` nearest first. */
type Plan = { readonly before: readonly number[]; readonly invites: boolean };
const NO_PLAN: Plan = { before: [], invites: false };

/** What is looked up once for all appointments. */
type Asked = {
  readonly state: HubState;
  readonly at: number;
  readonly quiet: QuietHours;
  readonly offset: Offset;
  readonly plans: Map<string, Plan>;
};

function plannedFor(location: LocationConfig, { service, source, reminds }: Appointment): Plan {
  if (reminds === "none") return NO_PLAN;
  const house = location.reminders;
  const own = location.services.find((one) => one.service === service)?.reminders;
  const before = [...(own?.before ?? house?.before ?? [])].sort((a, b) => a - b);
  // A host's guest hears of it from nobody else, and has no letter with the code.
  const usual = source === HOST_SOURCE;
  if (reminds === "ours") return { before, invites: usual || (own?.invites ?? house?.invites ?? false) };
  const ours = location.appointmentSources?.find((one) => one.source === source)?.oursToo ?? [];
  return {
    before: ours.includes("last-reminder") ? before.slice(0, 1) : [],
    invites: ours.includes("invitation"),
  };
}

function planOf({ state, plans }: Asked, one: Appointment): Plan {
  const key = `${one.reminds} ${one.source} ${one.service}`;
  const plan = plans.get(key) ?? plannedFor(state.location, one);
  plans.set(key, plan);
  return plan;
}

/** When a reminder goes out: what would fall into quiet hours comes after them, or before where that were too late. */
function goesAt({ quiet, offset }: Asked, startAt: number, before: number): number {
  const at = startAt - before * MINUTE_MS;
  const night = quietAround(at, quiet, offset);
  if (night === null) return at;
  return night.until <= startAt - SOON_MS ? night.until : night.from - MINUTE_MS;
}

/**
 * The nearest reminder whose time is now, and after whose time nothing was told of this appointment yet, be it that it was made or
 * moved. Half its distance late is too late. What was due in a time that the ledger has lost may have been told.
 */
function reminderOf(asked: Asked, one: Appointment, told: readonly Notice[]): number | null {
  const { startAt, toldAt } = one;
  const { before: plan } = planOf(asked, one);
  // Asked for every appointment of months: the zone is not asked before it must be.
  if (startAt - (plan.at(-1) ?? 0) * MINUTE_MS - DAY_MS > asked.at) return null;
  const toldLastAt = told.findLast((past) => past.startAt === startAt)?.begunAt ?? 0;
  const lastAt = Math.max(toldLastAt, asked.state.lostUntil);
  const isNow = (before: number) => {
    const due = goesAt(asked, startAt, before);
    return lastAt < due && toldAt <= due && due <= asked.at && asked.at < due + (before * MINUTE_MS) / 2;
  };
  return plan.find(isNow) ?? null;
}

/** Ends of a message by which somebody may have been told. */
const REACHED: ReadonlySet<NoticeOutcome> = new Set(["sent", "unknown"]);

/** Whether what was told last no longer holds. One that could not be told is not tried for ever. */
function correction(one: Appointment, told: readonly Notice[]): NoticeTells | null {
  const reached = told.findLast(({ outcome }) => outcome === null || REACHED.has(outcome));
  if (reached === undefined) return null;
  const last = told.at(-1);
  if (one.cancelledAt !== null)
    return reached.tells === "cancelled" || last?.tells === "cancelled" ? null : "cancelled";
  const isTried = last?.tells === "moved" && last.startAt === one.startAt;
  const holds = reached.tells !== "cancelled" && reached.startAt === one.startAt;
  return holds || isTried ? null : "moved";
}

/** At night nobody is told anything but what they could no longer use in the morning. */
function isQuiet({ at, quiet, offset }: Asked, { startAt }: Appointment, tells: NoticeTells): boolean {
  const night = quietAround(at, quiet, offset);
  const isUrgent = tells === "moved" || tells === "cancelled";
  return night !== null && !(isUrgent && night.until >= startAt);
}

function wantedBy(asked: Asked, one: Appointment, person: PersonKey): WantedNotice | null {
  const told = noticesOf(asked.state.notices, one.id).filter((past) => past.person === person);
  const wanted = (tells: NoticeTells, before: number | null = null): WantedNotice | null =>
    isQuiet(asked, one, tells) ? null : { appointment: one.id, person, tells, startAt: one.startAt, before };
  const mends = correction(one, told);
  if (mends !== null) return wanted(mends);
  if (one.cancelledAt !== null || arrivalOf(asked.state, person) !== undefined) return null;
  const isNew = told.length === 0 && one.toldAt > asked.state.lostUntil;
  if (isNew && planOf(asked, one).invites) return wanted("invitation");
  const before = reminderOf(asked, one, told);
  return before === null ? null : wanted("reminder", before);
}

function askedOf(state: HubState, at: number): Asked {
  const { location } = state;
  const { from = USUAL_QUIET.from, to = USUAL_QUIET.to } = location.reminders?.quiet ?? {};
  return { state, at, quiet: { from, to }, offset: offsetOf(location.timeZone), plans: new Map() };
}

/** Everything that is to be sent at `at`, of the earliest appointment first; nothing where the house sends none. */
export function wantedNotices(state: HubState, at: number): WantedNotice[] {
  const asked = askedOf(state, at);
  const planned = [...state.appointments.byId.values()]
    .filter(({ startAt }) => startAt > at)
    .flatMap((one) => one.guests.flatMap((person) => wantedBy(asked, one, person) ?? []))
    .sort((a, b) => a.startAt - b.startAt);
  // Somebody stands in the hall and waits for this word.
  return [...wantedAnswers(state, at), ...planned];
}

/** Whether exactly this is to be sent at `at`. */
export function isWanted(state: HubState, wanted: WantedNotice, at: number): boolean {
  if (wanted.tells === "host-answer") {
    const now = wantedAnswer(state, wanted.person, at);
    return now?.appointment === wanted.appointment && now.answeredAt === wanted.answeredAt;
  }
  const one = state.appointments.byId.get(wanted.appointment);
  if (one === undefined || one.startAt <= at || !one.guests.includes(wanted.person)) return false;
  const now = wantedBy(askedOf(state, at), one, wanted.person);
  return (
    now !== null &&
    now.tells === wanted.tells &&
    now.startAt === wanted.startAt &&
    now.before === wanted.before
  );
}
