/**
 * One POST over TLS to a service that takes notices -> its status, or why there is none. Believes in the public authorities, and in the
 * house's own where a file names one, which Node's fetch cannot.
 * Knows no service's format. Redirects are not followed: they would carry the notice elsewhere.
 */
import { request } from "node:https";
import { rootCertificates } from "node:tls";
import { NEVER_SENT } from "../http-try.ts";

/** Such a service answers within a second; whoever waits ten times as long waits for nothing. */
const LIMIT_MS = 10_000;

export type HttpsPost = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string | Buffer;
  /** Certificates (PEM) to believe in besides the public ones. */
  readonly ca?: string | undefined;
  readonly limitMs?: number | undefined;
};

/** `isSure`: nothing of it has gone. `why` is a code of the system's. */
export type Posted = { readonly status: number } | { readonly why: string; readonly isSure: boolean };

function codeOf(fault: unknown): string {
  const { code, name } = fault as { code?: unknown; name?: unknown };
  return [code, name].find((one) => typeof one === "string") ?? "";
}

/** Sends one request. Never rejects; an answer's body is not read. */
export function postOverHttps({ url, headers, body, ca, limitMs = LIMIT_MS }: HttpsPost): Promise<Posted> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(limitMs);
    const trusted = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
    const sent = { ...headers, "content-length": Buffer.byteLength(body), connection: "close" };
    const asked = request(
      url,
      { method: "POST", headers: sent, agent: false, signal, ...trusted },
      (answer) => {
        answer.destroy();
        resolve({ status: answer.statusCode ?? 0 });
      },
    );
    asked.on("error", (fault) => {
      const why = codeOf(fault);
      resolve({ why, isSure: NEVER_SENT.has(why) });
    });
    asked.end(body);
  });
}
