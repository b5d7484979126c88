/** A fake printer behind this machine's USB printer gadget. Knows no driver. */
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { onTestFinished } from "vitest";
import { FakePrinter } from "../../hal/printer/fake-printer.ts";
import { plug } from "./gadgets.ts";

/** The printer's side of the cable. */
const PRINTER = "/dev/g_printer0";
const ROOM_BYTES = 8192;
const NAP_MS = 3;
/** While nothing comes: a look every 3 ms took seven tenths of the emulated processor from the stand whose printer this is. */
const QUIET_NAP_MS = 20;

/** The machine; `online` pulls the cable or puts it back; `reading` false lets it read nothing more, true at most `atOnce` bytes at a time. */
export type GadgetPrinter = {
  machine: FakePrinter;
  online: (isOnline: boolean) => Promise<void>;
  reading: (isReading: boolean, atOnce?: number) => void;
};

/** A plugged printer, unplugged when the test has finished. `onBytes` is told everything that it reads. */
export async function gadgetPrinter(onBytes?: (bytes: Buffer) => void): Promise<GadgetPrinter> {
  const printer = connectPrinter(onBytes);
  onTestFinished(() => printer.online(false));
  await printer.online(true);
  return printer;
}

/** A printer whose cable lies beside the machine. */
export function connectPrinter(onBytes?: (bytes: Buffer) => void): GadgetPrinter {
  const machine = new FakePrinter();
  const ear = new Ear(machine, onBytes);
  const online = async (isOnline: boolean): Promise<void> => {
    if (isOnline) {
      await plug("printer", true);
      await ear.open();
    } else {
      await ear.close();
      await plug("printer", false);
      machine.switchOff();
    }
  };
  return {
    machine,
    online,
    reading: (isReading, atOnce = ROOM_BYTES) => {
      ear.isDeaf = !isReading;
      ear.roomBytes = atOnce;
    },
  };
}

/** Reads and answers without ever blocking a thread. */
class Ear {
  isDeaf = false;
  roomBytes = ROOM_BYTES;
  readonly #machine: FakePrinter;
  readonly #onBytes: ((bytes: Buffer) => void) | undefined;
  #handle: FileHandle | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(machine: FakePrinter, onBytes: ((bytes: Buffer) => void) | undefined) {
    this.#machine = machine;
    this.#onBytes = onBytes;
  }

  async open(): Promise<void> {
    this.#handle = await open(PRINTER, constants.O_RDWR | constants.O_NONBLOCK);
    this.#machine.onSay = (bytes) => void this.#say(bytes);
    this.#reading = this.#read(this.#handle);
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await this.#reading;
    await handle?.close();
  }

  async #say(bytes: Buffer): Promise<void> {
    await this.#handle?.write(bytes).catch(() => undefined); // nobody listens, or no cable
  }

  async #read(handle: FileHandle): Promise<void> {
    while (this.#handle === handle) {
      const hasRead = !this.isDeaf && (await this.#readOnce(handle));
      await new Promise((resolve) => setTimeout(resolve, hasRead ? NAP_MS : QUIET_NAP_MS));
    }
  }

  /** Whether there was something to read. */
  async #readOnce(handle: FileHandle): Promise<boolean> {
    const room = Buffer.alloc(this.roomBytes);
    try {
      const { bytesRead } = await handle.read(room, 0, room.length, null);
      const bytes = room.subarray(0, bytesRead);
      const answers = this.#machine.feed(bytes);
      if (bytesRead > 0) this.#onBytes?.(bytes);
      if (answers.length > 0) await handle.write(answers);
      return bytesRead > 0;
    } catch {
      return false; // nothing to read, or no cable
    }
  }
}
