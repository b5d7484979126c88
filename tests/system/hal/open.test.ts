/** What opening the simulated hardware loads: a matter of a process of its own, which the unit tests have not. */
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import {
  openButtons,
  openKeypad,
  openLamps,
  openPrinter,
  openScanner,
  openVoice,
} from "../../../hal/open.ts";
import { tempFolder } from "../../hal/until.ts";

const loadedModules = (): string[] => Object.keys(createRequire(import.meta.url).cache);

it("opening the hardware of a simulated stand loads no native module, and gives every far side", async () => {
  const folder = await tempFolder();
  const buttons = await openButtons({ driver: "simulated", count: 3 });
  const lamps = await openLamps({ driver: "simulated", count: 3 });
  const printer = await openPrinter({ driver: "simulated", paperFile: `${folder}/s1.jsonl` });
  const scanner = await openScanner({ driver: "simulated" });
  const keypad = await openKeypad({ driver: "simulated" });
  const voice = await openVoice({ driver: "simulated", cacheFolder: folder });
  const far = [buttons, lamps, printer, scanner, keypad].map((opened) => opened.farSide !== undefined);
  expect(far).toEqual([true, true, true, true, true]);
  expect(loadedModules().filter((path) => /bindings-cpp|koffi|epoll|onoff|\.node$/.test(path))).toEqual([]);
  for (const { driver } of [buttons, lamps, printer, scanner, keypad, voice]) await driver.close();
});
