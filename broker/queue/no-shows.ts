/**
 * Who stays away from appointments, counted by what may matter: service, source, the reminders that were sent, how long before it was known, and the
 * wording that was tried. Nobody's own key stands in it.
 */
import type { Appointment } from "./appointments.ts";
import { type Notice, noticesOf, type TrialArm } from "./notices.ts";
import type { HubState } from "./state.ts";

/** From so many whole days before it was known on. */
export const LEADS = [0, 1, 4, 8, 29] as const;

export type NoShowGroup = {
  readonly service: string;
  readonly source: string;
  /** Minutes before, of the reminders that were sent, longest first. */
  readonly plan: readonly number[];
  readonly lead: (typeof LEADS)[number];
  readonly trial: TrialArm | null;
};
export type NoShowCount = { readonly n: number; readonly missed: number };
/** By the group as text. */
export type NoShows = Map<string, NoShowCount>;

const DAY_MS = 86_400_000;

/** What surely did not arrive reminded nobody. */
function isSent({ tells, outcome, report }: Notice): boolean {
  return (
    tells === "reminder" &&
    (outcome === "sent" || outcome === "unknown") &&
    report !== "failed" &&
    report !== "expired"
  );
}

function groupOf(state: HubState, { id, service, source, startAt, toldAt }: Appointment): NoShowGroup {
  const sent = noticesOf(state.notices, id).filter((one) => one.startAt === startAt && isSent(one));
  const plan = [...new Set(sent.map(({ before }) => before as number))].sort((a, b) => b - a);
  const days = Math.floor((startAt - toldAt) / DAY_MS);
  return {
    ...{ service: service ?? "", source, plan },
    lead: LEADS.findLast((from) => days >= from) ?? 0,
    trial: sent.at(-1)?.trial ?? null,
  };
}

/** One more appointment of which it is known whether somebody came. */
export function countNoShow(state: HubState, one: Appointment, hasCome: boolean): void {
  const key = JSON.stringify(groupOf(state, one));
  const { n, missed } = state.noShows.get(key) ?? { n: 0, missed: 0 };
  state.noShows.set(key, { n: n + 1, missed: missed + (hasCome ? 0 : 1) });
}

/** Every group with its count. */
export function noShowGroups(
  noShows: NoShows,
): { readonly group: NoShowGroup; readonly count: NoShowCount }[] {
  return [...noShows].map(([key, count]) => ({ group: JSON.parse(key) as NoShowGroup, count }));
}
