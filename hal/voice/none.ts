/**
 * The voice of a house that wants none.
 * Knows nothing at all.
 */
import type { SpeechRefusal, Voice } from "./contract.ts";

/** A voice that is not there: no languages, and every text is refused. */
export class NoVoice implements Voice {
  languages(): readonly string[] {
    return [];
  }

  speak(): Promise<SpeechRefusal> {
    return Promise.resolve({ refused: "no-voice" });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
