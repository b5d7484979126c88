/**
 * The hub's HTTP server: API, pages, event streams, health and metrics, behind the checks of who asks.
 * Knows no rule; every route of the API stands in api.ts.
 */
import { readFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Assets } from "../../protocol/link/static.ts";
import { type DisplayId, parseToken } from "../../protocol/terms.ts";
import { HubFault, listenFault } from "../errors.ts";
import { ticketByToken } from "../queue/find.ts";
import { type AnsweredName, type AnswersHub, type Ask, answers } from "./answers.ts";
import { API } from "./api.ts";
import { parseBodies, problemsOf } from "./bodies.ts";
import { type DoorOptions, type Entrance, guardDoors, signInRoutes, staffOf } from "./doors.ts";
import { homePage, notFoundPage } from "./home.ts";
import { openApi } from "./openapi.ts";
import { BODIES } from "./schemas.ts";
import { MOST_STREAMS, type Streams } from "./streams.ts";

export type HttpOptions = DoorOptions & {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  readonly version: string;
  readonly hub: AnswersHub;
  readonly streams: Streams;
  readonly assets: Assets;
  /** The sound file of a call's words; `null` when there is none. */
  readonly wav: (key: string) => Promise<string | null>;
  readonly gong: () => Uint8Array;
  readonly health: () => Promise<{ readonly ok: boolean; readonly problems: readonly string[] }>;
  readonly metrics: () => Promise<string>;
  /** Something broke while answering; the request got 500 and the hub goes on. */
  readonly failed: (error: Error) => void;
};

export type HttpServer = { readonly port: number; readonly close: () => Promise<void> };

/** 16 KiB: the longest command is far below one. */
const LONGEST_BODY = 16_384;
const REQUEST_LIMIT_MS = 10_000;

/** Opens the server. Faults: HUB_LISTENER_OPEN, HUB_TLS_INVALID, HUB_PORT_TAKEN and the other listener faults. */
export async function openHttp(options: HttpOptions): Promise<HttpServer> {
  const { host, port, tls } = options;
  const app = makeApp(options);
  guardDoors(app, options);
  parseBodies(app);
  handleErrors(app, options);
  apiRoutes(app, options);
  signInRoutes(app, options);
  pageRoutes(app, options);
  soundRoutes(app, options);
  watchRoutes(app, options);
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

function makeApp({ tls, host, port }: HttpOptions): FastifyInstance {
  const serverFactory = (handler: RequestListener) => {
    if (tls === null) return createServer({ noDelay: true, requestTimeout: REQUEST_LIMIT_MS }, handler);
    try {
      return createTlsServer(
        { ...tls, noDelay: true, requestTimeout: REQUEST_LIMIT_MS, minVersion: "TLSv1.2" },
        handler,
      );
    } catch (cause) {
      throw new HubFault("HUB_TLS_INVALID", `http ${host}:${port}`, cause);
    }
  };
  return fastify({
    serverFactory,
    bodyLimit: LONGEST_BODY,
    forceCloseConnections: true,
    requestTimeout: REQUEST_LIMIT_MS,
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

const wantsPage = (request: FastifyRequest) => (request.headers.accept ?? "").includes("text/html");

function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (wantsPage(request)) return reply.code(404).type("text/html; charset=utf-8").send(notFoundPage());
  return reply.code(404).send({ problem: "there is nothing at this address" });
}

function handleErrors(app: FastifyInstance, { failed }: HttpOptions): void {
  app.setNotFoundHandler(notFound);
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, _request, reply) => {
    const problems = problemsOf(error as never);
    if (problems !== null) return reply.code(400).send({ problems });
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ problem: error.message });
    // A page that cannot be drawn must not stop the tickets: whoever asks for it could stop the hub again and again.
    failed(error);
    return reply.code(500).send({ problem: "the hub could not answer; its log says why" });
  });
}

const door = (entrance: Entrance) => ({ config: { door: entrance } });

function apiRoutes(app: FastifyInstance, options: HttpOptions): void {
  const { hub, version } = options;
  const answer = answers(hub);
  for (const name of Object.keys(answer) as AnsweredName[]) {
    const { method, path, body } = API[name];
    app.route({
      method,
      url: `/api${path}`,
      ...door("staff"),
      ...(body === null ? {} : { schema: { body: BODIES[body] } }),
      handler: async (request, reply) => {
        const said = await answer[name]({
          ...{ params: request.params, body: request.body ?? {} },
          by: staffOf(request, options),
        } as Ask);
        return reply.code(said.status).header("cache-control", "no-store").send(said.body);
      },
    });
  }
  const document = openApi(version);
  app.get("/api/openapi.json", door("staff"), () => document);
}

function pageRoutes(app: FastifyInstance, { hub, assets, streams, door: staffDoor }: HttpOptions): void {
  const file = (name: string, request: FastifyRequest, reply: FastifyReply) => {
    if (!assets.serve(name, request.raw, reply.raw)) return notFound(request, reply);
    return reply.hijack();
  };
  const stream = (reply: FastifyReply, write: () => void) => {
    if (streams.size >= MOST_STREAMS)
      return reply
        .code(503)
        .header("retry-after", "10")
        .send({ problem: "too many pages are open; try again" });
    reply.hijack();
    write();
    return undefined;
  };
  const ticketOfRequest = (request: FastifyRequest) => {
    const token = parseToken((request.params as { token: string }).token);
    return token === null ? undefined : { ticket: ticketByToken(hub.state(), token) };
  };
  const displayOf = (request: FastifyRequest) => {
    const { display } = request.params as { display: DisplayId };
    return hub.state().location.displays.find((one) => one.display === display)?.display;
  };

  app.get("/", door("open"), (_request, reply) =>
    reply.type("text/html; charset=utf-8").send(homePage(hub.state().location)),
  );
  app.get("/assets/*", door("open"), (request, reply) =>
    file((request.params as { "*": string })["*"], request, reply),
  );
  // Where nobody has to sign in there is no such page, and the staff page offers no way out.
  app.get("/sign-in", door("open"), (request, reply) =>
    staffDoor === null ? notFound(request, reply) : file("sign-in/index.html", request, reply),
  );
  app.get("/staff", door("staff"), (request, reply) => file("staff/index.html", request, reply));
  app.get("/staff/events", door("staff"), (request, reply) => stream(reply, () => streams.staff(reply.raw)));
  app.get("/display/:display", door("open"), (request, reply) =>
    displayOf(request) ? file("display/index.html", request, reply) : notFound(request, reply),
  );
  app.get("/display/:display/events", door("open"), (request, reply) => {
    const display = displayOf(request);
    return display ? stream(reply, () => streams.display(display, reply.raw)) : notFound(request, reply);
  });
  // A ticket that the hub has not heard of yet has its page too: the page says so and asks again.
  app.get("/t/:token", door("open"), (request, reply) =>
    ticketOfRequest(request) ? file("ticket/index.html", request, reply) : notFound(request, reply),
  );
  app.get("/t/:token/events", door("open"), (request, reply) => {
    const ticket = ticketOfRequest(request)?.ticket;
    return ticket ? stream(reply, () => streams.ticket(ticket.id, reply.raw)) : notFound(request, reply);
  });
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

function watchRoutes(app: FastifyInstance, { health, metrics }: HttpOptions): void {
  app.get("/healthz", door("open"), async (_request, reply) => {
    const said = await health();
    return reply
      .code(said.ok ? 200 : 503)
      .header("cache-control", "no-store")
      .send(said);
  });
  app.get("/metrics", door("local"), async (_request, reply) =>
    reply.type("text/plain; version=0.0.4; charset=utf-8").send(await metrics()),
  );
}
