/**
 * The life of a notice to a host: begun once by each way, ended once (R1).
 * Knows no way; when a notice is wanted stands in wanted-host-notices.ts.
 */
import type { Stamped } from "../commands.ts";
import { type BeginHostNotice, type EndHostNotice, hostNoticesOf } from "../host-notices.ts";
import type { Rule } from "../rule.ts";
import { isHostNoticeWanted } from "../wanted-host-notices.ts";

const NOT_WANTED = { events: [], answer: { refused: "not-wanted" } } as const;
const DONE = { done: true } as const;

/** From its commit on nobody else sends this notice. */
export const beginHostNotice =
  ({ at, notice, wanted }: Stamped<BeginHostNotice>): Rule =>
  (state) => {
    if (!isHostNoticeWanted(state, wanted, at)) return NOT_WANTED;
    const { ticket, host, tells, way } = wanted;
    return { events: [{ kind: "host-notice-begun", at, notice, ticket, host, tells, way }], answer: DONE };
  };

/** An end that is known stays. */
export const endHostNotice =
  ({ at, notice, ticket, outcome }: Stamped<EndHostNotice>): Rule =>
  (state) => {
    const begun = hostNoticesOf(state.day.hostNotices, ticket).find((one) => one.notice === notice);
    if (begun === undefined || begun.outcome !== null) return NOT_WANTED;
    return { events: [{ kind: "host-notice-ended", at, notice, ticket, outcome }], answer: DONE };
  };
