/**
 * Opens one button over the character device, whose line is the pipe given as argument, says each press, and
 * closes at the first when the last argument is "close"; run by killed.test.ts as a process of its own. Its kernel knows just enough for that one line.
 */
import { openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CdevButtons } from "../../../hal/button/cdev.ts";
import { machineClock } from "../../../hal/clock.ts";

const [folder = "", pipe = "", then = ""] = process.argv.slice(2);
writeFileSync(join(folder, "gpiochip0"), "");

const ioctl = (_fd: number, request: number, bytes: Uint8Array): number => {
  const answer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (request === 0x8044b401) {
    answer.write("pinctrl-bcm2711", 32);
    answer.writeUInt32LE(54, 64);
  }
  if (request === 0xc250b407) answer.writeInt32LE(openSync(pipe, "r"), 588);
  return 0;
};

const buttons = new CdevButtons({ lines: [17] }, { folder, libc: { ioctl }, checkMs: 500 }, machineClock());
buttons.onPress(({ number }) => process.stdout.write(`press ${number}\n`));
buttons.onPress(() => void (then === "close" && buttons.close()));
buttons.open();
