/** One ticket from the pressed button to the called number, in a real browser, through the demo that `npm start` runs. */
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt from "mqtt";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Demo, until } from "./demo.ts";

const demo = new Demo();
let browser: BrowserContext;

beforeAll(async () => {
  await demo.open();
  browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "talon-chromium-")), {
    executablePath: "/usr/bin/chromium",
    locale: "da-DK",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await demo.close();
});

async function open(url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

const shows = (page: Page, text: string) =>
  page.waitForFunction((wanted) => document.body.innerText.includes(wanted), text, { timeout: 20_000 });

describe("a ticket's whole way", () => {
  test("a press gives paper, a call reaches display and phone, and the visit ends", async () => {
    const [stand, display, staff] = [
      await open(demo.stand("/")),
      await open(`${demo.run.hub.url}/display/d1`),
      await open(`${demo.run.hub.url}/staff?counter=1`),
    ];
    const slip = await demo.ticket(1);
    expect(slip.complete).toBe(true);
    expect(slip.number).toMatch(/^A\d{2,}$/);
    await shows(stand, slip.number);
    const phone = await open(slip.qr);
    await shows(phone, slip.number);
    await demo.inState(slip.ticketId, "waiting");
    await staff
      .getByRole("button", { name: /Kald næste/ })
      .first()
      .click();
    await shows(display, slip.number);
    await shows(phone, "Skranke");
    await demo.inState(slip.ticketId, "called");
    await demo.post(demo.api("/counters/1/serve"));
    await demo.post(demo.api("/counters/1/finish"));
    await demo.inState(slip.ticketId, "served");
    for (const page of [stand, display, staff, phone]) await page.close();
  }, 90_000);
});

describe("the faces that other tools drive", () => {
  test("a press is answered 202, a button that does not exist 404", async () => {
    expect(await demo.press(2)).toBe(202);
    expect(await demo.press(99)).toBe(404);
  });

  test("two staff who press at once get two different tickets", async () => {
    await demo.post(demo.api("/issue"), { queue: "a" });
    await demo.post(demo.api("/issue"), { queue: "a" });
    const called = await Promise.all(
      ["1", "2"].map((counter) => demo.post(demo.api(`/counters/${counter}/call-next`))),
    );
    expect(called.map((one) => one.status)).toEqual([200, 200]);
    expect(new Set(called.map((one) => one.body.ticket?.id)).size).toBe(2);
    const busy = await demo.post(demo.api("/counters/1/call-next"));
    expect([busy.status, busy.body.refused]).toEqual([409, "counter-busy"]);
    const next = await demo.post(demo.api("/counters/1/no-show"));
    expect(next.body.ticket?.state).toBe("no-show");
    const back = await demo.post(demo.api(`/tickets/${next.body.ticket?.id}/requeue`));
    expect(back.body.ticket?.state).toBe("waiting");
    const withdrawn = await demo.post(demo.api(`/tickets/${next.body.ticket?.id}/cancel`));
    expect(withdrawn.body.ticket?.state).toBe("cancelled");
    expect((await demo.post(demo.api("/counters/2/finish"))).body.ticket?.state).toBe("served");
  });

  test("bad input gets every problem by path, an unknown place 404", async () => {
    const bad = await demo.post(demo.api("/issue"), { queue: 7, commandId: "x" });
    expect(bad.status).toBe(400);
    expect(bad.body.problems?.map((one) => one.path).sort()).toEqual(["commandId", "queue"]);
    expect((await demo.post(demo.api("/counters/77/call-next"))).status).toBe(404);
    expect((await demo.post(demo.api("/tickets/nonsense/cancel"))).status).toBe(404);
    expect((await fetch(`${demo.run.hub.url}/api/locations/nowhere/queues`)).status).toBe(404);
    expect(
      (await demo.post(demo.stand("/simulated/printer"), { paper: "wet", jam: 3 })).body.problems
        ?.map((one) => one.path)
        .sort(),
    ).toEqual(["jam", "paper"]);
  });

  test("lists have ids and no token", async () => {
    for (const list of ["queues", "counters", "stands", "displays", "tickets"]) {
      const items = await demo.get<{ id: string }[]>(demo.api(`/${list}`));
      expect(items.every((item) => typeof item.id === "string")).toBe(true);
      expect(JSON.stringify(items)).not.toMatch(/token/);
    }
  });

  test("a foreign page and a foreign host name get nothing", async () => {
    const foreign = await fetch(demo.api("/issue"), {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://evil.example" },
      body: JSON.stringify({ queue: "a" }),
    });
    expect(foreign.status).toBe(403);
  });

  test("anybody on this machine may read MQTT, nobody may write without an account", async () => {
    const client = await mqtt.connectAsync(demo.run.mqtt.url, { protocolVersion: 4 });
    const heard: string[] = [];
    client.on("message", (topic) => heard.push(topic));
    await client.subscribeAsync("talon/demo/queues/+", { qos: 1 });
    await until("the retained queues", () => heard.length >= 2);
    await client.endAsync();
  });
});

describe("when something is broken", () => {
  test("without paper the number stands on the screen and waits", async () => {
    await until("every paper so far", async () =>
      (await demo.tickets()).every((one) => one.paper !== "pending"),
    );
    await demo.post(demo.stand("/simulated/printer"), { paper: "out" });
    const page = await open(demo.stand("/"));
    const known = new Set((await demo.tickets()).map((one) => one.id));
    let pressedAt = Number.NEGATIVE_INFINITY;
    const ticket = await until("a ticket without paper", async () => {
      // Again only when the guard of an earlier press has swallowed this one.
      if (performance.now() - pressedAt > 5_000) {
        pressedAt = performance.now();
        await demo.press(2);
      }
      return (await demo.tickets()).find((one) => one.paper === "screen" && !known.has(one.id));
    });
    await shows(page, ticket.number);
    await page.close();
    await demo.post(demo.stand("/simulated/printer"), { paper: "ok" });
  }, 60_000);

  test("without network the stand goes on with its own series, and the hub learns of it afterwards", async () => {
    await demo.post(demo.stand("/simulated/network"), { up: false });
    const slip = await demo.ticket(1);
    expect(slip.number).toMatch(/^A[A-Z]\d{2,}$/);
    await demo.post(demo.stand("/simulated/network"), { up: true });
    // The press that the network swallowed may arrive late and be given a number; the number on paper replaces it.
    await until("the number on paper at the hub", async () =>
      (await demo.tickets()).find((one) => one.id === slip.ticketId && one.number === slip.number),
    );
    await demo.inState(slip.ticketId, "waiting");
  }, 60_000);

  test("a killed hub and a killed stand come back by themselves and have lost nothing", async () => {
    const before = await demo.tickets();
    const { hub, stand } = demo.run;
    process.kill(hub.pid, "SIGKILL");
    process.kill(stand.pid, "SIGKILL");
    await until(
      "both running again",
      () => demo.run.hub.pid !== hub.pid && demo.run.stand.pid !== stand.pid,
      60_000,
    );
    const after = await demo.tickets();
    expect(after.map((one) => `${one.id} ${one.number} ${one.state}`)).toEqual(
      before.map((one) => `${one.id} ${one.number} ${one.state}`),
    );
  }, 90_000);

  test("a taken port is said in words, and nothing is left running", async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
    const address = taken.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const second = new Demo();
    await expect(second.open("--http-port", String(port))).rejects.toThrow(new RegExp(`${port}`));
    await second.close();
    taken.close();
  }, 60_000);

  test("a taken port of the stand is said in both languages, with the flag that chooses another", async () => {
    const { port } = new URL(demo.run.stand.url);
    const second = new Demo();
    await expect(second.open("--stand-port", port)).rejects.toThrow("the demo ended");
    expect(second.output).toContain(`Port ${port} er optaget`);
    expect(second.output).toContain(`Port ${port} is taken`);
    expect(second.output.match(/--stand-port (ved|of) npm start/g)).toEqual([
      "--stand-port ved npm start",
      "--stand-port of npm start",
    ]);
    await second.close();
  }, 60_000);

  test("Ctrl-C stops everything and answers 0", async () => {
    const { hub, stand } = demo.run;
    expect(await demo.interrupt()).toBe(0);
    for (const { pid } of [hub, stand]) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  }, 30_000);
});
