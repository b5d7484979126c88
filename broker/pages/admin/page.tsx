/**
 * The whole administration page: its sections, the trouble that stands above them, and the bar that saves.
 * Knows no connection; what it needs of the browser comes as functions.
 */
import type { FunctionComponent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { chainSaid, minuteWords } from "../chain-words.ts";
import type { Admin, Link } from "./admin.ts";
import { Appointments } from "./appointments.tsx";
import { Counters } from "./counters.tsx";
import { Displays } from "./displays.tsx";
import { textIn } from "./draft.ts";
import { House, HouseHours } from "./house.tsx";
import { Move } from "./move.tsx";
import { NextStep, Overview } from "./overview.tsx";
import { SECTIONS, type Section, sectionOf, troublesOf } from "./places.ts";
import { Queues } from "./queues.tsx";
import { SaveBar, SaveOutcome } from "./saving.tsx";
import { Informations, Services } from "./services.tsx";
import { Stands } from "./stands.tsx";
import { Start } from "./start.tsx";
import { ADMIN_TEXTS, SPEECHES, type Speech } from "./texts.ts";
import { Versions } from "./versions.tsx";
import { Texts } from "./written.tsx";

type PageProps = {
  readonly admin: Admin;
  readonly onLanguage: (language: Speech) => void;
  readonly onSignIn: () => void;
  /** Puts the focus where a path is edited, and says whether it was there. */
  readonly onShow: (place: string) => void;
};

const EDITORS: Readonly<Record<Section, FunctionComponent<{ readonly admin: Admin }>>> = {
  overview: Overview,
  start: Start,
  stands: Stands,
  queues: Queues,
  services: Services,
  informations: Informations,
  counters: Counters,
  displays: Displays,
  hours: HouseHours,
  appointments: Appointments,
  house: House,
  texts: Texts,
  versions: Versions,
  move: Move,
};

const LANGUAGE_NAMES: Readonly<Record<Speech, string>> = { da: "Dansk", en: "English" };

/** Pages that are for some: the right that opens each, and its words. */
const WAYS = [
  ["manage-people", "/people", "toPeople"],
  ["see-trail", "/trail", "toTrail"],
  ["see-register", "/privacy", "toPrivacy"],
] as const;

function Top({ admin, onLanguage }: PageProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const draft = admin.draft.value;
  return (
    <header class="top">
      <h1>
        {t.title}
        <span class="place">{draft === null ? "" : textIn(draft.name, language)}</span>
      </h1>
      <div class="row">
        {admin.may.value.includes("see-hall") ? (
          <a class="button" href="/staff">
            {t.toStaff}
          </a>
        ) : null}
        {WAYS.filter(([deed]) => admin.may.value.includes(deed)).map(([deed, url, key]) => (
          <a key={deed} class="button" href={url}>
            {t[key]}
          </a>
        ))}
        <a class="button" href="/me">
          {t.toMe}
        </a>
        {SPEECHES.filter((one) => one !== language).map((one) => (
          <button key={one} type="button" lang={one} onClick={() => onLanguage(one)}>
            {LANGUAGE_NAMES[one]}
          </button>
        ))}
      </div>
    </header>
  );
}

function Sections({ admin }: PageProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const here = sectionOf(admin.place.value);
  const troubles = troublesOf(admin.checked.value);
  return (
    <nav class="sections" aria-label={t.sections}>
      <ul>
        {SECTIONS.map((section) => {
          const count = troubles.filter(({ path }) => sectionOf(path) === section).length;
          return (
            <li key={section}>
              <a href={`#${section}`} aria-current={section === here ? "page" : undefined}>
                {t.section[section]}
                {count === 0 ? null : (
                  <span class="count">
                    {count}
                    <span class="hidden"> {t.problems}</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** What keeps the page from saving, in words; the draft stays in sight below it. */
function LinkTrouble({ admin, onSignIn }: PageProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const words: Partial<Record<Link, readonly [string, string]>> = {
    lost: [t.lost, t.lostHelp],
    "signed-out": [t.signedOut, t.signedOutHelp],
    forbidden: [t.forbidden, t.forbiddenHelp],
  };
  const said = words[admin.link.value];
  return (
    <div class="banner" role="alert" hidden={said === undefined}>
      {said === undefined ? null : (
        <>
          <strong>{said[0]}</strong> {said[1]}{" "}
          {admin.link.value === "lost" ? null : (
            <button type="button" onClick={onSignIn}>
              {t.signIn}
            </button>
          )}
        </>
      )}
    </div>
  );
}

/** A ledger that somebody changed or cut: told above everything, to everybody who sees the set-up. */
function ChainTrouble({ admin }: PageProps) {
  const { value: language } = admin.language;
  const { isTrouble, what, next } = chainSaid(admin.chain.value, {
    language,
    when: (at) => minuteWords(at, { language, timeZone: admin.draft.value?.timeZone }),
  });
  return (
    <div class="banner chain-trouble" role="alert" hidden={!isTrouble}>
      {isTrouble ? (
        <>
          <strong>{what}</strong> {next}
        </>
      ) : null}
    </div>
  );
}

function Brought({ admin }: PageProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <div class="brought" role="status">
      {admin.isBrought.value ? (
        <>
          {t.brought}{" "}
          <button type="button" onClick={admin.discard}>
            {t.discard}
          </button>
        </>
      ) : null}
    </div>
  );
}

export function Page(props: PageProps) {
  const { admin, onShow } = props;
  const t = ADMIN_TEXTS[admin.language.value];
  const place = admin.place.value;
  const section = sectionOf(place);
  const draft = admin.draft.value;
  const isThere = draft !== null;
  const isBegun = useRef(false);
  useEffect(() => {
    // Whoever opens the page begins at its top, unless the address leads to a part.
    if (isBegun.current || place.includes(".")) onShow(place);
    isBegun.current = isThere;
  }, [place, isThere, onShow]);
  const Editor = EDITORS[section];
  return (
    <div class="page">
      <Top {...props} />
      <LinkTrouble {...props} />
      <ChainTrouble {...props} />
      {isThere ? (
        <>
          <Brought {...props} />
          <div class="columns">
            <Sections {...props} />
            <main tabIndex={-1} aria-label={t.section[section]} data-section={section}>
              <SaveOutcome admin={admin} />
              <NextStep admin={admin} draft={draft} />
              <h2 class="section-name" tabIndex={-1} data-path={section}>
                {t.section[section]}
              </h2>
              <Editor key={section} admin={admin} />
            </main>
          </div>
          <SaveBar admin={admin} />
        </>
      ) : (
        <main>{admin.link.value === "starting" ? <p class="starting">{t.starting}</p> : null}</main>
      )}
    </div>
  );
}
