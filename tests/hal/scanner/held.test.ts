import { expect, it } from "vitest";
import { Held } from "../../../hal/scanner/held.ts";

it("two codes in view that a scanner reads in turn are each new once every two seconds", () => {
  const held = new Held();
  const told: string[] = [];
  for (let ms = 0; ms < 4000; ms += 100) {
    const code = (ms / 100) % 2 === 0 ? "A" : "B";
    if (held.isNew(code, ms)) told.push(`${code} ${ms}`);
  }
  expect(told).toEqual(["A 0", "B 100", "A 2000", "B 2100"]);
});

it("of a line that babbles ever new codes only the last sixteen are remembered", () => {
  const held = new Held();
  for (let count = 0; count < 17; count += 1) expect(held.isNew(`code ${count}`, 0)).toBe(true);
  expect(held.isNew("code 1", 0)).toBe(false);
  expect(held.isNew("code 0", 0)).toBe(true);
});
