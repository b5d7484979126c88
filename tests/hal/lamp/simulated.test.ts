/** Simulated lamps keep the contract; their far side tells changes. */
import { expect, it } from "vitest";
import { SimulatedLamps } from "../../../hal/lamp/simulated.ts";
import { lampsSuite } from "./suite.ts";

lampsSuite("simulated", () => {
  const lamps = new SimulatedLamps(3);
  const isLit = (number: number): boolean => lamps.farSide.state(number) !== "off";
  return Promise.resolve({ lamps, isLit, plugged: lamps.farSide.plugged });
});

it("the far side is told each change of a simulated lamp", () => {
  const lamps = new SimulatedLamps(2);
  const seen: unknown[] = [];
  lamps.farSide.onChange((change) => seen.push(change));
  lamps.set(2, "blink");
  expect(seen).toEqual([{ number: 2, state: "blink" }]);
  expect(lamps.farSide.state(2)).toBe("blink");
  expect(lamps.farSide.state(9)).toBeUndefined();
});
