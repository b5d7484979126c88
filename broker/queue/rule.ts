/**
 * What a rule is: the state in, what happens and what is answered out.
 * Knows no rule in particular.
 */
import type { Answer } from "./commands.ts";
import type { HubEvent } from "./events.ts";
import type { HubState } from "./state.ts";

/** What a rule decided. Without an answer the rules after it give one. */
export type Decision = { readonly events: readonly HubEvent[]; readonly answer?: Answer };

/** One step of a command. It reads the state and changes nothing. */
export type Rule = (state: HubState) => Decision;

/** Nothing happens. */
export const NOTHING: Decision = { events: [] };
