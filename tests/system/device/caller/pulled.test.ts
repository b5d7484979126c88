/** A press in the moment in which the network cable is pulled, with the bytes under way kept as a kernel keeps them. */
import { randomUUID } from "node:crypto";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { RunningCaller } from "../../../../device/caller/run.ts";
import type { KeypadFarSide } from "../../../../hal/keypad/contract.ts";
import { openKeypad, openLamps } from "../../../../hal/open.ts";
import { checkCaller } from "../../../../protocol/config/caller.ts";
import { openLog } from "../../../../protocol/link/log.ts";
import { Hall } from "../../../broker/hall.ts";
import { type FarClient, until } from "../../../broker/mqtt/far-side.ts";

let hall: Hall;
let watcher: FarClient;
let cable: Cable;
let caller: RunningCaller;
let keypad: KeypadFarSide;
let refusals: string[];

/** A cable that keeps what was sent while it is out, and delivers it afterwards even if its sender has gone. */
class Cable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isOut = false;

  constructor(port: number) {
    this.#server = createServer({ allowHalfOpen: true }, (near) => {
      const far = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on("error", () => undefined);
        from.pipe(to);
        if (this.#isOut) from.pause();
      }
    });
  }
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `mqtt://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  pull(): void {
    this.#isOut = true;
    for (const socket of this.#sockets) socket.unpipe().pause();
  }
  putBack(): void {
    this.#isOut = false;
    const pairs = [...this.#sockets];
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const [near, far] = [pairs[at] as Socket, pairs[at + 1] as Socket];
      near.pipe(far);
      far.pipe(near);
    }
  }
  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

beforeEach(async () => {
  refusals = [];
  hall = await Hall.open();
  cable = new Cable(Number(new URL(hall.hub.places.mqtt).port));
  const config = checkCaller({
    ...{ v: 1, staff: "anna", location: "demo", counter: "1", keypad: { driver: "simulated" }, repeatMs: 1 },
    mqtt: { url: await cable.open(), username: "staff-anna", passwordFile: "password" },
  });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const pad = await openKeypad(config.value.keypad);
  keypad = pad.farSide as KeypadFarSide;
  const log = (line: string) => {
    const { because } = JSON.parse(line) as { because?: string };
    if (because !== undefined) refusals.push(because);
  };
  caller = new RunningCaller({
    config: config.value,
    secrets: { password: "secret of staff-anna", ca: undefined },
    ...{ keypad: pad.driver, lamps: (await openLamps({ driver: "none" })).driver },
    log: openLog({ name: "caller 1", write: log }),
    wallMs: () => hall.now.at,
    newId: randomUUID,
    after: (ms, act) => void setTimeout(act, ms).unref(),
    status: () => undefined,
  });
  caller.open();
  await until(() => caller.isReady);
  watcher = await hall.mqtt("integration-board");
  await watcher.subscribe("talon/demo/calls");
  const stand = await hall.stand();
  await stand.issue();
});
afterEach(async () => {
  await caller.close();
  cable.close();
  await hall.close();
});

it("calls nobody when the cable is put back after the press was refused, and the next press does", async () => {
  cable.pull();
  keypad.press("enter");
  await until(() => refusals.length > 0, 10_000);
  expect(refusals).toEqual(["no-answer"]);
  cable.putBack();
  // What lay in the cable would be at the hub in this time.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await until(() => caller.isReady, 20_000);
  expect(watcher.on("talon/demo/calls")).toEqual([]);
  keypad.press("enter");
  await until(() => watcher.on("talon/demo/calls").length === 1);
});

it("calls one citizen when the cable is out for a moment only", async () => {
  cable.pull();
  keypad.press("enter");
  await new Promise((resolve) => setTimeout(resolve, 500));
  cable.putBack();
  await until(() => watcher.on("talon/demo/calls").length > 0);
  // Once the answer is there, further presses find nobody.
  await until(() => keypad.press("enter") && refusals.length > 0);
  expect([refusals[0], watcher.on("talon/demo/calls").length]).toEqual(["nobody-waiting", 1]);
});
