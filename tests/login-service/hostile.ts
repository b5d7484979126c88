/** A login service that answers whatever a test wants, rightly signed or not. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

type Claims = Record<string, unknown>;

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

export class HostileService {
  /** What the next token says beside what is right. */
  claims: Claims = {};
  /** Signs with a key that it does not publish. */
  isForged = false;
  /** Every answer is this status, when it is set. */
  broken: number | null = null;
  nonce = "";
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #right = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly #wrong = generateKeyPairSync("ec", { namedCurve: "P-256" });

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<HostileService> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const service = new HostileService(server);
    server.on("request", (request, response) => {
      const { pathname } = new URL(request.url ?? "", service.issuer);
      service.asked.push(pathname);
      response.setHeader("content-type", "application/json");
      response.statusCode = service.broken ?? 200;
      response.end(JSON.stringify(service.#answer(pathname)));
    });
    return service;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  #answer(path: string): object {
    if (path.endsWith("/openid-configuration"))
      return {
        issuer: this.issuer,
        authorization_endpoint: `${this.issuer}/authorize`,
        token_endpoint: `${this.issuer}/token`,
        jwks_uri: `${this.issuer}/keys`,
        response_types_supported: ["code"],
        id_token_signing_alg_values_supported: ["ES256"],
      };
    if (path === "/keys") {
      const jwk = this.#right.publicKey.export({ format: "jwk" });
      return { keys: [{ ...jwk, kid: "1", use: "sig", alg: "ES256" }] };
    }
    return { access_token: "x", token_type: "Bearer", id_token: this.#token() };
  }

  #token(): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: this.issuer, aud: "talon", sub: "1", iat: now, exp: now + 300, nonce: this.nonce },
      ...{ preferred_username: "anna@kommune.dk", groups: ["hall"] },
      ...this.claims,
    };
    const body = `${encoded({ alg: "ES256", kid: "1" })}.${encoded(claims)}`;
    const key: KeyObject = (this.isForged ? this.#wrong : this.#right).privateKey;
    const signature = sign("sha256", Buffer.from(body), { key, dsaEncoding: "ieee-p1363" });
    return `${body}.${signature.toString("base64url")}`;
  }
}
