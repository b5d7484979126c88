/**
 * The hub's HTTP server: API, pages, sounds, health and metrics, behind the checks of who asks.
 * Knows no rule; every route of the API stands in api.ts, every page in pages.ts.
 */
import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import type { DeskHub } from "../administration/desk.ts";
import type { TlsSource } from "../certificates/certificates.ts";
import type { MachineDesk } from "../enrolment/desk.ts";
import { HubFault, listenFault } from "../errors.ts";
import type { HubHealth } from "../health.ts";
import type { Practice } from "../practice.ts";
import { type HubIdentity, WELL_KNOWN } from "../public-address.ts";
import { type AdministrationName, administrationAnswers, type DeskAsk } from "./administration.ts";
import { type AnsweredName, type AnswersHub, type Ask, answers } from "./answers.ts";
import { API, type ApiRoute } from "./api.ts";
import { type AppointmentPageOptions, appointmentPages } from "./appointment-page.ts";
import { type AppointmentRoutesOptions, appointmentRoutes } from "./appointments.ts";
import { parseBodies, problemsOf } from "./bodies.ts";
import { calendarNoticeRoute } from "./calendar-notices.ts";
import { actorOf, door, guardDoors, signInRoutes, spokenIn, staffOf } from "./doors.ts";
import { enrolmentRoutes } from "./enrolment.ts";
import { type FiguresRoutesOptions, figuresRoutes } from "./figures.ts";
import { hostRoutes } from "./host.ts";
import { giveUp, type HttpLimitsOptions, LONGEST_BODY, limitRequests, makeHttpServer } from "./limits.ts";
import { machineRoutes } from "./machines.ts";
import { type OidcRoutesOptions, oidcRoutes } from "./oidc.ts";
import { openApi } from "./openapi.ts";
import { notFound, type PagesOptions, pageRoutes } from "./pages.ts";
import { peopleRoutes } from "./people.ts";
import { type PlaceRoutesOptions, placeTextRoutes } from "./place-texts.ts";
import { Proxies } from "./proxies.ts";
import { BODIES } from "./schemas.ts";
import { type ScreenOptions, screenRoutes } from "./screens.ts";
import { type SmsHookOptions, smsHookRoutes } from "./sms-hook.ts";
import { type StatisticsRoutesOptions, statisticsRoutes } from "./statistics.ts";
import { type TrailRoutesOptions, trailRoutes } from "./trail.ts";
import { type WaysOptions, waysRoutes } from "./ways.ts";

/** What the server is made of. */
export type HttpOptions = OidcRoutesOptions &
  HttpLimitsOptions &
  AppointmentRoutesOptions &
  TrailRoutesOptions &
  SmsHookOptions &
  FiguresRoutesOptions &
  Pick<StatisticsRoutesOptions, "statistics"> &
  WaysOptions &
  PlaceRoutesOptions &
  PagesOptions &
  Pick<AppointmentPageOptions, "arrivals"> &
  Pick<ScreenOptions, "screens"> & {
    readonly host: string;
    /** 0: any free one. */
    readonly port: number;
    readonly tls: TlsSource | null;
    readonly version: string;
    readonly hub: AnswersHub;
    readonly administration: DeskHub;
    readonly machines: MachineDesk;
    /** The hall to practise in, with routes of its own below `/api/practice`. */
    readonly practice: Practice;
    /** The file for whoever supports the location. */
    readonly support: () => Promise<object>;
    /** The sound file of a call's words; `null` when there is none. */
    readonly wav: (key: string) => Promise<string | null>;
    readonly gong: () => Uint8Array;
    readonly health: () => Promise<HubHealth>;
    readonly metrics: () => Promise<string>;
    /** Something broke while answering; the request got 500 and the hub goes on. */
    readonly failed: (error: Error) => void;
  };

/** A server that listens. `close` ends every connection, event streams too. */
export type HttpServer = { readonly port: number; readonly close: () => Promise<void> };

/** Opens the server. Faults: HUB_LISTENER_OPEN, HUB_TLS_INVALID, HUB_PORT_TAKEN and the other listener faults. */
export async function openHttp(options: HttpOptions): Promise<HttpServer> {
  const { host, port, tls } = options;
  const app = makeApp(options);
  limitRequests(app, options);
  guardDoors(app, options);
  parseBodies(app);
  handleErrors(app, options);
  apiRoutes(app, options);
  signInRoutes(app, options);
  oidcRoutes(app, options);
  peopleRoutes(app, options);
  waysRoutes(app, options);
  trailRoutes(app, options);
  statisticsRoutes(app, options);
  pageRoutes(app, options);
  soundRoutes(app, options);
  watchRoutes(app, options);
  enrolmentRoutes(app, options);
  appointmentRoutes(app, options);
  calendarNoticeRoute(app, options);
  appointmentPages(app, options);
  smsHookRoutes(app, options);
  figuresRoutes(app, options);
  hostRoutes(app, options);
  placeTextRoutes(app, options);
  try {
    await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    throw listenFault(tls === null ? "HTTP" : "HTTPS", { host, port }, cause);
  }
  const address = app.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () => app.close(),
  };
}

function makeApp({ tls, host, port, limited, trustedProxies = [] }: HttpOptions): FastifyInstance {
  const proxies = new Proxies(trustedProxies);
  const serverFactory = (handler: RequestListener) => {
    try {
      return makeHttpServer(tls, proxies.before(handler));
    } catch (cause) {
      throw new HubFault("HUB_TLS_INVALID", `http ${host}:${port}`, cause);
    }
  };
  return fastify({
    serverFactory,
    trustProxy: proxies.isNone ? false : (address: string) => proxies.isTrusted(address),
    bodyLimit: LONGEST_BODY,
    forceCloseConnections: true,
    clientErrorHandler: (error, socket) => giveUp(error, socket, limited),
    routerOptions: { ignoreTrailingSlash: true },
    ajv: {
      customOptions: {
        allErrors: true,
        coerceTypes: false,
        useDefaults: false,
        removeAdditional: false,
        strict: false,
      },
    },
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      void reply.code(400).send({ problem: "the address cannot be read" });
    },
  });
}

function handleErrors(app: FastifyInstance, { failed, limited }: HttpOptions): void {
  app.setNotFoundHandler(notFound);
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, _request, reply) => {
    const problems = problemsOf(error as never);
    if (problems !== null) return reply.code(400).send({ problems });
    const status = error.statusCode ?? 500;
    if (status === 413) limited("body");
    if (status < 500) return reply.code(status).send({ problem: error.message });
    // A page that cannot be drawn must not stop the tickets: whoever asks for it could stop the hub again and again.
    failed(error);
    return reply.code(500).send({ problem: "the hub could not answer; its log says why" });
  });
}

function apiRoutes(app: FastifyInstance, options: HttpOptions): void {
  const { hub, practice, version } = options;
  answerRoutes(app, { ...options, hub, root: "/api" });
  answerRoutes(app, { ...options, hub: practice.hub, root: "/api/practice" });
  administrationRoutes(app, options);
  machineRoutes(app, options);
  screenRoutes(app, options);
  const document = openApi(version);
  app.get("/api/openapi.json", door("signed-in"), () => document);
}

/** The routes of the table below `root`, asked of one hall. */
function answerRoutes(
  app: FastifyInstance,
  { hub, root, ...options }: OidcRoutesOptions & { readonly hub: AnswersHub; readonly root: string },
): void {
  const answer = answers(hub);
  const { door: doors, login } = options;
  // Whom a login service lets in is known to it alone.
  const mayBeHere = (person: string) =>
    doors === null || login !== null || doors.people.find(person) !== undefined;
  for (const name of Object.keys(answer) as AnsweredName[]) {
    const { method, path, body } = API[name];
    app.route({
      method,
      url: `${root}${path}`,
      ...door(root === "/api" ? "see-hall" : "practise"),
      ...(body === null ? {} : { schema: { body: BODIES[body] } }),
      handler: async (request, reply) => {
        const said = await answer[name]({
          ...{ params: request.params, body: request.body ?? {} },
          by: staffOf(request, options),
          actor: actorOf(request, options),
          mayBeHere,
        } as Ask);
        return reply.code(said.status).header("cache-control", "no-store").send(said.body);
      },
    });
  }
}

function administrationRoutes(app: FastifyInstance, options: HttpOptions): void {
  const answer = administrationAnswers(options.administration);
  for (const name of Object.keys(answer) as AdministrationName[]) {
    const { method, path, body, longest, door: deed = "edit-document" }: ApiRoute = API[name];
    app.route({
      method,
      url: `/api${path}`,
      ...door(deed),
      ...(longest === undefined ? {} : { bodyLimit: longest }),
      ...(body === null ? {} : { schema: { body: BODIES[body] } }),
      handler: async (request, reply) => {
        const said = await answer[name]({
          ...{ params: request.params, body: request.body ?? {}, language: spokenIn(request) },
          ...{
            by: staffOf(request, options),
            actor: actorOf(request, options),
            before: Number((request.query as { before?: string }).before) || Number.POSITIVE_INFINITY,
          },
        } as DeskAsk);
        const headers = { "cache-control": "no-store", ...said.headers };
        return reply.code(said.status).headers(headers).send(said.body);
      },
    });
  }
}

function soundRoutes(app: FastifyInstance, { wav, gong }: HttpOptions): void {
  const sound = (reply: FastifyReply, bytes: Uint8Array) =>
    reply.type("audio/wav").header("cache-control", "public, max-age=86400").send(Buffer.from(bytes));
  app.get("/gong.wav", door("open"), (_request, reply) => sound(reply, gong()));
  app.get("/speech/:file", door("open"), async (request, reply) => {
    const { file } = request.params as { file: string };
    const path = file.endsWith(".wav") ? await wav(file.slice(0, -".wav".length)) : null;
    return path === null ? notFound(request, reply) : sound(reply, await readFile(path));
  });
}

function watchRoutes(app: FastifyInstance, { health, metrics, support, hub }: HttpOptions): void {
  app.get("/api/support", door("see-support-file"), async (_request, reply) => {
    const file = `talon-support-${hub.state().location.location}.json`;
    const text = JSON.stringify(await support(), null, 2);
    return reply
      .header("cache-control", "no-store")
      .header("content-disposition", `attachment; filename="${file}"`)
      .type("application/json; charset=utf-8")
      .send(text);
  });
  app.get("/healthz", door("open"), async (_request, reply) => {
    const said = await health();
    return reply
      .code(said.ok ? 200 : 503)
      .header("cache-control", "no-store")
      .send(said);
  });
  app.get(
    WELL_KNOWN,
    door("open"),
    (): HubIdentity => ({ talon: "hub", location: hub.state().location.location }),
  );
  app.get("/metrics", door("local"), async (_request, reply) =>
    reply.type("text/plain; version=0.0.4; charset=utf-8").send(await metrics()),
  );
}
