/**
 * The listener of the hub's own broker, plain or with TLS.
 * Knows no MQTT.
 */

import type { X509Certificate } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createServer as createTlsServer, TLSSocket, type Server as TlsServer } from "node:tls";
import type { TlsSource } from "../certificates/certificates.ts";

export type ListenerOptions = {
  readonly tls: TlsSource | null;
  /** Certificates (PEM) of the authority whose certificates clients are asked for; left out where nobody has one. */
  readonly clientCa: (() => string) | undefined;
  /** A handshake takes no longer than this. */
  readonly handshakeMs: number;
};

/** A server that listens nowhere yet. Throws for a certificate that cannot be used. */
export function makeListener(options: ListenerOptions, accept: (socket: Socket) => void): Server {
  // Nagle off: 44 ms against 0.8 ms for an answer (shared facts, MQTT).
  const settings = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000 };
  const { tls, clientCa, handshakeMs: handshakeTimeout } = options;
  if (tls === null) return createServer(settings, accept);
  return secureServer({ tls, clientCa }, { ...settings, handshakeTimeout }, accept);
}

/**
 * Connections that are open stay open when a newer certificate comes: only new ones see it. A client's certificate is asked for
 * where stands have them; whoever shows none goes on to its password.
 */
function secureServer(
  { tls, clientCa }: { readonly tls: TlsSource } & Pick<ListenerOptions, "clientCa">,
  settings: object,
  accept: (socket: Socket) => void,
): TlsServer {
  const asked = () => (clientCa === undefined ? {} : { ca: clientCa() });
  const mutual = clientCa === undefined ? {} : { requestCert: true, rejectUnauthorized: false };
  const context = (pair: TlsSource["pair"]) => ({ ...pair, ...asked(), minVersion: "TLSv1.2" }) as const;
  const server = createTlsServer({ ...settings, ...mutual, ...context(tls.pair) }, accept);
  tls.renewed((pair) => server.setSecureContext(context(pair)));
  return server;
}

/** The certificate that a connection proved to hold, and whether the authority signed it and it is valid now. */
export function certificateOf(connection: Duplex): {
  readonly certificate: X509Certificate | undefined;
  readonly isTrusted: boolean;
} {
  if (!(connection instanceof TLSSocket)) return { certificate: undefined, isTrusted: false };
  return { certificate: connection.getPeerX509Certificate(), isTrusted: connection.authorized };
}
