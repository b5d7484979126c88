/**
 * Asks a calendar's server over https, believing in the house's own certificates where it has some; each answer has its limits in time
 * and size. Answers as `fetch` does, so that libraries can ask by it.
 * Knows no calendar. Redirects are not followed.
 */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { rootCertificates } from "node:tls";
import { systemCode } from "../errors.ts";
import { CalendarFault } from "./fault.ts";

export type AskOptions = {
  /** PEM, beside the public ones. */
  readonly ca?: string | undefined;
  readonly timeoutMs?: number;
  readonly longestBytes?: number;
  /** Connections that are kept open at once. */
  readonly connections?: number;
};

export type Question = {
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

const USUAL_TIMEOUT_MS = 30_000;
const USUAL_LONGEST_BYTES = 20_971_520;

/** What Node says of a certificate that it does not believe in. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

function faultOf(cause: unknown, signal: AbortSignal): CalendarFault {
  if (cause instanceof CalendarFault) return cause;
  const isLate =
    signal.aborted && signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
  if (isLate) return new CalendarFault("CALENDAR_SLOW", { cause });
  const code = systemCode(cause);
  if (CERTIFICATE.test(code)) return new CalendarFault("CALENDAR_CERTIFICATE", { detail: code, cause });
  return new CalendarFault("CALENDAR_AWAY", { detail: /^[A-Z_]{3,40}$/.test(code) ? code : "", cause });
}

/** Seconds or a date (RFC 9110, 10.2.3); `null` where neither stands. */
function retryAfterMs(text: string | null, at: number): number | null {
  if (text === null) return null;
  if (/^\d{1,6}$/.test(text.trim())) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - at);
}

/** What an answer's status says, as a fault; `null` where it says that all is well. */
export function faultOfStatus({ status, headers }: Response, at: number): CalendarFault | null {
  if (status < 400) return null;
  const detail = String(status);
  if (status === 401 || status === 403) return new CalendarFault("CALENDAR_REFUSED", { detail });
  if (status === 404) return new CalendarFault("CALENDAR_GONE", { detail });
  if (status === 410) return new CalendarFault("CALENDAR_STALE", { detail });
  if (status === 429 || status === 503)
    return new CalendarFault("CALENDAR_BUSY", {
      detail,
      retryAfterMs: retryAfterMs(headers.get("retry-after"), at),
    });
  return new CalendarFault("CALENDAR_FAILED", { detail });
}

function headersOf(given: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given))
    if (value !== undefined && !name.startsWith(":"))
      headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  return headers;
}

/** One server, or several of one house, from `new` to `close`. */
export class Asker {
  readonly #agent: Agent;
  readonly #timeoutMs: number;
  readonly #longestBytes: number;
  readonly #closing = new AbortController();

  constructor({ ca, timeoutMs, longestBytes, connections = 4 }: AskOptions) {
    this.#agent = new Agent({
      ...{ keepAlive: true, maxSockets: connections },
      ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
    });
    this.#timeoutMs = timeoutMs ?? USUAL_TIMEOUT_MS;
    this.#longestBytes = longestBytes ?? USUAL_LONGEST_BYTES;
  }

  /** Faults: CALENDAR_AWAY, CALENDAR_CERTIFICATE, CALENDAR_SLOW, CALENDAR_LARGE. Any status is an answer. */
  async ask(url: string, question: Question = {}): Promise<Response> {
    const given = question.signal === undefined ? [] : [question.signal];
    const signal = AbortSignal.any([AbortSignal.timeout(this.#timeoutMs), this.#closing.signal, ...given]);
    try {
      if (!url.startsWith("https://")) throw new CalendarFault("CALENDAR_CERTIFICATE", { detail: "https" });
      const response = await this.#sent(url, question, signal);
      const text = await this.#textOf(response);
      const status = response.statusCode ?? 500;
      const isBare = status === 204 || status === 304;
      return new Response(isBare ? null : text, { status, headers: headersOf(response.headers) });
    } catch (cause) {
      throw faultOf(cause, signal);
    }
  }

  #sent(
    url: string,
    { method = "GET", headers = {}, body = "" }: Question,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const length = body === "" ? {} : { "content-length": String(Buffer.byteLength(body)) };
    return new Promise((done, failed) => {
      const asked = request(
        url,
        { method, headers: { ...headers, ...length }, agent: this.#agent, signal },
        done,
      );
      asked.on("error", failed);
      asked.end(body);
    });
  }

  async #textOf(response: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > this.#longestBytes)
        throw new CalendarFault("CALENDAR_LARGE", { detail: `${this.#longestBytes} bytes` });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
  }

  /** Ends what is being asked. */
  close(): void {
    this.#closing.abort();
    this.#agent.destroy();
  }
}
