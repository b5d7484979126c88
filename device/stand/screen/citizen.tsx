/**
 * The citizen's screen: soft keys beside the physical buttons, and around them what `middle.tsx` and `mends.tsx` draw. Whatever is
 * shown, a key stays where its button is. Knows no connection; words and rows come from `view.ts`.
 */
import type { StandPicture } from "../../../protocol/snapshots.ts";
import { dirOf, inLanguage, type Language, type ToMend } from "../../../protocol/terms.ts";
import { STAND_TEXTS } from "../../../protocol/texts/texts.ts";
import { isChoiceNeeded, LanguageChoice, LanguageKeys } from "./languages.tsx";
import { MendPanel, MendStrip } from "./mends.tsx";
import { Centre, Zone } from "./middle.tsx";
import { accessNoticeOf, mendsOf, noticesOf, type SoftKey, sidesOf, warningOf } from "./view.ts";

type Props = { readonly picture: StandPicture };

type KeyProps = { readonly soft: SoftKey; readonly dir: "ltr" | "rtl"; readonly isFocused: boolean };

/** `isFocused`: it was read aloud, and a second press chooses it. */
function Key({ soft, dir, isFocused }: KeyProps) {
  const look = `soft ${soft.lit ? "lit" : "dark"} ${soft.kind}${isFocused ? " focused" : ""}`;
  return (
    <li class={look} style={{ gridRow: soft.row }}>
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
  const { focus } = picture.access;
  const style = { gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` };
  const dir = dirOf(picture.language);
  // Buttons do not change sides with the language: only the words in a key are written from right to left.
  return (
    <div class="soft-keys" dir="ltr">
      <ul class="left" style={style}>
        {left.map((soft) => (
          <Key key={soft.button} soft={soft} dir={dir} isFocused={soft.button === focus} />
        ))}
      </ul>
      <ul class="right" style={style}>
        {right.map((soft) => (
          <Key key={soft.button} soft={soft} dir={dir} isFocused={soft.button === focus} />
        ))}
      </ul>
    </div>
  );
}

/** High contrast and large type, for whoever can reach the screen; the tactile key does it too. */
function Look({ picture, onLook }: Props & Pick<CitizenProps, "onLook">) {
  const { isHigh } = picture.access;
  return (
    <button type="button" class="look" aria-pressed={isHigh} onClick={() => onLook(!isHigh)}>
      <span aria-hidden="true">◐ </span>
      {STAND_TEXTS[picture.language].contrast}
    </button>
  );
}

export type CitizenProps = {
  /** `null` before the first picture. */
  readonly picture: StandPicture | null;
  readonly isLost: boolean;
  readonly onLanguage: (language: Language) => void;
  /** Somebody has opened the choice of languages. */
  readonly isChoosing: boolean;
  readonly onChoosing: (isChoosing: boolean) => void;
  readonly onLook: (isHigh: boolean) => void;
  readonly onDismiss: () => void;
  readonly onStaff: () => void;
  /** What somebody opened by hand to mend it. */
  readonly opened: ToMend | null;
  readonly onMend: (what: ToMend | null) => void;
};

function Top(props: Props & CitizenProps) {
  const { locationName, language } = props.picture;
  return (
    <header class="top">
      <p class="place" dir="auto">
        {locationName === null ? "Talon" : inLanguage(locationName, language)}
      </p>
      <div class="choices">
        <Look {...props} />
        <LanguageKeys {...props} />
      </div>
    </header>
  );
}

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

/** Above the keys: what runs out before anything else, and nothing beside it. */
function noticesIn(picture: StandPicture, isLost: boolean): string[] {
  const lost = isLost ? [STAND_TEXTS[picture.language].lost] : [];
  const warning = warningOf(picture);
  if (warning !== null) return [...lost, `${warning.head} ${warning.help}`];
  const access = accessNoticeOf(picture);
  return [...lost, ...(access === null ? [] : [access]), ...noticesOf(picture)];
}

function modesOf({ access, service }: StandPicture, isLost: boolean, isMending: boolean): string {
  const modes = { lost: isLost, mending: isMending, "in-service": service !== null, high: access.isHigh };
  return Object.entries({ ...modes, warned: access.isWarned })
    .map(([mode, isOn]) => (isOn ? ` ${mode}` : ""))
    .join("");
}

/** The whole screen. It keeps showing the last picture while the stand is out of reach, and says so. */
export function CitizenScreen(props: CitizenProps) {
  const { picture, isLost, onDismiss, onLanguage, onStaff, onMend } = props;
  if (picture === null) return <Unknown isLost={isLost} />;
  const isChoosing = props.isChoosing && isChoiceNeeded(picture);
  const mends = mendsOf(picture, props.opened);
  const { strip } = mends;
  const panel = isChoosing ? null : mends.panel;
  const { language } = picture;
  const texts = STAND_TEXTS[language];
  const notices = noticesIn(picture, isLost);
  const modes = modesOf(picture, isLost, panel !== null);
  const isHeadlineFree = notices.length === 0 || panel !== null;
  return (
    <main class={`screen${modes}`} dir={dirOf(language)}>
      <div class="upper">
        <Top {...props} picture={picture} isChoosing={isChoosing} />
        <div class="zone" aria-live="polite">
          <Zone picture={picture} notices={notices} isHeadlineBelow={!isHeadlineFree} />
        </div>
      </div>
      <div class="centre" aria-live="polite">
        {isChoosing ? (
          <LanguageChoice picture={picture} onLanguage={onLanguage} />
        ) : (
          <Centre
            picture={picture}
            isHeadlineHere={!isHeadlineFree}
            isPanelHere={panel !== null}
            onDismiss={onDismiss}
          />
        )}
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
