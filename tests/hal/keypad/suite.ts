/**
 * The contract suite of keypads; every driver runs it.
 * Knows no driver: the far side presses the keys of an ordinary pad.
 */
import { describe, expect, it } from "vitest";
import type { HalFault } from "../../../hal/errors.ts";
import { type KeyPress, type Keypad, PAD_KEYS } from "../../../hal/keypad/contract.ts";
import { handClock } from "../clocks.ts";
import { until } from "../until.ts";

/** A driver with the ordinary pad's keys, and its far side. */
export type KeypadUnderTest = {
  keypad: Keypad;
  /** Presses and releases keys by the names of {@link PAD_KEYS}, in order. */
  press: (...keys: string[]) => Promise<void>;
  plugged: (isPlugged: boolean) => Promise<void>;
};

export type KeypadOpener = (clock: ReturnType<typeof handClock>) => Promise<KeypadUnderTest>;

/** Runs the contract of keypads on the driver that `open` opens. */
export function keypadSuite(driver: string, open: KeypadOpener): void {
  const begin = async () => {
    const clock = handClock();
    const under = await open(clock);
    const presses: KeyPress[] = [];
    const faults: HalFault[] = [];
    let back = 0;
    let missed = 0;
    under.keypad.onKey((press) => presses.push(press));
    under.keypad.onGone((fault) => faults.push(fault));
    under.keypad.onBack(() => {
      back += 1;
    });
    under.keypad.onMissed(() => {
      missed += 1;
    });
    const keys = (): string[] => presses.map(({ key }) => key);
    const count = (wanted: number): Promise<void> =>
      until(`${wanted} presses are told`, () => presses.length >= wanted);
    return { ...under, clock, presses, keys, count, faults, backs: () => back, missed: () => missed };
  };

  describe(`the contract of keypads, ${driver}`, () => {
    it("a press is told once, with both times", async () => {
      const { keypad, clock, press, presses, count } = await begin();
      clock.pass(5);
      await press("7");
      await count(1);
      expect(presses).toEqual([{ key: "7", monotonicMs: 1005, at: 1_700_000_000_005 }]);
      await keypad.close();
    });

    it("every key of an ordinary pad has its name", async () => {
      const { keypad, press, keys, count } = await begin();
      expect(new Set(keypad.keys)).toEqual(new Set(PAD_KEYS));
      await press(...PAD_KEYS);
      await count(PAD_KEYS.length);
      expect(keys()).toEqual(PAD_KEYS);
      await keypad.close();
    });

    it("the same key pressed again is told again, in order", async () => {
      const { keypad, press, keys, count, missed } = await begin();
      await press("0", "0", "7", "0", "enter");
      await count(5);
      expect([keys(), missed()]).toEqual([["0", "0", "7", "0", "enter"], 0]);
      await keypad.close();
    });

    it("a pulled cable is told once, and the pad comes back by itself", async () => {
      const { keypad, press, plugged, keys, faults, backs } = await begin();
      expect(keypad.isPresent).toBe(true);
      await plugged(false);
      await until("the pad is told as gone", () => faults.length > 0);
      expect(keypad.isPresent).toBe(false);
      await plugged(true);
      await until("the pad is told as back", () => backs() > 0);
      await press("1");
      await until("the key after is told", () => keys().includes("1"));
      expect([faults.map(({ code }) => code), backs(), keypad.isPresent]).toEqual([
        ["HAL_KEYPAD_GONE"],
        1,
        true,
      ]);
      await keypad.close();
    });

    it("whoever begins to listen while it is gone is told at once", async () => {
      const { keypad, plugged, faults } = await begin();
      await plugged(false);
      await until("the pad is told as gone", () => faults.length > 0);
      const late: string[] = [];
      keypad.onGone(({ code }) => late.push(code));
      expect(late).toEqual(["HAL_KEYPAD_GONE"]);
      await keypad.close();
    });

    it("after close nothing is told", async () => {
      const { keypad, press, plugged, keys, faults } = await begin();
      await keypad.close();
      await press("1").catch(() => undefined);
      await plugged(false);
      expect([keys(), faults, keypad.isPresent]).toEqual([[], [], false]);
    });
  });
}
