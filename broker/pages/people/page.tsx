/**
 * The whole page "Personer", or "Min adgang" for what is one's own.
 * Knows no connection; what it needs of the browser comes as functions.
 */
import { OwnPassword, Sessions } from "./own.tsx";
import type { PeopleState } from "./people.ts";
import { AddPerson, FirstPassword, PersonPart } from "./person.tsx";
import { RoleWords } from "./role-fields.tsx";
import { PEOPLE_TEXTS, SPEECHES, type Speech } from "./texts.ts";
import type { WaysState } from "./ways.ts";
import { Ways as HostWays } from "./ways-part.tsx";

export type PageProps = {
  readonly state: PeopleState;
  /** How whoever is signed in is told of guests. */
  readonly ways: WaysState;
  readonly onLanguage: (language: Speech) => void;
  readonly onSignOut: () => void;
};

const LANGUAGE_NAMES: Readonly<Record<Speech, string>> = { da: "Dansk", en: "English" };

/** The ways from here that whoever is signed in may go. */
function Ways({ state }: { readonly state: PeopleState }) {
  const t = PEOPLE_TEXTS[state.language.value];
  const may = state.me.value?.may ?? [];
  const ways = [
    { url: "/staff", words: t.toStaff, isOpen: may.includes("see-hall") },
    { url: "/admin", words: t.toAdmin, isOpen: may.includes("see-document") },
    { url: "/people", words: t.people, isOpen: state.isOwn && may.includes("manage-people") },
    { url: "/trail", words: t.toTrail, isOpen: may.includes("see-trail") },
    { url: "/privacy", words: t.toPrivacy, isOpen: may.includes("see-register") },
    { url: "/me", words: t.me, isOpen: !state.isOwn },
  ].filter(({ isOpen }) => isOpen);
  return ways.map(({ url, words }) => (
    <a key={url} class="button" href={url}>
      {words}
    </a>
  ));
}

function Top({ state, onLanguage, onSignOut }: PageProps) {
  const language = state.language.value;
  const t = PEOPLE_TEXTS[language];
  return (
    <header class="top">
      <h1>{state.isOwn ? t.me : t.people}</h1>
      <div class="row">
        <Ways state={state} />
        {SPEECHES.filter((one) => one !== language).map((one) => (
          <button key={one} type="button" lang={one} onClick={() => onLanguage(one)}>
            {LANGUAGE_NAMES[one]}
          </button>
        ))}
        {state.me.value?.person ? (
          <button type="button" onClick={onSignOut}>
            {t.signOut}
          </button>
        ) : null}
      </div>
    </header>
  );
}

/** What came of the last press, in sight wherever it was. */
function SaidLine({ state }: { readonly state: PeopleState }) {
  const said = state.said.value;
  return (
    <div class={`said${said?.isTrouble ? " trouble" : ""}`} role={said?.isTrouble ? "alert" : "status"}>
      {said === null ? null : <p>{said.text(state.language.value)}</p>}
    </div>
  );
}

function Own({ state, ways }: Pick<PageProps, "state" | "ways">) {
  const t = PEOPLE_TEXTS[state.language.value];
  const { person = null, roles = [] } = state.me.value ?? {};
  return (
    <>
      <section>
        <p class="you">{t.you(person ?? "")}</p>
        <RoleWords state={state} roles={roles} />
      </section>
      <HostWays ways={ways} language={state.language.value} />
      <Sessions state={state} />
      <OwnPassword state={state} />
    </>
  );
}

function Everybody({ state }: Pick<PageProps, "state">) {
  const t = PEOPLE_TEXTS[state.language.value];
  if (state.me.value?.may.includes("manage-people") !== true) return <p>{t.forbidden}</p>;
  return (
    <>
      <FirstPassword state={state} />
      <div class="halves">
        <section>
          <h2>{t.people}</h2>
          <ul class="people">
            {state.people.value.map((item) => (
              <PersonPart key={item.person} state={state} item={item} />
            ))}
          </ul>
        </section>
        <div class="half">
          <AddPerson state={state} />
          <Sessions state={state} />
        </div>
      </div>
    </>
  );
}

export function Page(props: PageProps) {
  const { state } = props;
  const t = PEOPLE_TEXTS[state.language.value];
  const me = state.me.value;
  const isDemo = me !== null && me.person === null;
  const Part = state.isOwn ? Own : Everybody;
  return (
    <div class="page">
      <Top {...props} />
      <SaidLine state={state} />
      <main class={state.isOwn ? "own" : ""}>
        {me === null && state.said.value === null ? <p>{t.starting}</p> : null}
        {me === null && state.said.value !== null ? (
          <button type="button" onClick={() => void state.load()}>
            {t.again}
          </button>
        ) : null}
        {isDemo ? <p>{t.nobody}</p> : null}
        {me === null || isDemo ? null : <Part state={state} ways={props.ways} />}
      </main>
    </div>
  );
}
