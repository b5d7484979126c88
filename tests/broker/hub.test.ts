import { randomUUID } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import { MemoryLedger } from "../../broker/ledger/memory.ts";
import { Hall } from "./hall.ts";
import { FarClient, until } from "./mqtt/far-side.ts";
import { Mosquitto } from "./mqtt/mosquitto.ts";

/** As a file outlives the process. */
class LastingLedger extends MemoryLedger {
  readonly readAfter: number[] = [];
  override load(after = 0) {
    this.readAfter.push(after);
    return super.load(after);
  }
  override close() {
    // The next hub opens it again.
  }
}

const HERE = "/api/locations/demo";
const at = "talon/demo";

it("a hub that starts again on its ledger says the same states, and knows the same tickets", async () => {
  const kept = new LastingLedger();
  const first = await Hall.open({ ledger: kept });
  const stand = await first.stand();
  const { ticketId, token } = await stand.issue();
  await first.close();
  const second = await Hall.open({ ledger: kept });
  // From the checkpoint of the morning: only the first start read from the beginning.
  expect(kept.readAfter.map((after) => after > 0).slice(0, 2)).toEqual([false, true]);
  expect(kept.readAfter.filter((after) => after === 0)).toHaveLength(1);
  const board = await second.mqtt("integration-board");
  await board.subscribe(`${at}/queues/a`);
  await until(() => board.received.length > 0);
  expect(board.received[0]?.payload).toContain(`"waiting":1`);
  expect((await second.ask(`${HERE}/tickets`)).items.map((one) => one.id)).toEqual([ticketId]);
  expect((await second.ask(`/t/${token}`)).status).toBe(200);
  await second.close();
});

it("a hub on another broker clears what an earlier one left there, and says everything again when the broker has forgotten it", async () => {
  const mosquitto = await Mosquitto.start(["hub", "stand-s1", "integration-board"]);
  onTestFinished(() => mosquitto.close());
  const connect = (username: string) =>
    FarClient.connect(mosquitto.url, { username, password: `secret of ${username}`, clientId: username });
  const before = await connect("hub");
  for (const topic of ["queues/old", "stands/s9/health", "stands/s1/health", "old/word"])
    await before.client.publishAsync(`${at}/${topic}`, "{}", { qos: 1, retain: true });
  await before.close();
  const broker = {
    kind: "external",
    url: mosquitto.url,
    username: "hub",
    password: "secret of hub",
  } as const;
  const hall = await Hall.open({ broker });
  // What the hub says itself; a stand's health is the stand's own word.
  const words = [
    ...["counters/1", "counters/2", "displays/d1", "hub/availability"],
    ...["queues/a", "queues/b", "queues/c", "stands/s1/config"],
  ];
  const look = async () => {
    const board = await connect("integration-board");
    // What lay there may come first and be cleared then: the last word on each topic counts.
    const kept = () => new Map(board.received.map((one) => [one.topic.slice(at.length + 1), one.payload]));
    const topics = () => [...kept()].flatMap(([topic, payload]) => (payload === "" ? [] : [topic])).sort();
    await board.subscribe(`${at}/#`);
    await until(() => words.every((word) => topics().includes(word)));
    // What else is retained was sent before this comes back.
    await board.client.publishAsync(`${at}/marker`, "here", { qos: 1 });
    await until(() => topics().includes("marker"));
    await board.close();
    return topics();
  };
  expect(await look()).toEqual([...words, "marker", "stands/s1/health"].sort());
  await mosquitto.stop();
  await until(() => hall.lines.some((line) => line["what"] === "the MQTT broker is gone"));
  expect((await hall.ask("/healthz")).status).toBe(503);
  await mosquitto.run();
  await until(() => hall.lines.filter((line) => line["what"] === "the MQTT broker is there").length > 1);
  expect(await look()).toEqual([...words, "marker"].sort());
  expect((await hall.ask("/healthz")).status).toBe(200);
  await hall.close();
});

it("a request that a client kept on another broker by mistake is never obeyed again, and cleared at the start", async () => {
  const mosquitto = await Mosquitto.start(["hub", "staff-anna", "stand-s1"]);
  onTestFinished(() => mosquitto.close());
  const connect = (username: string) =>
    FarClient.connect(mosquitto.url, { username, password: `secret of ${username}`, clientId: username });
  const anna = await connect("staff-anna");
  const order = () => JSON.stringify({ v: 1, id: randomUUID(), at: 1, commandId: randomUUID(), queue: "a" });
  const kept = { qos: 1, retain: true } as const;
  await anna.client.publishAsync(`${at}/staff/anna/request/issue`, order(), kept);
  await anna.client.publishAsync(`${at}/stands/s1/request/printed`, "no json", kept);
  const hall = await Hall.open({
    broker: { kind: "external", url: mosquitto.url, username: "hub", password: "secret of hub" },
  });
  await anna.subscribe(`${at}/+/+/response/+`);
  await anna.client.publishAsync(`${at}/staff/anna/request/issue`, order(), { qos: 1 });
  await until(() => anna.received.length > 0);
  expect((await hall.ask(`${HERE}/tickets`)).items).toHaveLength(1);
  expect(anna.received.map((one) => one.topic)).toEqual([`${at}/staff/anna/response/issue`]);
  const look = await connect("stand-s1");
  await look.subscribe(`${at}/+/+/request/+`);
  await look.subscribe(`${at}/queues/a`);
  await until(() => look.received.length > 0);
  // The queue may speak more than once meanwhile; nobody else may speak at all.
  expect(new Set(look.received.map((one) => one.topic))).toEqual(new Set([`${at}/queues/a`]));
  for (const client of [anna, look]) await client.close();
  await hall.close();
});

it("a call is shown at once, however short ago another change was shown", async () => {
  const hall = await Hall.open({ coalesceMs: 600_000 });
  const { pictures } = await hall.stream("/display/d1/events");
  const { body } = await hall.post(`${HERE}/issue`, { queue: "a" });
  await hall.post(`${HERE}/counters/1/call-next`);
  await until(() => pictures.at(-1)?.calls.at(-1)?.number === body.ticket.number);
  await hall.close();
});
