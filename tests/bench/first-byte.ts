/**
 * Part (f) of the bench: from the press to the first byte of the slip at the printer, through the built stand and hub.
 * Knows the stand's own HTTP and the printer's port only.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { FakePrinter } from "../hal/printer/fake-printer.ts";
import { TestedProgram } from "../program.ts";
import { median, ms, percentile, report } from "./figures.ts";
import { startHub } from "./hub.ts";

const PRESSES = 200;
const WARM_UP = 20;
/** Until the slip is out and its button lit; another button is pressed meanwhile. */
const BETWEEN_MS = 60;
const BUTTONS = 8;
const LONGEST_MS = 10_000;

/** A printer behind a TCP port, which is told where a slip begins. */
async function printer(): Promise<{ machine: FakePrinter; port: number; close: () => void }> {
  const machine = new FakePrinter();
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (bytes: Buffer) => {
      const answers = machine.feed(bytes);
      if (answers.length > 0) socket.write(answers);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { machine, port, close: () => server.close() };
}

function standProgram(folder: string, ports: { mqtt: number; printer: number }): TestedProgram {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "password"), "bench", { mode: 0o600 });
  const config = {
    v: 1,
    location: "demo",
    stand: "s0",
    dataDir: join(folder, "stand"),
    mqtt: {
      url: `mqtt://127.0.0.1:${ports.mqtt}`,
      username: "s0",
      passwordFile: join(folder, "password"),
    },
    http: { host: "127.0.0.1", port: 0 },
    screen: true,
    buttons: { driver: "simulated", count: BUTTONS },
    lamps: { driver: "simulated", count: BUTTONS },
    printer: { driver: "escpos", transport: "tcp", host: "127.0.0.1", port: ports.printer },
    timings: { guardMinMs: 1 },
  };
  writeFileSync(join(folder, "stand.json"), JSON.stringify(config));
  return new TestedProgram(() => [
    join(import.meta.dirname, "talon-stand.js"),
    "--config",
    join(folder, "stand.json"),
  ]);
}

/** Milliseconds from the press being sent to the slip's first byte; and to the stand's answer, which is the way of the press alone. */
async function press(url: string, machine: FakePrinter): Promise<{ firstByteMs: number; answerMs: number }> {
  const from = performance.now();
  const firstByte = new Promise<number>((resolve) => {
    machine.onSlipBytes = () => resolve(performance.now() - from);
  });
  const answer = await fetch(url, { method: "POST" });
  const answerMs = performance.now() - from;
  const none = setTimeout(LONGEST_MS, null, { ref: false }).then(() => {
    throw new Error(`no slip within ${LONGEST_MS} ms after ${url} answered ${answer.status}`);
  });
  return { firstByteMs: await Promise.race([firstByte, none]), answerMs };
}

/** (f) press to first byte, one press after another. */
export async function pressToFirstByte(folder: string): Promise<string> {
  const hub = await startHub(join(folder, "first-byte"), { queues: 3, stands: 1 });
  const { machine, port, close } = await printer();
  const stand = standProgram(join(folder, "first-byte-stand"), { mqtt: hub.mqtt, printer: port });
  const ready = await stand.start();
  await setTimeout(1000); // hello, its answer, and the printer's first status
  const [firstBytes, answers]: [number[], number[]] = [[], []];
  for (let at = 0; at < WARM_UP + PRESSES; at++) {
    const url = new URL(`/simulated/button/${1 + (at % BUTTONS)}/press`, String(ready["http"]));
    const { firstByteMs, answerMs } = await press(url.href, machine);
    await setTimeout(BETWEEN_MS);
    if (at < WARM_UP) continue;
    firstBytes.push(firstByteMs);
    answers.push(answerMs);
  }
  await stand.kill("SIGTERM");
  await hub.program.kill("SIGTERM");
  close();
  const spread = (samples: readonly number[]) => `${ms(median(samples))} / ${ms(percentile(samples, 0.99))}`;
  return report(`(f) press to the first byte at a printer on TCP, ${PRESSES} presses`, [
    ["press to first byte p50 / p99", spread(firstBytes)],
    ["of it the press's own way (HTTP) p50 / p99", spread(answers)],
    ["slips that came out", String(machine.slips().length)],
  ]);
}
