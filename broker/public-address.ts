/**
 * The address in the QR codes, tried as a phone would as far as the hub's own machine can: its name, the way there, its certificate,
 * and whether this hub answers. Knows no setting; a test brings its own names and certificates.
 */
import { lookup as dnsLookup } from "node:dns/promises";
import { request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { TLSSocket } from "node:tls";
import { systemCode } from "./errors.ts";

/** Where a hub says who it is, below its public address (RFC 8615). */
export const WELL_KNOWN = "/.well-known/talon";
/** What it says there; nothing that a stranger may not know. */
export type HubIdentity = { readonly talon: "hub"; readonly location: string };

export type AddressCheck = {
  readonly publicUrl: string;
  /** Whose hub must answer. */
  readonly location: string;
  readonly now: number;
  /** All addresses of a name. */
  readonly lookup?: (name: string) => Promise<readonly string[]>;
  /** Certificates to believe in besides the machine's own (PEM). */
  readonly ca?: string;
  readonly limitMs?: number;
};

type Answered = { readonly status: number; readonly body: string; readonly validTo: number | null };

const DAY_MS = 86_400_000;
const SOON_DAYS = 14;
const LONGEST_ANSWER = 4096;

/** RFC 1918, 3927, 4193, 4291, 6598 and loopback: nobody reaches these from another network. */
function privateNets(): BlockList {
  const nets = new BlockList();
  for (const [net, bits] of [
    ["10.0.0.0", 8],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    ["169.254.0.0", 16],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["0.0.0.0", 8],
  ] as const)
    nets.addSubnet(net, bits, "ipv4");
  for (const [net, bits] of [
    ["fc00::", 7],
    ["fe80::", 10],
    ["::1", 128],
  ] as const)
    nets.addSubnet(net, bits, "ipv6");
  return nets;
}

const isPrivate = (address: string) => privateNets().check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

const bare = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, "");

/** What is wrong with the name itself, whatever it leads to. */
function nameProblem(url: URL): string | null {
  const name = bare(url);
  const isLocal =
    name === "localhost" || name.endsWith(".localhost") || (isIP(name) !== 0 && isPrivate(name));
  if (isLocal)
    return `${name} is this machine or its own network: a phone cannot open it. Set http.publicUrl to a name that your provider knows, e.g. https://koe.kommune.dk`;
  if (isIP(name) === 0 && (!name.includes(".") || /\.(local|lan|home|internal|intern|corp)$/.test(name)))
    return `${name} is known in this house's network only: a phone on a mobile network cannot find it. Let your provider give it a public name, and set http.publicUrl to that`;
  return null;
}

const CERTIFICATES: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "its certificate is signed by itself, which phones refuse. Get one from an authority that they know (Let's Encrypt costs nothing)",
  SELF_SIGNED_CERT_IN_CHAIN:
    "its certificate comes from an authority of its own, which phones do not know. Get one from an authority that they know",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "its certificate comes without those between it and the authority. Put the whole chain into the certificate's file (fullchain.pem)",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "nobody here knows the authority of its certificate, or those between are missing. Put the whole chain into the certificate's file (fullchain.pem)",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "its certificate is for another name. Get one for this name, or set http.publicUrl to the certificate's",
  CERT_HAS_EXPIRED: "its certificate has expired. Renew it, and see why that did not happen by itself",
  CERT_NOT_YET_VALID: "its certificate is not valid yet. See whether this machine's clock is right",
};

/** Why nobody answered, and what to do. */
function callProblem(error: unknown, { host }: URL): string {
  const code = systemCode(error);
  const certificate = CERTIFICATES[code];
  if (certificate !== undefined) return `${host}: ${certificate}`;
  switch (code) {
    case "ECONNREFUSED":
      return `${host}: nobody listens there. Start the hub, and what stands before it, then check again`;
    case "EPROTO":
      return `${host}: speaks no TLS there. Give http.tls a certificate, or let what stands before the hub have it`;
    default:
      return `${host}: does not answer (${code || String(error)}). See whether a firewall or router lets this port in`;
  }
}

async function addressesOf(name: string): Promise<readonly string[]> {
  return (await dnsLookup(name, { all: true })).map(({ address }) => address);
}

/** Asks the address itself, with the name in the certificate as a phone does; redirects are not followed. */
function ask(
  url: URL,
  addresses: readonly string[],
  { ca, limitMs = 10_000 }: AddressCheck,
): Promise<Answered> {
  // Names are looked up once: what was judged is what is called.
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  const lookup: LookupFunction = (_name, options, told) => {
    const [first] = found;
    if (options.all) told(null, found);
    else told(null, first?.address ?? "", first?.family);
  };
  const isTls = url.protocol === "https:";
  const options = {
    lookup,
    timeout: limitMs,
    agent: false,
    headers: { accept: "application/json" },
    ...(ca ? { ca } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = (isTls ? tlsRequest : plainRequest)(url, options, (response) => {
      const until = isTls ? (response.socket as TLSSocket).getPeerCertificate().valid_to : "";
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        body = (body + text).slice(0, LONGEST_ANSWER);
      });
      const end = () =>
        resolve({ status: response.statusCode ?? 0, body, validTo: until === "" ? null : Date.parse(until) });
      response.on("end", end).on("error", reject);
    });
    request.on("timeout", () => request.destroy(Object.assign(new Error("too slow"), { code: "ETIMEDOUT" })));
    request.on("error", reject).end();
  });
}

function identityIn(body: string): HubIdentity | null {
  try {
    const said = JSON.parse(body) as Partial<HubIdentity> | null;
    return said?.talon === "hub" && typeof said.location === "string" ? (said as HubIdentity) : null;
  } catch {
    return null;
  }
}

function answerProblems(
  { status, body, validTo }: Answered,
  url: URL,
  { location, now }: AddressCheck,
): string[] {
  const identity = status === 200 ? identityIn(body) : null;
  const days = validTo === null ? null : Math.floor((validTo - now) / DAY_MS);
  const whose =
    identity === null
      ? `${url.host}: another site answers there (status ${status}). Let what stands before the hub hand on every path, also ${url.pathname}`
      : identity.location === location
        ? null
        : `${url.host}: the hub of another location ("${identity.location}") answers there`;
  return [
    ...(whose === null ? [] : [whose]),
    ...(days === null || days >= SOON_DAYS
      ? []
      : [
          `${url.host}: its certificate expires in ${days} days. Renew it, and see why that does not happen by itself`,
        ]),
  ];
}

/** Everything that would keep a citizen's phone from the ticket's page, with what to do; nothing when all is well. */
export async function addressProblems(check: AddressCheck): Promise<string[]> {
  const url = new URL(`${check.publicUrl}${WELL_KNOWN}`);
  const named = nameProblem(url);
  if (named !== null) return [named];
  const plain =
    url.protocol === "https:"
      ? []
      : [
          `${url.host} is no https address: phones warn of it. Give the hub, or what stands before it, a certificate`,
        ];
  let addresses: readonly string[];
  try {
    addresses = isIP(bare(url)) === 0 ? await (check.lookup ?? addressesOf)(bare(url)) : [bare(url)];
  } catch {
    return [
      ...plain,
      `${url.hostname} has no address: see whether it is spelled right, and whether DNS has it`,
    ];
  }
  const inside = addresses.filter(isPrivate);
  const hidden =
    inside.length === 0
      ? []
      : [
          `${url.hostname} leads to ${inside.join(", ")}, which no phone on a mobile network reaches. If citizens are all on the house's own network, this may be meant so`,
        ];
  try {
    return [...plain, ...hidden, ...answerProblems(await ask(url, addresses, check), url, check)];
  } catch (error) {
    return [...plain, ...hidden, callProblem(error, url)];
  }
}
