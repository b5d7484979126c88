/**
 * The whole staff page around its counter.
 * Knows no connection; what it may need from the browser comes as functions.
 */
import type { ReadonlySignal } from "@preact/signals";
import { inLanguage, type Language, STAFF_LANGUAGES, type StaffLanguage } from "../../../protocol/terms.ts";
import { STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import type { CounterPage } from "./counter-page.ts";
import { Current } from "./current.tsx";
import { Helps } from "./helps.tsx";
import { Queues } from "./queues.tsx";
import { Quick } from "./quick.tsx";
import { Tools } from "./tools.tsx";
import { Troubles } from "./troubles.tsx";

export type PageProps = {
  readonly page: CounterPage;
  readonly onCounter: (counter: string | null) => void;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
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
      </ul>
    </section>
  );
}

function Top({ page, onCounter, onLanguage }: PageProps) {
  const language = page.language.value;
  const texts = STAFF_TEXTS[language];
  const counter = page.counter.value;
  const place = page.picture.value?.locationName;
  return (
    <header class="top">
      <h1>
        {counter === null ? texts.title : inLanguage(counter.name, language)}
        <span class="place">{place === undefined ? "" : inLanguage(place, language)}</span>
      </h1>
      <nav>
        {counter === null ? null : (
          <button type="button" onClick={() => onCounter(null)}>
            {texts.chooseCounter}
          </button>
        )}
        {STAFF_LANGUAGES.filter((one) => one !== language).map((one) => (
          <button key={one} type="button" lang={one} onClick={() => onLanguage(one)}>
            {LANGUAGE_NAMES[one]}
          </button>
        ))}
      </nav>
    </header>
  );
}

/** Greyed as a whole, and said in words, while the connection is lost. */
export function Page(props: PageProps) {
  const { page } = props;
  const texts = STAFF_TEXTS[page.language.value];
  const counter = page.counter.value;
  const isLost = page.link.value === "lost";
  return (
    <div class={isLost ? "page lost" : "page"}>
      <Top {...props} />
      <div class="banner" role="alert" hidden={!isLost}>
        {isLost ? (
          <>
            <strong>{texts.lost}.</strong> {texts.lostHelp}
          </>
        ) : null}
      </div>
      <Helps page={page} />
      <main class={counter === null ? "alone" : "two"}>
        {page.picture.value === null ? <p class="starting">{texts.starting}</p> : null}
        {counter === null ? <CounterChoice {...props} /> : <Current page={page} counter={counter} />}
        {counter === null ? null : (
          <div class="side">
            <Troubles page={page} />
            <Queues page={page} />
            <Quick page={page} />
            <Tools page={page} onSignOut={props.canSignOut.value ? props.onSignOut : null} />
          </div>
        )}
      </main>
    </div>
  );
}
