import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forbiddenPage } from "../../../broker/http/home.ts";
import { gongWav } from "../../../hal/voice/gong.ts";
import { demoLocation, Hall, MONDAY } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

const HERE = "/api/locations/demo";

describe("pages, streams and sounds of the hub", () => {
  let hall: Hall;
  beforeEach(async () => {
    hall = await Hall.open();
  });
  afterEach(() => hall.close());
  const issue = async () => (await hall.post(`${HERE}/issue`, { queue: "a" })).body.ticket;
  const callNext = (counter = "1") => hall.post(`${HERE}/counters/${counter}/call-next`);

  it("serves each page with a policy that lets in nothing foreign", async () => {
    for (const [path, page] of [
      ["/staff", "staff"],
      ["/display/d1", "display"],
    ]) {
      const reply = await hall.ask(path as string);
      expect(reply.text).toBe(`<title>${page}</title>`);
      expect(reply.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
    for (const path of ["/", "/healthz", HERE])
      expect((await hall.ask(path)).headers.get("content-security-policy")).toContain("default-src 'none'");
    expect((await hall.ask("/assets/staff/main-abcdefgh.js")).headers.get("cache-control")).toContain(
      "immutable",
    );
    for (const path of ["/display/d9", "/t/short", "/assets/../package.json", "/assets/staff/none.js"])
      expect([path, (await hall.ask(path)).status]).toEqual([path, 404]);
  });

  it("where nobody has to sign in leads on to the staff page", async () => {
    const page = await fetch(`${hall.url}/sign-in`, { redirect: "manual" });
    expect([page.status, page.headers.get("location")]).toEqual([303, "/staff"]);
  });

  it("lists its displays at the front door, in words that cannot become markup", async () => {
    const home = await hall.ask("/");
    expect(home.text).toContain(`<a href="/display/d1">`);
    expect(home.text).toContain("Personale");
    expect(home.text).toContain(`<a href="/admin"><span lang="da">Administration</span></a>`);
    for (const words of [`<a href="/hjaelp">`, `<a href="/door">`, `href="/hjaelp/look.css"`])
      expect(home.text).toContain(words);
  });

  it("says in a page of its own that there is none, or that it is for others, with a way back", async () => {
    const gone = await hall.ask("/nothing", { headers: { accept: "text/html" } });
    expect([gone.status, gone.text.includes("Siden findes ikke.")]).toEqual([404, true]);
    for (const page of [gone.text, forbiddenPage()])
      for (const words of [`<a href="/">`, `<a href="/hjaelp">`, `href="/hjaelp/look.css"`])
        expect(page).toContain(words);
  });

  it("shows a display the whole picture at once, and every call as it comes, with beats between", async () => {
    const { pictures, beats } = await hall.stream("/display/d1/events");
    await until(() => pictures.length === 1);
    expect(pictures[0]).toMatchObject({ open: true, calls: [] });
    const ticket = await issue();
    await callNext();
    await until(() => pictures.at(-1)?.calls.length === 1);
    expect(pictures.at(-1)?.calls[0]).toMatchObject({
      number: ticket.number,
      counterName: { da: "Skranke 1" },
      recall: false,
    });
    expect(pictures.at(-1)?.counters[0]).toMatchObject({ state: "calling", number: ticket.number });
    await until(() => beats() > 2);
  });

  it("draws nothing anew for a watcher when nothing it shows has changed", async () => {
    const { pictures, beats } = await hall.stream("/display/d1/events");
    await until(() => pictures.length === 1);
    for (let second = 0; second < 3; second += 1) {
      hall.now.at += 1000;
      await hall.hub.tick();
      const before = beats();
      // Two beats are further apart than a picture is held back.
      await until(() => beats() > before + 1);
    }
    expect(pictures).toHaveLength(1);
  });

  it("sends staff nothing while people wait and nothing happens, but beats", async () => {
    await hall.post(`${HERE}/issue`, { queue: "a" });
    const { pictures, beats } = await hall.stream("/staff/events");
    await until(() => pictures.length === 1);
    for (let second = 0; second < 3; second += 1) {
      hall.now.at += 1000;
      await hall.hub.tick();
      const before = beats();
      await until(() => beats() > before + 1);
    }
    expect(pictures).toHaveLength(1);
  });

  it("shows staff the counters, who waits in order, and what undo would take back", async () => {
    const { pictures } = await hall.stream("/staff/events");
    const [first, second] = [await issue(), await issue()];
    await until(() => pictures.at(-1)?.tickets.length === 2);
    expect(pictures.at(-1)?.tickets.map((one) => one.id)).toEqual([first.id, second.id]);
    await callNext("2");
    await until(
      () =>
        pictures.at(-1)?.counters[1]?.number !== undefined ||
        pictures.at(-1)?.counters[1]?.state === "calling",
    );
    expect(pictures.at(-1)?.counters[1]).toMatchObject({
      ticket: { id: first.id },
      undo: { kind: "call-next" },
    });
    hall.now.at += 9000;
    await hall.hub.tick();
    await until(() => pictures.at(-1)?.counters[1]?.undo === null);
  });

  it("shows a phone its own ticket alone, from waiting to called", async () => {
    const stand = await hall.stand();
    const [first, second] = [await stand.issue(), await stand.issue()];
    expect((await hall.ask(`/t/${second.token.toLowerCase()}`)).text).toBe("<title>ticket</title>");
    const { pictures } = await hall.stream(`/t/${second.token}/events`);
    await until(() => pictures.length > 0);
    expect(pictures[0]).toMatchObject({
      number: second.number,
      state: "waiting",
      ahead: 1,
      queueName: { da: "Borgerservice" },
      calls: 0,
    });
    await callNext("1");
    await callNext("2");
    await until(() => pictures.at(-1)?.state === "called");
    expect(pictures.at(-1)).toMatchObject({ ahead: 0, counterName: { da: "Skranke 2" }, calls: 1 });
    expect(JSON.stringify(pictures)).not.toContain(`"${first.number}"`);
    expect(JSON.stringify(pictures)).not.toContain(second.token);
  });

  it("knows no events of a token that nobody has", async () => {
    // Its stand has said nothing yet, so the paper may be one that is still to be told.
    const { languages } = demoLocation();
    expect(await hall.ask("/t/00000000000000000000000000/events")).toMatchObject({
      status: 425,
      body: { languages },
    });
    expect((await hall.ask("/t/00000000000000000000000000")).status).toBe(200);
    const stand = await hall.stand();
    await stand.issue();
    expect(await hall.ask("/t/00000000000000000000000000/events")).toMatchObject({
      status: 404,
      body: { languages },
    });
  });

  it("names the spoken words of a call at once, in Danish and English, and has them when they are asked for", async () => {
    const { pictures } = await hall.stream("/display/d1/events");
    await issue();
    await callNext();
    await until(() => pictures.at(-1)?.calls.length === 1);
    const speech = pictures.at(-1)?.calls[0]?.speech ?? [];
    expect(speech).toMatchObject([{ language: "da" }, { language: "en" }]);
    for (const { url } of speech) {
      const reply = await hall.ask(url);
      expect([reply.status, reply.headers.get("content-type"), reply.text.slice(0, 4)]).toEqual([
        200,
        "audio/wav",
        "RIFF",
      ]);
    }
    expect((await hall.ask("/speech/unknown.wav")).status).toBe(404);
    expect((await hall.ask("/speech/..%2f..%2fetc%2fpasswd")).status).toBe(404);
    expect((await hall.ask("/gong.wav")).headers.get("content-length")).toBe(String(gongWav().length));
  });

  it("ends its streams when it closes, within two seconds", async () => {
    const { isOver, pictures } = await hall.stream("/display/d1/events");
    await until(() => pictures.length > 0);
    const from = performance.now();
    await hall.hub.close();
    expect(performance.now() - from).toBeLessThan(2000);
    await until(isOver);
  });

  it("says that it is well, and counts without naming anybody", async () => {
    expect(await hall.ask("/healthz")).toMatchObject({ status: 200, body: { ok: true } });
    const ticket = await issue();
    const { pictures } = await hall.stream("/staff/events");
    await until(() => pictures.length > 0);
    const { text, headers } = await hall.ask("/metrics");
    expect(headers.get("content-type")).toContain("text/plain; version=0.0.4");
    for (const line of [
      `talon_tickets{state="waiting"} 1`,
      `talon_waiting{queue="a"} 1`,
      "talon_streams 1",
      `talon_commands_total{kind="staff-issue"} 1`,
      "talon_healthy 1",
    ])
      expect(text.split("\n")).toContain(line);
    expect(text).not.toContain(ticket.id);
    for (const line of text.trim().split("\n"))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? -?[\d.e+-]+)$/);
  });
});

it("a hub whose disk is full or whose seconds stand still says so", async () => {
  const hall = await Hall.open({ freeBytes: () => Promise.resolve(1000) });
  expect(await hall.ask("/healthz")).toMatchObject({
    status: 503,
    body: { ok: false, problems: [expect.stringContaining("1000 bytes")] },
  });
  await hall.close();
});

it("a hub without a voice names no sounds", async () => {
  const { NoVoice } = await import("../../../hal/voice/none.ts");
  const hall = await Hall.open({ voice: new NoVoice() });
  const { pictures } = await hall.stream("/display/d1/events");
  await hall.post(`${HERE}/issue`, { queue: "a" });
  await hall.post(`${HERE}/counters/1/call-next`);
  await until(() => pictures.at(-1)?.calls.length === 1);
  expect(pictures.at(-1)?.calls[0]?.speech).toEqual([]);
  await hall.close();
});

it("tells whoever watches the hub that its ledger was changed, and calls go on", async () => {
  let [broken, cut]: (number | null)[] = [null, null];
  const state = () => ({ checkedAt: MONDAY, upTo: 9, broken: broken ?? null, cut: cut ?? null });
  const hall = await Hall.open({ chain: state });
  const health = async () => (await hall.ask("/healthz")).body as object;
  expect(await health()).not.toHaveProperty("warnings");
  expect(await health()).toMatchObject({ chain: state() });
  broken = 7;
  expect(await health()).toMatchObject({ ok: true, warnings: [expect.stringContaining("from event 7 on")] });
  expect(await health()).toMatchObject({ chain: { broken: 7 } });
  [broken, cut] = [null, 12];
  expect(await health()).toMatchObject({ ok: true, warnings: [expect.stringContaining("had reached 12")] });
  expect((await hall.post("/api/locations/demo/issue", { queue: "a" })).status).toBe(200);
  await hall.close();
});
