/** Choosing how GPIO is reached by what a machine has. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HalFault } from "../../../hal/errors.ts";
import { type GpioMachine, numbered, openGpio } from "../../../hal/gpio/choose.ts";
import { handClock } from "../clocks.ts";
import { tempFolder } from "../until.ts";
import { fakeBoard } from "./fake-board.ts";
import { FakeKernel } from "./fake-kernel.ts";

type Parts = { chips: string[]; hasSysfs: boolean; hasKoffi: boolean; hasOnoff: boolean };

async function machine(parts: Partial<Parts>): Promise<GpioMachine> {
  const { chips = [], hasSysfs = true, hasKoffi = true, hasOnoff = true } = parts;
  const folder = await tempFolder();
  const kernel = new FakeKernel(folder, handClock());
  for (const name of chips) kernel.plug(name, { label: "x" });
  const sysfsRoot = join(folder, "sysfs");
  if (hasSysfs) mkdirSync(sysfsRoot);
  const { binding } = await fakeBoard();
  const orMissing = <Part>(isThere: boolean, part: Part, name: string): (() => Promise<Part>) =>
    isThere ? () => Promise.resolve(part) : () => Promise.reject(new HalFault("HAL_MODULE_MISSING", name));
  return {
    deviceFolder: folder,
    sysfsRoot,
    libc: orMissing(hasKoffi, kernel.devices.libc, "koffi"),
    onoff: orMissing(hasOnoff, binding, "onoff"),
  };
}

const choice = async (parts: Partial<Parts>) => {
  const here = await machine(parts);
  const { gpio, chosen } = await openGpio("auto", here);
  return [gpio.driver, chosen?.driver, chosen?.why.replaceAll(here.deviceFolder, "/dev")];
};

describe("the way to GPIO lines", () => {
  it.each([
    [{ chips: ["gpiochip10", "gpiochip2"] }, "cdev", "/dev/gpiochip2, /dev/gpiochip10"],
    [{ chips: ["gpiochip0"], hasSysfs: false, hasOnoff: false }, "cdev", "/dev/gpiochip0"],
    [{ chips: ["gpiochip0"], hasKoffi: false }, "onoff", "koffi: not installed"],
    [{ chips: [] }, "onoff", "/dev/gpiochip*: none"],
  ])("on a machine with %j is %s because of %s", async (parts, driver, why) => {
    expect(await choice(parts)).toEqual([driver, driver, why]);
  });

  it.each([
    [{ hasSysfs: false }, "/dev/gpiochip*: none; /dev/sysfs: none"],
    [{ hasOnoff: false }, "/dev/gpiochip*: none; onoff: not installed"],
    [
      { chips: ["gpiochip0"], hasKoffi: false, hasOnoff: false },
      "koffi: not installed; onoff: not installed",
    ],
  ])("is missing on a machine with %j, and what was tried is said: %s", async (parts, tried) => {
    const here = await machine(parts);
    const fault = await openGpio("auto", here).catch((thrown: unknown) => thrown);
    expect(fault).toMatchObject({ code: "HAL_GPIO_NONE" });
    expect((fault as HalFault).value.replaceAll(here.deviceFolder, "/dev")).toBe(tried);
  });

  it.each(["cdev", "onoff"] as const)("that is named, %s, is not chosen but taken", async (driver) => {
    const { gpio, chosen } = await openGpio(driver, await machine({ chips: ["gpiochip0"] }));
    expect([gpio.driver, chosen]).toEqual([driver, undefined]);
    const without = await machine({ chips: ["gpiochip0"], hasKoffi: false, hasOnoff: false });
    await expect(openGpio(driver, without)).rejects.toMatchObject({ code: "HAL_MODULE_MISSING" });
  });

  it("by sysfs knows numbers only", () => {
    expect(numbered([17, null, 4])).toEqual([17, null, 4]);
    expect(() => numbered([17, "RED"])).toThrow(
      expect.objectContaining({ code: "HAL_GPIO_LINE_MISSING", value: "RED" }),
    );
  });
});
