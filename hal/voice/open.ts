/**
 * Opens a voice by its options. The hub takes it from here, since of hal it knows the voice only.
 * Every driver is imported when it is asked for.
 */
import type { Voice, VoiceOptions } from "./contract.ts";

/** Opens the voice; a missing program is told by `languages()` and `speak`. Fault: HAL_VOICE_FOLDER. */
export async function openVoice(options: VoiceOptions): Promise<{ driver: Voice }> {
  if (options.driver === "none") return { driver: new (await import("./none.ts")).NoVoice() };
  const { SpeechCache } = await import("./cache.ts");
  const cache = new SpeechCache(options.cacheFolder);
  if (options.driver === "simulated") {
    const { SimulatedVoice } = await import("./simulated.ts");
    const driver = new SimulatedVoice(options.languages ?? ["da", "en"], cache);
    await driver.open();
    return { driver };
  }
  const { EspeakVoice } = await import("./espeak.ts");
  const { program = "espeak-ng", wordsPerMinute = 130, timeoutMs = 5000 } = options;
  const driver = new EspeakVoice({ program, wordsPerMinute, timeoutMs }, cache);
  await driver.open();
  return { driver };
}
