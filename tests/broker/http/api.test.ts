import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { API } from "../../../broker/http/api.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { decode } from "../../../protocol/messages.ts";
import { Hall } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

const HERE = "/api/locations/demo";

describe("the HTTP API", () => {
  let hall: Hall;
  let ledger: MemoryLedger;
  beforeEach(async () => {
    ledger = new MemoryLedger();
    hall = await Hall.open({ ledger });
  });
  afterEach(() => hall.close());
  const issue = async (queue = "a") => (await hall.post(`${HERE}/issue`, { queue })).body.ticket;
  const at = (counter: string, what: string, body?: unknown) =>
    hall.post(`${HERE}/counters/${counter}/${what}`, body);

  it("lists the location and everything in it, each item with an id", async () => {
    expect((await hall.ask("/api/locations")).body).toMatchObject([
      { id: "demo", timeZone: "Europe/Copenhagen" },
    ]);
    expect((await hall.ask(HERE)).body).toMatchObject({ id: "demo", name: { da: "Rådhuset" } });
    await issue();
    for (const [list, ids] of Object.entries({
      queues: ["a", "b", "c"],
      counters: ["1", "2"],
      stands: ["s1"],
      displays: ["d1"],
    }))
      expect((await hall.ask(`${HERE}/${list}`)).items.map((one) => one.id)).toEqual(
        expect.arrayContaining(ids),
      );
    expect((await hall.ask(`${HERE}/queues`)).items[0]).toMatchObject({
      id: "a",
      open: true,
      waiting: 1,
      letters: "A",
    });
  });

  it("takes a ticket from issue to served", async () => {
    const ticket = await issue();
    expect(ticket).toMatchObject({ state: "waiting", number: expect.stringMatching(/^[A-Z]+\d+$/) });
    expect((await at("1", "call-next")).body).toEqual({ ticket: { ...ticket, state: "called" } });
    expect((await at("1", "recall")).body.ticket.state).toBe("called");
    expect((await at("1", "serve")).body.ticket.state).toBe("serving");
    expect((await at("1", "finish")).body.ticket.state).toBe("served");
    expect((await hall.ask(`${HERE}/tickets/${ticket.id}`)).body).toMatchObject({
      id: ticket.id,
      state: "served",
    });
  });

  it("knows no-show, requeue, call, cancel and undo", async () => {
    const [first, second] = [await issue(), await issue()];
    await at("1", "call-next");
    expect((await at("1", "no-show")).body.ticket).toMatchObject({ id: first.id, state: "no-show" });
    expect((await hall.post(`${HERE}/tickets/${first.id}/requeue`)).body.ticket.state).toBe("waiting");
    const called = await hall.post(`${HERE}/tickets/${second.id}/call`, { counter: "2" });
    expect(called.body.ticket).toMatchObject({ id: second.id, state: "called" });
    expect((await hall.post(`${HERE}/tickets/${first.id}/cancel`)).body.ticket.state).toBe("cancelled");
    const commandId = randomUUID();
    await at("2", "serve", { commandId });
    expect((await at("2", "undo", { undoes: commandId })).body.ticket).toMatchObject({
      id: second.id,
      state: "called",
    });
  });

  it("takes back a command that was given at no counter", async () => {
    const { id } = await issue();
    const commandId = randomUUID();
    await hall.post(`${HERE}/tickets/${id}/cancel`, { commandId });
    const taken = await hall.post(`${HERE}/undo`, { undoes: commandId });
    expect(taken.body.ticket).toMatchObject({ id, state: "waiting" });
  });

  it("gives two counters that call at once two different tickets, always", async () => {
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([issue(), issue()]);
      const [one, other] = await Promise.all([at("1", "call-next"), at("2", "call-next")]);
      expect(one.body.ticket.id).not.toBe(other.body.ticket.id);
      await Promise.all([at("1", "finish"), at("2", "finish")]);
    }
  });

  it("answers 409 with the reason when a rule refuses, and changes nothing", async () => {
    expect(await at("1", "call-next")).toMatchObject({ status: 409, body: { refused: "nobody-waiting" } });
    expect(await at("1", "finish")).toMatchObject({ status: 409, body: { refused: expect.any(String) } });
    await issue();
    await issue();
    await at("1", "call-next");
    expect(await at("1", "call-next")).toMatchObject({ status: 409, body: { refused: "counter-busy" } });
    expect(await hall.post(`${HERE}/issue`, { queue: "nowhere" })).toMatchObject({
      status: 409,
      body: { refused: "queue-unknown" },
    });
  });

  it("says at which counter a ticket is when another has taken it", async () => {
    const ticket = await issue();
    await at("1", "call-next");
    const reply = await hall.post(`${HERE}/tickets/${ticket.id}/call`, { counter: "2", saw: "waiting" });
    expect(reply.status).toBe(409);
    expect(reply.body.by).toEqual({ counterName: (await hall.ask(`${HERE}/counters`)).items[0]?.name });
  });

  it("gives the same command id the same answer, and calls nobody twice", async () => {
    await issue();
    await issue();
    const commandId = randomUUID();
    const [once, again] = [
      await at("1", "call-next", { commandId }),
      await at("1", "call-next", { commandId }),
    ];
    expect(again.body).toEqual(once.body);
    expect((await hall.ask(`${HERE}/queues`)).items[0]?.waiting).toBe(1);
  });

  it("takes a body that is missing, empty or has fields nobody knows", async () => {
    await issue();
    await issue();
    expect((await at("1", "call-next")).status).toBe(200);
    expect((await at("1", "recall", "")).status).toBe(200);
    expect((await at("1", "serve", { colour: "blue" })).status).toBe(200);
    expect((await hall.ask(`${HERE}/issue`, { method: "POST", body: `{"queue":"a"}` })).status).toBe(200);
  });

  it("answers 400 with every problem by its path", async () => {
    const wrong = await hall.post(`${HERE}/adopt`, { queue: "A!", number: "7" });
    expect(wrong.status).toBe(400);
    expect(wrong.body.problems.map((one) => one.path).sort()).toEqual(["number", "queue"]);
    expect((await hall.post(`${HERE}/issue`, {})).body.problems).toEqual([
      { path: "queue", problem: "is missing" },
    ]);
    expect((await hall.post(`${HERE}/issue`, [])).body.problems[0]?.path).toBe("(whole)");
    expect((await hall.post(`${HERE}/issue`, "null")).status).toBe(400);
    const broken = await hall.post(`${HERE}/issue`, "{no json");
    expect(broken).toMatchObject({
      status: 400,
      body: { problems: [{ path: "(whole)", problem: expect.stringContaining("JSON") }] },
    });
    expect((await at("1", "call-next", { finishes: 7, saw: "asleep" })).body.problems).toHaveLength(2);
    expect((await hall.post(`${HERE}/issue`, { queue: "a".repeat(20_000) })).status).toBe(413);
  });

  it("answers 404 for what is not there", async () => {
    const paths = [
      "/api/nothing",
      "/api/locations/nowhere",
      "/api/locations/nowhere/queues",
      `${HERE}/tickets/${randomUUID()}`,
      "/nothing",
    ];
    for (const path of paths) expect([path, (await hall.ask(path)).status]).toEqual([path, 404]);
    expect((await at("9", "call-next")).status).toBe(404);
    expect((await hall.post(`${HERE}/tickets/${randomUUID()}/cancel`)).status).toBe(404);
    expect((await hall.post(`/api/locations/nowhere/issue`, { queue: "a" })).status).toBe(404);
    expect((await hall.ask("/%zz")).status).toBe(400);
    expect((await hall.ask("/nothing", { headers: { accept: "text/html" } })).text).toContain(
      "Siden findes ikke",
    );
  });

  it("lets a stand print its own ticket again, print a test slip and light a lamp, and notes who ordered it", async () => {
    const stand = await hall.stand();
    const { ticketId } = await stand.issue();
    const order = (what: string, body?: unknown) => hall.post(`${HERE}/stands/s1/${what}`, body);
    const told = (kind: string) => stand.client.on(`talon/demo/stands/s1/command/${kind}`);
    const lamp = { button: 2, light: "blink", forMs: 5000 };
    const done = { status: 200, body: { sent: true, online: true } };
    expect(await order("reprint", { ticket: ticketId })).toMatchObject(done);
    expect(await order("test")).toMatchObject(done);
    expect(await order("lamp", lamp)).toMatchObject(done);
    for (const [kind, body] of [
      ["reprint", { ticketId }],
      ["test", {}],
      ["lamp", lamp],
    ] as const) {
      await until(() => told(kind).length === 1);
      expect(JSON.parse(told(kind)[0] as string)).toMatchObject({ v: 1, ...body });
      expect(decode(kind, Buffer.from(told(kind)[0] as string)).ok).toBe(true);
    }
    const lines = hall.lines.filter((line) => line["what"] === "a stand was given an order");
    expect(lines).toMatchObject([
      { order: "reprint", stand: "s1", ticketId, by: null },
      { order: "test", stand: "s1" },
      { order: "lamp", stand: "s1", button: 2 },
    ]);
    const noted = () => [...ledger.load()].flatMap((event) => (event.kind === "act-noted" ? [event] : []));
    await until(() => noted().length === 3);
    expect(noted()).toMatchObject([
      { act: "stand-ordered", by: null, about: { order: "reprint", stand: "s1", ticketId } },
      { act: "stand-ordered", about: { order: "test", stand: "s1" } },
      { act: "stand-ordered", about: { order: "lamp", stand: "s1", button: 2 } },
    ]);
  });

  it("orders nothing of a stand that is not there, no ticket of another, and no lamp without words", async () => {
    const here = await issue();
    const order = (what: string, body?: unknown) => hall.post(`${HERE}/stands/s1/${what}`, body);
    expect((await hall.post(`${HERE}/stands/s9/test`)).status).toBe(404);
    for (const ticket of [here.id, randomUUID()])
      expect(await order("reprint", { ticket })).toMatchObject({
        status: 409,
        body: { refused: "ticket-unknown" },
      });
    expect((await order("test")).body).toEqual({ sent: true, online: false });
    expect((await order("lamp", { button: 65, light: "red", forMs: 600_001 })).status).toBe(400);
    expect((await order("lamp")).body.problems.map((one) => one.path)).toEqual(["button", "light", "forMs"]);
    expect((await order("reprint")).status).toBe(400);
  });

  it("never shows a token", async () => {
    const stand = await hall.stand();
    const { token } = await stand.issue();
    for (const list of ["tickets", "queues", "counters", "stands", "displays"])
      expect((await hall.ask(`${HERE}/${list}`)).text).not.toContain(token);
    expect(JSON.stringify(hall.lines)).not.toContain(token);
  });

  it("hands out the document of exactly these routes", async () => {
    const { body } = await hall.ask("/api/openapi.json");
    const described = Object.values(body.paths).flatMap((path) => Object.keys(path));
    expect(described).toHaveLength(Object.keys(API).length);
  });
});
