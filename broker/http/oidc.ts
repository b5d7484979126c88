/**
 * The routes of signing in by the municipality's own login service: there, and back.
 * Knows no claim and no password.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Assets } from "../../protocol/link/static.ts";
import type { LoginTrouble } from "../../protocol/texts/login.ts";
import { Arrivals } from "../accounts/arrivals.ts";
import { type LoginService } from "../accounts/login-service.ts";
import { PENDING_MS } from "../accounts/pending.ts";
import { wayBack } from "../pages/sign-in/way-back.ts";
import { accountAct, type DoorOptions, door, isOverTls, sessionCookie } from "./doors.ts";
import { FRAME_COOKIE, frameCookie, framedLoginRoutes, isOfFrame, toWindowsEnd } from "./framed-login.ts";
import { notSignedInPage, signedInPage } from "./login-pages.ts";
import { cookieOf, type Door } from "./sign-in.ts";

/** What the routes need. */
export type OidcRoutesOptions = DoorOptions & {
  /** `null`: only the hub's own accounts sign in. */
  readonly login: LoginService | null;
  readonly assets: Assets;
};

const COOKIE = "talon-login";
const PATH = "/sign-in/oidc";
const BACK = `${PATH}/back`;

/** Of each answer that is no page of its own: what it says of the state of things. */
const STATUS: Readonly<Record<LoginTrouble, number>> = {
  away: 503,
  busy: 503,
  stale: 400,
  denied: 403,
  failed: 403,
  "no-group": 403,
  "too-many-groups": 403,
  "no-name": 403,
  local: 403,
};

/** Where the login service sends browsers back to; staff's pages lie at the root of the public address. */
export function backUrl(publicUrl: string): string {
  return new URL(BACK, publicUrl).href;
}

/** The browser comes back from another site, so the cookie cannot be Strict; by a POST of that site it comes only with None. */
function pendingCookie(sealed: string, login: LoginService, isSecure: boolean): string {
  const isPosted = login.responseMode === "form_post";
  return [
    ...[`${COOKIE}=${sealed}`, `Path=${PATH}`, "HttpOnly", `SameSite=${isPosted ? "None" : "Lax"}`],
    `Max-Age=${sealed === "" ? 0 : PENDING_MS / 1000}`,
    ...(isPosted || isSecure ? ["Secure"] : []),
  ].join("; ");
}

/** `wayBack`: where one begins again; `null` for a frame's window, which is to be closed. */
function told(reply: FastifyReply, why: LoginTrouble, again: string | null): FastifyReply {
  return page(reply.code(STATUS[why]), notSignedInPage(why, again));
}

const page = (reply: FastifyReply, html: string) =>
  reply.header("cache-control", "no-store").type("text/html; charset=utf-8").send(html);

/** `/sign-in/ways`, and where there is a login service `/sign-in/oidc` and `/sign-in/oidc/back`. */
export function oidcRoutes(app: FastifyInstance, options: OidcRoutesOptions): void {
  const { login, door: doors } = options;
  app.get("/sign-in/ways", door("open"), (_request, reply) => {
    void reply.header("cache-control", "no-store");
    return { loginService: login && { name: login.name, isAway: login.isAway } };
  });
  if (login === null || doors === null) return;
  const serving = { ...options, login, doors, arrivals: new Arrivals() };
  if ((options.framedBy ?? []).length > 0) framedLoginRoutes(app, serving);
  app.get(PATH, door("open"), (request, reply) => begin(request, reply, serving));
  if (login.responseMode === "query")
    app.get(BACK, door("open"), (request, reply) => {
      const parameters = new URL(request.url, options.publicUrl()).searchParams;
      return end({ request, reply, parameters }, serving);
    });
  else postedBack(app, serving);
}

type Serving = DoorOptions & {
  readonly login: LoginService;
  readonly doors: Door;
  readonly arrivals: Arrivals;
};

async function begin(request: FastifyRequest, reply: FastifyReply, serving: Serving): Promise<FastifyReply> {
  const { login, publicUrl, now } = serving;
  const { search } = new URL(request.url, publicUrl());
  const begun = await login.begin({ to: wayBack(search) }, now());
  if ("refused" in begun) return told(reply, begun.refused, signInAt(publicUrl()));
  return reply
    .header("cache-control", "no-store")
    .header("set-cookie", pendingCookie(begun.sealed, login, isOverTls(request, serving)))
    .redirect(begun.url, 303);
}

/** Where a browser that came by another address begins anew. */
const signInAt = (publicUrl: string) => new URL("/sign-in", publicUrl).href;

type Back = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly parameters: URLSearchParams;
};

async function end({ request, reply, parameters }: Back, serving: Serving): Promise<FastifyReply> {
  const { login, doors, publicUrl, now, note, arrivals } = serving;
  const isFramed = isOfFrame(parameters.get("state"));
  const kept = cookieOf(request.headers.cookie, isFramed ? FRAME_COOKIE : COOKIE);
  const ended = await login.end(parameters, kept, now());
  const over = isFramed ? frameCookie("", login) : pendingCookie("", login, isOverTls(request, serving));
  void reply.header("set-cookie", over);
  const again = isFramed ? null : signInAt(publicUrl());
  if ("refused" in ended) return told(reply, ended.refused, again);
  const { person, grants, to, frame } = ended;
  // Whoever comes from there must not do what stands in the ledger under another one's name.
  if (doors.people.find(person) !== undefined) return told(reply, "local", again);
  if (frame !== undefined) {
    arrivals.put(frame, { person, grants }, now());
    return toWindowsEnd(reply);
  }
  const token = doors.sessions.open({ person, grants, by: "oidc", isFirst: false }, now());
  note(accountAct("signed-in", { person, by: person, grants }));
  void reply.header("set-cookie", sessionCookie(token, { request, options: serving }));
  return page(reply, signedInPage(to));
}

/** The login service's page posts the answer from its own site; state and sealed cookie stand for what an origin is asked for elsewhere. */
function postedBack(app: FastifyInstance, serving: Serving): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string" },
      (_request, text, parsed) => parsed(null, new URLSearchParams(String(text))),
    );
    scope.post(BACK, { config: { ...door("open").config, isFromElsewhere: true } }, (request, reply) => {
      const parameters = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      return end({ request, reply, parameters }, serving);
    });
    done();
  });
}
