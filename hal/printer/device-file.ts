/**
 * The way to a printer by its device file, /dev/usb/lp*.
 * Knows no printer command.
 */
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { deviceAt } from "../device-at.ts";
import { HalFault, systemCode } from "../errors.ts";
import {
  type LinkUser,
  type PrinterLink,
  type PrinterTransport,
  printerOpenFault,
  type Written,
} from "./transport.ts";

/** Pause between two tries at a file that has no room. */
const TRY_AGAIN_MS = 10;

/** Answers come a few milliseconds after a question, and the slip waits for them; later they are looked for less often, and at last only to notice a pulled cable and what the printer tells by itself. */
const EAGER_MS = 100;
const EAGER_EVERY_MS = 4;
const WATCHFUL_MS = 1000;
const WATCHFUL_EVERY_MS = 25;
const SELDOM_MS = 250;

/** More than a printer says in that time, so that the rubbish of one that babbles is over soon after it stops. */
const READ_BYTES = 4096;

const OPEN_FLAGS = constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * A device file opened O_NONBLOCK, so no read or write ever waits in the thread pool: a blocked read there would keep the
 * process from exiting, a blocked write (a printer that stops reading) would take a thread for ever.
 * "Accepted" means: taken by the kernel's driver. `isTwoWay` false opens it for writing only.
 */
export function deviceFileTransport(path: string, isTwoWay: boolean): PrinterTransport {
  return {
    name: path,
    open: async (user) => {
      const handle = await openDevice(path, isTwoWay ? constants.O_RDWR : constants.O_WRONLY);
      return new DeviceFileLink({ handle, path, device: await deviceAt(path) }, user, isTwoWay);
    },
  };
}

/**
 * Major numbers of character devices that never are a printer's (Linux, admin-guide/devices.txt): memory and /dev/null, serial lines
 * and consoles, input, sound, USB modems, USB serial, and the serial lines of ARM boards.
 */
const NO_PRINTERS: ReadonlySet<number> = new Set([1, 4, 5, 13, 116, 166, 188, 204]);
const majorOf = (rdev: number): number => Math.trunc(rdev / 256) % 4096;

/** A wrong path must not let printer commands into somebody's file, disk or modem: only what can be a printer, or a pipe, is kept open. */
async function openDevice(path: string, way: number): Promise<FileHandle> {
  try {
    const handle = await open(path, OPEN_FLAGS | way);
    const opened = await handle.stat();
    if (opened.isFIFO() || (opened.isCharacterDevice() && !NO_PRINTERS.has(majorOf(opened.rdev))))
      return handle;
    await handle.close();
  } catch (error) {
    throw systemCode(error) === "EISDIR" ? notADevice(path, error) : printerOpenFault(path, error);
  }
  throw notADevice(path);
}

const notADevice = (path: string, cause?: unknown) => new HalFault("HAL_PRINTER_NO_DEVICE", path, cause);

type OpenFile = { handle: FileHandle; path: string; device: string | undefined };

class DeviceFileLink implements PrinterLink {
  readonly #file: OpenFile;
  readonly #handle: FileHandle;
  readonly #user: LinkUser;
  #reading: NodeJS.Timeout | undefined;
  #busy: Promise<unknown> = Promise.resolve();
  #writtenMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(file: OpenFile, user: LinkUser, isTwoWay: boolean) {
    this.#file = file;
    this.#handle = file.handle;
    this.#user = user;
    if (isTwoWay) this.#readLater();
  }

  async write(bytes: Uint8Array, timeoutMs: number): Promise<Written> {
    const until = performance.now() + timeoutMs;
    let accepted = 0;
    this.#beEager();
    while (accepted < bytes.length) {
      if (this.#isClosed) return { accepted, inDoubt: 0, end: "lost" };
      try {
        const { bytesWritten } = await this.#alone(() => this.#handle.write(bytes, accepted));
        accepted += bytesWritten;
      } catch (cause) {
        if (systemCode(cause) !== "EAGAIN") return { accepted, inDoubt: 0, end: "lost", cause };
        if (performance.now() >= until) return { accepted, inDoubt: 0, end: "timeout" };
        await pause(TRY_AGAIN_MS);
      }
    }
    return { accepted, inDoubt: 0, end: "all" };
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#reading);
    await this.#busy;
    await this.#handle.close();
  }

  #beEager(): void {
    this.#writtenMs = performance.now();
    if (this.#reading === undefined) return; // one-way, or a read is under way
    clearTimeout(this.#reading);
    this.#readLater();
  }

  #readLater(): void {
    if (this.#isClosed) return;
    const sinceMs = performance.now() - this.#writtenMs;
    const soon = sinceMs < WATCHFUL_MS ? WATCHFUL_EVERY_MS : SELDOM_MS;
    this.#reading = setTimeout(() => void this.#read(), sinceMs < EAGER_MS ? EAGER_EVERY_MS : soon).unref();
  }

  async #read(): Promise<void> {
    this.#reading = undefined;
    const room = Buffer.alloc(READ_BYTES);
    try {
      const { bytesRead } = await this.#alone(() => this.#handle.read(room, 0, room.length, null));
      if (this.#isClosed) return;
      if (bytesRead > 0) this.#user.onBytes(room.subarray(0, bytesRead));
      else if (await this.#hasGone()) return this.#user.onLost(new Error("the device file has gone"));
    } catch (cause) {
      if (this.#isClosed) return;
      const code = systemCode(cause);
      if (code === "EINVAL") return; // a one-way printer: usblp refuses to read, writing goes on
      if (code !== "EAGAIN") return this.#user.onLost(cause);
    }
    this.#readLater();
  }

  /** A hung-up line gives "no bytes" for ever instead of an error. */
  async #hasGone(): Promise<boolean> {
    return (await deviceAt(this.#file.path)) !== this.#file.device;
  }

  /** Remembers what is under way, so that `close` never closes a descriptor in use. Each of these returns at once. */
  #alone<Result>(step: () => Promise<Result>): Promise<Result> {
    const running = step();
    this.#busy = Promise.allSettled([this.#busy, running]);
    return running;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
