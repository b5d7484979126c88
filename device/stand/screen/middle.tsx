/**
 * What the citizen's screen says above the keys and between them: headline or notices, a ticket whose paper failed, a code's
 * answer, the technician's round. Moves no key; knows no connection.
 */
import type { StandPicture } from "../../../protocol/snapshots.ts";
import { inLanguage } from "../../../protocol/terms.ts";
import { CHECK_IN_TEXTS, STAND_TEXTS } from "../../../protocol/texts/texts.ts";
import { Qr } from "./qr.tsx";
import { standingOf } from "./standing-view.ts";
import { headlineOf, warningOf } from "./view.ts";

type Props = { readonly picture: StandPicture };

function Headline({ picture, isHidden = false }: Props & { readonly isHidden?: boolean }) {
  const { head, help } = headlineOf(picture);
  return (
    <div class={isHidden ? "headline hidden" : "headline"}>
      <h1 dir="auto">{head}</h1>
      {help === "" ? null : <p dir="auto">{help}</p>}
    </div>
  );
}

/** The number, above the keys. */
function TicketHead({ picture }: Props) {
  const ticket = picture.ticketOnScreen;
  if (ticket === null) return null;
  return (
    <div class="on-screen on-screen-head">
      <p>{STAND_TEXTS[picture.language].yourNumber}</p>
      <h1 class="number">
        <bdi dir="ltr">{ticket.number}</bdi>
      </h1>
      <p class="queue" dir="auto">
        {inLanguage(ticket.queueName, picture.language)}
      </p>
    </div>
  );
}

type ZoneProps = Props & {
  readonly notices: readonly string[];
  /** Whether the notices have sent the headline between the keys. */
  readonly isHeadlineBelow: boolean;
};

/** The fixed place above the keys: what is worst stands there, and nothing makes it higher. */
export function Zone({ picture, notices, isHeadlineBelow }: ZoneProps) {
  if (picture.ticketOnScreen !== null) return <TicketHead picture={picture} />;
  if (notices.length === 0 && picture.service !== null)
    return (
      <p class="closed" dir="auto">
        {inLanguage(picture.service.head, picture.language)}
      </p>
    );
  if (notices.length === 0) return <Headline picture={picture} />;
  return (
    <>
      <ul class="notices">
        {notices.map((notice) => (
          <li key={notice} dir="auto">
            {notice}{" "}
          </li>
        ))}
      </ul>
      {isHeadlineBelow || picture.service !== null ? null : <Headline picture={picture} isHidden={true} />}
    </>
  );
}

function TicketRest({ picture, onDismiss }: Props & { readonly onDismiss: () => void }) {
  const texts = STAND_TEXTS[picture.language];
  const url = picture.ticketOnScreen?.url ?? null;
  const warning = warningOf(picture);
  return (
    <div class="on-screen on-screen-rest">
      {warning === null ? null : (
        <p class="warning" role="alert">
          {warning.head} {warning.help}
        </p>
      )}
      <p>{texts.paperFailed}</p>
      <p>{texts.takePhoto}</p>
      {url === null ? null : <Qr text={url} label={texts.takePhoto} />}
      <button type="button" onClick={onDismiss}>
        {texts.dismiss}
      </button>
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
      <h2 class="head" dir="auto">
        {standing.head}
      </h2>
      {standing.lines.map((line) => (
        <p key={line} dir="auto">
          {line}
        </p>
      ))}
    </div>
  );
}

/** What can be done without a ticket, with the code of where. */
function Information({ picture }: Props) {
  const { information, language } = picture;
  if (information === null) return null;
  const texts = STAND_TEXTS[language];
  return (
    <div class="standing information">
      <h2 class="head" dir="auto">
        {inLanguage(information.title, language)}
      </h2>
      <p dir="auto">{inLanguage(information.text, language)}</p>
      {information.url === null ? null : (
        <>
          <Qr text={information.url} label={texts.scanWithPhone} />
          <p>{texts.scanWithPhone}</p>
        </>
      )}
    </div>
  );
}

/** One dot for each digit, and not which: whoever stands behind may look over the shoulder. */
function Entry({ picture }: Props) {
  const texts = STAND_TEXTS[picture.language];
  return (
    <div class="headline entry">
      <h2>{texts.typeCode}</h2>
      <p class="dots" role="img" aria-label={texts.digits(picture.digits)}>
        {"●".repeat(picture.digits)}
      </p>
    </div>
  );
}

/** A part that was not tried is not in order, and not wrong. */
const MARKS = { good: "✓", wrong: "!", "left-out": "–" } as const;

/** The technician's round: the one thing to do now is the largest; that the stand is closed stands above it. */
function Service({ picture }: Props) {
  const { service, language } = picture;
  if (service === null) return null;
  return (
    <div class="service">
      <h1 dir="auto">{inLanguage(service.help, language)}</h1>
      <ul>
        {service.lines.map(({ verdict, text, next }) => (
          <li key={text.da} dir="auto">
            <span aria-hidden="true">{MARKS[verdict]}</span> {inLanguage(text, language)}
            {next && <small>{inLanguage(next, language)}</small>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function presentWords({ isExpecting, language }: StandPicture): string {
  return isExpecting ? CHECK_IN_TEXTS[language].present : STAND_TEXTS[language].presentCode;
}

type CentreProps = Props & {
  readonly isHeadlineHere: boolean;
  /** Somebody mends the stand with the pictures, which stand here. */
  readonly isPanelHere: boolean;
  readonly onDismiss: () => void;
};

/** Between the keys. */
export function Centre({ picture, isHeadlineHere, isPanelHere, onDismiss }: CentreProps) {
  if (picture.service !== null) return <Service picture={picture} />;
  if (isPanelHere) return null;
  if (picture.ticketOnScreen !== null) return <TicketRest picture={picture} onDismiss={onDismiss} />;
  const isAnswer = picture.digits > 0 || picture.standing !== null || picture.information !== null;
  const isScanner = picture.scannerOnline && picture.menu === null && !isAnswer;
  return (
    <>
      {isHeadlineHere ? <Headline picture={picture} isHidden={isAnswer} /> : null}
      {picture.digits > 0 ? <Entry picture={picture} /> : <Standing picture={picture} />}
      {picture.digits > 0 || picture.standing !== null ? null : <Information picture={picture} />}
      {isScanner ? <p class="scan">{presentWords(picture)}</p> : null}
    </>
  );
}
