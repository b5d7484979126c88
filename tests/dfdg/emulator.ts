/**
 * DFDG as STAR's wiki describes it, as far as a reader of convocations meets it: GetIndkaldelse over HTTPS with client certificate, the
 * header rules, 412 on a repeated request id, the CPR pattern, and pushes that are sent again on 5xx.
 * Not STAR's software, and what stands nowhere in public (the names of most fields) is this emulator's own.
 */
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Agent, createServer, request, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { KeyPair } from "../../broker/certificates/keys.ts";
import type { DfdgCertificates } from "./certificates.ts";

/** STAR's own pattern, as published with IndkaldelseService version 2 (2025-1). */
const CPR =
  /^(?:(?:(?:(?:0[1-9]|1[0-9]|2[0-9]|3[0-1])(?:01|03|05|07|08|10|12))|(?:(?:0[1-9]|1[0-9]|2[0-9]|30)(?:04|06|09|11))|(?:(?:0[1-9]|1[0-9]|2[0-9])(?:02)))[0-9]{6}|0000000000)$/;

/** A convocation as the emulator writes it. */
export type Convocation = Readonly<Record<string, unknown>> & { readonly startTidspunkt: string };

/** What the lookup does: as it should, or as it does on a bad day. */
export type Mood = "answers" | "failing" | "hanging" | "nonsense" | "refusing";

/** One request of the lookup. */
export type Asked = { readonly id: string; readonly cpr: string; readonly requestId: string };

/** What became of a push: how often it was sent, and the last status; 0 where there was no connection. */
export type Pushed = { readonly times: number; readonly status: number };

export const ORGANISATION = {
  "x-activeOrganisationTypeIdentifier": "8",
  "x-activeOrganisationCode": "08169",
  "x-requestUserIdentifier": "CVR:12345678-FID:12345678",
  "x-requestUserType": "3",
};

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** From `open` to `close`. */
export class DfdgEmulator {
  readonly asked: Asked[] = [];
  /** Rules of STAR's that a request broke. */
  readonly broken: string[] = [];
  mood: Mood = "answers";
  /** No lookup is answered before. */
  #opens: Promise<void> = Promise.resolve();
  /** So many of the next requests meet a request id that was used before. */
  repeats = 0;
  readonly #certificates: DfdgCertificates;
  readonly #convocations = new Map<string, { readonly cpr: string; readonly body: Convocation }>();
  readonly #seen = new Set<string>();
  readonly #agents = new Map<KeyPair, Agent>();
  #server: Server | null = null;

  private constructor(certificates: DfdgCertificates) {
    this.#certificates = certificates;
  }

  /** `server`: what it shows; left out: a good one. */
  static async open(
    certificates: DfdgCertificates,
    {
      port = 0,
      server = certificates.starServer,
    }: { readonly port?: number; readonly server?: KeyPair } = {},
  ): Promise<DfdgEmulator> {
    const made = new DfdgEmulator(certificates);
    made.#server = createServer(
      { ...server, ca: certificates.house.authority.cert, requestCert: true, rejectUnauthorized: true },
      (asking, answer) => void made.#answer(asking, answer),
    );
    made.#server.listen(port, "127.0.0.1");
    await once(made.#server, "listening");
    return made;
  }

  get port(): number {
    const address = this.#server?.address() as AddressInfo | undefined;
    return address?.port ?? 0;
  }

  /** Where a convocation is asked for. */
  get url(): string {
    return `https://127.0.0.1:${this.port}/v1/Indkaldelse/{id}`;
  }

  async close(): Promise<void> {
    for (const agent of this.#agents.values()) agent.destroy();
    const server = this.#server;
    if (server === null) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
    this.#server = null;
  }

  /** Answers no lookup from now on; answers how to go on. */
  shut(): () => void {
    let open = () => {};
    this.#opens = new Promise<void>((done) => {
      open = done;
    });
    return open;
  }

  set(id: string, cpr: string, body: Convocation): void {
    this.#convocations.set(id, { cpr, body });
  }

  remove(id: string): void {
    this.#convocations.delete(id);
  }

  async #answer({ url = "", headers, method }: IncomingMessage, response: ServerResponse): Promise<void> {
    await this.#opens;
    const end = (status: number, body: unknown) =>
      void response
        .writeHead(status, { "content-type": "application/json" })
        .end(typeof body === "string" ? body : JSON.stringify(body));
    if (this.mood === "hanging") return;
    if (this.mood === "failing") return end(503, {});
    if (this.mood === "refusing") return end(403, {});
    if (this.mood === "nonsense") return end(200, "<html>");
    const id = /^\/v1\/Indkaldelse\/([^/?]+)$/.exec(url)?.[1] ?? "";
    const header = (name: string) => String(headers[name.toLowerCase()] ?? "");
    const [cpr, requestId] = [header("x-civilregistrationIdentifier"), header("x-requestId")];
    this.asked.push({ id, cpr, requestId });
    const rules: readonly (readonly [boolean, string])[] = [
      [method === "GET", `a ${method}`],
      [CPR.test(cpr), "a CPR number that is none"],
      [requestId.length >= 1 && requestId.length <= 46, `a request id of ${requestId.length} characters`],
      ...Object.entries(ORGANISATION).map(
        ([name, value]) => [header(name) === value, `${name} is missing`] as const,
      ),
    ];
    const broken = rules.filter(([isKept]) => !isKept).map(([, what]) => what);
    this.broken.push(...broken);
    if (broken.length > 0) return end(400, { fejl: broken });
    if (this.repeats > 0 || this.#seen.has(requestId)) {
      this.repeats -= 1;
      return end(412, {});
    }
    this.#seen.add(requestId);
    const found = this.#convocations.get(id);
    if (found?.cpr !== cpr) return end(404, {});
    end(200, found.body);
  }

  /** Pushes to a webhook until it answers no 5xx, as STAR means to; `shows`: the client certificate. */
  async push(
    url: string,
    body: object | string,
    { shows = this.#certificates.starClient, most = 20 }: { shows?: KeyPair | null; most?: number } = {},
  ): Promise<Pushed> {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    for (let times = 1; ; times += 1) {
      const status = await this.#sent(url, text, shows);
      if ((status > 0 && status < 500) || times >= most) return { times, status };
      await pause(100);
    }
  }

  /** The status of one try; 0 where there was no connection. */
  async #sent(url: string, text: string, shows: KeyPair | null): Promise<number> {
    const ca = this.#certificates.house.authority.cert;
    const settings = { method: "POST", ca, headers: { "content-type": "application/json" } };
    return await new Promise((done) => {
      const asking = request(url, { ...settings, ...shows, agent: this.#agentOf(shows) }, (response) => {
        response.resume();
        response.on("end", () => done(response.statusCode ?? 0)).on("error", () => done(0));
      });
      asking.on("error", () => done(0));
      asking.end(text);
    });
  }

  #agentOf(shows: KeyPair | null): Agent | false {
    if (shows !== this.#certificates.starClient) return false;
    const known = this.#agents.get(shows) ?? new Agent({ keepAlive: true, maxSockets: 4 });
    this.#agents.set(shows, known);
    return known;
  }
}

/** A push of entity 90000; `change`: 1 created, 2 updated, 3 deleted. */
export function pushOf(id: string, change: 1 | 2 | 3, more: { cpr?: string; version?: number } = {}): object {
  const { cpr = "", version } = more;
  return {
    ...{ entitetId: 90_000, eksternIdentifier: id, aendringstypeId: change },
    ...{ identifikationstypeId: 1, identifikation: cpr },
    ...(version === undefined ? {} : { version }),
  };
}
