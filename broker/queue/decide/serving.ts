/**
 * Service that starts by itself: staff press once for each citizen, so whoever was called and not missed has come by then.
 * Knows no command of staff.
 */
import type { Stamp } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { ticketOf } from "../find.ts";
import { houseRules } from "../house-rules.ts";
import { NOTHING, type Rule } from "../rule.ts";
import type { Ticket } from "../state.ts";

/** Starts the service of everybody whose last call is long enough ago. */
export const startServices =
  ({ at }: Stamp): Rule =>
  (state) => {
    const { serveAfterMs } = houseRules(state.location);
    if (serveAfterMs === null) return NOTHING;
    const isDue = ({ state: now, lastCalledAt }: Ticket) =>
      now === "called" && lastCalledAt !== null && at - lastCalledAt >= serveAfterMs;
    const due = [...state.atCounter.values(), ...state.day.meetings]
      .map((id) => ticketOf(state, id) as Ticket)
      .filter(isDue);
    return { events: due.map(({ id }): HubEvent => ({ kind: "service-started", at, id, itself: true })) };
  };
