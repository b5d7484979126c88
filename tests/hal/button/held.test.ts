import { expect, it } from "vitest";
import { HeldButtons } from "../../../hal/button/held.ts";
import { handClock } from "../clocks.ts";
import { until } from "../until.ts";

/** Button 1 is held, and looked at all the time; nothing else is set. */
function held() {
  const clock = handClock();
  let looks = 0;
  const buttons = new HeldButtons(clock, () => (looks += 1) > 0, { lookMs: 1 });
  const stuck: number[] = [];
  buttons.stuck.add(({ number }) => stuck.push(number));
  const looked = async () => {
    const before = looks;
    await until("it is looked at", () => looks > before + 1);
  };
  return { clock, buttons, stuck, looked };
}

it("a button is stuck when it was held for over thirty seconds, and not before", async () => {
  const { clock, buttons, stuck, looked } = held();
  expect(buttons.pressed(1, clock.monotonicMs(), true)).toBe(true);
  clock.pass(30_000);
  await looked();
  expect(stuck).toEqual([]);
  clock.pass(1);
  await looked();
  expect(stuck).toEqual([1]);
  buttons.close();
});

it("a stuck button gives no press until it was free", async () => {
  const { clock, buttons, stuck, looked } = held();
  buttons.pressed(1, clock.monotonicMs(), true);
  clock.pass(30_001);
  await looked();
  expect(stuck).toEqual([1]);
  expect(buttons.pressed(1, clock.monotonicMs(), true)).toBe(false);
  buttons.released(1);
  expect(buttons.pressed(1, clock.monotonicMs(), true)).toBe(true);
  buttons.close();
});

it("a press is let go once, when the contact stays open, whatever it bounces before", async () => {
  const { clock, buttons, looked } = held();
  const letGo: number[] = [];
  buttons.letGo.add(({ number }) => letGo.push(number));
  buttons.pressed(1, clock.monotonicMs(), true);
  buttons.released(1);
  buttons.pressed(1, clock.monotonicMs(), false);
  await looked();
  expect(letGo).toEqual([]);
  buttons.released(1);
  await until("it is told", () => letGo.length > 0);
  buttons.pressed(1, clock.monotonicMs(), false);
  buttons.released(1);
  buttons.pressed(2, clock.monotonicMs(), true);
  buttons.forget();
  buttons.pressed(3, clock.monotonicMs(), true);
  buttons.released(3);
  await until("the last is told", () => letGo.length > 1);
  expect(letGo).toEqual([1, 3]);
  buttons.close();
});
