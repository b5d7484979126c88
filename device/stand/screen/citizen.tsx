/**
 * The citizen's screen: soft keys beside the physical buttons, what goes on in plain words, a ticket whose paper failed.
 * Knows no connection; words and rows come from `view.ts`.
 */
import type { StandPicture } from "../../../protocol/snapshots.ts";
import { inLanguage, type Language, type ToMend } from "../../../protocol/terms.ts";
import { STAND_TEXTS } from "../../../protocol/texts/texts.ts";
import { MendPanel, MendStrip } from "./mends.tsx";
import { Qr } from "./qr.tsx";
import { headlineOf, mendsOf, noticesOf, otherLanguages, type SoftKey, sidesOf, standingOf } from "./view.ts";

type Props = { readonly picture: StandPicture };

function Key({ soft }: { readonly soft: SoftKey }) {
  return (
    <li class={`soft ${soft.lit ? "lit" : "dark"} ${soft.kind}`}>
      <span class="label">{soft.label}</span>
      {soft.because === "" ? null : <span class="because">{soft.because}</span>}
    </li>
  );
}

function Keys({ picture }: Props) {
  const { left, right, rows } = sidesOf(picture);
  const style = { gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` };
  return (
    <div class="soft-keys">
      <ul class="left" style={style}>
        {left.map((soft) => (
          <Key key={soft.button} soft={soft} />
        ))}
      </ul>
      <ul class="right" style={style}>
        {right.map((soft) => (
          <Key key={soft.button} soft={soft} />
        ))}
      </ul>
    </div>
  );
}

function TicketOnScreen({ picture, onDismiss }: Props & { readonly onDismiss: () => void }) {
  const ticket = picture.ticketOnScreen;
  const texts = STAND_TEXTS[picture.language];
  if (ticket === null) return null;
  return (
    <div class="on-screen">
      <div>
        <p>{texts.yourNumber}</p>
        <h1 class="number">
          <bdi dir="ltr">{ticket.number}</bdi>
        </h1>
        <p class="queue">{inLanguage(ticket.queueName, picture.language)}</p>
        <p>{texts.paperFailed}</p>
        <p>{texts.takePhoto}</p>
        <button type="button" onClick={onDismiss}>
          {texts.dismiss}
        </button>
      </div>
      {ticket.url === null ? null : <Qr text={ticket.url} label={texts.takePhoto} />}
    </div>
  );
}

function Standing({ picture }: Props) {
  const standing = standingOf(picture);
  if (standing === null) return null;
  return (
    <div class="standing">
      {standing.number === "" ? null : (
        <p class="number">
          <bdi dir="ltr">{standing.number}</bdi>
        </p>
      )}
      <h1 class="head">{standing.head}</h1>
      {standing.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

/** One dot for each digit, and not which: whoever stands behind may look over the shoulder. */
function Entry({ picture }: Props) {
  const texts = STAND_TEXTS[picture.language];
  return (
    <div class="headline">
      <h1>{texts.typeCode}</h1>
      <p class="dots" role="img" aria-label={texts.digits(picture.digits)}>
        {"●".repeat(picture.digits)}
      </p>
    </div>
  );
}

type ServiceProps = {
  readonly service: NonNullable<StandPicture["service"]>;
  readonly language: Language;
};

/** A part that was not tried is not in order, and not wrong. */
const MARKS = { good: "✓", wrong: "!", "left-out": "–" } as const;

/** The technician's round; whoever only wants a number reads that it is over in a moment. */
function Service({ service, language }: ServiceProps) {
  return (
    <div class="service">
      <h1>{inLanguage(service.head, language)}</h1>
      <p>{inLanguage(service.help, language)}</p>
      <ul>
        {service.lines.map(({ verdict, text, next }) => (
          <li key={text.da}>
            <span aria-hidden="true">{MARKS[verdict]}</span> {inLanguage(text, language)}
            {next && <small>{inLanguage(next, language)}</small>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Middle({ picture, onDismiss }: Props & { readonly onDismiss: () => void }) {
  if (picture.ticketOnScreen !== null) return <TicketOnScreen picture={picture} onDismiss={onDismiss} />;
  if (picture.service !== null) return <Service service={picture.service} language={picture.language} />;
  if (picture.digits > 0) return <Entry picture={picture} />;
  if (picture.standing !== null) return <Standing picture={picture} />;
  const { head, help } = headlineOf(picture);
  const texts = STAND_TEXTS[picture.language];
  return (
    <div class="headline">
      <h1>{head}</h1>
      {help === "" ? null : <p>{help}</p>}
      {picture.scannerOnline && picture.menu === null ? <p class="scan">{texts.presentCode}</p> : null}
    </div>
  );
}

function Languages({ picture, onLanguage }: Props & { readonly onLanguage: (language: Language) => void }) {
  return (
    <div class="languages" role="group" aria-label={STAND_TEXTS[picture.language].chooseLanguage}>
      {otherLanguages(picture).map((language) => (
        <button key={language} type="button" lang={language} onClick={() => onLanguage(language)}>
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
      <div class="middle">
        <div class="headline">
          <h1>{say("da")}</h1>
          <p lang="en">{say("en")}</p>
        </div>
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
  return (
    <main class={`screen${isLost ? " lost" : ""}${panel === null ? "" : " mending"}`}>
      <div class="upper">
        <header class="top">
          <p class="place">
            {picture.locationName === null ? "Talon" : inLanguage(picture.locationName, language)}
          </p>
          <Languages picture={picture} onLanguage={onLanguage} />
        </header>
        <ul class="notices" aria-live="polite">
          {notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
        <div class="middle" aria-live="polite">
          <Middle picture={picture} onDismiss={onDismiss} />
        </div>
      </div>
      <Keys picture={picture} />
      <div class="bottom">
        {panel === null ? null : (
          <MendPanel
            what={panel.what}
            stuckButtons={picture.stuckButtons}
            onClose={panel.isByHand ? () => onMend(null) : undefined}
          />
        )}
        <footer>
          <MendStrip picture={picture} mends={strip} onOpen={onMend} />
          <button type="button" class="staff" onClick={onStaff}>
            {texts.openTickets}
          </button>
        </footer>
      </div>
    </main>
  );
}
