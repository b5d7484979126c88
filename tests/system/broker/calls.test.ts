/** Twenty staff call at once, half of them over HTTP and half over MQTT, until ten thousand have been called. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, type RequestOptions, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { BenchClient } from "../../bench/client.ts";
import { FarClient, until } from "../../broker/mqtt/far-side.ts";
import { TestedProgram } from "../../program.ts";

const CALLS = 10_000;
const STAFF = 20;
/** So many tickets are asked for at once by each of them. */
const AT_ONCE = 25;
/** So few counters that pairs, one on HTTP and one on MQTT, share the first ones and come between each other. */
const COUNTERS = 16;
const HERE = "/api/locations/demo";

type Answer = {
  readonly ticket?: { readonly id: string; readonly number: string };
  readonly refused?: string;
};
/** How one of the staff reaches the hub. */
type Ask = (kind: "issue" | "call-next", body: Readonly<Record<string, unknown>>) => Promise<Answer>;

function location(): unknown {
  return {
    ...{ v: 1, version: 1, location: "demo", name: { da: "Rådhuset" }, timeZone: "Europe/Copenhagen" },
    languages: ["da"],
    queues: [{ queue: "a", name: { da: "Pas" }, letters: "A" }],
    services: [],
    stands: [],
    counters: Array.from({ length: COUNTERS }, (_, at) => ({
      ...{ counter: String(at + 1), name: { da: `Skranke ${at + 1}` } },
    })),
    displays: [],
    catchAll: "a",
  };
}

/** The built hub; resolves with its HTTP address and its MQTT port. */
async function openHub(): Promise<{ url: URL; mqttPort: number }> {
  const folder = mkdtempSync(join(tmpdir(), "talon-calls-"));
  writeFileSync(join(folder, "location.json"), JSON.stringify(location()));
  writeFileSync(join(folder, "password"), "secret", { mode: 0o600 });
  const account = (role: string, id: string) => ({
    ...{ username: `${role}-${id}`, role, id, passwordFile: join(folder, "password") },
  });
  const staff = Array.from({ length: STAFF }, (_, at) => account("staff", `p${at}`));
  const config = {
    ...{ v: 1, location: join(folder, "location.json"), dataDir: join(folder, "data") },
    http: { host: "127.0.0.1", port: 0, publicUrl: "http://127.0.0.1:8080" },
    mqtt: { kind: "embedded", host: "127.0.0.1", port: 0, accounts: [...staff, account("display", "d1")] },
    signIn: { kind: "none" },
  };
  writeFileSync(join(folder, "hub.json"), JSON.stringify(config));
  const program = new TestedProgram(() => ["dist/talon-hub.js", "--config", join(folder, "hub.json")]);
  onTestFinished(async () => {
    await program.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const ready = await program.start();
  return { url: new URL(String(ready["http"])), mqttPort: Number(new URL(String(ready["mqtt"])).port) };
}

/** One request over a connection that is kept; the hub may have closed it meanwhile, since nobody asked for a while. */
async function posted(options: RequestOptions, body: string): Promise<Answer> {
  const asked = request({ ...options, method: "POST", headers: { "content-type": "application/json" } });
  asked.end(body);
  const [answer] = (await once(asked, "response")) as [AsyncIterable<Buffer>];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString()) as Answer;
}

function overHttp({ hostname: host, port }: URL): Ask {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  onTestFinished(() => agent.destroy());
  return async (kind, { counter, ...body }) => {
    const path = kind === "issue" ? `${HERE}/issue` : `${HERE}/counters/${String(counter)}/call-next`;
    const ask = () => posted({ host, port, path, agent }, JSON.stringify(body));
    // As the staff's page does: the same command once more, which happens once.
    return await ask().catch(ask);
  };
}

async function overMqtt(mqttPort: number, person: string): Promise<Ask> {
  const username = `staff-${person}`;
  const client = await BenchClient.open(mqttPort, { clientId: username, username, password: "secret" });
  onTestFinished(() => client.close());
  const topic = `talon/demo/staff/${person}`;
  await client.subscribe(`${topic}/response/+`);
  return async (kind, body) => {
    const transaction = randomUUID();
    const message = JSON.stringify({ v: 1, id: transaction, at: Date.now(), ...body });
    const answer = await client.request(`${topic}/request/${kind}`, transaction, message);
    return (JSON.parse(Buffer.from(answer).toString()) as { answer: Answer }).answer;
  };
}

/** Who is at a counter now, as somebody sees who looks anew. */
async function whoIsAt(url: URL, counter: string): Promise<string | undefined> {
  const counters = (await (await fetch(new URL(`${HERE}/counters`, url))).json()) as {
    readonly id: string;
    readonly ticket: { readonly id: string } | null;
  }[];
  return counters.find((one) => one.id === counter)?.ticket?.id;
}

type Tally = { readonly called: string[]; overtaken: number; repeated: number };

/** One of the staff: calls the next, ending the one before, until nobody waits. Every tenth press is a double one. */
async function callAll(
  ask: Ask,
  { url, counter, tally }: { url: URL; counter: string; tally: Tally },
): Promise<void> {
  let finishes = await whoIsAt(url, counter);
  for (let press = 1; ; press += 1) {
    const body = { commandId: randomUUID(), counter, ...(finishes === undefined ? {} : { finishes }) };
    const [first, ...more] = await Promise.all(
      Array.from({ length: press % 10 === 0 ? 2 : 1 }, () => ask("call-next", body)),
    );
    for (const again of more) {
      expect(again).toEqual(first);
      tally.repeated += 1;
    }
    if (first?.refused === "nobody-waiting") return;
    if (first?.ticket) tally.called.push(first.ticket.number);
    else {
      // Whoever shares the counter was quicker: look again, as the page does by itself.
      expect(["changed", "counter-busy"]).toContain(first?.refused);
      tally.overtaken += 1;
    }
    finishes = first?.ticket?.id ?? (await whoIsAt(url, counter));
  }
}

test("twenty staff call ten thousand at once over HTTP and MQTT: no ticket twice, none skipped", async () => {
  const { url, mqttPort } = await openHub();
  const staff: Ask[] = [];
  for (let at = 0; at < STAFF; at += 1)
    staff.push(at % 2 === 0 ? overHttp(url) : await overMqtt(mqttPort, `p${at}`));
  const username = "display-d1";
  const login = { clientId: username, username, password: "secret" };
  const display = await FarClient.connect(`mqtt://127.0.0.1:${mqttPort}`, login);
  onTestFinished(() => display.close());
  await display.subscribe("talon/demo/calls");
  const issued: string[] = [];
  const from = performance.now();
  await Promise.all(
    staff.map(async (ask) => {
      for (let count = 0; count < CALLS / STAFF; count += AT_ONCE) {
        const asks = Array.from({ length: AT_ONCE }, () =>
          ask("issue", { commandId: randomUUID(), queue: "a" }),
        );
        for (const { ticket } of await Promise.all(asks)) issued.push(String(ticket?.number));
      }
    }),
  );
  const numbers = Array.from({ length: CALLS }, (_, at) => `A${String(at + 1).padStart(2, "0")}`);
  expect([...issued].sort()).toEqual([...numbers].sort());
  const tally: Tally = { called: [], overtaken: 0, repeated: 0 };
  const calling = performance.now();
  // The last four share the counters of the first four, each with somebody on the other interface.
  const counterOf = (at: number) => String(1 + (at < COUNTERS ? at : (at + 1) % COUNTERS));
  await Promise.all(staff.map((ask, at) => callAll(ask, { url, counter: counterOf(at), tally })));
  const s = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  process.stdout.write(
    `${tally.called.length} calls in ${s(performance.now() - calling)}, issued in ${s(calling - from)}; ` +
      `${tally.overtaken} times another was quicker, ${tally.repeated} presses came twice\n`,
  );
  expect([...tally.called].sort()).toEqual([...numbers].sort());
  expect(tally.overtaken).toBeGreaterThan(0);
  // Displays were told each once, in the order in which they came.
  await until(() => display.received.length >= CALLS, 10_000);
  const shown = display.received.map(
    ({ payload }) => JSON.parse(payload) as { readonly number: string; readonly callSeq: number },
  );
  expect(shown.map(({ number }) => number)).toEqual(numbers);
  const order = shown.map(({ callSeq }) => callSeq);
  expect(order).toEqual([...new Set(order)].sort((one, other) => one - other));
}, 180_000);
