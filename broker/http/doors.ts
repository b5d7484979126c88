/**
 * Who may come in where: host and origin of a request, sign-in and its cookie.
 * Knows no answer of the API; a route says by its `door` who it is for.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { SECURITY_HEADERS } from "../../protocol/link/static.ts";
import type { StaffId } from "../../protocol/terms.ts";
import { HUB_TEXTS } from "../../protocol/texts/texts.ts";
import { type Actor, ANYBODY, type Grant, mayDo, type OtherDeed } from "../accounts/rights.ts";
import { SESSION_MS, type Session } from "../accounts/sessions.ts";
import type { Spoken } from "../administration/words.ts";
import { networkOf } from "../limits/network.ts";
import type { Noted } from "../queue/events.ts";
import { API } from "./api.ts";
import { isLocalAddress, isOwnHost, isOwnOrigin } from "./guard.ts";
import { forbiddenPage } from "./home.ts";
import { BODIES } from "./schemas.ts";
import { cookieOf, type Door } from "./sign-in.ts";
import { type HttpLimit, tooMany } from "./too-many.ts";

/**
 * `open`: everybody; `signed-in`: whatever their roles; `local`: signed in, or on this machine; otherwise what somebody must be
 * allowed to do. A route that says nothing is for whoever may see the hall.
 */
export type Entrance = "open" | "signed-in" | "local" | OtherDeed;

declare module "fastify" {
  interface FastifyContextConfig {
    door?: Entrance;
    /** Answers with an event stream, which is counted by itself. */
    isStream?: boolean;
    /** A page of another site posts here, and the route sees to it itself that it may. */
    isFromElsewhere?: boolean;
  }
}

/** Who the hub is and who may come in. */
export type DoorOptions = {
  /** What citizens' phones reach, e.g. `https://talon.example`. */
  readonly publicUrl: () => string;
  /** `null`: nobody signs in, which is for a demo on loopback only. */
  readonly door: Door | null;
  /** The location of this hub. */
  readonly location: () => string;
  /** What is done to an account stands in the ledger. */
  readonly note: (noted: Noted) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Whose pages may show the staff page in a frame; left out: nobody's. */
  readonly framedBy?: readonly string[] | undefined;
  /** Somebody met a limit, to be counted. */
  readonly limited: (limit: HttpLimit) => void;
};

/** What a route says of itself when it is made. */
export function door(entrance: Entrance): { readonly config: { readonly door: Entrance } } {
  return { config: { door: entrance } };
}

/** As {@link door}, of a route that answers with an event stream. */
export function streamDoor(entrance: Entrance): {
  readonly config: { readonly door: Entrance; readonly isStream: true };
} {
  return { config: { door: entrance, isStream: true } };
}

const COOKIE = "talon";
/** Says that somebody has signed in in this browser before; it opens nothing. */
const KNOWN = "talon-known";
const KNOWN_S = 180 * 86_400;

/** What the session is opened with. */
export function tokenOf(request: FastifyRequest): string | undefined {
  return cookieOf(request.headers.cookie, COOKIE);
}

/** The session that asks; `null` for somebody who has not signed in. */
export function sessionOf(request: FastifyRequest, options: DoorOptions): Session | null {
  return options.door?.session(tokenOf(request), options.now()) ?? null;
}

/** Who of the staff asks; `null` for somebody who has not signed in. */
export function staffOf(request: FastifyRequest, options: DoorOptions): string | null {
  return sessionOf(request, options)?.person ?? null;
}

/** Who asks, and what they may do; `null` for somebody who has not signed in. */
export function actorOf(request: FastifyRequest, options: DoorOptions): Actor | null {
  if (options.door === null) return ANYBODY;
  const session = sessionOf(request, options);
  return session === null ? null : options.door.actorOf(session);
}

/** Checks every request before anything else is done with it. */
export function guardDoors(app: FastifyInstance, options: DoorOptions): void {
  app.addHook("onRequest", async (request, reply) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) reply.raw.setHeader(name, value);
    if (isStranger(request, options))
      return reply.code(403).send({ problem: "asked from a page or a host that is not the hub's own" });
    if (mayPass(request, options))
      return isForOthers(request, options)
        ? forbidden(request, reply, sessionOf(request, options)?.isFirst ?? false)
        : undefined;
    if (request.method === "GET" && (request.headers.accept ?? "").includes("text/html"))
      return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
    return reply.code(401).send({ problem: "sign in first (POST /api/sign-in)" });
  });
}

/** Without sign-in the hub trusts this machine, so it must be sure that no foreign page borrows it. */
function isStranger({ headers, method, routeOptions }: FastifyRequest, options: DoorOptions): boolean {
  const isOwn = isOwnOrigin(headers.origin, headers.host, options.publicUrl());
  if (options.door === null) return !isOwn || !isOwnHost(headers.host);
  const isAsked = method === "GET" || method === "HEAD" || routeOptions.config.isFromElsewhere === true;
  return !isAsked && !isOwn;
}

function mayPass(request: FastifyRequest, options: DoorOptions): boolean {
  const { config, url } = request.routeOptions;
  const entrance = config.door ?? "see-hall";
  if (options.door === null || entrance === "open" || url === undefined) return true;
  if (entrance === "local" && isFromHere(request)) return true;
  return staffOf(request, options) !== null;
}

/** Here is who connects from this machine, and for nobody else. */
function isFromHere({ ip, socket }: FastifyRequest): boolean {
  return isLocalAddress(socket.remoteAddress) && isLocalAddress(ip);
}

/** Whether whoever is signed in may not do what this is for. */
function isForOthers(request: FastifyRequest, options: DoorOptions): boolean {
  const { config, url } = request.routeOptions;
  const entrance = config.door ?? "see-hall";
  if (url === undefined || entrance === "open" || entrance === "signed-in" || entrance === "local")
    return false;
  const actor = actorOf(request, options);
  return actor === null || !mayDo(actor, entrance, options.location());
}

function forbidden(request: FastifyRequest, reply: FastifyReply, isFirst: boolean): FastifyReply {
  if (isFirst && (request.headers.accept ?? "").includes("text/html"))
    return reply.redirect("/sign-in?choose", 303);
  void reply.code(403);
  if ((request.headers.accept ?? "").includes("text/html"))
    return reply.type("text/html; charset=utf-8").send(forbiddenPage());
  return reply.send({ problem: HUB_TEXTS[spokenIn(request)].administratorsOnly });
}

/** What administrators are told in: Danish unless they ask for English. */
export function spokenIn({ query }: FastifyRequest): Spoken {
  return (query as { language?: unknown }).language === "en" ? "en" : "da";
}

/** Whether pages of other sites may show the staff page. What they may not do is held by their `Origin`, not by cookies. */
function isFramed({ framedBy = [] }: Pick<DoorOptions, "framedBy">): boolean {
  return framedBy.length > 0;
}

/** Whether a browser may be told to send a cookie over TLS only: that is how it came, here or to a program that is believed, or always comes. */
export function isOverTls(
  { protocol }: FastifyRequest,
  { publicUrl }: Pick<DoorOptions, "publicUrl">,
): boolean {
  return protocol === "https" || publicUrl().startsWith("https:");
}

/** `Set-Cookie` of something that this browser alone may show again, and no script may read. */
export function ownCookie(name: string, value: string, { maxAgeS, request, options }: CookieLife): string {
  const isSecure = isOverTls(request, options);
  const flags = isFramed(options)
    ? // In a frame of another site no other cookie comes; Partitioned (CHIPS) keeps it to frames of that one site.
      ["SameSite=None", "Partitioned"]
    : ["SameSite=Strict"];
  const parts = [`${name}=${value}`, "Path=/", "HttpOnly", ...flags, `Max-Age=${maxAgeS}`];
  return [...parts, ...(isSecure ? ["Secure"] : [])].join("; ");
}

/** What somebody did to an account, as the ledger has it. */
export function accountAct(act: Noted["act"], { person, by, grants }: AccountAct): Noted {
  const roles = grants === undefined ? {} : { roles: JSON.stringify(grants) };
  return { act, by: by as StaffId, about: { person, ...roles } };
}

type AccountAct = { readonly person: string; readonly by: string; readonly grants?: readonly Grant[] };

/** How long a cookie lives, in seconds, and whose it is. */
export type CookieLife = Asked & { readonly maxAgeS: number };
/** A request, and whose door it is asked at. */
export type Asked = { readonly request: FastifyRequest; readonly options: DoorOptions };

/** The cookie of a session that was just opened. */
export function sessionCookie(token: string, asked: Asked): string {
  return ownCookie(COOKIE, token, { maxAgeS: SESSION_MS / 1000, ...asked });
}

/** `POST /api/sign-in` and `/api/sign-out`. Without accounts everybody is the staff of the demo. */
export function signInRoutes(app: FastifyInstance, options: DoorOptions): void {
  const signIn = async (request: FastifyRequest, reply: FastifyReply) => {
    if (options.door === null) return { staff: "demo", mustChoose: false };
    const { name, password } = request.body as { name: string; password: string };
    const known = cookieOf(request.headers.cookie, KNOWN);
    const attempt = { name, password, address: networkOf(request.ip), known };
    const result = await options.door.signIn(attempt, options.now());
    if (result.kind === "slow") {
      options.limited("tries");
      return tooMany(reply, "tries", result.afterMs);
    }
    if (result.kind === "wrong") return reply.code(401).send({ problem: "wrong name or password" });
    const { staff, isFirst, isBreakGlass } = result;
    options.note(
      accountAct(isBreakGlass ? "signed-in-break-glass" : "signed-in", { person: staff, by: staff }),
    );
    const mark = ownCookie(KNOWN, result.known, { maxAgeS: KNOWN_S, request, options });
    void reply.header("set-cookie", [sessionCookie(result.session, { request, options }), mark]);
    return { staff, mustChoose: isFirst };
  };
  app.post(`/api${API.signIn.path}`, { ...door("open"), schema: { body: BODIES.signIn } }, signIn);
  app.post(`/api${API.signOut.path}`, door("open"), (request, reply) => {
    options.door?.sessions.end(tokenOf(request));
    void reply.header("set-cookie", ownCookie(COOKIE, "", { maxAgeS: 0, request, options }));
    return { done: true };
  });
}
