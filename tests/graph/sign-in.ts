/** Microsoft's sign-in, as far as an application of its own asks it: tokens by secret, or by a certificate's signature (RFC 7523). */
import { createPublicKey, randomUUID, verify, X509Certificate } from "node:crypto";

export const TENANT = "ringsted.example";
export const CLIENT = "11111111-2222-3333-4444-555555555555";
export const SECRET = "the application's secret";

type Answer = {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: Record<string, unknown>;
};

export class SignIn {
  /** The certificate that belongs to the application, beside its secret. */
  certificate: string | null = null;
  readonly #tokens = new Set<string>();

  knows(token: string): boolean {
    return this.#tokens.has(token);
  }

  /** Tokens that were given are void. */
  withdraw(): void {
    this.#tokens.clear();
  }

  answer(path: string, body: string, origin: string): Answer {
    const at = `${origin}/${TENANT}/oauth2/v2.0`;
    if (path === `/${TENANT}/v2.0/.well-known/openid-configuration`) {
      const issuer = `${origin}/${TENANT}/v2.0`;
      return {
        status: 200,
        body: {
          issuer,
          token_endpoint: `${at}/token`,
          authorization_endpoint: `${at}/authorize`,
          jwks_uri: `${at}/keys`,
        },
      };
    }
    const form = new URLSearchParams(body);
    const isRight =
      path === `/${TENANT}/oauth2/v2.0/token` &&
      form.get("grant_type") === "client_credentials" &&
      form.get("client_id") === CLIENT &&
      form.get("scope")?.startsWith(`${origin}/.default`) === true &&
      (form.get("client_secret") === SECRET ||
        this.#isSigned(form.get("client_assertion") ?? "", `${at}/token`));
    const wrong = {
      error: "invalid_client",
      error_description: "AADSTS7000215: Invalid client secret provided.",
    };
    if (!isRight) return { status: 401, body: wrong };
    const token = randomUUID();
    this.#tokens.add(token);
    return { status: 200, body: { token_type: "Bearer", expires_in: 3600, access_token: token } };
  }

  #isSigned(assertion: string, audience: string): boolean {
    const [head = "", claims = "", signature = ""] = assertion.split(".");
    if (this.certificate === null || signature === "") return false;
    const read = (part: string) =>
      JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>;
    const key = createPublicKey(
      new X509Certificate(this.certificate).publicKey.export({ type: "spki", format: "pem" }),
    );
    const by = read(head)["alg"] === "PS256" ? { key, padding: 6, saltLength: 32 } : { key };
    const isRight = verify(
      "sha256",
      Buffer.from(`${head}.${claims}`),
      by,
      Buffer.from(signature, "base64url"),
    );
    const { aud, iss } = read(claims);
    return isRight && iss === CLIENT && aud === audience;
  }
}
