/** The routes of signing in alone, over real HTTP, with the door that they open. */
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { expect } from "vitest";
import { LoginService, type OidcSettings } from "../../broker/accounts/login-service.ts";
import { parseBodies } from "../../broker/http/bodies.ts";
import { guardDoors } from "../../broker/http/doors.ts";
import { backUrl, oidcRoutes } from "../../broker/http/oidc.ts";
import { Door } from "../../broker/http/sign-in.ts";
import { openLog } from "../../protocol/link/log.ts";
import { LOGIN_TEXTS } from "../../protocol/texts/login.ts";
import { MONDAY } from "../broker/hall.ts";

/** ib has an account of the hub's own. */
export class FarHub {
  readonly door = new Door([{ staff: "ib", hash: "none" }]);
  readonly noted: object[] = [];
  readonly lines: string[] = [];
  readonly now = { at: MONDAY };
  url = "";
  login: LoginService | null = null;
  #app: FastifyInstance = fastify({ forceCloseConnections: true });

  /** `framedBy`: whose pages may show its sign-in in a frame. */
  async open(settings: OidcSettings | null, framedBy?: readonly string[]): Promise<this> {
    const publicUrl = () => this.url;
    const now = () => this.now.at;
    const log = openLog({ name: "hub", write: (line) => this.lines.push(line) });
    this.login =
      settings === null ? null : new LoginService({ settings, backUrl: () => backUrl(this.url), log });
    const { door } = this;
    const note = (noted: object) => void this.noted.push(noted);
    const limited = () => undefined;
    const assets = {
      serve: (name: string, _request: unknown, response: ServerResponse) => Boolean(response.end(name)),
    };
    const options = { ...{ publicUrl, now, door, note, limited, framedBy, assets }, location: () => "demo" };
    guardDoors(this.#app, options);
    parseBodies(this.#app);
    oidcRoutes(this.#app, { ...options, login: this.login });
    await this.#app.listen({ host: "127.0.0.1", port: 0 });
    this.url = `http://127.0.0.1:${(this.#app.server.address() as AddressInfo).port}`;
    return this;
  }

  get opened() {
    return this.door.sessions
      .list(this.now.at, null)
      .map(({ person, grants, by, isFirst }) => ({ person, grants, by, isFirst }));
  }

  close(): Promise<void> {
    return this.#app.close();
  }
}

/** A page that says why nobody is in, and opens nothing. */
export async function refusal(response: Response): Promise<{ status: number; why: string | undefined }> {
  const text = await response.text();
  const told = Object.entries(LOGIN_TEXTS.da.why).find(([, words]) => text.includes(words));
  expect(response.headers.getSetCookie().some((line) => line.startsWith("talon="))).toBe(false);
  return { status: response.status, why: told?.[0] };
}
