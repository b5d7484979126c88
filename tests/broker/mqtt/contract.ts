/** The suite that every broker of the hub runs. Knows no broker's kind. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { HubBroker } from "../../../broker/mqtt/contract.ts";
import { type FarClient, HubSide, until } from "./far-side.ts";

/** A broker with the accounts stand-s1, stand-s2, staff-anna, display-d1 and integration-board of location `demo`. */
export type Place = {
  readonly open: (hub: HubSide) => Promise<HubBroker>;
  readonly connect: (username: string, more?: object) => Promise<FarClient>;
  readonly close: () => Promise<void>;
};

export function brokerContract(openPlace: () => Promise<Place>): void {
  let place: Place;
  let hub: HubSide;
  let broker: HubBroker;
  const clients: FarClient[] = [];
  const connect = async (username: string, more?: object) => {
    const client = await place.connect(username, more);
    clients.push(client);
    return client;
  };

  beforeEach(async () => {
    place = await openPlace();
    hub = new HubSide();
    broker = await place.open(hub);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await broker.close();
    await place.close();
  });

  it("hears a stand's request and answers to that stand alone", async () => {
    const [s1, s2] = await Promise.all([connect("stand-s1"), connect("stand-s2")]);
    await s1.subscribe("talon/demo/stands/s1/response/+");
    await s2.subscribe("talon/demo/stands/s2/response/+");
    await s1.client.publishAsync("talon/demo/stands/s1/request/issue", "press", { qos: 1 });
    await until(() => hub.said("talon/demo/stands/s1/request/issue").length > 0);
    broker.publish("talon/demo/stands/s1/response/issue", "A01", false);
    await until(() => s1.received.length === 1);
    expect(s1.on("talon/demo/stands/s1/response/issue")).toEqual(["A01"]);
    expect(s2.received).toEqual([]);
  });

  it("gives a stand what it said in one turn of the loop, retained or not, all of it and in its order", async () => {
    const stand = await connect("stand-s1");
    await stand.subscribe("talon/demo/queues/+");
    await stand.subscribe("talon/demo/stands/s1/command/+");
    for (let turn = 0; turn < 20; turn += 1) {
      broker.publish("talon/demo/queues/a", `state ${turn}`, true);
      broker.publish("talon/demo/stands/s1/command/expected", `news ${turn}`, false);
    }
    const words = Array.from({ length: 20 }, (_, turn) => [`state ${turn}`, `news ${turn}`]).flat();
    await until(() => stand.received.at(-1)?.payload.toString() === "news 19");
    expect(stand.received.map(({ payload }) => payload.toString())).toEqual(words);
  });

  it("hears a staff client's command and a stand's availability and health", async () => {
    const [stand, staff] = await Promise.all([connect("stand-s1"), connect("staff-anna")]);
    await staff.client.publishAsync("talon/demo/staff/anna/request/call-next", "x", { qos: 1 });
    await stand.client.publishAsync("talon/demo/stands/s1/availability", "on", { qos: 1, retain: true });
    await stand.client.publishAsync("talon/demo/stands/s1/health", "well", { qos: 1, retain: true });
    await until(() => hub.messages.length >= 3);
    expect(hub.said("talon/demo/staff/anna/request/call-next")).toEqual(["x"]);
    expect(hub.said("talon/demo/stands/s1/availability")).toEqual(["on"]);
    expect(hub.said("talon/demo/stands/s1/health")).toEqual(["well"]);
  });

  it("hands over a good message decoded, and a bad one with its bytes and what is wrong", async () => {
    const stand = await connect("stand-s1");
    const lookup = { v: 1, id: randomUUID(), at: 1, token: "0123456789ABCDEFGHJKMNPQRS" };
    await stand.client.publishAsync("talon/demo/stands/s1/request/lookup", JSON.stringify(lookup), {
      qos: 1,
    });
    await stand.client.publishAsync("talon/demo/stands/s1/request/lookup", `{"v":1}`, { qos: 1 });
    await until(() => hub.messages.length === 2);
    expect(hub.messages.map((one) => [one.match.name, one.match.at, one.message.ok])).toEqual([
      ["lookup", { stand: "s1" }, true],
      ["lookup", { stand: "s1" }, false],
    ]);
    expect(hub.messages[0]?.message).toMatchObject({ value: lookup });
  });

  it("gives a client that comes later the last retained state only", async () => {
    broker.publish("talon/demo/queues/a", "one", true);
    broker.publish("talon/demo/queues/a", "two", true);
    const display = await connect("display-d1");
    await display.subscribe("talon/demo/queues/+");
    await until(() => display.received.length > 0);
    broker.publish("talon/demo/queues/a", "three", true);
    await until(() => display.on("talon/demo/queues/a").at(-1) === "three");
    expect(display.on("talon/demo/queues/a")).toEqual(["two", "three"]);
    expect(display.received[0]?.retain).toBe(true);
  });

  it("forgets a retained topic that the hub clears", async () => {
    broker.publish("talon/demo/queues/old", "here", true);
    broker.publish("talon/demo/queues/old", "", true);
    broker.publish("talon/demo/queues/a", "last", true);
    const display = await connect("display-d1");
    await display.subscribe("talon/demo/queues/+");
    await until(() => display.received.length > 0);
    expect(display.received.map((one) => one.topic)).toEqual(["talon/demo/queues/a"]);
  });

  it("keeps the order of what the hub says on a topic", async () => {
    const board = await connect("integration-board");
    await board.subscribe("talon/demo/calls");
    const said = Array.from({ length: 300 }, (_, index) => String(index));
    for (const one of said) broker.publish("talon/demo/calls", one, false);
    await until(() => board.received.length === said.length);
    expect(board.on("talon/demo/calls")).toEqual(said);
  });

  it("tells the hub a stand's last will when its cable is pulled", async () => {
    const topic = "talon/demo/stands/s1/availability";
    const stand = await connect("stand-s1", {
      will: { topic, payload: Buffer.from("gone"), qos: 1, retain: true },
    });
    stand.client.stream.destroy();
    await until(() => hub.said(topic).includes("gone"));
    expect(hub.said(topic)).toEqual(["gone"]);
  });

  it("delivers a stand's message that came doubled, so that the hub's rules must tell them apart", async () => {
    const stand = await connect("stand-s1");
    for (let time = 0; time < 2; time += 1)
      await stand.client.publishAsync("talon/demo/stands/s1/request/issue", "same", { qos: 1 });
    await until(() => hub.messages.length === 2);
    expect(hub.said("talon/demo/stands/s1/request/issue")).toEqual(["same", "same"]);
  });

  it("says what was published before it closed", async () => {
    const board = await connect("integration-board");
    await board.subscribe("talon/demo/hub/availability");
    broker.publish("talon/demo/hub/availability", "bye", true);
    await broker.close();
    await until(() => board.on("talon/demo/hub/availability").includes("bye"));
    expect(broker.isUp()).toBe(false);
    expect(hub.faults).toEqual([]);
  });
}
