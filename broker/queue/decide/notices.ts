/**
 * The life of a message about an appointment: begun once, ended once (R5).
 * Knows no gateway; when a message is wanted stands in wanted-notices.ts.
 */
import type { Stamped } from "../commands.ts";
import { type BeginNotice, type EndNotice, noticesOf } from "../notices.ts";
import type { Rule } from "../rule.ts";
import { isWanted } from "../wanted-notices.ts";

const NOT_WANTED = { events: [], answer: { refused: "not-wanted" } } as const;
const DONE = { done: true } as const;

/** From its commit on nobody else sends this message. */
export const beginNotice =
  ({ at, notice, wanted }: Stamped<BeginNotice>): Rule =>
  (state) => {
    if (!isWanted(state, wanted, at)) return NOT_WANTED;
    const { appointment, person, tells, startAt, before } = wanted;
    return {
      events: [{ kind: "notice-begun", at, notice, appointment, person, tells, startAt, before }],
      answer: DONE,
    };
  };

/** An end that is known stays. What was unknown may become known. */
export const endNotice =
  ({ at, notice, appointment, outcome, parts }: Stamped<EndNotice>): Rule =>
  (state) => {
    const begun = noticesOf(state.notices, appointment).find((one) => one.notice === notice);
    const isOpen = begun !== undefined && (begun.outcome === null || begun.outcome === "unknown");
    if (!isOpen || begun.outcome === outcome) return NOT_WANTED;
    return { events: [{ kind: "notice-ended", at, notice, appointment, outcome, parts }], answer: DONE };
  };
