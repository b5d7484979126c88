/**
 * Times of a week as the grid edits them: steps of a quarter of an hour, moved by keys and drawn by hand.
 * Pure; knows no page. Monday is 1, Sunday 7.
 */
import type { WeekSpan } from "./draft.ts";

export const STEP_MIN = 15;
const DAY_MIN = 24 * 60;

/** `08:30` -> 510; `NaN` for what is no time of day. */
export function minutesOf(clock: string): number {
  const match = /^([01]?\d|2[0-4])[:.]?([0-5]\d)?$/.exec(clock.trim());
  if (!match) return Number.NaN;
  const minutes = Number(match[1]) * 60 + Number(match[2] ?? 0);
  return minutes > DAY_MIN ? Number.NaN : minutes;
}

/** 510 -> `08:30`. */
function clockOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

/** What somebody typed, as the document writes it: `8`, `8.30` and `0830` are meant as times; anything else stays as it is. */
export function clockTyped(text: string): string {
  const minutes = minutesOf(text);
  return Number.isNaN(minutes) ? text : clockOf(minutes);
}

/** By day, then by time, as they are read. */
export function sorted(spans: readonly WeekSpan[]): WeekSpan[] {
  return spans.toSorted((one, other) => one.weekday - other.weekday || one.from.localeCompare(other.from));
}

/** A span with its place in the document's list. */
export type Placed = WeekSpan & { readonly at: number };

/** The spans of one day, each with its place in the list. */
export function ofDay(spans: readonly WeekSpan[], weekday: number): Placed[] {
  return spans
    .map((span, at) => ({ ...span, at }))
    .filter((span) => span.weekday === weekday)
    .sort((one, other) => one.from.localeCompare(other.from));
}

const within = (minutes: number, low: number, high: number) => Math.min(Math.max(minutes, low), high);

/** Moves a span's beginning, its end or both by so many minutes, never past the day's ends and never to nothing. */
export function nudged(span: WeekSpan, which: "from" | "to" | "both", byMin: number): WeekSpan {
  const [from, to] = [minutesOf(span.from), minutesOf(span.to)];
  if (Number.isNaN(from) || Number.isNaN(to) || to <= from) return span;
  if (which === "both") {
    const by = within(byMin, -from, DAY_MIN - to);
    return { ...span, from: clockOf(from + by), to: clockOf(to + by) };
  }
  if (which === "from") return { ...span, from: clockOf(within(from + byMin, 0, to - STEP_MIN)) };
  return { ...span, to: clockOf(within(to + byMin, from + STEP_MIN, DAY_MIN)) };
}

/** A span drawn between two places of a day, each a share (0 to 1) of what the grid shows; at least one step long. */
export function drawn(
  weekday: number,
  shares: readonly [number, number],
  [fromMin, toMin]: readonly [number, number],
): WeekSpan {
  const at = (share: number) => fromMin + within(share, 0, 1) * (toMin - fromMin);
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  const from = Math.min(Math.round(at(low) / STEP_MIN) * STEP_MIN, DAY_MIN - STEP_MIN);
  const to = Math.max(Math.round(at(high) / STEP_MIN) * STEP_MIN, from + STEP_MIN);
  return { weekday, from: clockOf(from), to: clockOf(to) };
}

/** The next span that a day may want: after its last one with half an hour between, or 10 to 15. */
export function proposed(spans: readonly WeekSpan[], weekday: number): WeekSpan {
  const last = ofDay(spans, weekday).at(-1);
  const end = last === undefined ? Number.NaN : minutesOf(last.to);
  if (Number.isNaN(end) || end > DAY_MIN - 60) return { weekday, from: "10:00", to: "15:00" };
  return { weekday, from: clockOf(end + 30), to: clockOf(Math.min(end + 150, DAY_MIN)) };
}

/** One day's spans on other days too, instead of theirs. */
export function copied(spans: readonly WeekSpan[], from: number, to: readonly number[]): WeekSpan[] {
  const kept = spans.filter(({ weekday }) => !to.includes(weekday) || weekday === from);
  const days = to.filter((weekday) => weekday !== from);
  const own = spans.filter(({ weekday }) => weekday === from);
  return sorted([...kept, ...days.flatMap((weekday) => own.map((span) => ({ ...span, weekday })))]);
}

/** Which hours a grid shows: 7 to 18, and more where a span needs it. */
export function shownMinutes(spans: readonly WeekSpan[]): readonly [number, number] {
  const ends = spans.flatMap(({ from, to }) => {
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    return Number.isNaN(begin) || Number.isNaN(end) ? [] : [begin, end <= begin ? DAY_MIN : end];
  });
  const low = Math.floor(Math.min(7 * 60, ...ends) / 60) * 60;
  const high = Math.ceil(Math.max(18 * 60, ...ends) / 60) * 60;
  return [low, high];
}

/** What is wrong with a span by itself or beside the others of its day; `null` when nothing is. */
export function spanTrouble(spans: readonly WeekSpan[], at: number): "no-time" | "overlaps" | null {
  const span = spans[at];
  if (span === undefined) return null;
  const [from, to] = [minutesOf(span.from), minutesOf(span.to)];
  if (Number.isNaN(from) || Number.isNaN(to)) return "no-time";
  const isOver = spans.some((other, i) => {
    if (i === at || other.weekday !== span.weekday) return false;
    return minutesOf(other.from) < to && from < minutesOf(other.to);
  });
  return isOver && to > from ? "overlaps" : null;
}
