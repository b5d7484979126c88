/**
 * Microsoft Graph tells a whole hub of changes, through a front server that speaks TLS, as towns have one: subscriptions, their life, what is
 * forged, and what was missed.
 */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { GraphEmulator } from "../../graph/emulator.ts";
import { farEvent } from "../../graph/far-event.ts";
import { CLIENT, SECRET, TENANT } from "../../graph/sign-in.ts";
import { HOST, SOURCE } from "../appointments/calendar-suite.ts";
import { demoLocation, Hall, MONDAY } from "../hall.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const OTHER = "carl@kommune.dk";
const LIFE_MS = 4200 * MINUTE;

describe("Graph tells of changes", () => {
  let graph: GraphEmulator;
  let front: Server;
  let hall: Hall;
  let persons: Persons;
  let folder: string;
  let at = MONDAY;
  const url = () => `https://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const start = async () => {
    hall = await Hall.open({
      ...{
        at,
        location: { ...demoLocation(), appointmentSources: [{ source: SOURCE, name: { da: "Kalendere" } }] },
      },
      http: { host: "127.0.0.1", port: 0, tls: null, publicUrl: url },
      appointments: {
        ...{ persons, key: new Uint8Array(32).fill(2) },
        inlets: [
          {
            ...{ kind: "microsoft365", source: SOURCE, everyMs: 24 * HOUR, days: 30, ca: graph.house.ca },
            graph: `${graph.origin}/v1.0`,
            signIn: { authority: graph.origin, tenant: TENANT, clientId: CLIENT, proof: { secret: SECRET } },
            notices: { lifeMs: LIFE_MS },
            mailboxes: [HOST, OTHER].map((mailbox) => ({ mailbox, host: mailbox })),
          },
        ],
      },
    });
  };
  beforeEach(async () => {
    at = MONDAY;
    folder = mkdtempSync(join(tmpdir(), "talon-graph-"));
    persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32).fill(1));
    graph = await GraphEmulator.open();
    graph.now = () => at;
    for (const mailbox of [HOST, OTHER]) graph.box(mailbox);
    const { key, cert } = graph.house;
    front = createServer({ key, cert }, (asked, answer) => {
      const { method, headers } = asked;
      const on = request(`${hall.url}${asked.url ?? ""}`, { method, headers }, (said) => {
        answer.writeHead(said.statusCode ?? 500, said.headers);
        said.pipe(answer);
      });
      asked.pipe(on);
    }).listen(0, "127.0.0.1");
    await once(front, "listening");
    await start();
    await look(0);
  });
  afterEach(async () => {
    await hall.close();
    front.closeAllConnections();
    front.close();
    await graph.close();
    persons.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const look = async (laterMs = MINUTE) => {
    at += laterMs;
    hall.now.at = at;
    graph.asked.length = 0;
    await hall.hub.lookForAppointments(at);
    return graph.asked
      .filter((one) => one.includes("calendarView"))
      .map((one) => one.replace(/^GET .*users./, ""));
  };
  const subscriptionOf = (mailbox: string) =>
    [...graph.subscriptions.values()].find(({ resource }) => resource === `/users/${mailbox}/events`);
  const today = async () => (await hall.ask("/api/locations/demo/appointments")).items;

  it("and the hub looks at that mailbox again, and at no other", async () => {
    expect([...graph.subscriptions.values()].map(({ resource }) => resource).toSorted()).toEqual([
      `/users/${HOST}/events`,
      `/users/${OTHER}/events`,
    ]);
    expect(await look()).toEqual([]);
    graph.put(HOST, farEvent("a", MONDAY + 5 * HOUR));
    expect(await graph.notify(HOST)).toEqual([202]);
    expect(await look()).toEqual([`${HOST}/calendarView/delta since`]);
    expect(await today()).toHaveLength(1);
    expect(await look()).toEqual([]);
  });

  it("but who forges the word, or knows no subscription, reaches nothing and learns nothing", async () => {
    const known = subscriptionOf(HOST);
    for (const more of [
      { clientState: "forged" },
      { clientState: null },
      { clientState: subscriptionOf(OTHER)?.clientState },
      { subscriptionId: "x" },
    ])
      expect(await graph.notify(HOST, more)).toEqual([202]);
    for (const body of ["", "null", "[]", "{", '{"value":7}', `{"value":[${"7,".repeat(2000)}7]}`])
      expect((await graph.post(`${url()}/calendar-notices/${SOURCE}`, body)).status).toBe(202);
    expect(await look()).toEqual([]);
    expect(subscriptionOf(HOST)).toEqual(known);
    expect(known?.clientState.length).toBeGreaterThan(40);
  });

  it("at an address that bounds what it takes, and answers a validation as plain text alone", async () => {
    const here = `${url()}/calendar-notices/${SOURCE}`;
    const said = await graph.post(`${here}?validationToken=${encodeURIComponent("<b>a b</b>")}`, "");
    expect(said).toEqual({ status: 200, text: "<b>a b</b>", type: "text/plain; charset=utf-8" });
    const long = { method: "POST", body: "x".repeat(300_000) };
    expect((await fetch(`${hall.url}/calendar-notices/${SOURCE}`, long)).status).toBe(413);
    expect((await graph.post(`${url()}/calendar-notices/nobody?validationToken=x`, "")).status).toBe(404);
  });

  it("until half of a subscription's life is over, when it is renewed", async () => {
    const before = subscriptionOf(HOST);
    expect(Date.parse(String(before?.["expirationDateTime"]))).toBe(MONDAY + LIFE_MS);
    await look(LIFE_MS / 2 - MINUTE);
    expect(subscriptionOf(HOST)).toEqual(before);
    await look(2 * MINUTE);
    const after = subscriptionOf(HOST);
    expect(after?.id).toBe(before?.id);
    expect(Date.parse(String(after?.["expirationDateTime"]))).toBe(at + LIFE_MS);
  });

  it("until it wants to be asked again, has removed a subscription, or has missed something", async () => {
    const before = subscriptionOf(HOST);
    await graph.notify(HOST, { lifecycleEvent: "reauthorizationRequired", changeType: undefined });
    expect(await look()).toEqual([]);
    expect(Date.parse(String(subscriptionOf(HOST)?.["expirationDateTime"]))).toBe(at + LIFE_MS);
    await graph.notify(HOST, { lifecycleEvent: "missed" });
    expect(await look()).toEqual([`${HOST}/calendarView/delta`]);
    await graph.notify(HOST, { lifecycleEvent: "subscriptionRemoved" });
    graph.subscriptions.delete(before?.id ?? "");
    expect(await look()).toEqual([`${HOST}/calendarView/delta`]);
    expect(subscriptionOf(HOST)?.id).not.toBe(before?.id);
  });

  it("no more when a subscription was gone at its renewal: it is begun anew, and everything read", async () => {
    const before = subscriptionOf(HOST);
    graph.subscriptions.delete(before?.id ?? "");
    expect(await look(LIFE_MS / 2 + MINUTE)).toContain(`${HOST}/calendarView/delta`);
    await look();
    expect(subscriptionOf(HOST)?.id).not.toBe(before?.id);
  });

  it("to the same subscriptions after the hub was started again", async () => {
    const before = [...graph.subscriptions.keys()];
    await hall.close();
    await start();
    await look();
    expect([...graph.subscriptions.keys()]).toEqual(before);
    await graph.notify(HOST);
    expect(await look()).toEqual([`${HOST}/calendarView/delta since`]);
  });
});
