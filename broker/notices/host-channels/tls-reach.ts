/**
 * Whether a service is reached over TLS and is who it says, without a word to it: many houses let nothing out that nobody has asked for.
 * Knows no service.
 */
import { connect, rootCertificates } from "node:tls";

const LIMIT_MS = 5_000;

export type Reached = {
  readonly host: string;
  readonly port: number;
  /** Certificates (PEM) to believe in besides the public ones. */
  readonly ca?: string | undefined;
  readonly limitMs?: number | undefined;
};

/** `null`: it is; else a code of the system's. Never rejects. */
export function unreached({ host, port, ca, limitMs = LIMIT_MS }: Reached): Promise<string | null> {
  return new Promise((resolve) => {
    const trusted = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
    const socket = connect({ host, port, servername: host, ...trusted });
    const done = (why: string | null): void => {
      socket.destroy();
      resolve(why);
    };
    socket.setTimeout(limitMs, () => done("ETIMEDOUT"));
    socket.once("secureConnect", () => done(null));
    socket.once("error", ({ code = "", message }: Error & { code?: string }) => done(code || message));
  });
}
