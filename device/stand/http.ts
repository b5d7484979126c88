/**
 * The stand's own HTTP, for the browser on the same machine: its page, its picture, and what a page may tell it.
 * Knows no rule. It listens on loopback, and a Host or Origin that is not this machine is refused (DNS rebinding).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { EventChannel } from "../../protocol/link/events.ts";
import { closeNow, isOwn, listenHere } from "../../protocol/link/loopback.ts";
import { type Assets, SECURITY_HEADERS } from "../../protocol/link/static.ts";
import { StandFault } from "./fault.ts";

/** What a route answers: a status and a JSON body, or nothing more to say. */
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Asked = { readonly text: string; readonly parts: readonly string[] };
export type Route = {
  readonly method: "GET" | "POST";
  /** `:part` stands for one level. */
  readonly path: string;
  readonly answer: (asked: Asked) => Answer | Promise<Answer>;
};

export type StandHttpOptions = {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** The built page; `null` when it was not built. */
  readonly assets: Assets | null;
  readonly events: EventChannel;
};

const MOST_BYTES = 65_536;

function matched(route: Route, method: string, path: string): string[] | null {
  if (route.method !== method) return null;
  const [levels, actual] = [route.path.split("/"), path.split("/")];
  if (levels.length !== actual.length) return null;
  const parts: string[] = [];
  for (const [index, level] of levels.entries()) {
    const value = actual[index] ?? "";
    if (level.startsWith(":")) parts.push(value);
    else if (level !== value) return null;
  }
  return parts;
}

/** The body as text; `null` when it is longer than any page has reason to send. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  return bytes <= MOST_BYTES ? Buffer.concat(chunks).toString("utf8") : null;
}

function write(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const text = body === undefined ? "" : JSON.stringify(body);
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    "cache-control": "no-store",
    ...(body === undefined ? {} : { "content-type": "application/json; charset=utf-8" }),
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

const STARTING: Answer = {
  status: 503,
  body: { problem: "the stand is starting" },
  headers: { "retry-after": "1" },
};
const MISSING: Answer = { status: 404, body: { problem: "nothing here has this address" } };

/** The stand's HTTP from open to close. */
export class StandHttp {
  readonly #options: StandHttpOptions;
  readonly #server: Server;
  #routes: readonly Route[] | null = null;

  constructor(options: StandHttpOptions) {
    this.#options = options;
    this.#server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
      this.#answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  /** Listens and says where. Faults: STAND_PORT_TAKEN, STAND_PORT_DENIED, STAND_PORT_FAILED. */
  async open(): Promise<string> {
    const { host, port } = this.#options;
    try {
      return await listenHere(this.#server, { host, port });
    } catch (error) {
      throw faultOf(error as NodeJS.ErrnoException, host, port);
    }
  }

  /** From now on these routes are answered; before, the stand is starting. */
  serve(routes: readonly Route[]): void {
    this.#routes = routes;
  }

  async close(): Promise<void> {
    this.#options.events.close();
    await closeNow(this.#server);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwn(request.headers))
      return write(response, {
        status: 403,
        body: { problem: "this address is for pages of this machine only" },
      });
    const method = request.method ?? "GET";
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    if (method === "GET" && path === "/events") return this.#options.events.serve(response);
    if (this.#serveAsset(path, request, response)) return;
    const text = await bodyOf(request);
    if (text === null)
      return write(response, { status: 413, body: { problem: `more than ${MOST_BYTES} bytes` } });
    write(response, await this.#routed(method, path, text));
  }

  #serveAsset(path: string, request: IncomingMessage, response: ServerResponse): boolean {
    const { assets } = this.#options;
    if (path === "/") return assets?.serve("stand/index.html", request, response) ?? false;
    if (!path.startsWith("/assets/")) return false;
    return assets?.serve(path.slice("/assets/".length), request, response) ?? false;
  }

  async #routed(method: string, path: string, text: string): Promise<Answer> {
    if (this.#routes === null) return STARTING;
    for (const route of this.#routes) {
      const parts = matched(route, method, path);
      if (parts) return await route.answer({ text, parts });
    }
    return MISSING;
  }
}

function faultOf(error: NodeJS.ErrnoException, host: string, port: number): StandFault {
  if (error.code === "EADDRINUSE") return new StandFault("STAND_PORT_TAKEN", `Port ${port}`, error);
  if (error.code === "EACCES") return new StandFault("STAND_PORT_DENIED", `Port ${port}`, error);
  return new StandFault("STAND_PORT_FAILED", `${host}:${port} (${error.message})`, error);
}
