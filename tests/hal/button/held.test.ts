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
  expect(buttons.pressed(1, clock.monotonicMs())).toBe(true);
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
  buttons.pressed(1, clock.monotonicMs());
  clock.pass(30_001);
  await looked();
  expect(stuck).toEqual([1]);
  expect(buttons.pressed(1, clock.monotonicMs())).toBe(false);
  buttons.released(1);
  expect(buttons.pressed(1, clock.monotonicMs())).toBe(true);
  buttons.close();
});
