import { afterEach, describe, expect, it } from "vitest";
import { Door } from "../../../broker/http/sign-in.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { hashPassword } from "../../../broker/password.ts";
import { Screens } from "../../../broker/screens/screens.ts";
import type { DisplayId } from "../../../protocol/terms.ts";
import { demoLocation, Hall, type Reply } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

const password = "længe-leve-køen";
const hash = await hashPassword(password);
const SCREENS = "/api/locations/demo/administration/screens";
const html = { accept: "text/html" };
let hall: Hall;
let ledger: MemoryLedger;
afterEach(() => hall?.close());

async function open(
  screens: Screens | null = new Screens(null),
  framedBy: readonly string[] = [],
): Promise<void> {
  ledger = new MemoryLedger();
  const roles = (role: string) => [{ role }] as never;
  const door = new Door([
    { staff: "toke", hash, roles: roles("technician") },
    { staff: "sofie", hash, roles: roles("staff") },
  ]);
  const location = demoLocation();
  const displays = location.displays.flatMap((one) => [one, { ...one, display: "d2" as DisplayId }]);
  const http = { host: "127.0.0.1", port: 0, tls: null, framedBy };
  hall = await Hall.open({
    ...{ door, screens, ledger, location: { ...location, displays } },
    http: { ...http, publicUrl: (port) => `http://127.0.0.1:${port}` },
  });
}

const cookieOf = ({ headers }: Pick<Reply, "headers">, name: string) =>
  headers
    .getSetCookie()
    .map((one) => one.split(";")[0] ?? "")
    .find((one) => one.startsWith(`${name}=`)) ?? "";

async function as(name: string): Promise<{ cookie: string }> {
  return { cookie: cookieOf(await hall.post("/api/sign-in", { name, password }), "talon") };
}

/** A browser that waits: its cookie, and what its stream has said. */
async function waiting(cookie = ""): Promise<{ cookie: string; told: () => Record<string, unknown> }> {
  const response = await fetch(`${hall.url}/pair/events`, { headers: { cookie } });
  expect(response.status).toBe(200);
  let text = "";
  void (async () => {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      text += Buffer.from(chunk).toString();
  })().catch(() => undefined);
  const told = () => {
    const [, last = "{}"] = [...text.matchAll(/event: picture\ndata: (.*)\n/g)].at(-1) ?? [];
    return JSON.parse(last) as Record<string, unknown>;
  };
  await until(() => Object.keys(told()).length > 0);
  return { cookie: cookieOf(response, "talon-screen"), told };
}

/** A screen that is display d1. */
async function paired(): Promise<{ cookie: string }> {
  const screen = await waiting();
  const { status } = await hall.post(
    `${SCREENS}/pair`,
    { display: "d1", code: screen.told()["code"] },
    await as("toke"),
  );
  expect(status).toBe(200);
  await until(() => screen.told()["display"] === "d1");
  return { cookie: screen.cookie };
}

type Listed = { isNeeded: boolean; screens: { screen: string; isShowing: boolean; by: string }[] };
const listed = async () =>
  JSON.parse((await hall.ask(SCREENS, { headers: await as("toke") })).text) as Listed;

const page = async (path: string, headers: Record<string, string> = {}) =>
  (await hall.ask(path, { headers: { ...html, ...headers } })).text;

describe("where displays are paired", () => {
  it("a browser is told a code, and no display, before somebody types it", async () => {
    await open();
    expect(await page("/display/d1")).toContain("<title>pairing</title>");
    expect(await page("/display")).toContain("<title>pairing</title>");
    expect((await hall.ask("/display/d1/events")).status).toBe(401);
    expect((await waiting()).told()).toMatchObject({ code: expect.stringMatching(/^\d{6}$/) as string });
  });

  it("the browser becomes the display for which its code is typed, and no other one", async () => {
    await open();
    const screen = await paired();
    const to = await hall.ask("/display", { headers: { ...html, ...screen } });
    expect([to.status, to.headers.get("location")]).toEqual([303, "/display/d1"]);
    expect(await page("/display/d1", screen)).toContain("<title>display</title>");
    const stream = await fetch(`${hall.url}/display/d1/events`, { headers: screen });
    expect(stream.status).toBe(200);
    await stream.body?.cancel();
    expect(await page("/display/d2", screen)).toContain("<title>pairing</title>");
    expect((await hall.ask("/display/d2/events", { headers: screen })).status).toBe(401);
    // A browser that was handed this screen's address has not got its cookie.
    expect((await hall.ask("/display/d1/events")).status).toBe(401);
  });

  it("a screen's cookie is read by no script, sent by no other site, and lives on with each visit", async () => {
    await open(new Screens(null), ["https://intra.example.dk"]);
    const screen = await paired();
    const { headers } = await hall.ask("/display/d1", { headers: { ...html, ...screen } });
    expect(headers.getSetCookie()).toEqual([
      `${screen.cookie}; Path=/; HttpOnly; SameSite=Strict; Max-Age=34560000`,
    ]);
  });

  it("only whoever may manage machines sees, pairs and takes off screens", async () => {
    await open();
    const screen = await waiting();
    const body = { display: "d1", code: screen.told()["code"] };
    const sofie = await as("sofie");
    expect((await hall.post(`${SCREENS}/pair`, body, sofie)).status).toBe(403);
    expect((await hall.ask(SCREENS, { headers: sofie })).status).toBe(403);
    expect((await hall.post(`${SCREENS}/x/unpair`, {}, sofie)).status).toBe(403);
    expect((await hall.post(`${SCREENS}/pair`, body)).status).toBe(401);
    expect(screen.told()).toMatchObject({ code: body.code });
  });

  it("a wrong code, a display that is none and a screen that is none are said to be so", async () => {
    await open();
    const toke = await as("toke");
    const code = String((await waiting()).told()["code"]);
    const wrong = code === "000000" ? "000001" : "000000";
    const asked = (body: object) => hall.post(`${SCREENS}/pair`, body, toke);
    expect(await asked({ display: "d1", code: wrong })).toMatchObject({
      status: 409,
      body: { refused: "code-unknown" },
    });
    expect((await asked({ display: "nowhere", code })).status).toBe(404);
    expect((await hall.post(`${SCREENS}/nobody/unpair`, {}, toke)).status).toBe(404);
    for (let i = 0; i < 4; i += 1) await asked({ display: "d1", code: wrong });
    const slow = await asked({ display: "d1", code });
    expect([slow.status, slow.headers.get("retry-after")]).toEqual([429, "900"]);
  });

  it("a screen that is taken off is told within a second, and shows a code again", async () => {
    await open();
    const screen = await paired();
    const stream = await fetch(`${hall.url}/display/d1/events`, { headers: screen });
    const before = await listed();
    expect(before).toMatchObject({
      isNeeded: true,
      screens: [{ display: "d1", by: "toke", isShowing: true }],
    });
    const toke = await as("toke");
    const from = performance.now();
    await hall.post(`${SCREENS}/${before.screens[0]?.screen}/unpair`, {}, toke);
    // Read to its end, which comes only because the hub ends it.
    expect(await stream.text()).toContain("event: unpaired");
    expect(performance.now() - from).toBeLessThan(1000);
    expect(await page("/display/d1", screen)).toContain("<title>pairing</title>");
    expect((await hall.ask("/display/d1/events", { headers: screen })).status).toBe(401);
    expect((await listed()).screens).toEqual([]);
    expect((await waiting(screen.cookie)).told()).toHaveProperty("code");
  });

  it("who paired and took off which screen stands in the ledger, without a token", async () => {
    await open();
    const screen = await paired();
    const [one] = (await listed()).screens;
    await hall.post(`${SCREENS}/${one?.screen}/unpair`, {}, await as("toke"));
    const acts = [...ledger.load(0)].flatMap((event) => (event.kind === "act-noted" ? [event] : []));
    const about = { display: "d1", screen: one?.screen };
    expect(acts).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ act: "display-paired", by: "toke", about }) as object,
        expect.objectContaining({ act: "display-unpaired", by: "toke", about }) as object,
      ]) as object,
    );
    expect(JSON.stringify([...ledger.load(0), hall.lines])).not.toContain(screen.cookie.split("=")[1]);
  });

  it("staff see a display by their own sign-in, as long as that lasts", async () => {
    await open();
    const sofie = await as("sofie");
    expect(await page("/display/d1", sofie)).toContain("<title>display</title>");
    const stream = await fetch(`${hall.url}/display/d1/events`, { headers: sofie });
    await hall.post("/api/sign-out", {}, sofie);
    expect(await stream.text()).toContain("event: unpaired");
    expect(await page("/display/d1", sofie)).toContain("<title>pairing</title>");
  });
});

it("where displays are open, whoever reaches the hub sees them, and no code is needed or given", async () => {
  await open(null);
  expect(await page("/display/d1")).toContain("<title>display</title>");
  expect((await hall.ask("/display", { headers: html })).headers.get("location")).toBe("/");
  expect((await hall.ask("/pair/events")).status).toBe(404);
  expect(await listed()).toEqual({ isNeeded: false, screens: [] });
  const { status, body } = await hall.post(
    `${SCREENS}/pair`,
    { display: "d1", code: "123456" },
    await as("toke"),
  );
  expect([status, body.refused]).toEqual([409, "not-needed"]);
});
