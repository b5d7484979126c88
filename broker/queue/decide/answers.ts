/**
 * A guest's answer to a message about an appointment: confirmed or declined (R5).
 * Knows no telephone and no words. It changes nothing of the appointment, which is its source's; whoever invited is told.
 */
import type { Stamped } from "../commands.ts";
import { arrivalOf } from "../find.ts";
import { type AnswerNotice, noticesOf } from "../notices.ts";
import type { Rule } from "../rule.ts";

const refuse = (refused: "moved" | "known" | "not-wanted") => ({ events: [], answer: { refused } });

/** An answer is about the time that its message told of. */
export const answerNotice =
  ({ at, notice, appointment, says }: Stamped<AnswerNotice>): Rule =>
  (state) => {
    const told = noticesOf(state.notices, appointment).find((one) => one.notice === notice);
    const one = state.appointments.byId.get(appointment);
    if (told === undefined || one === undefined) return refuse("not-wanted");
    const { person, startAt } = told;
    const isComing = one.cancelledAt === null && one.startAt > at && one.guests.includes(person);
    if (!isComing || arrivalOf(state, person) !== undefined) return refuse("not-wanted");
    if (one.startAt !== startAt) return refuse("moved");
    const before = state.answers.get(person);
    if (before?.says === says && before.startAt === startAt) return refuse("known");
    return {
      events: [{ kind: "appointment-answered", at, notice, appointment, person, startAt, says }],
      answer: { done: true },
    };
  };
