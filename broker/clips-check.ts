/**
 * What is missing of a house's recorded clips, as `talon-hub check` tells it.
 * Knows no page; nothing of it is a fault: a sentence of which a clip is missing is said by the voice alone.
 */
import { openClips } from "../hal/voice/open.ts";
import type { LocationConfig } from "../protocol/config.ts";
import { rehearsal } from "../protocol/texts/words.ts";
import { spokenLanguages } from "./pictures/topics.ts";

/** A line for each language that displays speak, and one for clips that are no sound. */
export async function clipLines(clipsFolder: string, location: LocationConfig): Promise<string[]> {
  const clips = await openClips(clipsFolder);
  const counters = location.counters.map(({ name, room }) => ({ counterName: name, room }));
  const languages = new Set(location.displays.flatMap((display) => spokenLanguages(location, display)));
  const faulty = await clips.faulty();
  return [
    ...[...languages].map((language) => {
      const texts = rehearsal(counters, language);
      const missing = [...new Set(texts.flatMap((text) => clips.missing(text, language)))];
      return missing.length === 0
        ? `clips ${language}: all there`
        : `clips ${language}: ${missing.length} missing: ${missing.join(", ")}`;
    }),
    ...(faulty.length > 0 ? [`clips that cannot be played: ${faulty.join(", ")}`] : []),
  ];
}
