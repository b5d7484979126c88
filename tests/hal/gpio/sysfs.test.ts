/** Finding a GPIO chip by its label, and the numbers of its lines. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findChip, globalLine, HEADER_CHIP_LABELS } from "../../../hal/gpio/sysfs.ts";
import { tempFolder } from "../until.ts";
import { writeChip } from "./fake-board.ts";

describe("a GPIO chip in sysfs", () => {
  it("is found by its label, whatever its number, and its base is read", async () => {
    const root = await tempFolder();
    writeChip(join(root, "gpiochip566"), { label: "raspberrypi-exp-gpio", base: 566, ngpio: 8 });
    writeChip(join(root, "gpiochip512"), { label: "pinctrl-bcm2711", base: 512, ngpio: 54 });
    const chip = findChip(root, HEADER_CHIP_LABELS);
    expect(chip).toMatchObject({ label: "pinctrl-bcm2711", base: 512, lines: 54 });
    expect(chip && globalLine(chip, 17)).toBe(529);
  });

  it("of an older kernel begins at 0", async () => {
    const root = await tempFolder();
    writeChip(join(root, "gpiochip0"), { label: "pinctrl-bcm2835", base: 0, ngpio: 54 });
    const chip = findChip(root, HEADER_CHIP_LABELS);
    expect(chip && globalLine(chip, 17)).toBe(17);
  });

  it("is the first of the labels when several are there", async () => {
    const root = await tempFolder();
    writeChip(join(root, "gpiochip0"), { label: "second", base: 0, ngpio: 4 });
    writeChip(join(root, "gpiochip4"), { label: "first", base: 4, ngpio: 4 });
    expect(findChip(root, ["first", "second"])?.label).toBe("first");
  });

  it("is missing where the kernel has no sysfs GPIO, no such label, or unreadable files", async () => {
    const root = await tempFolder();
    expect(findChip(join(root, "nowhere"), ["a"])).toBeUndefined();
    writeChip(join(root, "gpiochip0"), { label: "a", base: "not a number", ngpio: 4 });
    writeChip(join(root, "other"), { label: "b", base: 0, ngpio: 4 });
    expect(findChip(root, ["a", "b"])).toBeUndefined();
  });

  it.each([-1, 54, 1.5])("has no line %d", (line) => {
    const chip = { label: "pinctrl-rp1", base: 512, lines: 54, folder: "/x" };
    expect(() => globalLine(chip, line)).toThrow(expect.objectContaining({ code: "HAL_GPIO_LINE_OUTSIDE" }));
  });
});
