/**
 * A button board of the tests: a folder that looks like /sys/class/gpio, and a class with the face of onoff's Gpio.
 * Real GPIO is proven in the virtual machine of issue 3; this proves everything above the constructor.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GpioBinding, GpioConstructor, GpioLine } from "../../../hal/gpio/board.ts";
import { tempFolder } from "../until.ts";

type Watcher = (error: Error | null | undefined, value: 0 | 1) => void;

/** What the constructor of onoff takes. */
type LineArguments = ConstructorParameters<GpioConstructor>;

/** One line as the wire sees it: `level` is what is electrically there. */
export class FakeLine implements GpioLine {
  readonly number: number;
  readonly direction: string;
  readonly edge: string;
  readonly isActiveLow: boolean;
  level: 0 | 1;
  isOpen = true;
  watchers: Watcher[] = [];
  writeError: Error | undefined;

  constructor(...[number, direction, edge, options]: LineArguments) {
    this.number = number;
    this.direction = direction;
    this.edge = edge;
    this.isActiveLow = options.activeLow;
    const idle = options.activeLow ? 1 : 0;
    this.level = direction === "in" ? idle : direction === "high" ? 1 : 0;
  }

  readSync(): 0 | 1 {
    return this.#logical(this.level);
  }

  writeSync(value: 0 | 1): void {
    if (this.writeError !== undefined) throw this.writeError;
    if (!this.isOpen) throw Object.assign(new Error("bad file descriptor"), { code: "EBADF" });
    this.level = this.#logical(value);
  }

  watch(listener: Watcher): void {
    this.watchers.push(listener);
  }

  unwatchAll(): void {
    this.watchers = [];
  }

  unexport(): void {
    this.isOpen = false;
  }

  /** The level changes from outside, as a finger does it. */
  drive(level: 0 | 1): void {
    this.level = level;
    for (const watcher of this.watchers) watcher(null, this.readSync());
  }

  fail(error: Error): void {
    for (const watcher of this.watchers) watcher(error, 0);
  }

  #logical(value: 0 | 1): 0 | 1 {
    return this.isActiveLow ? (value === 1 ? 0 : 1) : value;
  }
}

/** A board with one chip of 54 lines, based at 512 as kernels since 6.6 do. */
export type FakeBoard = {
  root: string;
  binding: GpioBinding;
  /** Lines opened so far, also closed ones. */
  lines: FakeLine[];
  /** The open line with the kernel's number `number`. */
  line: (number: number) => FakeLine;
  refuse: (number: number, code: string) => void;
  plugged: (isPlugged: boolean, folder?: string) => void;
};

export async function fakeBoard(label = "pinctrl-bcm2711", base = 512): Promise<FakeBoard> {
  const root = await tempFolder();
  const lines: FakeLine[] = [];
  const refusals = new Map<number, string>();
  let place = "gpiochip512";
  class Gpio extends FakeLine {
    constructor(...[number, ...rest]: LineArguments) {
      super(number, ...rest);
      const code = refusals.get(number);
      if (code !== undefined) throw Object.assign(new Error(code), { code });
      lines.push(this);
    }
  }
  const plugged = (isPlugged: boolean, folder = place): void => {
    rmSync(join(root, place), { recursive: true, force: true });
    place = folder;
    if (isPlugged) writeChip(join(root, folder), { label, base, ngpio: 54 });
  };
  plugged(true);
  return {
    root,
    binding: { sysfsRoot: root, Gpio, checkMs: 10 },
    lines,
    line: (number) => {
      const found = lines.find((line) => line.number === number && line.isOpen);
      if (found === undefined) throw new Error(`line ${number} is not open`);
      return found;
    },
    refuse: (number, code) => refusals.set(number, code),
    plugged,
  };
}

/** Writes the folder of one chip as the kernel shows it. */
export function writeChip(
  folder: string,
  files: { label: string; base: number | string; ngpio: number },
): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, value] of Object.entries(files)) writeFileSync(join(folder, name), `${value}\n`);
}
