/** Whether a stand can read aloud, and in which languages. Knows no speaker. */
import { HalFault } from "../../../hal/errors.ts";
import { openVoice } from "../../../hal/open.ts";
import type { StandConfig } from "../../../protocol/config/stand.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { SPOKEN } from "../../../protocol/texts/speech.ts";
import { SPEECH_TEXTS } from "../../../protocol/texts/texts.ts";
import { faultWords } from "./faults.ts";
import { type Finding, good, wrong } from "./report.ts";
import { CLI_WORDS } from "./words.ts";

/** The voice says one sentence into its folder, since a program that is there may still fail. */
export async function checkVoice({ voice }: StandConfig, language: StaffLanguage): Promise<Finding> {
  const words = CLI_WORDS[language];
  if (voice.driver === "none") return good(words.none);
  const { driver } = await openVoice(voice);
  try {
    const spoken = await driver.speak(SPEECH_TEXTS[language].on, language);
    const { code, value } = new HalFault("HAL_VOICE_MISSING", voice.driver);
    return "refused" in spoken
      ? wrong(faultWords(code, value, language))
      : good(
          `${voice.driver} (${driver
            .languages()
            .filter((one) => (SPOKEN as readonly string[]).includes(one))
            .join(", ")})`,
        );
  } finally {
    await driver.close();
  }
}
