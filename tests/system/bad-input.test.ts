/** Ten thousand pieces of nonsense at the running programs' open ends: MQTT payloads at the hub, codes at the stand's scanner. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import mqtt, { type MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXAMPLES } from "../../protocol/examples.ts";
import { parseNumber, TICKET_STATES } from "../../protocol/terms.ts";
import { Demo, until } from "./demo.ts";
import { Intruder, nonsense } from "./stand-nonsense.ts";

const PIECES = 10_000;
const SEED = 20_261_122;
const demo = new Demo();
let staff: MqttClient;

beforeAll(async () => {
  await demo.open();
  const { url, accounts } = demo.run.mqtt;
  const account = accounts.find((one) => one.role === "staff");
  if (!account) throw new Error("run.json names no staff account");
  const { username, password, clientId } = account;
  staff = await mqtt.connectAsync(url, { protocolVersion: 4, username, password, clientId });
}, 60_000);

afterAll(async () => {
  await staff?.endAsync(true);
  await demo.close();
});

/** Resident memory in MiB. */
function memory(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

const KINDS = {
  "call-next": EXAMPLES.staffCallNext,
  recall: EXAMPLES.staffCounter,
  call: EXAMPLES.staffTicket,
  issue: EXAMPLES.staffIssue,
  adopt: EXAMPLES.staffAdopt,
  "close-up-to": EXAMPLES.staffCloseUpTo,
  undo: EXAMPLES.staffUndo,
} as const;

/** A right message with one field made wrong, half a message, other JSON, or just bytes. */
const payload = fc.constantFrom(...Object.values(KINDS)).chain((example) => {
  const text = JSON.stringify(example);
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...Object.keys(example)), fc.jsonValue())
      .map(([field, value]) => JSON.stringify({ ...example, [field]: value })),
    fc.nat(text.length - 1).map((length) => text.slice(0, length)),
    fc.json(),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
});

describe("nonsense from outside", () => {
  test("10,000 payloads at the hub: it goes on, lists only sense, and keeps its memory", async () => {
    const payloads = fc.sample(payload, { seed: SEED, numRuns: PIECES });
    const kinds = Object.keys(KINDS);
    let half = 0;
    for (const [index, one] of payloads.entries()) {
      const topic = `talon/demo/staff/demo/request/${kinds[index % kinds.length]}`;
      await staff.publishAsync(topic, one, { qos: 1 });
      if (index === PIECES / 2) half = memory(demo.run.hub.pid);
    }
    expect((await fetch(`${demo.run.hub.url}/healthz`)).status).toBe(200);
    for (const ticket of await demo.tickets()) {
      expect(parseNumber(ticket.number)?.number).toBe(ticket.number);
      expect(TICKET_STATES).toContain(ticket.state);
    }
    expect(memory(demo.run.hub.pid) - half).toBeLessThan(24);
  }, 120_000);

  test("10,000 topics and payloads with a stand's password: the hub takes nothing in and keeps its memory", async () => {
    const { hub, mqtt: broker } = demo.run;
    const account = broker.accounts.find((one) => one.role === "stand");
    if (!account) throw new Error("run.json names no stand account");
    const before = await demo.tickets();
    // Else the stand and who pretends to be it would push each other off for ever.
    await demo.post(demo.stand("/simulated/network"), { up: false });
    const intruder = new Intruder(broker.url, account);
    let half = 0;
    for (const [index, piece] of fc.sample(nonsense, { seed: SEED, numRuns: PIECES }).entries()) {
      await intruder.say(piece);
      if (index === PIECES / 2) half = memory(hub.pid);
    }
    await until("the last answer", () => (intruder.answers.get("quarantined") ?? 0) > 1000);
    await intruder.close();
    await demo.post(demo.stand("/simulated/network"), { up: true });
    expect(memory(hub.pid) - half).toBeLessThan(24);
    expect(intruder.thrownOut).toBeGreaterThan(200);
    expect([...intruder.answers.keys()].sort()).toEqual(["command-invalid", "quarantined"]);
    expect(demo.run.hub.pid).toBe(hub.pid);
    expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
    expect(await demo.tickets()).toEqual(before);
    const slip = await demo.ticket(1);
    await demo.inState(slip.ticketId, "waiting");
  }, 120_000);

  test("10,000 codes at the scanner: the stand goes on, gives no ticket, and keeps its memory", async () => {
    // Made before anything is awaited: it takes seconds, in which the stand ends a connection that nobody uses.
    const codes = fc.sample(
      fc.oneof(fc.string({ maxLength: 80, unit: "binary" }), fc.string({ minLength: 400, maxLength: 5_000 })),
      {
        seed: SEED,
        numRuns: PIECES,
      },
    );
    const before = (await demo.paper()).length;
    const { pid } = demo.run.stand;
    let half = 0;
    for (const [index, code] of codes.entries()) {
      const answer = await fetch(demo.stand("/simulated/scanner"), { method: "POST", body: code });
      await answer.arrayBuffer();
      expect(answer.status).toBeLessThan(500);
      if (index === PIECES / 2) half = memory(pid);
    }
    expect(demo.run.stand.pid).toBe(pid);
    expect((await demo.paper()).length).toBe(before);
    expect(memory(pid) - half).toBeLessThan(16);
    const slip = await demo.ticket(1);
    await until("its ticket at the hub", async () =>
      (await demo.tickets()).some((one) => one.id === slip.ticketId),
    );
  }, 120_000);
});
