/**
 * The routes of tickets on phones: `/d/<code>` opens a visit, `/d/<visit>` shows what it can become, a tap makes it so. Screens and
 * posters at the door lie below `/door`.
 * Knows no rule. Nothing of a person is asked for or kept; a cookie says which tickets this phone took.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasEnded, type ServiceId } from "../../protocol/terms.ts";
import type { ArrivalDesk } from "../appointments/arrival.ts";
import type { Visit } from "../phone/codes.ts";
import type { PhoneDesk, Tap, Tapped } from "../phone/desk.ts";
import { DOOR_LOOK, type DoorAppointment, type DoorPage, doorPage } from "../phone/page.ts";
import { POSTER_LOOK, posterPage } from "../phone/poster.ts";
import { doorChoices } from "../pictures/door.ts";
import type { StaffOptions } from "../pictures/staff.ts";
import type { HubState } from "../queue/state.ts";
import { linksOf } from "./appointment-page.ts";
import { type DoorOptions, door, isOverTls } from "./doors.ts";
import { isLocalAddress } from "./guard.ts";
import { languageFor } from "./phone-language.ts";
import { cookieOf } from "./sign-in.ts";

export type PhoneRoutesOptions = Pick<DoorOptions, "publicUrl"> & {
  readonly phone: PhoneDesk;
  /** Where guests check in on their phones. */
  readonly arrivals: ArrivalDesk;
  readonly hub: { readonly state: () => HubState; readonly options: () => StaffOptions };
};

const COOKIE = "talon-door";
/** A day at the town hall. */
const COOKIE_S = 43_200;
const MOST_REMEMBERED = 6;
const HTML = "text/html; charset=utf-8";

const STATUS: Readonly<Record<string, number>> = { stale: 410, "too-many": 429 };

/** Visits in which this phone took tickets, oldest first. */
function visitsOf({ headers }: FastifyRequest, { codes }: PhoneDesk): readonly Visit[] {
  const texts = (cookieOf(headers.cookie, COOKIE) ?? "").split(".").slice(-MOST_REMEMBERED);
  return texts.flatMap((text) => codes.visitOf(text) ?? []);
}

/** What this phone may check in to, as far as its citizen has not; `null` where that is not done on phones. */
function appointmentsOf({ arrivals }: PhoneRoutesOptions, request: FastifyRequest) {
  if (!arrivals.isOffered) return null;
  return linksOf(request).flatMap((link): DoorAppointment[] => {
    const found = arrivals.find(link);
    if (found === null || found.ticket || !arrivals.isOfferedTo(found.guest)) return [];
    if (found.guest.isCancelled || found.guest.form !== "physical") return [];
    const { startAt, room } = found.guest;
    return [{ link, startAt, room }];
  });
}

type Shown = Pick<DoorPage, "root" | "self" | "trouble"> & { readonly visit: Visit | null };

/** The visit's page, or why there is none. */
function pageOf(options: PhoneRoutesOptions, request: FastifyRequest, shown: Shown): string {
  const { phone, hub } = options;
  const { root, self, trouble, visit } = shown;
  const [state, looks] = [hub.state(), hub.options()];
  const { languages, name, timeZone } = state.location;
  const taken = visit === null ? undefined : phone.ticketOf(visit);
  const others = visitsOf(request, phone).flatMap((one) => phone.ticketOf(one) ?? []);
  const come = linksOf(request).flatMap((link) => options.arrivals.find(link)?.ticket ?? []);
  const open = [...others, ...come].filter((one) => !hasEnded(one.state) && one.id !== taken?.id);
  const tickets = [...(taken ? [taken] : []), ...open.reverse()].slice(0, MOST_REMEMBERED);
  const mayTake = visit !== null && !taken && phone.isOpen(visit);
  return doorPage({
    ...{ languages, place: name, timeZone, at: looks.at, root, self, trouble, tickets },
    language: languageFor(languages, request),
    choices: mayTake ? doorChoices(state, looks) : null,
    appointments: visit !== null && phone.isHere(visit.visit) ? appointmentsOf(options, request) : null,
  });
}

/** Forms tell their origin only to where they may say where they come from; nobody else is told anything. */
function send(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply
    .code(status)
    .headers({ "cache-control": "no-store", "referrer-policy": "strict-origin" })
    .type(HTML)
    .send(page);
}

function goTo(reply: FastifyReply, address: string): FastifyReply {
  return reply.header("cache-control", "no-store").redirect(address, 303);
}

function remembered(publicUrl: string, visits: readonly Visit[], isSecure: boolean): string {
  const { pathname } = new URL(`${publicUrl}/d`);
  const value = visits
    .slice(-MOST_REMEMBERED)
    .map(({ visit }) => visit)
    .join(".");
  const parts = [`${COOKIE}=${value}`, `Path=${pathname}`, "HttpOnly", "SameSite=Lax", `Max-Age=${COOKIE_S}`];
  return [...parts, ...(isSecure ? ["Secure"] : [])].join("; ");
}

/** `/d/<code>`, `/d/<visit>` and the tap. */
export function phoneRoutes(app: FastifyInstance, options: PhoneRoutesOptions): void {
  const { phone, publicUrl } = options;
  app.get("/d/look.css", door("open"), (_request, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", "no-cache").send(DOOR_LOOK),
  );
  app.get("/d/:self", door("open"), (request, reply) => {
    const { self } = request.params as { self: string };
    const scanned = phone.scan(self);
    if (scanned) return goTo(reply, scanned.visit);
    const visit = phone.codes.visitOf(self);
    const isGood = visit !== null && (phone.isOpen(visit) || phone.ticketOf(visit) !== undefined);
    const trouble = isGood ? null : "stale";
    return send(reply, isGood ? 200 : 410, pageOf(options, request, { root: "../", self, trouble, visit }));
  });
  app.post("/d/:self/:service", door("open"), async (request, reply) => {
    const { self, service } = request.params as { self: string; service: ServiceId };
    const visit = phone.codes.visitOf(self);
    const tapped: Tapped = visit ? await tap(options, request, { visit, service }) : { refused: "stale" };
    if (visit && "token" in tapped) {
      const before = visitsOf(request, phone).filter((one) => one.visit !== visit.visit);
      void reply.header(
        "set-cookie",
        remembered(publicUrl(), [...before, visit], isOverTls(request, options)),
      );
      return goTo(reply, `../../t/${tapped.token}`);
    }
    const trouble = "refused" in tapped ? tapped.refused : "stale";
    const page = pageOf(options, request, { root: "../../", self, trouble, visit });
    if (trouble === "too-many") void reply.header("retry-after", "60");
    return send(reply, STATUS[trouble] ?? 409, page);
  });
}

function tap(
  { phone, hub }: PhoneRoutesOptions,
  request: FastifyRequest,
  { visit, service }: Pick<Tap, "visit" | "service">,
): Promise<Tapped> {
  const { languages } = hub.state().location;
  return phone.take({
    ...{ visit, service, earlier: visitsOf(request, phone) },
    // What stands before the hub on this machine hands everybody's requests on.
    address: isLocalAddress(request.ip) ? null : request.ip,
    language: languageFor(languages, request),
  });
}

/** For staff, who open the door's screen or print its poster; the screen's own address lets it in from then on. */
export function doorRoutes(app: FastifyInstance, { phone, hub }: PhoneRoutesOptions): void {
  app.get("/door", door("see-hall"), (_request, reply) => goTo(reply, `/door/${phone.codes.screen}`));
  app.get("/door/poster.css", door("open"), (_request, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", "no-cache").send(POSTER_LOOK),
  );
  app.get("/door/poster", door("see-hall"), (_request, reply) =>
    reply
      .header("cache-control", "no-store")
      .type(HTML)
      .send(posterPage(hub.state().location, phone.posterUrl())),
  );
  app.get("/display/:display/door", door("see-hall"), (request, reply) => {
    const { display } = request.params as { display: string };
    return goTo(reply, `/display/${encodeURIComponent(display)}?door=${phone.codes.screen}`);
  });
}
