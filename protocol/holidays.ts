/**
 * The public holidays of Denmark, proposed for a location's exceptions (R9); nothing closes by itself.
 * Pure and browser-safe; knows no location and no clock.
 */
import type { LocalText } from "./terms.ts";

/** A day to close on. `isChosen`: proposed as ticked; half-official days are not, each town hall decides. */
export type Holiday = { readonly date: string; readonly name: LocalText; readonly isChosen: boolean };

const DAY_MS = 86_400_000;
/** Store Bededag was a holiday for the last time in 2023 (lov nr. 214 af 6. marts 2023). */
const LAST_PRAYER_DAY = 2023;

/** Easter Sunday as a count of days since 1970: the rule of Meeus, Jones and Butcher for the Gregorian calendar. */
function easterOf(year: number): number {
  const golden = year % 19;
  const [century, rest] = [Math.floor(year / 100), year % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1) / DAY_MS;
}

/** Days after Easter Sunday. */
const BY_EASTER: readonly (readonly [days: number, name: LocalText])[] = [
  [-3, { da: "Skærtorsdag", en: "Maundy Thursday" }],
  [-2, { da: "Langfredag", en: "Good Friday" }],
  [0, { da: "Påskedag", en: "Easter Sunday" }],
  [1, { da: "2. påskedag", en: "Easter Monday" }],
  [39, { da: "Kristi himmelfartsdag", en: "Ascension Day" }],
  [49, { da: "Pinsedag", en: "Whit Sunday" }],
  [50, { da: "2. pinsedag", en: "Whit Monday" }],
];
const PRAYER_DAY = [26, { da: "Store bededag", en: "Great Prayer Day" }] as const;

type Fixed = readonly [monthAndDay: string, name: LocalText, isChosen: boolean];
const FIXED: readonly Fixed[] = [
  ["01-01", { da: "Nytårsdag", en: "New Year's Day" }, true],
  ["05-01", { da: "1. maj", en: "May Day" }, false],
  ["06-05", { da: "Grundlovsdag", en: "Constitution Day" }, false],
  ["12-24", { da: "Juleaftensdag", en: "Christmas Eve" }, false],
  ["12-25", { da: "Juledag", en: "Christmas Day" }, true],
  ["12-26", { da: "2. juledag", en: "Second Day of Christmas" }, true],
  ["12-31", { da: "Nytårsaftensdag", en: "New Year's Eve" }, false],
];

function byEaster(year: number): Holiday[] {
  const easter = easterOf(year);
  const days = year <= LAST_PRAYER_DAY ? [...BY_EASTER, PRAYER_DAY] : BY_EASTER;
  return days.map(([after, name]) => {
    const date = new Date((easter + after) * DAY_MS).toISOString().slice(0, 10);
    return { date, name, isChosen: true };
  });
}

/**
 * Holidays and half-official days of a year from 2000 to 2999, by date. Two may fall on one day (Whit Sunday on
 * Constitution Day): then the public holiday alone is told, so that a document gets one exception a day.
 */
export function danishHolidays(year: number): Holiday[] {
  const fixed = FIXED.map(([day, name, isChosen]) => ({ date: `${year}-${day}`, name, isChosen }));
  const all = [...byEaster(year), ...fixed];
  const isOutdone = ({ date, isChosen }: Holiday) =>
    !isChosen && all.some((other) => other.date === date && other.isChosen);
  return all.filter((day) => !isOutdone(day)).sort((one, other) => one.date.localeCompare(other.date));
}

/** The holidays of a year as exceptions of a document, closed; of the half-official days those that were chosen, by date. */
export function holidayExceptions(year: number, chosen: readonly string[] = []) {
  return danishHolidays(year)
    .filter(({ date, isChosen }) => isChosen || chosen.includes(date))
    .map(({ date, name }) => ({ date, name, spans: [] }));
}
