/**
 * `/a/<link>`: what a citizen finds behind the link of their appointment. Whoever has the link has 128 bits that stand in no list or log.
 * Knows no rule; nothing of a person is shown, asked for or kept.
 */
import type { FastifyInstance } from "fastify";
import type { Inlets } from "../appointments/inlets.ts";
import { appointmentPage } from "../appointments/page.ts";
import { arrivalOf } from "../queue/find.ts";
import type { HubState } from "../queue/state.ts";
import { door } from "./doors.ts";

export type AppointmentPageOptions = {
  readonly inlets: Inlets | null;
  readonly publicUrl: () => string;
  readonly hub: { readonly state: () => HubState };
};

/** The one page. */
export function appointmentPages(
  app: FastifyInstance,
  { inlets, publicUrl, hub }: AppointmentPageOptions,
): void {
  app.get("/a/:link", door("open"), (request, reply) => {
    const { link } = request.params as { link: string };
    const { language } = request.query as { language?: unknown };
    const isForeign = /^(?!da|nb|nn|sv)[a-z]{2}/i.test(request.headers["accept-language"] ?? "");
    const state = hub.state();
    const guest = inlets?.checkIn.byLink(link) ?? null;
    const ticket = guest === null ? undefined : arrivalOf(state, guest.guest);
    const page = appointmentPage({
      language: language === "en" || (language !== "da" && isForeign) ? "en" : "da",
      ...{
        place: state.location.name,
        timeZone: state.location.timeZone,
        url: `${publicUrl()}/a/${link}`,
        guest,
      },
      code: guest === null ? "" : (inlets?.checkIn.codes(guest.guest).code ?? ""),
      ticket: ticket?.token ?? null,
    });
    return reply
      .code(guest === null ? 404 : 200)
      .headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" })
      .type("text/html; charset=utf-8")
      .send(page);
  });
}
