/**
 * How the citizen chooses the stand's language: two others have keys of their own, more lie behind one key, so that the row above the
 * number never grows. Knows no connection.
 */
import type { StandPicture } from "../../../protocol/snapshots.ts";
import { dirOf, type Language } from "../../../protocol/terms.ts";
import { STAND_TEXTS } from "../../../protocol/texts/texts.ts";
import { otherLanguages } from "./view.ts";

type Props = { readonly picture: StandPicture; readonly onLanguage: (language: Language) => void };

/** As many stand in the row at once, however long their names. */
const IN_ROW = 2;

/** Whether there are too many languages for the row. */
export const isChoiceNeeded = (picture: StandPicture): boolean => otherLanguages(picture).length > IN_ROW;

/** Every language in its own words, for whoever reads no other. */
export function LanguageChoice({ picture, onLanguage }: Props) {
  return (
    <div class="languages" role="group" aria-label={STAND_TEXTS[picture.language].chooseLanguage}>
      {otherLanguages(picture).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          dir={dirOf(language)}
          onClick={() => onLanguage(language)}
        >
          {STAND_TEXTS[language].language}
        </button>
      ))}
    </div>
  );
}

/** A globe, which says "languages" to whoever reads none of the words beside it. */
function Globe() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="10" />
      <path d="M2 12H22M12 2C6 7 6 17 12 22M12 2C18 7 18 17 12 22M4 7H20M4 17H20" />
    </svg>
  );
}

type KeyProps = Props & { readonly isChoosing: boolean; readonly onChoosing: (isChoosing: boolean) => void };

/** The languages themselves, or the key that opens them between the stand's keys. */
export function LanguageKeys({ picture, onLanguage, isChoosing, onChoosing }: KeyProps) {
  if (!isChoiceNeeded(picture)) return <LanguageChoice picture={picture} onLanguage={onLanguage} />;
  const { language } = picture;
  return (
    <button
      type="button"
      class="language-key"
      aria-expanded={isChoosing}
      onClick={() => onChoosing(!isChoosing)}
    >
      <Globe />
      {STAND_TEXTS[language].chooseLanguage}
      {language === "en" ? null : <span lang="en">Language</span>}
    </button>
  );
}
