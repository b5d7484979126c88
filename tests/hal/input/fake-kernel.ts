/**
 * An input device without a kernel: a FIFO of true input events, a folder like /sys/class/input, and ioctl as the kernel answers it.
 * The far side presses keys. Knows no driver of scanner or keypad.
 */
import { spawnSync } from "node:child_process";
import { closeSync, constants, openSync, rmSync, writeSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { systemCode } from "../../../hal/errors.ts";
import { type RecordBytes, recordBytesOf } from "../../../hal/input/decode.ts";
import type { InputMachine } from "../../../hal/input/evdev.ts";
import { tempFolder } from "../until.ts";

const EVIOCGRAB = 0x40044590;
const EVIOCGLED = 0x80084519;
const SYN_REPORT = [0, 0, 0] as const;
const SYN_DROPPED = [0, 3, 0] as const;

/** One record as the kernel writes it. */
export function record(
  [type, code, value]: readonly [type: number, code: number, value: number],
  recordBytes: RecordBytes = 24,
): Buffer {
  const bytes = Buffer.alloc(recordBytes, 0x5a); // the time, which nobody reads
  bytes.writeUInt16LE(type, recordBytes - 8);
  bytes.writeUInt16LE(code, recordBytes - 6);
  bytes.writeInt32LE(value, recordBytes - 4);
  return bytes;
}

/** A key and its report; value 1 is down, 0 up, 2 still held. */
export const keyBytes = (code: number, value: number, recordBytes: RecordBytes = 24): Buffer =>
  Buffer.concat([record([1, code, value], recordBytes), record(SYN_REPORT, recordBytes)]);

/** Down and up of each key in turn. */
export const tapBytes = (...codes: number[]): Buffer =>
  Buffer.concat(codes.flatMap((code) => [keyBytes(code, 1), keyBytes(code, 0)]));

/** What the kernel says when a reader was too slow. */
export const droppedBytes = (): Buffer => record(SYN_DROPPED);
export const reportBytes = (): Buffer => record(SYN_REPORT);

export type FakeDeviceAbout = { name: string; vendor: string; product: string; phys: string; keys: number[] };

export type FakeKernel = {
  machine: InputMachine;
  /** The device file. */
  path: string;
  /** Writes input events; resolves when the device file has taken them all. */
  write: (bytes: Uint8Array) => Promise<void>;
  plugged: (isPlugged: boolean) => Promise<void>;
  /** How often the device was taken for one program alone. */
  grabs: () => number;
  /** What the next opening meets: another program has taken the device, this user may not open it. */
  refuses: (code: "EBUSY" | "EACCES" | null) => void;
  /** The lights of the keyboard as EVIOCGLED gives them. */
  lights: (bits: number) => void;
  /** Lists a device below the class folder, as /dev/input/<event>. */
  lists: (event: string, about: FakeDeviceAbout) => Promise<void>;
};

/** The bits as the kernel writes them: words of 64, the highest first. */
function bitmap(keys: readonly number[]): string {
  const words = Array.from({ length: 12 }, (_, at) =>
    keys
      .filter((key) => Math.floor(key / 64) === at)
      .reduce((word, key) => word | (1n << BigInt(key % 64)), 0n)
      .toString(16),
  );
  return `${words
    .reverse()
    .join(" ")
    .replace(/^(0 )+/, "")}\n`;
}

function failed(code: string): Error {
  return Object.assign(new Error(`fake kernel: ${code}`), { code });
}

/** How many bytes the FIFO takes now. */
function writeSome(fd: number, bytes: Uint8Array): number {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    if (systemCode(error) === "EAGAIN") return 0;
    throw error;
  }
}

/** A plugged device; all of it goes away when the test has finished. */
export async function fakeKernel(): Promise<FakeKernel> {
  const folder = await tempFolder();
  const deviceFolder = join(folder, "dev");
  const classFolder = join(folder, "class");
  await Promise.all([mkdir(deviceFolder), mkdir(classFolder)]);
  const path = join(deviceFolder, "event5");
  let far: number | undefined;
  let grabs = 0;
  let refusal: "EBUSY" | "EACCES" | null = null;
  let lights = 0;
  const unplug = (): void => {
    rmSync(path, { force: true });
    if (far !== undefined) closeSync(far);
    far = undefined;
  };
  const plug = (): void => {
    spawnSync("mkfifo", [path]);
    far = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  };
  const ioctl = (_fd: number, request: number, buffer: Uint8Array): number => {
    if (request === EVIOCGRAB) {
      if (refusal === "EBUSY") throw failed("EBUSY");
      grabs += 1;
      return 0;
    }
    if (request !== EVIOCGLED) throw failed("EINVAL");
    buffer[0] = lights;
    return buffer.length;
  };
  onTestFinished(unplug);
  plug();
  return {
    machine: {
      libc: { ioctl },
      recordBytes: recordBytesOf(process.arch),
      wordBits: 64,
      classFolder,
      deviceFolder,
      open: (wanted) => {
        if (refusal === "EACCES") throw failed("EACCES");
        return openSync(wanted, constants.O_RDONLY); // the far side holds the other end, so this does not wait
      },
    },
    path,
    write: async (bytes) => {
      for (let from = 0; far !== undefined && from < bytes.length; ) {
        const taken = writeSome(far, bytes.subarray(from));
        from += taken;
        if (taken === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      }
    },
    plugged: async (isPlugged) => {
      unplug();
      if (isPlugged) plug();
      else await rm(join(classFolder, "event5"), { recursive: true, force: true });
    },
    grabs: () => grabs,
    refuses: (code) => {
      refusal = code;
    },
    lights: (bits) => {
      lights = bits;
    },
    lists: async (event, about) => {
      const device = join(classFolder, event, "device");
      await mkdir(join(device, "id"), { recursive: true });
      await mkdir(join(device, "capabilities"));
      const files = {
        name: about.name,
        phys: about.phys,
        "id/vendor": about.vendor,
        "id/product": about.product,
      };
      for (const [file, text] of Object.entries(files)) await writeFile(join(device, file), `${text}\n`);
      await writeFile(join(device, "capabilities/key"), bitmap(about.keys));
    },
  };
}
