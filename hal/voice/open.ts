/**
 * Opens a voice by its options. The hub takes it from here, since of hal it knows the voice only.
 * Every driver is imported when it is asked for.
 */
import type { SpeechCache } from "./cache.ts";
import type { Clips } from "./clips.ts";
import type { Voice, VoiceOptions } from "./contract.ts";

/** The recorded clips of a folder, to see what is missing. */
export async function openClips(folder: string): Promise<Clips> {
  const { Clips } = await import("./clips.ts");
  const clips = new Clips(folder);
  await clips.open();
  return clips;
}

/** Opens the voice; a missing program is told by `languages()` and `speak`. Fault: HAL_VOICE_FOLDER. */
export async function openVoice(options: VoiceOptions): Promise<{ driver: Voice }> {
  if (options.driver === "none") return { driver: new (await import("./none.ts")).NoVoice() };
  const { SpeechCache } = await import("./cache.ts");
  const cache = new SpeechCache(options.cacheFolder);
  const other = await openProgram(options, cache);
  if (options.clipsFolder === undefined) return { driver: other };
  const clips = await openClips(options.clipsFolder);
  const { ClipsVoice } = await import("./clips-voice.ts");
  return { driver: new ClipsVoice({ clips, cache, other }) };
}

async function openProgram(
  options: Exclude<VoiceOptions, { driver: "none" }>,
  cache: SpeechCache,
): Promise<Voice> {
  if (options.driver === "simulated") {
    const { SimulatedVoice } = await import("./simulated.ts");
    const driver = new SimulatedVoice(options.languages ?? ["da", "en"], cache);
    await driver.open();
    return driver;
  }
  const { EspeakVoice } = await import("./espeak.ts");
  const { program = "espeak-ng", wordsPerMinute = 130, timeoutMs = 5000 } = options;
  const driver = new EspeakVoice({ program, wordsPerMinute, timeoutMs }, cache);
  await driver.open();
  return driver;
}
