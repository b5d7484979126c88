import { expect, it } from "vitest";
import { clipLines } from "../../broker/clips-check.ts";
import { tempFolder } from "../hal/until.ts";
import { recordClips } from "../hal/voice/clips.ts";
import { demoLocation } from "./hall.ts";

it("the hub tells which recorded clips its displays' languages lack, and which are no sound", async () => {
  const folder = await tempFolder();
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));
  const upTo99 = Array.from({ length: 99 }, (_, at) => String(at + 1));
  const hundreds = Array.from({ length: 9 }, (_, at) => [`${at + 1}00`, `${at + 1}00-and`]).flat();
  const danish = ["nummer", "skranke", ...letters, ...upTo99, ...hundreds].map((name) => `da/${name}`);
  recordClips(folder, danish, 8000);
  const location = demoLocation();
  location.displays[0]!.sound = { languages: ["da"] };
  expect(await clipLines(folder, location, "en")).toEqual(["clips da: all there"]);
  location.counters[0]!.room = { da: "lokale 2" };
  recordClips(folder, ["da/42"], 0);
  expect(await clipLines(folder, location, "en")).toEqual([
    "clips da: 1 missing: lokale",
    "clips that cannot be played: da/42",
  ]);
  expect(await clipLines(folder, location, "da")).toEqual([
    "lydklip da: 1 mangler: lokale",
    "lydklip, der ikke kan afspilles: da/42",
  ]);
  location.displays[0]!.sound = { on: false };
  expect((await clipLines(folder, location, "en")).filter((line) => line.startsWith("clips da"))).toEqual([]);
});
