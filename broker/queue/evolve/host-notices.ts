/**
 * What events of notices to hosts do to the state.
 * Knows no rule: whether something may happen was decided before.
 */
import type { EventOf } from "../events.ts";
import { type HostNotice, type HostNoticeEvent, hostNoticesOf } from "../host-notices.ts";
import type { HubState } from "../state.ts";

type Effects = {
  readonly [Kind in HostNoticeEvent["kind"]]: (state: HubState, event: EventOf<Kind>) => void;
};

/** The effects of events of notices to hosts. */
export const HOST_NOTICE_EFFECTS: Effects = {
  "host-notice-begun"({ day: { hostNotices } }, { at, notice, ticket, host, tells, way }) {
    const begun: HostNotice = { notice, ticket, host, tells, way, begunAt: at, outcome: null };
    hostNotices.set(ticket, [...hostNoticesOf(hostNotices, ticket), begun]);
  },
  "host-notice-ended"({ day: { hostNotices } }, { notice, ticket, outcome }) {
    const told = hostNoticesOf(hostNotices, ticket);
    const others = told.filter((one) => one.notice !== notice);
    const ended = told.flatMap((one) =>
      one.notice === notice && outcome !== "put-back" ? [{ ...one, outcome }] : [],
    );
    hostNotices.set(ticket, [...others, ...ended]);
  },
};
