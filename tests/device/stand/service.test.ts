/** The service card on a whole stand in one process: its drivers, its card on the disk, its screen. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type AssembledStand, openStand } from "../../../device/stand/assemble.ts";
import { machineDisk } from "../../../device/stand/disk.ts";
import { keepCard, newCardCode } from "../../../device/stand/service-card.ts";
import { checkStand } from "../../../protocol/config/stand.ts";
import type { PaperSlip } from "../../../protocol/snapshots.ts";
import { openScriptedHub, type ScriptedHub } from "./scripted-hub.ts";
import { until } from "./until.ts";

let folder = "";
let hub: ScriptedHub;
let stand: AssembledStand;
const log: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-service-"));
  hub = await openScriptedHub();
  const config = checkStand({
    v: 1,
    location: "demo",
    stand: "s1",
    dataDir: join(folder, "stand"),
    mqtt: { url: hub.url, username: "stand-s1", passwordFile: "unused" },
    http: { host: "127.0.0.1", port: 0 },
    screen: true,
    buttons: { driver: "simulated", count: 2 },
    lamps: { driver: "simulated", count: 2 },
    printer: { driver: "simulated", paperFile: join(folder, "paper", "s1.jsonl"), printMs: 5 },
    scanner: { driver: "simulated" },
  });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const say = (what: string, fields?: unknown) => void log.push(`${what} ${JSON.stringify(fields ?? {})}`);
  stand = await openStand({
    config: config.value,
    secrets: { password: undefined, ca: undefined, staffPin: null },
    version: "0.1.0",
    pages: join(folder, "no-pages"),
    log: { debug: say, info: say, notice: say, warning: say, error: say, critical: say },
    outside: {
      wallMs: () => Date.now(),
      monoMs: () => Number(process.hrtime.bigint() / 1_000_000n),
      chance: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      after: (ms, act) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
      tidy: () => undefined,
    },
  });
});

afterEach(async () => {
  await stand.close();
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

const post = (path: string, body = "") => fetch(`${stand.url}${path}`, { method: "POST", body });
const present = (code: string) => post("/simulated/scanner", code);
const logged = (what: string) => until(() => log.find((line) => line.startsWith(what)));

async function paper(heading: string): Promise<PaperSlip | undefined> {
  const slips = (await (await fetch(`${stand.url}/simulated/paper`)).json()) as PaperSlip[];
  return slips.find(({ lines }) => lines[0] === heading);
}

it("a card held to the scanner walks the stand through lamps, slip and scan to a verdict on paper, and its code is nowhere", async () => {
  const code = newCardCode(crypto.getRandomValues(new Uint8Array(26)));
  await keepCard(machineDisk(), join(folder, "stand"), code);
  await present(code);
  await logged("closed for service");
  await post("/simulated/button/1/press");
  await post("/simulated/button/2/press");
  const slip = await until(() => paper("PRØVEUDSKRIFT"));
  await until(async () => {
    // The round asks for the scan once the printer has said that the slip is out.
    await present(slip.qr ?? "");
    return log.some((line) => line.startsWith("service round"));
  });
  const verdict = await until(() => paper("EFTERSYN"));
  expect(verdict.lines).toEqual(
    expect.arrayContaining([
      "Knap 1: i orden",
      "Knap 2: i orden",
      "Prøveseddel: i orden",
      "Scanning af sedlen: i orden",
      "Alt er i orden.",
    ]),
  );
  const secret = code.slice(-26);
  expect(log.join("\n")).not.toContain(secret);
  const card = await readFile(join(folder, "paper", "s1.jsonl"), "utf8");
  expect(card).not.toContain(secret);
});

it("a card that is not this stand's starts nothing", async () => {
  await present("TALON-SERVICE-00000000000000000000000000");
  await logged("service card not valid");
  expect(await paper("PRØVEUDSKRIFT")).toBeUndefined();
});
