/** A scanner that babbles at full speed, on a real line and as a keyboard: memory stays flat, the event loop goes on, and a code after it is told. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, it, onTestFinished } from "vitest";
import { machineClock } from "../../../hal/clock.ts";
import { openScanner } from "../../../hal/open.ts";
import { hidScannerBinding } from "../../../hal/scanner/hid.ts";
import { WiredScanner } from "../../../hal/scanner/wired.ts";
import { fakeKernel, keyBytes } from "../../hal/input/fake-kernel.ts";
import { strokesOf } from "../../hal/input/typist.ts";
import { ptyPair } from "../../hal/pty.ts";
import { tempFolder, until } from "../../hal/until.ts";

const LEAST_MS = 5_000;
const MINUTE_MS = 60_000;
const MOST_MS = 10_000;
const ENOUGH_BYTES = 50e6;

/** Bytes that this process has written so far. */
function writtenBy(child: ChildProcess): number {
  return Number(/^wchar: (\d+)/m.exec(readFileSync(`/proc/${child.pid}/io`, "utf8"))?.[1] ?? 0);
}

function heldMb(): number {
  const { heapUsed, arrayBuffers, external } = process.memoryUsage();
  return (heapUsed + arrayBuffers + external) / 1e6;
}

/** Lets `program` babble into the line until it has said enough. `grownMb`: what is held at the least, later against earlier. */
async function babbled(
  program: string,
  path: string,
  leastMs = LEAST_MS,
): Promise<{ grownMb: number; saidMb: number }> {
  const child = spawn("bash", ["-c", `exec ${program} > "$0"`, path], { stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  const start = performance.now();
  const least = { early: Number.POSITIVE_INFINITY, late: Number.POSITIVE_INFINITY };
  const isOver = (): boolean => {
    const spentMs = performance.now() - start;
    const when = spentMs > leastMs / 2 ? "late" : "early";
    least[when] = Math.min(least[when], heldMb());
    return spentMs > leastMs && (spentMs > MOST_MS || writtenBy(child) > ENOUGH_BYTES);
  };
  await until("enough is said", isOver, leastMs + 2 * MOST_MS);
  const saidMb = writtenBy(child) / 1e6;
  child.kill("SIGKILL");
  await once(child, "exit");
  return { grownMb: least.late - least.early, saidMb };
}

it.each([
  ["noise for a minute", "cat /dev/urandom", "not-text", MINUTE_MS],
  ["one endless code", "tr '\\0' x < /dev/zero", "too-long", LEAST_MS],
  ["the same code over and over", "yes T-42", undefined, LEAST_MS],
  ["another code every time", "seq 1000000000", undefined, LEAST_MS],
])(
  "a scanner that babbles %s fills no memory, stops no event loop and floods no listener",
  async (_what, program, problem, leastMs) => {
    const pty = await ptyPair();
    const { driver } = await openScanner({ driver: "serial", path: pty.near });
    const problems: string[] = [];
    let last = "";
    driver.onProblem((told) => problems.push(told.problem));
    driver.onCode(({ code }) => {
      last = code;
    });
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const { grownMb, saidMb } = await babbled(program, pty.far, leastMs);
    delay.disable();
    expect(saidMb).toBeGreaterThan(5);
    expect(grownMb).toBeLessThan(8);
    expect(delay.max / 1e6).toBeLessThan(500);
    expect(problems.length).toBeLessThan(12 * Math.ceil(leastMs / MOST_MS));
    const far = await open(pty.far, "r+");
    await far.write("\rafter\r");
    await far.close();
    await until("the code after it is told", () => last === "after", 10_000);
    expect(problems.includes(problem ?? "none")).toBe(problem !== undefined);
    await driver.close();
  },
  2 * MINUTE_MS,
);

it("a keyboard that types without end fills no memory and stops no event loop", async () => {
  const kernel = await fakeKernel();
  const keys = join(await tempFolder(), "keys");
  const strokes = Array.from({ length: 200 }, (_, at) => strokesOf(`T-${at}\r`)).flat();
  await writeFile(keys, Buffer.concat(strokes.map(({ code, isDown }) => keyBytes(code, isDown ? 1 : 0))));
  const binding = hidScannerBinding({ driver: "hid", path: kernel.path }, () =>
    Promise.resolve(kernel.machine),
  );
  const scanner = new WiredScanner(binding, { interByteTimeoutMs: 300, reopenMs: 100 }, machineClock());
  await scanner.open();
  let codes = 0;
  scanner.onCode(() => {
    codes += 1;
  });
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const endless = `node -e 'const fs = require("fs"); const keys = fs.readFileSync("${keys}"); for (;;) fs.writeSync(1, keys)'`;
  const { grownMb, saidMb } = await babbled(endless, kernel.path);
  delay.disable();
  expect(saidMb).toBeGreaterThan(5);
  expect(codes).toBeGreaterThan(1000);
  expect(grownMb).toBeLessThan(8);
  expect(delay.max / 1e6).toBeLessThan(500);
  await scanner.close();
}, 60_000);
