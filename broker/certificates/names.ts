/**
 * Under which names and addresses this machine is found: what its own certificate must name.
 * Knows no certificate.
 */
import { hostname, networkInterfaces } from "node:os";

/** Hosts of a listener that mean every address. */
const EVERYWHERE = new Set(["0.0.0.0", "::", ""]);

/** What the machine says of itself. */
export type Machine = { readonly hostname: string; readonly addresses: readonly string[] };

/** This machine now: its addresses change when it moves to another network. */
export function thisMachine(): Machine {
  const addresses = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  return {
    hostname: hostname(),
    // An address with a scope (fe80::1%eth0) means nothing to anybody else.
    addresses: addresses
      .filter(({ internal, scopeid }) => !internal && !scopeid)
      .map(({ address }) => address),
  };
}

const isName = (text: string) => /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text);

/** Every name and address, each once. `hosts` are those of the configuration: of listeners, and of the public address. */
export function namesOf(hosts: readonly string[], { hostname: own, addresses }: Machine): string[] {
  const plain = own.toLowerCase();
  const named = isName(plain) ? [plain, ...(plain.includes(".") ? [] : [`${plain}.local`])] : [];
  const told = hosts.map((host) => host.toLowerCase()).filter((host) => !EVERYWHERE.has(host));
  return [...new Set([...told, ...named, ...addresses, "localhost", "127.0.0.1", "::1"])];
}
