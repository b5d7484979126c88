/**
 * When a display loads its page anew by itself, since no browser is to be trusted for weeks.
 * Pure; knows no page.
 */

/** A page younger than this is left alone, ms. */
export const LEAST_AGE_MS = 6 * 3_600_000;

/** Between three and four at night by the location's clock, nobody called, connected, and long open: nobody sees it blink. */
export function isTimeToReload(page: {
  readonly at: number;
  readonly openedAt: number;
  readonly timeZone: string;
  readonly isQuiet: boolean;
}): boolean {
  if (!page.isQuiet || page.at - page.openedAt < LEAST_AGE_MS) return false;
  const hour = new Intl.DateTimeFormat("en-GB", {
    timeZone: page.timeZone,
    hour: "2-digit",
    hourCycle: "h23",
  });
  return hour.format(page.at) === "03";
}
