import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type AssembledStand, openStand } from "../../../device/stand/assemble.ts";
import { checkStand } from "../../../protocol/config/stand.ts";
import type { PaperSlip, StandPicture } from "../../../protocol/snapshots.ts";
import { openScriptedHub, type ScriptedHub } from "./scripted-hub.ts";
import { until } from "./until.ts";

let folder = "";
let hub: ScriptedHub;
let stand: AssembledStand;
const log: string[] = [];
const timers = new Set<NodeJS.Timeout>();

async function openHere(change: Record<string, unknown> = {}): Promise<AssembledStand> {
  const config = checkStand({
    v: 1,
    location: "demo",
    stand: "s1",
    dataDir: join(folder, "stand"),
    mqtt: { url: hub.url, username: "stand-s1", passwordFile: "unused" },
    http: { host: "127.0.0.1", port: 0 },
    screen: true,
    buttons: { driver: "simulated", count: 8 },
    lamps: { driver: "simulated", count: 8 },
    printer: { driver: "simulated", paperFile: join(folder, "paper", "s1.jsonl"), printMs: 20 },
    scanner: { driver: "simulated" },
    keypad: { driver: "simulated" },
    speaker: { driver: "simulated" },
    timings: { guardMinMs: 30, guardMaxMs: 300, answerMs: 1500, replayMs: 50 },
    ...change,
  });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const say = (what: string) => void log.push(what);
  return await openStand({
    config: config.value,
    secrets: { password: undefined, ca: undefined, staffPin: "4711" },
    version: "0.1.0",
    pages: join(folder, "no-pages"),
    log: { debug: say, info: say, notice: say, warning: say, error: say, critical: say },
    outside: {
      wallMs: () => Date.now(),
      monoMs: () => Number(process.hrtime.bigint() / 1_000_000n),
      chance: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      after: (ms, act) => {
        const timer = setTimeout(act, ms);
        timers.add(timer);
        return () => clearTimeout(timer);
      },
      tidy: () => undefined,
    },
  });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-stand-"));
  hub = await openScriptedHub();
  stand = await openHere();
});

afterEach(async () => {
  await stand.close();
  await hub.close();
  for (const timer of timers) clearTimeout(timer);
  await rm(folder, { recursive: true, force: true });
});

const post = (path: string, body?: unknown) =>
  fetch(`${stand.url}${path}`, {
    method: "POST",
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });

async function paper(): Promise<PaperSlip[]> {
  return (await (await fetch(`${stand.url}/simulated/paper`)).json()) as PaperSlip[];
}

/** The newest event of that name from a fresh stream. */
async function newest<T>(event: string): Promise<T> {
  const response = await fetch(`${stand.url}/events`);
  const pattern = new RegExp(`event: ${event}\\ndata: (.*)\\n\\n`);
  let text = "";
  // Leaving the loop ends the stream.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(chunk);
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return JSON.parse(found) as T;
  }
  throw new Error("the stream ended");
}

const isLit = (button: number) => async () =>
  (await newest<StandPicture>("picture")).buttons.some((one) => one.button === button && one.lit);

/** The stand has letters of its own on its card; a lit lamp only says that the hub would give a number. */
async function hasLease(): Promise<boolean> {
  const outbox = join(folder, "stand", "outbox");
  const names = (await readdir(outbox)).filter((name) => name.endsWith(".jsonl"));
  const segments = await Promise.all(names.map((name) => readFile(join(outbox, name), "utf8")));
  return segments.some((segment) => segment.includes('"kind":"lease","lease":{'));
}

/** Asks with a foreign Host or Origin, which fetch would not let us. */
function statusWith(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(stand.url);
    request({ port, host: "127.0.0.1", path: "/simulated/paper", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

it("a press becomes paper with number, words and code, and the hub learns of it", async () => {
  await until(isLit(1));
  expect((await post("/simulated/button/1/press")).status).toBe(202);
  const [slip] = await until(async () => ((await paper()).length > 0 ? await paper() : null));
  expect(slip).toMatchObject({
    number: "A01",
    complete: true,
    qr: expect.stringMatching(/^http:\/\/hub\/t\/\w{26}$/),
  });
  expect(slip?.lines.join(" ")).toContain("Ydelse citizen");
  expect(slip?.bytes.length).toBeGreaterThan(100);
  await until(() => hub.records.length === 1);
  expect(hub.records[0]).toMatchObject({ ticketId: slip?.ticketId, number: "A01", paper: "printed" });
});

it("a pulled network gives own numbers, and the hub learns of them when it is back", async () => {
  await until(isLit(1));
  await until(hasLease);
  expect((await post("/simulated/network", { up: false })).status).toBe(200);
  await post("/simulated/button/1/press");
  const [slip] = await until(async () => ((await paper()).length > 0 ? await paper() : null));
  expect(slip?.number).toBe("AB01");
  expect(slip?.lines.join(" ")).toContain("A");
  await post("/simulated/network", { up: true });
  await until(() => hub.records.some(({ number }) => number === "AB01"));
});

it("a printer that takes nothing leaves the number on the screen", async () => {
  await until(isLit(2));
  await post("/simulated/printer", { paper: "out" });
  await post("/simulated/button/2/press");
  const shown = await until(async () => (await newest<StandPicture>("picture")).ticketOnScreen);
  expect(shown.number).toBe("A01");
  await until(() => hub.records.length === 1);
  expect(hub.records[0]?.paper).toBe("screen");
  expect((await post("/dismiss")).status).toBe(204);
  expect((await newest<StandPicture>("picture")).ticketOnScreen).toBeNull();
});

it("a printer whose paper is lost fails that slip only, and the stand goes on", async () => {
  await until(isLit(1));
  await rm(join(folder, "paper"), { recursive: true });
  await post("/simulated/button/1/press");
  await until(() => hub.records.length === 1);
  expect(hub.records[0]?.paper).toBe("screen");
  expect(await paper()).toEqual([]);
  await mkdir(join(folder, "paper"));
  await until(isLit(2));
  await post("/simulated/button/2/press");
  await until(() => hub.records.length === 2);
  expect(hub.records[1]?.paper).toBe("printed");
  expect(await paper()).toHaveLength(1);
});

it("a jam tears the slip, the ticket stays valid, and the next start finds the outbox as it was", async () => {
  await until(isLit(1));
  await post("/simulated/printer", { jam: true });
  await post("/simulated/button/1/press");
  await until(() => hub.records.length === 1);
  expect(hub.records[0]?.paper).toBe("torn");
  expect((await paper())[0]?.complete).toBe(false);
  const [torn] = await newest<PaperSlip[]>("strip");
  expect(torn?.layout?.widthMm).toBe(80);
  expect(torn?.layout?.lines.some(({ kind }) => kind === "text")).toBe(true);
  expect(torn?.layout?.lines.some(({ kind }) => kind === "qr" || kind === "columns")).toBe(false);
  await stand.close();
  stand = await openHere();
  const tickets = await post("/open-tickets", { pin: "4711" });
  expect(await tickets.json()).toMatchObject({
    tickets: [{ number: "A01", paper: "torn", queueName: { da: "Kø a" } }],
  });
});

it("the strip hangs out until it is torn off, the paper stays on record", async () => {
  await until(isLit(1));
  await post("/simulated/button/1/press");
  const [slip] = await until(async () => {
    const strip = await newest<PaperSlip[]>("strip");
    return strip.length > 0 && strip;
  });
  expect(slip?.layout?.lines.some((line) => line.kind === "qr")).toBe(true);
  expect((await post("/simulated/paper/tear")).status).toBe(204);
  expect(await newest<PaperSlip[]>("strip")).toEqual([]);
  expect(await paper()).toHaveLength(1);
});

it("a presented ticket is looked up, and nonsense is refused in words", async () => {
  await until(isLit(1));
  await post("/simulated/scanner", "HTTP://HUB/T/00000000000000000000000000".toLowerCase());
  const said = await until(async () => (await newest<StandPicture>("picture")).standing);
  expect(said).toMatchObject({ refused: "ticket-unknown" });
});

it("what the stand gives by ear can be read on the far side of the simulated speaker", async () => {
  await until(isLit(1));
  await post("/simulated/button/1/press");
  const heard = (await (await fetch(`${stand.url}/simulated/speaker`)).json()) as { label: string }[];
  expect(heard.map(({ label }) => label)).toContain("accepted");
});

it.each([
  ["/simulated/button/9/press", undefined, 404],
  ["/simulated/button/0/press", undefined, 404],
  ["/simulated/button/1e0/press", undefined, 404],
  ["/simulated/network", { up: "yes" }, 400],
  ["/simulated/network", "{", 400],
  ["/language", { language: "fr" }, 400],
  ["/language", { language: "en" }, 204],
  ["/scanner", "x", 404],
  ["/simulated/scanner", "x".repeat(20_000), 413],
  ["/simulated/scanner", "x".repeat(100_000), 413],
])("POST %s with %j answers %i", async (path, body, status) => {
  expect((await post(path, typeof body === "string" && body.length > 100 ? body : body)).status).toBe(status);
});

it("a foreign Host or Origin is turned away", async () => {
  const { host } = new URL(stand.url);
  expect(await statusWith({ host })).toBe(200);
  expect(await statusWith({ host: "evil.example" })).toBe(403);
  expect(await statusWith({ host, origin: "http://evil.example" })).toBe(403);
  expect(await statusWith({ host, origin: `http://${host}` })).toBe(200);
});

it("five wrong PINs cost half a minute, also for the right one", async () => {
  for (let tries = 0; tries < 5; tries++)
    expect((await post("/open-tickets", { pin: "1" })).status).toBe(403);
  expect((await post("/open-tickets", { pin: "4711" })).status).toBe(429);
});

it("a stand with a real printer has no simulated routes for it and no simulated network", async () => {
  await stand.close();
  stand = await openHere({ printer: { driver: "none" } });
  expect((await post("/simulated/printer", { jam: true })).status).toBe(404);
  expect((await post("/simulated/network", { up: false })).status).toBe(404);
  expect((await fetch(`${stand.url}/simulated/paper`)).status).toBe(404);
});

it("the hub is told of health at once when the paper runs out, and of the stand's going", async () => {
  await until(() => hub.health.some(({ printer }) => printer.paper === "ok"));
  await post("/simulated/printer", { paper: "out" });
  await until(() => hub.health.some(({ printer }) => printer.paper === "out"));
  await stand.close();
  await until(() => hub.availability.at(-1) === "offline");
  stand = await openHere();
});

it("an order of the hub prints a test slip and a copy", async () => {
  await until(isLit(1));
  await hub.order("test");
  await until(async () => (await paper()).length === 1);
  await post("/simulated/button/1/press");
  const [, slip] = await until(async () => ((await paper()).length === 2 ? await paper() : null));
  await until(() => hub.records.length === 1);
  await hub.order("reprint", { ticketId: slip?.ticketId });
  const [, , copy] = await until(async () => ((await paper()).length === 3 ? await paper() : null));
  expect(copy).toMatchObject({ ticketId: slip?.ticketId, number: slip?.number });
  expect(copy?.lines.join(" ")).toContain("KOPI");
  // The paper is in the file a moment before the page hears of it.
  const drawn = async () =>
    (await newest<PaperSlip[]>("strip")).map(({ layout }) => JSON.stringify(layout).includes("KOPI"));
  await until(async () => (await drawn()).join() === "false,false,true");
});

it("no token, code or PIN stands in the log", async () => {
  await until(isLit(1));
  await post("/simulated/button/1/press");
  await until(() => hub.records.length === 1);
  await post("/open-tickets", { pin: "1" });
  const token = hub.records[0]?.token ?? "";
  expect(token).toHaveLength(26);
  expect(log.join("\n")).not.toContain(token);
});

it("what is kept on the card is readable by its owner only", async () => {
  await readFile(join(folder, "stand", "outbox", "000001.jsonl"));
  const { mode } = await import("node:fs").then(({ statSync }) =>
    statSync(join(folder, "stand", "outbox", "000001.jsonl")),
  );
  expect(mode & 0o077).toBe(0);
});

it("a second stand on the same data folder is turned away and changes nothing, and the first goes on", async () => {
  await until(isLit(1));
  const segment = () => readFile(join(folder, "stand", "outbox", "000001.jsonl"), "utf8");
  /* The first stand writes down how far the hub's ledger is, once, after it was lit. */
  await until(async () => (await segment()).includes('"kind":"mark"'));
  const kept = await segment();
  const again = openHere({ dataDir: join(folder, "stand", "..", "stand") });
  await expect(again).rejects.toMatchObject({ code: "STAND_OUTBOX_IN_USE" });
  expect(await segment()).toBe(kept);
  await post("/simulated/button/1/press");
  await until(async () => (await paper()).length === 1);
});

it("a port that is taken ends the start before the card is touched", async () => {
  const port = Number(new URL(stand.url).port);
  const other = openHere({ dataDir: join(folder, "other"), http: { host: "127.0.0.1", port } });
  await expect(other).rejects.toMatchObject({
    code: "STAND_PORT_TAKEN",
    message: expect.stringContaining(`${port}`),
  });
  expect(await readdir(folder)).not.toContain("other");
});

it.each([
  ["a folder in its place", (path: string) => mkdir(path)],
  ["half a queue", (path: string) => writeFile(path, '{"standConfig":null,"queues":{"a":{"open":true}}}')],
])("a stand starts with %s of settings.json and gives tickets", async (_what, wreck) => {
  await stand.close();
  await rm(join(folder, "stand", "settings.json"), { force: true });
  await wreck(join(folder, "stand", "settings.json"));
  stand = await openHere();
  await until(isLit(1));
  await post("/simulated/button/1/press");
  await until(async () => (await paper()).length === 1);
});
