import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { checkStandHere } from "../../../../device/stand/cli/check.ts";
import { faultWords, thrownWords } from "../../../../device/stand/cli/faults.ts";
import { listOpenTickets } from "../../../../device/stand/cli/list.ts";
import { problemWords } from "../../../../device/stand/cli/problem-words.ts";
import { machineDisk } from "../../../../device/stand/disk.ts";
import { StandFault } from "../../../../device/stand/fault.ts";
import { readStandConfig } from "../../../../device/stand/files.ts";
import { openOutbox } from "../../../../device/stand/outbox.ts";
import { encodeLine } from "../../../../device/stand/segments.ts";
import { HAL_FAULTS, type HalCode } from "../../../../hal/errors.ts";
import type { OutboxId } from "../../../../protocol/terms.ts";
import { tcpPrinter } from "../../../hal/printer/tcp-far-side.ts";
import { uuid } from "../bench-location.ts";
import { BenchStand } from "../bench-stand.ts";
import { openScriptedHub, type ScriptedHub } from "../scripted-hub.ts";

let folder = "";
let hub: ScriptedHub;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-check-"));
  hub = await openScriptedHub();
  await writeFile(join(folder, "password"), "secret\n");
});

afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true });
});

async function write(name: string, change: Record<string, unknown> = {}): Promise<string> {
  const path = join(folder, name);
  const document = {
    v: 1,
    location: "demo",
    stand: "s1",
    dataDir: "state",
    mqtt: { url: hub.url, username: "stand-s1", passwordFile: "password" },
    http: { host: "127.0.0.1", port: 8081 },
    screen: true,
    buttons: { driver: "simulated", count: 4 },
    printer: { driver: "simulated", paperFile: "paper.jsonl", printMs: 5 },
    ...change,
  };
  await writeFile(path, JSON.stringify(document));
  return path;
}

async function check(configPath: string, language: "da" | "en" = "da", print = false) {
  const said: string[] = [];
  const code = await checkStandHere({
    configPath,
    language,
    print,
    credentialsFolder: undefined,
    hands: "no-terminal",
    now: () => Date.now(),
    say: (line) => void said.push(line),
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
  return { code, text: said.join("\n") };
}

it("a stand in order passes every check, with a test slip", async () => {
  const { code, text } = await check(await write("good.json"), "da", true);
  expect(text).toContain("Det, der blev prøvet, er i orden; 1 ikke prøvet");
  expect(text).toContain("-     Eftersyn i hånden: ikke prøvet");
  expect(text).toContain("prøvesedlen er printet");
  expect(code).toBe(0);
});

it("a faulty file is told with every problem by its path", async () => {
  const path = await write("bad.json", { stand: "S 1", screen: "yes", paperWidthMm: 70 });
  const { code, text } = await check(path);
  expect(code).toBe(1);
  for (const where of ["stand:", "screen:", "paperWidthMm:"]) expect(text).toContain(where);
});

it("a file that is missing or no JSON is told in words", async () => {
  expect((await check(join(folder, "nowhere.json"))).text).toContain("nowhere.json");
  await writeFile(join(folder, "torn.json"), "{");
  expect((await check(join(folder, "torn.json"), "en")).text).toContain("is not JSON");
});

it("a printer and a scanner that are not there, a keypad of unknown keys, a sound card that is not there, a missing password and a silent address are each told with what to do", async () => {
  const { code, text } = await check(
    await write("broken.json", {
      mqtt: { url: "mqtt://127.0.0.1:9", username: "stand-s1", passwordFile: "password" },
      printer: { driver: "escpos", transport: "usb", path: join(folder, "no-printer") },
      scanner: { driver: "hid", usb: "ffff:fffe" },
      keypad: { driver: "evdev", path: "/dev/input/event0", keys: { KEY_SEVEN: "7" } },
      speaker: { driver: "alsa", device: "plughw:CARD=NoSuchCard" },
    }),
  );
  expect(code).toBe(1);
  expect(text).toContain("Printeren");
  expect(text).toContain("Scanneren USB ffff:fffe");
  expect(text).toContain("en tast KEY_SEVEN");
  expect(text).toContain("127.0.0.1:9");
  expect(text).toContain("Lydkortet plughw:CARD=NoSuchCard kan ikke nås");
  expect(text).toContain("5 ting skal rettes.");
});

it("letters that cannot be drawn for a printer are told with the packages to install", async () => {
  const path = await write("letters.json", {
    printer: { driver: "escpos", transport: "usb", path: join(folder, "no-printer") },
  });
  expect((await check(path, "en")).text).toContain("Drawn letters");
  expect((await check(path, "en")).text).not.toContain("librsvg2-bin");
  vi.stubEnv("PATH", folder);
  const { text } = await check(path);
  vi.unstubAllEnvs();
  expect(text).toContain("Tegnede bogstaver: Tekst med bogstaver, som printeren ikke har, kan ikke tegnes");
  expect(text).toContain("apt install librsvg2-bin fonts-noto-core");
});

it("a password file that is missing is told by its place in the file", async () => {
  const path = await write("secret.json", { mqtt: { url: hub.url, username: "s", passwordFile: "nowhere" } });
  expect((await check(path, "en")).text).toContain("mqtt.password");
});

it("one segment that cannot be read hides no ticket of the others, and is named with what to do", async () => {
  const path = await write("one-lost.json", { dataDir: "one-lost" });
  const config = await readStandConfig(path);
  if (!config.ok) throw new Error("the file of this test is wrong");
  const outboxFolder = join(config.value.dataDir, "outbox");
  await mkdir(join(outboxFolder, "000001.jsonl"), { recursive: true });
  const stand = new BenchStand().online();
  stand.ticket(1, "A07");
  await writeFile(join(outboxFolder, "000002.jsonl"), stand.lines.map(encodeLine).join(""));
  const { text, trouble } = await listOpenTickets(config.value, outboxFolder, "da");
  expect(text).toContain("A07");
  expect(trouble[0]).toBe(`${outboxFolder}/000001.jsonl er en mappe.`);
  expect(trouble[1]).toContain("sudo talon-stand list");
});

it("a folder without an outbox is trouble, not an empty list", async () => {
  const path = await write("lost.json", { dataDir: "nowhere" });
  const config = await readStandConfig(path);
  if (!config.ok) throw new Error("the file of this test is wrong");
  const nowhere = join(folder, "nowhere", "outbox");
  const { text, trouble } = await listOpenTickets(config.value, nowhere, "en");
  expect(text).toBe("");
  expect(trouble[0]).toBe(`There is no outbox in ${nowhere}.`);
  const inFile = await listOpenTickets(config.value, join(folder, "password"), "da");
  expect(inFile.trouble[0]).toBe(
    `${join(folder, "password")} har en fil i stien, hvor der skal være en mappe.`,
  );
});

it("a file that is missing is named once, without places to correct", async () => {
  const path = join(folder, "nowhere.json");
  const { text } = await check(path);
  expect(text).toContain(`Standerens fil: ${path} findes ikke`);
  expect(text.split(path)).toHaveLength(2);
  expect(text).not.toContain("nævnte steder");
  expect((await check(folder, "en")).text).toContain(`${folder} is a folder`);
});

it("a faulty file is told in Danish, and in English on demand", async () => {
  const path = await write("words.json", {
    v: undefined,
    stand: "",
    screen: 1,
    printer: { driver: "escpos", transport: "tcp", port: "9100" },
    scanner: { driver: "magic" },
    colour: "red",
  });
  const danish = (await check(path)).text;
  for (const said of [
    "v: mangler",
    "screen: skal være true eller false",
    "printer.host: mangler",
    "printer.port: skal være et tal",
    'scanner.driver: er ingen kendt driver: skal være en af "simulated", "serial", "hid", "none"',
    'der findes ingen indstilling "colour"',
  ])
    expect(danish).toContain(said);
  expect(danish).not.toMatch(/\b(must|missing|there is)\b/);
  expect((await check(path, "en")).text).toContain("printer.host: is missing");
});

it.each([
  "is missing",
  "must be of type string",
  "must be at least 2 characters long",
  "must be at most 3 entries",
  "is not written as it must be (/^a$/)",
  'there is no setting "prot"',
  'must be one of "da", "en"',
  'is no known kind: must be one of "a"',
  "has none of the allowed shapes",
  "is not valid",
  '"0.0.0.0" can be reached from other machines: give it tls, or listen on 127.0.0.1',
  "name either passwordFile or credential",
  "must not be below guardMinMs",
  '"none" needs a screen: nobody would learn their number',
  "GPIO line 4 is used twice",
  "is not JSON: Unexpected end of JSON input",
  "/etc/talon/pin is empty",
  "/etc/talon/pin does not exist",
  '"pin" is a systemd credential, which only systemd hands over',
])("%s is told in Danish", (problem) => {
  expect(problemWords(problem, "da")).not.toBe(problem);
  expect(problemWords(problem, "da")).not.toMatch(/\b(is|must|the|there)\b/);
});

it("a printer out of reach is told by its address and the cause", async () => {
  const tcp = { driver: "escpos", transport: "tcp", host: "127.0.0.1", port: 9 };
  const path = await write("printer.json", { printer: tcp });
  const danish = (await check(path)).text;
  expect(danish).toContain("Printeren 127.0.0.1:9 kan ikke nås (afviser forbindelsen");
  const usb = { driver: "escpos", transport: "usb", path: join(folder, "password") };
  expect((await check(await write("usb.json", { printer: usb }), "en")).text).toContain(
    `The path ${join(folder, "password")} leads to something that is no printer`,
  );
  expect(await readFile(join(folder, "password"), "utf8")).toBe("secret\n");
});

it("an account that may not read what this stand reads is told as a wrong location or account", async () => {
  const strict = await openScriptedHub((topic) => topic.startsWith("talon/demo/stands/s2/"));
  onTestFinished(() => strict.close());
  const mqtt = { url: strict.url, username: "stand-s1", passwordFile: "password" };
  const { text } = await check(await write("denied.json", { mqtt }));
  expect(text).toContain("kontoen må ikke læse det, der hører til stander s1 i lokationen demo");
  expect(text).not.toContain("adgangskoden.");
});

it("an empty password or PIN is a fault", async () => {
  await writeFile(join(folder, "empty"), " \n");
  const mqtt = { url: hub.url, username: "stand-s1", passwordFile: "empty" };
  const { code, text } = await check(await write("empty.json", { mqtt, staffPinFile: "empty" }), "en");
  expect(code).toBe(1);
  expect(text).toContain(`mqtt.password: ${join(folder, "empty")} is empty`);
  expect(text).toContain(`staffPin: ${join(folder, "empty")} is empty`);
});

it("a credential is told how to be had, and everything else is tried all the same", async () => {
  const mqtt = { url: hub.url, username: "stand-s1", credential: "mqtt-password" };
  const path = await write("credential.json", { mqtt });
  const { code, text } = await check(path);
  expect(code).toBe(1);
  expect(text).toContain(
    `-p LoadCredential=mqtt-password:/etc/talon/mqtt-password talon-stand check --config ${path}`,
  );
  expect(text).toMatch(/^- .*kontoen er ikke prøvet/m);
  expect(text).toContain("1 ting skal rettes.");
  expect(text).toMatch(/--pty .*--collect .*SupplementaryGroups=.*StateDirectory=talon-stand/);
  const both = await write("both.json", { mqtt: { ...mqtt, caFile: join(folder, "no-ca.crt") } });
  expect((await check(both)).text).toMatch(/Læg filen på plads.*\n.*systemd-run/);
});

it("a check makes no folder and leaves nothing behind", async () => {
  const before = await mkdtemp(join(tmpdir(), "talon-check-"));
  onTestFinished(() => rm(before, { recursive: true }));
  const printer = { driver: "simulated", paperFile: join(before, "data", "paper", "s1.jsonl") };
  const path = await write("untouched.json", { dataDir: join(before, "data"), printer });
  const { code, text } = await check(path);
  expect(text).toContain(`${join(before, "data")} laves, når standeren starter`);
  expect(code).toBe(0);
  expect(await readdir(before)).toEqual([]);
  const inFile = await write("in-file.json", { dataDir: join(folder, "password", "data") });
  expect((await check(inFile)).text).toContain("har en fil i stien");
});

it("a port that is taken is told in the technician's language", () => {
  const fault = new StandFault("STAND_PORT_TAKEN", "Port 8081", null);
  expect(thrownWords(fault, "da").problem).toContain("Port 8081 er optaget");
  expect(thrownWords(fault, "en").problem).toContain("Port 8081 is taken");
});

it("every fault of the hardware has its words in both languages", () => {
  for (const code of Object.keys(HAL_FAULTS) as HalCode[])
    for (const language of ["da", "en"] as const) {
      const { problem, next } = faultWords(code, "VALUE", language);
      expect(problem).toContain("VALUE");
      expect(next.length).toBeGreaterThan(5);
    }
});

it("the open tickets are listed from the card while another process writes it", async () => {
  const path = await write("list.json");
  const config = await readStandConfig(path);
  if (!config.ok) throw new Error("the file of this test is wrong");
  const outboxFolder = join(config.value.dataDir, "outbox");
  const card = {
    disk: machineDisk(),
    folder: outboxFolder,
    machine: "test",
    fresh: uuid(1) as OutboxId,
    onFailed: () => undefined,
  };
  const { outbox } = await openOutbox(card, { begin: () => null, add: () => null });
  const empty = { text: "Ingen åbne numre.\n", trouble: [] };
  expect(await listOpenTickets(config.value, outboxFolder, "da")).toEqual(empty);
  const stand = new BenchStand().online();
  stand.ticket(1, "A07");
  stand.ticket(2, "B03");
  await outbox.append(stand.lines, true);
  const { text, trouble } = await listOpenTickets(config.value, outboxFolder, "da");
  expect(trouble).toEqual([]);
  expect(text.split("\n").map((line) => line.split(/\s+/)[0])).toEqual(["Nummer", "A07", "B03", ""]);
  await outbox.close();
});

it("a printer that has paper is told to run low when the stand's meter of the roll says so", async () => {
  const far = await tcpPrinter();
  const printer = { driver: "escpos", transport: "tcp", host: "127.0.0.1", port: far.port };
  const path = await write("roll.json", { dataDir: "roll-state", printer, roll: { lengthMm: 20_000 } });
  expect((await check(path)).text).toContain("Printer: papir nok");
  await mkdir(join(folder, "roll-state"), { recursive: true });
  const roll = { usedMm: 19_000, slipMm: 150, isOut: false };
  await writeFile(
    join(folder, "roll-state", "settings.json"),
    JSON.stringify({ standConfig: null, queues: {}, roll }),
  );
  expect((await check(path)).text).toContain("Printer: snart ikke mere papir");
});
