/** The simulated keypad keeps the contract: it is the wired keypad on a wire in memory. */
import { expect, it } from "vitest";
import { PAD_KEYS } from "../../../hal/keypad/contract.ts";
import { simulatedKeypadWire } from "../../../hal/keypad/simulated.ts";
import { WiredKeypad } from "../../../hal/keypad/wired.ts";
import { openKeypad } from "../../../hal/open.ts";
import { keypadSuite } from "./suite.ts";

keypadSuite("simulated", async (clock) => {
  const { binding, farSide } = simulatedKeypadWire(PAD_KEYS);
  const keypad = new WiredKeypad(binding, { reopenMs: 10 }, clock);
  await keypad.open();
  const press = (...keys: string[]): Promise<void> =>
    Promise.resolve(keys.forEach((key) => farSide.press(key)));
  return { keypad, press, plugged: (isPlugged) => Promise.resolve(farSide.plugged(isPlugged)) };
});

it("a far side has the keys of its options, and none while the cable is pulled", async () => {
  const { driver, farSide } = await openKeypad({ driver: "simulated", keys: ["next", "recall"] });
  expect(driver.keys).toEqual(["next", "recall"]);
  expect([farSide?.press("next"), farSide?.press("7")]).toEqual([true, false]);
  farSide?.plugged(false);
  expect(farSide?.press("next")).toBe(false);
  await driver.close();
});

it("a stand without a keypad has a calm one", async () => {
  const { driver, farSide } = await openKeypad({ driver: "none" });
  driver.onKey(() => undefined)();
  expect([driver.isPresent, driver.keys, farSide]).toEqual([false, [], undefined]);
  await driver.close();
});
