import { spawnSync } from "node:child_process";
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  write,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
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

  test("a device that cannot be read is told with the system's words, whatever Perl says about its language", async () => {
    const ends: unknown[] = [];
    const language = process.env["LC_ALL"];
    process.env["LC_ALL"] = "xx_XX.UTF-8";
    onTestFinished(() => {
      if (language === undefined) delete process.env["LC_ALL"];
      else process.env["LC_ALL"] = language;
    });
    const folderFd = openSync(folder, constants.O_RDONLY);
    const pump = new Pump(folderFd, { onBytes: () => undefined, onEnd: (cause) => ends.push(cause) });
    pump.start();
    await until("the end is told", () => ends.length > 0);
    closeSync(folderFd);
    closeSync(writing);
    expect(ends).toEqual([new Error("read: Is a directory")]);
  });

  test("more than a pipe holds arrives whole while nobody is quick", async () => {
    const heard: Uint8Array[] = [];
    const pump = new Pump(reading, { onBytes: (bytes) => heard.push(bytes), onEnd: () => undefined });
    pump.start();
    const all = Buffer.from(Array.from({ length: 60_000 }, (_, at) => at % 251));
    for (let times = 0; times < 20; times++) await promisify(write)(writing, all);
    await until("all bytes arrive", () => Buffer.concat(heard).length === 20 * all.length);
    expect(Buffer.concat(heard).equals(Buffer.concat(Array.from({ length: 20 }, () => all)))).toBe(true);
    await pump.stop();
    closeSync(writing);
  });

  test("a child that waits is not in a read, which would keep a chip from going", async () => {
    const pump = new Pump(reading, { onBytes: () => undefined, onEnd: () => undefined });
    pump.start();
    const waits = (): boolean =>
      holders().some((id) => /^(poll|do_select)/.test(readFileSync(`/proc/${id}/wchan`, "utf8")));
    await until("the child waits", waits);
    await pump.stop();
    closeSync(writing);
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
