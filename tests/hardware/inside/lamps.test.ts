/** Both drivers of lamps on the kernel's own GPIO lines. */
import { onTestFinished } from "vitest";
import type { LampsOptions } from "../../../hal/lamp/contract.ts";
import { openLamps } from "../../../hal/open.ts";
import { lampsSuite } from "../../hal/lamp/suite.ts";
import { CHIP_LABEL, LAMP_LINES, level, plugChip } from "./lines.ts";

const CHIP = { chipLabels: [CHIP_LABEL] };

for (const [name, options] of [
  ["cdev", { driver: "cdev", lines: LAMP_LINES, ...CHIP }],
  ["cdev by names", { driver: "cdev", lines: ["LAMP_1", "LAMP_2", "LAMP_3"] }],
  ["onoff", { driver: "onoff", lines: LAMP_LINES, ...CHIP }],
] satisfies [string, LampsOptions][])
  lampsSuite(`${name} on the kernel's lines`, async () => {
    const { driver } = await openLamps(options);
    onTestFinished(async () => {
      await driver.close();
      plugChip(true);
    });
    return {
      lamps: driver,
      isLit: (number) => level(LAMP_LINES[number - 1] ?? 0) === 1,
      plugged: plugChip,
    };
  });
