/** The espeak-ng voice keeps the contract, says Danish numbers rightly, and is calm when the program is missing or hangs. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { chmod, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openVoice } from "../../../hal/open.ts";
import { MAX_SPOKEN_CHARACTERS } from "../../../hal/voice/contract.ts";
import { spokenText } from "../../../hal/voice/spoken-text.ts";
import { tempFolder, until } from "../until.ts";
import { voiceSuite } from "./suite.ts";

voiceSuite(
  "espeak-ng",
  async (cacheFolder) => (await openVoice({ driver: "espeak-ng", cacheFolder })).driver,
);

async function programThat(script: string): Promise<string> {
  const path = join(await tempFolder(), "program");
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

const VOICES = 'echo "Pty Language Age/Gender VoiceName File"; echo " 5 da --/M Danish gmq/da"';

describe("the espeak-ng voice", () => {
  it("says Danish numbers as a Dane does: toogfyrre, et hundrede og syv", () => {
    const ipa = (text: string): string =>
      execFileSync("espeak-ng", ["-v", "da", "--ipa", "-q", text], { encoding: "utf8" });
    expect(ipa("A 42, skranke 3")).toMatchInlineSnapshot(`
      "ˈa tˈoʌfˈʔœʌ
      sɡʁˈ?ɑnkə tʁˈʔe
      "
    `);
    expect(ipa("A 107, skranke 12")).toMatchInlineSnapshot(`
      "ˈa ed hˈunʁʌːðʌ sˈʔyw
      sɡʁˈ?ɑnkə tˈʌl
      "
    `);
  });

  it("reads a text that looks like an option or like phonemes as text", async () => {
    const cacheFolder = await tempFolder();
    const { driver } = await openVoice({ driver: "espeak-ng", cacheFolder });
    onTestFinished(() => driver.close());
    const sound = await driver.speak("--version", "da");
    expect(sound).toMatchObject({ durationMs: expect.any(Number) as number });
    expect(spokenText("a [[b]]\u0000 c")).toBe("a b]] c");
    expect(spokenText("x".repeat(999))).toHaveLength(MAX_SPOKEN_CHARACTERS);
  });

  it("without the program has no languages, and says in plain words what to install", async () => {
    const cacheFolder = await tempFolder();
    const { driver } = await openVoice({ driver: "espeak-ng", cacheFolder, program: "espeak-not-there" });
    expect(driver.languages()).toEqual([]);
    const fault = driver.speak("A 42", "da");
    await expect(fault).rejects.toMatchObject({ code: "HAL_VOICE_MISSING", value: "espeak-not-there" });
    await expect(fault).rejects.toThrow("apt install espeak-ng");
    await driver.close();
  });

  it("runs the program once for one text that is asked for many times at once", async () => {
    const runs = join(await tempFolder(), "runs");
    const program = await programThat(`[ "$1" = --voices ] || echo run >> ${runs}; exec espeak-ng "$@"`);
    const { driver } = await openVoice({ driver: "espeak-ng", cacheFolder: await tempFolder(), program });
    await Promise.all(Array.from({ length: 10 }, () => driver.speak("A 42, skranke 3", "da")));
    await driver.speak("A 42, skranke 3", "da");
    expect(readFileSync(runs, "utf8")).toBe("run\n");
    await driver.close();
  });

  it("stops a program that hangs, and leaves nothing half made", async () => {
    const program = await programThat(`[ "$1" = --voices ] && { ${VOICES}; exit; }; exec sleep 60`);
    const cacheFolder = await tempFolder();
    const { driver } = await openVoice({ driver: "espeak-ng", cacheFolder, program, timeoutMs: 150 });
    await expect(driver.speak("A 42", "da")).rejects.toMatchObject({
      code: "HAL_VOICE_SLOW",
      value: "150 ms",
    });
    expect(await readdir(cacheFolder)).toEqual([]);
    await driver.close();
  });

  it("tells a program that fails or makes no sound, with its own words as the cause", async () => {
    const failing = await programThat(`[ "$1" = --voices ] && { ${VOICES}; exit; }; echo broken >&2; exit 3`);
    const silent = await programThat(`[ "$1" = --voices ] && { ${VOICES}; exit; }; exit 0`);
    for (const program of [failing, silent]) {
      const { driver } = await openVoice({ driver: "espeak-ng", cacheFolder: await tempFolder(), program });
      await expect(driver.speak("A 42", "da")).rejects.toMatchObject({ code: "HAL_VOICE_FAILED" });
      await driver.close();
    }
  });

  it("closed while it speaks, stops the program", async () => {
    const folder = await tempFolder();
    const pidFile = join(folder, "pid");
    const program = await programThat(
      `[ "$1" = --voices ] && { ${VOICES}; exit; }; echo $$ > ${pidFile}; exec sleep 60`,
    );
    const { driver } = await openVoice({ driver: "espeak-ng", cacheFolder: join(folder, "cache"), program });
    const speaking = driver.speak("A 42", "da");
    const ended = speaking.catch((error: unknown) => error);
    await until("the program runs", () => existsSync(pidFile) && statSync(pidFile).size > 0);
    const pid = Number(readFileSync(pidFile, "utf8"));
    await driver.close();
    expect(await ended).toMatchObject({ code: "HAL_CLOSED" });
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});
