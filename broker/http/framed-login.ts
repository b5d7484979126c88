/**
 * Signing in by the login service for a page in a frame: the service forbids to be framed, so it is asked in a window of its own,
 * and the frame fetches its session with a key that only it has.
 * Knows no claim. That window and frame are one browser's is proven before the service is asked, since it may part them for good:
 * the window asks the frame that opened it for the digest of its key, and only a page of the hub's own may hand that to the hub.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Assets } from "../../protocol/link/static.ts";
import type { Arrivals } from "../accounts/arrivals.ts";
import { isDigest } from "../accounts/arrivals.ts";
import type { LoginService } from "../accounts/login-service.ts";
import { PENDING_MS } from "../accounts/pending.ts";
import { accountAct, type DoorOptions, door, sessionCookie } from "./doors.ts";
import { notFound } from "./pages.ts";
import type { Door } from "./sign-in.ts";

/** Whatever a frame began comes back with this prefix of its state, and with this cookie alone. */
const STATE_PREFIX = "frame.";
/** The prefix `__Host-` keeps neighbours of the hub's domain from putting one of theirs in its place (RFC 6265bis, 4.1.3.2). */
export const FRAME_COOKIE = "__Host-talon-frame";

const WINDOW = "/sign-in/window";

/** What the routes need. */
export type FramedLoginOptions = DoorOptions & {
  readonly login: LoginService;
  readonly doors: Door;
  readonly arrivals: Arrivals;
  readonly assets: Assets;
};

/** Whether an answer of the login service belongs to a sign-in that a frame began. */
export function isOfFrame(state: string | null): boolean {
  return state?.startsWith(STATE_PREFIX) === true;
}

/** What the window keeps while it is at the login service; `""` for what it keeps no more. */
export function frameCookie(sealed: string, { responseMode }: Pick<LoginService, "responseMode">): string {
  const isPosted = responseMode === "form_post";
  const lifeS = sealed === "" ? 0 : PENDING_MS / 1000;
  const site = isPosted ? "None" : "Lax";
  return `${FRAME_COOKIE}=${sealed}; Path=/; HttpOnly; SameSite=${site}; Max-Age=${lifeS}; Secure`;
}

/** The window says that somebody is in, and closes; the answer of the login service stays in no address. */
export function toWindowsEnd(reply: FastifyReply): FastifyReply {
  return reply.redirect(`${WINDOW}?done`, 303);
}

/** `GET /sign-in/window`, `POST /sign-in/window/begin` and `POST /sign-in/frame`. */
export function framedLoginRoutes(app: FastifyInstance, options: FramedLoginOptions): void {
  app.get(WINDOW, door("open"), (request, reply) => {
    // The hub's pages part from whoever opened them; this one must not, until it knows who that is.
    reply.raw.setHeader("cross-origin-opener-policy", "unsafe-none");
    if (!options.assets.serve("sign-in-window/index.html", request.raw, reply.raw))
      return notFound(request, reply);
    return reply.hijack();
  });
  app.post(`${WINDOW}/begin`, door("open"), (request, reply) => begin(request, reply, options));
  app.post("/sign-in/frame", door("open"), (request, reply) => fetched(request, reply, options));
}

async function begin(
  request: FastifyRequest,
  reply: FastifyReply,
  { login, now }: FramedLoginOptions,
): Promise<FastifyReply> {
  const { frame } = request.body as { readonly frame?: unknown };
  if (!isDigest(frame)) return reply.code(400).send({ problem: "frame must be the digest of a key" });
  const begun = await login.begin({ to: "/staff", frame, statePrefix: STATE_PREFIX }, now());
  void reply.header("cache-control", "no-store");
  if ("refused" in begun) return reply.code(503).send(begun);
  return reply.header("set-cookie", frameCookie(begun.sealed, login)).send({ url: begun.url });
}

/** 202 while nobody has arrived for this key; what is no key of anybody's is answered no otherwise. */
function fetched(request: FastifyRequest, reply: FastifyReply, options: FramedLoginOptions): FastifyReply {
  const { arrivals, doors, now, note } = options;
  const { key } = request.body as { readonly key?: unknown };
  void reply.header("cache-control", "no-store");
  if (!isDigest(key)) return reply.code(400).send({ problem: "key must be 256 bits in base64url" });
  const arrived = arrivals.take(key, now());
  // Somebody may have been given an account of that name meanwhile.
  if (arrived === null || doors.people.find(arrived.person) !== undefined)
    return reply.code(202).send({ waiting: true });
  const { person, grants } = arrived;
  const token = doors.sessions.open({ person, grants, by: "oidc", isFirst: false }, now());
  note(accountAct("signed-in", { person, by: person, grants }));
  return reply.header("set-cookie", sessionCookie(token, { request, options })).send({ staff: person });
}
