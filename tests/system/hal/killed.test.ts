/** A stand that is killed frees its lines: the child that reads them goes with it, so the next start finds nothing busy. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "vite";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { tempFolder, until } from "../../hal/until.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const OUT = join(ROOT, "node_modules/.cache/talon-claim-probe");
const ENTRY = join(ROOT, "tests/system/hal/claim-probe.ts");

/** Whether any process still reads the pipe. */
function isHeld(pipe: string): boolean {
  try {
    closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch {
    return false;
  }
}

beforeAll(async () => {
  const options = { ssr: ENTRY, outDir: OUT, emptyOutDir: true };
  await build({ root: ROOT, configFile: false, logLevel: "error", build: options });
});

/** A stand in a process of its own that has told a press, so that its child reads the line `pipe`. */
async function standWithLine(then: string) {
  const folder = await tempFolder();
  const pipe = join(folder, "line");
  spawnSync("mkfifo", [pipe]);
  const first = openSync(pipe, constants.O_RDWR);
  const kernel = openSync(pipe, constants.O_WRONLY); // stays open, else the child would end by itself
  closeSync(first);
  onTestFinished(() => closeSync(kernel));
  const probe = [join(OUT, "claim-probe.js"), folder, pipe, then];
  const stand = spawn(process.execPath, probe, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void stand.kill("SIGKILL"));
  const exit = once(stand, "exit");
  let out = "";
  stand.stdout.on("data", (bytes: Buffer) => {
    out += bytes.toString("utf8");
  });
  await until("the stand has its line", () => isHeld(pipe), 10_000);
  writeSync(kernel, pressEvent());
  await until("the press is told", () => out === "press 1\n", 10_000);
  return { stand, pipe, exit };
}

/** struct gpio_v2_line_event: line 17 became active. */
function pressEvent(): Buffer {
  const event = Buffer.alloc(48);
  event.writeBigUInt64LE(process.hrtime.bigint(), 0);
  const fields = [
    [8, 1],
    [12, 17],
    [16, 1],
    [20, 1],
  ] as const;
  for (const [at, value] of fields) event.writeUInt32LE(value, at);
  return event;
}

it("no child of a killed process holds its lines", async () => {
  const { stand, pipe, exit } = await standWithLine("");
  expect(isHeld(pipe)).toBe(true);
  stand.kill("SIGKILL");
  await exit;
  await until("nobody holds the line", () => !isHeld(pipe), 1000);
});

it("a process that closes its buttons exits by itself, and holds no line", async () => {
  const { pipe, exit } = await standWithLine("close");
  expect(await exit).toEqual([0, null]);
  expect(isHeld(pipe)).toBe(false);
});
