import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { SESSION_MS } from "../../../broker/accounts/sessions.ts";
import { hostOf, isLocalAddress, isOwnHost, isOwnOrigin } from "../../../broker/http/guard.ts";
import { cookieOf, Door, readAccounts } from "../../../broker/http/sign-in.ts";
import { hashPassword } from "../../../broker/password.ts";
import { Hall, MONDAY } from "../hall.ts";

const HERE = "/api/locations/demo";
let hall: Hall;
afterEach(() => hall?.close());

/** A request with headers that fetch would not let a caller set. */
function bare(path: string, headers: Record<string, string>, method = "GET"): Promise<number> {
  return new Promise((done, failed) => {
    const asked = request(`${hall.url}${path}`, { method, headers }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    asked.on("error", failed);
    asked.end();
  });
}

describe("the demo, where nobody signs in", () => {
  it("answers only when it is asked by a name of this machine", async () => {
    hall = await Hall.open();
    const { port } = new URL(hall.url);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
      expect([host, await bare(HERE, { host })]).toEqual([host, 200]);
    for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1.evil.example"])
      expect([host, await bare(HERE, { host })]).toEqual([host, 403]);
    expect(await bare("/display/d1", { host: "evil.example" })).toBe(403);
  });

  it("answers no page of another site, neither to read nor to command", async () => {
    hall = await Hall.open();
    for (const origin of ["https://evil.example", "null", "http://localhost:1"]) {
      expect(await bare(HERE, { origin })).toBe(403);
      expect(await bare(`${HERE}/counters/1/call-next`, { origin }, "POST")).toBe(403);
      expect(await bare("/staff/events", { origin })).toBe(403);
    }
    expect(await bare(HERE, { origin: hall.url })).toBe(200);
  });
});

describe("a hub with accounts", () => {
  const password = "længe-leve-køen";
  const open = async () => {
    hall = await Hall.open({ door: new Door([{ staff: "anna", hash: await hashPassword(password) }]) });
  };
  const signIn = (name: string, said: string) => hall.post("/api/sign-in", { name, password: said });
  const cookie = (headers: Headers) => (headers.get("set-cookie") ?? "").split(";")[0] ?? "";

  it("keeps API and staff page behind the sign-in, and the citizens' pages open", async () => {
    await open();
    for (const path of [HERE, `${HERE}/tickets`, "/api/openapi.json", "/staff", "/staff/events", "/staff/"])
      expect([path, (await hall.ask(path)).status]).toEqual([path, 401]);
    expect((await hall.post(`${HERE}/issue`, { queue: "a" })).status).toBe(401);
    for (const path of [
      "/",
      "/display/d1",
      "/gong.wav",
      "/healthz",
      "/metrics",
      "/sign-in",
      "/assets/staff/main-abcdefgh.js",
    ])
      expect([path, (await hall.ask(path)).status]).toEqual([path, 200]);
    const page = await hall.ask("/staff", { headers: { accept: "text/html" } });
    expect([page.status, page.headers.get("location")]).toEqual([303, "/sign-in?to=%2Fstaff"]);
  });

  it("lets in who knows the password, until they sign out or ten hours have passed", async () => {
    await open();
    const reply = await signIn("anna", password);
    expect(reply).toMatchObject({ status: 200, body: { staff: "anna" } });
    expect(reply.headers.getSetCookie()[0]).toMatch(
      /^talon=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=36000$/,
    );
    const headers = { cookie: cookie(reply.headers) };
    expect((await hall.ask(HERE, { headers })).status).toBe(200);
    expect((await hall.post(`${HERE}/issue`, { queue: "a" }, headers)).status).toBe(200);
    expect((await hall.post(`${HERE}/stands/s1/test`, undefined, headers)).status).toBe(200);
    expect(hall.lines.find((line) => line["order"] === "test")).toMatchObject({ by: "anna", stand: "s1" });
    hall.now.at += SESSION_MS;
    expect((await hall.ask(HERE, { headers })).status).toBe(401);
    const again = { cookie: cookie((await signIn("anna", password)).headers) };
    await hall.post("/api/sign-out", undefined, again);
    expect((await hall.ask(HERE, { headers: again })).status).toBe(401);
  });

  it("takes no command from a page of another site, even with the cookie", async () => {
    await open();
    const session = cookie((await signIn("anna", password)).headers);
    const headers = { cookie: session, origin: "https://evil.example" };
    expect(await bare(`${HERE}/issue`, headers, "POST")).toBe(403);
    expect(await bare("/api/sign-in", { origin: "https://evil.example" }, "POST")).toBe(403);
  });

  it("slows failed tries by name and by address, and says for how long", async () => {
    await open();
    for (let tries = 0; tries < 4; tries += 1) expect((await signIn("anna", "wrong")).status).toBe(401);
    const slowed = await signIn("anna", password);
    expect([slowed.status, slowed.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(slowed.body).toEqual({ problem: "too many tries; try again in 1 second" });
    hall.now.at += 1001;
    expect((await signIn("anna", password)).status).toBe(200);
  });

  it("answers 400 for a sign-in without name or password", async () => {
    await open();
    expect((await hall.post("/api/sign-in")).body.problems.map((one) => one.path)).toEqual([
      "name",
      "password",
    ]);
  });
});

describe("the door of the staff", () => {
  it("slows more and more, at most a minute, and forgets after a success", { timeout: 60_000 }, async () => {
    const door = new Door([{ staff: "anna", hash: await hashPassword("right") }]);
    const tryIt = (password: string, at: number) =>
      door.signIn({ name: "anna", password, address: "::1" }, at);
    let at = MONDAY;
    for (let tries = 0; tries < 3; tries += 1) await tryIt("wrong", at);
    const pauses: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      expect((await tryIt("wrong", at)).kind).toBe("wrong");
      const next = await tryIt("right", at);
      const afterMs = next.kind === "slow" ? next.afterMs : 0;
      pauses.push(afterMs);
      at += afterMs;
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect((await tryIt("right", at)).kind).toBe("in");
    expect((await tryIt("wrong", at)).kind).toBe("wrong");
    expect((await tryIt("right", at)).kind).toBe("in");
  });

  it("slows one address whatever names it tries, and no other address", async () => {
    const door = new Door([{ staff: "anna", hash: await hashPassword("right") }]);
    for (let tries = 0; tries < 4; tries += 1)
      await door.signIn({ name: `guess-${tries}`, password: "x", address: "1.2.3.4" }, MONDAY);
    const from = (address: string) => door.signIn({ name: "anna", password: "right", address }, MONDAY);
    expect((await from("1.2.3.4")).kind).toBe("slow");
    expect((await from("5.6.7.8")).kind).toBe("in");
  });

  it("reads accounts, or says every problem by its path", async () => {
    const hash = await hashPassword("x");
    expect(readAccounts([{ staff: "anna", hash }])).toEqual({
      ok: true,
      accounts: [{ staff: "anna", hash }],
    });
    const wrong = readAccounts([
      { staff: "Anna!", hash: "plain" },
      null,
      { staff: "bo", hash },
      { staff: "bo", hash },
    ]);
    expect(wrong).toMatchObject({ ok: false });
    expect(!wrong.ok && wrong.problems.map((one) => one.path)).toEqual([
      "0.staff",
      "0.hash",
      "1.staff",
      "1.hash",
      "(whole)",
    ]);
    expect(readAccounts({}).ok).toBe(false);
  });
});

it("tells own hosts, origins and addresses from foreign ones", () => {
  expect(hostOf("Localhost:8080")).toBe("localhost");
  expect(hostOf("a/b")).toBe("");
  expect([
    isOwnHost("127.0.0.1:80"),
    isOwnHost("[::1]"),
    isOwnHost("talon.dk"),
    isOwnHost(undefined),
  ]).toEqual([true, true, false, false]);
  const url = "https://queue.example.dk";
  expect(isOwnOrigin(undefined, "x", url)).toBe(true);
  expect(isOwnOrigin("https://queue.example.dk", "10.0.0.1:8443", url)).toBe(true);
  expect(isOwnOrigin("http://queue.example.dk", "10.0.0.1:8443", url)).toBe(false);
  expect(isOwnOrigin("nonsense", "x", url)).toBe(false);
  expect([isLocalAddress("::ffff:127.0.0.1"), isLocalAddress("10.0.0.1"), isLocalAddress(undefined)]).toEqual(
    [true, false, false],
  );
  expect(cookieOf("a=1; talon=x=y", "talon")).toBe("x=y");
});
