/**
 * What events of messages about appointments do to the state.
 * Knows no rule: whether something may happen was decided before.
 */
import type { EventOf } from "../events.ts";
import { type NoticeEvent, noticesOf } from "../notices.ts";
import type { HubState } from "../state.ts";

type Effects = {
  readonly [Kind in NoticeEvent["kind"]]: (state: HubState, event: EventOf<Kind>) => void;
};

/** The effects of events of notices. */
export const NOTICE_EFFECTS: Effects = {
  "notice-begun"({ notices }, { at, notice, appointment, person, tells, startAt, before }) {
    const begun = { notice, appointment, person, tells, startAt, before, begunAt: at, outcome: null };
    notices.set(appointment, [...noticesOf(notices, appointment), begun]);
  },
  "notice-ended"({ notices }, { notice, appointment, outcome }) {
    const told = noticesOf(notices, appointment);
    const others = outcome === "put-back" ? told.filter((one) => one.notice !== notice) : told;
    notices.set(
      appointment,
      others.map((one) => (one.notice === notice && outcome !== "put-back" ? { ...one, outcome } : one)),
    );
  },
};
