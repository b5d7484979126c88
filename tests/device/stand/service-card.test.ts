import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeCard } from "../../../device/stand/cli/card.ts";
import { machineDisk } from "../../../device/stand/disk.ts";
import { isServiceCard, keepCard, newCardCode } from "../../../device/stand/service-card.ts";
import { checkStand } from "../../../protocol/config/stand.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-card-"));
  await mkdir(join(folder, "state"));
});
afterEach(() => rm(folder, { recursive: true }));

const chance = (seed: number) => Uint8Array.from({ length: 26 }, (_, at) => (at * 37 + seed * 91) & 255);
const state = () => join(folder, "state");
const isValid = (code: string) => isServiceCard(machineDisk(), state(), code);

function config() {
  const checked = checkStand({
    v: 1,
    location: "demo",
    stand: "s1",
    dataDir: state(),
    mqtt: { url: "mqtt://127.0.0.1:1", username: "stand-s1", passwordFile: "unused" },
    http: { host: "127.0.0.1", port: 0 },
    screen: true,
    buttons: { driver: "simulated", count: 1 },
    printer: { driver: "simulated", paperFile: join(folder, "paper.jsonl"), printMs: 5 },
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}
const make = (seed: number, sheet: string | null) =>
  makeCard(config(), { language: "en", sheet, chance: chance(seed), now: () => Date.now() });

it("a card is this stand's until a newer one is made; capitals and spaces around it do not matter", async () => {
  const [first, second] = [newCardCode(chance(1)), newCardCode(chance(2))];
  expect(await isValid(first)).toBe(false);
  await keepCard(machineDisk(), state(), first);
  expect(await isValid(` ${first.toLowerCase()} `)).toBe(true);
  await keepCard(machineDisk(), state(), second);
  expect([await isValid(first), await isValid(second)]).toEqual([false, true]);
});

it("no card is valid where the secret is missing, empty, or no secret, whatever is held up", async () => {
  const path = join(state(), "service-card.json");
  for (const kept of ["", "{", "null", '{"secret":""}', '{"secret":"A"}', '{"secret":7}']) {
    await writeFile(path, kept);
    for (const code of ["TALON-SERVICE-", "TALON-SERVICE-A", "", "TALON-SERVICE-UNDEFINED"])
      expect(await isValid(code)).toBe(false);
  }
});

it("a card printed on the stand's paper is valid, and its secret readable for the stand alone", async () => {
  expect(await make(3, null)).toMatchObject({ isGood: true });
  const slip = JSON.parse(await readFile(join(folder, "paper.jsonl"), "utf8")) as { qr: string };
  expect(slip.qr).toMatch(/^TALON-SERVICE-[0-9A-Z]{26}$/);
  expect(await isValid(slip.qr)).toBe(true);
  expect((await stat(join(state(), "service-card.json"))).mode & 0o077).toBe(0);
});

it("a card that cannot come out leaves the one before valid", async () => {
  const first = newCardCode(chance(1));
  await keepCard(machineDisk(), state(), first);
  expect(await make(4, join(folder, "nowhere", "card.html"))).toMatchObject({ isGood: false });
  await chmod(join(folder, "state"), 0o700);
  expect(await isValid(first)).toBe(true);
  expect(await make(5, join(folder, "card.html"))).toMatchObject({ isGood: true });
  expect(await isValid(first)).toBe(false);
  expect((await stat(join(folder, "card.html"))).mode & 0o077).toBe(0);
});

it("a stand that was never started has no card yet, and the technician is told to start it", async () => {
  await rm(state(), { recursive: true });
  const { isGood, lines } = await make(6, null);
  expect([isGood, lines[0]]).toEqual([false, expect.stringContaining("start the stand once first")]);
});
