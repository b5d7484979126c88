import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { HEADER_CHIP_LABELS } from "../../../hal/gpio/sysfs.ts";
import { confirmOf } from "../../../hal/printer/confirm.ts";
import { PRINTER_PROFILES } from "../../../hal/printer/profiles.ts";
import { checkStand } from "../../../protocol/config/stand.ts";
import { HEADER_CHIPS, MUTE_PROFILES } from "../../../protocol/config/wiring.ts";
import type { Checked } from "../../../protocol/config.ts";

const example = JSON.parse(readFileSync("docs/examples/stand.json", "utf8")) as Record<string, unknown>;
const said = (checked: Checked<unknown>) =>
  checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path}: ${problem}`);

describe("one GPIO line for a button and for a lamp", () => {
  type Part = { lines: (number | string | null)[]; chipLabels?: string[] };
  const shared = (buttons: Part, lamps: Part) =>
    said(
      checkStand({
        ...example,
        buttons: { driver: "cdev", ...buttons },
        lamps: { driver: "auto", ...lamps },
      }),
    );

  it.each<[Part, Part]>([
    [{ lines: [4, 17] }, { lines: [17] }],
    [{ lines: [4, "RED"] }, { lines: ["RED"] }],
    [
      { lines: [4, 17], chipLabels: ["a"] },
      { lines: [17], chipLabels: ["a", "b"] },
    ],
    [{ lines: [4, 17] }, { lines: [17], chipLabels: ["pinctrl-rp1"] }],
    [{ lines: ["X", "RED"] }, { lines: ["RED"], chipLabels: ["a"] }],
  ])("is told at the lamp's: buttons %j, lamps %j", (buttons, lamps) => {
    const line = buttons.lines[1];
    expect(shared(buttons, lamps)).toEqual([
      `lamps.lines.0: GPIO line ${line} is a button's, too (buttons.lines.1)`,
    ]);
  });

  it.each<[Part, Part]>([
    [{ lines: [4, 17] }, { lines: [5, null] }],
    [
      { lines: [17], chipLabels: ["a"] },
      { lines: [17], chipLabels: ["b"] },
    ],
    [{ lines: [17], chipLabels: ["a"] }, { lines: [17] }],
    [
      { lines: ["RED"], chipLabels: ["a"] },
      { lines: ["RED"], chipLabels: ["b"] },
    ],
  ])("is none on two chips, or with two lines: buttons %j, lamps %j", (buttons, lamps) => {
    expect(shared(buttons, lamps)).toEqual([]);
  });

  it("is known by the chips and printers that hal knows", () => {
    expect(HEADER_CHIPS).toEqual(HEADER_CHIP_LABELS);
    const mute = Object.entries(PRINTER_PROFILES).filter(([, { status }]) => status.realTime.length === 0);
    expect(mute.map(([name]) => name)).toEqual(MUTE_PROFILES);
    for (const [name, { status }] of Object.entries(PRINTER_PROFILES))
      expect(confirmOf("drained", status), name).toBe(MUTE_PROFILES.includes(name) ? "none" : "drained");
  });
});
