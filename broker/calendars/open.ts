/**
 * The calendars of one source, as the hub was told of them. The one place that knows all drivers.
 */
import type { Offset } from "../../protocol/wall-time.ts";
import type { CalendarsInlet } from "../appointments/contract.ts";
import { Asker, type AskOptions } from "./ask.ts";
import { CalDavCalendar } from "./caldav.ts";
import { Feed } from "./feed.ts";
import type { OwnedCalendar } from "./source.ts";
import { Zones } from "./zones.ts";

export type OpenOptions = {
  /** What times without a zone are of: the location's zone. */
  readonly timeZone: () => string;
  readonly at: () => number;
  readonly limits?: Pick<AskOptions, "timeoutMs" | "longestBytes">;
};

export type OpenedCalendars = { readonly calendars: readonly OwnedCalendar[]; readonly close: () => void };

const NO_OFFSET: Offset = () => 0;

/** Asks nothing yet. */
export function openCalendars(inlet: CalendarsInlet, { timeZone, at, limits }: OpenOptions): OpenedCalendars {
  const asker = new Asker({ ca: inlet.ca, ...limits });
  const zones = new Zones();
  const floating = () => zones.offset(timeZone()) ?? NO_OFFSET;
  const Driver = inlet.kind === "ical" ? Feed : CalDavCalendar;
  const calendars = inlet.calendars.map(({ url, authorization, host, address }) => ({
    owner: { host, address },
    reader: new Driver({ url, authorization, asker, zones, floating, at }),
  }));
  return { calendars, close: () => asker.close() };
}
