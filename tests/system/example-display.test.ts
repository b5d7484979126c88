/** The display in another language of docs/examples follows a real hub, so that the interface is enough to write one (R20). */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Demo, until } from "./demo.ts";

const program = fileURLToPath(new URL("../../docs/examples/display.py", import.meta.url));
const demo = new Demo();

beforeAll(() => demo.open());
afterAll(() => demo.close());

test("a display of thirty lines shows queues, calls and recalls, and says when the hub is away", async () => {
  const { run } = demo;
  const { port } = new URL(run.mqtt.url);
  const display = spawn("python3", [program, "127.0.0.1", port, "demo", "d1"], {
    stdio: ["ignore", "pipe", "inherit"],
    // A group of its own, so that the MQTT client that it starts goes with it.
    detached: true,
  });
  let said = "";
  display.stdout.on("data", (text) => (said += String(text)));
  await until("the display is live", () => said.includes("LIVE") && said.includes("A: 0 waiting"));
  const { ticket } = (await demo.post(demo.api("/issue"), { queue: "a" })).body;
  await until("the queue is told", () => said.includes("A: 1 waiting"));
  await demo.post(demo.api("/counters/1/call-next"));
  await until("the call is told", () => said.includes(`${ticket?.number} -> Skranke 1\n`));
  await demo.post(demo.api("/counters/1/recall"));
  await until("the recall is told", () => said.includes(`${ticket?.number} -> Skranke 1 (again)\n`));
  expect(said.match(/->/g)).toHaveLength(2);
  await demo.interrupt();
  await until("the goodbye is told", () => said.includes("OLD: the hub is away"));
  process.kill(-Number(display.pid), "SIGTERM");
  await once(display, "exit");
});
