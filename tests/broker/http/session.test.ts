import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StaffPicture } from "../../../protocol/snapshots.ts";
import { Hall } from "../hall.ts";
import { type FarClient, until } from "../mqtt/far-side.ts";

const HERE = "/api/locations/demo";

describe("a counter's session over HTTP and MQTT", () => {
  let hall: Hall;
  beforeEach(async () => {
    hall = await Hall.open();
  });
  afterEach(() => hall.close());
  const at = (counter: string, what: string, body?: unknown) =>
    hall.post(`${HERE}/counters/${counter}/${what}`, body);
  const counters = async () =>
    JSON.parse((await hall.ask(`${HERE}/counters`)).text) as { id: string; state: string; paused: boolean }[];
  const latest = async () => {
    const { pictures } = await hall.stream("/staff/events");
    await until(() => pictures.length > 0);
    return pictures as unknown as StaffPicture[];
  };

  it("closes, opens, pauses and goes on, each told to everybody without the reason", async () => {
    const reader = await hall.mqtt();
    await reader.subscribe("talon/demo/counters/1");
    const told = () => reader.on("talon/demo/counters/1").map((text) => JSON.parse(text) as object);
    expect((await at("1", "close")).body).toEqual({
      session: { counter: "1", open: false, pause: null, queues: [] },
    });
    await until(() => told().at(-1) !== undefined && "closed" === (told().at(-1) as { state: string }).state);
    expect((await at("1", "call-next")).body).toEqual({ refused: "counter-closed" });
    await at("1", "open");
    expect((await at("1", "pause", { reason: "meeting" })).body).toMatchObject({
      session: { pause: "meeting" },
    });
    expect((await at("1", "call-next")).body).toEqual({ refused: "counter-paused" });
    expect((await counters())[0]).toMatchObject({ state: "closed", paused: true });
    await until(() => (told().at(-1) as { paused: boolean }).paused);
    expect(JSON.stringify(told())).not.toContain("meeting");
    expect((await at("1", "pause", { reason: "golf" })).body).toEqual({ refused: "reason-unknown" });
    expect((await at("1", "end-pause")).body).toMatchObject({ session: { pause: null } });
    expect((await at("1", "end-pause")).body).toEqual({ refused: "not-paused" });
    expect((await at("9", "pause")).status).toBe(404);
  });

  it("takes queues in an order of its own, and says on the staff page why it pauses", async () => {
    const pictures = await latest();
    await at("1", "take-queues", { queues: ["b", "a"] });
    await at("1", "pause");
    await until(() => pictures.at(-1)?.counters[0]?.pause !== null);
    expect(pictures.at(-1)?.counters[0]).toMatchObject({
      ...{ queues: ["b", "a"], allowed: ["a", "b", "c"], pause: { reason: "lunch" }, state: "closed" },
    });
    expect((await at("1", "take-queues", { queues: ["z"] })).body).toEqual({
      refused: "queue-not-of-counter",
    });
    expect((await at("1", "take-queues", {})).status).toBe(400);
  });

  it("the same commandId gets the same answer and happens once", async () => {
    const commandId = randomUUID();
    const first = await at("1", "pause", { commandId });
    await at("1", "end-pause");
    expect((await at("1", "pause", { commandId })).body).toEqual(first.body);
    expect((await counters())[0]?.paused).toBe(false);
  });

  it("says who called a ticket a moment ago, and calls it anyway when told so", async () => {
    const { id } = (await hall.post(`${HERE}/issue`, { queue: "a" })).body.ticket;
    await at("1", "call-next");
    await at("1", "no-show");
    await hall.post(`${HERE}/tickets/${id}/requeue`);
    const call = (body: object) => hall.post(`${HERE}/tickets/${id}/call`, { counter: "2", ...body });
    const refused = await call({});
    expect([refused.status, refused.body]).toEqual([
      409,
      { refused: "called-just-now", by: { counterName: { da: "Skranke 1", en: "Counter 1" } } },
    ]);
    expect((await call({ anyway: true })).body.ticket.state).toBe("called");
  });
});

describe("a call for colleagues", () => {
  let hall: Hall;
  let anna: FarClient;
  beforeEach(async () => {
    hall = await Hall.open();
    anna = await hall.mqtt("staff-anna");
    await anna.subscribe("talon/demo/staff/anna/notices");
    await anna.subscribe("talon/demo/staff/anna/response/+");
  });
  afterEach(() => hall.close());
  const notices = () =>
    anna
      .on("talon/demo/staff/anna/notices")
      .map((text) => (JSON.parse(text) as { notice: Record<string, unknown> }).notice);
  const ask = (kind: string, body: object) => {
    const head = { v: 1, id: randomUUID(), at: hall.now.at, commandId: randomUUID() };
    const payload = JSON.stringify({ ...head, ...body });
    return anna.client.publishAsync(`talon/demo/staff/anna/request/${kind}`, payload, { qos: 1 });
  };

  it("reaches every colleague, who answers for all to see; no display hears of it", async () => {
    const display = await hall.mqtt("display-d1");
    await display.subscribe("talon/demo/#");
    const { pictures } = await hall.stream("/staff/events");
    const help = () => (pictures.at(-1) as unknown as StaffPicture | undefined)?.counters[1]?.help;
    await hall.post(`${HERE}/counters/2/call-colleague`);
    await until(() => notices().length === 1);
    await until(() => help()?.answered === null);
    await ask("answer-colleague", { counter: "2", fromCounter: "1" });
    await until(() => notices().length === 2);
    expect(notices()).toEqual([
      { kind: "colleague-called", counter: "2" },
      { kind: "colleague-answered", counter: "2", from: "1", by: "anna" },
    ]);
    await until(() => help()?.answered?.by === "anna");
    await ask("end-colleague", { counter: "2" });
    await until(() => help() === null);
    expect(display.received.filter(({ topic, payload }) => /help/.test(`${topic} ${payload}`))).toEqual([]);
  });

  it("answers over MQTT with the counter as it is, or why not", async () => {
    const answers = (kind: string) =>
      anna
        .on(`talon/demo/staff/anna/response/${kind}`)
        .map((text) => (JSON.parse(text) as { answer: object }).answer);
    await ask("pause", { counter: "1", reason: "other" });
    await ask("take-queues", { counter: "2", queues: ["c"] });
    await ask("end-colleague", { counter: "1" });
    await ask("close-counter", { counter: "2" });
    await until(() => answers("close-counter").length === 1);
    expect(answers("pause")).toEqual([{ session: { counter: "1", open: true, pause: "other", queues: [] } }]);
    expect(answers("take-queues")).toMatchObject([{ session: { queues: ["c"] } }]);
    expect(answers("end-colleague")).toEqual([{ refused: "colleague-not-called" }]);
    expect(answers("close-counter")).toMatchObject([{ session: { open: false, queues: [] } }]);
  });
});
