/** A server of iCalendar feeds over real TLS: what it answers is for the test to say. */

import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { type House, makeHouse } from "./house-ca.ts";
import { calendarOf } from "./written.ts";

const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

/** A meeting as Outlook would write it, with somebody from outside. */
export function meetingLines({
  id,
  startAt,
  minutes,
  name,
}: {
  id: string;
  startAt: number;
  minutes: number;
  name: string;
}): string[] {
  return [
    `UID:${id}`,
    `DTSTART:${stamp(startAt)}`,
    `DTEND:${stamp(startAt + minutes * 60_000)}`,
    "SUMMARY:Planted subject",
    "ORGANIZER;CN=Anna:mailto:anna@kommune.dk",
    `ATTENDEE;CN=${name}:mailto:guest@mail.dk`,
  ];
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export class FarFeed {
  readonly house: House;
  readonly #server: Server;
  /** Entries by their names. */
  readonly entries = new Map<string, readonly string[]>();
  readonly asked: {
    readonly path: string;
    readonly authorization: string | undefined;
    readonly status: number;
  }[] = [];
  /** Answers instead, where it is set. */
  answer: Answer | null = null;

  private constructor(house: House, server: Server) {
    this.house = house;
    this.#server = server;
  }

  static async open(): Promise<FarFeed> {
    const house = makeHouse();
    const server = createServer({ key: house.key, cert: house.cert });
    const feed = new FarFeed(house, server);
    server.on("request", (request: IncomingMessage, response: ServerResponse) =>
      feed.#serve(request, response),
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return feed;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}/anna.ics`;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    response.on("finish", () => {
      const { authorization } = request.headers;
      this.asked.push({ path: request.url ?? "", authorization, status: response.statusCode });
    });
    if (this.answer !== null) return this.answer(request, response);
    const text = calendarOf(...this.entries.values());
    const etag = `"${Buffer.from(text).toString("base64url").length}-${text.length}-${[...text].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 1e9, 7)}"`;
    if (request.headers["if-none-match"] === etag) return void response.writeHead(304).end();
    response.writeHead(200, { "content-type": "text/calendar; charset=utf-8", etag }).end(text);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    this.house.close();
  }
}
