import { describe, expect, it } from "vitest";
import type { Spoken } from "../../broker/pictures/topics.ts";
import { Announcer } from "../../broker/voice.ts";
import type { Voice } from "../../hal/voice/contract.ts";
import type { Language } from "../../protocol/terms.ts";

const call = (number: string, room?: string): Spoken => ({
  number,
  counterName: { da: "Skranke 1", en: "Counter 1" },
  room: room === undefined ? undefined : { da: room },
});
const both: readonly Language[] = ["da", "en"];

/** A voice that remembers what it was asked, and may be struck dumb. */
class FarVoice implements Voice {
  readonly said: string[] = [];
  readonly known: string[];
  isDumb = false;
  constructor(known: string[]) {
    this.known = known;
  }
  languages = () => this.known;
  speak = (text: string, language: string) => {
    this.said.push(`${language}: ${text}`);
    return this.isDumb
      ? Promise.reject(new Error("dumb"))
      : Promise.resolve({ wavPath: `/cache/${this.said.length}.wav`, durationMs: 1 });
  };
  close = () => Promise.resolve();
}
const announcer = (voice: Voice, faults: unknown[] = []) =>
  new Announcer({ voice, failed: (fault) => faults.push(fault) });
const keyOf = (url: string | undefined) => /^\/speech\/([\w-]{22})\.wav$/.exec(url ?? "")?.[1] ?? "";

describe("the spoken words of calls", () => {
  it("have an address at once and are spoken once, however often they are asked for", async () => {
    const voice = new FarVoice(["da", "en"]);
    const speaks = announcer(voice);
    const [danish, english] = speaks.speechOf(call("A42"), both);
    expect(voice.said).toEqual([]);
    speaks.prepare(call("A42"), both);
    const paths = await Promise.all([1, 2, 3].map(() => speaks.wav(keyOf(danish?.url))));
    expect(new Set(paths).size).toBe(1);
    expect(voice.said).toEqual(["da: Nummer A 42, Skranke 1", expect.stringMatching(/^en: Number A, 42/)]);
    expect(english?.url).not.toBe(danish?.url);
    expect(speaks.speechOf(call("A42"), both)).toEqual([danish, english]);
  });

  it("are named only in languages that have a voice", () => {
    expect(
      announcer(new FarVoice(["en", "so"]))
        .speechOf(call("A1"), both)
        .map((one) => one.language),
    ).toEqual(["en"]);
  });

  it("tell the room of the counter, in the languages that a display speaks", async () => {
    const voice = new FarVoice(["da", "en"]);
    const speaks = announcer(voice);
    speaks.prepare(call("A42", "lokale 2"), ["da"]);
    expect(voice.said).toEqual(["da: Nummer A 42, Skranke 1, lokale 2"]);
  });

  it("are silent when the voice fails, say so, and are tried again when asked again", async () => {
    const voice = new FarVoice(["da"]);
    const faults: unknown[] = [];
    const speaks = announcer(voice, faults);
    const key = keyOf(speaks.speechOf(call("A1"), both)[0]?.url);
    voice.isDumb = true;
    expect(await speaks.wav(key)).toBeNull();
    expect(faults).toHaveLength(1);
    voice.isDumb = false;
    expect(await speaks.wav(key)).toBe("/cache/2.wav");
  });

  it("are forgotten when two hundred newer ones have come", async () => {
    const speaks = announcer(new FarVoice(["da"]));
    const first = keyOf(speaks.speechOf(call("A1"), both)[0]?.url);
    for (let ordinal = 2; ordinal <= 201; ordinal += 1) speaks.speechOf(call(`A${ordinal}`), both);
    expect(await speaks.wav(first)).toBeNull();
    expect(await speaks.wav("unknown")).toBeNull();
  });
});
