/**
 * Names, CPR numbers, mobile numbers, messages and passwords are sown wherever a running hub, stand, display and caller take text.
 * Afterwards every log, topic, answer, address, receipt and file is searched: they stand only where docs/privacy.md says.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keyInFile, personsFile, personsKeyFile } from "../../broker/persons/key.ts";
import { newPersonKey } from "../../broker/persons/seal.ts";
import { openPersons } from "../../broker/persons/sqlite.ts";
import type { PersonKey } from "../../protocol/terms.ts";
import { slipsOf } from "../soak/hall.ts";
import { until } from "./demo.ts";
import { openBrowser } from "./pages/browser.ts";
import { filesIn, PlantedHall } from "./planted/hall.ts";
import { type Find, Plants } from "./planted/plants.ts";
import { atCheckIn, RECORDS } from "./planted/sow-check-in.ts";
import { byStrangers, inPayloads, listening } from "./planted/sow-mqtt.ts";
import { inPages } from "./planted/sow-pages.ts";
import {
  atTheDoor,
  atTheMachines,
  byTheLoginService,
  claimsOf,
  inAddresses,
  inBodies,
  signedIn,
} from "./planted/sow-requests.ts";

const DAY_S = 86_400;
const plants = new Plants();
const hall = new PlantedHall();
const config = () => ["--config", hall.at("etc", "hub.json")];
let browser: Browser;
let erased: PersonKey;
let kept: PersonKey;
/** Who comes by the login service: their id is one of the staff's. */
const byLogin = plants.slug("staff id of the login service");

/** Two citizens of whom everything is kept that may be, before the hub starts. */
function citizens(): void {
  const file = personsFile(hall.at("hub"));
  const persons = openPersons(file, keyInFile(personsKeyFile(hall.at("hub")), file));
  const until = Date.now() + 2 * DAY_S * 1000;
  [erased, kept] = [newPersonKey(), newPersonKey()];
  for (const person of [erased, kept]) {
    const where = "citizen";
    const [digest, mobile, text] = [plants.cpr(where), plants.mobile(where), plants.message(where)];
    persons.put({ person, purpose: "identity", fields: { digest }, until });
    persons.put({ person, purpose: "reminder", fields: { mobile }, until });
    persons.put({ person, purpose: "message", fields: { text }, until });
    const fields = { name: plants.name(where), reference: plants.slug("case number") };
    persons.put({ person, purpose: "appointment", fields, until });
  }
  persons.close();
}

beforeAll(async () => {
  browser = await openBrowser();
  const claims = claimsOf(plants, byLogin);
  const gatewayToken = plants.password("gateway");
  const clerk = plants.mobile("clerk");
  await hall.open({ name: claims.preferred_username, claims, gatewayToken, clerk }, citizens);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await hall.close();
});

const paperFile = () => hall.at("paper", "s1.jsonl");

/** A slip with its code; presses until it is out. */
async function slip(): Promise<{ qr: string }> {
  await until("a slip", async () => {
    await fetch(`${hall.urlOf("stand")}/simulated/button/1/press`, { method: "POST" });
    return slipsOf(paperFile()).some(({ number }) => number !== null);
  });
  return slipsOf(paperFile()).find(({ number }) => number !== null) as unknown as { qr: string };
}

/** What the hub tells whoever may ask: figures, health, its trail, its lists. */
async function told(): Promise<Find[]> {
  const cookie = await signedIn(hall);
  const here = "/api/locations/demo";
  const lists = ["queues", "counters", "stands", "displays", "tickets"].map((one) => `${here}/${one}`);
  const desk = ["document", "versions", "export", "machines"].map((one) => `${here}/administration/${one}`);
  const trail = ["trail?who=all", "trail/choices", "trail/file?who=all", "register", "chain"];
  const paths = [
    ...trail.map((one) => `${here}/${one}`),
    "/statistics?period=today",
    "/statistics.csv?period=today",
    "/metrics",
    "/healthz",
    "/api/me",
    "/api/sessions",
    "/api/people",
    "/api/support",
    ...lists,
    ...desk,
  ];
  const finds: Find[] = [];
  for (const path of paths) {
    const answer = await fetch(`${hall.hubUrl}${path}`, { headers: { cookie } });
    expect(`${answer.status} ${path}`).toBe(`200 ${path}`);
    finds.push(...plants.in(`answer ${path}`, await answer.text()));
  }
  for (const command of ["export-audit", "register", "erasures", "verify-ledger"])
    finds.push(...plants.in(`talon-hub ${command}`, await hall.command(command, ...config())));
  return finds;
}

/** Every file of the hall but the configuration and the secrets, which a technician wrote. */
function inFiles(): Find[] {
  const folders = ["hub", "stand", "paper", "notes", "backups", "restored"];
  const files = folders.flatMap((folder) =>
    readdirSync(hall.folder).includes(folder)
      ? filesIn(hall.at(folder)).map((one) => ({ ...one, folder }))
      : [],
  );
  return files.flatMap(({ folder, name, bytes }) => plants.in(`file ${folder}/${name}`, bytes));
}

const inLogs = (): Find[] => hall.lines.flatMap(({ program, line }) => plants.in(`log of ${program}`, line));

/**
 * The ids of staff stand at what they did, where docs/privacy.md says so; what a technician wrote stands in the configuration that a
 * restore puts back; a link opens its own page; what a
 * host wrote to a guest stands on that guest's own paper, which the simulated printer keeps as a file. Nothing else stands anywhere.
 */
const WHERE_IT_MAY = [
  /^(?:gateway: password|clerk: mobile number) @ file restored\/etc\//,
  /^guest link: link @ address \/a\//,
  /^guest [^:]+: message @ file paper\//,
  /^staff id(?: of the login service)?: id @ (?:file (?:hub|restored\/data)\/(?:(?:ledger|statistics)\.sqlite(?:-wal)?|people\.json|sessions\.json)|log of hub|talon-hub export-audit|answer \/api\/(?:sessions|people|support))$/,
];

function strayed(finds: readonly Find[]): string[] {
  const lines = finds.map(({ what, place }) => `${what} @ ${place}`);
  return [...new Set(lines)].filter((line) => !WHERE_IT_MAY.some((one) => one.test(line))).sort();
}

/** Sows everywhere; answers what all readers of MQTT heard meanwhile and what pages asked for. */
async function sow(): Promise<{ finds: Find[]; referers: string[] }> {
  const accounts = ["desk staff", "counting integration", "s2 stand"];
  const ears = await Promise.all(accounts.map((one) => listening(hall, one)));
  const { qr } = await slip();
  await atTheDoor(plants, hall);
  const cookie = await signedIn(hall);
  await inBodies(plants, hall, cookie);
  await inAddresses(plants, hall, cookie);
  await byTheLoginService(hall, `${byLogin}@kommune.dk`);
  const appointmentUrl = await atCheckIn(plants, hall, cookie);
  await atTheMachines(plants, hall);
  await byStrangers(plants, hall);
  for (const ear of ears) await ear.end();
  await inPayloads(plants, hall);
  const { asked, filled } = await inPages(browser, plants, hall, [qr, appointmentUrl]);
  for (const [path, least] of [
    ["/staff?counter=1", 2],
    ["/people", 1],
    ["/admin#texts", 30],
  ] as const)
    expect(filled.get(path)).toBeGreaterThanOrEqual(least);
  // All that lies retained by now.
  const last = await listening(hall, "counting integration");
  await until("the retained topics", () => last.heard.some((one) => one.includes("/queues/a ")));
  await last.end();
  const heard = [...ears, last].flatMap((ear) => ear.heard);
  const finds = [
    ...heard.flatMap((one) => plants.in(`topic ${one.split(" ")[0]}`, one)),
    ...asked.flatMap(({ url, referer }) =>
      plants.in(`address ${new URL(url).pathname}`, `${url} ${referer}`),
    ),
  ];
  return { finds, referers: asked.map(({ referer }) => referer).filter((one) => one !== "") };
}

it("finds what was sown nowhere but where it may stand", { timeout: 240_000 }, async () => {
  const { finds: onTheWay, referers } = await sow();
  const finds = [...onTheWay, ...(await told()), ...inLogs(), ...inFiles()];
  expect(strayed(finds)).toEqual([]);
  expect(referers).toEqual([]);
  // The search finds what is there.
  const lines = finds.map(({ what, place }) => `${what} @ ${place}`);
  for (const place of ["file hub/people.json", "log of hub", "talon-hub export-audit"])
    expect(lines).toContain(`staff id: id @ ${place}`);
  expect(lines.some((line) => line.startsWith("staff id: id @ file hub/ledger.sqlite"))).toBe(true);
});

/** The encrypted records of the store as whoever steals the disk has them. */
function sealedRecords(): { sealed: Buffer; wrapped: Buffer }[] {
  const copy = hall.at("stolen");
  mkdirSync(copy, { recursive: true });
  for (const { name, bytes } of filesIn(hall.at("hub")))
    if (name.startsWith("persons.sqlite")) writeFileSync(join(copy, name), bytes);
  const db = new Database(join(copy, "persons.sqlite"));
  const rows = db.prepare("SELECT sealed, wrapped FROM records JOIN slots USING (slot)").all() as {
    sealed: Buffer;
    wrapped: Buffer;
  }[];
  db.close();
  rmSync(copy, { recursive: true });
  return rows;
}

/** A backup, made so many days from now. */
async function backedUp(days: number): Promise<void> {
  const to = ["--to", hall.at("backups"), "--key-file", hall.at("secrets", "backup-key")];
  expect(await hall.later(days * DAY_S, "backup", ...config(), ...to)).toContain("læst igen og efterprøvet");
}

const backups = () => readdirSync(hall.at("backups")).filter((name) => name.endsWith(".backup"));

it("finds nothing of citizens, not even encrypted, when they were erased or their clocks have run out", {
  timeout: 120_000,
}, async () => {
  const records = sealedRecords();
  expect(records.length).toBe(8 + RECORDS);
  await backedUp(0);
  expect(await hall.command("person", "show", kept, ...config())).toContain("Åse Plante");
  expect(await hall.command("person", "erase", erased, ...config())).toContain("4 poster er slettet");
  // Forty days later, in which also the backup of today has had its day.
  await hall.stop("hub");
  await hall.start("hub", 40 * DAY_S);
  const isOver = async () => (await hall.command("erasures", ...config())).includes("clock");
  await until("the clocks having run out", isOver);
  const [old] = backups();
  await backedUp(40);
  const [young = "", ...more] = backups();
  expect([young === old, more]).toEqual([false, []]);
  const folders = ["--data-dir", hall.at("restored", "data"), "--config-dir", hall.at("restored", "etc")];
  const key = ["--key-file", hall.at("secrets", "backup-key")];
  expect(await hall.command("restore", hall.at("backups", young), ...key, ...folders)).toContain(
    "er lagt tilbage",
  );
  for (const { sealed, wrapped } of records) {
    plants.bytes("an encrypted record", sealed);
    plants.bytes("a record's key", wrapped);
  }
  expect(await hall.command("person", "show", kept, ...config())).toContain("Der opbevares intet");
  expect(strayed([...inFiles(), ...inLogs(), ...(await told())])).toEqual([]);
});
