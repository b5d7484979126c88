/**
 * The display's own HTTP, for the kiosk browser on the same machine: page, event stream and sounds at the hub's addresses.
 * Knows no MQTT. It listens on loopback, and a Host or Origin that is not this machine is refused (DNS rebinding).
 */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { closeNow, isOwn, listenHere } from "../../protocol/link/loopback.ts";
import { type Assets, SECURITY_HEADERS } from "../../protocol/link/static.ts";
import type { DisplayId } from "../../protocol/terms.ts";

export type DisplayHttpOptions = {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly display: DisplayId;
  readonly assets: Assets;
  readonly gong: Uint8Array;
  readonly watch: (response: ServerResponse) => void;
  /** Path of the sound behind a key, or `null`. */
  readonly wavPath: (key: string) => Promise<string | null>;
};

/** The port was taken or may not be used, or there are no pages to serve. */
export class DisplayHttpFault extends Error {
  override readonly name = "DisplayHttpFault";
  readonly code: "DISPLAY_PORT_TAKEN" | "DISPLAY_PORT_FAILED" | "DISPLAY_PAGES_MISSING";

  constructor(code: DisplayHttpFault["code"], message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

function faultOf(error: NodeJS.ErrnoException, { host, port }: DisplayHttpOptions): DisplayHttpFault {
  if (error.code === "EADDRINUSE")
    return new DisplayHttpFault(
      "DISPLAY_PORT_TAKEN",
      `Port ${port} on ${host} is in use by another program. Stop that program, or set another http.port in the configuration.`,
      error,
    );
  return new DisplayHttpFault(
    "DISPLAY_PORT_FAILED",
    `The display cannot listen on ${host}:${port} (${error.code ?? error.message}). Set another http.host or http.port in the configuration.`,
    error,
  );
}

/** The display's HTTP from open to close. */
export class DisplayHttp {
  readonly #options: DisplayHttpOptions;
  readonly #server: Server;

  constructor(options: DisplayHttpOptions) {
    this.#options = options;
    this.#server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
      this.#answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  /** Listens and says where. Faults: DISPLAY_PORT_TAKEN, DISPLAY_PORT_FAILED. */
  async open(): Promise<string> {
    try {
      return await listenHere(this.#server, this.#options);
    } catch (error) {
      throw faultOf(error as NodeJS.ErrnoException, this.#options);
    }
  }

  close(): Promise<void> {
    return closeNow(this.#server);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { display, assets, watch, gong } = this.#options;
    if (!isOwn(request.headers)) return end(response, 403);
    if (request.method !== "GET" && request.method !== "HEAD") return end(response, 405);
    const path = new URL(request.url ?? "/", "http://display").pathname;
    const page = `/display/${display}`;
    if (path === "/") return end(response, 302, { location: page });
    if (path === `${page}/events`) return watch(response);
    if (path === "/gong.wav") return sound(response, gong);
    const key = /^\/speech\/([\w-]{1,64})\.wav$/.exec(path)?.[1];
    if (key !== undefined) return this.#speech(key, response);
    const name = path === page ? "display/index.html" : path.replace(/^\/assets\//, "");
    if (!assets.serve(name, request, response)) end(response, 404);
  }

  async #speech(key: string, response: ServerResponse): Promise<void> {
    const wavPath = await this.#options.wavPath(key);
    if (wavPath === null) return end(response, 404);
    sound(response, await readFile(wavPath));
  }
}

function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...SECURITY_HEADERS, "cache-control": "no-store", ...headers }).end();
}

function sound(response: ServerResponse, wav: Uint8Array): void {
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    "content-type": "audio/wav",
    "content-length": wav.length,
    "cache-control": "max-age=3600",
  });
  response.end(wav);
}
