/**
 * What the decisions of staff about their counters do to the state.
 * Knows no rule: whether something may happen was decided before.
 */
import type { CounterId } from "../../../protocol/terms.ts";
import type { EventOf, SessionEvent } from "../events.ts";
import { type ColleagueCall, NO_SESSION, type Session } from "../sessions.ts";
import { type HubState, planOf } from "../state.ts";
import { raise } from "./life.ts";

type Effects = {
  readonly [Kind in SessionEvent["kind"]]: (state: HubState, event: EventOf<Kind>) => void;
};

function change(state: HubState, counter: CounterId, to: Partial<Session>): void {
  state.sessions.set(counter, { ...NO_SESSION, ...state.sessions.get(counter), ...to });
  state.plan = planOf(state.location, state.sessions);
}

/** Gives a counter its session of before back; `null`: it had none. */
export function putSession(state: HubState, counter: CounterId, was: Session | null): void {
  if (was === null) state.sessions.delete(counter);
  else state.sessions.set(counter, was);
  state.plan = planOf(state.location, state.sessions);
}

/** Staff are here from now on, however long nobody was served. */
function arrive(state: HubState, { at, counter }: { at: number; counter: CounterId }): void {
  if (!state.atCounter.has(counter)) state.freeSince.set(counter, at);
}

/** All sessions are over. */
export function endSessions(state: HubState): void {
  state.sessions.clear();
  state.colleagues.clear();
  state.plan = planOf(state.location, state.sessions);
}

/** Counters that are gone from the document have no session. */
export function keepSessions(state: HubState): void {
  const known = new Set(state.location.counters.map(({ counter }) => counter));
  for (const counter of [...state.sessions.keys(), ...state.colleagues.keys()]) {
    if (known.has(counter)) continue;
    state.sessions.delete(counter);
    state.colleagues.delete(counter);
  }
  state.plan = planOf(state.location, state.sessions);
}

/** The effects of events of counters' sessions. */
export const SESSION_EFFECTS: Effects = {
  "counter-opened"(state, event) {
    change(state, event.counter, { open: true, pause: null });
    arrive(state, event);
  },
  "counter-closed"(state, { counter }) {
    change(state, counter, { ...NO_SESSION, open: false });
  },
  "counter-paused"(state, { counter, reason, at }) {
    change(state, counter, { pause: { reason, since: at } });
  },
  "counter-resumed"(state, event) {
    change(state, event.counter, { pause: null });
    arrive(state, event);
  },
  "queues-taken"(state, { counter, queues }) {
    change(state, counter, { queues: queues.length === 0 ? null : queues });
  },
  "colleague-called"(state, { counter, by, at }) {
    state.colleagues.set(counter, { since: at, by, answered: null });
    raise(state, { kind: "colleague-called", counter });
  },
  "colleague-answered"(state, { counter, from, by }) {
    const call = state.colleagues.get(counter) as ColleagueCall;
    state.colleagues.set(counter, { ...call, answered: { from, by } });
    raise(state, { kind: "colleague-answered", counter, from, by });
  },
  "colleague-ended"(state, { counter }) {
    state.colleagues.delete(counter);
    raise(state, { kind: "colleague-ended", counter });
  },
};
