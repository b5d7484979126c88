/**
 * Words on the display of a desk telephone, through the house's telephone exchange: SIP MESSAGE (RFC 3428) over UDP or TCP, with the
 * exchange's digest sign-in (RFC 3261 section 22, RFC 7616) where it asks for one.
 * Knows no appointment. One transaction a notice; a registration or a call it never makes.
 */
import { createHash, randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { connect } from "node:net";
import type { HostChannel, HostMessage, HostTry } from "./contract.ts";

export type SipOptions = {
  readonly host: string;
  readonly port: number;
  readonly transport: "udp" | "tcp";
  /** What stands after the @ of the telephones' addresses. */
  readonly domain: string;
  readonly from: string;
  /** `null`: the exchange asks for none. */
  readonly login: { readonly user: string; readonly pass: string } | null;
  readonly limitMs?: number | undefined;
};

/** RFC 3261 17.1.2.2: a request that is not answered is given up after 32 s; an exchange in the house answers in a second. */
const LIMIT_MS = 8_000;
/** RFC 3261 17.1.2.2, T1 and T2: over UDP it is said again, each time twice as long after, at most so long. */
const [FIRST_MS, LONGEST_MS] = [500, 4_000];
const EXTENSION = /^[A-Za-z0-9._+-]{1,64}$/;
const [LEAST_FINAL, LEAST_REFUSAL] = [200, 300];
const NOT_NOW = new Set([408, 480, 486, 500, 503, 600]);
const ASKS = new Set([401, 407]);

type Answer = { readonly status: number; readonly challenge: string };
const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

/** The status and what it asks for, of a final answer to this request; `null` for all else that arrives. */
function answerIn(text: string, branch: string): Answer | null {
  const status = Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1] ?? 0);
  if (status < LEAST_FINAL || !text.includes(branch)) return null;
  const challenge = /^(?:WWW|Proxy)-Authenticate:\s*Digest\s+(.*)$/im.exec(text)?.[1] ?? "";
  return { status, challenge };
}

/** A parameter of a challenge, quoted or not. */
function valueOf(challenge: string, name: string): string {
  return (
    new RegExp(`(?:^|[ ,])${name}=(?:"([^"]*)"|([^, ]*))`, "i").exec(challenge)?.slice(1).find(Boolean) ?? ""
  );
}

/** The sign-in that a challenge asks for (RFC 7616 3.4, MD5 as exchanges have it); `""` where there is no login. */
function signedIn({ login }: SipOptions, { status, challenge }: Answer, uri: string): string {
  if (login === null) return "";
  const [realm, nonce, opaque] = ["realm", "nonce", "opaque"].map((name) => valueOf(challenge, name));
  const secret = md5(`${login.user}:${realm}:${login.pass}`);
  const what = md5(`MESSAGE:${uri}`);
  const hasQop = valueOf(challenge, "qop").split(/[ ,]+/).includes("auth");
  const cnonce = randomBytes(8).toString("hex");
  const response = md5(
    hasQop ? `${secret}:${nonce}:00000001:${cnonce}:auth:${what}` : `${secret}:${nonce}:${what}`,
  );
  const parts = [
    ...[`username="${login.user}"`, `realm="${realm}"`, `nonce="${nonce}"`, `uri="${uri}"`],
    ...[`response="${response}"`, "algorithm=MD5"],
    ...(hasQop ? ["qop=auth", "nc=00000001", `cnonce="${cnonce}"`] : []),
    ...(opaque === "" ? [] : [`opaque="${opaque}"`]),
  ];
  return `${status === 401 ? "Authorization" : "Proxy-Authorization"}: Digest ${parts.join(", ")}\r\n`;
}

type Asked = { readonly text: string; readonly branch: string };

type Said = {
  readonly method: "MESSAGE" | "OPTIONS";
  readonly uri: string;
  /** The same at every try of one notice, so that an exchange knows it again. */
  readonly reference: string;
  readonly body: string;
};
type Again = { readonly cseq: number; readonly signed: string };

function requestOf({ method, uri, reference, body }: Said, options: SipOptions, again: Again): Asked {
  const { domain, from, transport } = options;
  const branch = `z9hG4bK${randomBytes(12).toString("hex")}`;
  const head = [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/${transport.toUpperCase()} talon.invalid;branch=${branch};rport`,
    "Max-Forwards: 70",
    `From: <sip:${from}@${domain}>;tag=${reference.slice(0, 16)}`,
    `To: <${uri}>`,
    `Call-ID: ${reference}@talon.invalid`,
    `CSeq: ${again.cseq} ${method}`,
    ...(body === "" ? [] : ["Content-Type: text/plain;charset=UTF-8"]),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return { text: `${head.join("\r\n")}\r\n${again.signed}\r\n${body}`, branch };
}

type Exchanged = Answer | { readonly why: string; readonly isSure: boolean };

/** One way to the exchange for all requests of one notice: it answers where it was asked first. */
type Wire = { readonly ask: (asked: Asked) => Promise<Exchanged>; readonly close: () => void };

/** Over UDP: said again until it is answered. Nobody says that a packet has arrived, so what is not answered is not sure. */
function udpWire({ host, port, limitMs = LIMIT_MS }: SipOptions): Wire {
  const socket = createSocket("udp4");
  // A fault without anybody who waits is the next question's.
  socket.on("error", () => undefined);
  const ask = ({ text, branch }: Asked): Promise<Exchanged> =>
    new Promise((resolve) => {
      let isOver = false;
      const done = (what: Exchanged): void => {
        isOver = true;
        resolve(what);
      };
      const say = (waitMs: number): void => {
        if (isOver) return;
        socket.send(text, port, host);
        AbortSignal.timeout(waitMs).addEventListener("abort", () => say(Math.min(LONGEST_MS, waitMs * 2)));
      };
      AbortSignal.timeout(limitMs).addEventListener("abort", () => done({ why: "ETIMEDOUT", isSure: false }));
      socket.on("error", ({ code = "" }: Error & { code?: string }) => done({ why: code, isSure: true }));
      socket.on("message", (bytes) => {
        const answer = answerIn(bytes.toString(), branch);
        if (answer !== null) done(answer);
      });
      say(FIRST_MS);
    });
  return { ask, close: () => socket.close() };
}

/** Over TCP: once. Before it is connected nothing has gone. */
function tcpWire({ host, port, limitMs = LIMIT_MS }: SipOptions): Wire {
  const socket = connect(port, host);
  socket.on("error", () => undefined);
  let isUp = false;
  socket.on("connect", () => {
    isUp = true;
  });
  const ask = ({ text, branch }: Asked): Promise<Exchanged> =>
    new Promise((resolve) => {
      let heard = "";
      const fail = (why: string): void => resolve({ why, isSure: !isUp });
      AbortSignal.timeout(limitMs).addEventListener("abort", () => fail("ETIMEDOUT"));
      socket.on("error", ({ code = "" }: Error & { code?: string }) => fail(code));
      socket.on("close", () => fail("ECONNRESET"));
      socket.on("data", (bytes: Buffer) => {
        heard += bytes.toString();
        const answer = heard.includes("\r\n\r\n") ? answerIn(heard, branch) : null;
        if (answer !== null) resolve(answer);
      });
      // Before it is connected the socket keeps it.
      socket.write(text);
    });
  return { ask, close: () => socket.destroy() };
}

const wireOf = (options: SipOptions): Wire =>
  options.transport === "udp" ? udpWire(options) : tcpWire(options);

function judged(told: Exchanged): HostTry {
  if ("why" in told)
    return { ended: told.isSure ? "later" : "unknown", why: `the exchange did not answer (${told.why})` };
  const { status } = told;
  if (status < LEAST_REFUSAL) return { ended: "accepted" };
  const why = `the exchange answered ${status}`;
  if (status === 404 || status === 410) return { ended: "gone", why };
  return { ended: NOT_NOW.has(status) || ASKS.has(status) || status === 403 ? "later" : "refused", why };
}

async function sent({ to, title, text, reference }: HostMessage, options: SipOptions): Promise<HostTry> {
  const uri = `sip:${to}@${options.domain}`;
  const said: Said = { method: "MESSAGE", uri, reference, body: `${title} ${text}` };
  const wire = wireOf(options);
  try {
    const first = await wire.ask(requestOf(said, options, { cseq: 1, signed: "" }));
    const isAsked = "status" in first && ASKS.has(first.status) && options.login !== null;
    if (!isAsked) return judged(first);
    const signed = signedIn(options, first, uri);
    return judged(await wire.ask(requestOf(said, options, { cseq: 2, signed })));
  } finally {
    wire.close();
  }
}

/** Whether an exchange answers at all; what it answers is about this question only. */
async function unanswered(options: SipOptions): Promise<string | null> {
  const reference = randomBytes(16).toString("hex");
  const said: Said = { method: "OPTIONS", uri: `sip:${options.domain}`, reference, body: "" };
  const wire = wireOf(options);
  const told = await wire.ask(requestOf(said, options, { cseq: 1, signed: "" }));
  wire.close();
  return "why" in told ? told.why : null;
}

/** Opens nothing: every notice is an exchange of its own. `to`: a number or name of the house. */
export function openSip(options: SipOptions): HostChannel {
  return {
    send: async (message) =>
      EXTENSION.test(message.to)
        ? await sent(message, options)
        : { ended: "gone", why: "what is given is no number of a telephone" },
    check: async () => await unanswered(options),
    close: () => Promise.resolve(),
  };
}
