/**
 * Whether bytes were signed with a secret, in the two ways of GatewayAPI: HMAC-SHA-256 over a body, and a JSON Web Token (RFC 7515, HS256).
 * Pure; knows no message. Comparing takes the same time for every wrong signature.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `v1=<hex>` over the body as it came. */
export function isSigned(body: Uint8Array, signature: string, secret: string): boolean {
  const hex = /^v1=([0-9a-f]{64})$/i.exec(signature.trim())?.[1];
  return (
    hex !== undefined && isSame(createHmac("sha256", secret).update(body).digest(), Buffer.from(hex, "hex"))
  );
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as unknown;
  } catch {
    return null;
  }
}

/**
 * What a token says, where it was signed with the secret by HS256; any other algorithm, "none" before all, is refused (RFC 8725, 3.1).
 * `at` (epoch ms): a token past its own `exp` is refused.
 */
export function tokenContent(
  token: string,
  secret: string,
  at: number,
): Readonly<Record<string, unknown>> | null {
  const [head, content, signature, ...more] = token.trim().split(".");
  if (head === undefined || content === undefined || signature === undefined || more.length > 0) return null;
  if ((jsonOf(head) as { alg?: unknown } | null)?.alg !== "HS256") return null;
  const own = createHmac("sha256", secret).update(`${head}.${content}`).digest();
  if (!isSame(own, Buffer.from(signature, "base64url"))) return null;
  const said = jsonOf(content);
  if (typeof said !== "object" || said === null || Array.isArray(said)) return null;
  const { exp } = said as { exp?: unknown };
  return typeof exp === "number" && exp * 1000 <= at ? null : (said as Record<string, unknown>);
}
