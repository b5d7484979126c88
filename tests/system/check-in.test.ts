/**
 * A morning of check-ins at built programs: a hub that is killed and comes back, and a stand whose scanner is a real serial line. Every
 * guest gets one slip, whatever is scanned how often and whether the hub is there or not.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { ListedAppointment, ListedGuest } from "../../broker/appointments/day.ts";
import { freePort } from "../free-port.ts";
import { type Pty, ptyPair } from "../hal/pty.ts";
import { middayZone } from "../midday-zone.ts";
import type { TestedProgram } from "../program.ts";
import { slipsOf } from "../soak/hall.ts";
import { until } from "./demo.ts";
import { program } from "./own-hall.ts";
import { openBrowser, openPage } from "./pages/browser.ts";

const MINUTE = 60_000;
const SECRET = "a secret of the tests only";
const HERE = "/api/locations/demo/appointments";
/** Whoever comes to which appointment; real days and numbers that nobody has. */
const CPR = { anna: "0101701235", bo: "3112651234" };
/** A health card's stripe; name and address are to reach nobody. */
const stripe = (cpr: string) =>
  `%${"HANSEN^PLANTED".padEnd(34)}${"PLANTEDVEJ 7".padEnd(34)}1012300?;12081005${cpr}1012345084101010126?`;

/** What a hand, a prankster or a broken reader presents; none of it is anybody here. */
const HOSTILE = [
  "3102701234",
  "0000000000",
  "5701234567890",
  "https://example.dk/?cpr=0101701235",
  stripe(CPR.anna).slice(0, 100),
  "x".repeat(5_000),
  "%1B[2J;DROP TABLE",
];

type Hall = {
  readonly hub: TestedProgram;
  readonly stand: TestedProgram;
  readonly url: string;
  readonly pty: Pty;
  readonly lines: string[];
  readonly folder: string;
};

async function open(): Promise<Hall> {
  const folder = mkdtempSync(join(tmpdir(), "talon-check-in-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const at = (...names: string[]) => join(folder, ...names);
  const ports = { http: await freePort(), mqtt: await freePort() };
  const pty = await ptyPair();
  for (const name of ["hub", "stand"]) mkdirSync(at(name), { mode: 0o700 });
  writeFileSync(at("secret"), `${SECRET}\n`, { mode: 0o600 });
  const demo = JSON.parse(readFileSync("demo/location.json", "utf8")) as object;
  writeFileSync(at("location.json"), JSON.stringify({ ...demo, timeZone: middayZone() }));
  const hub = {
    ...{
      v: 1,
      location: "location.json",
      dataDir: at("hub"),
      http: { host: "127.0.0.1", port: ports.http, publicUrl: `http://127.0.0.1:${ports.http}` },
    },
    mqtt: {
      ...{ kind: "embedded", host: "127.0.0.1", port: ports.mqtt },
      accounts: [{ username: "s1", role: "stand", id: "s1", passwordFile: at("secret") }],
    },
    signIn: { kind: "none" },
    appointments: [{ kind: "push", source: "planner", passwordFile: at("secret") }],
  };
  const part = { driver: "simulated" };
  const stand = {
    ...{ v: 1, location: "demo", stand: "s1", dataDir: at("stand"), screen: true, paperWidthMm: 80 },
    mqtt: { url: `mqtt://127.0.0.1:${ports.mqtt}`, username: "s1", passwordFile: at("secret") },
    http: { host: "127.0.0.1", port: 0 },
    ...{ buttons: { ...part, count: 4 }, lamps: { ...part, count: 4 }, keypad: part },
    printer: { ...part, paperFile: at("paper.jsonl"), printMs: 40 },
    scanner: { driver: "serial", path: pty.near },
    timings: { answerMs: 400, guardMinMs: 60, guardMaxMs: 250, replayMs: 100 },
  };
  writeFileSync(at("hub.json"), JSON.stringify(hub));
  writeFileSync(at("stand.json"), JSON.stringify(stand));
  const lines: string[] = [];
  const [hubProgram, standProgram] = [
    program("hub", at("hub.json"), lines),
    program("stand", at("stand.json"), lines),
  ];
  await hubProgram.start();
  await standProgram.start();
  return { hub: hubProgram, stand: standProgram, url: `http://127.0.0.1:${ports.http}`, pty, lines, folder };
}

it("gives every guest one slip: by link, card, stripe and keypad, with the hub there, killed and back", {
  timeout: 120_000,
}, async () => {
  const hall = await open();
  const { pty, url } = hall;
  const now = Date.now();
  const meeting = (id: string, inMin: number, more: object = {}) => ({
    ...{
      id,
      start: new Date(now + inMin * MINUTE).toISOString(),
      minutes: 30,
      kind: "passport",
      room: "B204",
      person: id,
    },
    ...more,
  });
  const pushed = await fetch(`${url}${HERE}/planner`, {
    ...{ method: "POST", headers: { authorization: `Bearer ${SECRET}`, "content-type": "application/json" } },
    body: JSON.stringify([
      meeting("link", 20),
      meeting("anna", 15, { cpr: CPR.anna, name: "Planted Anna" }),
      meeting("typed", 25),
      meeting("bo", 10, { cpr: CPR.bo, name: "Planted Bo" }),
      meeting("phone", 12, { form: "telefon" }),
    ]),
  });
  expect(await pushed.json()).toMatchObject({ received: { booked: 5 }, problems: [] });
  const listed = async () => (await (await fetch(`${url}${HERE}`)).json()) as ListedAppointment[];
  const guests = async () => (await listed()).flatMap((one) => one.guests);
  const [bo, phone, anna, link, typed] = (await guests()) as [
    ListedGuest,
    ListedGuest,
    ListedGuest,
    ListedGuest,
    ListedGuest,
  ];
  const slips = () => slipsOf(join(hall.folder, "paper.jsonl"));
  /** Another code within two seconds is none (a reader that stutters). */
  const scan = async (code: string) => {
    await new Promise((done) => setTimeout(done, 2_300));
    await writeFile(pty.far, `${code}\r`);
  };
  const type = async (digits: string) => {
    for (const key of [...digits, "enter"])
      await fetch(`${String(hall.stand.ready?.["http"])}/simulated/keypad/${key}`, { method: "POST" });
  };
  const slipCount = async (count: number) =>
    await until(`${count} slips`, () => Promise.resolve(slips().length === count), 10_000);
  // The list of the day has come: the stand asks for codes and cards.
  await scan(link.url ?? "");
  await slipCount(1);
  expect(slips()[0]?.lines.join("\n")).toMatch(/Ankommet kl\. [\s\S]*Aftale kl\. [\s\S]*B204/);
  await scan(CPR.anna);
  await slipCount(2);
  for (const code of [link.url ?? "", stripe(CPR.anna), phone.url ?? "", ...HOSTILE]) await scan(code);
  await new Promise((done) => setTimeout(done, 1_000));
  expect(slips()).toHaveLength(2);
  expect((await guests()).map(({ number }) => number !== null)).toEqual([false, false, true, true, false]);

  // Staff who may see guests read who it is.
  const browser = await openBrowser();
  onTestFinished(async () => await browser.close());
  const page = await openPage(browser, `${url}/staff?counter=1`, { viewport: { width: 1280, height: 800 } });
  await page.locator(".ticket .arrived", { hasText: /Planted Anna/ }).waitFor();
  await page.locator(".call-next").click();
  await page.locator(".at-counter .guest", { hasText: /Planted Anna/ }).waitFor();
  if (process.env["SHOTS"]) await page.screenshot({ path: `${process.env["SHOTS"]}/staff-guest.png` });

  await hall.hub.kill();
  await type((typed.code ?? "").replace(" ", ""));
  await slipCount(3);
  await scan(stripe(CPR.bo));
  await slipCount(4);
  for (const code of [CPR.bo, bo.url ?? "", anna.url ?? "", phone.url ?? "", ...HOSTILE.slice(0, 2)])
    await scan(code);
  expect(slips()).toHaveLength(4);

  await hall.hub.start();
  await until(
    "the hub knows who came",
    async () => (await guests()).filter(({ number }) => number !== null).length === 4,
    20_000,
  );
  expect((await guests())[1]?.number).toBeNull();
  for (const code of [CPR.bo, typed.url ?? ""]) await scan(code);
  await new Promise((done) => setTimeout(done, 1_000));
  const numbers = slips().map(({ number }) => number);
  expect(new Set(numbers).size).toBe(4);
  const told = (await guests()).flatMap(({ number }) => number ?? []);
  expect(told.toSorted()).toEqual((numbers as string[]).toSorted());
  expect(hall.lines.join("\n")).not.toMatch(/0101701235|010170-1235|3112651234|PLANTED|Planted/);
});
