/** Hosts say for themselves how they are told of guests; an administrator sees and erases it, and the trail says so. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { Door } from "../../../broker/http/sign-in.ts";
import type { HostChannel } from "../../../broker/notices/host-channels/contract.ts";
import { hashPassword } from "../../../broker/password.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import type { HostWay } from "../../../protocol/terms.ts";
import { Hall, MONDAY } from "../hall.ts";

const hash = await hashPassword("længe-leve-køen");
const GRANTS = [{ role: "host" }] as const;
let hall: Hall;
afterEach(() => hall?.close());

const channel: HostChannel = {
  send: () => Promise.resolve({ ended: "accepted" }),
  check: () => Promise.resolve(null),
  close: () => Promise.resolve(),
};

async function open(
  ways: readonly HostWay[] = ["push", "sms", "mail", "teams"],
  teamsUrl: string | null = null,
) {
  const folder = mkdtempSync(join(tmpdir(), "talon-ways-"));
  const persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const door = new Door([
    { staff: "ida", hash, administrator: true },
    { staff: "anna", hash, roles: [{ role: "host" }] },
  ]);
  const channels = Object.fromEntries(ways.map((way) => [way, channel]));
  hall = await Hall.open({
    door,
    appointments: {
      ...{ persons, key: new Uint8Array(32), inlets: [] },
      hosts: {
        ...{ channels, teamsUrl, teamsHosts: ["flow.example"], pushHosts: ["push.example"], pushKey: "K" },
      },
    },
  });
  const jar = (person: string, by: "password" | "oidc" = "password") => ({
    cookie: `talon=${door.sessions.open({ person, by, grants: by === "oidc" ? GRANTS : null, isFirst: false }, MONDAY)}`,
  });
  return { persons, jar };
}
type Jar = { cookie: string };
const get = async (path: string, jar: Jar) => await hall.ask(path, { headers: jar });
const ways = async (jar: Jar, path = "/api/me/ways") => (await get(path, jar)).body as unknown;
const fields = (text: string) =>
  (JSON.parse(text) as { problems: { path: string }[] }).problems.map(({ path }) => path);

describe("a host", () => {
  it("sees what the hub has, and says what they want, which holds from then on", async () => {
    const { jar } = await open();
    const anna = jar("anna");
    expect(await ways(anna)).toMatchObject({ can: ["push", "sms", "mail", "teams"], ways: [], pushKey: "K" });
    const said = { ways: ["sms", "mail"], mobile: "20 30 40 50", mail: "anna@kommune.dk", language: "en" };
    expect((await hall.post("/api/me/ways", said, anna)).status).toBe(200);
    expect(await ways(anna)).toMatchObject({
      ...{ ways: ["sms", "mail"], mobile: "+4520304050", mail: "anna@kommune.dk", language: "en" },
      browsers: 0,
    });
    const browser = { endpoint: "https://push.example/b1", keys: { p256dh: "k", auth: "a" } };
    expect((await hall.post("/api/me/browsers", browser, anna)).status).toBe(200);
    expect(await ways(anna)).toMatchObject({ browsers: 1, ways: ["sms", "mail"] });
    expect((await hall.post("/api/me/ways/erase", {}, anna)).status).toBe(200);
    expect(await ways(anna)).toMatchObject({ ways: [], mobile: null, browsers: 0 });
  });

  it("whom the municipality's sign-in let in says it as well", async () => {
    const { jar } = await open();
    const bo = jar("bo", "oidc");
    expect((await hall.post("/api/me/ways", { ways: ["mail"], mail: "bo@kommune.dk" }, bo)).status).toBe(200);
    expect(await ways(bo)).toMatchObject({ mail: "bo@kommune.dk" });
    expect(await ways(jar("anna"))).toMatchObject({ mail: null });
  });

  it.each([
    [{ ways: ["mail"], mail: "anna@kommune.dk\r\nBcc: evil@example.dk" }, ["mail"]],
    [{ ways: ["mail"], mail: "Anna <anna@kommune.dk>" }, ["mail"]],
    [{ ways: ["mail"] }, ["mail"]],
    [{ ways: ["sms"], mobile: "112" }, ["mobile"]],
    [{ ways: ["teams"], teams: "https://evil.example/" }, ["teams"]],
    [{ ways: ["teams"] }, ["teams"]],
    [{ ways: ["sms", "mail"], mobile: "x", mail: "y" }, ["mobile", "mail"]],
  ])("is told which field is wrong in %j, and nothing of it is kept", async (body, wrong) => {
    const { jar } = await open();
    const anna = jar("anna");
    const reply = await hall.post("/api/me/ways", body, anna);
    expect([reply.status, fields(reply.text)]).toEqual([400, wrong]);
    expect(await ways(anna)).toMatchObject({ ways: [], mail: null, mobile: null });
  });

  it("needs no workflow of their own where the house has one", async () => {
    const { jar } = await open(["teams"], "https://flow.example/house");
    const anna = jar("anna");
    expect((await hall.post("/api/me/ways", { ways: ["teams"] }, anna)).status).toBe(200);
    expect(await ways(anna)).toMatchObject({ ways: ["teams"], teams: null, houseTeams: true });
    expect(JSON.stringify(await ways(anna))).not.toContain("flow.example");
  });

  it("names no browser that would lead the hub elsewhere, and no way that there is not", async () => {
    const { jar } = await open();
    const anna = jar("anna");
    for (const endpoint of ["https://127.0.0.1/", "http://push.example/", "file:///etc/passwd"]) {
      const reply = await hall.post("/api/me/browsers", { endpoint, keys: { p256dh: "k", auth: "a" } }, anna);
      expect([reply.status, fields(reply.text)]).toEqual([400, ["endpoint"]]);
    }
    expect((await hall.post("/api/me/ways", { ways: ["pigeon"] }, anna)).status).toBe(400);
  });
});

describe("an administrator", () => {
  it("sees and erases what somebody said, and both stand in the ledger by a key", async () => {
    const { jar } = await open();
    await hall.post("/api/me/ways", { ways: ["mail"], mail: "anna@kommune.dk" }, jar("anna"));
    const ida = jar("ida");
    expect(await ways(ida, "/api/people/anna/ways")).toMatchObject({ mail: "anna@kommune.dk" });
    expect((await hall.post("/api/people/anna/ways/erase", {}, ida)).status).toBe(200);
    expect(await ways(jar("anna"))).toMatchObject({ ways: [], mail: null });
    expect((await get("/api/people/ida/ways", jar("anna"))).status).toBe(403);
    expect((await hall.post("/api/people/ida/ways/erase", {}, jar("anna"))).status).toBe(403);
    const trail = (await get("/api/locations/demo/trail", ida)).text;
    expect(trail).not.toContain("anna@kommune.dk");
  });

  it("takes it away together with the account", async () => {
    const { jar, persons } = await open();
    const ida = jar("ida");
    await hall.post("/api/people", { person: "caja", roles: [{ role: "host" }] }, ida);
    await hall.post("/api/me/ways", { ways: ["mail"], mail: "caja@kommune.dk" }, jar("caja"));
    expect(persons.counts().host).toBe(1);
    expect((await hall.post("/api/people/caja/remove", {}, ida)).status).toBe(200);
    expect(persons.counts().host).toBe(0);
  });
});

it("a hub without any way offers none, and keeps nothing", async () => {
  const door = new Door([{ staff: "anna", hash }]);
  hall = await Hall.open({ door });
  const anna = {
    cookie: `talon=${door.sessions.open({ person: "anna", by: "password", grants: null, isFirst: false }, MONDAY)}`,
  };
  expect(await ways(anna)).toMatchObject({ can: [], pushKey: null });
  expect((await hall.post("/api/me/ways", { ways: [] }, anna)).status).toBe(409);
  expect((await hall.ask("/api/me/ways")).status).toBe(401);
});
