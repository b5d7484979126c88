/**
 * `npm run bench:estimate [-- <first seed> <load>]`: how right the told waiting time is on simulated days, against four references from the
 * literature. Talon's one number is the mean that it tells; its median stands beside it. A report, never a test.
 */
import { expectedWait, outlook } from "../../broker/queue/estimate.ts";
import { aheadOf, callOrder, type Spot } from "../../broker/queue/order.ts";
import type { TicketId } from "../../protocol/terms.ts";
import { book } from "../broker/queue/bookings.ts";
import { type Citizen, type Office, officeHub, runDays, type Visit } from "../broker/queue/days.ts";
import { A, type Hub, MINUTE } from "../broker/town.ts";

/** The true mean of every load, in minutes, and the one that a clerk typed in. */
const [TRUE_MEAN, TYPED_MEAN] = [10, 12];
const DAYS = 60;
const SEEDS = 5;
const NO_SHOW = 7091 / 24_585;

const office = (walkInsPerHour: number, slots: number): Office => ({
  ...{ counters: 4, walkInsPerHour, slots, booked: 0.85, noShow: NO_SHOW, meanMin: TRUE_MEAN },
});
const LOADS: Readonly<Record<string, Office>> = {
  quiet: office(12, 1),
  normal: office(18, 1),
  busy: office(19.8, 1),
  "appointment-heavy": office(7.8, 4),
};

/** What was told to one walk-in, in minutes, and what came. */
type Told = { readonly by: Readonly<Record<string, number>>; fromMin: number; toMin: number; came: number };

const REFERENCES = ["LES", "HOL", "QL", "merge"] as const;

function waitedMin(at: number, since: number): number {
  return (at - since) / MINUTE;
}

/** Head of line (Ibrahim and Whitt 2009): what the first walk-in in the queue has waited so far; 0 when nobody waits. */
function headOfLine(hub: Hub): number {
  const head = hub.state.day.waiting.get(A)?.blocks[0]?.[0];
  return head ? waitedMin(hub.at, head.since) : 0;
}

function isFree(hub: Hub): boolean {
  return hub.state.atCounter.size < hub.state.location.counters.length;
}

/** Queue length: nobody waits while a counter is free, else whoever would go before it (appointments that are due, too) and itself, at the true mean. */
function queueLength(hub: Hub, spot: Spot): number {
  if (isFree(hub)) return 0;
  return ((aheadOf(hub.state, spot, hub.at) + 1) * TRUE_MEAN) / hub.state.location.counters.length;
}

/**
 * As ZMS estimates: everybody, appointments of the agenda too, in the order of calling, costs one slot of the typed mean over the
 * counters; an appointment whose claim will be the greater one at the walk-in's turn goes first. It starts one slot in.
 */
function merged(hub: Hub, agenda: readonly Citizen[]): number {
  const slotMs = (TYPED_MEAN * MINUTE) / hub.state.location.counters.length;
  const waiting = [...callOrder(hub.state, null, hub.at)];
  const due = waiting.filter((one) => one.dueAt === null || one.dueAt <= hub.at).length;
  const later = [
    ...waiting.flatMap((one) => (one.dueAt !== null && one.dueAt > hub.at ? [one.dueAt] : [])),
    ...agenda.flatMap((one) => (one.agreedAt === null ? [] : [one.agreedAt])),
  ].sort((one, other) => one - other);
  let at = hub.at + slotMs * (due + 1);
  for (const agreedAt of later) if (agreedAt <= hub.at + (at - hub.at) / 2) at += slotMs;
  return Math.floor(waitedMin(at, hub.at));
}

function tellings(load: Office, seed: number): Told[] {
  const told: Told[] = [];
  const open = new Map<TicketId, Told>();
  let next: Told | null = null;
  let lastEnteredMin = 0;
  runDays(load, {
    ...{ seed, days: DAYS },
    watch: {
      arrives: (hub, citizen, agenda) => {
        if (citizen.agreedAt !== null) return;
        const spot = { queue: A, id: "" as TicketId, since: hub.at, order: Number.POSITIVE_INFINITY };
        const wait = expectedWait(hub.state, spot, hub.at);
        if (!wait) throw new Error("nothing was said");
        next = {
          by: {
            ...{ Talon: (wait.meanMs as number) / MINUTE, "Talon's median": wait.medianMs / MINUTE },
            ...{ LES: lastEnteredMin, HOL: headOfLine(hub) },
            ...{ QL: queueLength(hub, { ...spot, isAppointment: false }), merge: merged(hub, agenda) },
          },
          ...{ fromMin: wait.fromMs / MINUTE, toMin: wait.toMs / MINUTE, came: 0 },
        };
      },
      waits: (_hub, { citizen, ticket }) => {
        if (citizen.agreedAt === null && next) open.set(ticket.id, next);
      },
      called: (hub, { ticket }: Visit) => {
        const one = open.get(ticket.id);
        if (!one) return;
        one.came = waitedMin(hub.at, ticket.arrivedAt);
        // LES: the wait of the walk-in who entered service last (Ibrahim and Whitt 2009).
        lastEnteredMin = one.came;
        told.push(one);
      },
    },
  });
  return told;
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

function errors(told: readonly Told[], by: string): { mae: number; bias: number; rmse: number } {
  const off = told.map((one) => (one.by[by] as number) - one.came);
  return {
    mae: mean(off.map(Math.abs)),
    bias: mean(off),
    rmse: Math.sqrt(mean(off.map((one) => one * one))),
  };
}

type Coverage = {
  readonly held: number;
  readonly below: number;
  readonly above: number;
  readonly widthMin: number;
  readonly belowMedian: number;
};

/** The part of the ranges that held, of those told more than "now". */
function coverage(told: readonly Told[]): Coverage {
  const ranges = told.filter((one) => one.toMin > 1);
  const part = (holds: (one: Told) => boolean) => ranges.filter(holds).length / ranges.length;
  return {
    held: part((one) => one.came >= one.fromMin && one.came <= one.toMin),
    below: part((one) => one.came < one.fromMin),
    above: part((one) => one.came > one.toMin),
    widthMin: mean(ranges.map((one) => one.toMin - one.fromMin)),
    belowMedian: part((one) => one.came < (one.by["Talon's median"] as number)),
  };
}

const cell = (value: number) => value.toFixed(2);
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

function reportOf(name: string, told: readonly Told[]): string {
  const { held, below, above, widthMin, belowMedian } = coverage(told);
  const all = told.filter((one) => one.came >= one.fromMin && one.came <= one.toMin).length / told.length;
  const rows = ["Talon", "Talon's median", ...REFERENCES].map((by) => {
    const { mae, bias, rmse } = errors(told, by);
    return `| ${name} | ${by} | ${cell(mae)} | ${bias >= 0 ? "+" : ""}${cell(bias)} | ${cell(rmse)} |`;
  });
  const facts = [
    `${told.length} walk-ins, mean wait ${cell(mean(told.map((one) => one.came)))} min`,
    `told "now": ${percent(told.filter((one) => one.toMin <= 1).length / told.length)}`,
    `range holds ${percent(held)} (below ${percent(below)}, above ${percent(above)}), ${cell(widthMin)} min wide; with "now" ${percent(all)}`,
    `${percent(belowMedian)} wait less than the median`,
  ];
  return [...rows, `${name}: ${facts.join("; ")}`].join("\n");
}

const firstSeed = Number(process.argv[2] ?? 1);
const only = process.argv[3];
process.stdout.write("| load | estimate | MAE min | bias | RMSE |\n|---|---|---|---|---|\n");
for (const [name, load] of Object.entries(LOADS)) {
  if (only !== undefined && only !== name) continue;
  const told = Array.from({ length: SEEDS }, (_, index) => tellings(load, firstSeed + index)).flat();
  process.stdout.write(`${reportOf(name, told)}\n`);
}

/** What it costs with 500 waiting and 20 counters (ms): one who asks, and everybody at once. */
function costs(): { readonly one: string; readonly all: string } {
  const hub = officeHub({ ...office(0, 0), counters: 20 });
  for (let n = 0; n < 520; n += 1) {
    const agreedAt = n % 5 === 0 ? hub.at + 10 * MINUTE : undefined;
    hub.issueByStaff({ agreedAt });
    hub.at += 5_000;
  }
  for (const { counter } of hub.state.location.counters) hub.next(counter);
  for (let quarter = 0; quarter < 16; quarter += 1)
    book(hub, ...Array.from({ length: 10 }, () => 15 * quarter));
  const spot = { queue: A, id: "" as TicketId, since: hub.at, order: Number.POSITIVE_INFINITY };
  const timed = (work: () => void): string => {
    const times = Array.from({ length: 400 }, () => {
      const from = performance.now();
      work();
      return performance.now() - from;
    }).sort((one, other) => one - other);
    return `${times[0]?.toFixed(2)} ms (fastest), ${times[200]?.toFixed(2)} ms (p50)`;
  };
  return {
    one: timed(() => expectedWait(hub.state, spot, hub.at)),
    all: timed(() => outlook(hub.state, hub.at)),
  };
}

const { one, all } = costs();
process.stdout.write(
  `500 waiting, 20 counters, 10 appointments a quarter: one who asks ${one}; everybody at once ${all}\n`,
);
