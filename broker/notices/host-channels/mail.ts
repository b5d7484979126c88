/**
 * A mail to the host, over SMTP with TLS.
 * Knows no appointment. Each notice is a connection of its own with one limit of time, so that a server that hangs holds up nobody
 * else; what stands in a mail's head comes from here, and its address was judged in mail-address.ts.
 */
import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { HostChannel, HostMessage, HostTry } from "./contract.ts";
import { isMailAddress } from "./mail-address.ts";

export type MailOptions = {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` before anything is said; `none` only on this machine. */
  readonly security: "tls" | "starttls" | "none";
  /** `null`: the server asks for none. */
  readonly login: { readonly user: string; readonly pass: string } | null;
  readonly from: string;
  /** Certificates (PEM) to believe in besides the public ones. */
  readonly ca?: string | undefined;
  readonly limitMs?: number | undefined;
};

/** From the first byte to the last answer: a server that takes mail answers within seconds. */
const LIMIT_MS = 20_000;

/** How far a connection came, for the judgement of what became of a mail. */
type Way = { isSignedIn: boolean; isHandedOver: boolean };
type Fault = { readonly code?: unknown; readonly responseCode?: unknown; readonly message?: unknown };
/** What the system said, which the library hides in its words. */
const SYSTEM = /\bE(?:CONNREFUSED|CONNRESET|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|TIMEDOUT|PIPE|PROTO)\b/;

function connectionOf({ host, port, security, ca, limitMs = LIMIT_MS }: MailOptions): SMTPConnection {
  return new SMTPConnection({
    ...{ host, port, secure: security === "tls", requireTLS: security === "starttls" },
    ...{ ignoreTLS: security === "none", logger: false },
    ...{ connectionTimeout: limitMs, greetingTimeout: limitMs, socketTimeout: limitMs },
    tls: ca === undefined ? {} : { ca },
  });
}

/** Asks one thing of the connection; what goes wrong is told by its answer or by the connection itself. */
async function step(
  connection: SMTPConnection,
  ask: (done: (fault?: unknown) => void) => void,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    connection.once("error", reject);
    const done = (fault?: unknown): void => {
      connection.off("error", reject);
      if (fault === undefined || fault === null) resolve();
      else reject(fault);
    };
    ask(done);
  });
}

/** Connected, over TLS where that is asked for, and signed in. */
async function signIn(connection: SMTPConnection, { login }: MailOptions): Promise<void> {
  await step(connection, (done) => connection.connect((fault) => done(fault)));
  if (login !== null)
    await step(connection, (done) => connection.login({ credentials: login }, (fault) => done(fault)));
}

/** The words, quoted as they must be. `reference` makes the same Message-ID at every try: a mailbox shows it once. */
async function composed({ to, title, text, url, reference }: HostMessage, from: string): Promise<Buffer> {
  const domain = from.slice(from.indexOf("@") + 1);
  const mail = new MailComposer({
    ...{ from, to, subject: title, text: `${text}\n\n${url}\n`, messageId: `<${reference}@${domain}>` },
    ...{ disableFileAccess: true, disableUrlAccess: true },
    // RFC 3834: nobody's holiday answer is wanted.
    headers: { "auto-submitted": "auto-generated" },
  });
  return await new Promise((resolve, reject) => {
    mail.compile().build((fault, bytes) => (fault ? reject(fault) : resolve(bytes)));
  });
}

/** The mail is read when the server has said that it takes it, not before. */
function handedOver(bytes: Buffer, way: Way): Readable {
  return new Readable({
    read() {
      way.isHandedOver = true;
      this.push(bytes);
      this.push(null);
    },
  });
}

/** What a fault says without any address: the library's code or the system's, and the server's. */
function whyOf(fault: unknown): string {
  const { code, responseCode, message } = fault as Fault;
  const system = typeof message === "string" ? SYSTEM.exec(message)?.[0] : undefined;
  return [system ?? code, responseCode]
    .filter((one) => typeof one === "string" || typeof one === "number")
    .join(" ");
}

/** Before the server knows for whom it is, every no is about the server or the sign-in, and may be mended. */
function judged(fault: unknown, { isSignedIn, isHandedOver }: Way): HostTry {
  const { responseCode } = fault as Fault;
  const why = `the mail server: ${whyOf(fault)}`;
  if (typeof responseCode === "number")
    return { ended: responseCode >= 500 && isSignedIn ? "refused" : "later", why };
  return { ended: isHandedOver ? "unknown" : "later", why };
}

async function delivered(message: HostMessage, options: MailOptions, way: Way): Promise<HostTry> {
  const connection = connectionOf(options);
  // Whatever is said after the end is about nothing any more.
  connection.on("error", () => undefined);
  AbortSignal.timeout(options.limitMs ?? LIMIT_MS).addEventListener("abort", () => {
    connection.emit("error", { code: "ETIMEDOUT" });
  });
  try {
    const bytes = await composed(message, options.from);
    await signIn(connection, options);
    way.isSignedIn = true;
    const envelope = { from: options.from, to: [message.to] };
    await step(connection, (done) =>
      connection.send(envelope, handedOver(bytes, way), (fault) => done(fault)),
    );
    connection.quit();
    return { ended: "accepted" };
  } catch (fault) {
    connection.close();
    return judged(fault, way);
  }
}

/** Opens nothing: every mail is a connection of its own. */
export function openMail(options: MailOptions): HostChannel {
  return {
    send: async (message) => {
      if (!isMailAddress(message.to)) return { ended: "gone", why: "what is given is no mail address" };
      return await delivered(message, options, { isSignedIn: false, isHandedOver: false });
    },
    check: async () => {
      const connection = connectionOf(options);
      connection.on("error", () => undefined);
      try {
        await signIn(connection, options);
        return null;
      } catch (fault) {
        return whyOf(fault);
      } finally {
        connection.close();
      }
    },
    close: () => Promise.resolve(),
  };
}
