/**
 * How many requests the hub answers, and how long and how slow one may be.
 * Knows no route. A stream that is open costs nothing more; opening one is counted by itself, so that pages always find back.
 */
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type HttpLimits, httpLimits } from "../../protocol/config/limits.ts";
import type { TlsSource } from "../certificates/certificates.ts";
import { Buckets } from "../limits/buckets.ts";
import { Connections } from "../limits/connections.ts";
import { networkOf } from "../limits/network.ts";
import { type DoorOptions, sessionOf } from "./doors.ts";
import { Proxies } from "./proxies.ts";
import { type HttpLimit, tooMany } from "./too-many.ts";

export type HttpLimitsOptions = DoorOptions & {
  /** Left out: the defaults. */
  readonly limits?: HttpLimits | undefined;
  /** Left out: none. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** A clock that only goes on, in ms, by which requests a second are counted. Default: the process's own. */
  readonly steadyMs?: (() => number) | undefined;
};

/** 16 KiB: the longest command is far below one. */
export const LONGEST_BODY = 16_384;
/** From the first byte of a request: its headers, and all of it. A document of 2 MiB comes in time over 1 Mbit/s. */
const HEADERS_MS = 8000;
const REQUEST_MS = 20_000;
/** So often Node looks for requests that are late. */
const LOOK_MS = 1000;
/** Other programs of the house's domain have cookies too. */
const LONGEST_HEADERS = 16_384;
/** From the connection to the first whole request, the TLS handshake included. */
const SILENT_MS = 10_000;
/** After a quiet while as many at once as otherwise in ten seconds: a page with all of its parts, or a wardful of phones. */
const BURST_S = 10;

const SETTINGS = {
  noDelay: true,
  headersTimeout: HEADERS_MS,
  requestTimeout: REQUEST_MS,
  connectionsCheckingInterval: LOOK_MS,
  maxHeaderSize: LONGEST_HEADERS,
} as const;

/** A server that listens nowhere yet. Throws for a certificate that cannot be used. */
export function makeHttpServer(tls: TlsSource | null, handler: RequestListener): Server {
  if (tls === null) return createServer(SETTINGS, handler);
  const settings = { ...SETTINGS, minVersion: "TLSv1.2", handshakeTimeout: SILENT_MS } as const;
  const server = createTlsServer({ ...tls.pair, ...settings }, handler);
  // Connections that are open stay open: only new ones see the newer certificate.
  tls.renewed((pair) => server.setSecureContext({ ...pair, minVersion: "TLSv1.2" }));
  return server;
}

/** Counts every request before anything else is done with it. */
export function limitRequests(app: FastifyInstance, options: HttpLimitsOptions): void {
  const { limits = httpLimits.parse({}), limited, steadyMs = () => performance.now() } = options;
  const { connections: most, connectionsPerAddress: mostOfAddress } = limits;
  const proxies = new Proxies(options.trustedProxies ?? []);
  const isShared = (address: string | undefined) => proxies.isTrusted(address);
  const connections = new Connections({ most, mostOfAddress, silentMs: SILENT_MS, isShared }, limited);
  connections.watch(app.server);
  const rated = (perSecond: number) => new Buckets({ burst: BURST_S * perSecond, perSecond });
  const accounts = rated(limits.requestsPerAccount);
  const addresses = rated(limits.requestsPerAddress);
  const streams = rated(limits.requestsPerAddress);
  const wait = (request: FastifyRequest): { limit: HttpLimit; waitMs: number } => {
    const at = steadyMs();
    const from = networkOf(request.ip);
    const take = (limit: HttpLimit, buckets: Buckets, key: string | null) =>
      ({ limit, waitMs: key === null ? 0 : buckets.take(key, at) }) as const;
    if (request.routeOptions.config.isStream === true) return take("streams", streams, from);
    const session = sessionOf(request, options);
    return session === null ? take("requests", addresses, from) : take("account", accounts, session.person);
  };
  app.addHook("onRequest", async (request, reply) => {
    connections.known(request.raw.socket);
    const { limit, waitMs } = wait(request);
    if (waitMs === 0) return;
    limited(limit);
    return tooMany(reply, "requests", waitMs);
  });
}

type Told = { readonly status: string; readonly problem: string; readonly limit: HttpLimit | null };

/** What Node's parser gave up on, by its code. */
const GIVEN_UP: Readonly<Record<string, Told>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    ...{ status: "408 Request Timeout", limit: "slow" },
    problem: "the request did not come in time",
  },
  HPE_HEADER_OVERFLOW: {
    ...{ status: "431 Request Header Fields Too Large", limit: "headers" },
    problem: `headers are longer than ${LONGEST_HEADERS} bytes`,
  },
};
const NO_HTTP: Told = { status: "400 Bad Request", limit: null, problem: "the request is no HTTP" };

/** Answers what is no request, and ends its connection. */
export function giveUp(
  error: Error & { readonly code?: string },
  socket: Socket,
  limited: (limit: HttpLimit) => void,
): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const { status, problem, limit } = GIVEN_UP[error.code ?? ""] ?? NO_HTTP;
  if (limit !== null) limited(limit);
  const body = JSON.stringify({ problem });
  const head = [`HTTP/1.1 ${status}`, "connection: close", "content-type: application/json"];
  if (socket.writable)
    socket.write([...head, `content-length: ${Buffer.byteLength(body)}`, "", body].join("\r\n"));
  socket.destroySoon();
}
