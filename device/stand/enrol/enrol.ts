/**
 * Makes this machine a stand: finds out that the hub is the one that made the code, and only then says it.
 * Knows no command line and no screen. What goes wrong is an answer, never an exception.
 */
import { randomBytes, X509Certificate } from "node:crypto";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { readCode } from "../../../protocol/enrolment.ts";
import { isSame, proofKey, proofOf } from "../../../protocol/link/enrolment-proof.ts";
import { keepIdentity, type StandIdentity } from "./identity.ts";

/** What stands in the way, as a code; `detail` is what the system or the hub said. */
export type EnrolProblem =
  | "code-invalid"
  | "url-invalid"
  | "unreachable"
  | "no-hub"
  | "foreign-hub"
  | "foreign-fingerprint"
  | "certificate"
  | "clock"
  | "name"
  | "claim-unknown"
  | "claim-expired"
  | "other-stand"
  | "slow"
  | "no-tls"
  | "refused";
export type Enrolled =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly problem: EnrolProblem; readonly detail: string };

export type EnrolOptions = {
  readonly url: string;
  readonly code: string;
  /** Of the hub's authority, as the QR says it; a typed code has none, and needs none. */
  readonly fingerprint: string | null;
  readonly stand: string;
  readonly location: string;
  readonly outbox: string;
  readonly dataDir: string;
};

const LIMIT_MS = 10_000;
const MOST_BYTES = 32_768;

type Reply = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
type Said = {
  readonly location: string;
  readonly ca: string;
  readonly https: "own" | "system";
  readonly mqtt: "own" | "system";
  /** Whom to believe besides what this machine knows by itself; left out by most hubs. */
  readonly httpsCa?: string;
  readonly mqttCa?: string;
  readonly mqttPort: number;
};

class Stop extends Error {
  readonly problem: EnrolProblem;
  constructor(problem: EnrolProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

/** Which of its own troubles an error of TLS or of the network is. */
function problemOf(error: NodeJS.ErrnoException): EnrolProblem {
  const code = error.code ?? "";
  if (code === "CERT_NOT_YET_VALID" || code === "CERT_HAS_EXPIRED") return "clock";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "name";
  const isOfCertificate = /CERT|ISSUER|SELF_SIGNED|SIGNATURE/.test(code);
  return isOfCertificate ? "certificate" : "unreachable";
}

function post(url: URL, body: object, tls: RequestOptions): Promise<Reply> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    const settings = { method: "POST", headers, agent: false, timeout: LIMIT_MS, ...tls } as const;
    const asked = httpsRequest(url, settings, (response) => {
      let answer = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        answer += chunk;
        if (answer.length > MOST_BYTES) asked.destroy(new Error("the answer is too long"));
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: jsonOf(answer) }));
    });
    asked.on("timeout", () => asked.destroy(new Error(`no answer within ${LIMIT_MS / 1000} s`)));
    asked.on("error", reject);
    asked.end(text);
  });
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

async function asked(url: URL, body: object, tls: RequestOptions): Promise<Reply["body"]> {
  const reply = await post(url, body, tls).catch((error: NodeJS.ErrnoException) => {
    throw new Stop(problemOf(error), error.message);
  });
  if (reply.status === 200) return reply.body;
  const { refused } = reply.body;
  const known = ["claim-unknown", "claim-expired", "other-stand", "slow", "no-tls"] as const;
  const problem = known.find((one) => one === refused);
  if (problem !== undefined) throw new Stop(problem, "");
  throw new Stop(typeof refused === "string" ? "refused" : "no-hub", `${reply.status}`);
}

/**
 * What the hub says of itself, believed because only whoever made the code can prove it. The connection itself proves nothing
 * yet, so nothing secret goes over it.
 */
async function provenHub(url: URL, options: EnrolOptions, code: { id: string; code: string }): Promise<Said> {
  const nonce = randomBytes(16).toString("hex");
  const hello = await asked(
    new URL("enrol/hello", url),
    { claim: code.id, nonce },
    { rejectUnauthorized: false },
  );
  const { said, proof } = hello;
  if (typeof said !== "string" || typeof proof !== "string") throw new Stop("no-hub", "");
  if (!isSame(proof, proofOf(proofKey(code.code), nonce, said))) throw new Stop("foreign-hub", "");
  const hub = jsonOf(said) as unknown as Said;
  const shown = new X509Certificate(hub.ca).fingerprint256;
  if (options.fingerprint !== null && options.fingerprint !== shown)
    throw new Stop("foreign-fingerprint", shown);
  return hub;
}

async function enrolled(options: EnrolOptions): Promise<string> {
  const code = readCode(options.code);
  if (code === null) throw new Stop("code-invalid", "");
  if (!URL.canParse(options.url) || !options.url.startsWith("https://"))
    throw new Stop("url-invalid", options.url);
  const url = new URL(options.url.endsWith("/") ? options.url : `${options.url}/`);
  const hub = await provenHub(url, options, code);
  const { newRequest } = await import("./request.ts");
  const { key, csr } = await newRequest(options.stand);
  const { stand, location, outbox } = options;
  const trust = (of: Said["https"], house?: string) => {
    const ca = of === "own" ? hub.ca : house;
    return ca === undefined ? {} : { ca };
  };
  const body = { code: code.code, stand, location, outbox, csr };
  const { certificate } = await asked(new URL("enrol", url), body, trust(hub.https, hub.httpsCa));
  if (typeof certificate !== "string") throw new Stop("no-hub", "");
  const mqttUrl = `mqtts://${url.hostname}:${hub.mqttPort}`;
  const identity: StandIdentity = { url: mqttUrl, key, cert: certificate, ...trust(hub.mqtt, hub.mqttCa) };
  await keepIdentity(options.dataDir, identity);
  return mqttUrl;
}

/** Enrols this machine and keeps its identity on the card. Rejects only when the card cannot be written. */
export async function enrol(options: EnrolOptions): Promise<Enrolled> {
  try {
    return { ok: true, url: await enrolled(options) };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return { ok: false, problem: stop.problem, detail: stop.message };
  }
}
