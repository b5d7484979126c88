/**
 * The whole staff page around its counter.
 * Knows no connection; what it may need from the browser comes as functions.
 */
import type { ReadonlySignal } from "@preact/signals";
import { inLanguage, type Language, STAFF_LANGUAGES, type StaffLanguage } from "../../../protocol/terms.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { AskHelp } from "./ask-help.tsx";
import type { CounterPage } from "./counter-page.ts";
import { Current } from "./current.tsx";
import { Floor } from "./floor.tsx";
import { Help } from "./help.tsx";
import { Helps } from "./helps.tsx";
import { KeysHelp } from "./keys-help.tsx";
import { PrintedOrder } from "./order.tsx";
import { Queues } from "./queues.tsx";
import { Quick } from "./quick.tsx";
import { LoginAway, LongWaits, Practice, WasLost } from "./strips.tsx";
import { Tools } from "./tools.tsx";
import { PastTroubles, Troubles } from "./troubles.tsx";
import { FLOOR } from "./view.ts";

export type PageProps = {
  readonly page: CounterPage;
  readonly onCounter: (counter: string | null) => void;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
  readonly onSound: (isOn: boolean) => void;
  /** Leads to "Betjent til og med". */
  readonly onPutRight: () => void;
  readonly canSignOut: ReadonlySignal<boolean>;
};

const LANGUAGE_NAMES: Readonly<Record<StaffLanguage, string>> = { da: "Dansk", en: "English" };

function CounterChoice({ page, onCounter }: PageProps) {
  const language = page.language.value;
  const texts = STAFF_TEXTS[language];
  return (
    <section class="choice">
      <h2>{texts.chooseCounter}</h2>
      <ul>
        {page.picture.value?.counters.map((counter) => (
          <li key={counter.counter}>
            <button type="button" onClick={() => onCounter(counter.counter)}>
              {inLanguage(counter.name, language)}
              <span class="state">
                {texts.counterState[counter.state]}
                {counter.ticket === null ? "" : ` ${counter.ticket.number}`}
              </span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="to-floor" onClick={() => onCounter(FLOOR)}>
            {SESSION_TEXTS[language].floor}
            <span class="state">{SESSION_TEXTS[language].floorHelp}</span>
          </button>
        </li>
      </ul>
      {page.isPractice ? null : (
        <p class="practise">
          <a href="/staff?practice">{SESSION_TEXTS[language].practiceStart}</a>
        </p>
      )}
      <Help page={page} />
    </section>
  );
}

/** Sound, keys and the language; the counter is chosen anew. */
function Menu({ page, onCounter, onLanguage, onSound }: PageProps) {
  const language = page.language.value;
  const more = SESSION_TEXTS[language];
  return (
    <nav>
      {page.counterId.value === null ? null : (
        <button type="button" onClick={() => onCounter(null)}>
          {STAFF_TEXTS[language].chooseCounter}
        </button>
      )}
      <button type="button" aria-pressed={page.hasSound.value} onClick={() => onSound(!page.hasSound.value)}>
        {page.hasSound.value ? more.soundOn : more.soundOff}
      </button>
      <button
        type="button"
        class="show-keys"
        aria-expanded={page.showsKeys.value}
        onClick={() => void (page.showsKeys.value = !page.showsKeys.value)}
      >
        {more.keys} <kbd>?</kbd>
      </button>
      {STAFF_LANGUAGES.filter((one) => one !== language).map((one) => (
        <button key={one} type="button" lang={one} onClick={() => onLanguage(one)}>
          {LANGUAGE_NAMES[one]}
        </button>
      ))}
    </nav>
  );
}

function Top(props: PageProps) {
  const { page } = props;
  const language = page.language.value;
  const texts = STAFF_TEXTS[language];
  const counter = page.counter.value;
  const title = page.isFloor.value ? SESSION_TEXTS[language].floor : texts.title;
  const place = page.picture.value?.locationName;
  return (
    <header class="top">
      <h1>
        {counter === null ? title : inLanguage(counter.name, language)}
        <span class="place">{place === undefined ? "" : inLanguage(place, language)}</span>
      </h1>
      <Menu {...props} />
    </header>
  );
}

/** The left column: the counter, the floor, or the choice between them. */
function Own(props: PageProps) {
  const { page } = props;
  const counter = page.counter.value;
  if (counter !== null) return <Current page={page} counter={counter} />;
  return page.isFloor.value ? <Floor page={page} /> : <CounterChoice {...props} />;
}

function Side(props: PageProps) {
  const { page } = props;
  return (
    <div class="side">
      <LongWaits page={page} />
      <Queues page={page} />
      {page.isFloor.value ? null : <Quick page={page} />}
      <Tools page={page} onSignOut={props.canSignOut.value ? props.onSignOut : null} />
      <PastTroubles page={page} />
      <Help page={page} />
    </div>
  );
}

/** Greyed as a whole, and said in words, while the connection is lost. */
export function Page(props: PageProps) {
  const { page } = props;
  const texts = STAFF_TEXTS[page.language.value];
  const isAlone = page.counter.value === null && !page.isFloor.value;
  const isLost = page.link.value === "lost";
  return (
    <>
      <div class={`page${isLost ? " lost" : ""}${page.isPractice ? " practice" : ""}`}>
        <Practice page={page} />
        <Top {...props} />
        <div class="banner" role="alert" hidden={!isLost}>
          {isLost ? (
            <>
              <strong>{texts.lost}.</strong> {texts.lostHelp}
            </>
          ) : null}
        </div>
        <AskHelp page={page} />
        <Helps page={page} />
        {isAlone ? null : <Troubles page={page} />}
        <LoginAway page={page} />
        <WasLost page={page} onPutRight={props.onPutRight} />
        <KeysHelp page={page} />
        <main class={isAlone ? "alone" : "two"}>
          {page.picture.value === null ? <p class="starting">{texts.starting}</p> : null}
          <Own {...props} />
          {isAlone ? null : <Side {...props} />}
        </main>
      </div>
      <PrintedOrder page={page} />
    </>
  );
}
