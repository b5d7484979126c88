/**
 * Asks the login service over HTTP, believing in the municipality's own certificates where it has some, which Node's fetch cannot.
 * Knows nothing of OpenID Connect. Redirects are not followed; answers are short.
 */
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { rootCertificates } from "node:tls";
import { HubFault } from "../errors.ts";

/** The discovery documents and key lists of the world have some ten KiB. */
const LONGEST_ANSWER = 1_048_576;
const BROKEN = 500;

/** As much of fetch's options as OpenID Connect needs. */
export type AskOptions = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A form, as all questions of the library with a body are. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
};

type Ask = (url: string, options: AskOptions) => Promise<Response>;

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) throw new Error("its answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] as string, rawHeaders[at + 1] as string);
  return headers;
}

function sent(url: string, options: AskOptions, ca: string | undefined): Promise<IncomingMessage> {
  const body = options.body instanceof URLSearchParams ? options.body.toString() : "";
  const { method, signal } = options;
  const length = body === "" ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const headers = { ...options.headers, ...length, connection: "close" };
  const settings = { method, headers, agent: false, ...(signal === undefined ? {} : { signal }) } as const;
  return new Promise((done, failed) => {
    const asked = url.startsWith("https:")
      ? tlsRequest(url, { ...settings, ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }) }, done)
      : plainRequest(url, settings, done);
    asked.on("error", failed);
    asked.end(body);
  });
}

/** `ca`: certificates (PEM) to believe in besides the public ones. What it answers faults with HUB_LOGIN_SERVICE_AWAY alone. */
export function providerFetch(ca: string | undefined): Ask {
  return async (url, options) => {
    try {
      const response = await sent(url, options, ca);
      const text = await textOf(response);
      const status = response.statusCode ?? BROKEN;
      if (status >= BROKEN) throw new Error(`it answers ${status}`);
      const isBare = status === 204 || status === 304;
      return new Response(isBare ? null : text, { status, headers: headersOf(response) });
    } catch (cause) {
      const why = cause instanceof Error ? cause.message || cause.name : String(cause);
      throw new HubFault("HUB_LOGIN_SERVICE_AWAY", `${new URL(url).origin}: ${why}`, cause);
    }
  };
}
