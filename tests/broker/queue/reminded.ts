/** A house that reminds its citizens, and what is sent there. */
import { expect } from "vitest";
import type { AppointmentFacts } from "../../../broker/queue/appointments.ts";
import type { NoticeOutcome, WantedNotice } from "../../../broker/queue/notices.ts";
import { wantedNotices } from "../../../broker/queue/wanted-notices.ts";
import type { AppointmentId, PersonKey, ServiceId } from "../../../protocol/terms.ts";
import { Hub, MINUTE, NINE, town } from "../town.ts";

export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const ID = "id-a" as AppointmentId;
export const P1 = "P1" as PersonKey;
export const PLAN = { before: [120, 4320, 1440], invites: false };

/** A hub of a house that reminds so; it is nine o'clock on a day in November in Copenhagen. */
export function house(otherwise: Record<string, unknown> = { reminders: PLAN }): Hub {
  const hub = new Hub(town(otherwise)).open();
  hub.at = NINE;
  return hub;
}

export function told(
  hub: Hub,
  startAt: number,
  otherwise: Partial<AppointmentFacts> & { gone?: boolean } = {},
) {
  const { gone = false, ...facts } = otherwise;
  const row = {
    ...{ id: ID, ref: "a", version: null, isCancelled: gone },
    facts: {
      ...{ startAt, endAt: startAt + 30 * MINUTE, service: "x" as ServiceId, room: null, hosts: ["anna"] },
      ...({ form: "physical", reminds: "ours", isConfidential: false, guests: [P1], ...facts } as const),
    },
  };
  hub.send({ kind: "take-appointments", source: "planner", told: [row], snapshot: null });
}

export const wanted = (hub: Hub, at = hub.at) =>
  wantedNotices(hub.state, at).map(({ tells, before }) => (before === null ? tells : `${tells} ${before}`));

let notices = 0;
/** Sends what is wanted now; what became of it. */
export function send(hub: Hub, outcome: NoticeOutcome | null = "sent"): string[] {
  return wantedNotices(hub.state, hub.at).map((one) => {
    const notice = `n${notices++}`;
    expect(hub.send({ kind: "begin-notice", notice, wanted: one })).toEqual({ done: true });
    if (outcome !== null) end(hub, notice, outcome);
    return one.before === null ? one.tells : `${one.tells} ${one.before}`;
  });
}
export function end(hub: Hub, notice: string, outcome: NoticeOutcome | "put-back", parts = 1) {
  return hub.send({ kind: "end-notice", notice, appointment: ID, outcome, parts });
}
export const sole = (hub: Hub) => wantedNotices(hub.state, hub.at)[0] as WantedNotice;
export const same = (hub: Hub) => expect(hub.replayed().notices).toEqual(hub.state.notices);
