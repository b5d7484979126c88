/**
 * The host's page, the stream of their day, and the appointments that they make.
 * Knows no rule; whose page it is says the sign-in, and where nobody signs in the address.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Assets } from "../../protocol/link/static.ts";
import type { StaffId } from "../../protocol/terms.ts";
import { mayDo } from "../accounts/rights.ts";
import type { Booked, Booking, BookingRefusal, NewTime } from "../appointments/by-host.ts";
import type { Inlets } from "../appointments/inlets.ts";
import { hostPicture } from "../pictures/host.ts";
import type { StaffOptions } from "../pictures/staff.ts";
import { hostKey } from "../queue/hosts.ts";
import type { HubState } from "../queue/state.ts";
import { API } from "./api.ts";
import { actorOf, type DoorOptions, door, staffOf, streamDoor, tokenOf } from "./doors.ts";
import { BODIES } from "./schemas.ts";
import { MOST_STREAMS, type Streams } from "./streams.ts";

export type HostRoutesOptions = DoorOptions & {
  /** `null`: this hub takes in no appointments. */
  readonly inlets: Inlets | null;
  readonly streams: Streams;
  readonly assets: Assets;
  readonly hub: { readonly state: () => HubState; readonly options: () => StaffOptions };
};

/** Whose day: whoever is signed in; where nobody is, whoever the address names. */
function hostOf(request: FastifyRequest, options: DoorOptions): string | null {
  if (options.door !== null) return staffOf(request, options);
  const { host } = request.query as { host?: unknown };
  return typeof host === "string" && host !== "" && host.length <= 64 ? hostKey(host) : null;
}

/** The page, its stream, and what a host makes. */
export function hostRoutes(app: FastifyInstance, options: HostRoutesOptions): void {
  const { assets, streams } = options;
  app.get("/host", door("host-guests"), (request, reply) =>
    assets.serve("host/index.html", request.raw, reply.raw)
      ? reply.hijack()
      : reply.code(404).send({ problem: "there is nothing at this address" }),
  );
  app.get("/host/events", streamDoor("host-guests"), (request, reply) => {
    if (streams.size >= MOST_STREAMS)
      return reply
        .code(503)
        .header("retry-after", "10")
        .send({ problem: "too many pages are open; try again" });
    reply.hijack();
    // Whoever is signed out by somebody else sees no more of their guests.
    const stop = options.door?.sessions.whenEnded(tokenOf(request), () => reply.raw.end());
    if (stop !== undefined) reply.raw.on("close", stop);
    const { key, draw } = drawn(request, options);
    streams.host(key, draw, reply.raw);
    return undefined;
  });
  bookingRoutes(app, options);
}

/** One picture for each host, and for each kind of what may be seen. */
function drawn(request: FastifyRequest, options: HostRoutesOptions) {
  const { hub, inlets } = options;
  const host = hostOf(request, options);
  const actor = actorOf(request, options);
  const maySee = actor !== null && mayDo(actor, "see-guests", options.location());
  const isOpen = options.door === null;
  const draw = () => {
    const { at, people = [] } = hub.options();
    return hostPicture(hub.state(), {
      ...{ host, isOpen, at, hasSms: inlets?.hasSms ?? false },
      guest: (person) => inlets?.known(person, maySee) ?? NOTHING_KNOWN,
      people: people.map(({ staff }) => staff),
    });
  };
  return { key: `${host ?? ""} ${maySee}`, draw };
}

const NOTHING_KNOWN = { name: null, message: null, hasMobile: false, code: null } as const;

type Said = Booked | { readonly refused: BookingRefusal };

function answered(reply: FastifyReply, said: Said): FastifyReply {
  return reply
    .code("refused" in said ? 409 : 200)
    .header("cache-control", "no-store")
    .send(said);
}

function bookingRoutes(app: FastifyInstance, options: HostRoutesOptions): void {
  const { inlets, location } = options;
  type Asked = {
    readonly params: { readonly location: string; readonly appointment: string };
    readonly body: Booking & NewTime & { readonly host?: string };
    readonly staff: StaffId | null;
  };
  const route = (
    name: "bookGuest" | "moveGuest" | "cancelGuest",
    answer: (inlets: Inlets, asked: Asked) => Promise<Said>,
  ) => {
    const { path, body } = API[name];
    const schema = body === null ? {} : { schema: { body: BODIES[body] } };
    app.post(`/api${path}`, { ...door("host-guests"), ...schema }, async (request, reply) => {
      const asked = {
        params: request.params,
        body: request.body,
        staff: staffOf(request, options),
      } as Asked;
      if (asked.params.location !== location())
        return reply.code(404).send({ problem: "there is no such location" });
      return answered(reply, inlets === null ? { refused: "no-appointments" } : await answer(inlets, asked));
    });
  };
  // Whoever signs in makes appointments with themselves.
  route("bookGuest", (desk, { body, staff }) => desk.byHost.book(staff ?? body.host, body));
  route("moveGuest", (desk, { params, body, staff }) => desk.byHost.move(params.appointment, body, staff));
  route("cancelGuest", (desk, { params, staff }) => desk.byHost.cancel(params.appointment, staff));
}
