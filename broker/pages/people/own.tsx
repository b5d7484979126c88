/**
 * What is one's own: open sessions and the password; whoever manages people sees everybody's sessions in the same list.
 * Knows no connection.
 */
import { PASSWORD_WORDS } from "../password-words.ts";
import type { PeopleState, SessionItem } from "./people.ts";
import { PEOPLE_TEXTS } from "./texts.ts";
import { whenWords } from "./when.ts";

type StateProps = { readonly state: PeopleState };

function SessionRow({ state, session }: StateProps & { readonly session: SessionItem }) {
  const t = PEOPLE_TEXTS[state.language.value];
  const { person, by, openedAt, until, isThis } = session;
  const since = whenWords(openedAt, state);
  return (
    <li class="session">
      <dl>
        <div>
          <dt>{t.who}</dt>
          <dd>
            <strong>{person}</strong>
            {isThis ? ` (${t.thisOne})` : ""}
          </dd>
        </div>
        <div>
          <dt>{t.since}</dt>
          <dd>{since}</dd>
        </div>
        <div>
          <dt>{t.until}</dt>
          <dd>{whenWords(until, state)}</dd>
        </div>
        <div>
          <dt>{t.how}</dt>
          <dd>{t.by[by]}</dd>
        </div>
      </dl>
      <button type="button" onClick={() => void state.end(session)}>
        {t.signOut}
        <span class="hidden"> {t.endWhose(person, since)}</span>
      </button>
    </li>
  );
}

/** Open sessions, newest first, each with what ends it. */
export function Sessions({ state }: StateProps) {
  const t = PEOPLE_TEXTS[state.language.value];
  const sessions = state.sessions.value;
  return (
    <section>
      <h2>{state.isOwn ? t.ownSessions : t.sessions}</h2>
      {sessions.length === 0 ? <p>{t.noSessions}</p> : null}
      <ul class="sessions">
        {sessions.map((session) => (
          <SessionRow key={session.id} state={state} session={session} />
        ))}
      </ul>
    </section>
  );
}

type FieldProps = { readonly id: string; readonly label: string; readonly isNew: boolean };

function PasswordField({ id, label, isNew }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={id}
        type="password"
        required
        autoComplete={isNew ? "new-password" : "current-password"}
        {...(isNew ? { "aria-describedby": "rule" } : {})}
      />
    </div>
  );
}

async function change(state: PeopleState, form: HTMLFormElement): Promise<void> {
  const fields = new FormData(form);
  const [old, password, again] = ["old", "new", "again"].map((name) => {
    const typed = fields.get(name);
    return typeof typed === "string" ? typed : "";
  });
  if (password !== again) state.tell((_, language) => PASSWORD_WORDS[language].refused.unlike);
  else if (await state.choose(old ?? "", password ?? "")) form.reset();
}

/** The change of one's own password. */
export function OwnPassword({ state }: StateProps) {
  const t = PEOPLE_TEXTS[state.language.value];
  const me = state.me.value;
  if (me === null) return null;
  return (
    <section>
      <h2>{t.password}</h2>
      {me.canChoose ? (
        <form
          class="own-password"
          onSubmit={(event) => {
            event.preventDefault();
            void change(state, event.currentTarget);
          }}
        >
          <input
            class="hidden"
            type="text"
            autoComplete="username"
            readOnly
            tabIndex={-1}
            aria-hidden="true"
            value={me.person ?? ""}
          />
          <PasswordField id="old" label={t.oldPassword} isNew={false} />
          <p class="help" id="rule">
            {PASSWORD_WORDS[state.language.value].rule}
          </p>
          <PasswordField id="new" label={t.newPassword} isNew={true} />
          <PasswordField id="again" label={t.newAgain} isNew={true} />
          <button type="submit" class="main">
            {t.password}
          </button>
        </form>
      ) : (
        <p>{t.otherPassword}</p>
      )}
    </section>
  );
}
