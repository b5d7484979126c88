/**
 * A machine's own HTTP for its own browser: who may ask, and listening and closing over node:http.
 * Knows no route.
 */
import type { IncomingMessage, Server } from "node:http";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Whether the request came to this machine by its own name, from one of its own pages (against DNS rebinding). */
export function isOwn({ host, origin }: IncomingMessage["headers"]): boolean {
  if (host === undefined || !LOOPBACK.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}

/** Listens and says where, e.g. `http://127.0.0.1:8082`. Port 0 is any free one. Rejects with the system's error. */
export async function listenHere(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, resolve);
  });
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  return `http://${host.includes(":") ? `[${host}]` : host}:${actual}`;
}

/** Ends every connection and resolves when the port is free. */
export async function closeNow(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
