/**
 * What calendars say of a host's presence is told to the rules (away -> deputy -> queue's owner), and as little of it as that needs: only
 * of hosts who have guests today, and only whether they are away, since the ledger keeps it.
 * Knows no calendar and no wire.
 */
import { endOfDay } from "../../protocol/calendar.ts";
import type { TellPresence } from "../queue/host-commands.ts";
import { hostKey, hostOf } from "../queue/hosts.ts";
import type { HubState } from "../queue/state.ts";
import type { BusySource } from "./busy.ts";

/** What has to be told at this moment. */
export function presenceNews(busy: BusySource, state: HubState, at: number): TellPresence[] {
  const { timeZone } = state.location;
  const [from, until] = [endOfDay(timeZone, at, -1), endOfDay(timeZone, at, 0)];
  const today = [...state.appointments.byId.values()].filter(
    ({ startAt, cancelledAt }) => cancelledAt === null && startAt >= from && startAt < until,
  );
  const awaited = new Set(today.flatMap(({ hosts }) => hosts.map(hostKey)));
  return busy
    .hosts()
    .filter((host) => awaited.has(host))
    .flatMap((host) => newsOf(busy, state, { host, at }));
}

function newsOf(
  busy: BusySource,
  state: HubState,
  { host, at }: { host: string; at: number },
): TellPresence[] {
  const now = busy.now(host, at);
  const told = hostOf(state, host).presence.get("calendar");
  const wasAway = told?.isAway === true && (told.until === null || at < told.until);
  const tell = { kind: "tell-presence", host, source: "calendar" } as const;
  if (now?.kind === "away")
    return wasAway && told.until === now.until ? [] : [{ ...tell, isAway: true, until: now.until }];
  // From this moment the calendar says nothing any more, and what others said counts again.
  return wasAway ? [{ ...tell, isAway: false, until: at }] : [];
}
