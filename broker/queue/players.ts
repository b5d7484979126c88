/**
 * What is played to estimate waits: players in lanes, and counters. Shapes only.
 */
import type { Span } from "../../protocol/hours.ts";
import type { QueueId } from "../../protocol/terms.ts";
import type { Entry, Lane } from "./choose.ts";
import type { Placed } from "./waiting.ts";

/** Somebody who would come: asked about, and takes no counter. */
export type Guest = Placed & { readonly queue: QueueId };

/** What is known of visits of a kind. */
export type About = {
  /** What such visits take, ascending in equal parts (ms), and on how many of the paths nobody comes. */
  readonly visits: Float64Array;
  readonly absentPaths: number;
  readonly absentMs: number;
};

/** One who is played, and when the visit began on each path where it did (ms from now). */
export type Player = Placed &
  About & {
    /** `asked`: somebody who would come now, and takes no counter. `booked`: not here yet, and asks nothing. */
    readonly as: "waiting" | "asked" | "booked";
    /** From when on its citizen may be called (epoch ms). */
    readonly notBefore: number;
    readonly draw: number;
    readonly starts: number[];
  };

/** One who is booked, and what is known of when they come. */
export type Coming = {
  readonly player: Player;
  /** Nobody comes earlier, and who comes later waits as a walk-in, behind all who are played (epoch ms). */
  readonly earliestAt: number;
  readonly latestAt: number;
  /** The chance that they still come, and which part of the spread of arrivals is over. */
  readonly chance: number;
  readonly gone: number;
  readonly meanAt: number;
  readonly deviationMs: number;
};

/** Those of a queue who are booked and not here yet, by their agreed times, and how far they are on the path that is played. */
export type Arrivals = {
  readonly coming: readonly Coming[];
  /** How many of them were looked at, who of those comes when, and who is here and waits, by their agreed times. */
  looked: number;
  readonly onTheWay: { readonly player: Player; readonly at: number }[];
  readonly here: Player[];
  /** Until then nothing changes (epoch ms). */
  nextAt: number;
};

/** `left`: how many walk-ins stand behind those who are played. `notBefore`: from when on anybody of it may be called (epoch ms). */
export type PlayedLane = Lane & {
  readonly walkIns: readonly Player[];
  readonly appointments: readonly Player[];
  readonly left: number;
  readonly notBefore: number;
  readonly arrivals: Arrivals | null;
  passedWalkIns: number;
  passedAppointments: number;
};

/** `held`: those who are held for this counter, the longest waiting first. */
export type PlayedCounter = {
  readonly entries: readonly Entry<PlayedLane>[];
  readonly held: Player[];
  readonly spans: readonly Span[] | undefined;
  readonly isByAge: boolean;
  readonly freeAt: Float64Array;
};

/**
 * `players`: how many wait or ask. `awaiting`: the lanes of those to which somebody is booked who is not here yet. `later`: a lane for
 * each who lets others go first, in the order in which they are back.
 */
export type Played = {
  readonly at: number;
  readonly paths: number;
  readonly players: number;
  readonly lanes: ReadonlyMap<QueueId, PlayedLane>;
  readonly awaiting: readonly PlayedLane[];
  readonly later: readonly PlayedLane[];
  readonly counters: readonly PlayedCounter[];
};
