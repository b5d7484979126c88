/**
 * How a link reaches a broker: a TCP connection without Nagle's delay, TLS over it where the address says `mqtts`.
 * Knows no MQTT. The TCP part can be given from outside, which is how a simulated network is pulled.
 */
import { connect as connectTcp } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";

export type Target = { readonly host: string; readonly port: number };
/** Opens a TCP connection, or something that behaves as one; never throws, trouble comes as `error` and `close`. */
export type Dial = (target: Target) => Duplex;

/** So much may be written to a connection before whoever writes is told to wait: a busy hub's answers of one turn. */
const HELD_BYTES = 262_144;

/** A TCP connection that sends at once: with Nagle on, an answer was measured at 44 ms instead of 0.8. */
export const dialTcp: Dial = ({ host, port }) => {
  const settings = { host, port, noDelay: true, keepAlive: true, highWaterMark: HELD_BYTES };
  return connectTcp(settings);
};

/**
 * Sends in one piece what is written in one turn of the event loop. An MQTT packet is written in six parts and each PUBACK by
 * itself, and a system call costs as much as the rest of a message. Nothing waits longer than that turn; `end` sends at once.
 */
export function gathered(stream: Duplex): Duplex {
  let isHeld = false;
  const cork = stream.cork.bind(stream);
  // mqtt-packet corks the stream for each packet (writeToStream.js, generate): one cork more holds what follows it.
  stream.cork = () => {
    cork();
    if (isHeld) return;
    isHeld = true;
    cork();
    setImmediate(() => {
      isHeld = false;
      stream.uncork();
    });
  };
  return stream;
}

export type Address = Target & { readonly isSecure: boolean };

/** `mqtt://host:port` or `mqtts://...` -> where to connect; ports 1883 and 8883 when none is named. */
export function addressOf(url: string): Address {
  const { protocol, hostname, port } = new URL(url);
  const isSecure = protocol === "mqtts:";
  const usual = isSecure ? 8883 : 1883;
  return { host: hostname.replaceAll(/^\[|\]$/g, ""), port: port === "" ? usual : Number(port), isSecure };
}

/** All PEM. `ca`: certificates to believe in beside none of the system's; `cert` and `key` say who this client is. */
export type TlsParts = {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
};

/** The stream to speak MQTT on. */
export function streamTo(address: Address, dial: Dial, { ca, cert, key }: TlsParts = {}): Duplex {
  const raw = dial(address);
  if (!address.isSecure) return raw;
  const isName = /[a-z]/i.test(address.host) && !address.host.includes(":");
  return connectTls({
    socket: raw,
    host: address.host,
    ...(isName ? { servername: address.host } : {}),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert, key }),
  });
}
