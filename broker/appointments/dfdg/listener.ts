/**
 * The listener to which DFDG pushes: HTTPS that demands STAR's own client certificate, and answers when what came is kept.
 * Speaks the interface STAR describes publicly; proven against our emulator, not against STAR. Knows no field of a push.
 */
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { TLSSocket } from "node:tls";
import type { TlsSource } from "../../certificates/certificates.ts";
import { HubFault, listenFault } from "../../errors.ts";

export type ListenerOptions = {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly tls: TlsSource;
  /** Who signed the certificates of clients, PEM. */
  readonly clientCa: string;
  /** SHA-256 of the certificates that may push. */
  readonly clientFingerprints: readonly string[];
};

/** `kept`: on disk. `not-now`: to be sent again. */
export type Taken = "kept" | "not-now";

const LONGEST_PUSH = 65_536;
const LIMIT_MS = 10_000;
/** STAR pushes over a few connections. */
const MOST_CONNECTIONS = 100;

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_PUSH) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** From `open` to `close`. */
export class PushListener {
  readonly #options: ListenerOptions;
  readonly #take: (body: string) => Taken;
  #server: Server | null = null;

  constructor(options: ListenerOptions, take: (body: string) => Taken) {
    this.#options = options;
    this.#take = take;
  }

  /** Faults: HUB_TLS_INVALID, HUB_PORT_TAKEN and the other listener faults. */
  async open(): Promise<void> {
    const { host, port } = this.#options;
    const server = this.#made();
    this.#server = server;
    try {
      server.listen(port, host);
      await once(server, "listening");
    } catch (cause) {
      throw listenFault("DFDG", { host, port }, cause);
    }
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (server === null || !server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  }

  /** A client without a certificate of STAR's authority, or with one that is over, does not come through the handshake. */
  #made(): Server {
    const { tls, clientCa, host, port } = this.#options;
    const context = (pair: TlsSource["pair"]) => ({ ...pair, ca: clientCa, minVersion: "TLSv1.2" }) as const;
    try {
      const server = createServer(
        {
          ...context(tls.pair),
          ...{ requestCert: true, rejectUnauthorized: true, handshakeTimeout: LIMIT_MS },
          ...{ requestTimeout: LIMIT_MS, headersTimeout: LIMIT_MS, keepAliveTimeout: LIMIT_MS },
        },
        (request, response) => void this.#answer(request, response).catch(() => response.destroy()),
      );
      server.maxConnections = MOST_CONNECTIONS;
      tls.renewed((pair) => server.setSecureContext(context(pair)));
      return server;
    } catch (cause) {
      throw new HubFault("HUB_TLS_INVALID", `DFDG ${host}:${port}`, cause);
    }
  }

  #isStar(request: IncomingMessage): boolean {
    const shown = (request.socket as TLSSocket).getPeerX509Certificate()?.fingerprint256.toUpperCase();
    return this.#options.clientFingerprints.some((one) => one.toUpperCase() === shown);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const end = (status: number) =>
      response
        .writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
        .end("{}");
    if (!this.#isStar(request)) return void end(403);
    if (request.url?.split("?")[0] !== this.#options.path) return void end(404);
    if (request.method !== "POST") return void end(405);
    const body = await bodyOf(request);
    if (body === null) return void end(413);
    // Nothing that is only for now may be a 4xx: STAR sends those never again.
    end(this.#take(body) === "kept" ? 200 : 503);
  }
}
