/**
 * Visits in a file of their own, one row each, and month by month as columns for whoever asks.
 * Knows no event; everything in it can be read out of the ledger again.
 */
import type Database from "better-sqlite3";
import type { LocationConfig } from "../../protocol/config.ts";
import { type Offset, offsetOf } from "../../protocol/wall-time.ts";
import type { Booked } from "./booked.ts";
import { type Columns, pack, type Row, unpack } from "./columns.ts";
import type { Away, FoldedDay } from "./fold.ts";
import { loadOf, type Stretch } from "./load.ts";
import { type Named, Names } from "./names.ts";
import type { Question, SameAs } from "./question.ts";
import { type Sums, scan } from "./scan.ts";
import { openFile } from "./schema.ts";
import { lastStep, type Outcome, serviceMs, type Visit, type Way, waitMs, waitsFrom } from "./visit.ts";

/** Where the fold was before a day, so that it can go on from there. */
export type Before = {
  readonly seq: number;
  readonly booked: readonly Booked[];
  readonly location: LocationConfig;
};
/** How far the ledger was read: an event's number and hash. */
export type Progress = { readonly seq: number; readonly hash: string };
/** A day that is known. */
export type KnownDay = {
  readonly serviceDay: string;
  readonly date: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly away: readonly Away[];
  /** Of each quarter of an hour of the day, all counters added up (ms). */
  readonly atWork: readonly number[];
  readonly serving: readonly number[];
};

const NO_COLUMNS = unpack(new Uint8Array());
const MINUTE_MS = 60_000;

/** A paper of a day that is long over may bear the id of a visit that is known: the first word counts. */
const INSERT = `INSERT OR IGNORE INTO visits VALUES (
  @id, @serviceDay, @date, @number, @way, @stand, @queue, @service, @counter, @staff, @isAppointment, @agreedAt, @cameAt,
  @waitsFrom, @minute, @calledAt, @endedAt, @waitMs, @serviceMs, @outcome, @calls, @transfers, @isClockCorrected, @steps
)`;

const dateOf = (serviceDay: string) => serviceDay.slice(0, 10);
const orNone = (ms: number | null) => ms ?? -1;

function minuteOf(at: number, offset: Offset): number {
  return Math.floor(((((at + offset(at)) / MINUTE_MS) % 1_440) + 1_440) % 1_440);
}

/** When counters were busy with it. */
function served({ steps }: Visit): Stretch[] {
  return steps.flatMap(({ servingAt, endedAt }) =>
    servingAt === null || endedAt === null ? [] : [{ from: servingAt, until: endedAt }],
  );
}

/** A visit as it lies in the table. */
function rowOf(visit: Visit, offset: Offset) {
  const last = lastStep(visit);
  const { id, serviceDay, number, way, stand, queue, service, agreedAt, cameAt, endedAt } = visit;
  return {
    ...{
      id,
      serviceDay,
      date: dateOf(serviceDay),
      number,
      way,
      stand,
      queue,
      service,
      agreedAt,
      cameAt,
      endedAt,
    },
    ...{ counter: last?.counter ?? null, staff: last?.staff ?? null, waitsFrom: waitsFrom(visit) },
    ...{ minute: minuteOf(waitsFrom(visit), offset), calledAt: visit.steps[0]?.calledAt ?? null },
    ...{ waitMs: waitMs(visit), serviceMs: serviceMs(visit), outcome: visit.outcome, calls: visit.calls },
    ...{ transfers: visit.transfers, isAppointment: Number(visit.isAppointment) },
    ...{ isClockCorrected: Number(visit.isClockCorrected), steps: JSON.stringify(visit.steps) },
  };
}

/** A visit as the table has it. Instants are epoch ms, `minute` is of the location's day. */
export type VisitRow = {
  id: string;
  service_day: string;
  number: string | null;
  agreed_at: number | null;
  came_at: number;
  waits_from: number;
  called_at: number | null;
  ended_at: number | null;
  calls: number;
  transfers: number;
  steps: string;
  date: string;
  minute: number;
  queue: string;
  service: string | null;
  counter: string | null;
  staff: string | null;
  stand: string | null;
  wait_ms: number | null;
  service_ms: number | null;
  outcome: Outcome;
  way: Way;
  is_appointment: number;
  is_clock_corrected: number;
};

export class StatisticsStore {
  readonly #db: Database.Database;
  readonly names: Names;
  readonly #timeZone: () => string;

  constructor(file: string, timeZone: () => string) {
    this.#db = openFile(file);
    this.#timeZone = timeZone;
    const known = this.#db.prepare("SELECT kind, number, id FROM names ORDER BY number").all() as Named[];
    const add = this.#db.prepare("INSERT INTO names VALUES (@kind, @number, @id)");
    this.names = new Names(known, (named) => add.run(named));
  }

  progress(): Progress {
    return this.#db.prepare("SELECT seq, hash FROM progress").get() as Progress;
  }

  /** Where to begin again: before the last but one day that is known; `null` for the ledger's beginning. */
  before(): Before | null {
    const kept = this.#db
      .prepare("SELECT before FROM days ORDER BY before_seq DESC LIMIT 1 OFFSET 1")
      .pluck()
      .get() as string | undefined;
    return kept === undefined || kept === "" ? null : (JSON.parse(kept) as Before);
  }

  /** Keeps days as they are now, and how far the ledger was read. All of it or nothing. */
  keep(days: readonly FoldedDay[], begun: ReadonlyMap<string, Before>, progress: Progress): void {
    const offset = offsetOf(this.#timeZone());
    this.#db.transaction(() => {
      for (const day of days) this.#keepDay(day, begun.get(day.serviceDay), offset);
      this.#forgetBefores();
      this.#db.prepare("UPDATE progress SET seq = @seq, hash = @hash").run(progress);
    })();
  }

  /** Forgets everything: the ledger is read again from its beginning. */
  clear(): void {
    this.#db.exec("DELETE FROM visits; DELETE FROM days; DELETE FROM work; DELETE FROM months;");
    this.#db.exec("UPDATE progress SET seq = 0, hash = ''");
  }

  /** Answers a question with its sums. */
  ask(question: Question, sameAs: readonly SameAs[], spanOf: (date: string) => string): Sums {
    const [from, to] = [question.from.slice(0, 7), question.to.slice(0, 7)];
    const months = this.#db
      .prepare("SELECT month FROM months WHERE month BETWEEN ? AND ? ORDER BY month")
      .pluck()
      .all(from, to) as string[];
    const columns = new Map(months.map((month) => [month, this.#columns(month)]));
    const read = (month: string) => columns.get(month) as Columns;
    return scan(months, read, { question, names: this.names, sameAs, spanOf });
  }

  /** Days between two dates, both included. */
  days(from: string, to: string): KnownDay[] {
    const days = this.#db
      .prepare(
        "SELECT service_day AS serviceDay, date, opened_at AS openedAt, closed_at AS closedAt, away, at_work AS atWork, serving FROM days WHERE date BETWEEN ? AND ? ORDER BY opened_at",
      )
      .all(from, to) as (Omit<KnownDay, "away" | "atWork" | "serving"> &
      Record<"away" | "atWork" | "serving", string>)[];
    return days.map(({ away, atWork, serving, ...day }) => ({
      ...{ ...day, away: JSON.parse(away) as Away[] },
      ...{ atWork: JSON.parse(atWork) as number[], serving: JSON.parse(serving) as number[] },
    }));
  }

  /** The visits between two dates, both included, in the order in which people came. */
  rows(from: string, to: string): VisitRow[] {
    return this.#db
      .prepare("SELECT * FROM visits WHERE date BETWEEN ? AND ? ORDER BY date, came_at, id")
      .all(from, to) as VisitRow[];
  }

  close(): void {
    this.#db.close();
  }

  #keepDay(day: FoldedDay, before: Before | undefined, offset: Offset): void {
    const { serviceDay, openedAt, closedAt, away, visits, work } = day;
    const date = dateOf(serviceDay);
    this.#db.prepare("DELETE FROM visits WHERE service_day = ? AND date = ?").run(serviceDay, date);
    this.#db.prepare("DELETE FROM work WHERE service_day = ?").run(serviceDay);
    const insert = this.#db.prepare(INSERT);
    for (const visit of visits) insert.run(rowOf(visit, offset));
    const span = this.#db.prepare("INSERT INTO work VALUES (?, ?, ?, ?, ?, ?)");
    for (const { counter, staff, from, until } of work)
      span.run(serviceDay, date, counter, staff, from, until);
    this.#db
      .prepare(
        `INSERT INTO days VALUES (@serviceDay, @date, @openedAt, @closedAt, @away, @atWork, @serving, @seq, @before)
         ON CONFLICT (service_day) DO UPDATE
         SET closed_at = @closedAt, away = @away, at_work = @atWork, serving = @serving`,
      )
      .run({
        ...{ serviceDay, date, openedAt, closedAt, away: JSON.stringify(away) },
        atWork: JSON.stringify(loadOf(work, offset)),
        serving: JSON.stringify(loadOf(visits.flatMap(served), offset)),
        ...{ seq: before?.seq ?? 0, before: before === undefined ? "" : JSON.stringify(before) },
      });
    this.#db.prepare("INSERT OR REPLACE INTO months VALUES (?, NULL)").run(date.slice(0, 7));
  }

  /** Only the last two are ever begun from. */
  #forgetBefores(): void {
    this.#db.exec(
      "UPDATE days SET before = '' WHERE before <> '' AND before_seq < (SELECT min(before_seq) FROM (SELECT before_seq FROM days ORDER BY before_seq DESC LIMIT 2))",
    );
  }

  /** A month's columns, made of its rows where those have changed. */
  #columns(month: string): Columns {
    const kept = this.#db
      .prepare("SELECT columns FROM months WHERE month = ?")
      .pluck()
      .get(month) as Buffer | null;
    if (kept !== null) return unpack(kept);
    const rows = this.#db
      .prepare("SELECT * FROM visits WHERE date BETWEEN ? AND ? ORDER BY date, came_at, id")
      .all(`${month}-00`, `${month}-99`) as VisitRow[];
    const bytes = pack(rows.map((row) => this.#rowOf(row)));
    this.#db.prepare("UPDATE months SET columns = ? WHERE month = ?").run(bytes, month);
    return rows.length === 0 ? NO_COLUMNS : unpack(bytes);
  }

  #rowOf(row: VisitRow): Row {
    const { names } = this;
    return {
      ...{ day: Number(row.date.slice(8)), minute: row.minute, outcome: row.outcome, way: row.way },
      ...{ queue: names.numberOf("queue", row.queue), service: names.numberOf("service", row.service) },
      ...{ counter: names.numberOf("counter", row.counter), staff: names.numberOf("staff", row.staff) },
      ...{ stand: names.numberOf("stand", row.stand), waitMs: orNone(row.wait_ms) },
      ...{ serviceMs: orNone(row.service_ms), isAppointment: row.is_appointment === 1 },
      isClockCorrected: row.is_clock_corrected === 1,
    };
  }
}
