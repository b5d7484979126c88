import { expect, test } from "vitest";
import { randomDays } from "./model/days.ts";

// Some of them, always the same; tests/system/broker/queue/model.test.ts runs as many others as one likes.
test("on random days the rules do what a plain list of tickets would: none lost, none twice, fair in order, and undo restores", () => {
  const { steps } = randomDays({ days: 30, steps: 60, seed: 4 });
  expect(steps).toBeGreaterThan(500);
}, 60_000);
