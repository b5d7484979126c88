/**
 * The routes of the hub's pages and of the event streams that keep them up to date.
 * Knows no API and no rule; the pages themselves are built files.
 */
import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Assets, FRAMED_POLICY, policyFramedBy } from "../../protocol/link/static.ts";
import { type DisplayId, isLanguage, parseToken } from "../../protocol/terms.ts";
import { mayDo, type OtherDeed } from "../accounts/rights.ts";
import type { PhoneDesk } from "../phone/desk.ts";
import type { StaffOptions } from "../pictures/staff.ts";
import type { CitizenAnswer, CitizenCommand } from "../queue/commands.ts";
import { ticketByToken } from "../queue/find.ts";
import type { HubState } from "../queue/state.ts";
import { textsPage } from "../texts-page.ts";
import { actorOf, type DoorOptions, door, tokenOf as sessionToken, streamDoor } from "./doors.ts";
import { HELP_LOOK, helpPage, instructionsPage, toldRole } from "./help.ts";
import { homePage, notFoundPage } from "./home.ts";
import { doorRoutes, type PhoneRoutesOptions, phoneRoutes } from "./phone.ts";
import { keepScreen, ownDisplay, type ScreenOptions, viewerOf, waitHere, whileViewing } from "./screens.ts";
import { MOST_STREAMS, type Streams } from "./streams.ts";

/** What pages are served from. */
export type PagesOptions = {
  readonly hub: {
    readonly state: () => HubState;
    readonly options: () => StaffOptions;
    /** Whether a stand may hold tickets that the hub has not heard of. */
    readonly hasUntold: () => boolean;
    readonly citizen: (command: CitizenCommand) => Promise<CitizenAnswer>;
  };
  readonly streams: Streams;
  readonly practice: { readonly staff: (response: ServerResponse) => void; readonly size: number };
  readonly assets: Assets;
  /** Codes at the door, and the tickets that phones take with them. */
  readonly phone: PhoneDesk;
};

const wantsPage = (request: FastifyRequest) => (request.headers.accept ?? "").includes("text/html");

/** 404: a page for a browser that asked for one, otherwise JSON. */
export function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (wantsPage(request)) return reply.code(404).type("text/html; charset=utf-8").send(notFoundPage());
  return reply.code(404).send({ problem: "there is nothing at this address" });
}

/**
 * 425: the paper may be of a stand that is off line, and what is asked again later may be there; 404: every stand has told of its tickets.
 * Either names the location's languages, for the page has no picture to take them from.
 */
function noTicket(reply: FastifyReply, { state, hasUntold }: PagesOptions["hub"]): FastifyReply {
  const { languages } = state().location;
  const [code, problem] = hasUntold()
    ? ([425, "no such ticket yet; a stand has not told all of its tickets"] as const)
    : ([404, "there is no such ticket"] as const);
  return reply.code(code).header("cache-control", "no-store").send({ problem, languages });
}

function tooMany(reply: FastifyReply): FastifyReply {
  return reply.code(503).header("retry-after", "10").send({ problem: "too many pages are open; try again" });
}

/** Hands a reply over to a stream; a page that comes when too many are open is told to come again. */
function stream(
  streams: { readonly size: number },
  reply: FastifyReply,
  write: () => void,
): FastifyReply | undefined {
  if (streams.size >= MOST_STREAMS) return tooMany(reply);
  reply.hijack();
  write();
  return undefined;
}

type FileRoute = (name: string, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Every page, `/assets/*`, the streams at `<page>/events`, and what a citizen does with a ticket at `/t/<token>/<what>`. */
export function pageRoutes(
  app: FastifyInstance,
  options: PagesOptions &
    ScreenOptions &
    Pick<DoorOptions, "framedBy"> &
    Pick<PhoneRoutesOptions, "arrivals">,
): void {
  const file: FileRoute = (name, request, reply) => {
    if (!options.assets.serve(name, request.raw, reply.raw)) return notFound(request, reply);
    return reply.hijack();
  };
  app.get("/", door("open"), (request, reply) => {
    const actor = actorOf(request, options);
    const { location } = options.hub.state();
    const may = (deed: OtherDeed) => actor === null || mayDo(actor, deed, location.location);
    return reply.type("text/html; charset=utf-8").send(homePage(location, may));
  });
  app.get("/assets/*", door("open"), (request, reply) =>
    file((request.params as { "*": string })["*"], request, reply),
  );
  const framable: FileRoute = (name, request, reply) => {
    if (options.framedBy !== undefined)
      reply.raw.setHeader("content-security-policy", policyFramedBy(options.framedBy));
    return file(name, request, reply);
  };
  // Where nobody has to sign in the way leads on at once, and by that the staff page knows to offer no way out.
  app.get("/sign-in", door("open"), (request, reply) =>
    options.door === null ? reply.redirect("/staff", 303) : framable("sign-in/index.html", request, reply),
  );
  app.get("/admin", door("see-document"), (request, reply) => file("admin/index.html", request, reply));
  app.get("/people", door("manage-people"), (request, reply) => file("people/index.html", request, reply));
  app.get("/trail", door("see-trail"), (request, reply) => file("trail/index.html", request, reply));
  app.get("/privacy", door("see-register"), (request, reply) => file("trail/index.html", request, reply));
  app.get("/me", door("signed-in"), (request, reply) => file("people/index.html", request, reply));
  // At the root, so that it may show what is told of any page.
  app.get("/push-worker.js", door("open"), (request, reply) => file("people/push-worker.js", request, reply));
  // The administration page shows displays in a frame, as they would look.
  app.get("/admin/display", door("see-document"), (request, reply) => {
    reply.raw.setHeader("content-security-policy", FRAMED_POLICY);
    return file("display-preview/index.html", request, reply);
  });
  app.get("/texts/:language", door("see-texts"), (request, reply) => {
    const { language } = request.params as { language: string };
    if (!isLanguage(language)) return notFound(request, reply);
    return reply.type("text/html; charset=utf-8").send(textsPage(language));
  });
  helpPages(app);
  staffPage(app, options, framable);
  displayPages(app, options, file);
  ticketPages(app, options, file);
  phoneRoutes(app, options);
  doorPages(app, options, file);
}

/** Open to everybody: whoever cannot sign in needs them most. */
function helpPages(app: FastifyInstance): void {
  const languageOf = (request: FastifyRequest) =>
    (request.query as { language?: unknown }).language === "en" ? "en" : "da";
  const html = (reply: FastifyReply, text: string) => reply.type("text/html; charset=utf-8").send(text);
  app.get("/hjaelp", door("open"), (request, reply) => html(reply, helpPage(languageOf(request))));
  app.get("/hjaelp/look.css", door("open"), (_request, reply) =>
    reply.type("text/css; charset=utf-8").send(HELP_LOOK),
  );
  app.get("/hjaelp/:role", door("open"), (request, reply) => {
    const role = toldRole((request.params as { role: string }).role);
    if (role === null) return notFound(request, reply);
    return html(reply, instructionsPage(role, languageOf(request)));
  });
}

function staffPage(
  app: FastifyInstance,
  { streams, practice, door: entrance }: PagesOptions & Pick<DoorOptions, "door">,
  file: FileRoute,
): void {
  app.get("/staff", door("see-hall"), (request, reply) => file("staff/index.html", request, reply));
  // Whoever is signed out by somebody else sees no more of the hall, and their page says why.
  const whileSignedIn = (request: FastifyRequest, reply: FastifyReply, write: () => void) => () => {
    const stop = entrance?.sessions.whenEnded(sessionToken(request), () => reply.raw.end());
    if (stop !== undefined) reply.raw.on("close", stop);
    write();
  };
  app.get("/staff/events", streamDoor("see-hall"), (request, reply) =>
    stream(
      streams,
      reply,
      whileSignedIn(request, reply, () => streams.staff(reply.raw)),
    ),
  );
  app.get("/staff/practice/events", streamDoor("practise"), (request, reply) =>
    stream(
      practice,
      reply,
      whileSignedIn(request, reply, () => practice.staff(reply.raw)),
    ),
  );
}

/** A display, or a code to become one: whoever opens `/display` is told which it is, and whoever opens one may have to be paired first. */
function displayPages(app: FastifyInstance, options: PagesOptions & ScreenOptions, file: FileRoute): void {
  const { hub, streams, phone } = options;
  const displayOf = (request: FastifyRequest) => {
    const { display } = request.params as { display: DisplayId };
    return hub.state().location.displays.find((one) => one.display === display)?.display;
  };
  app.get("/display", door("open"), (request, reply) => {
    const address = ownDisplay(request, options);
    if (address === null) return file("pairing/index.html", request, reply);
    return reply.header("cache-control", "no-store").redirect(address, 303);
  });
  app.get("/display/:display", door("open"), (request, reply) => {
    const display = displayOf(request);
    if (!display) return notFound(request, reply);
    if (viewerOf(request, display, options) === null) return file("pairing/index.html", request, reply);
    keepScreen(request, reply, options);
    return file("display/index.html", request, reply);
  });
  app.get("/display/:display/events", streamDoor("open"), (request, reply) => {
    const display = displayOf(request);
    if (!display) return notFound(request, reply);
    const viewer = viewerOf(request, display, options);
    if (viewer === null) return reply.code(401).send({ problem: "this screen is not paired" });
    const { door: screen } = request.query as { door?: unknown };
    const atDoor = typeof screen === "string" && phone.codes.isScreen(screen);
    return stream(streams, reply, () => {
      whileViewing(viewer, { request, reply, options });
      streams.display(display, reply.raw, atDoor);
    });
  });
  app.get("/pair/events", streamDoor("open"), (request, reply) => {
    if (options.screens === null) return notFound(request, reply);
    if (streams.size < MOST_STREAMS && waitHere(request, reply, options)) return undefined;
    return tooMany(reply);
  });
}

/** Screens at the door: their address ends in what nobody at home knows. */
function doorPages(app: FastifyInstance, options: PagesOptions & PhoneRoutesOptions, file: FileRoute): void {
  const { streams, phone } = options;
  const isScreen = (request: FastifyRequest) =>
    phone.codes.isScreen((request.params as { screen: string }).screen);
  doorRoutes(app, options);
  app.get("/door/:screen", door("open"), (request, reply) =>
    isScreen(request) ? file("door/index.html", request, reply) : notFound(request, reply),
  );
  app.get("/door/:screen/events", streamDoor("open"), (request, reply) => {
    if (!isScreen(request)) return notFound(request, reply);
    return stream(streams, reply, () => streams.door(reply.raw));
  });
}

function ticketPages(app: FastifyInstance, { hub, streams }: PagesOptions, file: FileRoute): void {
  const tokenOf = (request: FastifyRequest) => parseToken((request.params as { token: string }).token);
  // A ticket that the hub has not heard of yet has its page too: the page says so and asks again.
  app.get("/t/:token", door("open"), (request, reply) =>
    tokenOf(request) ? file("ticket/index.html", request, reply) : notFound(request, reply),
  );
  app.get("/t/:token/events", streamDoor("open"), (request, reply) => {
    const token = tokenOf(request);
    if (token === null) return notFound(request, reply);
    const ticket = ticketByToken(hub.state(), token);
    if (!ticket) return noTicket(reply, hub);
    return stream(streams, reply, () => streams.ticket(ticket.id, reply.raw));
  });
  for (const kind of ["leave", "postpone", "rejoin"] as const)
    app.post(`/t/:token/${kind}`, door("open"), async (request, reply) => {
      const token = tokenOf(request);
      if (token === null) return notFound(request, reply);
      const answer = await hub.citizen({ kind, token });
      const isUnknown = "refused" in answer && answer.refused === "ticket-unknown";
      return reply.code(isUnknown ? 404 : "refused" in answer ? 409 : 200).send(answer);
    });
}
