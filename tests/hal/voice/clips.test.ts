/** Recorded clips keep the contract of voices, and leave a whole sentence to the other voice when one of them is missing. */
import { readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openClips, openVoice } from "../../../hal/open.ts";
import { tempFolder } from "../until.ts";
import { CLIP_S, recordClips } from "./clips.ts";
import { measure } from "./sound.ts";
import { voiceSuite } from "./suite.ts";

const numerals = Array.from({ length: 99 }, (_, at) => String(at + 1));
const danish = [
  "nummer",
  "a",
  "skranke",
  ...numerals,
  "100",
  "100-and",
  "1-ordinal",
  "lokale",
  "sal",
  "sundhedshuset",
];
const names = [
  ...danish.map((name) => `da/${name}`),
  ...["number", "a", "counter", ...numerals].map((name) => `en/${name}`),
];

voiceSuite("recorded clips", async (cacheFolder) => {
  const clipsFolder = await tempFolder();
  recordClips(clipsFolder, names);
  /* Recorded once, as far as the voice can see, however often a test begins. */
  for (const name of names) utimesSync(join(clipsFolder, `${name}.wav`), 1, 1);
  return (await openVoice({ driver: "simulated", cacheFolder, clipsFolder })).driver;
});

async function begin(recorded: readonly string[], known: readonly string[] = ["da"]) {
  const [cacheFolder, clipsFolder] = [await tempFolder(), await tempFolder()];
  recordClips(clipsFolder, recorded);
  const options = { driver: "simulated", cacheFolder, languages: known } as const;
  const { driver } = await openVoice({ ...options, clipsFolder });
  const other = (await openVoice(options)).driver;
  onTestFinished(() => driver.close());
  const sound = async (voice: typeof driver, text: string, language = "da") => {
    const said = await voice.speak(text, language);
    return "refused" in said ? said : { bytes: readFileSync(said.wavPath), ...measure(said.wavPath) };
  };
  return {
    clipsFolder,
    driver,
    say: (text: string, language?: string) => sound(driver, text, language),
    hum: (text: string) => sound(other, text),
  };
}

describe("recorded clips", () => {
  it("are put together word by word, with a breath at each comma", async () => {
    const { say } = await begin(names);
    const [plain, withComma] = [await say("nummer a 42 skranke 3"), await say("nummer a 42, skranke 3")];
    if ("refused" in plain || "refused" in withComma) throw new Error("refused");
    expect(plain.seconds).toBeGreaterThan(5 * CLIP_S);
    expect(withComma.seconds - plain.seconds).toBeCloseTo(0.24, 2);
    expect(plain.rms).toBeGreaterThan(0.1);
  });

  it.each([
    ["Nummer A 42, Skranke 3", []],
    ["Nummer A 142, Skranke 3", []],
    ["Nummer A 100, Skranke 3", []],
    ["Nummer A 1142, Skranke 3", ["1142"]],
    ["Nummer A 200, Skranke 3", ["200"]],
    ["Nummer A 242, Skranke 3", ["200-and"]],
    ["Nummer B 7, Skranke 3, lokale 2, 1. sal", ["b"]],
    ["Nummer A 7, SUNDHEDSHUSET", []],
    ["Nummer A 7, Bag døren", ["bag", "døren"]],
  ])("of %s lack %j", async (text, missing) => {
    const { clipsFolder } = await begin(names);
    expect((await openClips(clipsFolder)).missing(text, "da")).toEqual(missing);
  });

  it("of several words go before those of one, but not beyond a comma", async () => {
    const { clipsFolder } = await begin(["da/nummer", "da/a", "da/7", "da/skranke-3", "da/7-skranke"]);
    const clips = await openClips(clipsFolder);
    expect(clips.missing("Nummer A 7, Skranke 3", "da")).toEqual([]);
    expect(clips.missing("Nummer A 7, Skranke 4", "da")).toEqual(["skranke", "4"]);
  });

  it("leave a whole sentence to the other voice when a clip is missing, cut off or taken away", async () => {
    const { say, hum, clipsFolder } = await begin(names);
    const text = "nummer a 42";
    const [clipped, hummed] = [await say(text), await hum(text)];
    expect(clipped).not.toEqual(hummed);
    expect(await say("nummer x 42")).toEqual(await hum("nummer x 42"));
    writeFileSync(join(clipsFolder, "da", "a.wav"), "no sound");
    expect(await say(text)).toEqual(hummed);
    expect(await (await openClips(clipsFolder)).faulty()).toEqual(["da/a"]);
    rmSync(join(clipsFolder, "da", "a.wav"));
    expect(await say(text)).toEqual(hummed);
  });

  it("are heard anew when they were recorded anew", async () => {
    const { say, clipsFolder } = await begin(names);
    const before = await say("nummer a 42");
    recordClips(clipsFolder, ["da/42"]);
    expect(await say("nummer a 42")).not.toEqual(before);
  });

  it("of another rate are brought to that of the sentence's first one", async () => {
    const { say, clipsFolder } = await begin(names);
    recordClips(clipsFolder, ["da/42", "da/a"], 44_100);
    const said = await say("nummer a 42");
    if ("refused" in said) throw new Error("refused");
    expect(said.bytes.readUInt32LE(24)).toBe(22_050);
    expect(said.seconds).toBeCloseTo(3 * CLIP_S + 0.06 * 2 + 0.3, 1);
  });

  it("give a language a voice that has no other, and are silent where they do not reach", async () => {
    const { driver, say } = await begin(["so/lambar", "so/a", "so/7", "README/x", "da2/y"]);
    expect(driver.languages()).toEqual(["da", "so"]);
    expect(await say("lambar a 7", "so")).toMatchObject({ seconds: expect.any(Number) as number });
    expect(await say("lambar b 7", "so")).toEqual({ refused: "no-voice" });
  });

  it("that are not there at all leave everything to the other voice", async () => {
    const cacheFolder = await tempFolder();
    const { driver } = await openVoice({
      driver: "simulated",
      cacheFolder,
      clipsFolder: join(cacheFolder, "none"),
    });
    onTestFinished(() => driver.close());
    expect(await driver.speak("nummer a 7", "da")).toMatchObject({
      durationMs: expect.any(Number) as number,
    });
  });
});
