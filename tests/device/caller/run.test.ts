/** A caller with its simulated keypad and lamp against a whole hub on loopback. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunningCaller } from "../../../device/caller/run.ts";
import type { KeypadFarSide } from "../../../hal/keypad/contract.ts";
import type { LampFarSide } from "../../../hal/lamp/contract.ts";
import { openKeypad, openLamps } from "../../../hal/open.ts";
import { checkCaller } from "../../../protocol/config/caller.ts";
import { openLog } from "../../../protocol/link/log.ts";
import { Hall } from "../../broker/hall.ts";
import { type FarClient, until } from "../../broker/mqtt/far-side.ts";

const at = "talon/demo";
type Line = { what: string; because?: string; command?: string };
type Counter = { state: string; number: string | null };

let hall: Hall;
let watcher: FarClient;
let caller: RunningCaller;
let keypad: KeypadFarSide;
let lamp: LampFarSide;
let lines: Line[];
let statuses: string[];

async function open(url: string, staff = "anna", answerMs = 1500): Promise<void> {
  const config = checkCaller({
    ...{ v: 1, staff, location: "demo", counter: "1" },
    mqtt: { url, username: `staff-${staff}`, passwordFile: "password" },
    keypad: { driver: "simulated" },
    // The shortest that two presses of a test are apart.
    repeatMs: 1,
  });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const pad = await openKeypad(config.value.keypad);
  const light = await openLamps({ driver: "simulated", count: 1 });
  if (!pad.farSide || !light.farSide) throw new Error("simulated parts have a far side");
  keypad = pad.farSide;
  lamp = light.farSide;
  lines = [];
  statuses = [];
  caller = new RunningCaller({
    config: config.value,
    secrets: { password: `secret of staff-${staff}`, ca: undefined },
    ...{ keypad: pad.driver, lamps: light.driver, answerMs },
    log: openLog({ name: "caller 1", write: (line) => lines.push(JSON.parse(line) as Line) }),
    wallMs: () => hall.now.at,
    newId: randomUUID,
    after: (ms, act) => void setTimeout(act, ms).unref(),
    status: (line) => statuses.push(line),
  });
  caller.open();
}

const counters = (): Counter[] =>
  watcher.on(`${at}/counters/1`).map((payload) => JSON.parse(payload) as Counter);
const shows = (state: string, number: string | null) =>
  until(() => counters().at(-1)?.state === state && counters().at(-1)?.number === number);
const asked = (kind: string) =>
  lines.filter(({ what, command }) => what === "done" && command === kind).length;
const refusals = () => lines.flatMap(({ because }) => because ?? []);
/** Presses a key and waits until its answer has come. */
async function press(key: string): Promise<void> {
  const before = lines.length;
  expect(keypad.press(key)).toBe(true);
  await until(() => lines.slice(before).some(({ what }) => what === "done" || what === "press refused"));
}

beforeEach(async () => {
  hall = await Hall.open();
  watcher = await hall.mqtt("integration-board");
  await watcher.subscribe(`${at}/counters/+`);
  await watcher.subscribe(`${at}/calls`);
  await open(hall.hub.places.mqtt);
  await until(() => caller.isReady);
});
afterEach(async () => {
  await caller.close();
  await hall.close();
});

describe("a keypad at counter 1", () => {
  it("calls, calls again, takes the next, and finishes, with the hub's own rules", async () => {
    const stand = await hall.stand();
    for (const _ of [1, 2, 3]) await stand.issue();
    await press("enter");
    await shows("calling", "A01");
    await press("0");
    await press("enter");
    await shows("calling", "A02");
    await press("asterisk");
    await shows("serving", "A02");
    await press("clear");
    await shows("free", null);
    await press("enter");
    await press("minus");
    await shows("free", null);
    expect(watcher.on(`${at}/calls`).map((call) => JSON.parse(call) as object)).toMatchObject([
      { number: "A01", recall: false, counter: "1" },
      { number: "A01", recall: true },
      { number: "A02", recall: false },
      { number: "A03", recall: false },
    ]);
    expect(refusals()).toEqual([]);
    expect(statuses.at(-1)).toBe("ready");
  });

  it("takes a call back", async () => {
    const stand = await hall.stand();
    await stand.issue();
    await press("enter");
    await shows("calling", "A01");
    await press("backspace");
    await shows("free", null);
    expect([asked("undo"), refusals()]).toEqual([1, []]);
  });

  it("calls one citizen for a storm of presses", async () => {
    const stand = await hall.stand();
    for (const _ of [1, 2]) await stand.issue();
    for (const _ of Array(20).keys()) keypad.press("enter");
    await shows("calling", "A01");
    expect(asked("call-next")).toBe(1);
    expect(watcher.on(`${at}/calls`)).toHaveLength(1);
  });

  it("finishes nobody whom the staff page called, until a recall has told whose ticket it is", async () => {
    const stand = await hall.stand();
    for (const _ of [1, 2]) await stand.issue();
    await hall.post("/api/locations/demo/counters/1/call-next");
    await shows("calling", "A01");
    await press("enter");
    expect(refusals()).toEqual(["counter-busy"]);
    await press("plus");
    await press("enter");
    await shows("calling", "A02");
  });

  it("blinks when nobody waits", async () => {
    expect(lamp.state(1)).toBe("on");
    await press("enter");
    expect(refusals()).toEqual(["nobody-waiting"]);
    expect(lamp.state(1)).toBe("blink");
  });

  it("is dark and refuses while the hub is away, and calls nobody by itself when it is back", async () => {
    const stand = await hall.stand();
    await stand.issue();
    await caller.close();
    // A broker that nobody has: the same caller behind a cable that is pulled.
    await open("mqtt://127.0.0.1:1");
    await press("enter");
    expect(refusals()).toEqual(["off-line"]);
    expect(statuses.at(-1)).toBe("presses are refused: no broker");
    await caller.close();
    await open(hall.hub.places.mqtt);
    await until(() => caller.isReady);
    expect(watcher.on(`${at}/calls`)).toEqual([]);
  });

  it("tells that its pad is gone and takes presses again when it is back", async () => {
    keypad.plugged(false);
    expect(statuses.at(-1)).toBe("presses are refused: no keypad");
    expect([lamp.state(1), keypad.press("enter")]).toEqual(["off", false]);
    keypad.plugged(true);
    await until(() => caller.isReady);
    await press("enter");
    expect(refusals()).toEqual(["nobody-waiting"]);
  });
});

it("a hub that closes under a caller is told, and a press meanwhile is refused", async () => {
  await hall.hub.close();
  await until(() => !caller.isReady);
  await press("enter");
  expect(refusals()).toEqual(["off-line"]);
  expect(lines.some(({ what }) => what === "broker lost")).toBe(true);
});
