/** A mail server that accepts and never answers delays no ticket: tickets are given, called and served while its notice still hangs. */
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, onTestFinished } from "vitest";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { openMail } from "../../../broker/notices/host-channels/mail.ts";
import { HostContacts } from "../../../broker/notices/host-contacts.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { demoLocation, Hall, MONDAY } from "../hall.ts";

let hall: Hall;
afterEach(() => hall?.close());
const KEY = new Uint8Array(32);
const HERE = "/api/locations/demo";

/** Takes every connection and says nothing, ever. */
async function silentServer() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on("error", () => undefined)));
  server.listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

async function openHall(port: number) {
  const folder = mkdtempSync(join(tmpdir(), "talon-hung-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const persons = openPersons(join(folder, "persons.sqlite"), KEY);
  const mail = openMail({
    ...{ host: "127.0.0.1", port, security: "starttls", login: null, from: "talon@example.dk" },
    limitMs: 60_000,
  });
  const location = demoLocation();
  const contacts = new HostContacts({ persons, key: KEY, at: () => MONDAY, location: () => location });
  const nothing = { language: null, mobile: null, teams: null, phone: null };
  contacts.keep("anna", { ...nothing, ways: ["mail"], mail: "anna@example.dk" });
  const ledger = new MemoryLedger();
  hall = await Hall.open({
    ...{ location, ledger },
    appointments: {
      ...{ persons, key: KEY, inlets: [{ kind: "push", source: "planner", token: "t" }] },
      hosts: { channels: { mail }, teamsUrl: null, teamsHosts: [], pushHosts: [], pushKey: null },
    },
  });
  return { kinds: () => [...ledger.load(0)].map(({ kind }) => kind) };
}

/** An appointment with anna in a quarter of an hour, whose guest staff check in by name. */
async function guestArrives(): Promise<void> {
  const start = new Date(MONDAY + 900_000).toISOString();
  const end = new Date(MONDAY + 1_800_000).toISOString();
  const rows = [{ id: "1", start, end, hosts: ["anna"], participants: [{ name: "Åse" }] }];
  const pushed = await hall.post(`${HERE}/appointments/planner`, rows, { authorization: "Bearer t" });
  expect([pushed.status, pushed.text]).toEqual([200, expect.any(String)]);
  const listed = await hall.ask(`${HERE}/appointments`);
  const [one] = JSON.parse(listed.text) as { id: string; queue: string; guests: { guest: string }[] }[];
  const asked = { queue: one?.queue, appointment: one?.id, guest: one?.guests[0]?.guest };
  const done = await hall.post(`${HERE}/issue`, { commandId: crypto.randomUUID(), ...asked });
  expect([done.status, done.text]).toEqual([200, expect.any(String)]);
}

it("tickets are given, called and served while a mail hangs", async () => {
  const server = await silentServer();
  const { kinds } = await openHall(server.port);
  await guestArrives();
  await expect.poll(() => server.sockets.length, { timeout: 10_000 }).toBe(1);
  const command = (path: string, body: object) =>
    hall.post(`${HERE}${path}`, { commandId: crypto.randomUUID(), ...body });
  for (let n = 0; n < 5; n++) {
    expect((await command("/issue", { queue: "a" })).status).toBe(200);
    expect((await command("/counters/1/call-next", {})).status).toBe(200);
    expect((await command("/counters/1/serve", {})).status).toBe(200);
    expect((await command("/counters/1/finish", {})).status).toBe(200);
    // A second passes, in which the hub looks again at whom it must tell.
    hall.now.at += 1000;
    await hall.hub.tick();
    await hall.hub.sendNotices();
  }
  const seen = kinds();
  const begun = seen.indexOf("host-notice-begun");
  expect(begun).toBeGreaterThan(0);
  expect(seen.slice(begun).filter((kind) => kind === "ticket-served")).toHaveLength(5);
  expect(seen.filter((kind) => kind === "host-notice-begun")).toHaveLength(1);
  expect(seen).not.toContain("host-notice-ended");
  expect(server.sockets.map((socket) => socket.readyState)).toEqual(["open"]);
});
