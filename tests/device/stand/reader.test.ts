import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { Reader } from "../../../device/stand/reader.ts";
import { openSpeaker, openVoice } from "../../../hal/open.ts";
import type { VoiceOptions } from "../../../hal/voice/contract.ts";

async function open(voice?: VoiceOptions) {
  const cacheFolder = await mkdtemp(join(tmpdir(), "talon-reader-"));
  const { driver, farSide } = await openSpeaker({ driver: "simulated" });
  const opened = await openVoice(voice ?? { driver: "simulated", cacheFolder });
  const faults: unknown[] = [];
  const parts = {
    voice: opened.driver,
    speaker: driver,
    cacheFolder,
    problem: (fault: unknown) => faults.push(fault),
  };
  const reader = new Reader(parts);
  onTestFinished(async () => {
    await reader.close();
    await driver.close();
    await rm(cacheFolder, { recursive: true, force: true });
  });
  return { reader, speaker: driver, faults, cacheFolder, farSide: farSide!, heard: () => farSide!.heard() };
}

it("sentences are spoken in turn, as few at once as a voice takes", async () => {
  const { reader, heard, cacheFolder } = await open();
  expect(reader.languages()).toEqual(["da", "en"]);
  const long = "x".repeat(275);
  expect(await reader.say(["Et.", "To.", long], "da")).toBe("said");
  expect(heard().map(({ label, complete }) => [label, complete])).toEqual([
    ["Et. To.", true],
    [long, true],
  ]);
  expect(await readdir(cacheFolder)).toHaveLength(2);
}, 20_000);

it("what is said last is what is heard: the one before is cut off", async () => {
  const { reader, heard } = await open();
  const first = reader.say(["Det første.", "y".repeat(275), "Aldrig."], "da");
  expect(await reader.say(["Det andet."], "da")).toBe("said");
  expect(await first).toBe("stopped");
  expect(
    heard()
      .filter(({ complete }) => complete)
      .map(({ label }) => label),
  ).toEqual(["Det andet."]);
}, 20_000);

it("a language without a voice, a voice that fails and a card that is pulled say so", async () => {
  const { reader, speaker, farSide } = await open();
  expect(await reader.say(["Hej."], "so")).toBe("failed");
  farSide.plugged(false);
  await vi.waitUntil(() => !speaker.isPresent, { timeout: 10_000 });
  expect(await reader.say(["Hej."], "da")).toBe("failed");
  const broken = await open({
    driver: "espeak-ng",
    program: "/nowhere/espeak-ng",
    cacheFolder: await mkdtemp(join(tmpdir(), "talon-reader-")),
  });
  expect(await broken.reader.say(["Hej."], "da")).toBe("failed");
  expect(broken.faults).toHaveLength(1);
}, 20_000);
