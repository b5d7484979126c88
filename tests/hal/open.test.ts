/** Opening drivers by their options. */
import { describe, expect, it } from "vitest";
import { openButtons, openLamps, openScanner } from "../../hal/open.ts";

describe("opening the hardware", () => {
  it("of a stand without lamps, scanner and printer is calm", async () => {
    const { driver: lamps } = await openLamps({ driver: "none" });
    const { driver: scanner } = await openScanner({ driver: "none" });
    lamps.set(1, "on");
    lamps.onGone(() => undefined)();
    scanner.onCode(() => undefined)();
    expect([lamps.numbers, scanner.isPresent]).toEqual([[], false]);
    await lamps.close();
    await scanner.close();
  });

  it.each(["onoff", "cdev", "auto"] as const)(
    "over %s says what is missing on a machine without that chip or that module",
    async (driver) => {
      const chipLabels = ["no-such-chip"];
      const openers = [
        () => openButtons({ driver, lines: [17], chipLabels }),
        () => openLamps({ driver, lines: [5], chipLabels }),
      ];
      for (const open of openers) {
        await expect(open()).rejects.toMatchObject({
          code: expect.stringMatching(/^HAL_(GPIO_CHIP_MISSING|MODULE_MISSING|GPIO_NONE)$/) as string,
        });
      }
    },
  );
});
