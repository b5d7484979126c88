/**
 * One day of a believable town hall: who comes when and for what, how long they take, and how many counters are staffed.
 * Pure. Mondays and mornings are busy, July is quiet, and some days half of the staff are ill: waits have a long tail, as in
 * Sehnde's published figures of 2017 (mean 8 min 28 s, half under 4 min); 28.8 % of job-centre appointments are missed.
 */
import { gapMs, lognormal, type Random } from "./random.ts";

/** Part of the job centre's appointments to which nobody comes: 7,091 of 24,585 in a year. */
const ABSENT = 7091 / 24_585;
/** Walk-ins' part of what all counters could do, and how much days differ. */
const LOAD = 0.62;
const DAYS_DIFFER = 0.06;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Walk-ins of an hour after the opening, against the mean. */
const BY_HOUR = [1.15, 1.15, 1.1, 1, 0.95, 0.9, 0.85, 0.8] as const;
/** Monday to Friday; January to December. */
const BY_WEEKDAY = [1.15, 1, 0.95, 1.02, 0.88] as const;
const BY_MONTH = [1.1, 1, 1, 1.02, 1.02, 1.05, 0.8, 1.1, 1.05, 1, 0.97, 0.9] as const;

/** A service, and how much it is asked for. */
export type PlannedService = {
  readonly service: string;
  readonly queue: string;
  readonly share: number;
  readonly meanMin: number;
  readonly isBooked: boolean;
};

export type Visitor = {
  readonly at: number;
  readonly service: string;
  readonly queue: string;
  readonly agreedAt: number | null;
  readonly takesMs: number;
  /** Waits so long, and has gone when called later than that. */
  readonly patienceMs: number;
};

export type Booking = { readonly startAt: number; readonly service: string; readonly isAbsent: boolean };

export type PlannedDay = {
  readonly visitors: readonly Visitor[];
  readonly bookings: readonly Booking[];
  /** How many counters are staffed in each hour after the opening. */
  readonly staffed: readonly number[];
};

export type DayPlan = {
  readonly opensAt: number;
  readonly closesAt: number;
  /** 1 to 5; 1 to 12. */
  readonly weekday: number;
  readonly month: number;
  readonly services: readonly PlannedService[];
  readonly counters: number;
  readonly random: Random;
};

function walkIns(plan: DayPlan, factor: number): Visitor[] {
  const { opensAt, closesAt, services, counters, random } = plan;
  const open = services.filter(({ isBooked }) => !isBooked);
  const total = open.reduce((sum, { share }) => sum + share, 0);
  const meanMin = open.reduce((sum, { share, meanMin: one }) => sum + (share / total) * one, 0);
  // So many as would keep about half of the counters busy on a usual day.
  const perHour = (LOAD * counters * 60 * factor) / meanMin;
  const all: Visitor[] = [];
  for (let at = opensAt; at < closesAt - 10 * MINUTE_MS; ) {
    const hour = Math.min(BY_HOUR.length - 1, Math.floor((at - opensAt) / HOUR_MS));
    at += gapMs(random, perHour * (BY_HOUR[hour] as number));
    let left = random() * total;
    const picked = open.find(({ share }) => (left -= share) <= 0) ?? open[0];
    if (picked === undefined || at >= closesAt) break;
    all.push(visitor(plan, { at, service: picked, agreedAt: null }));
  }
  return all;
}

type Coming = { readonly at: number; readonly service: PlannedService; readonly agreedAt: number | null };

function visitor({ random }: DayPlan, { at, service, agreedAt }: Coming): Visitor {
  return {
    ...{ at: Math.round(at), service: service.service, queue: service.queue, agreedAt },
    takesMs: Math.round(Math.max(20_000, lognormal(random, service.meanMin * MINUTE_MS, 0.8))),
    patienceMs: Math.round(lognormal(random, 90 * MINUTE_MS, 0.6)),
  };
}

function booked(plan: DayPlan): { bookings: Booking[]; visitors: Visitor[] } {
  const { opensAt, closesAt, services, random } = plan;
  const bookings: Booking[] = [];
  const visitors: Visitor[] = [];
  for (const service of services.filter(({ isBooked }) => isBooked))
    for (
      let startAt = opensAt + 15 * MINUTE_MS;
      startAt < closesAt - 30 * MINUTE_MS;
      startAt += 15 * MINUTE_MS
    ) {
      if (random() >= 0.85) continue;
      const isAbsent = random() < ABSENT;
      bookings.push({ startAt, service: service.service, isAbsent });
      const early = Math.max(-9, lognormal(random, 7, 0.9) - 3) * MINUTE_MS;
      if (!isAbsent)
        visitors.push(visitor(plan, { at: Math.max(opensAt, startAt - early), service, agreedAt: startAt }));
    }
  return { bookings, visitors };
}

/** Lunch from the third to the fifth hour; on one day of eight somebody is ill. */
function staffing({ counters, opensAt, closesAt, random }: DayPlan): number[] {
  const ill = random() < 0.12 ? Math.max(1, Math.round(counters * 0.35)) : 0;
  return Array.from({ length: Math.ceil((closesAt - opensAt) / HOUR_MS) }, (_, hour) =>
    Math.max(1, counters - ill - (hour >= 2 && hour <= 3 ? Math.floor(counters / 4) : 0)),
  );
}

/** The day. */
export function planDay(plan: DayPlan): PlannedDay {
  const { weekday, month, random } = plan;
  const factor =
    (BY_WEEKDAY[weekday - 1] ?? 1) * (BY_MONTH[month - 1] ?? 1) * lognormal(random, 1, DAYS_DIFFER);
  const { bookings, visitors } = booked(plan);
  const all = [...walkIns(plan, factor), ...visitors].sort((one, other) => one.at - other.at);
  return { visitors: all, bookings, staffed: staffing(plan) };
}
