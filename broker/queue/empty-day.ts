/** A service day before anything has happened in it. Knows no rule. */
import type { ServiceDay } from "../../protocol/terms.ts";
import type { Day } from "./state.ts";

/** A day in which nothing has happened. */
export function emptyDay(serviceDay: ServiceDay | null, openedAt: number): Day {
  return {
    serviceDay,
    openedAt,
    closedAt: serviceDay === null ? openedAt : null,
    aliases: new Set(),
    tickets: new Map(),
    byNumber: new Map(),
    byToken: new Map(),
    merged: new Map(),
    waiting: new Map(),
    appointments: new Map(),
    busyQueues: new Set(),
    recovered: new Set(),
    parked: new Set(),
    held: new Set(),
    meetings: new Set(),
    quick: new Map(),
    given: new Map(),
    givenOf: new Map(),
    come: new Map(),
    ordinals: new Map(),
    closedUpTo: new Map(),
    leases: new Map(),
    lettersOf: new Map(),
    reserved: null,
    lostLedgers: new Set(),
    askedBack: new Map(),
    ownSeriesTold: new Map(),
    withdrawn: new Set(),
    arrivals: new Map(),
    hostNotices: new Map(),
    commands: new Map(),
  };
}
