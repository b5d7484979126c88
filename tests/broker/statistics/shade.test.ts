import { describe, expect, it } from "vitest";
import { contrast, inkOn, luminance, SHADES, shadeOf } from "../../../broker/statistics/shade.ts";

describe("shades", () => {
  it("grow darker, and the digits on each can be read", () => {
    const light = SHADES.map(luminance);
    expect(light).toEqual([...light].sort((one, other) => other - one));
    for (const shade of SHADES) expect(contrast(inkOn(shade), shade)).toBeGreaterThanOrEqual(4.5);
  });

  it("have the contrast that WCAG names for black, white and a colour in between", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });

  it("begin with nothing and end with the greatest", () => {
    expect([shadeOf(0, 10), shadeOf(10, 10), shadeOf(0, 0)]).toEqual([SHADES[0], SHADES.at(-1), SHADES[0]]);
  });
});
