import { spawnSync } from "node:child_process";
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Pump } from "../../hal/pump.ts";
import { until } from "./until.ts";

let folder: string;
let device: string;
let reading: number;
let writing: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-pump-"));
  device = join(folder, "device");
  spawnSync("mkfifo", [device]);
  reading = openSync(device, constants.O_RDONLY | constants.O_NONBLOCK);
  writing = openSync(device, constants.O_WRONLY);
  closeSync(reading);
  reading = openSync(device, constants.O_RDONLY);
});

afterEach(() => {
  closeSync(reading);
  rmSync(folder, { recursive: true });
});

/** The processes other than this one that hold the device. */
function holders(): string[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && name !== `${process.pid}`);
  return ids.filter((id) => {
    try {
      return readlinkSync(`/proc/${id}/fd/0`) === device;
    } catch {
      return false;
    }
  });
}

describe("the pump of device files", () => {
  test("what the device says arrives in order", async () => {
    const heard: Uint8Array[] = [];
    const pump = new Pump(reading, { onBytes: (bytes) => heard.push(bytes), onEnd: () => undefined });
    pump.start();
    for (const word of ["one ", "two ", "three"]) writeSync(writing, word);
    await until("all words arrive", () => Buffer.concat(heard).toString() === "one two three");
    await pump.stop();
    closeSync(writing);
  });

  test("a device that ends is told once", async () => {
    const ends: unknown[] = [];
    const pump = new Pump(reading, { onBytes: () => undefined, onEnd: (cause) => ends.push(cause) });
    pump.start();
    closeSync(writing);
    await until("the end is told", () => ends.length > 0);
    await pump.stop();
    expect(ends).toHaveLength(1);
  });

  test("after stop nothing is told, and nobody else holds the device", async () => {
    const told: unknown[] = [];
    const pump = new Pump(reading, { onBytes: (b) => told.push(b), onEnd: (cause) => told.push(cause) });
    pump.start();
    await until("the child holds the device", () => holders().length === 1);
    await pump.stop();
    writeSync(writing, "too late");
    expect(holders()).toEqual([]);
    expect(told).toEqual([]);
    closeSync(writing);
  });
});
