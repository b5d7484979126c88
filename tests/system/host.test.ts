/**
 * A host's day with built programs and real browsers, by keyboard alone: the page hears of a check-in at a stand, and what the host
 * answers stands on the display, on the ticket's page and in the gateway's file.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it, onTestFinished } from "vitest";
import type { ListedAppointment } from "../../broker/appointments/day.ts";
import { hashPassword } from "../../broker/password.ts";
import { freePort } from "../free-port.ts";
import { middayZone } from "../midday-zone.ts";
import type { TestedProgram } from "../program.ts";
import { slipsOf } from "../soak/hall.ts";
import { until } from "./demo.ts";
import { program } from "./own-hall.ts";
import { findings, isTooWide, openBrowser, openPage } from "./pages/browser.ts";

const MINUTE = 60_000;
const SECRET = "a secret of the tests only";
const PASSWORD = "a long password of the tests";
const HERE = "/api/locations/demo/appointments";
const NAME = "Planted Karla";

type Hall = {
  readonly url: string;
  readonly stand: TestedProgram;
  readonly lines: string[];
  readonly folder: string;
};

async function open(): Promise<Hall> {
  const folder = mkdtempSync(join(tmpdir(), "talon-host-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const at = (...names: string[]) => join(folder, ...names);
  const ports = { http: await freePort(), mqtt: await freePort() };
  for (const name of ["hub", "stand"]) mkdirSync(at(name), { mode: 0o700 });
  writeFileSync(at("secret"), `${SECRET}\n`, { mode: 0o600 });
  const demo = JSON.parse(readFileSync("demo/location.json", "utf8")) as object;
  writeFileSync(at("location.json"), JSON.stringify({ ...demo, timeZone: middayZone() }));
  const hash = await hashPassword(PASSWORD);
  const accounts = [
    { staff: "anna", hash, roles: [{ role: "host" }] },
    { staff: "bo", hash, roles: [{ role: "host" }] },
    { staff: "sofie", hash, roles: [{ role: "staff" }] },
  ];
  writeFileSync(at("accounts.json"), JSON.stringify(accounts), { mode: 0o600 });
  const url = `http://127.0.0.1:${ports.http}`;
  const hub = {
    ...{ v: 1, location: "location.json", dataDir: at("hub"), displays: "open" },
    http: { host: "127.0.0.1", port: ports.http, publicUrl: url },
    mqtt: {
      ...{ kind: "embedded", host: "127.0.0.1", port: ports.mqtt },
      accounts: [{ username: "s1", role: "stand", id: "s1", passwordFile: at("secret") }],
    },
    signIn: { kind: "accounts", file: at("accounts.json") },
    appointments: [{ kind: "push", source: "planner", passwordFile: at("secret") }],
    sms: { driver: "simulated", file: at("sms.jsonl") },
  };
  const part = { driver: "simulated" };
  const stand = {
    ...{ v: 1, location: "demo", stand: "s1", dataDir: at("stand"), screen: true, paperWidthMm: 80 },
    mqtt: { url: `mqtt://127.0.0.1:${ports.mqtt}`, username: "s1", passwordFile: at("secret") },
    http: { host: "127.0.0.1", port: 0 },
    ...{ buttons: { ...part, count: 4 }, lamps: { ...part, count: 4 }, keypad: part, scanner: part },
    printer: { ...part, paperFile: at("paper.jsonl"), printMs: 40 },
    timings: { answerMs: 400, guardMinMs: 60, guardMaxMs: 250, replayMs: 100 },
  };
  writeFileSync(at("hub.json"), JSON.stringify(hub));
  writeFileSync(at("stand.json"), JSON.stringify(stand));
  const lines: string[] = [];
  await program("hub", at("hub.json"), lines).start();
  const machine = program("stand", at("stand.json"), lines);
  await machine.start();
  return { url, stand: machine, lines, folder };
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.locator("input[name=name], #name").first().fill(name);
  await page.locator("input[type=password]").first().fill(PASSWORD);
  await page.keyboard.press("Enter");
}

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env["SHOTS"];
  if (folder === undefined) return;
  for (const width of [400, 1920]) {
    await page.setViewportSize({ width, height: 1000 });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

it("is told of a guest who checks in, answers by keyboard, and the guest reads it everywhere", {
  timeout: 120_000,
}, async () => {
  const { url, stand, lines, folder } = await open();
  const now = Date.now();
  const meeting = (id: string, inMin: number, more: object = {}) => ({
    ...{ id, start: new Date(now + inMin * MINUTE).toISOString(), minutes: 30, kind: "passport" },
    ...{ room: "B204", person: id, hosts: ["anna@kommune.dk"], ...more },
  });
  const pushed = await fetch(`${url}${HERE}/planner`, {
    ...{ method: "POST", headers: { authorization: `Bearer ${SECRET}`, "content-type": "application/json" } },
    body: JSON.stringify([
      meeting("karla", 1, { name: NAME, message: "Husk dit pas" }),
      meeting("late", -20, { name: "Planted Late" }),
      meeting("others", 5, { hosts: ["bo"], name: "Planted Other" }),
      {
        ...meeting("many", 40),
        participants: Array.from({ length: 25 }, (_, n) => ({ person: `p${n}` })),
      },
    ]),
  });
  expect(await pushed.json()).toMatchObject({ received: { booked: 4 }, problems: [] });

  const browser = await openBrowser();
  onTestFinished(async () => await browser.close());
  const wide = { viewport: { width: 1280, height: 900 } };
  const page = await openPage(browser, `${url}/host`, wide);
  await signIn(page, "anna");
  await page.getByRole("heading", { name: "Min dag" }).waitFor();
  const day = page.locator(".day");
  await day.getByText(NAME).waitFor();
  expect(await day.getByText("Planted Other").count()).toBe(0);
  await day.getByText("0 af 25 mødt").waitFor();
  await page.locator(".card.late", { hasText: "Planted Late" }).waitFor();
  await shoot(page, "host-before");
  expect(await findings(page)).toEqual([]);

  // The guest checks in at the stand: the page knows within a second or so.
  const staff = await browser.newContext();
  const signedIn = await staff.request.post(`${url}/api/sign-in`, {
    data: { name: "anna", password: PASSWORD },
  });
  expect(signedIn.status()).toBe(200);
  const listed = (await (await staff.request.get(`${url}${HERE}`)).json()) as ListedAppointment[];
  const karla = listed.flatMap((one) => one.guests).find(({ name }) => name === NAME);
  const scan = async (code: string) =>
    await fetch(`${String(stand.ready?.["http"])}/simulated/scanner`, { method: "POST", body: code });
  await until("a slip", async () => {
    await scan(karla?.url ?? "");
    return slipsOf(join(folder, "paper.jsonl")).length === 1;
  });
  const ticketUrl = async () => {
    const link = (await (await fetch(karla?.url ?? "")).text()).match(/\.\.\/t\/([0-9A-Z]{26})/)?.[1];
    return `${url}/t/${link ?? ""}`;
  };
  const [slip] = slipsOf(join(folder, "paper.jsonl"));
  expect(slip?.lines.join("\n")).toMatch(/Ankommet kl\. /);
  const card = page.locator(".card.waits", { hasText: NAME });
  await card.waitFor({ timeout: 5_000 });
  await card.getByText("Husk dit pas").waitFor();
  const number = (await card.locator(".number").textContent()) ?? "";

  // No counter takes the guest of a host.
  const desk = await browser.newContext();
  await desk.request.post(`${url}/api/sign-in`, { data: { name: "sofie", password: PASSWORD } });
  const taken = await desk.request.post(`${url}/api/locations/demo/counters/1/call-next`, { data: {} });
  expect(await taken.json()).toEqual({ refused: "nobody-waiting" });

  const display = await openPage(browser, `${url}/display/d1`, wide);
  const ticket = await openPage(browser, await ticketUrl(), { viewport: { width: 400, height: 800 } });
  await ticket.getByText(number).first().waitFor();

  // By keyboard alone: five minutes, then to another room than the appointment's.
  await page.bringToFront();
  await page.keyboard.press("m");
  await card.getByText("5 minutter mere", { exact: false }).first().waitFor();
  await ticket.getByText("5 minutter mere").waitFor();
  await page.keyboard.press("l");
  await page.locator(".card input").waitFor();
  await shoot(page, "host-waits");
  expect(await findings(page)).toEqual([]);
  await page.keyboard.type("B105");
  await page.keyboard.press("Enter");
  await page.locator(".card.busy", { hasText: "Kom til lokale B105" }).waitFor();
  await ticket.getByText("lokale B105").first().waitFor();
  await display.getByText("lokale B105").first().waitFor();
  await display.getByText(number).first().waitFor();
  await shoot(display, "host-display");
  await shoot(ticket, "host-ticket");
  expect((await display.content()).includes("Planted")).toBe(false);
  await page.keyboard.press("b");
  await page.locator(".card.busy", { hasText: "I møde siden" }).waitFor();
  await page.keyboard.press("f");
  await day.getByText("Mødet sluttede").waitFor();

  // Who did not come: asked, said, and taken back.
  const late = page.locator(".card.late");
  await page.keyboard.press("ArrowDown");
  await late.getByRole("button", { name: "Udeblevet" }).focus();
  await page.keyboard.press("Enter");
  await day.getByText("Udeblevet, noteret").waitFor();
  await day.getByRole("button", { name: /Fortryd/ }).focus();
  await page.keyboard.press("Enter");
  await late.waitFor();

  // A new appointment, with typing alone.
  await page.keyboard.press("Escape");
  await page.locator(".day h2").click();
  await page.keyboard.press("n");
  await page.keyboard.type("2300");
  await page.keyboard.press("Tab");
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("Skriv 8 cifre").waitFor();
  await page.locator("#book-mobile").fill("20 30 40 50");
  await page.locator("#book-date").fill(new Date(now + 24 * 60 * MINUTE).toISOString().slice(0, 10));
  await page.locator("#book-mobile").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ring ved porten");
  await page.keyboard.press("Enter");
  await page.getByText("Gæsten får koden på SMS.").waitFor();
  await shoot(page, "host-booked");
  expect(await findings(page)).toEqual([]);
  const sent = await until(
    "the invitation",
    () => {
      const file = join(folder, "sms.jsonl");
      try {
        return readFileSync(file, "utf8").includes("Ring ved porten") && readFileSync(file, "utf8");
      } catch {
        return null;
      }
    },
    40_000,
  );
  expect(sent).toContain("+4520304050");
  expect(sent).toMatch(/Kode ved ankomst: \d{4} \d{4}\. http/);
  await page.setViewportSize({ width: 400, height: 800 });
  expect(await isTooWide(page)).toBe(false);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "My day" }).waitFor();
  expect(await findings(page)).toEqual([]);
  await shoot(page, "host-english");
  for (const planted of ["Planted", "20304050", "Husk dit pas", "Ring ved"])
    expect(lines.filter((line) => line.includes(planted))).toEqual([]);
});
