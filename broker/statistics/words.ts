/**
 * The words of statistics, in Danish and English: what a page, a table and a file say.
 * Data only.
 */
import type { StaffLanguage } from "../../protocol/terms.ts";
import type { Comparison, Period, ProblemKind } from "./asked.ts";
import type { Outcome } from "./visit.ts";
import { daStatistics } from "./words-da.ts";
import { enStatistics } from "./words-en.ts";

export type StatisticsWords = {
  readonly title: string;
  readonly weekdays: readonly string[];
  readonly shortWeekdays: readonly string[];
  readonly periods: Readonly<Record<Period, string>>;
  /** "I denne uge", as a sentence begins. */
  readonly inPeriod: Readonly<Record<Period, string>>;
  readonly between: (from: string, to: string) => string;
  readonly on: (day: string) => string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly comparisons: Readonly<Record<Comparison, string>>;
  readonly longest: (when: string, day: string, hour: string) => string;
  readonly half: (minutes: number) => string;
  readonly nobody: (when: string) => string;
  readonly nobodyWaited: (when: string) => string;
  readonly nothingYet: string;
  readonly reading: string;
  readonly minutes: (minutes: number) => string;
  readonly fewer: (difference: string) => string;
  readonly more: (difference: string) => string;
  readonly same: string;
  readonly thanBefore: string;
  readonly noComparison: string;
  readonly tile: Readonly<Record<"served" | "half" | "nine" | "gone", string>>;
  readonly servedNote: (count: number, appointments: number) => string;
  readonly targetNote: (share: number, minutes: number) => string;
  readonly goneNote: (left: number, missed: number, absent: number) => string;
  readonly heat: {
    readonly came: string;
    readonly waited: string;
    readonly cameNote: string;
    readonly waitedNote: string;
  };
  readonly closed: string;
  readonly band: {
    readonly title: string;
    readonly note: string;
    readonly half: string;
    readonly nine: string;
    readonly target: string;
  };
  readonly work: {
    readonly title: string;
    readonly note: string;
    readonly atWork: string;
    readonly serving: string;
    readonly came: string;
    readonly idle: string;
  };
  readonly services: string;
  readonly queues: string;
  readonly staff: string;
  readonly spans: string;
  readonly none: string;
  readonly column: Readonly<
    Record<
      "hour" | "time" | "name" | "came" | "half" | "nine" | "served" | "gone" | "target" | "service",
      string
    >
  >;
  readonly table: string;
  readonly where: string;
  readonly explain: Readonly<Record<"wait" | "quantile" | "gone" | "work" | "service" | "few", string>>;
  readonly filter: Readonly<
    Record<
      | "title"
      | "from"
      | "to"
      | "period"
      | "own"
      | "queue"
      | "service"
      | "counter"
      | "staff"
      | "stand"
      | "weekday"
      | "after"
      | "before"
      | "waitFrom"
      | "waitTo"
      | "serviceFrom"
      | "serviceTo"
      | "kind"
      | "outcome"
      | "compare"
      | "all"
      | "walk-in"
      | "appointment"
      | "show"
      | "clear",
      string
    >
  >;
  readonly updated: (clock: string) => string;
  readonly partial: (day: string) => string;
  readonly away: (day: string, minutes: number) => string;
  readonly offLine: (count: number) => string;
  readonly csv: string;
  readonly print: string;
  readonly home: string;
  readonly otherLanguage: string;
  readonly problem: string;
  readonly problems: Readonly<Record<ProblemKind, string>>;
  readonly longestNote: (minutes: number) => string;
  readonly few: string;
};

export const STATISTICS_WORDS: Readonly<Record<StaffLanguage, StatisticsWords>> = {
  da: daStatistics,
  en: enStatistics,
};
