/**
 * What is remembered of a command of staff, so that it is answered the same again and can be taken back.
 * Knows no rule.
 */
import type { CounterId, StaffId } from "../../protocol/terms.ts";
import type { StaffAnswer, StaffCommandKind } from "./commands.ts";
import type { Besides, TicketLife } from "./events.ts";
import type { Session } from "./sessions.ts";

/** A command of staff that was answered in this day. */
export type Answered = {
  readonly commandId: string;
  readonly command: StaffCommandKind;
  readonly counter: CounterId | null;
  readonly at: number;
  readonly seq: number;
  readonly answer: StaffAnswer;
  readonly before: readonly TicketLife[];
  /** Who asked; `null`: nobody had signed in. */
  readonly by: StaffId | null;
  readonly besides: Besides | null;
  /** The counter's session as it left it. */
  readonly session: Session | null;
  readonly isUndone: boolean;
};
