/**
 * `/sms` and its table for a spreadsheet: what text messages cost, for leaders and administrators.
 * Knows no rule and no words.
 */
import type { FastifyInstance } from "fastify";
import type { HubState } from "../queue/state.ts";
import { type NoShowBy, noShowRows, trialWords } from "../statistics/no-show-rows.ts";
import { FIGURES_LOOK, figuresPage } from "../statistics/sms-page.ts";
import { costRows, costsCsv } from "../statistics/text-cost-rows.ts";
import { door, spokenIn } from "./doors.ts";

export type FiguresRoutesOptions = { readonly hub: { readonly state: () => HubState } };

/** The page, its look, and the table. */
export function figuresRoutes(app: FastifyInstance, { hub }: FiguresRoutesOptions): void {
  app.get("/sms", door("see-message-figures"), (request, reply) => {
    const { location, textCosts, noShows } = hub.state();
    const language = spokenIn(request);
    const naming = { language, services: location.services, sources: location.appointmentSources ?? [] };
    const rows = (by: NoShowBy) => noShowRows(noShows, by, naming);
    const page = figuresPage({
      ...{
        language,
        place: location.name,
        costs: costRows(textCosts),
        trials: trialWords(noShows, language),
      },
      noShows: { service: rows("service"), source: rows("source"), plan: rows("plan"), lead: rows("lead") },
      price: location.textPrice ?? null,
    });
    return reply.header("cache-control", "no-store").type("text/html; charset=utf-8").send(page);
  });
  app.get("/sms/look.css", door("see-message-figures"), (_request, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", "no-cache").send(FIGURES_LOOK),
  );
  app.get("/sms/costs.csv", door("see-message-figures"), (_request, reply) => {
    const { location, textCosts } = hub.state();
    return reply
      .header("cache-control", "no-store")
      .header("content-disposition", `attachment; filename="sms-${location.location}.csv"`)
      .type("text/csv; charset=utf-8")
      .send(costsCsv(costRows(textCosts), location.location));
  });
}
