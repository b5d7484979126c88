import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import type { StaffAccount } from "../../../broker/accounts/directory.ts";
import { Door } from "../../../broker/http/sign-in.ts";
import { hashPassword } from "../../../broker/password.ts";
import { Hall, MONDAY, type Reply } from "../hall.ts";

const HERE = "/api/locations/demo";
const password = "længe-leve-køen";
const hash = await hashPassword(password);
const own = "en lang kø i regnvejr";
let hall: Hall;
afterEach(() => hall?.close());

const open = async (...accounts: StaffAccount[]) => {
  hall = await Hall.open({ door: new Door([{ staff: "ida", hash, administrator: true }, ...accounts]) });
};
type Jar = { cookie: string };
const jarOf = (reply: Reply): Jar => ({
  cookie: reply.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; "),
});
const signIn = async (name: string, said = password, jar: Jar = { cookie: "" }) =>
  await hall.post("/api/sign-in", { name, password: said }, jar);
const as = async (name: string, said = password): Promise<Jar> => jarOf(await signIn(name, said));
const get = async (path: string, jar: Jar) => await hall.ask(path, { headers: jar });
const said = (reply: Reply) => [reply.status, JSON.parse(reply.text) as Record<string, unknown>] as const;

async function added(person: string, roles: unknown[], by: Jar): Promise<string> {
  const [status, body] = said(await hall.post("/api/people", { person, roles }, by));
  expect(status).toBe(200);
  return String(body["first"]);
}

/** Somebody whom the login service has let in. */
function byLoginService(door: Door, person: string): Jar {
  const grants = [{ role: "leader" }] as const;
  return { cookie: `talon=${door.sessions.open({ person, by: "oidc", grants, isFirst: false }, MONDAY)}` };
}

describe("whoever came in by the login service", () => {
  it("is somebody else than the local account that is made with their name, and is out at once", async () => {
    const door = new Door([{ staff: "ida", hash, administrator: true }]);
    hall = await Hall.open({ door });
    const bo = byLoginService(door, "bo");
    const stream = await fetch(`${hall.url}/staff/events`, { headers: bo });
    expect((await get("/api/me", bo)).status).toBe(200);
    const ida = await as("ida");
    const first = await added("bo", [{ role: "staff" }], ida);
    // Read to its end, which comes only because the hub ends it.
    await stream.text();
    expect((await get("/api/me", bo)).status).toBe(401);
    expect((await get("/api/me", await as("bo", first))).status).toBe(200);
    expect((await hall.post("/api/people/bo/remove", {}, ida)).status).toBe(200);
    expect((await get("/api/me", bo)).status).toBe(401);
  });

  it("does not come back under a name that the accounts file has by now", () => {
    const folder = mkdtempSync(join(tmpdir(), "talon-door-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { cookie } = byLoginService(new Door([], folder), "bo");
    const token = cookie.slice("talon=".length);
    expect(new Door([], folder).session(token, MONDAY)).toMatchObject({ person: "bo" });
    expect(new Door([{ staff: "bo", hash }], folder).session(token, MONDAY)).toBeNull();
  });
});

describe("the people of a location", () => {
  it("to whom a ticket may be moved are those who serve there, whoever is signed in first", async () => {
    const door = new Door([
      ...["carl", "anna", "bo"].map((staff) => ({ staff, hash })),
      { staff: "lea", hash, roles: [{ role: "leader" }] },
      { staff: "far", hash, roles: [{ role: "staff", locations: ["elsewhere"] }] },
      { staff: "glass", hash, breakGlass: true },
    ]);
    const [at, over] = [1_000, 1_000 + 100 * 86_400_000];
    for (const name of ["carl", "lea"])
      expect(await door.signIn({ name, password, address: "::1" }, at)).toMatchObject({ kind: "in" });
    const grants = [{ role: "staff" as const }];
    door.sessions.open({ person: "by-the-town", by: "oidc", grants, isFirst: false }, at);
    door.sessions.open({ person: "lea", by: "oidc", grants, isFirst: false }, at);
    const [carl, other] = ["carl", "by-the-town"].map((staff) => ({ staff, isHere: true }));
    const away = (...all: string[]) => all.map((staff) => ({ staff, isHere: false }));
    expect(door.servingAt("demo", at)).toEqual([other, carl, ...away("anna", "bo")]);
    expect(door.servingAt("demo", over)).toEqual(away("anna", "bo", "carl"));
  });
});

describe("whoever is signed in", () => {
  it("is told what their roles allow, and whether the hub keeps their password", async () => {
    await open({ staff: "eva", hash, roles: [{ role: "leader" }] });
    const ida = await as("ida");
    const eva = said(await get("/api/me", await as("eva")))[1];
    expect(eva).toMatchObject({ canChoose: false, roles: [{ role: "leader" }] });
    expect(eva["may"]).toContain("see-document");
    expect(eva["may"]).not.toContain("edit-document");
    const first = await as("bo", await added("bo", [{ role: "staff" }], ida));
    expect(said(await get("/api/me", first))[1]).toMatchObject({
      mustChoose: true,
      canChoose: true,
      may: [],
    });
  });

  it("moves a number to a colleague whom the hub knows, and to nobody else", async () => {
    await open({ staff: "eva", hash });
    const [eva, here] = [await as("eva"), "/api/locations/demo"];
    const { id } = (await hall.post(`${here}/issue`, { queue: "a" }, eva)).body.ticket;
    const move = async (toStaff: string) =>
      said(await hall.post(`${here}/tickets/${id}/transfer`, { toStaff }, eva));
    expect(await move("ib")).toEqual([409, { refused: "staff-unknown" }]);
    expect((await move("ida"))[0]).toBe(200);
  });

  it("sees no more of the hall once somebody has ended their session", async () => {
    await open({ staff: "eva", hash });
    const eva = await as("eva");
    const stream = await fetch(`${hall.url}/staff/events`, { headers: eva });
    const other = await fetch(`${hall.url}/staff/events`, { headers: await as("ida") });
    const ida = await as("ida");
    const [session] = JSON.parse((await get("/api/sessions", eva)).text) as { id: string }[];
    expect((await hall.post(`/api/sessions/${session?.id}/end`, {}, ida)).status).toBe(200);
    // Read to its end, which comes only because the hub ends it.
    expect(await stream.text()).toContain("event: picture");
    expect((await get("/staff/events", eva)).status).toBe(401);
    const reader = other.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
  });
});

describe("an administrator", () => {
  it("gives somebody an account, who chooses a password before anything else opens", async () => {
    await open();
    const ida = await as("ida");
    const first = await added("bo", [{ role: "staff" }], ida);
    const entered = await signIn("bo", first);
    expect(entered).toMatchObject({ status: 200, body: { staff: "bo", mustChoose: true } });
    const bo = jarOf(entered);
    expect((await get(HERE, bo)).status).toBe(403);
    expect((await get("/api/people", bo)).status).toBe(403);
    const page = await hall.ask("/staff", { headers: { ...bo, accept: "text/html" } });
    expect([page.status, page.headers.get("location")]).toEqual([303, "/sign-in?choose"]);
    expect((await signIn("bo", first)).status).toBe(401);
    expect(said(await hall.post("/api/password", { password: "kort" }, bo))).toEqual([
      409,
      { refused: "too-short" },
    ]);
    const chosen = await hall.post("/api/password", { password: own }, bo);
    expect(chosen.status).toBe(200);
    // The session of the first password is over; the answer brought another.
    expect((await get("/api/me", bo)).status).toBe(401);
    expect(said(await get("/api/me", jarOf(chosen)))[1]).toMatchObject({
      ...{ person: "bo", by: "password", mustChoose: false, roles: [{ role: "staff" }] },
    });
    expect((await hall.post(`${HERE}/issue`, { queue: "a" }, jarOf(chosen))).status).toBe(200);
    expect((await signIn("bo", own)).status).toBe(200);
  });

  it("changes roles at once, in sessions that are open too, down to one queue", async () => {
    await open();
    const ida = await as("ida");
    const bo = jarOf(
      await hall.post(
        "/api/password",
        { password: own },
        await as("bo", await added("bo", [{ role: "staff" }], ida)),
      ),
    );
    const issue = async (queue: string) => (await hall.post(`${HERE}/issue`, { queue }, bo)).status;
    expect(await issue("b")).toBe(200);
    const roles = [{ role: "staff", queues: ["a"] }];
    expect((await hall.post("/api/people/bo/roles", { roles }, ida)).status).toBe(200);
    expect([await issue("a"), await issue("b")]).toEqual([200, 403]);
    await hall.post("/api/people/bo/roles", { roles: [{ role: "auditor" }] }, ida);
    expect([await issue("a"), (await get(HERE, bo)).status]).toEqual([403, 403]);
    const wrong = await hall.post("/api/people/bo/roles", { roles: [{ role: "staff", queues: [] }] }, ida);
    expect(wrong.body.problems.map(({ path }) => path)).toEqual(["roles.0.queues"]);
    expect((await hall.post("/api/people/nobody/roles", { roles }, ida)).status).toBe(404);
  });

  it("resets a password and takes an account away, which ends every session of it", async () => {
    await open();
    const ida = await as("ida");
    const first = await added("bo", [{ role: "staff" }], ida);
    const bo = jarOf(await hall.post("/api/password", { password: own }, await as("bo", first)));
    const again = String(said(await hall.post("/api/people/bo/reset", undefined, ida))[1]["first"]);
    expect((await get("/api/me", bo)).status).toBe(401);
    expect((await signIn("bo", own)).status).toBe(401);
    const back = await as("bo", again);
    expect((await hall.post("/api/people/bo/remove", undefined, ida)).status).toBe(200);
    expect((await get("/api/me", back)).status).toBe(401);
    expect(said(await hall.post("/api/people/ida/remove", undefined, ida))).toEqual([
      409,
      { refused: "of-file" },
    ]);
    expect((await hall.post("/api/people/bo/remove", undefined, ida)).status).toBe(404);
  });

  it("alone manages people, and no name that is none is taken", async () => {
    await open({ staff: "anna", hash });
    const anna = await as("anna");
    expect((await get("/api/people", anna)).status).toBe(403);
    expect(
      (await hall.post("/api/people", { person: "bo", roles: [{ role: "administrator" }] }, anna)).status,
    ).toBe(403);
    const ida = await as("ida");
    for (const person of ["", "Bo!", "a b", "-bo"])
      expect((await hall.post("/api/people", { person, roles: [{ role: "staff" }] }, ida)).status).toBe(400);
    expect((await hall.post("/api/people", { person: "anna", roles: [] }, ida)).body).toEqual({
      refused: "person-known",
    });
    const list = JSON.parse((await get("/api/people", ida)).text) as { person: string }[];
    expect(list.map(({ person }) => person)).toEqual(["anna", "ida"]);
    expect(JSON.stringify(list)).not.toContain("scrypt");
  });
});

describe("sessions", () => {
  it("are told to their owner, all to who manages people, and end from afar", async () => {
    await open({ staff: "anna", hash });
    const [here, there, ida] = [await as("anna"), await as("anna"), await as("ida")];
    const list = async (jar: Jar) =>
      JSON.parse((await get("/api/sessions", jar)).text) as { id: string; person: string; isThis: boolean }[];
    const own = await list(here);
    expect(own.map(({ person }) => person)).toEqual(["anna", "anna"]);
    expect((await list(ida)).map(({ person }) => person).sort()).toEqual(["anna", "anna", "ida"]);
    const other = own.find(({ isThis }) => !isThis)?.id ?? "";
    const idas = (await list(ida)).find(({ person }) => person === "ida")?.id ?? "";
    expect((await hall.post(`/api/sessions/${idas}/end`, undefined, here)).status).toBe(404);
    expect((await hall.post(`/api/sessions/${other}/end`, undefined, here)).status).toBe(200);
    expect([(await get(HERE, here)).status, (await get(HERE, there)).status]).toEqual([200, 401]);
    await hall.post(`/api/sessions/${own.find(({ isThis }) => isThis)?.id ?? ""}/end`, undefined, ida);
    expect((await get(HERE, here)).status).toBe(401);
  });

  it("are made anew at each sign-in: one that a stranger put into the browser is never opened", async () => {
    await open();
    const planted = { cookie: `talon=${"x".repeat(32)}` };
    const reply = await signIn("ida", password, planted);
    expect(reply.status).toBe(200);
    expect((await get(HERE, planted)).status).toBe(401);
    expect((await get(HERE, jarOf(reply))).status).toBe(200);
  });
});

describe("somebody who guesses", () => {
  it("locks out no browser in which that person has signed in before", { timeout: 30_000 }, async () => {
    await open({ staff: "anna", hash });
    const known = await as("anna");
    for (let tries = 0; tries < 6; tries += 1) await signIn("anna", "wrong");
    expect((await signIn("anna")).status).toBe(429);
    const mark = {
      cookie: known.cookie
        .split("; ")
        .filter((one) => one.startsWith("talon-known="))
        .join("; "),
    };
    expect((await signIn("anna", password, mark)).status).toBe(200);
    // It is of no use for another name.
    for (let tries = 0; tries < 4; tries += 1) await signIn("ida", "wrong");
    expect((await signIn("ida", password, mark)).status).toBe(429);
  });
});

describe("the break-glass account", () => {
  it("opens everything, and each use of it is told in log and ledger", async () => {
    await open({ staff: "glas", hash, breakGlass: true });
    const glas = await as("glas");
    expect(said(await get("/api/me", glas))[1]).toMatchObject({ by: "break-glass" });
    expect((await get("/api/people", glas)).status).toBe(200);
    expect(hall.lines.find((line) => line["what"] === "the break-glass account is used")).toMatchObject({
      ...{ level: "warning", by: "glas" },
    });
  });
});

describe("the demo, where nobody signs in", () => {
  it("has nobody to manage", async () => {
    hall = await Hall.open();
    expect(said(await get("/api/me", { cookie: "" }))[1]).toMatchObject({ person: null, mustChoose: false });
    expect((await get("/api/people", { cookie: "" })).text).toBe("[]");
    expect((await hall.post("/api/people", { person: "bo", roles: [] })).body).toEqual({
      refused: "of-file",
    });
  });
});
