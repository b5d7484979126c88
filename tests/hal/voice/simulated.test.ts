/** The simulated voice keeps the contract without any program; no voice at all refuses everything. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openVoice } from "../../../hal/open.ts";
import { tempFolder } from "../until.ts";
import { voiceSuite } from "./suite.ts";

voiceSuite(
  "simulated",
  async (cacheFolder) => (await openVoice({ driver: "simulated", cacheFolder })).driver,
);

it("a folder that cannot be made is a fault with its path", async () => {
  const file = join(await tempFolder(), "file");
  await writeFile(file, "");
  await expect(openVoice({ driver: "simulated", cacheFolder: join(file, "x") })).rejects.toMatchObject({
    code: "HAL_VOICE_FOLDER",
    value: join(file, "x"),
  });
});

it("no voice refuses every language", async () => {
  const { driver } = await openVoice({ driver: "none" });
  expect(driver.languages()).toEqual([]);
  expect(await driver.speak("A 42", "da")).toEqual({ refused: "no-voice" });
  await driver.close();
});
