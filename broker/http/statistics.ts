/**
 * `/statistics`: the page that leaders and staff look at, its picture as JSON, and its visits as a file. What is asked stands in the
 * address; whose role is limited to queues sees those.
 * Knows no figure; the walk over visits is broker/statistics.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { dateIn } from "../../protocol/calendar.ts";
import type { LocationConfig } from "../../protocol/config.ts";
import { type Actor, mayDo, queuesFor } from "../accounts/rights.ts";
import { type Asked, comparedWith, daysBetween, readAsked } from "../statistics/asked.ts";
import { visitsCsv } from "../statistics/csv.ts";
import { STATISTICS_LOOK } from "../statistics/look.ts";
import { problemPage, statisticsPage } from "../statistics/page.ts";
import type { Question } from "../statistics/question.ts";
import { type Report, reportOf } from "../statistics/report.ts";
import { isAskedFor } from "../statistics/row-filter.ts";
import type { Statistics } from "../statistics/statistics.ts";
import { STATISTICS_WORDS } from "../statistics/words.ts";
import { actorOf, type DoorOptions, door, spokenIn } from "./doors.ts";

export type StatisticsRoutesOptions = DoorOptions & {
  /** `null`: this hub keeps none. */
  readonly statistics: Statistics | null;
  readonly hub: { readonly state: () => { readonly location: LocationConfig } };
};

/** Days one by one up to so many; months from there on. */
const MOST_DAYS = 62;
const TARGET_MIN = 10;
const NOBODY: Actor = { kind: "citizen" };

/** Who asks, and what of it they may see. */
type Sight = { readonly queues: readonly string[] | null; readonly hasStaff: boolean };

/** What was asked, as whoever asks may. */
type Seen = {
  readonly statistics: Statistics;
  readonly location: LocationConfig;
  readonly asked: Asked;
  readonly sight: Sight;
};

function sightOf(request: FastifyRequest, options: StatisticsRoutesOptions): Sight {
  const actor = actorOf(request, options) ?? NOBODY;
  const { location, statistics = {} } = options.hub.state().location;
  return {
    queues: queuesFor(actor, "see-statistics", location),
    hasStaff: statistics.showsStaff === true && mayDo(actor, "see-staff-figures", location),
  };
}

/** A question, narrowed to what may be seen. */
function narrowed(question: Question, { queues, hasStaff }: Sight): Question {
  const asked = question.queues;
  const within = queues === null ? asked : queues.filter((queue) => asked === null || asked.includes(queue));
  return { ...question, queues: within, staff: hasStaff ? question.staff : null };
}

function seenBy(request: FastifyRequest, options: StatisticsRoutesOptions) {
  const { location } = options.hub.state();
  const read = readAsked(request.query as Record<string, unknown>, dateIn(location.timeZone, options.now()));
  if (!read.ok) return read;
  const sight = sightOf(request, options);
  const asked = { ...read.asked, question: narrowed(read.asked.question, sight) };
  return { ok: true, location, sight, asked } as const;
}

function report(question: Question, { statistics, location }: Seen): Report {
  const isLong = daysBetween(question.from, question.to) > MOST_DAYS;
  const spanOf = (date: string) => (isLong ? date.slice(0, 7) : date);
  const { sameAs = [], targetMin = TARGET_MIN } = location.statistics ?? {};
  return reportOf({
    ...{ question, targetMin, names: statistics.names },
    sums: statistics.ask(question, sameAs, spanOf),
    days: statistics.days(question.from, question.to),
  });
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.header("cache-control", "no-store").type("text/html; charset=utf-8").send(page);
}

function pageOf(request: FastifyRequest, seen: Seen, at: number): string {
  const { statistics, asked, sight, location } = seen;
  const compared = comparedWith(asked);
  const { names } = statistics;
  const numbers = Array.from({ length: names.size("staff") }, (_, number) => names.idOf("staff", number));
  return statisticsPage({
    ...{ asked, location, at, language: spokenIn(request), hasStaff: sight.hasStaff },
    ...{ report: report(asked.question, seen), before: compared === null ? null : report(compared, seen) },
    staff: numbers.filter((id) => id !== null).sort(),
    ...{ isReading: !statistics.isCurrent, isEmpty: statistics.isEmpty },
  });
}

function csvOf(request: FastifyRequest, { statistics, asked, sight, location }: Seen): string {
  const { question } = asked;
  const { head, line } = visitsCsv({ language: spokenIn(request), location, hasStaff: sight.hasStaff });
  const rows = statistics.rows(question.from, question.to).filter((row) => isAskedFor(row, question));
  return head + rows.map(line).join("");
}

/** The page, its look, its picture and its file. */
export function statisticsRoutes(app: FastifyInstance, options: StatisticsRoutesOptions): void {
  const { statistics } = options;
  if (statistics === null) return;
  const entrance = door("see-statistics");
  app.get("/statistics/look.css", door("open"), (_request, reply) =>
    reply
      .type("text/css; charset=utf-8")
      .header("cache-control", "public, max-age=3600")
      .send(STATISTICS_LOOK),
  );
  app.get("/statistics", entrance, (request, reply) => {
    const seen = seenBy(request, options);
    if (!seen.ok) return html(reply.code(400), problemPage(seen.problems, spokenIn(request)));
    return html(reply, pageOf(request, { ...seen, statistics }, options.now()));
  });
  app.get("/statistics.csv", entrance, (request, reply) => {
    const seen = seenBy(request, options);
    if (!seen.ok) {
      const { problems } = STATISTICS_WORDS[spokenIn(request)];
      return reply
        .code(400)
        .send({ problems: seen.problems.map(({ path, problem }) => ({ path, problem: problems[problem] })) });
    }
    const { from, to } = seen.asked.question;
    const name = `talon-${seen.location.location}-${from}${from === to ? "" : `-${to}`}.csv`;
    return reply
      .header("cache-control", "no-store")
      .header("content-disposition", `attachment; filename="${name}"`)
      .type("text/csv; charset=utf-8")
      .send(csvOf(request, { ...seen, statistics }));
  });
}
