/**
 * What events of messages about appointments do to the state.
 * Knows no rule: whether something may happen was decided before.
 */
import type { AppointmentId } from "../../../protocol/terms.ts";
import type { EventOf } from "../events.ts";
import { type Notice, type NoticeEvent, noticesOf, type Reference } from "../notices.ts";
import type { HubState } from "../state.ts";
import { costing, count } from "../text-costs.ts";

type Effects = {
  readonly [Kind in NoticeEvent["kind"]]: (state: HubState, event: EventOf<Kind>) => void;
};

/** Changes one message of an appointment that is not over. */
function change(
  { notices }: HubState,
  { notice, appointment }: { readonly notice: string; readonly appointment: AppointmentId },
  to: (one: Notice) => Notice | null,
): void {
  const told = noticesOf(notices, appointment);
  if (told.length === 0) return;
  notices.set(
    appointment,
    told.flatMap((one) => (one.notice === notice ? (to(one) ?? []) : [one])),
  );
}

/** What was counted as perhaps gone is not so any more. */
function uncount(state: HubState, { perhaps }: Reference): void {
  if (perhaps !== null) count(state, perhaps, { as: "perhaps", sign: -1 });
}

/** The effects of events of notices. */
export const NOTICE_EFFECTS: Effects = {
  "notice-begun"({ notices, references }, { at, kind: _, trial = null, ...wanted }) {
    const { notice, appointment, tells } = wanted;
    const begun = { ...wanted, trial, begunAt: at };
    notices.set(appointment, [...noticesOf(notices, appointment), { ...begun, outcome: null, report: null }]);
    references.set(notice, { appointment, begunAt: at, report: null, tells, perhaps: null });
  },
  "notice-ended"(state, { at, outcome, parts, ...event }) {
    change(state, event, (one) => (outcome === "put-back" ? null : { ...one, outcome }));
    const known = state.references.get(event.notice);
    // Begun by a hub that stood still for days: nobody reports of it any more, and what it cost is not known.
    if (known === undefined) return;
    uncount(state, known);
    if (outcome === "put-back") return void state.references.delete(event.notice);
    const counted = costing(state, { at, kind: known.tells, parts });
    if (outcome === "sent") count(state, counted, { as: "sure", sign: 1 });
    if (outcome === "unknown") count(state, counted, { as: "perhaps", sign: 1 });
    state.references.set(event.notice, { ...known, perhaps: outcome === "unknown" ? counted : null });
  },
  "notice-reported"(state, { report, ...event }) {
    const known = state.references.get(event.notice) as Reference;
    uncount(state, known);
    if (known.perhaps !== null) count(state, known.perhaps, { as: "sure", sign: 1 });
    state.references.set(event.notice, { ...known, report, perhaps: null });
    // Whoever reports of it had it.
    change(state, event, (one) => ({
      ...one,
      report,
      outcome: one.outcome === "unknown" ? "sent" : one.outcome,
    }));
  },
  "text-counted"(state, { at, about, parts, isSure }) {
    count(state, costing(state, { at, kind: about, parts }), { as: isSure ? "sure" : "perhaps", sign: 1 });
  },
  "appointment-answered"({ answers }, { at, appointment, person, startAt, says }) {
    answers.set(person, { appointment, startAt, says, at });
  },
};

/** Networks try for a day or two; what is older than this nobody reports of any more. */
const REPORTED_MS = 3 * 86_400_000;

/** Forgets the names of messages of which nothing more is heard. */
export function forgetReferences({ references }: HubState, at: number): void {
  for (const [notice, { begunAt }] of references) if (at - begunAt > REPORTED_MS) references.delete(notice);
}
