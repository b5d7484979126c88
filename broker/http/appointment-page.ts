/**
 * `/a/<link>`: what a citizen finds behind the link of their appointment, and where they check in with what the door's screen shows.
 * Whoever has the link has 128 bits that stand in no list or log.
 * Knows no rule; nothing of a person is shown, asked for or kept. A cookie says whose links this phone has opened, so that a scan of the
 * door's code finds them.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { endOfDay } from "../../protocol/calendar.ts";
import type { ExpectedGuest } from "../../protocol/check-in.ts";
import { parseToken } from "../../protocol/terms.ts";
import type { ArrivalDesk, NotArrived } from "../appointments/arrival.ts";
import { appointmentPage } from "../appointments/page.ts";
import type { HubState } from "../queue/state.ts";
import { door, isOverTls } from "./doors.ts";
import { languageFor } from "./phone-language.ts";
import { cookieOf } from "./sign-in.ts";

export type AppointmentPageOptions = {
  readonly arrivals: ArrivalDesk;
  readonly publicUrl: () => string;
  readonly now: () => number;
  readonly hub: { readonly state: () => HubState };
};

const COOKIE = "talon-appointment";
/** Somebody with more appointments types the door's number on their pages. */
const MOST_LINKS = 3;
/** What is typed is short; a scanned visit has 52 letters. */
const LONGEST_FORM = 1_024;
const LONGEST_SHOWN = 64;

const STATUS: Readonly<Record<string, number>> = { "codes-slowed": 429, "not-at-door": 403 };

/** The links that this phone has opened, oldest first. */
export function linksOf({ headers }: FastifyRequest): readonly string[] {
  const texts = (cookieOf(headers.cookie, COOKIE) ?? "").split(".").slice(-MOST_LINKS);
  return texts.flatMap((text) => parseToken(text) ?? []);
}

type Asked = { readonly request: FastifyRequest; readonly link: string };

/** For as long as the appointment's day, and for the door's pages alone. */
function remembered(
  { publicUrl, now, hub }: AppointmentPageOptions,
  { request, link }: Asked,
  { startAt }: ExpectedGuest,
): string {
  const { pathname } = new URL(`${publicUrl()}/d`);
  const links = [...linksOf(request).filter((one) => one !== link), link].slice(-MOST_LINKS);
  const until = endOfDay(hub.state().location.timeZone, startAt, 0);
  const maxAgeS = Math.max(0, Math.ceil((until - now()) / 1000));
  const parts = [`${COOKIE}=${links.join(".")}`, `Path=${pathname}`, "HttpOnly", "SameSite=Lax"];
  const isSecure = isOverTls(request, { publicUrl });
  return [...parts, `Max-Age=${maxAgeS}`, ...(isSecure ? ["Secure"] : [])].join("; ");
}

function pageOf(options: AppointmentPageOptions, { request, link }: Asked, trouble: NotArrived | null) {
  const { arrivals, publicUrl, hub } = options;
  const { languages, name: place, timeZone } = hub.state().location;
  const found = arrivals.find(link);
  const ticket = found?.ticket;
  const page = appointmentPage({
    ...{ languages, place, timeZone, trouble, url: `${publicUrl()}/a/${link}` },
    language: languageFor(languages, request),
    guest: found?.guest ?? null,
    code: found ? arrivals.codeOf(found.guest.guest) : "",
    ticket: ticket ? { token: ticket.token, number: ticket.number, arrivedAt: ticket.cameAt } : null,
    isOnPhone: found !== null && arrivals.isOfferedTo(found.guest),
  });
  return { page, found };
}

/** A form tells its origin only where the page may say where it comes from. */
const send = (reply: FastifyReply, status: number, page: string) =>
  reply
    .code(status)
    .headers({ "cache-control": "no-store", "referrer-policy": "strict-origin" })
    .type("text/html; charset=utf-8")
    .send(page);

function readForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: LONGEST_FORM },
    (_request, body, ready) => ready(null, new URLSearchParams(String(body))),
  );
}

const shownIn = ({ body }: FastifyRequest) =>
  (body instanceof URLSearchParams ? (body.get("shown") ?? "") : "").slice(0, LONGEST_SHOWN);

/** The page, and checking in on it. */
export function appointmentPages(app: FastifyInstance, options: AppointmentPageOptions): void {
  const { arrivals, hub } = options;
  const linkOf = (request: FastifyRequest) => (request.params as { link: string }).link;
  app.get("/a/:link", door("open"), (request, reply) => {
    const asked = { request, link: linkOf(request) };
    const { page, found } = pageOf(options, asked, null);
    if (found && arrivals.isOffered) void reply.header("set-cookie", remembered(options, asked, found.guest));
    return send(reply, found === null ? 404 : 200, page);
  });
  void app.register((forms, _options, done) => {
    readForms(forms);
    forms.post("/a/:link", door("open"), async (request, reply) => {
      const link = linkOf(request);
      const language = languageFor(hub.state().location.languages, request);
      const arrived = await arrivals.arrive({ link, shown: shownIn(request), language });
      if (arrived !== null && "token" in arrived)
        return reply
          .header("cache-control", "no-store")
          .redirect(arrived.token === null ? link : `../t/${arrived.token}`, 303);
      const { page } = pageOf(options, { request, link }, arrived);
      if (arrived?.refused === "codes-slowed") void reply.header("retry-after", "60");
      return send(reply, arrived === null ? 404 : (STATUS[arrived.refused] ?? 409), page);
    });
    done();
  });
}
