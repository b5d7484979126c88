/**
 * One entry of somebody's calendar as it is read, whatever calendar it comes from: a single occurrence with its instants.
 * Types only. It holds what is personal in memory alone; what becomes of it is decided in meaning.ts.
 */

export type Attendee = {
  /** E-mail address in small letters; `""` where the calendar gives none. */
  readonly address: string;
  readonly name: string | null;
  readonly hasDeclined: boolean;
  readonly isRoom: boolean;
};

export type CalendarEntry = {
  /** The same for one occurrence in whosever calendar it stands, and for as long as it exists. */
  readonly id: string;
  /** Instants, epoch ms; the end is not before the start. */
  readonly startAt: number;
  readonly endAt: number;
  readonly isAllDay: boolean;
  readonly isCancelled: boolean;
  /** Private or confidential: nothing of it may be looked at but its time. */
  readonly isPrivate: boolean;
  /** What its owner's calendar says about the time: `free` is nobody's business. */
  readonly shows: "free" | "busy" | "away";
  readonly title: string;
  readonly categories: readonly string[];
  readonly place: string;
  readonly isOnline: boolean;
  readonly organizer: Attendee | null;
  readonly attendees: readonly Attendee[];
  /** Properties of its own, by name in small letters (`x-...`). */
  readonly properties: ReadonlyMap<string, string>;
};

/** What is wrong with an entry. `line` counts from 1, in a feed its line, elsewhere its place in the answer. */
export type EntryProblem = { readonly line: number; readonly name: EntryProblemName; readonly about: string };

export type EntryProblemName =
  | "unreadable"
  | "tooLong"
  | "noSuchTime"
  | "unknownZone"
  | "endBeforeStart"
  | "tooOften"
  | "unknownRule"
  | "tooMany";
