/**
 * The contract suite of buttons; every driver runs it.
 * Knows no driver: the far side is given.
 */
import { describe, expect, it } from "vitest";
import type { ButtonPress, Buttons } from "../../../hal/button/contract.ts";
import type { HalFault } from "../../../hal/errors.ts";
import { handClock } from "../clocks.ts";
import { until } from "../until.ts";

/** A driver with three buttons and its far side. */
export type ButtonsUnderTest = {
  buttons: Buttons;
  press: (number: number) => void;
  plugged: (isPlugged: boolean) => void;
};

export type ButtonsOpener = (clock: ReturnType<typeof handClock>) => Promise<ButtonsUnderTest>;

/** Runs the contract of buttons on the driver that `open` opens. */
export function buttonsSuite(driver: string, open: ButtonsOpener): void {
  const begin = async () => {
    const clock = handClock();
    const under = await open(clock);
    const presses: ButtonPress[] = [];
    under.buttons.onPress((press) => presses.push(press));
    return { ...under, clock, presses };
  };

  describe(`the contract of buttons, ${driver}`, () => {
    it("a press is told once, with its number and both times", async () => {
      const { buttons, press, clock, presses } = await begin();
      clock.pass(50);
      press(2);
      await until("the press is told", () => presses.length > 0);
      expect(presses).toEqual([{ number: 2, monotonicMs: 1050, at: 1_700_000_000_050 }]);
      await buttons.close();
    });

    it("buttons are counted from 1 and told in order", async () => {
      const { buttons, press, clock, presses } = await begin();
      expect(buttons.count).toBe(3);
      for (const number of [3, 1, 2, 2, 1]) {
        clock.pass(500);
        press(number);
      }
      await until("five presses are told", () => presses.length === 5);
      expect(presses.map((one) => one.number)).toEqual([3, 1, 2, 2, 1]);
      await buttons.close();
    });

    it("a listener that has stopped is told nothing", async () => {
      const { buttons, press, clock, presses } = await begin();
      let heard = 0;
      const stop = buttons.onPress(() => {
        heard += 1;
      });
      stop();
      clock.pass(500);
      press(1);
      await until("the press is told", () => presses.length === 1);
      expect(heard).toBe(0);
      await buttons.close();
    });

    it("a pulled cable is told once, and the buttons come back by themselves", async () => {
      const { buttons, press, clock, plugged, presses } = await begin();
      const gone: HalFault[] = [];
      let back = 0;
      buttons.onGone((fault) => gone.push(fault));
      buttons.onBack(() => {
        back += 1;
      });
      plugged(false);
      await until("the buttons are told as gone", () => gone.length > 0);
      plugged(true);
      await until("the buttons are told as back", () => back > 0);
      clock.pass(500);
      press(3);
      await until("a press is told again", () => presses.length === 1);
      expect(gone.map((fault) => fault.code)).toEqual(["HAL_BUTTON_GONE"]);
      expect(back).toBe(1);
      await buttons.close();
    });

    it("after close nothing is told", async () => {
      const { buttons, press, presses } = await begin();
      await buttons.close();
      try {
        press(1);
      } catch {
        // a line that is closed cannot be driven at all
      }
      expect(presses).toEqual([]);
    });
  });
}
