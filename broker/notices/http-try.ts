/**
 * One request to a gateway over HTTP -> what became of the message in it.
 * Knows no gateway's format. What is not sure is `unknown`: a message that may have gone is never sent blindly again.
 */
import type { SmsTry } from "./gateway.ts";

/** A gateway answers within a second; whoever waits ten times as long waits for nothing. */
const LIMIT_MS = 10_000;

/** The connection was never made, or not to whom we meant: nothing of the message has gone. */
export const NEVER_SENT: ReadonlySet<string> = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"],
  ...["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN"],
  ...["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "ERR_TLS_CERT_ALTNAME_INVALID"],
]);
/** Asked for too much or by the wrong token, or not there: none of these takes the message. */
const NOT_TAKEN = new Set([401, 403, 404, 405, 408, 429, 503]);

export type HttpMessage = {
  readonly url: string;
  readonly method: "POST" | "GET";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

function afterAnswer(status: number): SmsTry {
  if (status >= 200 && status < 300) return { ended: "accepted" };
  if (NOT_TAKEN.has(status)) return { ended: "later", why: `the gateway answered ${status}` };
  if (status >= 400 && status < 500) return { ended: "refused", why: `the gateway answered ${status}` };
  return { ended: "unknown", why: `the gateway answered ${status}` };
}

function codeOf(fault: unknown): string {
  const { cause, name } = fault as { cause?: { code?: unknown }; name?: unknown };
  return [cause?.code, name].find((one) => typeof one === "string") ?? "";
}

/** Sends one request. Never rejects; redirects are not followed, since they would carry the token elsewhere. */
export async function tryOverHttp(
  { url, method, headers, body }: HttpMessage,
  limitMs = LIMIT_MS,
): Promise<SmsTry> {
  try {
    const signal = AbortSignal.timeout(limitMs);
    const answer = await fetch(url, { method, headers, body, redirect: "manual", signal });
    void answer.body?.cancel();
    return afterAnswer(answer.status);
  } catch (fault) {
    const code = codeOf(fault);
    if (NEVER_SENT.has(code)) return { ended: "later", why: `the gateway cannot be reached (${code})` };
    return { ended: "unknown", why: `the gateway did not answer (${code})` };
  }
}
