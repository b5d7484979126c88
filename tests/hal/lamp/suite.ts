/**
 * The contract suite of lamps; every driver runs it.
 * Knows no driver: the far side is given.
 */
import { describe, expect, it } from "vitest";
import type { Lamps } from "../../../hal/lamp/contract.ts";
import { until } from "../until.ts";

/** A driver with lamps in buttons 1 to 3 and what an eye sees of them. */
export type LampsUnderTest = {
  lamps: Lamps;
  isLit: (number: number) => boolean;
  plugged: (isPlugged: boolean) => void | Promise<void>;
};

/** Runs the contract of lamps on the driver that `open` opens. */
export function lampsSuite(driver: string, open: () => Promise<LampsUnderTest>): void {
  const lit = ({ lamps, isLit }: LampsUnderTest): number[] => lamps.numbers.filter(isLit);

  describe(`the contract of lamps, ${driver}`, () => {
    it("all lamps are dark after opening", async () => {
      const under = await open();
      expect(under.lamps.numbers).toEqual([1, 2, 3]);
      expect(lit(under)).toEqual([]);
      await under.lamps.close();
    });

    it("set takes effect before it returns, for that lamp only", async () => {
      const under = await open();
      under.lamps.set(2, "on");
      expect(lit(under)).toEqual([2]);
      under.lamps.set(3, "on");
      under.lamps.set(2, "off");
      expect(lit(under)).toEqual([3]);
      await under.lamps.close();
    });

    it("a blinking lamp begins bright", async () => {
      const under = await open();
      under.lamps.set(1, "blink");
      expect(lit(under)).toEqual([1]);
      await under.lamps.close();
    });

    it("a button without a lamp is passed over", async () => {
      const under = await open();
      expect(() => under.lamps.set(9, "on")).not.toThrow();
      expect(lit(under)).toEqual([]);
      await under.lamps.close();
    });

    it("a lamp that was gone gets its last state again", async () => {
      const under = await open();
      const gone: string[] = [];
      let back = 0;
      under.lamps.onGone((fault) => gone.push(fault.code));
      under.lamps.onBack(() => {
        back += 1;
      });
      under.lamps.set(1, "on");
      await under.plugged(false);
      await until("the lamps are told as gone", () => gone.length > 0);
      under.lamps.set(2, "on");
      await under.plugged(true);
      await until("the lamps are told as back", () => back > 0);
      expect(lit(under)).toEqual([1, 2]);
      expect([gone, back]).toEqual([["HAL_LAMP_GONE"], 1]);
      await under.lamps.close();
    });

    it("all lamps are dark after close", async () => {
      const under = await open();
      under.lamps.set(1, "on");
      under.lamps.set(2, "blink");
      await under.lamps.close();
      expect(lit(under)).toEqual([]);
    });
  });
}
