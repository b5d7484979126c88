/**
 * What a commit means for others: calls, how tickets ended, copies for a stand, days asked back, new letters, notices.
 * Pure: events and the state after them become messages without head. Knows no broker.
 */
import { randomUUID } from "node:crypto";
import type { PrintedRecord } from "../../protocol/messages.ts";
import type { StandId } from "../../protocol/terms.ts";
import { callTopic, markOf } from "../pictures/topics.ts";
import { LAST_OF_LEASE } from "../queue/decide/series.ts";
import type { HubEvent } from "../queue/events.ts";
import { type EndNote, endNotes, endNotesOfToday, mirrors, mirrorsOfToday } from "../queue/notes.ts";
import type { HubState } from "../queue/state.ts";
import type { Saying } from "./retained.ts";

/** MQTT messages of the table hold at most so many. */
const ENDED_AT_ONCE = 200;
const MIRRORED_AT_ONCE = 20;

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, at * size + size),
  );
}

function endedSayings(stand: StandId, notes: readonly EndNote[]): Saying<"ended">[] {
  return chunks(notes, ENDED_AT_ONCE).map((tickets): Saying<"ended"> => {
    return { name: "ended", parts: { stand }, body: { tickets } };
  });
}

function mirrorSayings(copies: readonly PrintedRecord[], mirror: StandId | null): Saying<"mirror">[] {
  if (mirror === null) return [];
  return chunks(copies, MIRRORED_AT_ONCE).map((records): Saying<"mirror"> => {
    return { name: "mirror", parts: { stand: mirror }, body: { records } };
  });
}

/** A stand hears that somebody goes there. */
function helpSayings(state: HubState, events: readonly HubEvent[]): Saying<"helpAnswer">[] {
  return events.flatMap((event) => {
    const help = event.kind === "help-answered" ? state.helps.find(({ id }) => id === event.id) : undefined;
    if (!help || !("stand" in help.from)) return [];
    const body = { transaction: help.id, ledger: markOf(state), coming: true };
    return [{ name: "helpAnswer", parts: { stand: help.from.stand }, body } satisfies Saying<"helpAnswer">];
  });
}

/**
 * Every message that follows from one commit, in the order in which it should go out. `mirror` is the stand that keeps copies
 * of what no stand issued; `null` while none is on line.
 */
export function ordersOf(state: HubState, events: readonly HubEvent[], mirror: StandId | null): Saying[] {
  const calls = events.flatMap((event) => {
    const call =
      event.kind === "ticket-called" || event.kind === "guest-answered"
        ? state.calls.find((one) => one.callSeq === event.callSeq)
        : undefined;
    return call ? [{ name: "calls", parts: {}, body: callTopic(call) } satisfies Saying<"calls">] : [];
  });
  const asked = events.flatMap((event) =>
    event.kind === "day-asked-back"
      ? [
          {
            name: "giveBack",
            parts: { stand: event.stand },
            body: { serviceDay: event.serviceDay },
          } satisfies Saying<"giveBack">,
        ]
      : [],
  );
  return [
    ...calls,
    ...asked,
    ...helpSayings(state, events),
    ...mirrorSayings(mirrors(state, events), mirror),
    ...[...endNotes(state, events)].flatMap(([stand, notes]) => endedSayings(stand, notes)),
  ];
}

/** What a stand that says hello may have missed today: how its tickets ended, and the copies that it keeps. */
export function missedBy(state: HubState, stand: StandId, mirror: StandId | null): Saying[] {
  const copies = mirror === stand ? mirrorsOfToday(state) : [];
  return [...mirrorSayings(copies, mirror), ...endedSayings(stand, endNotesOfToday(state, stand))];
}

/** New letters of stands that did not ask just now are told as an answer to no request (design rule 6). */
export function leaseSayings(
  state: HubState,
  events: readonly HubEvent[],
  instance: string,
): Saying<"helloAnswer">[] {
  const greeted = new Set(events.flatMap((event) => (event.kind === "stand-greeted" ? [event.stand] : [])));
  return events.flatMap((event) => {
    if (event.kind !== "lease-given" || greeted.has(event.stand)) return [];
    const { stand, serviceDay, letters } = event;
    const lease = { serviceDay, letters: { ...letters }, last: LAST_OF_LEASE };
    const body = { transaction: randomUUID(), ledger: markOf(state), instance, serviceDay, lease };
    return [{ name: "helloAnswer", parts: { stand }, body } satisfies Saying<"helloAnswer">];
  });
}
