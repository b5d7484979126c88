/** Opening drivers by their options. */
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { openButtons, openLamps, openPrinter, openScanner, openVoice } from "../../hal/open.ts";
import { tempFolder } from "./until.ts";

const loadedModules = (): string[] => Object.keys(createRequire(import.meta.url).cache);

describe("opening the hardware", () => {
  it("of a simulated stand loads no native module, and gives every far side", async () => {
    const folder = await tempFolder();
    const buttons = await openButtons({ driver: "simulated", count: 3 });
    const lamps = await openLamps({ driver: "simulated", count: 3 });
    const printer = await openPrinter({ driver: "simulated", paperFile: `${folder}/s1.jsonl` });
    const scanner = await openScanner({ driver: "simulated" });
    const voice = await openVoice({ driver: "simulated", cacheFolder: folder });
    const far = [buttons, lamps, printer, scanner].map((opened) => opened.farSide !== undefined);
    expect(far).toEqual([true, true, true, true]);
    expect(loadedModules().filter((path) => /bindings-cpp|epoll|onoff|\.node$/.test(path))).toEqual([]);
    for (const { driver } of [buttons, lamps, printer, scanner, voice]) await driver.close();
  });

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

  it("over onoff says what is missing on a machine without that chip or that module", async () => {
    const chipLabels = ["no-such-chip"];
    const openers = [
      () => openButtons({ driver: "onoff", lines: [17], chipLabels }),
      () => openLamps({ driver: "onoff", lines: [5], chipLabels }),
    ];
    for (const open of openers) {
      await expect(open()).rejects.toMatchObject({
        code: expect.stringMatching(/^HAL_(GPIO_CHIP_MISSING|MODULE_MISSING)$/) as string,
      });
    }
  });
});
