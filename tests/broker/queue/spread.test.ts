import { describe, expect, test } from "vitest";
import {
  lognormalParts,
  normalAt,
  normalBelow,
  normalEdges,
  partOf,
  quantile,
} from "../../../broker/queue/spread.ts";

describe("spreads instead of chance", () => {
  test("the normal distribution and its inverse are those of the tables", () => {
    expect(normalBelow(0)).toBeCloseTo(0.5, 6);
    expect(normalBelow(1.96)).toBeCloseTo(0.975, 4);
    expect(normalBelow(-1)).toBeCloseTo(0.158655, 5);
    expect(normalAt(0.975)).toBeCloseTo(1.96, 2);
    for (const part of [0.01, 0.2, 0.5, 0.9]) expect(normalBelow(normalAt(part))).toBeCloseTo(part, 3);
  });

  test.each([8, 64, 128])(
    "%i parts of a lognormal distribution ascend, and together take as long as it does",
    (count) => {
      const [mean, deviation] = [Math.log(420_000), 0.7];
      const parts = lognormalParts(normalEdges(count), mean, deviation);
      expect(parts).toHaveLength(count);
      expect([...parts]).toEqual([...parts].sort((one, other) => one - other));
      const average = parts.reduce((sum, one) => sum + one, 0) / count;
      expect(average / Math.exp(mean + deviation ** 2 / 2)).toBeCloseTo(1, 9);
      // Half of them lie below the median, which the middle ones enclose.
      expect(parts[count / 2 - 1]).toBeLessThan(420_000);
      expect(parts[count / 2]).toBeGreaterThan(420_000);
    },
  );

  test("every path takes another part of a draw, the same one each time, and draws do not march in step", () => {
    for (const count of [8, 16, 128])
      for (const draw of [0, 1, 2, 77, -5]) {
        const parts = Array.from({ length: count }, (_, path) => partOf(draw, path, count));
        expect(new Set(parts).size).toBe(count);
        expect(Math.min(...parts)).toBe(0);
        expect(Array.from({ length: count }, (_, path) => partOf(draw, path, count))).toEqual(parts);
      }
    const order = (draw: number) => Array.from({ length: 32 }, (_, path) => partOf(draw, path, 32)).join();
    expect(new Set(Array.from({ length: 40 }, (_, draw) => order(draw))).size).toBeGreaterThan(30);
  });

  test("a quantile lies between two values in proportion, and never beyond the first and the last", () => {
    const values = Float64Array.of(10, 20, 30, 40);
    expect(quantile(values, 0.5)).toBe(25);
    expect([quantile(values, 0), quantile(values, 1)]).toEqual([10, 40]);
    expect(quantile(Float64Array.of(7), 0.9)).toBe(7);
  });
});
