/**
 * The routes of screens: a browser that is no display yet shows a code, and whoever may manage machines makes it one, or takes that back.
 * Knows no rule of the queue; which displays there are is the document's.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { DisplayId, StaffId } from "../../protocol/terms.ts";
import { mayDo } from "../accounts/rights.ts";
import { tokenDigest } from "../accounts/tokens.ts";
import type { HubState } from "../queue/state.ts";
import type { Screen, Screens } from "../screens/screens.ts";
import { API } from "./api.ts";
import { actorOf, type DoorOptions, door, ownCookie, staffOf, tokenOf } from "./doors.ts";
import { BODIES } from "./schemas.ts";
import { cookieOf } from "./sign-in.ts";
import type { Streams } from "./streams.ts";

/** The routes about screens. */
export type ScreenName = "screens" | "pairScreen" | "unpairScreen";

export type ScreenOptions = DoorOptions & {
  /** `null`: whoever reaches the hub may open any display. */
  readonly screens: Screens | null;
  readonly hub: { readonly state: () => HubState };
  readonly streams: Streams;
};

const COOKIE = "talon-screen";
/** As long as a browser keeps one (RFC 6265bis, 5.5); given anew whenever the page is opened. */
const COOKIE_S = 400 * 86_400;

const screenToken = (request: FastifyRequest) => cookieOf(request.headers.cookie, COOKIE);

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Never for a frame of another site, where the staff page may be: a screen shows nothing but its display. */
function keepToken({ request, reply }: Exchange, token: string, options: DoorOptions): void {
  const life = { maxAgeS: COOKIE_S, request, options: { ...options, framedBy: [] } };
  reply.raw.setHeader("set-cookie", ownCookie(COOKIE, token, life));
}

/** As what somebody may see a display: anybody where displays are open, one of the staff, or the screen that is this display. */
export type Viewer = "anybody" | "staff" | Screen;

/** Who asks for a display; `null` for somebody who may not see it. */
export function viewerOf(request: FastifyRequest, display: DisplayId, options: ScreenOptions): Viewer | null {
  if (options.screens === null) return "anybody";
  const screen = options.screens.find(screenToken(request));
  if (screen?.display === display) return screen;
  const actor = actorOf(request, options);
  return actor !== null && mayDo(actor, "see-hall", options.location()) ? "staff" : null;
}

/** The screen's cookie lives on with every visit. */
export function keepScreen(request: FastifyRequest, reply: FastifyReply, options: ScreenOptions): void {
  const token = screenToken(request);
  if (token !== undefined && options.screens?.find(token)) keepToken({ request, reply }, token, options);
}

/** Ends a display's stream when its viewer may no longer look: the page says so in words. */
export function whileViewing(
  viewer: Viewer,
  { request, reply, options }: { request: FastifyRequest; reply: FastifyReply; options: ScreenOptions },
): void {
  const { screens, now, door: entrance } = options;
  const ended = () => {
    reply.raw.write("event: unpaired\ndata: {}\n\n");
    reply.raw.end();
  };
  if (viewer === "anybody") return;
  const stop =
    viewer === "staff"
      ? entrance?.sessions.whenEnded(tokenOf(request), ended)
      : screens?.watch(viewer, { ended, now });
  if (stop !== undefined) reply.raw.on("close", stop);
}

/** Where a browser goes that is told no display: to the one that it is; where they are open, to the only one, or to the list of all. */
export function ownDisplay(request: FastifyRequest, { screens, hub }: ScreenOptions): string | null {
  const { displays } = hub.state().location;
  const of = (display: DisplayId) => `/display/${encodeURIComponent(display)}`;
  if (screens === null) return displays[0] && displays.length === 1 ? of(displays[0].display) : "/";
  const screen = screens.find(screenToken(request));
  return displays.some(({ display }) => display === screen?.display) && screen ? of(screen.display) : null;
}

/** The stream of a browser that waits; answers whether there is room for it. */
export function waitHere(request: FastifyRequest, reply: FastifyReply, options: ScreenOptions): boolean {
  const { screens, streams, now } = options;
  if (screens === null) return false;
  const given = screenToken(request);
  const before = screens.find(given);
  // Whose display the location has no longer begins anew.
  const token = screens.welcome(before && !isThere(before.display, options) ? undefined : given);
  const picture = () => screens.pictureFor(token, { address: request.ip, at: now() });
  if (picture() === null) return false;
  keepToken({ request, reply }, token, options);
  reply.hijack();
  streams.waiting(tokenDigest(token), picture, reply.raw);
  return true;
}

function isThere(asked: DisplayId, { hub }: ScreenOptions): boolean {
  return hub.state().location.displays.some(({ display }) => display === asked);
}

type Said = { readonly status: number; readonly body: object; readonly afterMs?: number };

function pair(request: FastifyRequest, options: ScreenOptions): Said {
  const { screens, now } = options;
  const { display, code } = request.body as { display: DisplayId; code: string };
  if (screens === null) return { status: 409, body: { refused: "not-needed" } };
  if (!isThere(display, options)) return { status: 404, body: { problem: "there is no such display" } };
  const by = staffOf(request, options);
  const screen = screens.pair({ display, code, by }, { address: by ?? request.ip, at: now() });
  if ("refused" in screen) {
    const status = screen.refused === "slow" ? 429 : 409;
    return {
      status,
      body: { refused: screen.refused },
      ...("afterMs" in screen ? { afterMs: screen.afterMs } : {}),
    };
  }
  // Its own stream tells it with this commit.
  note("display-paired", screen, { by, options });
  return { status: 200, body: { done: true } };
}

function unpair(request: FastifyRequest, options: ScreenOptions): Said {
  const screen = options.screens?.unpair((request.params as { screen: string }).screen) ?? null;
  if (screen === null) return { status: 404, body: { problem: "there is no such screen" } };
  note("display-unpaired", screen, { by: staffOf(request, options), options });
  return { status: 200, body: { done: true } };
}

function note(
  act: "display-paired" | "display-unpaired",
  { id, display }: Screen,
  { by, options }: { readonly by: string | null; readonly options: ScreenOptions },
): void {
  options.note({ act, by: by as StaffId | null, about: { display, screen: id } });
}

function list({ screens, now }: ScreenOptions): Said {
  const listed = screens?.list(now()) ?? [];
  const items = listed.map(({ id, display, pairedAt, by, seenAt, isShowing }) => {
    return { screen: id, display, pairedAt, by, seenAt, isShowing };
  });
  return { status: 200, body: { isNeeded: screens !== null, screens: items } };
}

/** What is asked about screens at the API. */
export function screenRoutes(app: FastifyInstance, options: ScreenOptions): void {
  const answers: Readonly<Record<ScreenName, (request: FastifyRequest) => Said>> = {
    screens: () => list(options),
    pairScreen: (request) => pair(request, options),
    unpairScreen: (request) => unpair(request, options),
  };
  for (const name of Object.keys(answers) as ScreenName[]) {
    const { method, path, body, door: deed } = API[name];
    app.route({
      ...{ method, url: `/api${path}`, ...door(deed) },
      ...(body === null ? {} : { schema: { body: BODIES[body] } }),
      handler: async (request, reply) => {
        const { location } = request.params as { location: string };
        const missing: Said = { status: 404, body: { problem: "there is no such location" } };
        const said = location === options.location() ? answers[name](request) : missing;
        const { afterMs } = said;
        if (afterMs !== undefined) void reply.header("retry-after", String(Math.ceil(afterMs / 1000)));
        return reply.code(said.status).header("cache-control", "no-store").send(said.body);
      },
    });
  }
}
