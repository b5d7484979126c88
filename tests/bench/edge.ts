/**
 * Part (g) of the bench: from an edge that the kernel hands over to the press that the character-device driver tells, through the
 * child that reads the lines; against the same bytes through a bare child. Knows no stand. A FIFO stands where the lines'
 * descriptor stands, so the kernel's debounce, which comes before, is not in it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { CdevButtons } from "../../hal/button/cdev.ts";
import { machineClock } from "../../hal/clock.ts";
import { FakeKernel, fifo } from "../hal/gpio/fake-kernel.ts";
import { median, ms, percentile, report } from "./figures.ts";

const PRESSES = 2_000;
const WARM_UP = 200;
/** Until both children sleep again, as before any finger. */
const BETWEEN_MS = 3;
const LINE = 17;
/** sizeof(struct gpio_v2_line_event). */
const EVENT_BYTES = 48;
const MOST_MS = 5;

/** One way from a FIFO to this process: `pass` sends an edge and resolves when it has come. */
type Way = { readonly pass: () => Promise<void>; readonly close: () => Promise<void> };

/** To the press that the driver tells; the release comes behind it and is not timed. */
function driverWay(folder: string): Way {
  const clock = machineClock();
  const kernel = new FakeKernel(folder, clock);
  kernel.plug("gpiochip0", { label: "pinctrl-bcm2711" });
  const buttons = new CdevButtons({ lines: [LINE] }, { ...kernel.devices, checkMs: 1000 }, clock);
  buttons.open();
  let come: () => void = () => undefined;
  buttons.onPress(() => come());
  const pass = async (): Promise<void> => {
    const told = new Promise<void>((resolve) => {
      come = resolve;
    });
    kernel.drive(LINE, 0);
    await told;
    kernel.drive(LINE, 1);
  };
  return { pass, close: () => buttons.close() };
}

/** To a bare child's bytes, and nothing behind them. */
function bareWay(folder: string): Way {
  const { reader, writer } = fifo(join(folder, "bare"));
  const child = spawn("cat", { stdio: [reader, "pipe", "inherit"] });
  closeSync(reader);
  let come: () => void = () => undefined;
  child.stdout?.on("data", () => come());
  const edge = Buffer.alloc(EVENT_BYTES, 1);
  const pass = async (): Promise<void> => {
    const told = new Promise<void>((resolve) => {
      come = resolve;
    });
    writeSync(writer, edge);
    await told;
  };
  const close = async (): Promise<void> => {
    closeSync(writer);
    await once(child, "close");
  };
  return { pass, close };
}

async function timed({ pass }: Way): Promise<number> {
  const before = performance.now();
  await pass();
  const after = performance.now();
  await setTimeout(BETWEEN_MS);
  return after - before;
}

const spread = (samples: readonly number[]): string =>
  `${ms(median(samples))} / ${ms(percentile(samples, 0.99))}`;

/** (g) edge to press, in turn with the bare way. */
export async function edgeToPress(folder: string): Promise<string> {
  const [driver, bare] = [driverWay(folder), bareWay(folder)];
  const [presses, pieces]: [number[], number[]] = [[], []];
  for (let at = 0; at < WARM_UP + PRESSES; at++) {
    const [press, piece] = [await timed(driver), await timed(bare)];
    if (at < WARM_UP) continue;
    presses.push(press);
    pieces.push(piece);
  }
  await Promise.all([driver.close(), bare.close()]);
  const ratio = (part: number) => `${(percentile(presses, part) / percentile(pieces, part)).toFixed(2)}x`;
  const isMet = percentile(presses, 0.99) < MOST_MS;
  return report(`(g) edge to press, ${PRESSES} presses over /dev/gpiochipN's driver`, [
    ["edge handed over to press told p50 / p99", spread(presses)],
    ["the same bytes through a bare child p50 / p99", spread(pieces)],
    ["against the bare child p50 / p99", `${ratio(0.5)} / ${ratio(0.99)}`],
    [`p99 over the kernel's debounce under ${MOST_MS} ms`, isMet ? "met" : "NOT met"],
  ]);
}
