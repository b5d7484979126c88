/**
 * How an entry recurs (RRULE of RFC 5545) and on which days it does, within a stretch of time.
 * Pure; knows wall times given as if they were UTC, and no zone. A rule costs no more than the stretch is long, whatever it says.
 */

type ByDay = { readonly nth: number | null; readonly weekday: number };

export type Rule = {
  readonly freq: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
  readonly interval: number;
  readonly count: number | null;
  /** As it is written, `20261231` or `20261231T225959Z`. */
  readonly until: string | null;
  readonly byDay: readonly ByDay[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  readonly weekStart: number;
};

const DAY_MS = 86_400_000;
const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** So many periods are counted through for a rule with COUNT: a hundred years of days. */
const MOST_PERIODS = 36_600;

/** Parts that say nothing more where they repeat what the first occurrence says. */
const CLOCK_PARTS = ["BYHOUR", "BYMINUTE", "BYSECOND"];
const KNOWN = new Set([
  "FREQ",
  "INTERVAL",
  "COUNT",
  "UNTIL",
  "BYDAY",
  "BYMONTHDAY",
  "BYMONTH",
  "BYSETPOS",
  "WKST",
]);

const FREQUENT = /^(?:HOURLY|MINUTELY|SECONDLY)$/;

function numbers(text: string | undefined, least: number, most: number): number[] | null {
  if (text === undefined) return [];
  const all = text.split(",").map(Number);
  const isIn = (one: number) =>
    Number.isInteger(one) &&
    one !== 0 &&
    Math.abs(one) >= Math.abs(Math.max(least, 0)) &&
    one >= least &&
    one <= most;
  return all.every(isIn) ? all : null;
}

function daysOf(text: string | undefined): ByDay[] | null {
  if (text === undefined) return [];
  const days = text.split(",").map((one) => /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(one.trim()));
  if (days.some((one) => one === null || Number(one[1] ?? 1) === 0)) return null;
  return days.map((one) => ({
    nth: one?.[1] === undefined ? null : Number(one[1]),
    weekday: WEEKDAYS.indexOf(one?.[2] ?? ""),
  }));
}

function partsOf(text: string): Map<string, string> {
  const pairs = text
    .toUpperCase()
    .split(";")
    .filter((one) => one !== "");
  return new Map(pairs.map((one) => [one.split("=")[0] ?? "", one.split("=").slice(1).join("=")]));
}

/** Whether hours and minutes are those of the first occurrence, as some programs write them. */
function isOwnClock(parts: ReadonlyMap<string, string>, startWall: number): boolean {
  const start = new Date(startWall);
  const own = [start.getUTCHours(), start.getUTCMinutes(), start.getUTCSeconds()];
  return CLOCK_PARTS.every((name, at) => {
    const said = parts.get(name);
    return said === undefined || Number(said) === own[at];
  });
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

/** What a rule says; or why it is not followed: more often than daily, or in a way that nobody here understands. Never throws. */
export function readRule(text: string, startWall: number): Rule | "tooOften" | "unknownRule" {
  const parts = partsOf(text);
  const freq = parts.get("FREQ") ?? "";
  if (FREQUENT.test(freq)) return "tooOften";
  const isKnown = [...parts.keys()].every((name) => KNOWN.has(name) || CLOCK_PARTS.includes(name));
  const [byDay, byMonthDay] = [daysOf(parts.get("BYDAY")), numbers(parts.get("BYMONTHDAY"), -31, 31)];
  const [byMonth, bySetPos] = [
    numbers(parts.get("BYMONTH"), 1, 12),
    numbers(parts.get("BYSETPOS"), -366, 366),
  ];
  const interval = parts.has("INTERVAL") ? wholeNumber(parts.get("INTERVAL")) : 1;
  const count = wholeNumber(parts.get("COUNT"));
  const weekStart = WEEKDAYS.indexOf(parts.get("WKST") ?? "MO");
  const isOdd =
    !/^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(freq) ||
    !isKnown ||
    !isOwnClock(parts, startWall) ||
    (parts.has("COUNT") && count === null) ||
    weekStart < 0;
  if (
    isOdd ||
    byDay === null ||
    byMonthDay === null ||
    byMonth === null ||
    bySetPos === null ||
    interval === null
  )
    return "unknownRule";
  const until = parts.get("UNTIL") ?? null;
  return {
    freq: freq as Rule["freq"],
    interval,
    count,
    until,
    byDay,
    byMonthDay,
    byMonth,
    bySetPos,
    weekStart,
  };
}

type Day = {
  readonly at: number;
  readonly month: number;
  readonly date: number;
  readonly weekday: number;
  readonly year: number;
};

function dayAt(at: number): Day {
  const day = new Date(at);
  return {
    at,
    ...{ year: day.getUTCFullYear(), month: day.getUTCMonth() + 1 },
    ...{ date: day.getUTCDate(), weekday: day.getUTCDay() },
  };
}

const monthLength = ({ year, month }: Day) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const yearLength = ({ year }: Day) => (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY_MS;

/** Whether it is the nth of its weekday from the beginning, or from the end, of its month or year. */
function isNth(day: Day, { nth, weekday }: ByDay, ofYear: boolean): boolean {
  if (day.weekday !== weekday) return false;
  if (nth === null) return true;
  const place = ofYear ? (day.at - Date.UTC(day.year, 0, 1)) / DAY_MS : day.date - 1;
  const length = ofYear ? yearLength(day) : monthLength(day);
  return nth > 0 ? Math.floor(place / 7) + 1 === nth : -(Math.floor((length - 1 - place) / 7) + 1) === nth;
}

/** Whether a rule names a day within its period (the table of RFC 5545, 3.3.10). */
function names({ freq, byDay, byMonthDay, byMonth }: Rule, day: Day, start: Day): boolean {
  if (byMonth.length > 0 && !byMonth.includes(day.month)) return false;
  if (
    byMonthDay.length > 0 &&
    !byMonthDay.some((one) => one === day.date || one === day.date - monthLength(day) - 1)
  )
    return false;
  const ofYear = freq === "YEARLY" && byMonth.length === 0;
  if (byDay.length > 0) return byDay.some((one) => isNth(day, one, ofYear));
  if (byMonthDay.length > 0) return true;
  if (freq === "WEEKLY") return day.weekday === start.weekday;
  if (freq === "MONTHLY") return day.date === start.date;
  return freq === "DAILY" || (day.date === start.date && (byMonth.length > 0 || day.month === start.month));
}

/** The first day of the period that lies so many periods after that of the start, and of the one after. */
function periodOf(
  { freq, interval, weekStart }: Rule,
  start: Day,
  n: number,
): { from: number; until: number } {
  if (freq === "DAILY") {
    const from = start.at + n * interval * DAY_MS;
    return { from, until: from + DAY_MS };
  }
  if (freq === "WEEKLY") {
    const from = start.at + (n * interval * 7 - ((start.weekday - weekStart + 7) % 7)) * DAY_MS;
    return { from, until: from + 7 * DAY_MS };
  }
  const isYear = freq === "YEARLY";
  const [year, month] = isYear
    ? [start.year + n * interval, 0]
    : [start.year, start.month - 1 + n * interval];
  const from = Date.UTC(year, month, 1);
  return { from, until: isYear ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month + 1, 1) };
}

function placed(days: readonly number[], { bySetPos }: Rule): readonly number[] {
  if (bySetPos.length === 0) return days;
  return days.filter((_, at) => bySetPos.some((one) => one === at + 1 || one === at - days.length));
}

const LONGEST_PERIOD = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 };

/** Where to begin: a rule that counts must be counted from its first day. */
function firstPeriod({ freq, interval, count }: Rule, start: number, from: number): number {
  if (count !== null || from <= start) return 0;
  return Math.max(0, Math.floor((from - start) / DAY_MS / (LONGEST_PERIOD[freq] * interval)) - 1);
}

/**
 * The wall times at which an entry begins that begins first at `startWall`, from that one on, within a stretch of wall time. `isOver`:
 * whether a wall time is after the rule's end. The first one counts, be it named by the rule or not.
 */
export function wallTimes(
  rule: Rule,
  startWall: number,
  {
    from,
    until,
    isOver,
  }: { readonly from: number; readonly until: number; readonly isOver: (wall: number) => boolean },
): number[] {
  const clock = ((startWall % DAY_MS) + DAY_MS) % DAY_MS;
  const start = dayAt(startWall - clock);
  const found = startWall >= from && startWall < until ? [startWall] : [];
  let count = 1;
  const first = firstPeriod(rule, start.at, from);
  for (let n = first; n < first + MOST_PERIODS; n += 1) {
    const period = periodOf(rule, start, n);
    if (period.from >= until) break;
    const days: number[] = [];
    for (let at = period.from; at < period.until; at += DAY_MS)
      if (names(rule, dayAt(at), start)) days.push(at);
    for (const wall of placed(days, rule).map((day) => day + clock)) {
      if (wall <= startWall) continue;
      count += 1;
      if (isOver(wall) || wall >= until || (rule.count !== null && count > rule.count)) return found;
      if (wall >= from) found.push(wall);
    }
  }
  return found;
}
