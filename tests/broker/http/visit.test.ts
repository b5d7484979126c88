import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TicketToken } from "../../../protocol/terms.ts";
import { Hall } from "../hall.ts";

const HERE = "/api/locations/demo";
const NOBODYS = "00000000000000000000000000" as TicketToken;

describe("the turns of a visit over HTTP", () => {
  let hall: Hall;
  beforeEach(async () => {
    hall = await Hall.open();
  });
  afterEach(() => hall.close());
  const issue = async (queue = "a") => (await hall.post(`${HERE}/issue`, { queue })).body.ticket;
  const at = (counter: string, what: string, body?: unknown) =>
    hall.post(`${HERE}/counters/${counter}/${what}`, body);
  const ticketIs = async (id: string) => (await hall.ask(`${HERE}/tickets/${id}`)).body;

  it("set a ticket aside and call it back", async () => {
    const { id } = await issue();
    await at("1", "call-next");
    expect((await at("1", "park")).body.ticket).toMatchObject({ id, state: "parked" });
    expect((await at("2", "resume", { ticket: id })).body).toMatchObject({ refused: "parked-elsewhere" });
    expect((await at("1", "resume", { ticket: id })).body.ticket).toMatchObject({ id, state: "called" });
    expect((await at("1", "resume", {})).status).toBe(400);
  });

  it("move a ticket to a counter, and a queue; to nowhere is refused", async () => {
    const { id } = await issue();
    const to = (body: object) => hall.post(`${HERE}/tickets/${id}/transfer`, body);
    expect((await to({ toCounter: "2" })).body.ticket.state).toBe("waiting");
    expect(await ticketIs(id)).toMatchObject({ heldFor: { counter: "2" } });
    expect((await at("1", "call-next")).body).toEqual({ refused: "nobody-waiting" });
    expect((await to({ queue: "b" })).body.ticket.state).toBe("waiting");
    expect(await ticketIs(id)).toMatchObject({ heldFor: null, queue: "b" });
    expect((await to({})).body).toEqual({ refused: "nowhere-to-go" });
  });

  it("add a service, so that finishing goes on with it", async () => {
    const { id } = await issue();
    await at("1", "call-next");
    await hall.post(`${HERE}/tickets/${id}/add-service`, { service: "passport" });
    expect(await ticketIs(id)).toMatchObject({ next: ["passport"] });
    expect((await at("1", "finish")).body.ticket).toMatchObject({ id, state: "serving" });
    expect(await ticketIs(id)).toMatchObject({ next: [], service: "passport", queue: "b" });
    expect((await at("1", "finish")).body.ticket.state).toBe("served");
  });

  it("count help without a ticket once for each id of a command", async () => {
    const commandId = randomUUID();
    const tap = (body: object) => hall.post(`${HERE}/quick-serve`, { service: "passport", ...body });
    expect((await tap({ commandId })).body).toEqual({ counted: 1 });
    expect((await tap({ commandId })).body).toEqual({ counted: 1 });
    expect((await tap({ counter: "1" })).body).toEqual({ counted: 2 });
    expect((await tap({ service: "nothing" })).body).toEqual({ refused: "service-unknown" });
  });

  it("say why a tag, a service or a long service is none", async () => {
    const { id } = await issue();
    expect((await hall.post(`${HERE}/tickets/${id}/tag`, { tags: ["x"] })).body).toEqual({
      refused: "tag-unknown",
    });
    expect((await hall.post(`${HERE}/tickets/${id}/tag`, {})).status).toBe(400);
    expect((await hall.post(`${HERE}/tickets/${id}/add-service`, {})).status).toBe(400);
    expect((await at("1", "still")).body).toEqual({ refused: "counter-empty" });
  });
});

describe("a citizen with the ticket's token", () => {
  let hall: Hall;
  beforeEach(async () => {
    hall = await Hall.open();
  });
  afterEach(() => hall.close());

  it("lets others go first, comes back after a missed call, and leaves", async () => {
    const { token } = (await (await hall.stand()).issue()).record;
    const does = (what: string) => hall.post(`/t/${token}/${what}`);
    expect((await does("postpone")).body).toEqual({ state: "waiting" });
    hall.now.at += 600_000;
    await hall.post(`${HERE}/counters/1/call-next`);
    await hall.post(`${HERE}/counters/1/no-show`);
    expect((await does("rejoin")).body).toEqual({ state: "waiting" });
    expect((await does("leave")).body).toEqual({ state: "left" });
    const again = await does("rejoin");
    expect([again.status, again.body]).toEqual([409, { refused: "not-requeueable" }]);
  });

  it("does nothing with a token that is nobody's, or none", async () => {
    const unknown = await hall.post(`/t/${NOBODYS}/leave`);
    expect([unknown.status, unknown.body]).toEqual([404, { refused: "ticket-unknown" }]);
    expect((await hall.post("/t/short/leave")).status).toBe(404);
    expect((await hall.post(`/t/${NOBODYS}/dance`)).status).toBe(404);
  });
});
