/**
 * The routes of signing in by the municipality's own login service: there, and back.
 * Knows no claim and no password; a session is opened by whoever keeps them.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { LoginTrouble } from "../../protocol/texts/login.ts";
import { wayBack } from "../pages/sign-in/way-back.ts";
import { type LoginService } from "../people/login-service.ts";
import { PENDING_MS } from "../people/pending.ts";
import type { Grant } from "../people/rights.ts";
import { type DoorOptions, door } from "./doors.ts";
import { notSignedInPage, signedInPage } from "./login-pages.ts";
import { cookieOf } from "./sign-in.ts";

/** What the routes need. */
export type OidcRoutesOptions = Pick<DoorOptions, "publicUrl" | "now"> & {
  /** `null`: only the hub's own accounts sign in. */
  readonly login: LoginService | null;
  /** Opens a session and answers the cookie that carries it. */
  readonly open: (session: {
    readonly person: string;
    readonly grants: readonly Grant[];
    readonly how: "oidc";
  }) => { readonly cookie: string };
  /** Whether this is the name of one of the hub's own accounts, which nobody else may bear. */
  readonly isLocal: (person: string) => boolean;
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
function pendingCookie(sealed: string, login: LoginService, publicUrl: string): string {
  const isPosted = login.responseMode === "form_post";
  return [
    ...[`${COOKIE}=${sealed}`, `Path=${PATH}`, "HttpOnly", `SameSite=${isPosted ? "None" : "Lax"}`],
    `Max-Age=${sealed === "" ? 0 : PENDING_MS / 1000}`,
    ...(isPosted || publicUrl.startsWith("https:") ? ["Secure"] : []),
  ].join("; ");
}

function told(reply: FastifyReply, why: LoginTrouble, publicUrl: string): FastifyReply {
  return page(reply.code(STATUS[why]), notSignedInPage(why, publicUrl));
}

const page = (reply: FastifyReply, html: string) =>
  reply.header("cache-control", "no-store").type("text/html; charset=utf-8").send(html);

/** `/sign-in/ways`, and where there is a login service `/sign-in/oidc` and `/sign-in/oidc/back`. */
export function oidcRoutes(app: FastifyInstance, options: OidcRoutesOptions): void {
  const { login } = options;
  app.get("/sign-in/ways", door("open"), (_request, reply) => {
    void reply.header("cache-control", "no-store");
    return { loginService: login && { name: login.name, isAway: login.isAway } };
  });
  if (login === null) return;
  app.get(PATH, door("open"), (request, reply) => begin(request, reply, { ...options, login }));
  if (login.responseMode === "query")
    app.get(BACK, door("open"), (request, reply) => {
      const parameters = new URL(request.url, options.publicUrl()).searchParams;
      return end({ request, reply, parameters }, { ...options, login });
    });
  else postedBack(app, { ...options, login });
}

type Serving = OidcRoutesOptions & { readonly login: LoginService };

async function begin(request: FastifyRequest, reply: FastifyReply, serving: Serving): Promise<FastifyReply> {
  const { login, publicUrl, now } = serving;
  const { search } = new URL(request.url, publicUrl());
  const begun = await login.begin(wayBack(search), now());
  if ("refused" in begun) return told(reply, begun.refused, publicUrl());
  return reply
    .header("cache-control", "no-store")
    .header("set-cookie", pendingCookie(begun.sealed, login, publicUrl()))
    .redirect(begun.url, 303);
}

type Back = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly parameters: URLSearchParams;
};

async function end({ request, reply, parameters }: Back, serving: Serving): Promise<FastifyReply> {
  const { login, publicUrl, now, open, isLocal } = serving;
  const ended = await login.end(parameters, cookieOf(request.headers.cookie, COOKIE), now());
  void reply.header("set-cookie", pendingCookie("", login, publicUrl()));
  if ("refused" in ended) return told(reply, ended.refused, publicUrl());
  const { person, grants, to } = ended;
  if (isLocal(person)) return told(reply, "local", publicUrl());
  void reply.header("set-cookie", open({ person, grants, how: "oidc" }).cookie);
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
