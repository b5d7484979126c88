/**
 * Who may come in where: host and origin of a request, sign-in and its cookie.
 * Knows no answer of the API; a route says by its `door` who it is for.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { SECURITY_HEADERS } from "../../protocol/link/static.ts";
import { HUB_TEXTS } from "../../protocol/texts/texts.ts";
import type { Spoken } from "../administration/words.ts";
import { type Actor, ANYBODY, mayDo, type OtherDeed } from "../people/rights.ts";
import { API } from "./api.ts";
import { isLocalAddress, isOwnHost, isOwnOrigin } from "./guard.ts";
import { forbiddenPage } from "./home.ts";
import { BODIES } from "./schemas.ts";
import { cookieOf, type Door, SESSION_MS } from "./sign-in.ts";

/**
 * `open`: everybody; `signed-in`: whatever their roles; `local`: signed in, or on this machine; otherwise what somebody must be
 * allowed to do. A route that says nothing is for whoever may see the hall.
 */
export type Entrance = "open" | "signed-in" | "local" | OtherDeed;

declare module "fastify" {
  interface FastifyContextConfig {
    door?: Entrance;
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
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** What a route says of itself when it is made. */
export function door(entrance: Entrance): { readonly config: { readonly door: Entrance } } {
  return { config: { door: entrance } };
}

const COOKIE = "talon";

function sessionOf(request: FastifyRequest): string | undefined {
  return cookieOf(request.headers.cookie, COOKIE);
}

/** Who of the staff asks; `null` for somebody who has not signed in. */
export function staffOf(request: FastifyRequest, options: DoorOptions): string | null {
  return options.door?.staffOf(sessionOf(request), options.now()) ?? null;
}

/** Who asks, and what they may do; `null` for somebody who has not signed in. */
export function actorOf(request: FastifyRequest, options: DoorOptions): Actor | null {
  if (options.door === null) return ANYBODY;
  const person = staffOf(request, options);
  return person === null ? null : options.door.actorOf(person);
}

/** Checks every request before anything else is done with it. */
export function guardDoors(app: FastifyInstance, options: DoorOptions): void {
  app.addHook("onRequest", async (request, reply) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) reply.raw.setHeader(name, value);
    if (isStranger(request, options))
      return reply.code(403).send({ problem: "asked from a page or a host that is not the hub's own" });
    if (mayPass(request, options))
      return isForOthers(request, options) ? forbidden(request, reply) : undefined;
    if (request.method === "GET" && (request.headers.accept ?? "").includes("text/html"))
      return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
    return reply.code(401).send({ problem: "sign in first (POST /api/sign-in)" });
  });
}

/** Without sign-in the hub trusts this machine, so it must be sure that no foreign page borrows it. */
function isStranger({ headers, method }: FastifyRequest, options: DoorOptions): boolean {
  const isOwn = isOwnOrigin(headers.origin, headers.host, options.publicUrl());
  if (options.door === null) return !isOwn || !isOwnHost(headers.host);
  return method !== "GET" && method !== "HEAD" && !isOwn;
}

function mayPass(request: FastifyRequest, options: DoorOptions): boolean {
  const { config, url } = request.routeOptions;
  const entrance = config.door ?? "see-hall";
  if (options.door === null || entrance === "open" || url === undefined) return true;
  if (entrance === "local" && isLocalAddress(request.ip)) return true;
  return staffOf(request, options) !== null;
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

function forbidden(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.code(403);
  if ((request.headers.accept ?? "").includes("text/html"))
    return reply.type("text/html; charset=utf-8").send(forbiddenPage());
  return reply.send({ problem: HUB_TEXTS[spokenIn(request)].administratorsOnly });
}

/** What administrators are told in: Danish unless they ask for English. */
export function spokenIn({ query }: FastifyRequest): Spoken {
  return (query as { language?: unknown }).language === "en" ? "en" : "da";
}

function cookie(value: string, maxAgeS: number, isSecure: boolean): string {
  const parts = [`${COOKIE}=${value}`, "Path=/", "HttpOnly", "SameSite=Strict", `Max-Age=${maxAgeS}`];
  return [...parts, ...(isSecure ? ["Secure"] : [])].join("; ");
}

/** `POST /api/sign-in` and `/api/sign-out`. Without accounts everybody is the staff of the demo. */
export function signInRoutes(app: FastifyInstance, options: DoorOptions): void {
  const { now } = options;
  const isSecure = () => options.publicUrl().startsWith("https:");
  const signIn = async (request: FastifyRequest, reply: FastifyReply) => {
    if (options.door === null) return { staff: "demo" };
    const { name, password } = request.body as { name: string; password: string };
    const result = await options.door.signIn({ name, password, address: request.ip }, now());
    if (result.kind === "slow") return tooMany(reply, result.afterMs);
    if (result.kind === "wrong") return reply.code(401).send({ problem: "wrong name or password" });
    void reply.header("set-cookie", cookie(result.session, SESSION_MS / 1000, isSecure()));
    return { staff: result.staff };
  };
  app.post(`/api${API.signIn.path}`, { ...door("open"), schema: { body: BODIES.signIn } }, signIn);
  app.post(`/api${API.signOut.path}`, door("open"), (request, reply) => {
    options.door?.signOut(sessionOf(request));
    void reply.header("set-cookie", cookie("", 0, isSecure()));
    return { done: true };
  });
}

function tooMany(reply: FastifyReply, afterMs: number): FastifyReply {
  const afterS = Math.ceil(afterMs / 1000);
  const problem = `too many tries; try again in ${afterS} ${afterS === 1 ? "second" : "seconds"}`;
  return reply.code(429).header("retry-after", String(afterS)).send({ problem });
}
