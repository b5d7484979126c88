/**
 * A small server that plays hub and stand for pages: the built pages, event streams with given pictures, and a record of
 * every POST with a given answer. Every state of a page can be staged with it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { EventChannel } from "../../../protocol/link/events.ts";
import { openAssets, SECURITY_HEADERS } from "../../../protocol/link/static.ts";
import { MORNING } from "./town.ts";

export type Posted = { readonly path: string; readonly body: unknown };
/** What the stage answers to a POST; `null` breaks the connection after the request was heard. */
export type Reply = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
} | null;

const PAGES: readonly (readonly [RegExp, string])[] = [
  [/^\/display$/, "pairing"],
  [/^\/display\/[^/]+$/, "display"],
  [/^\/t\/[^/]+$/, "ticket"],
  [/^\/staff$/, "staff"],
  [/^\/admin$/, "admin"],
  [/^\/sign-in$/, "sign-in"],
  [/^\/(?:people|me)$/, "people"],
  [/^\/$/, "stand"],
];

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => resolve(text));
    request.on("error", reject);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const openedAt = Date.now();
/** The stage's clock: it starts on the scenes' morning and runs. */
export const stageNow = (): number => MORNING + Date.now() - openedAt;

export class Stage {
  readonly posts: Posted[] = [];
  /** How often a stream was asked for. */
  streams = 0;
  /** Requests for sound files, in order. */
  readonly sounds: string[] = [];
  /** The answer to the next POSTs, by default a fine one. */
  reply: (posted: Posted) => Reply = () => ({ status: 200, body: {} });
  get: (path: string) => Reply = () => null;
  /** Added to every page: another text is another build. */
  buildMark = "";
  /** What an unwatched stream answers instead, e.g. 404 for an unknown ticket. */
  streamStatus = 200;
  /** What that answer says. */
  streamBody: unknown = {};
  url = "";
  /** How far the stage's clock is ahead of the scenes' morning, besides what has passed. */
  aheadMs = 0;
  /** How long a sound file is, ms, by its path. */
  soundMs: (path: string) => number = () => 50;
  #channel = this.#newChannel();
  #isSilent = false;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  #newChannel(beatMs = 200): EventChannel {
    return new EventChannel({ beatMs, now: () => stageNow() + this.aheadMs });
  }

  async open(): Promise<void> {
    this.#assets = await openAssets(new URL("../../../dist/pages/", import.meta.url).pathname);
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  #assets: Awaited<ReturnType<typeof openAssets>> | null = null;

  show(event: string, picture: unknown): void {
    this.#channel.show(event, picture);
  }

  /** Forgets every picture and every page that watches: the next page starts from nothing. */
  clear(): void {
    this.#channel.close();
    this.#channel = this.#newChannel();
    this.posts.length = 0;
    this.sounds.length = 0;
    this.streamStatus = 200;
    this.streamBody = {};
    this.aheadMs = 0;
    this.soundMs = () => 50;
    this.#isSilent = false;
  }

  /** The line goes dead without being closed: nothing more comes, and new streams stay empty. */
  silence(): void {
    this.#isSilent = true;
    this.#channel.close();
    this.#channel = this.#newChannel(3_600_000);
  }

  /** Every stream ends, and new ones are answered with this status until the line speaks again. */
  refuse(status: number): void {
    this.silence();
    this.streamStatus = status;
  }

  /** The line is back. */
  speak(event: string, picture: unknown): void {
    this.#isSilent = false;
    this.streamStatus = 200;
    this.#channel.close();
    this.#channel = this.#newChannel();
    this.#channel.show(event, picture);
  }

  async close(): Promise<void> {
    this.#channel.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://stage").pathname;
    if (request.method === "POST") return this.#take(path, request, response);
    if (path.endsWith("/events")) return this.#stream(response);
    if (path.endsWith(".wav")) return this.#sound(path, response);
    const reply = this.get(path);
    if (reply !== null) return answer(response, reply);
    const page = PAGES.find(([pattern]) => pattern.test(path))?.[1];
    const file = page === undefined ? path.replace(/^\/assets\//, "") : `${page}/index.html`;
    if (page !== undefined && this.buildMark !== "") return this.#otherBuild(response);
    if (this.#assets?.serve(file, request, response) !== true) answer(response, { status: 404, body: {} });
  }

  #otherBuild(response: ServerResponse): void {
    response.writeHead(200, { ...SECURITY_HEADERS, "content-type": "text/html" });
    response.end(`<!doctype html><html lang="da"><title>${this.buildMark}</title><body></body></html>`);
  }

  #stream(response: ServerResponse): void {
    this.streams += 1;
    if (this.streamStatus !== 200)
      return answer(response, { status: this.streamStatus, body: this.streamBody });
    if (this.#isSilent) {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.flushHeaders();
      return;
    }
    this.#channel.serve(response);
  }

  #sound(path: string, response: ServerResponse): void {
    this.sounds.push(path);
    response.writeHead(200, { "content-type": "audio/wav" });
    response.end(silentWav(this.soundMs(path)));
  }

  async #take(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const posted = { path, body: parsed(await textOf(request)) };
    this.posts.push(posted);
    const reply = this.reply(posted);
    if (reply === null) response.destroy();
    else answer(response, reply);
  }
}

function answer(response: ServerResponse, { status, body, headers }: NonNullable<Reply>): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** Silence as 16-bit mono PCM. */
function silentWav(ms: number): Buffer {
  const [rate, samples] = [8000, ms * 8];
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  return wav;
}
