import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { decodeArguments } from "../../../../device/stand/cli/arguments.ts";
import { checkStandHere } from "../../../../device/stand/cli/check.ts";
import { faultWords } from "../../../../device/stand/cli/faults.ts";
import { listOpenTickets } from "../../../../device/stand/cli/list.ts";
import { machineDisk } from "../../../../device/stand/disk.ts";
import { readStandConfig } from "../../../../device/stand/files.ts";
import { openOutbox } from "../../../../device/stand/outbox.ts";
import { HAL_FAULTS, type HalCode } from "../../../../hal/errors.ts";
import type { OutboxId } from "../../../../protocol/terms.ts";
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
  expect(text).toContain("Alt er i orden.");
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

it("a printer and a scanner that are not there, a missing password and a silent address are each told with what to do", async () => {
  const { code, text } = await check(
    await write("broken.json", {
      mqtt: { url: "mqtt://127.0.0.1:9", username: "stand-s1", passwordFile: "password" },
      printer: { driver: "escpos", transport: "usb", path: join(folder, "no-printer") },
      scanner: { driver: "serial", path: join(folder, "no-scanner") },
    }),
  );
  expect(code).toBe(1);
  expect(text).toContain("Printeren");
  expect(text).toContain("Scanneren");
  expect(text).toContain("127.0.0.1:9");
  expect(text).toContain("3 ting skal rettes.");
});

it("a password file that is missing is told by its place in the file", async () => {
  const path = await write("secret.json", { mqtt: { url: hub.url, username: "s", passwordFile: "nowhere" } });
  expect((await check(path, "en")).text).toContain("mqtt.password");
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
  const { outbox } = await openOutbox({
    disk: machineDisk(),
    folder: outboxFolder,
    machine: "test",
    fresh: uuid(1) as OutboxId,
    onFailed: () => undefined,
  });
  expect(await listOpenTickets(config.value, outboxFolder, "da")).toBe("Ingen åbne numre.\n");
  const stand = new BenchStand().online();
  stand.ticket(1, "A07");
  stand.ticket(2, "B03");
  await outbox.append(stand.lines, true);
  const text = await listOpenTickets(config.value, outboxFolder, "da");
  expect(text.split("\n").map((line) => line.split(/\s+/)[0])).toEqual(["Nummer", "A07", "B03", ""]);
  await outbox.close();
});

it.each([
  [[], { command: "run", config: "/etc/talon/stand.json", language: "da", demo: false }],
  [["--config", "x.json", "--demo"], { command: "run", config: "x.json", demo: true }],
  [["check", "--print", "--language", "en"], { command: "check", print: true, language: "en" }],
  [["list"], { command: "list" }],
  [["-h"], { command: "help" }],
  [["--version"], { command: "version" }],
])("%j is understood", (typed, command) => {
  expect(decodeArguments(typed)).toMatchObject({ ok: true, value: command });
});

it.each([[["frob"]], [["check", "list"]], [["--port", "1"]], [["--language", "fr"]]])(
  "%j is not understood, and said so",
  (typed) => {
    expect(decodeArguments(typed).ok).toBe(false);
  },
);
