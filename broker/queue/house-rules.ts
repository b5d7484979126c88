/**
 * What a location decided about calling and serving, with what holds where it decided nothing.
 * Knows no ticket and no state.
 */
import type { LocationConfig } from "../../protocol/config.ts";

/** Times in ms; `null` where it never happens by itself. */
export type HouseRules = {
  /** After so many recalls the next one makes the ticket a no-show. */
  readonly recallLimit: number;
  /** So many of those who wait go before a no-show that is put back; 0: it keeps its place. */
  readonly placesBack: number;
  /** A called citizen is taken to be served after so long without a word of staff. */
  readonly serveAfterMs: number | null;
  /** A service that runs longer is asked about, and not learned from. */
  readonly longServiceMs: number;
  /** Staff are told of whoever waits longer. */
  readonly longWaitMs: number;
  /** A ticket that is held for a counter or a person waits for anybody when nobody was there to take it for so long. */
  readonly holdMs: number;
  /** For how long a citizen lets others go first, and how often in one visit. */
  readonly postponeMs: number;
  readonly mostPostponements: number;
  /** How often in one visit a citizen may come back by themselves after a missed call. */
  readonly mostRejoins: number;
  /** So long before and after the agreed time a citizen may check in at the stand. */
  readonly checkInEarlyMs: number;
  readonly checkInLateMs: number;
  /** A guest whom no host has answered for so long is the deputy's, and after as long again the desk's. */
  readonly hostAnswerMs: number;
  /** So long before an appointment its hosts are reminded; so long after its time they are asked about whoever has not come. */
  readonly hostRemindMs: number;
  readonly guestLateMs: number;
};

const MINUTE_MS = 60_000;

/** The rules of this location's document. */
export function houseRules({ houseRules: decided = {} }: LocationConfig): HouseRules {
  const { serveAfterS = 60, longServiceMin = 45, longWaitMin = 30, postponeMin = 10 } = decided;
  return {
    recallLimit: decided.recallLimit ?? 3,
    placesBack: decided.placesBack ?? 0,
    serveAfterMs: serveAfterS === null ? null : serveAfterS * 1000,
    longServiceMs: longServiceMin * MINUTE_MS,
    longWaitMs: longWaitMin * MINUTE_MS,
    holdMs: (decided.holdMin ?? 15) * MINUTE_MS,
    postponeMs: postponeMin * MINUTE_MS,
    mostPostponements: decided.mostPostponements ?? 2,
    mostRejoins: decided.mostRejoins ?? 2,
    checkInEarlyMs: (decided.checkInEarlyMin ?? 60) * MINUTE_MS,
    checkInLateMs: (decided.checkInLateMin ?? 30) * MINUTE_MS,
    hostAnswerMs: (decided.hostAnswerMin ?? 5) * MINUTE_MS,
    hostRemindMs: (decided.hostRemindMin ?? 10) * MINUTE_MS,
    guestLateMs: (decided.guestLateMin ?? 10) * MINUTE_MS,
  };
}
