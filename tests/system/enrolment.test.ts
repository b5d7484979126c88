/** A machine becomes a stand, is copied, stolen, cut off and heard once more: the built hub with TLS, and built stands. */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Slip, until } from "./demo.ts";
import { openBrowser, openPage } from "./pages/browser.ts";
import { PASSWORD, SecureTown } from "./secure-town.ts";

const town = new SecureTown();
const machine = town.machine("machine");
let browser: Browser;
let code = "";

beforeAll(async () => {
  await town.open();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await town.close();
});

const isOnLine = async () => (await town.as("sofie", "/stands")).items.some(({ online }) => online === true);

/** Presses while its lamp would be lit again, and waits for the slip. */
async function ticket(): Promise<Slip> {
  const before = (await machine.paper()).length;
  return await until("a slip", async () => {
    if ((await machine.paper()).length === before) await machine.press(1);
    await new Promise((done) => setTimeout(done, 300));
    return (await machine.paper())[before];
  });
}

const isKnown = async ({ ticketId }: Slip) =>
  (await town.as("sofie", "/tickets")).items.some(({ id }) => id === ticketId);

it("becomes a stand by the code that an administrator made, goes on line by its certificate and prints", async () => {
  expect((await town.does("sofie", "claim")).status).toBe(403);
  const claim = await town.does("clara", "claim");
  expect(claim.status).toBe(200);
  code = String(claim.body["code"]);
  const said = await machine.enrol(town.url, code);
  expect(said).toMatchObject({ code: 0, all: expect.stringContaining("mqtts://127.0.0.1:") as string });
  const identity = join(machine.folder, "state", "identity", "identity.json");
  expect(statSync(identity).mode & 0o777).toBe(0o600);
  await machine.stand.start();
  await until("the stand on line", isOnLine);
  const slip = await ticket();
  expect(slip.number).toBe("A01");
  await until("the hub knows the ticket", () => isKnown(slip));
});

it("is what no second machine becomes by the same code", async () => {
  const said = await town.machine("second").enrol(town.url, code);
  expect(said.code).toBe(1);
  expect(said.all).toContain("Hubben kender ikke koden: den er brugt");
});

it("stays the stand when a copy of its card is put into another machine, and staff read it", async () => {
  const copy = town.machine("copy");
  copy.copyCard(machine);
  await copy.stand.start();
  const page = await openPage(browser, `${town.url}/staff?counter=1`, { ignoreHTTPSErrors: true });
  await page.getByLabel("Navn").fill("sofie");
  await page.locator("#password").fill(PASSWORD);
  await page.getByRole("button", { name: "Log ind" }).click();
  await page.getByText("To maskiner udgiver sig for at være denne stander. Tilkald teknikeren").waitFor();
  await page.context().close();
  expect(copy.stand.said.join("\n")).not.toContain("broker connected");
  await copy.stand.kill();
  expect(await isKnown(await ticket())).toBe(true);
});

it("is cut off within a second by a technician, and goes on with numbers of its own", async () => {
  const from = performance.now();
  expect((await town.does("toke", "cut-off")).status).toBe(200);
  await until("the stand off line", async () => !(await isOnLine()));
  expect(performance.now() - from).toBeLessThan(1000);
  const slip = await ticket();
  expect(slip.number).toMatch(/^[A-Z]{2}\d/);
  expect(await isKnown(slip)).toBe(false);
});

it("hands in its last numbers once, when the technician says so, and nothing after", async () => {
  const [last] = (await machine.paper()).slice(-1);
  const refusals = () => machine.stand.said.filter((line) => line.includes("Not authorized")).length;
  await until("the stand turned away", () => refusals() > 0);
  expect((await town.does("toke", "grant-outbox")).status).toBe(200);
  await until("its last number at the hub", () => isKnown(last!));
  const later = await ticket();
  await until("the stand turned away again", () => refusals() > 1);
  expect(await isKnown(later)).toBe(false);
  expect(await isOnLine()).toBe(false);
});

it("is the stand again by a new code, without being started anew", async () => {
  const claim = await town.does("toke", "claim");
  expect((await machine.enrol(town.url, String(claim.body["code"]))).code).toBe(0);
  await until("the stand on line", isOnLine);
  const [last] = (await machine.paper()).slice(-1);
  await until("what it printed meanwhile at the hub", () => isKnown(last!));
});
