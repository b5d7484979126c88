import { randomBytes, randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decode, type MessageName } from "../../../protocol/messages.ts";
import { ticketIdOf } from "../../../protocol/terms.ts";
import { matchTopic, TOPICS } from "../../../protocol/topics.ts";
import { type Answer, Hall } from "../hall.ts";
import { type FarClient, until } from "./far-side.ts";

const HERE = "/api/locations/demo";
const at = "talon/demo";

/** Every message, decoded by the table; fails on one that the table would not let through. */
function decodedAll(client: FarClient): void {
  for (const { topic, payload } of client.received) {
    const match = matchTopic(topic);
    expect([topic, match === null]).toEqual([topic, false]);
    const name: MessageName = match ? TOPICS[match.name].message : "test";
    const message = payload === "" ? { ok: true } : decode(name, payload);
    expect([topic, message]).toEqual([topic, expect.objectContaining({ ok: true })]);
  }
}

describe("the hub over MQTT", () => {
  let hall: Hall;
  beforeEach(async () => {
    hall = await Hall.open();
  });
  afterEach(async () => {
    expect(hall.faults).toEqual([]);
    await hall.close();
  });
  const callNext = () => hall.post(`${HERE}/counters/1/call-next`);

  it("greets a stand with its day and letters, and gives it its document", async () => {
    const stand = await hall.stand();
    await until(() => stand.client.on(`${at}/stands/s1/config`).length > 0);
    const config = JSON.parse(stand.client.on(`${at}/stands/s1/config`).at(-1) as string) as Record<
      string,
      unknown
    >;
    expect(config).toMatchObject({ stand: "s1", receipt: { ticketUrl: `${hall.url}/t/` } });
    decodedAll(stand.client);
  });

  it("numbers a press after the commit, once, and takes its paper in", async () => {
    const stand = await hall.stand();
    const { said, printed, ticketId, record } = await stand.issue();
    expect(said).toMatchObject({ ticketId, answer: { kind: "number", number: "A01", ahead: 0 } });
    expect(printed.results).toEqual([{ result: "recorded" }]);
    expect(printed.ledger.seq).toBeGreaterThan(said.ledger.seq);
    const { ticketId: id, token, queue, service, language, issued } = record;
    const asked = { ticketId: id, token, queue, service, language, issued };
    const again = await stand.ask("issue", {
      ...stand.head(),
      ...asked,
      serviceDay: null,
      outboxId: stand.outboxId,
    });
    expect(again.answer).toMatchObject({ number: "A01" });
    decodedAll(stand.client);
  });

  it("answers a bad record quarantined and takes its neighbours in", async () => {
    const stand = await hall.stand();
    const { record } = await stand.issue();
    const other = { ...record, ticketId: ticketIdOf(randomBytes(16), hall.now.at), number: "A07" };
    const records = [{ ...record, number: "not a number" }, other];
    const said = await stand.ask("printed", {
      ...stand.head(),
      outboxId: stand.outboxId,
      returning: false,
      records,
    });
    expect(said.results).toEqual([
      { result: "quarantined", problem: expect.any(String) },
      { result: "recorded" },
    ]);
    decodedAll(stand.client);
  });

  it("answers a printed request that cannot be decoded at all, so that nothing loops", async () => {
    const stand = await hall.stand();
    const id = randomUUID();
    const said = await stand.ask("printed", { id, v: 9, records: [{}, {}] });
    expect(said.transaction).toBe(id);
    expect(said.results.map((one) => one.result)).toEqual(["quarantined", "quarantined"]);
    expect((await stand.ask("printed", "no json")).results).toHaveLength(1);
    expect((await hall.ask("/metrics")).text).toContain("talon_undecodable_messages_total 2");
  });

  it("drops what it cannot read, counts it and works on", async () => {
    const stand = await hall.stand();
    for (const kind of ["hello", "issue"])
      await stand.client.client.publishAsync(`${at}/stands/s1/request/${kind}`, "{", { qos: 1 });
    expect((await stand.issue()).number).toBe("A01");
    const lines = () => hall.lines.filter((line) => line["what"] === "a message could not be read");
    expect(lines()).toMatchObject([{ from: "s1", topic: "hello", count: 1 }]);
    hall.now.at += 60_000;
    await hall.hub.tick();
    await until(() => lines().length === 2);
    expect(lines()[1]).toMatchObject({ from: "s1", topic: "issue", count: 1 });
  });

  it("writes a line a minute about a client that floods it with what it cannot read, and the count of all", async () => {
    const stand = await hall.stand();
    for (let n = 0; n < 500; n += 1)
      void stand.client.client.publishAsync(`${at}/stands/s1/request/issue`, "{", { qos: 1 });
    expect((await stand.issue()).number).toBe("A01");
    const lines = () => hall.lines.filter((line) => line["what"] === "a message could not be read");
    expect(lines()).toHaveLength(1);
    await hall.hub.close();
    expect(lines().map((line) => line["count"])).toEqual([1, 499]);
  });

  it("puts a missed ticket back when its citizen asks at the stand, and says where it stands then", async () => {
    const stand = await hall.stand();
    const { token } = (await stand.issue()).record;
    const asks = () => stand.ask("rejoin", { ...stand.head(), token });
    expect((await asks()).answer).toEqual({ refused: "not-requeueable" });
    await callNext();
    await hall.post(`${HERE}/counters/1/no-show`);
    expect((await asks()).answer).toMatchObject({ number: "A01", state: "waiting", ahead: 0 });
    decodedAll(stand.client);
  });

  it("tells staff that a citizen at a stand calls for help, once, and the stand that somebody comes", async () => {
    const stand = await hall.stand();
    const staff = await hall.mqtt("staff-anna");
    await staff.subscribe(`${at}/staff/anna/notices`);
    await staff.subscribe(`${at}/staff/anna/response/+`);
    const notices = () =>
      staff.on(`${at}/staff/anna/notices`).map((text) => (JSON.parse(text) as { notice: object }).notice);
    const call = stand.head();
    expect(await stand.ask("help", call)).toMatchObject({ transaction: call.id, coming: false });
    expect(await stand.ask("help", call)).toMatchObject({ coming: false });
    await until(() => notices().length > 0);
    expect(notices()).toEqual([{ kind: "help-called", help: call.id, from: { stand: "s1" } }]);
    await staff.client.publishAsync(
      `${at}/staff/anna/request/answer-help`,
      JSON.stringify({ ...stand.head(), commandId: randomUUID(), counter: "1", help: call.id }),
      { qos: 1 },
    );
    await until(() => staff.on(`${at}/staff/anna/response/answer-help`).length > 0);
    const coming = () =>
      stand.client.on(`${at}/stands/s1/response/help`).map((text) => JSON.parse(text) as Answer);
    await until(() => coming().length === 3);
    expect(coming().at(-1)).toMatchObject({ transaction: call.id, coming: true });
    await until(() => notices().length > 1);
    expect(notices()[1]).toMatchObject({ kind: "help-answered", help: call.id, counter: "1" });
    const late = await hall.post(`${HERE}/answer-help`, { help: call.id });
    expect([late.status, late.body]).toEqual([409, { refused: "help-unknown" }]);
    decodedAll(stand.client);
    decodedAll(staff);
  });

  it("tells a presented ticket where it stands, and an unknown code that it is none", async () => {
    const stand = await hall.stand();
    await stand.issue();
    const { token, number } = await stand.issue();
    expect((await stand.ask("lookup", { ...stand.head(), token })).answer).toMatchObject({
      number,
      state: "waiting",
      ahead: 1,
    });
    const none = "00000000000000000000000000";
    expect((await stand.ask("lookup", { ...stand.head(), token: none })).answer).toEqual({
      refused: "code-unknown",
    });
    const checkIn = { ...stand.head(), code: "12345", language: "da", presented: stand.time() };
    expect((await stand.ask("check-in", checkIn)).answer).toEqual({ refused: "code-unknown" });
    decodedAll(stand.client);
  });

  it("gives other people's software every public state and each call, and no token", async () => {
    const board = await hall.mqtt("integration-board");
    await board.subscribe("talon/demo/#");
    const stand = await hall.stand();
    const { token, number } = await stand.issue();
    await callNext();
    await until(() => board.on(`${at}/calls`).length === 1);
    await until(() => (board.on(`${at}/counters/1`).at(-1) ?? "").includes(number));
    await until(() => (board.on(`${at}/queues/a`).at(-1) ?? "").includes(`"waiting":0`));
    const topics = new Set(board.received.map((one) => one.topic));
    for (const topic of ["hub/availability", "queues/b", "counters/2", "displays/d1"])
      expect([...topics]).toContain(`${at}/${topic}`);
    for (const topic of topics) expect(topic).not.toMatch(/config|request|response|command/);
    expect(JSON.stringify(board.received)).not.toContain(token);
    decodedAll(board);
  });

  it("shows one topic at most once in its time, and always its last state", async () => {
    await hall.close();
    hall = await Hall.open({ coalesceMs: 100 });
    const board = await hall.mqtt("integration-board");
    await board.subscribe(`${at}/queues/a`);
    await until(() => board.received.length > 0);
    const before = board.received.length;
    const from = performance.now();
    for (let press = 0; press < 50; press += 1) await hall.post(`${HERE}/issue`, { queue: "a" });
    await until(() => (board.on(`${at}/queues/a`).at(-1) ?? "").includes(`"waiting":50`));
    const rounds = (performance.now() - from) / 100;
    expect(board.received.length - before).toBeLessThanOrEqual(Math.ceil(rounds) + 1);
  });

  it("takes commands of staff, with the same answers as over HTTP", async () => {
    const stand = await hall.stand();
    const { number, ticketId } = await stand.issue();
    const staff = await hall.mqtt("staff-anna");
    await staff.subscribe(`${at}/staff/anna/response/+`);
    const order = async (kind: string, message: object): Promise<Answer> => {
      const answers = () => staff.on(`${at}/staff/anna/response/${kind}`);
      const before = answers().length;
      await staff.client.publishAsync(
        `${at}/staff/anna/request/${kind}`,
        JSON.stringify({ ...stand.head(), ...message }),
        { qos: 1 },
      );
      await until(() => answers().length > before);
      return JSON.parse(answers().at(-1) as string) as Answer;
    };
    const commandId = randomUUID();
    const called = await order("call-next", { commandId, counter: "1" });
    expect(called).toMatchObject({
      commandId,
      answer: { ticket: { id: ticketId, number, state: "called" } },
    });
    expect((await order("call-next", { commandId, counter: "1" })).answer).toEqual(called.answer);
    expect((await order("finish", { commandId: randomUUID(), counter: "2" })).answer.refused).toBe(
      "counter-empty",
    );
    expect((await order("issue", { commandId: randomUUID(), queue: "b" })).answer.ticket.number).toBe("B01");
    expect((await order("call", { commandId: "no id" })).answer.refused).toBe("command-invalid");
    decodedAll(staff);
  });

  it("tells a stand how its tickets ended, and gives it copies of what staff issued", async () => {
    const stand = await hall.stand();
    const { ticketId } = await stand.issue();
    await callNext();
    await hall.post(`${HERE}/counters/1/finish`);
    const { ticket } = (await hall.post(`${HERE}/issue`, { queue: "b" })).body;
    await until(() => stand.client.on(`${at}/stands/s1/command/ended`).length > 0);
    await until(() => stand.client.on(`${at}/stands/s1/command/mirror`).length > 0);
    expect(stand.client.on(`${at}/stands/s1/command/ended`).at(-1)).toContain(
      `"ticketId":"${ticketId}","state":"served"`,
    );
    expect(stand.client.on(`${at}/stands/s1/command/mirror`).at(-1)).toContain(ticket.id);
    decodedAll(stand.client);
  });

  it("tells a stand that was away what it missed", async () => {
    const stand = await hall.stand();
    const { ticketId } = await stand.issue();
    stand.client.client.stream.destroy();
    await until(() => stand.client.isClosed);
    await callNext();
    await hall.post(`${HERE}/counters/1/no-show`);
    const back = await hall.stand();
    await until(() => back.client.on(`${at}/stands/s1/command/ended`).length > 0);
    expect(back.client.on(`${at}/stands/s1/command/ended`)[0]).toContain(
      `"ticketId":"${ticketId}","state":"no-show"`,
    );
  });

  it("shows staff which stand is on line and what troubles it, and tells their clients", async () => {
    const staff = await hall.mqtt("staff-anna");
    await staff.subscribe(`${at}/staff/anna/notices`);
    const will = { topic: `${at}/stands/s1/availability`, qos: 1, retain: true };
    const head = { v: 1, id: randomUUID(), at: hall.now.at };
    const gone = {
      ...head,
      state: "offline",
      since: 1,
      version: "0",
      protocolVersion: 1,
      instance: randomUUID(),
    };
    const stand = await hall.mqtt("stand-s1", {
      will: { ...will, payload: Buffer.from(JSON.stringify(gone)) },
    });
    const { pictures } = await hall.stream("/staff/events");
    const fine = { online: true, problem: null };
    const health = {
      ...head,
      printer: { online: true, paper: "out", problem: null },
      ...{ scanner: fine, buttons: fine, storage: { ok: true, problem: null } },
      ...{ outbox: { unconfirmed: 0, oldestAt: null, tickets: 0 }, temperatureC: null, clock: "synced" },
    };
    await stand.client.publishAsync(will.topic, JSON.stringify({ ...gone, state: "online" }), {
      qos: 1,
      retain: true,
    });
    await stand.client.publishAsync(`${at}/stands/s1/health`, JSON.stringify(health), {
      qos: 1,
      retain: true,
    });
    await until(() => pictures.at(-1)?.stands[0]?.problem !== null);
    expect(pictures.at(-1)?.stands[0]).toMatchObject({ online: true, problem: "HAL_PRINTER_PAPER_OUT" });
    await until(() => staff.received.length > 0);
    expect(staff.received[0]?.payload).toContain("stand-trouble");
    stand.client.stream.destroy();
    await until(() => pictures.at(-1)?.stands[0]?.online === false);
    decodedAll(staff);
  });

  it("says that it leaves before it leaves", async () => {
    const board = await hall.mqtt("integration-board");
    await board.subscribe(`${at}/hub/availability`);
    await until(() => board.received.length > 0);
    expect(board.received[0]?.payload).toContain(`"online"`);
    await hall.hub.close();
    await until(() => board.received.length > 1);
    expect(board.received.at(-1)?.payload).toContain(`"offline"`);
  });
});
