/**
 * Where a hub's listeners are found, as addresses.
 * Knows no socket.
 */
import type { HubOptions } from "./hub-options.ts";

/** By the ports that were opened; `null` where another broker than the hub's own is. */
export function placesOf(
  { broker, http }: Pick<HubOptions, "broker" | "http">,
  ports: { readonly http: number; readonly mqtt: number | null },
): { readonly http: string; readonly mqtt: string } {
  const at = (scheme: string, host: string, port: number) =>
    // `::1` stands in brackets in an address.
    `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
  return {
    http: at(http.tls === null ? "http" : "https", http.host, ports.http),
    mqtt:
      broker.kind === "external"
        ? broker.url
        : at(broker.tls === null ? "mqtt" : "mqtts", broker.host, ports.mqtt ?? broker.port),
  };
}
