/** After a driver is closed, the process exits by itself: no read, watch, timer or child is left. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { build } from "vite";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { ptyPair } from "../../hal/pty.ts";
import { tempFolder } from "../../hal/until.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const OUT = join(ROOT, "node_modules/.cache/talon-exit-probe");
const EXIT_LIMIT_MS = 5000;

beforeAll(async () => {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    build: { ssr: join(ROOT, "tests/system/hal/exit-probe.ts"), outDir: OUT, emptyOutDir: true },
  });
});

/** What the probe wrote and how it ended; one that does not exit is killed and told as such. */
async function probe(kind: string, options: object): Promise<{ out: string; end: number | string | null }> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(OUT, "exit-probe.js"), kind, JSON.stringify(options)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let out = "";
  child.stdout?.on("data", (bytes: Buffer) => {
    out += bytes.toString("utf8");
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), EXIT_LIMIT_MS);
  await once(child, "close");
  clearTimeout(timer);
  return { out, end: child.signalCode ?? child.exitCode };
}

const CLEAN = { out: "closed\n", end: 0 };

describe("a process whose driver is closed exits by itself", () => {
  it.each([
    ["buttons", { driver: "simulated", count: 3 }],
    ["lamps", { driver: "simulated", count: 3 }],
    ["speaker", { driver: "simulated" }],
    ["speaker", { driver: "alsa", device: "null" }],
    ["speaker", { driver: "alsa", device: "plughw:CARD=NoSuchCard" }],
    ["scanner", { driver: "simulated" }],
    ["scanner", { driver: "serial", path: "/nowhere/at-all" }],
    ["scanner", { driver: "hid", path: "/nowhere/at-all" }],
    ["keypad", { driver: "simulated" }],
    ["keypad", { driver: "evdev", usb: "ffff:ffff" }],
    ["printer", { driver: "escpos", transport: "usb", path: "/nowhere/at-all" }],
    ["printer", { driver: "escpos", transport: "tcp", host: "127.0.0.1", port: 1 }],
    ["printer", { driver: "escpos", transport: "libusb", usb: "ffff:ffff" }],
  ])("%s %j", async (kind, options) => {
    expect(await probe(kind, options)).toEqual(CLEAN);
  });

  it("after simulated paper, and after a voice that was speaking", async () => {
    const folder = await tempFolder();
    expect(await probe("printer", { driver: "simulated", paperFile: join(folder, "p.jsonl") })).toEqual(
      CLEAN,
    );
    expect(await probe("voice", { driver: "simulated", cacheFolder: folder })).toEqual(CLEAN);
    expect(await probe("voice", { driver: "espeak-ng", cacheFolder: folder })).toEqual(CLEAN);
  });

  it("after a serial scanner, a serial printer and a printer's device file that say nothing", async () => {
    const pty = await ptyPair();
    const path = pty.near;
    expect(await probe("scanner", { driver: "serial", path })).toEqual(CLEAN);
    const serial = { driver: "escpos", transport: "serial", path, hasFlowControl: false };
    expect(await probe("printer", serial)).toEqual(CLEAN);
    expect(await probe("printer", { driver: "escpos", transport: "usb", path })).toEqual(CLEAN);
  });

  it("after a network printer that takes the connection and says nothing", async () => {
    const server = createServer(() => undefined);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    expect(await probe("printer", { driver: "escpos", transport: "tcp", host: "127.0.0.1", port })).toEqual(
      CLEAN,
    );
  });
});
