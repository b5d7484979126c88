/** Parts (a) and (c) of the bench: one press after another, and as many as can be, each against the bare exchange in the same run. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { BenchClient, id } from "./client.ts";
import { against, type Line, median, ms, percentile, processorMs, report } from "./figures.ts";
import { type BenchHub, BenchStand, startHub } from "./hub.ts";
import { ANSWER, ASK, rawCommits } from "./reference.ts";

const ROUNDS = 5;
const CLIENTS = 16;
const WINDOW = 8;
const LOAD_MS = 2_000;

/** This very program as another process; resolves with its port. */
async function startSelf(...words: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [process.argv[1] ?? "", ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, port: (JSON.parse(line) as { port: number }).port };
}

/** Plain aedes and a responder that is its client, each a process of its own. */
async function startBareExchange(): Promise<{ port: number; stop: () => void }> {
  const broker = await startSelf("reference-broker");
  const responder = await startSelf("reference-responder", `mqtt://127.0.0.1:${broker.port}`);
  const stop = () => {
    responder.child.kill();
    broker.child.kill();
  };
  return { port: broker.port, stop };
}

/** One request of the bare exchange, as long as a ticket's. */
async function bareAsk(client: BenchClient, name: string): Promise<void> {
  const transaction = id();
  const filler = "x".repeat(420);
  await client.request(
    `${ASK}/${name}`,
    transaction,
    JSON.stringify({ v: 1, id: transaction, at: Date.now(), filler }),
  );
}

async function bareClient(port: number, name: string): Promise<BenchClient> {
  const client = await BenchClient.open(port, { clientId: name });
  await client.subscribe(`${ANSWER}/${name}`);
  return client;
}

async function timed(times: number, once_: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let at = 0; at < times; at++) {
    const before = performance.now();
    await once_();
    samples.push(performance.now() - before);
  }
  return samples;
}

/** (a) press to the hub's answer, one at a time. */
export async function pressToAnswer(folder: string): Promise<string> {
  const hub = await startHub(join(folder, "press"), { queues: 3, stands: 1 });
  const reference = await startBareExchange();
  const stand = await BenchStand.open(hub.mqtt, "s0", 3);
  const bare = await bareClient(reference.port, "bare");
  const [ours, exchange, commits]: [number[], number[], number[]] = [[], [], []];
  await timed(300, async () => [await stand.issue(), await bareAsk(bare, "bare")]);
  for (let round = 0; round < ROUNDS; round++) {
    exchange.push(...(await timed(300, async () => await bareAsk(bare, "bare"))));
    commits.push(...rawCommits(join(folder, "raw.db"), 300));
    ours.push(...(await timed(300, async () => await stand.issue())));
  }
  stand.close();
  bare.close();
  reference.stop();
  await hub.program.kill("SIGTERM");
  const p50 = median(exchange) + median(commits);
  const lines: Line[] = [
    ["press to answer p50", ms(median(ours))],
    ["press to answer p99", ms(percentile(ours, 0.99))],
    ["bare exchange p50 / p99", `${ms(median(exchange))} / ${ms(percentile(exchange, 0.99))}`],
    ["raw SQLite commit p50 / p99", `${ms(median(commits))} / ${ms(percentile(commits, 0.99))}`],
    ["p50 against exchange + commit", against(median(ours) / p50, { atMost: 1.5 })],
    ["p50 under 10 ms", median(ours) < 10 ? "met" : "NOT met"],
  ];
  return report(`(a) press to the hub's answer, ${ours.length} presses`, lines);
}

/** How many times a second `ask` is answered, with every client keeping its window full for a while. */
async function rate(asks: readonly (() => Promise<unknown>)[]): Promise<number> {
  let answered = 0;
  const start = performance.now();
  const worker = async (ask: () => Promise<unknown>) => {
    while (performance.now() - start < LOAD_MS) {
      await ask();
      answered += 1;
    }
  };
  await Promise.all(asks.flatMap((ask) => Array.from({ length: WINDOW }, () => worker(ask))));
  return (answered * 1000) / (performance.now() - start);
}

type Sides = {
  readonly ours: (() => Promise<unknown>)[];
  readonly bare: (() => Promise<unknown>)[];
  readonly stands: BenchStand[];
};

async function sides(hubPort: number, barePort: number): Promise<Sides> {
  const stands: BenchStand[] = [];
  const bare: (() => Promise<unknown>)[] = [];
  for (let at = 0; at < CLIENTS; at++) {
    stands.push(await BenchStand.open(hubPort, `s${at}`, 10));
    const client = await bareClient(barePort, `b${at}`);
    bare.push(async () => await bareAsk(client, `b${at}`));
  }
  return { ours: stands.map((stand) => async () => await stand.issue()), bare, stands };
}

async function printedRate(stands: readonly BenchStand[]): Promise<number> {
  const batches = await Promise.all(
    stands.map(async (stand) => await Promise.all(Array.from({ length: 200 }, () => stand.issue()))),
  );
  const start = performance.now();
  await Promise.all(
    batches.map(async (tickets, at) => {
      for (let from = 0; from < tickets.length; from += 20)
        await stands[at]?.printed(tickets.slice(from, from + 20));
    }),
  );
  return (batches.flat().length * 1000) / (performance.now() - start);
}

async function throughput(
  title: string,
  folder: string,
  hub: BenchHub,
  ports: { hub: number; bare: number },
): Promise<string> {
  const { ours, bare, stands } = await sides(ports.hub, ports.bare);
  await rate(ours);
  await rate(bare);
  let [cpuMs, issued] = [0, 0];
  const [tickets, exchanges, commits]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    exchanges.push(await rate(bare));
    const before = processorMs(hub.program.pid);
    const start = performance.now();
    const perSecond = await rate(ours);
    cpuMs += processorMs(hub.program.pid) - before;
    issued += (perSecond * (performance.now() - start)) / 1000;
    tickets.push(perSecond);
    const times = rawCommits(join(folder, "raw.db"), 300);
    commits.push(1000 / (times.reduce((sum, time) => sum + time, 0) / times.length));
  }
  const printed = await printedRate(stands);
  await hub.program.kill("SIGTERM");
  const ratios = tickets.map((one, at) => one / (exchanges[at] ?? Number.NaN));
  return report(title, [
    ["durable tickets a second", median(tickets).toFixed(0)],
    ["bare QoS 1 exchanges a second", median(exchanges).toFixed(0)],
    ["raw SQLite commits a second", median(commits).toFixed(0)],
    ["tickets against exchanges (median of rounds)", against(median(ratios), { atLeast: 0.6 })],
    ["the hub's processor time a ticket", `${((cpuMs * 1000) / issued).toFixed(0)} µs`],
    ["rounds", ratios.map((ratio) => ratio.toFixed(2)).join(" ")],
    ["printed records a second, 20 a message", printed.toFixed(0)],
  ]);
}

/** (c) with the hub's own broker. */
export async function throughputEmbedded(folder: string): Promise<string> {
  const hub = await startHub(join(folder, "embedded"), { queues: 10, stands: CLIENTS });
  const reference = await startBareExchange();
  const title = `(c) durable tickets, ${CLIENTS} clients x ${WINDOW} in flight, aedes`;
  const text = await throughput(title, folder, hub, { hub: hub.mqtt, bare: reference.port });
  reference.stop();
  return text;
}

/** (c) with Debian's mosquitto between stands and hub; the bare responder is a client of it, as the hub is. */
export async function throughputMosquitto(folder: string, mosquittoPort: number): Promise<string> {
  const url = `mqtt://127.0.0.1:${mosquittoPort}`;
  const hub = await startHub(join(folder, "external"), { queues: 10, stands: CLIENTS }, { mqttUrl: url });
  const responder = await startSelf("reference-responder", url);
  const title = `(c) durable tickets, ${CLIENTS} clients x ${WINDOW} in flight, mosquitto`;
  const text = await throughput(title, folder, hub, { hub: mosquittoPort, bare: mosquittoPort });
  responder.child.kill();
  return text;
}
