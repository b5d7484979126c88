/**
 * What somebody did that concerns no ticket, written down for the audit trail.
 * Knows no act in particular; whoever carries it out says that it was done.
 */
import type { NoteAct, Stamp } from "../commands.ts";
import type { Rule } from "../rule.ts";

/** Always one event. */
export const noteAct =
  ({ at, act, by, about }: NoteAct & Stamp): Rule =>
  () => ({ events: [{ kind: "act-noted", at, act, by, about }] });
