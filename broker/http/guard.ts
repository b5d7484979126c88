/**
 * Which requests the hub answers at all: against pages of strangers in a browser on this machine (DNS rebinding and
 * forged posts). Pure; knows no session and no route.
 */

/** `host` or `host:port` -> the host alone, in lower case; `""` for what is none. */
export function hostOf(header: string | undefined): string {
  const match = /^(\[[0-9a-f:]+\]|[^:/?#@\s]+)(?::\d{1,5})?$/i.exec(header ?? "");
  return (match?.[1] ?? "").toLowerCase();
}

/** Whether a `Host` header names this machine itself. A foreign name that resolves to 127.0.0.1 does not (DNS rebinding). */
export function isOwnHost(header: string | undefined): boolean {
  const host = hostOf(header);
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/**
 * Whether a request's `Origin` is the hub itself: the same host and port as asked, or the hub's public address.
 * No `Origin` is no browser's page of another site (Fetch standard, 3.1: every cross-origin request bears one).
 */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string,
): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.host === (host ?? "").toLowerCase() || url.origin === new URL(publicUrl).origin;
}

/** Whether an address of a connection is this machine. */
export function isLocalAddress(address: string | undefined): boolean {
  const plain = (address ?? "").replace(/^::ffff:/, "");
  return plain === "::1" || plain.startsWith("127.");
}
