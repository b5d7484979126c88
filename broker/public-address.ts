/**
 * The address in the QR codes, tried as a phone would as far as the hub's own machine can: its name, the way there, its certificate,
 * and whether this hub answers. Knows no setting; a test brings its own names and certificates.
 */
import { lookup as dnsLookup } from "node:dns/promises";
import { request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { TLSSocket } from "node:tls";
import type { StaffLanguage } from "../protocol/terms.ts";
import { ADDRESS_WORDS, type AddressWords } from "./address-words.ts";
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
  readonly language: StaffLanguage;
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
function nameProblem(url: URL, words: AddressWords): string | null {
  const name = bare(url);
  const isLocal =
    name === "localhost" || name.endsWith(".localhost") || (isIP(name) !== 0 && isPrivate(name));
  if (isLocal) return words.local(name);
  const isInHouse = !name.includes(".") || /\.(local|lan|home|internal|intern|corp)$/.test(name);
  return isIP(name) === 0 && isInHouse ? words.inHouse(name) : null;
}

/** Why nobody answered, and what to do. */
function callProblem(error: unknown, { host }: URL, words: AddressWords): string {
  const code = systemCode(error);
  const certificate = words.certificates[code];
  if (certificate !== undefined) return `${host}: ${certificate}`;
  if (code === "ECONNREFUSED") return `${host}: ${words.refused}`;
  return `${host}: ${code === "EPROTO" ? words.noTls : words.silent(code || String(error))}`;
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
  { location, now, language }: AddressCheck,
): string[] {
  const words = ADDRESS_WORDS[language];
  const identity = status === 200 ? identityIn(body) : null;
  const days = validTo === null ? null : Math.floor((validTo - now) / DAY_MS);
  const problems: string[] = [];
  if (identity === null) problems.push(words.otherSite(status, url.pathname));
  else if (identity.location !== location) problems.push(words.otherLocation(identity.location));
  if (days !== null && days < SOON_DAYS) problems.push(words.expires(days));
  return problems.map((problem) => `${url.host}: ${problem}`);
}

/** Everything that would keep a citizen's phone from the ticket's page, with what to do; nothing when all is well. */
export async function addressProblems(check: AddressCheck): Promise<string[]> {
  const url = new URL(`${check.publicUrl}${WELL_KNOWN}`);
  const words = ADDRESS_WORDS[check.language];
  const named = nameProblem(url, words);
  if (named !== null) return [named];
  const plain = url.protocol === "https:" ? [] : [words.plain(url.host)];
  let addresses: readonly string[];
  try {
    addresses = isIP(bare(url)) === 0 ? await (check.lookup ?? addressesOf)(bare(url)) : [bare(url)];
  } catch {
    return [...plain, words.unknown(url.hostname)];
  }
  const inside = addresses.filter(isPrivate);
  const hidden = inside.length === 0 ? [] : [words.hidden(url.hostname, inside.join(", "))];
  try {
    return [...plain, ...hidden, ...answerProblems(await ask(url, addresses, check), url, check)];
  } catch (error) {
    return [...plain, ...hidden, callProblem(error, url, words)];
  }
}
