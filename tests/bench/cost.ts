/**
 * Part (i) of the bench: what TLS and access rules cost in processor time a message, against the same load without them in the
 * same run: for the broker alone, and for the whole hub with its ledger. Each client waits for its answer, so that nothing is saved by
 * sending much at once.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Aedes } from "aedes";
import { issueCertificate, makeAuthority } from "../../broker/certificates/issue.ts";
import { newKey } from "../../broker/certificates/keys.ts";
import { type Heard, heardOf, hubFilters } from "../../broker/mqtt/contract.ts";
import { openEmbedded } from "../../broker/mqtt/embedded.ts";
import { EXAMPLES } from "../../protocol/examples.ts";
import { BenchClient, id, type Where } from "./client.ts";
import { against, type Line, median, processorMs, report } from "./figures.ts";
import { BenchStand, startHub } from "./hub.ts";

const ROUNDS = 5;
const CLIENTS = 16;
const ASKED_OF_BROKER = 6_000;
const ASKED_OF_HUB = 2_000;
const LOCATION = "demo";
const DAY_MS = 86_400_000;

/** `bare`: aedes and nothing else; `rules`: the hub's broker with accounts and access rules; `secure`: that, over TLS. */
const KINDS = ["bare", "rules", "secure"] as const;
type Kind = (typeof KINDS)[number];

type Files = { readonly certFile: string; readonly keyFile: string };

/** A certificate for this machine, made as the hub makes its own. Answers where it is, and what others are to believe. */
async function madeCertificate(folder: string): Promise<{ files: Files; ca: string }> {
  mkdirSync(folder, { recursive: true });
  const [from, until] = [Date.now() - DAY_MS, Date.now() + DAY_MS];
  const authority = await makeAuthority("bench", { from, until });
  const { key, publicKey } = newKey();
  const names = ["127.0.0.1"];
  const subject = { commonName: "127.0.0.1", organization: "bench" };
  const cert = await issueCertificate(authority, {
    ...{ usage: "server", names, publicKey, from, until },
    ...subject,
  });
  const files = { certFile: join(folder, "cert.pem"), keyFile: join(folder, "key.pem") };
  writeFileSync(files.certFile, cert);
  writeFileSync(files.keyFile, key, { mode: 0o600 });
  return { files, ca: authority.cert };
}

type Told = (topic: string, payload: string) => void;

/** Answers a request as the hub does, without deciding anything. */
function answer({ match, message }: Heard, tell: Told): void {
  if (!message.ok || match.name !== "issue") return;
  const { id: transaction } = message.value as { id: string };
  const filler = "x".repeat(300);
  tell(
    `talon/${LOCATION}/stands/${match.at["stand"]}/response/issue`,
    JSON.stringify({ transaction, filler }),
  );
}

/** Aedes alone, with the hub's listeners and the hub's decoding. */
async function openBare(): Promise<number> {
  const aedes = await Aedes.createBroker({ maxInflightInbound: 100, queueLimit: 100 });
  const tell: Told = (topic, payload) =>
    aedes.publish({ cmd: "publish", topic, payload, qos: 1, retain: false, dup: false }, () => undefined);
  const hear = ({ topic, payload }: { topic: string; payload: string | Buffer }, done: () => void) => {
    const heard = heardOf(topic, Buffer.from(payload));
    if (heard !== null) answer(heard, tell);
    done();
  };
  for (const filter of hubFilters(LOCATION)) aedes.subscribe(filter, hear, () => undefined);
  const server = createServer({ noDelay: true, highWaterMark: 1_048_576 }, (socket) => aedes.handle(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as { port: number }).port;
}

async function openOurs(folder: string, isSecure: boolean): Promise<number> {
  const [cert, key] = ["cert.pem", "key.pem"].map((name) => join(folder, name)) as [string, string];
  const pair = () => ({ cert: readFileSync(cert, "utf8"), key: readFileSync(key, "utf8") });
  const tls = isSecure ? { pair: pair(), isOwn: false, renewed: () => undefined } : null;
  const accounts = Array.from({ length: CLIENTS }, (_, at) => {
    return { username: `s${at}`, role: "stand", id: `s${at}`, password: "bench" } as const;
  });
  const place = { location: LOCATION, host: "127.0.0.1", port: 0 };
  const broker = await openEmbedded(
    { ...place, tls, accounts, allowAnonymousReading: false },
    {
      heard: (heard) => answer(heard, (topic, payload) => broker.publish(topic, payload, false)),
      linked: () => undefined,
      failed: ({ message }) => process.stderr.write(`failed: ${message}\n`),
      refused: ({ why }) => process.stderr.write(`refused: ${why}\n`),
      limited: ({ why }) => process.stderr.write(`limited: ${why}\n`),
    },
  );
  return broker.port;
}

/** A process of its own: one broker of a kind. Prints its port when ready. */
export async function runCostBroker(kind: string, folder: string): Promise<void> {
  const port = kind === "bare" ? await openBare() : await openOurs(folder, kind === "secure");
  process.stdout.write(`${JSON.stringify({ what: "ready", port })}\n`);
}

/** Every client asks and waits, until all have asked so often together. Answers the process's processor time a message, in µs. */
async function costOf(
  pid: number,
  asks: readonly (() => Promise<unknown>)[],
  times: number,
): Promise<number> {
  const before = processorMs(pid);
  const each = Math.ceil(times / asks.length);
  await Promise.all(
    asks.map(async (ask) => {
      for (let at = 0; at < each; at++) await ask();
    }),
  );
  return ((processorMs(pid) - before) * 1000) / (each * asks.length);
}

type Side = { readonly pid: number; readonly asks: (() => Promise<unknown>)[]; readonly stop: () => void };

async function brokerSide(kind: Kind, folder: string, ca: string): Promise<Side> {
  const words = [process.argv[1] ?? "", "cost-broker", kind, folder];
  const child: ChildProcess = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), "line")) as [
    string,
  ];
  const { port } = JSON.parse(line) as { port: number };
  const where: Where = kind === "secure" ? { port, ca } : { port };
  const asks: (() => Promise<unknown>)[] = [];
  for (let at = 0; at < CLIENTS; at++) {
    const client = await BenchClient.open(where, {
      clientId: `stand-s${at}`,
      username: `s${at}`,
      password: "bench",
    });
    await client.subscribe(`talon/${LOCATION}/stands/s${at}/response/+`);
    const topic = `talon/${LOCATION}/stands/s${at}/request/issue`;
    asks.push(async () => {
      const transaction = id();
      await client.request(topic, transaction, JSON.stringify({ ...EXAMPLES.issue, id: transaction }));
    });
  }
  return { pid: child.pid ?? 0, asks, stop: () => child.kill() };
}

async function hubSide(folder: string, secure: { files: Files; ca: string } | null): Promise<Side> {
  const more = secure === null ? {} : { tls: secure.files };
  const hub = await startHub(folder, { queues: 10, stands: CLIENTS }, more);
  const where: Where = secure === null ? { port: hub.mqtt } : { port: hub.mqtt, ca: secure.ca };
  const asks: (() => Promise<unknown>)[] = [];
  for (let at = 0; at < CLIENTS; at++) {
    const stand = await BenchStand.open(where, `s${at}`, 10);
    asks.push(async () => await stand.issue());
  }
  return { pid: hub.program.pid, asks, stop: () => void hub.program.kill("SIGTERM") };
}

/** Rounds in turn, so that a machine that is slow for a while is so for all of them; one before that warms each. */
async function compared(sides: readonly Side[], times: number): Promise<number[][]> {
  for (const { pid, asks } of sides) await costOf(pid, asks, times);
  const costs = sides.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [at, { pid, asks }] of sides.entries()) costs[at]?.push(await costOf(pid, asks, times));
  for (const { stop } of sides) stop();
  return costs;
}

const micros = (costs: readonly number[] = []) => `${median(costs).toFixed(0)} µs`;
const times = (costs: readonly number[] = [], to: readonly number[] = []) =>
  median(costs.map((one, at) => one / (to[at] ?? Number.NaN)));
const ratio = (costs?: readonly number[], to?: readonly number[]) =>
  against(times(costs, to), { atMost: 1.2 });

/** (i) the cost of TLS and access rules. */
export async function costOfSafety(folder: string): Promise<string> {
  const secure = await madeCertificate(join(folder, "certificate"));
  const brokers: Side[] = [];
  for (const kind of KINDS) brokers.push(await brokerSide(kind, join(folder, "certificate"), secure.ca));
  const [bare, rules, both] = await compared(brokers, ASKED_OF_BROKER);
  const hubs = [await hubSide(join(folder, "plain"), null), await hubSide(join(folder, "tls"), secure)];
  const [plain, tls] = await compared(hubs, ASKED_OF_HUB);
  const lines: Line[] = [
    ["the broker alone, neither: processor time a request and answer", micros(bare)],
    ["the broker alone, accounts and access rules", `${micros(rules)}, ${ratio(rules, bare)}`],
    ["the broker alone, these and TLS", `${micros(both)}, ${ratio(both, bare)}`],
    ["the broker alone, TLS over accounts and rules", `${times(both, rules).toFixed(2)}x`],
    ["the whole hub, a durable ticket with access rules", micros(plain)],
    ["the whole hub, these and TLS", `${micros(tls)}, ${ratio(tls, plain)}`],
  ];
  return report(`(i) what TLS and access rules cost, ${CLIENTS} clients that wait for their answers`, lines);
}
