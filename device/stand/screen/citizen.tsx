/**
 * The citizen's screen: soft keys beside the physical buttons, and around them what `middle.tsx` and `mends.tsx` draw. Whatever is
 * shown, a key stays where its button is. Knows no connection; words and rows come from `view.ts`.
 */
import type { StandPicture } from "../../../protocol/snapshots.ts";
import { dirOf, inLanguage, type Language, type ToMend } from "../../../protocol/terms.ts";
import { STAND_TEXTS } from "../../../protocol/texts/texts.ts";
import { MendPanel, MendStrip } from "./mends.tsx";
import { Centre, Zone } from "./middle.tsx";
import { mendsOf, noticesOf, otherLanguages, type SoftKey, sidesOf } from "./view.ts";

type Props = { readonly picture: StandPicture };

function Key({ soft, dir }: { readonly soft: SoftKey; readonly dir: "ltr" | "rtl" }) {
  return (
    <li class={`soft ${soft.lit ? "lit" : "dark"} ${soft.kind}`} style={{ gridRow: soft.row }}>
      <span class="key-number">{soft.button}</span>
      <span class="label" dir="auto">
        {soft.label}
      </span>
      {soft.because === "" ? null : (
        <span class="because" dir={dir}>
          {soft.because}
        </span>
      )}
    </li>
  );
}

function Keys({ picture }: Props) {
  const { left, right, rows } = sidesOf(picture);
  const style = { gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` };
  const dir = dirOf(picture.language);
  // Buttons do not change sides with the language: only the words in a key are written from right to left.
  return (
    <div class="soft-keys" dir="ltr">
      <ul class="left" style={style}>
        {left.map((soft) => (
          <Key key={soft.button} soft={soft} dir={dir} />
        ))}
      </ul>
      <ul class="right" style={style}>
        {right.map((soft) => (
          <Key key={soft.button} soft={soft} dir={dir} />
        ))}
      </ul>
    </div>
  );
}

function Languages({ picture, onLanguage }: Props & { readonly onLanguage: (language: Language) => void }) {
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

export type CitizenProps = {
  /** `null` before the first picture. */
  readonly picture: StandPicture | null;
  readonly isLost: boolean;
  readonly onLanguage: (language: Language) => void;
  readonly onDismiss: () => void;
  readonly onStaff: () => void;
  /** What somebody opened by hand to mend it. */
  readonly opened: ToMend | null;
  readonly onMend: (what: ToMend | null) => void;
};

/** What to say when the screen knows nothing at all, in both languages. */
function Unknown({ isLost }: { readonly isLost: boolean }) {
  const say = (language: Language) => (isLost ? STAND_TEXTS[language].lost : STAND_TEXTS[language].starting);
  return (
    <main class="screen">
      <div class="headline">
        <h1>{say("da")}</h1>
        <p lang="en">{say("en")}</p>
      </div>
    </main>
  );
}

/** The whole screen. It keeps showing the last picture while the stand is out of reach, and says so. */
export function CitizenScreen(props: CitizenProps) {
  const { picture, isLost, onLanguage, onDismiss, onStaff, onMend } = props;
  if (picture === null) return <Unknown isLost={isLost} />;
  const { panel, strip } = mendsOf(picture, props.opened);
  const { language } = picture;
  const texts = STAND_TEXTS[language];
  const notices = [...(isLost ? [texts.lost] : []), ...noticesOf(picture)];
  const modes = `${isLost ? " lost" : ""}${panel === null ? "" : " mending"}`;
  const isHeadlineFree = notices.length === 0 || panel !== null;
  return (
    <main class={`screen${modes}${picture.service === null ? "" : " in-service"}`} dir={dirOf(language)}>
      <div class="upper">
        <header class="top">
          <p class="place">
            {picture.locationName === null ? "Talon" : inLanguage(picture.locationName, language)}
          </p>
          <Languages picture={picture} onLanguage={onLanguage} />
        </header>
        <div class="zone" aria-live="polite">
          <Zone picture={picture} notices={notices} isHeadlineBelow={!isHeadlineFree} />
        </div>
      </div>
      <div class="centre" aria-live="polite">
        <Centre
          picture={picture}
          isHeadlineHere={!isHeadlineFree}
          isPanelHere={panel !== null}
          onDismiss={onDismiss}
        />
        {panel === null ? null : (
          <MendPanel
            what={panel.what}
            stuckButtons={picture.stuckButtons}
            onClose={panel.isByHand ? () => onMend(null) : undefined}
          />
        )}
      </div>
      <Keys picture={picture} />
      <footer>
        <MendStrip picture={picture} mends={strip} onOpen={onMend} />
        <button type="button" class="staff" onClick={onStaff}>
          {texts.openTickets}
        </button>
      </footer>
    </main>
  );
}
