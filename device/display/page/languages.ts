/**
 * In which languages a display speaks at one instant: two together, or one after the other.
 * Pure; knows no words of its own.
 */
import type { DisplayPicture } from "../../../protocol/snapshots.ts";
import type { Language } from "../../../protocol/terms.ts";
import type { DisplayTexts } from "../../../protocol/texts/keys.ts";

/** One text in the languages that have the display now, the first one large. */
export type Said = readonly { readonly language: Language; readonly text: string }[];
export type Speaker = (text: (language: Language, texts: DisplayTexts) => string) => Said;
export type TextsOf = (language: Language) => DisplayTexts;

/** Two at once at most: a third one would make all of them too small to read from ten metres. */
const TOGETHER = 2;
/** How long each of more languages has the display where the location's document does not say, s. */
const TURN_S = 10;
/** How long each has it while somebody is called, ms: two of them within the least time that a call is shown. */
export const CALL_TURN_MS = 2_500;

type Shown = Pick<DisplayPicture, "languages" | "show">;

/** The language that the page is laid out for. */
export function layoutLanguage({ languages }: Shown): Language {
  return languages[0] ?? "da";
}

/**
 * The languages that have the display at `at`, at least one; a call that is announced since `announcedAt` begins with the
 * first one, so that all of them are seen while it is there.
 */
export function languagesAt(
  picture: Shown,
  announcedAt: number | null,
  at: number,
): readonly [Language, ...Language[]] {
  const { languages, show } = picture;
  const first = layoutLanguage(picture);
  const areTogether = show?.languageTurnS === undefined && languages.length <= TOGETHER;
  if (areTogether) return [first, ...languages.slice(1)];
  const [sinceMs, turnMs] =
    announcedAt === null
      ? [at, (show?.languageTurnS ?? TURN_S) * 1000]
      : [Math.max(0, at - announcedAt), CALL_TURN_MS];
  return [languages[Math.floor(sinceMs / turnMs) % languages.length] ?? first];
}

/** Says a text in each of these languages, once where two of them have the same words. */
export function speakerOf(languages: readonly Language[], textsOf: TextsOf): Speaker {
  return (text) => {
    const said = languages.map((language) => ({ language, text: text(language, textsOf(language)) }));
    return said.filter((one, index) => said.findIndex((other) => other.text === one.text) === index);
  };
}
