/**
 * Asks DFDG what a convocation is now (GetIndkaldelse), with the house's client certificate and the headers of STAR's security model.
 * Speaks the interface STAR describes publicly; proven against our emulator, not against STAR. Knows no field of the answer. Reads
 * only: nothing is ever written to DFDG.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { rootCertificates } from "node:tls";

export type LookupOptions = {
  /** With `{id}` in it. */
  readonly url: string;
  /** The client certificate and its key, PEM. */
  readonly cert: string;
  readonly key: string;
  /** Certificates (PEM) to believe in besides the public ones. */
  readonly ca: string | undefined;
  /** Of every request: for which organisation and user. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the headers of the citizen and of the request's id are called. */
  readonly names: { readonly person: string; readonly request: string };
  readonly timeoutMs: number;
};

/**
 * `none`: there is no such convocation. `later`: DFDG takes nothing from us now. `refused`: it does not take this one question, and may
 * when whatever is wrong with it is put right.
 */
export type Looked =
  | { readonly ended: "found"; readonly body: string }
  | { readonly ended: "none" }
  | { readonly ended: "later"; readonly why: string }
  | { readonly ended: "refused"; readonly why: string };

const LONGEST_ANSWER = 1_048_576;
/** A repeat of a request's id within seven days; a fresh one is never a repeat, so a second 412 is somebody else's fault. */
const REPEATED = 412;
const NONE = new Set([404, 410]);
/** Not let in, or too much at once: the same for every citizen. */
const NOT_NOW = new Set([401, 403, 405, 408, 412, 429]);

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

/** The header `x-requestId` may have 46 characters; these are 36, new for every request. */
const newRequestId = (): string => randomUUID();

function sent(id: string, cpr: string, options: LookupOptions): Promise<IncomingMessage> {
  const { url, cert, key, ca, headers, names, timeoutMs } = options;
  const settings = {
    ...{ method: "GET", agent: false as const, cert, key, minVersion: "TLSv1.2" as const },
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      ...headers,
      [names.person]: cpr,
      [names.request]: newRequestId(),
      accept: "application/json",
      connection: "close",
    },
  };
  return new Promise((done, failed) => {
    request(url.replaceAll("{id}", encodeURIComponent(id)), settings, done)
      .on("error", failed)
      .end();
  });
}

type Answer = { readonly status: number; readonly body: string };

/** One request. Rejects when no whole answer comes in time. */
async function asked(id: string, cpr: string, options: LookupOptions): Promise<Answer> {
  const response = await sent(id, cpr, options);
  return { status: response.statusCode ?? 0, body: await textOf(response) };
}

/** Never a word of the request, which names the citizen. */
function reasonOf(fault: unknown): string {
  const { code, name } = fault as { code?: unknown; name?: unknown };
  if (name === "AbortError" || name === "TimeoutError") return "it did not answer in time";
  return `it cannot be reached (${typeof code === "string" ? code : "no connection"})`;
}

/** What the convocation is now. Never rejects; redirects are not followed, since they would carry the citizen's number elsewhere. */
export async function lookUp(id: string, cpr: string, options: LookupOptions): Promise<Looked> {
  try {
    let answer = await asked(id, cpr, options);
    if (answer.status === REPEATED) answer = await asked(id, cpr, options);
    const { status, body } = answer;
    if (status === 200) return { ended: "found", body };
    if (NONE.has(status)) return { ended: "none" };
    const why = `it answered ${status}`;
    return { ended: status >= 500 || status < 400 || NOT_NOW.has(status) ? "later" : "refused", why };
  } catch (fault) {
    return { ended: "later", why: reasonOf(fault) };
  }
}
