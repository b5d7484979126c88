/** Simulated buttons keep the contract; their far side says whether a press was emitted. */
import { expect, it } from "vitest";
import { SimulatedButtons } from "../../../hal/button/simulated.ts";
import { handClock } from "../clocks.ts";
import { buttonsSuite, STUCK_MS } from "./suite.ts";

buttonsSuite("simulated", () => {
  const clock = handClock();
  const buttons = new SimulatedButtons(3, clock, { stuckMs: STUCK_MS });
  return Promise.resolve({ buttons, clock, pass: clock.pass, ...buttons.farSide });
});

it.each([0, 4, 1.5, Number.NaN, -1])(
  "a press of button %d, which does not exist, is not emitted",
  (number) => {
    const buttons = new SimulatedButtons(3, handClock());
    let heard = 0;
    buttons.onPress(() => {
      heard += 1;
    });
    expect(buttons.farSide.press(number)).toBe(false);
    expect(buttons.farSide.press(1)).toBe(true);
    expect(heard).toBe(1);
  },
);

it("a press while the cable is out is not emitted", () => {
  const buttons = new SimulatedButtons(3, handClock());
  buttons.farSide.plugged(false);
  expect(buttons.farSide.press(1)).toBe(false);
});

it("a button that is down already gives no second press, and its far side says so", () => {
  const { farSide } = new SimulatedButtons(3, handClock());
  expect([farSide.hold(2), farSide.hold(2), farSide.press(2)]).toEqual([true, false, false]);
  farSide.release(2);
  expect(farSide.press(2)).toBe(true);
});
