/**
 * `npm run bench [-- a b c d e f g h i j k p]`: speed as ratios against references measured in the same run.
 * A report, never a test: the machine's noise makes no one red.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { costOfSafety, runCostBroker } from "./cost.ts";
import { callToDisplay } from "./display.ts";
import { edgeToPress } from "./edge.ts";
import { pressToFirstByte } from "./first-byte.ts";
import { growth } from "./growth.ts";
import { importRows } from "./import.ts";
import { mailboxes } from "./mailboxes.ts";
import { pressToAnswer, throughputEmbedded, throughputMosquitto } from "./messages.ts";
import { waitingTimes } from "./outlook.ts";
import { receiptRenderer } from "./printer.ts";
import { runReferenceBroker, runReferenceResponder } from "./reference.ts";
import { weight } from "./weight.ts";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address ? address.port : 0;
}

/** Debian's mosquitto for one measurement. */
async function withMosquitto(folder: string, measure: (port: number) => Promise<string>): Promise<string> {
  const port = await freePort();
  const config = join(folder, "mosquitto.conf");
  writeFileSync(
    config,
    `listener ${port} 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\nmax_queued_messages 10000\nmax_inflight_messages 0\n`,
  );
  const broker = spawn("mosquitto", ["-c", config], { stdio: "ignore" });
  const missing = new Promise<never>((_, failed) =>
    broker.on("error", () => failed(new Error("mosquitto is not installed: run tests/setup as root"))),
  );
  await Promise.race([missing, new Promise((done) => setTimeout(done, 500))]);
  try {
    return await measure(port);
  } finally {
    broker.kill();
  }
}

const PARTS: Readonly<Record<string, (folder: string) => Promise<string>>> = {
  a: pressToAnswer,
  b: callToDisplay,
  c: async (folder) => {
    const embedded = await throughputEmbedded(folder);
    return `${embedded}\n${await withMosquitto(folder, async (port) => await throughputMosquitto(folder, port))}`;
  },
  d: weight,
  e: growth,
  f: pressToFirstByte,
  g: edgeToPress,
  h: waitingTimes,
  i: costOfSafety,
  j: importRows,
  k: mailboxes,
  p: receiptRenderer,
};

async function runParts(names: readonly string[]): Promise<void> {
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"})\n\n`,
  );
  for (const name of names) {
    const part = PARTS[name];
    if (!part) throw new Error(`there is no part "${name}": ${Object.keys(PARTS).join(", ")}`);
    const folder = mkdtempSync(join(tmpdir(), "talon-bench-"));
    try {
      process.stdout.write(`${await part(folder)}\n`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

const [first, second, third] = process.argv.slice(2);
if (first === "reference-broker") await runReferenceBroker();
else if (first === "reference-responder") await runReferenceResponder(second ?? "");
else if (first === "cost-broker") await runCostBroker(second ?? "", third ?? "");
else {
  await runParts(process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS));
  process.exit(0);
}
