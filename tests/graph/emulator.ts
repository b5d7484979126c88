/**
 * Microsoft's sign-in and Graph, as far as the hub asks them, written from Microsoft's documentation: tokens by secret or certificate,
 * calendarView delta with its pages and links, subscriptions with their validation, and notices. Real TLS, of a house's own authority.
 * It is no proof that Microsoft answers so.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { request as ask, createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { type House, makeHouse } from "../broker/calendars/house-ca.ts";
import type { FarEvent } from "./far-event.ts";
import { SignIn, TENANT } from "./sign-in.ts";

type Bag = Record<string, unknown>;
type Change = { readonly seq: number; readonly id: string };
type Box = { readonly events: Map<string, FarEvent>; readonly changes: Change[] };
type Subscription = Bag & {
  readonly id: string;
  readonly notificationUrl: string;
  readonly resource: string;
  readonly clientState: string;
};

type Wanted = { readonly notificationUrl: string; readonly resource: string; readonly clientState: string };

const LONGEST_LIFE_MS = 4230 * 60_000;
const atOf = (value: unknown) => Date.parse(`${String((value as Bag)["dateTime"]).slice(0, 19)}Z`);

export class GraphEmulator {
  readonly house: House;
  readonly #server: Server;
  readonly boxes = new Map<string, Box>();
  readonly subscriptions = new Map<string, Subscription>();
  /** Mailboxes without a licence. */
  readonly unlicensed = new Set<string>();
  readonly asked: string[] = [];
  readonly prefers: string[] = [];
  /** So many of the next questions to Graph are answered with this, if it answers anything. */
  instead:
    | ((path: string) => { status: number; headers?: Record<string, string>; body?: Bag } | null)
    | null = null;
  readonly signIn = new SignIn();
  /** Links of before this are no longer known. */
  oldest = 0;
  now = () => Date.now();
  #seq = 0;

  private constructor(house: House, server: Server) {
    this.house = house;
    this.#server = server;
  }

  static async open(): Promise<GraphEmulator> {
    const house = makeHouse();
    const server = createServer({ key: house.key, cert: house.cert });
    const graph = new GraphEmulator(house, server);
    server.on(
      "request",
      (request: IncomingMessage, response: ServerResponse) => void graph.#serve(request, response),
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return graph;
  }

  get origin(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  box(mailbox: string): Box {
    const box = this.boxes.get(mailbox) ?? { events: new Map(), changes: [] };
    this.boxes.set(mailbox, box);
    return box;
  }

  put(mailbox: string, event: FarEvent): void {
    this.#seq += 1;
    const { events, changes } = this.box(mailbox);
    events.set(event.id, event);
    changes.push({ seq: this.#seq, id: event.id });
  }

  remove(mailbox: string, id: string): void {
    this.#seq += 1;
    const { events, changes } = this.box(mailbox);
    events.delete(id);
    changes.push({ seq: this.#seq, id });
  }

  /** All links that were given are forgotten. */
  forgetLinks(): void {
    this.oldest = this.#seq + 1;
    this.#seq += 1;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    const url = new URL(request.url ?? "", this.origin);
    const path = decodeURIComponent(url.pathname);
    this.asked.push(`${request.method ?? ""} ${path}${url.searchParams.has("$deltatoken") ? " since" : ""}`);
    const isGraph = path.startsWith("/v1.0/");
    const said =
      (isGraph ? this.instead?.(path) : null) ??
      (isGraph
        ? await this.#graph({ request, url, path: path.slice("/v1.0".length), body })
        : this.signIn.answer(path, body, this.origin));
    response.writeHead(said.status, { "content-type": "application/json", ...said.headers });
    response.end(said.body === undefined ? "" : JSON.stringify(said.body));
  }

  async #graph(asked: Asked): Promise<Answer> {
    const { request, path } = asked;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    if (!this.signIn.knows(token)) return faulty(401, "InvalidAuthenticationToken");
    const view = /^\/users\/([^/]+)\/calendarView\/delta$/.exec(path);
    if (view !== null) return this.#delta(asked, view[1] ?? "");
    const event = /^\/users\/([^/]+)\/events\/([^/]+)$/.exec(path);
    if (event !== null) return this.#event(asked, event[1] ?? "", event[2] ?? "");
    if (path.startsWith("/subscriptions")) return await this.#subscription(asked);
    return faulty(404, "ResourceNotFound");
  }

  #event({ url }: Asked, mailbox: string, id: string): Answer {
    const found = this.box(mailbox).events.get(id);
    if (found === undefined) return faulty(404, "ErrorItemNotFound");
    const chosen = (url.searchParams.get("$select") ?? "").split(",");
    return {
      status: 200,
      body: Object.fromEntries(
        Object.entries(found).filter(([name]) => chosen.includes(name) || name === "id"),
      ),
    };
  }

  #delta({ request, url }: Asked, mailbox: string): Answer {
    const query = url.searchParams;
    if (query.has("$select") || query.has("$filter")) return faulty(400, "ErrorInvalidUrlQuery");
    if (!this.boxes.has(mailbox)) return faulty(404, "ErrorInvalidUser");
    if (this.unlicensed.has(mailbox)) return faulty(404, "MailboxNotEnabledForRESTAPI");
    const prefer = String(request.headers["prefer"] ?? "");
    this.prefers.push(prefer);
    const [from, until, since, skip] = this.#positionOf(query);
    if (since !== null && since < this.oldest) return faulty(410, "SyncStateNotFound");
    const size = Number(/odata\.maxpagesize=(\d+)/.exec(prefer)?.[1] ?? 10);
    const all =
      since === null
        ? this.#inView(mailbox, from, until)
        : this.#changedSince(mailbox, { since, from, until });
    const link = (name: string, value: string) =>
      `${this.origin}/v1.0/users/${mailbox}/calendarView/delta?${name}=${encodeURIComponent(value)}`;
    const more = skip + size < all.length;
    const position = (at: number) => [from, until, since ?? "", at, this.#seq].join("|");
    const next = more
      ? { "@odata.nextLink": link("$skiptoken", position(skip + size)) }
      : { "@odata.deltaLink": link("$deltatoken", [from, until, this.#seq].join("|")) };
    return { status: 200, body: { value: all.slice(skip, skip + size), ...next } };
  }

  #positionOf(query: URLSearchParams): [from: number, until: number, since: number | null, skip: number] {
    const skipToken = query.get("$skiptoken")?.split("|");
    if (skipToken !== undefined)
      return [
        Number(skipToken[0]),
        Number(skipToken[1]),
        skipToken[2] === "" ? null : Number(skipToken[2]),
        Number(skipToken[3]),
      ];
    const token = query.get("$deltatoken")?.split("|").map(Number);
    if (token !== undefined) return [token[0] ?? 0, token[1] ?? 0, token[2] ?? 0, 0];
    return [
      Date.parse(query.get("startDateTime") ?? ""),
      Date.parse(query.get("endDateTime") ?? ""),
      null,
      0,
    ];
  }

  #isInView(event: FarEvent, from: number, until: number): boolean {
    return event["type"] === "seriesMaster" || !(atOf(event["start"]) >= until || atOf(event["end"]) <= from);
  }

  #inView(mailbox: string, from: number, until: number): Bag[] {
    return [...this.box(mailbox).events.values()].filter((one) => this.#isInView(one, from, until));
  }

  /** What is gone, and what was changed outside of the view, is told as removed (api-reference, event: delta). */
  #changedSince(
    mailbox: string,
    { since, from, until }: { since: number; from: number; until: number },
  ): Bag[] {
    const { events, changes } = this.box(mailbox);
    const ids = new Set(changes.filter(({ seq }) => seq > since).map(({ id }) => id));
    return [...ids].map((id) => {
      const event = events.get(id);
      const isThere = event !== undefined && this.#isInView(event, from, until);
      return isThere ? event : { id, "@removed": { reason: "deleted" } };
    });
  }

  async #subscription({ request, path, body }: Asked): Promise<Answer> {
    const id = path.split("/")[2] ?? "";
    if (request.method === "GET") {
      const value = [...this.subscriptions.values()].map((one) => ({ ...one, clientState: null }));
      return { status: 200, body: { value } };
    }
    const said = JSON.parse(body) as Bag & { expirationDateTime: string };
    if (Date.parse(said.expirationDateTime) - this.now() > LONGEST_LIFE_MS)
      return faulty(400, "ExtensionError");
    if (request.method === "PATCH") {
      const known = this.subscriptions.get(id);
      if (known === undefined) return faulty(404, "ResourceNotFound");
      this.subscriptions.set(id, { ...known, ...said });
      return { status: 200, body: { ...known, ...said, clientState: null } };
    }
    return await this.#subscribed(said as unknown as Wanted);
  }

  /** The address must answer with the token, decoded, as plain text (change-notifications-delivery-webhooks). */
  async #subscribed(said: Wanted): Promise<Answer> {
    if (!said.notificationUrl.startsWith("https://") || said.clientState.length > 128)
      return faulty(400, "InvalidRequest");
    const token = `Validation: Testing client application reachability for subscription ${randomUUID()} & <æ>`;
    const answer = await this.post(
      `${said.notificationUrl}?validationToken=${encodeURIComponent(token)}`,
      "",
    );
    const isRight = answer.status === 200 && answer.text === token && answer.type.startsWith("text/plain");
    if (!isRight) return faulty(400, "ValidationError");
    const subscription = { ...said, id: randomUUID() } as Subscription;
    this.subscriptions.set(subscription.id, subscription);
    return { status: 201, body: { ...subscription } };
  }

  /** Sends notices to whoever subscribed to a mailbox; `more` stands beside or instead. */
  async notify(mailbox: string, more: Bag = {}): Promise<number[]> {
    const all = [...this.subscriptions.values()].filter(
      ({ resource }) => resource === `/users/${mailbox}/events`,
    );
    return await Promise.all(
      all.map(async ({ id, clientState, notificationUrl, resource }) => {
        const change = { subscriptionId: id, clientState, changeType: "updated", resource, tenantId: TENANT };
        return (await this.post(notificationUrl, JSON.stringify({ value: [{ ...change, ...more }] }))).status;
      }),
    );
  }

  async post(url: string, body: string): Promise<{ status: number; text: string; type: string }> {
    return await new Promise((done, failed) => {
      const sent = ask(
        url,
        { method: "POST", ca: this.house.ca, headers: { "content-type": "application/json" }, agent: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () =>
            done({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString("utf8"),
              type: response.headers["content-type"] ?? "",
            }),
          );
        },
      );
      sent.on("error", failed);
      sent.end(body);
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    this.house.close();
  }
}

type Asked = {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly path: string;
  readonly body: string;
};
type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: Bag };

function faulty(status: number, code: string): Answer {
  return { status, body: { error: { code, message: "Planted Name in a sentence" } } };
}
