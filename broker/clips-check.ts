/**
 * What is missing of a house's recorded clips, as `talon-hub check` tells it.
 * Knows no page; nothing of it is a fault: a sentence of which a clip is missing is said by the voice alone.
 */
import { openClips } from "../hal/voice/open.ts";
import type { LocationConfig } from "../protocol/config.ts";
import type { StaffLanguage } from "../protocol/terms.ts";
import { rehearsal } from "../protocol/texts/words.ts";
import { CHECK_WORDS } from "./check-words.ts";
import { spokenLanguages } from "./pictures/topics.ts";

/** A line for each language that displays speak, and one for clips that are no sound. */
export async function clipLines(
  clipsFolder: string,
  location: LocationConfig,
  told: StaffLanguage,
): Promise<string[]> {
  const words = CHECK_WORDS[told];
  const clips = await openClips(clipsFolder);
  const counters = location.counters.map(({ name, room }) => ({ counterName: name, room }));
  const languages = new Set(location.displays.flatMap((display) => spokenLanguages(location, display)));
  const faulty = await clips.faulty();
  return [
    ...[...languages].map((language) => {
      const texts = rehearsal(counters, language);
      return words.clips(language, [...new Set(texts.flatMap((text) => clips.missing(text, language)))]);
    }),
    ...(faulty.length > 0 ? [words.faultyClips(faulty.join(", "))] : []),
  ];
}
