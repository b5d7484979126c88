/**
 * Calls for a colleague: a citizen at a stand wants help, and somebody says that they go there.
 * Knows no ticket; a call is never refused, and never made twice.
 */
import type { StandId } from "../../../protocol/terms.ts";
import type { AnswerHelp, CallHelp, Stamp } from "../commands.ts";
import type { Help, HubEvent } from "../events.ts";
import type { Rule } from "../rule.ts";
import type { HubState } from "../state.ts";

/** A call that nobody answered for so long is made anew when the key is held again (ms). */
const OPEN_MS = 300_000;

const isFrom = ({ from }: Help, stand: StandId): boolean => "stand" in from && from.stand === stand;

/**
 * The call that this one repeats: the same request again, or the same stand for the same while nobody has answered. A guest without a code
 * is a person of their own each time: who waited before may have gone with a number.
 */
function madeBefore({ helps }: HubState, { help, stand, wants, at }: CallHelp & Stamp): Help | undefined {
  const isOpen = (one: Help) => isFrom(one, stand) && one.answered === null && at - one.at < OPEN_MS;
  return helps.findLast(
    (one) => one.id === help || (wants === undefined && one.wants === undefined && isOpen(one)),
  );
}

/** Tells staff, once. */
export const callHelp =
  (command: CallHelp & Stamp): Rule =>
  (state) => {
    const { at, help: id, stand, wants } = command;
    const wanting = wants === undefined ? {} : { wants };
    const before = madeBefore(state, command);
    if (before) return { events: [], answer: { coming: before.answered !== null } };
    return {
      events: [{ kind: "help-called", at, id, from: { stand }, ...wanting }],
      answer: { coming: false },
    };
  };

/** The first who answers goes there; whoever answers later is told that the call is closed. */
export function answerHelp(
  { helps }: HubState,
  { at, help: id, counter, staff }: AnswerHelp & Stamp,
): { events: HubEvent[]; helping: string } | { refused: "help-unknown" } {
  const open = helps.find((one) => one.id === id && one.answered === null);
  if (!open) return { refused: "help-unknown" };
  return {
    events: [{ kind: "help-answered", at, id, counter: counter ?? null, staff: staff ?? null }],
    helping: id,
  };
}
