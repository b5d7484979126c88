/** The built talon-caller with a USB number pad that is this machine's own gadget, and the built hub beside it. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openMqttLink } from "../../../protocol/link/mqtt.ts";
import { until } from "../../hal/until.ts";
import { TestedProgram } from "../../program.ts";
import { PATHS, plug } from "./gadgets.ts";
import { padStrokesOf, type } from "./keyboards.ts";
import { isReading } from "./readers.ts";

/** Built modules lie three folders below the project's own. */
const ROOT = resolve(import.meta.dirname, "../../..");
const program = (name: string): string => join(ROOT, "dist", `${name}.js`);
const SECRET = "only-in-this-test";
/** Everything is slower where a processor is emulated. */
const LIMIT_MS = 20_000;

/** Presses one key of the pad, once the caller's child reads it. */
async function press(key: "enter" | "clear", callerPid: number): Promise<void> {
  await until("the pad is read", () => isReading(callerPid), LIMIT_MS);
  await type("keypad", padStrokesOf([key]));
}

async function hubIn(folder: string): Promise<string> {
  const accounts = [{ username: "caller-1", role: "staff", id: "caller-1", password: SECRET }];
  writeFileSync(join(folder, "accounts.json"), JSON.stringify(accounts), { mode: 0o600 });
  const hub = new TestedProgram(() => [
    ...[program("talon-hub"), "--demo", "--location", join(ROOT, "demo/location.json")],
    ...["--data-dir", join(folder, "hub"), "--demo-accounts", join(folder, "accounts.json")],
    ...["--http-port", "0", "--mqtt-port", "0"],
  ]);
  onTestFinished(() => hub.kill());
  return String((await hub.start(60_000))["mqtt"]);
}

async function callerIn(folder: string, url: string): Promise<TestedProgram> {
  const mqtt = { url, username: "caller-1", passwordFile: "password" };
  const who = { v: 1, staff: "caller-1", location: "demo", counter: "1" };
  const keypad = { driver: "evdev", path: PATHS.keypad, reopenMs: 200 };
  writeFileSync(join(folder, "password"), SECRET);
  writeFileSync(join(folder, "caller.json"), JSON.stringify({ ...who, mqtt, keypad }));
  const caller = new TestedProgram(() => [
    ...[program("talon-caller"), "--demo", "--config", join(folder, "caller.json")],
  ]);
  onTestFinished(() => caller.kill());
  await caller.start(60_000);
  return caller;
}

it("a press on the pad of a counter is a call at the hub, also after its cable was pulled", async () => {
  const folder = mkdtempSync(join(tmpdir(), "talon-caller-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await plug("keypad", true);
  onTestFinished(() => plug("keypad", false));
  const url = await hubIn(folder);
  const link = openMqttLink({ url, clientId: "staff-caller-1.test", username: "caller-1", password: SECRET });
  onTestFinished(() => link.close());
  let shown = "";
  link.subscribe("counterState", { location: "demo", counter: "1" }, ({ state, number }) => {
    shown = `${state} ${number}`;
  });
  await until("the hub is heard", () => link.isUp && shown !== "", LIMIT_MS);
  for (const _ of [1, 2]) {
    const head = { v: 1, id: randomUUID(), at: Date.now(), commandId: randomUUID() };
    await link.publish("staffIssue", { location: "demo", staff: "caller-1" }, {
      ...head,
      queue: "a",
    } as never);
  }
  const caller = await callerIn(folder, url);
  const says = (what: string) =>
    until(what, () => caller.said.some((line) => line.includes(`"${what}"`)), LIMIT_MS);
  const shows = (what: RegExp) => until(`counter 1 is ${what}`, () => what.test(shown), LIMIT_MS);

  await says("broker reached");
  await press("enter", caller.pid);
  await shows(/^calling [A-Z]+\d+$/);
  const first = shown;
  await plug("keypad", false);
  await says("keypad gone");
  await plug("keypad", true);
  await says("keypad back");
  await press("enter", caller.pid);
  await shows(new RegExp(`^calling (?!${first.slice(8)}$)`));
  await press("clear", caller.pid);
  await shows(/^free null$/);
  expect(caller.said.filter((line) => line.includes("press refused"))).toEqual([]);
}, 120_000);
