/** `talon-caller check` against a whole hub on loopback. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkCallerHere } from "../../../device/caller/check.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { Hall } from "../../broker/hall.ts";

let folder: string;
let hall: Hall;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-caller-"));
  await writeFile(join(folder, "password"), "secret of staff-anna\n");
  hall = await Hall.open();
});
afterEach(async () => {
  await hall.close();
  await rm(folder, { recursive: true });
});

/** What the check says of this file, and whether all is well. */
async function checked(more: object = {}, language: StaffLanguage = "da") {
  const document = {
    ...{ v: 1, staff: "anna", location: "demo", counter: "1", keypad: { driver: "simulated" } },
    mqtt: { url: hall.hub.places.mqtt, username: "staff-anna", passwordFile: "password" },
    ...more,
  };
  const configPath = join(folder, "caller.json");
  await writeFile(configPath, JSON.stringify(document));
  const said: string[] = [];
  const isWell = await checkCallerHere({
    ...{ configPath, credentialsFolder: undefined, language },
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    say: (line) => said.push(line),
  });
  return { isWell, said, text: said.join("\n") };
}
const account = (more: object) => ({
  mqtt: { url: hall.hub.places.mqtt, username: "staff-anna", passwordFile: "password", ...more },
});

describe("talon-caller check", () => {
  it("says that all is well, and pushes the running caller off no line", async () => {
    const running = await hall.mqtt("staff-anna");
    const { isWell, said } = await checked({ lamps: { driver: "simulated", count: 1 } });
    expect(isWell).toBe(true);
    expect(said.map((line) => line.split(":")[0])).toEqual([
      ...["OK    Filen", "OK    Adgangskoden", "OK    Tastaturet", "OK    Lampen"],
      ...["OK    Hubben", "OK    Skranken"],
    ]);
    expect(running.isClosed).toBe(false);
  });

  it("names a counter that the hub does not know, and those that it knows", async () => {
    const { isWell, text } = await checked({ counter: "99" });
    expect(isWell).toBe(false);
    expect(text).toMatch(/FEJL {2}Skranken: hubben kender ingen skranke 99; den kender .*1/);
  });

  it("tells a wrong password, a missing one, and a hub that is not there apart", async () => {
    await writeFile(join(folder, "other"), "wrong");
    expect((await checked(account({ passwordFile: "other" }))).text).toContain(
      "FEJL  Hubben: hubben afviser kontoen staff-anna",
    );
    const missing = await checked(account({ passwordFile: "nothing" }));
    expect(missing.text).toContain("FEJL  Adgangskoden: ");
    const { passwordFile: _, ...mqtt } = account({}).mqtt;
    const bare = await checked({ mqtt: { ...mqtt, credential: "mqtt-password" } });
    expect(bare.text).toContain("LoadCredential=mqtt-password:/etc/talon/mqtt-password talon-caller check");
    expect((await checked(account({ url: "mqtt://127.0.0.1:1" }))).text).toMatch(
      /FEJL {2}Hubben: .*127\.0\.0\.1:1/,
    );
  });

  it("tells an account that is not the file's, and a location that the hub does not have", async () => {
    expect((await checked({ staff: "bo" })).text).toContain(`"role": "staff" og "id": "bo"`);
    expect((await checked({ location: "elsewhere" })).isWell).toBe(false);
  });

  it("tells a keypad and a lamp that are not there, each with what to do, in English too", async () => {
    const keypad = { driver: "evdev", path: join(folder, "no-pad") };
    const { said, isWell } = await checked(
      { keypad, lamps: { driver: "cdev", lines: [1], chipLabels: ["none"] } },
      "en",
    );
    expect(isWell).toBe(false);
    expect(said.filter((line) => line.startsWith("FAIL")).map((line) => line.split(":")[0])).toEqual([
      "FAIL  The keypad",
      "FAIL  The lamp",
    ]);
    expect(said.filter((line) => line.includes("Do this:"))).toHaveLength(2);
  });

  it("names what is wrong in the file by its place, in plain Danish", async () => {
    const { said, isWell } = await checked({ counter: "Skranke 1", keypad: undefined });
    expect(isWell).toBe(false);
    expect(said.filter((line) => line.startsWith("FEJL"))).toEqual([
      expect.stringContaining("FEJL  Filen: counter: er ikke skrevet, som det skal"),
      "FEJL  Filen: keypad: mangler",
    ]);
    for (const [more, words] of [
      [{ keypad: { driver: "none" } }, "keypad.driver: der skal være et tastatur"],
      [{ does: { f12: "call-next" } }, 'does.f12: tastaturet har ingen tast, der hedder "f12"'],
      [{ does: { enter: "recall" } }, "does: ingen tast har opgaven call-next"],
    ] as const)
      expect((await checked(more)).text).toContain(words);
  });
});
