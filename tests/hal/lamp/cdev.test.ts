/**
 * Lamps over the character device keep the contract, on a kernel of the tests: real bytes and descriptors.
 * Real lines are proven in the virtual machine of tests/hardware.
 */
import { describe, expect, it } from "vitest";
import { CdevLamps } from "../../../hal/lamp/cdev.ts";
import type { CdevLampWiring } from "../../../hal/lamp/contract.ts";
import { handClock } from "../clocks.ts";
import { fakeKernel } from "../gpio/header-chip.ts";
import { until } from "../until.ts";
import { lampsSuite } from "./suite.ts";

const LINES = [5, 6, 13] as const;

const start = async (wiring: Partial<CdevLampWiring> = {}) => {
  const kernel = await fakeKernel(handClock());
  const lamps = new CdevLamps({ lines: LINES, ...wiring }, kernel.devices);
  const told: string[] = [];
  lamps.onGone((fault) => told.push(`${fault.code} ${fault.value}`));
  lamps.onBack(() => told.push("back"));
  return { kernel, lamps, told };
};

lampsSuite("character device", async () => {
  const { kernel, lamps } = await start();
  lamps.open();
  const isLit = (number: number): boolean => kernel.level(LINES[number - 1] ?? 0) === 1;
  const plugged = (isPlugged: boolean): void =>
    isPlugged ? kernel.plug("gpiochip0", { label: "pinctrl-bcm2711" }) : kernel.pull("gpiochip0");
  return { lamps, isLit, plugged };
});

describe("lamps over the character device", () => {
  it("claim their lines at once as outputs, under a name, and free them at the close", async () => {
    const { kernel, lamps } = await start({ lines: [5, null, 13] });
    lamps.open();
    expect(lamps.numbers).toEqual([1, 3]);
    expect(kernel.claims[0]).toMatchObject({
      offsets: [5, 13],
      consumer: "talon-stand",
      flags: 8n,
      debounceUs: 0,
    });
    lamps.set(3, "on");
    lamps.set(2, "on");
    expect([5, 13].map((offset) => kernel.level(offset))).toEqual([0, 1]);
    expect(kernel.isHeld(kernel.claims[0]!)).toBe(true);
    await lamps.close();
    expect([kernel.level(13), kernel.isHeld(kernel.claims[0]!)]).toEqual([0, false]);
  });

  it("a lamp that shines on a low level never flashes at the start", async () => {
    const { kernel, lamps } = await start({ isActiveLow: true });
    lamps.open();
    expect(kernel.claims[0]).toMatchObject({ flags: 2n | 8n });
    expect(LINES.map((offset) => kernel.level(offset))).toEqual([1, 1, 1]);
    lamps.set(2, "on");
    expect(LINES.map((offset) => kernel.level(offset))).toEqual([1, 0, 1]);
    await lamps.close();
    expect(LINES.map((offset) => kernel.level(offset))).toEqual([1, 1, 1]);
  });

  it("blinking lamps turn together, in one call to the kernel", async () => {
    const { kernel, lamps } = await start();
    lamps.open();
    lamps.set(1, "blink");
    lamps.set(3, "blink");
    lamps.set(2, "on");
    const { ioctl } = kernel.devices.libc;
    const seen = new Set<string>();
    kernel.devices.libc.ioctl = (fd, call, bytes) => {
      const answer = ioctl(fd, call, bytes);
      seen.add(LINES.map((offset) => kernel.level(offset)).join(""));
      return answer;
    };
    await until("they are dark", () => kernel.level(5) === 0);
    await until("they are bright", () => kernel.level(5) === 1);
    expect([...seen].sort()).toEqual(["010", "111"]);
    await lamps.close();
  });

  it("a chip that is pulled while nobody sets a lamp is told within two seconds, and found again by name", async () => {
    const { kernel, lamps, told } = await start({ lines: ["LAMP1", "LAMP2"] });
    const names = { 1: "LAMP2", 4: "LAMP1" };
    kernel.plug("gpiochip7", { label: "box", lines: 8, names });
    lamps.open();
    lamps.set(1, "on");
    kernel.pull("gpiochip7");
    await until("it is told", () => told.length === 1, 2000);
    lamps.set(2, "on");
    kernel.plug("gpiochip1", { label: "box", lines: 8, names });
    await until("it is back", () => told.length === 2, 2000);
    expect(told).toEqual(["HAL_LAMP_GONE box", "back"]);
    expect([4, 1].map((offset) => kernel.level(offset))).toEqual([1, 1]);
    await lamps.close();
  });

  it("lines have one owner: a second one is refused, and told who has them", async () => {
    const { kernel, lamps } = await start();
    lamps.open();
    const second = new CdevLamps({ lines: [13] }, kernel.devices);
    expect(() => second.open()).toThrow(
      expect.objectContaining({ code: "HAL_LAMP_BUSY", value: "pinctrl-bcm2711:13 (talon-stand)" }),
    );
    await second.close();
    await lamps.close();
  });

  it("a stand whose buttons have no lamp at all claims nothing", async () => {
    const { kernel, lamps } = await start({ lines: [null, null] });
    lamps.open();
    lamps.set(1, "on");
    expect(kernel.claims).toEqual([]);
    await lamps.close();
  });
});
