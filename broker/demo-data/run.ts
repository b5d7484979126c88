/**
 * `talon-hub demo-data`: years of a believable town hall in a ledger of their own, so that statistics have something true to show.
 * Knows no page. A ledger that has events already is never written to.
 */

import { dateIn } from "../../protocol/calendar.ts";
import type { LocationConfig } from "../../protocol/config.ts";
import { danishHolidays } from "../../protocol/holidays.ts";
import { instantsOf, offsetOf } from "../../protocol/wall-time.ts";
import { HubFault } from "../errors.ts";
import type { Ledger } from "../ledger/contract.ts";
import { type PlannedService, planDay } from "./plan.ts";
import { seeded } from "./random.ts";
import { Town } from "./town.ts";

export type DemoData = {
  readonly ledger: Pick<Ledger, "seq" | "append">;
  readonly location: LocationConfig;
  readonly years: number;
  readonly seed: number;
  /** The last day is the one before this instant's (epoch ms). */
  readonly now: number;
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Hours of the house, Monday to Friday, as whole hours. */
const HOURS = [
  [10, 15],
  [10, 15],
  [10, 15],
  [10, 17],
  [10, 14],
] as const;
/** How much each of a location's services is asked for, the first most; and what it takes (minutes). */
const SHARES = [34, 24, 12, 10, 8, 5, 3] as const;
const MINUTES = [9, 12, 20, 11, 4, 7, 8] as const;

/** The location's services; the third is the one that is booked, or the one whose name says so. */
function servicesOf({ services }: LocationConfig): PlannedService[] {
  const isJobs = (service: string) => /job/.test(service);
  const booked = services.find(({ service }) => isJobs(service))?.service ?? services[2]?.service;
  return services.map(({ service, queue }, place) => ({
    ...{ service, queue, share: SHARES[place] ?? 2, meanMin: MINUTES[place] ?? 8 },
    isBooked: service === booked,
  }));
}

/** Writes the years; answers how many tickets there were. Faults: HUB_LEDGER_NOT_EMPTY, and those of `Ledger.append`. */
export function writeDemoData({ ledger, location, years, seed, now }: DemoData): number {
  if (ledger.seq() > 0) throw new HubFault("HUB_LEDGER_NOT_EMPTY", `${ledger.seq()} events`);
  const random = seeded(seed);
  const town = new Town(location, random);
  const offset = offsetOf(location.timeZone);
  const services = servicesOf(location);
  const today = Date.parse(`${dateIn(location.timeZone, now)}T00:00:00Z`);
  let [tickets, isStarted] = [0, false];
  for (let wall = today - Math.round(years * 365.25) * DAY_MS; wall < today; wall += DAY_MS) {
    const date = new Date(wall).toISOString().slice(0, 10);
    const hours = HOURS[(new Date(wall).getUTCDay() + 6) % 7];
    if (hours === undefined || isHoliday(date)) continue;
    const [opensAt, closesAt] = hours.map((hour) => instantsOf(wall + hour * HOUR_MS, offset)[0]) as [
      number,
      number,
    ];
    if (!isStarted) town.start(opensAt - HOUR_MS);
    isStarted = true;
    const [weekday, month] = [((new Date(wall).getUTCDay() + 6) % 7) + 1, Number(date.slice(5, 7))];
    const plan = planDay({
      opensAt,
      closesAt,
      weekday,
      month,
      services,
      counters: location.counters.length,
      random,
    });
    const events = town.live(plan, { opensAt, closesAt });
    ledger.append(events);
    tickets += events.filter(({ kind }) => kind === "ticket-issued").length;
  }
  return tickets;
}

function isHoliday(date: string): boolean {
  return danishHolidays(Number(date.slice(0, 4))).some((one) => one.date === date);
}
