/**
 * Where planners push appointments, and where it is seen what became of them.
 * Knows no row; a push has a token of its own, and no session.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { CITIZEN } from "../accounts/rights.ts";
import { LONGEST_BYTES } from "../appointments/delivery.ts";
import type { Inlets } from "../appointments/inlets.ts";
import { API } from "./api.ts";
import { actorOf, type DoorOptions, door } from "./doors.ts";

export type AppointmentRoutesOptions = DoorOptions & {
  /** `null`: this hub takes in no appointments. */
  readonly inlets: Inlets | null;
};

/** Pushes and reports. */
export function appointmentRoutes(app: FastifyInstance, options: AppointmentRoutesOptions): void {
  const { inlets, location } = options;
  const isHere = (params: unknown) => (params as { location: string }).location === location();
  const lists = (name: "appointments" | "appointmentSources", list: (request: FastifyRequest) => unknown) =>
    app.get(
      `/api${API[name].path}`,
      door(name === "appointments" ? "see-hall" : "see-document"),
      (request, reply) =>
        isHere(request.params)
          ? reply.header("cache-control", "no-store").send(list(request))
          : reply.code(404).send({ problem: "no such location" }),
    );
  lists("appointments", (request) => {
    const { days } = request.query as { days?: string };
    return inlets?.listed(actorOf(request, options) ?? CITIZEN, daysOf(days)) ?? [];
  });
  lists("appointmentSources", () => inlets?.reports() ?? []);
  void app.register((pushes, _options, done) => {
    pushes.removeAllContentTypeParsers();
    pushes.addContentTypeParser(
      "*",
      { parseAs: "buffer", bodyLimit: LONGEST_BYTES },
      (_request, body, ready) => ready(null, body),
    );
    pushes.post(
      `/api${API.pushAppointments.path}`,
      { ...door("open"), bodyLimit: LONGEST_BYTES },
      async (request, reply) => {
        const { source } = request.params as { source: string };
        const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
        if (inlets?.isKnown(source, token) !== true || !isHere(request.params))
          return reply
            .code(401)
            .header("www-authenticate", "Bearer")
            .send({ problem: "not this source's token" });
        const report = await inlets.push(
          source,
          Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        );
        return reply
          .code(report.refused === null ? 200 : 400)
          .header("cache-control", "no-store")
          .send(report);
      },
    );
    done();
  });
}

/** How far ahead a list may look: letters are sent weeks before. */
const MOST_DAYS = 60;

/** Anything that is no whole number of days is today. */
function daysOf(text = "0"): number {
  return /^\d{1,2}$/.test(text) ? Math.min(MOST_DAYS, Number(text)) : 0;
}
