/**
 * Power cuts, with a drive that forgets what was not flushed: the stand's data lie on a disk that nbdkit keeps in its memory, and both
 * it and the machine are killed. What came out of the printer until then is known here, since each slip is told at its last byte.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CameOut, Hub, StandInside } from "./hall.ts";
import { Machine } from "./machine.ts";

const hub = new Hub();
const folder = mkdtempSync(join(tmpdir(), "talon-power-"));
const socket = join(folder, "drive.sock");
/** Every slip of every life of the stand. */
const paper: CameOut[] = [];
let drive: ChildProcess | undefined;
let machine: Machine | undefined;

beforeAll(async () => {
  await hub.start();
  const image = join(folder, "drive.img");
  for (const [command, ...rest] of [
    ["truncate", "-s", "64M", image],
    ["mke2fs", "-q", "-F", "-t", "ext4", image],
  ] as [string, ...string[]][])
    expect(spawnSync(command, rest, { stdio: "inherit" }).status, command).toBe(0);
});

afterAll(async () => {
  await cut();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Switches on drive and machine and starts the stand in it. */
async function switchOn(name: string): Promise<StandInside> {
  rmSync(socket, { force: true });
  const args = ["-f", "-U", socket, "--filter=cache", "file", join(folder, "drive.img"), "cache=writeback"];
  drive = spawn("nbdkit", args, { stdio: "inherit" });
  for (let tries = 0; !existsSync(socket) && tries < 200; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const disk = `file.driver=nbd,file.server.type=unix,file.server.path=${socket},format=raw`;
  machine = await Machine.boot({ name, disk });
  const mounted = await machine.run("mount -t ext4 /dev/vda /data", 20_000);
  expect(mounted).toEqual({ code: 0, lines: [] });
  const stand = new StandInside(machine);
  await stand.start({ mqttPort: hub.ports.mqtt, dataDir: "/data/stand", lamps: "buttons" });
  return stand;
}

/** Cuts the power: what machine and drive held in their memories is gone. */
async function cut(): Promise<void> {
  await machine?.cut();
  const dying = drive;
  drive = undefined;
  if (dying === undefined || dying.exitCode !== null) return;
  const gone = once(dying, "exit");
  dying.kill("SIGKILL");
  await gone;
}

/** Cuts the power at the moment when the `count`th slip from now has come out. */
async function cutAtSlip(stand: StandInside, count: number): Promise<void> {
  const last = stand.slips.length + count;
  const cutting = stand.sees("the last slip comes out", () => stand.slips.length >= last).then(cut);
  for (let slip = 0; slip < count; slip++) {
    await stand.does("press 1").catch(() => undefined); // the power may be gone before it is told as done
    await stand
      .sees("a slip comes out", () => stand.slips.length > last - count + slip)
      .catch(() => undefined);
  }
  await cutting;
  paper.push(...stand.slips);
}

const numbers = (): string[] => paper.map(({ number }) => number);

describe("a stand whose power is cut", () => {
  test("with the hub at hand gives no number twice", async () => {
    const stand = await switchOn("power-1");
    await stand.sees("the hub is reached", () => stand.picture?.online === true);
    await cutAtSlip(stand, 3);
    expect(new Set(numbers()).size).toBe(3);
  });

  test("goes on with its own numbers while there is no hub, and gives none of them twice", async () => {
    const first = await switchOn("power-2");
    await first.sees("the hub is reached", () => first.picture?.online === true);
    await hub.program.kill();
    await cutAtSlip(first, 3);
    const second = await switchOn("power-3");
    await cutAtSlip(second, 3);
    expect(numbers().slice(3)).toEqual(
      Array.from({ length: 6 }, () => expect.stringMatching(/^A[A-Z]+\d{2,}$/) as string),
    );
    expect(new Set(numbers()).size).toBe(9);
  });

  test("brings every printed number to the hub that is back, each exactly once", async () => {
    await hub.start();
    const stand = await switchOn("power-4");
    const listed = async (): Promise<string[]> => (await hub.tickets()).map(({ number }) => number);
    await stand.sees("every printed number is at the hub", async () => {
      const known = await listed();
      return numbers().every((number) => known.includes(number));
    });
    const known = await listed();
    expect(numbers().map((number) => known.filter((one) => one === number).length)).toEqual(
      numbers().map(() => 1),
    );
    expect(stand.slips).toEqual([]); // nothing is printed again unasked
    const next = await stand.ticket(1);
    expect(numbers()).not.toContain(next.number);
  });
});
