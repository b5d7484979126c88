/**
 * The life of a message about an appointment: begun once, ended once (R5).
 * Knows no gateway; when a message is wanted stands in wanted-notices.ts.
 */
import type { Stamped } from "../commands.ts";
import {
  type BeginNotice,
  type CountText,
  type EndNotice,
  noticesOf,
  type ReportNotice,
} from "../notices.ts";
import type { Rule } from "../rule.ts";
import { isWanted } from "../wanted-notices.ts";

const NOT_WANTED = { events: [], answer: { refused: "not-wanted" } } as const;
const DONE = { done: true } as const;

/** From its commit on nobody else sends this message. */
export const beginNotice =
  ({ at, notice, wanted, trial }: Stamped<BeginNotice>): Rule =>
  (state) => {
    if (!isWanted(state, wanted, at)) return NOT_WANTED;
    const { appointment, person, tells, startAt, before, answeredAt } = wanted;
    const told = { appointment, person, tells, startAt, before };
    const more = {
      ...(trial === undefined ? {} : { trial }),
      ...(answeredAt === undefined ? {} : { answeredAt }),
    };
    return {
      events: [{ kind: "notice-begun", at, notice, ...told, ...more }],
      answer: DONE,
    };
  };

/** An end that is known stays. What was unknown may become known. Of what the network has told the gateway had it, whatever it answered. */
export const endNotice =
  ({ at, notice, appointment, outcome, parts }: Stamped<EndNotice>): Rule =>
  (state) => {
    const begun = noticesOf(state.notices, appointment).find((one) => one.notice === notice);
    const isOpen = begun !== undefined && (begun.outcome === null || begun.outcome === "unknown");
    if (!isOpen || begun.outcome === outcome) return NOT_WANTED;
    const became = begun.report === null ? outcome : "sent";
    return {
      events: [{ kind: "notice-ended", at, notice, appointment, outcome: became, parts }],
      answer: DONE,
    };
  };

/** The same word twice, and any word after "delivered", changes nothing: gateways repeat theirs, in any order. */
export const reportNotice =
  ({ at, notice, report }: Stamped<ReportNotice>): Rule =>
  (state) => {
    const known = state.references.get(notice);
    const isNews = known !== undefined && known.report !== report && known.report !== "delivered";
    if (!isNews || (known.report !== null && report !== "delivered")) return NOT_WANTED;
    const { appointment } = known;
    return { events: [{ kind: "notice-reported", at, notice, appointment, report }], answer: DONE };
  };

/** What a text cost that is no notice of an appointment. */
export const countText =
  ({ at, about, parts, isSure }: Stamped<CountText>): Rule =>
  () => ({ events: [{ kind: "text-counted", at, about, parts, isSure }], answer: DONE });
