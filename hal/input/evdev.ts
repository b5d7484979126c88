/**
 * An input device of the kernel (/dev/input/event*), taken for this program alone.
 * Knows no meaning of a key; scanner and keypad both use it.
 */
import { closeSync, openSync, statSync } from "node:fs";
import { type Libc, machineLibc } from "../libc.ts";
import { Pump } from "../pump.ts";
import { InputDecoder, type KeyUser, type RecordBytes, recordBytesOf } from "./decode.ts";
import { findInput, type InputFolders, type InputPlace } from "./place.ts";

/** EVIOCGRAB of linux/input.h; the kernel looks only at whether the pointer is null. */
const EVIOCGRAB = 0x40044590;
/** EVIOCGLED for 8 bytes of lights. */
const EVIOCGLED = 0x80084519;
const LED_CAPSL = 0x02;
/** INPUT_MAJOR of linux/major.h. */
const INPUT_MAJOR = 13;

/** What this file needs of the machine, so that tests can give another. */
export type InputMachine = InputFolders & {
  libc: Libc;
  recordBytes: RecordBytes;
  /** Opens a device file for reading; throws an error with the system's `code`, ENOTTY where it is no input device. */
  open: (path: string) => number;
};

/** The machine's own. Fault: HAL_MODULE_MISSING. */
export async function machineInput(): Promise<InputMachine> {
  const recordBytes = recordBytesOf(process.arch);
  return {
    libc: await machineLibc(),
    recordBytes,
    wordBits: recordBytes === 24 ? 64 : 32,
    classFolder: "/sys/class/input",
    deviceFolder: "/dev/input",
    open: openInputDevice,
  };
}

/** Anything else might block when it is opened, as a FIFO does. */
function openInputDevice(path: string): number {
  const about = statSync(path);
  if (!about.isCharacterDevice() || ((about.rdev >> 8) & 0xfff) !== INPUT_MAJOR)
    throw Object.assign(new Error(`${path} is no input device`), { code: "ENOTTY" });
  return openSync(path, "r");
}

/** What is told; `onLost` at most once, and not after `close`. */
export type InputUser = KeyUser & { onLost: (cause: unknown) => void };

/** Which device, and which keys are hoped for (see `findInput`). */
export type InputSought = { place: InputPlace; wanted: readonly number[] };

/**
 * An open input device.
 * Promises: nobody else is given its keys, no console, no shell and no desktop, from the opening until `close` or the end of this
 * process, however it ends; every key in order.
 * Does not promise: keys pressed while the device was not open.
 */
export class InputDevice {
  readonly #fd: number;
  readonly #pump: Pump;
  /** Whether the keyboard's Caps Lock light was on when it was taken; it does not change after that, the light is the console's. */
  readonly hasCapsLock: boolean;
  #isOpen = true;

  private constructor(fd: number, user: InputUser, machine: InputMachine) {
    this.#fd = fd;
    machine.libc.ioctl(fd, EVIOCGRAB, Buffer.alloc(4));
    this.hasCapsLock = capsLockLight(fd, machine.libc);
    const decoder = new InputDecoder(machine.recordBytes, user);
    this.#pump = new Pump(fd, {
      onBytes: (bytes) => decoder.write(bytes),
      onEnd: (cause) => {
        this.#release();
        user.onLost(cause);
      },
    });
  }

  /** Rejects with a system error: ENOENT while it is not there, EACCES, EBUSY when another program has taken it, ENOTTY. */
  static async open(
    { place, wanted }: InputSought,
    user: InputUser,
    machine: InputMachine,
  ): Promise<InputDevice> {
    const path = await findInput(place, wanted, machine);
    if (path === undefined)
      throw Object.assign(new Error("no such input device is plugged in"), { code: "ENOENT" });
    const fd = machine.open(path);
    try {
      const device = new InputDevice(fd, user, machine);
      device.#pump.start();
      return device;
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  /** Gives the device back. */
  async close(): Promise<void> {
    await this.#pump.stop();
    this.#release();
  }

  #release(): void {
    if (this.#isOpen) closeSync(this.#fd);
    this.#isOpen = false;
  }
}

function capsLockLight(fd: number, libc: Libc): boolean {
  const lights = Buffer.alloc(8);
  libc.ioctl(fd, EVIOCGLED, lights);
  return ((lights[0] ?? 0) & LED_CAPSL) !== 0;
}
