/**
 * The people who may sign in: a new one, and what is done with each.
 * Knows no connection.
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { PeopleState, PersonItem } from "./people.ts";
import { RoleFields, RoleWords } from "./role-fields.tsx";
import { choicesOf, grantsOf, isEmpty, type RoleChoice } from "./roles.ts";
import { PEOPLE_TEXTS } from "./texts.ts";
import { whenWords } from "./when.ts";

type StateProps = { readonly state: PeopleState };
type PersonProps = StateProps & { readonly item: PersonItem };

/** Whether these ticks can be sent; says what is missing when not. */
function areWhole({ tell }: PeopleState, choices: readonly RoleChoice[]): boolean {
  if (!choices.some(({ isOn }) => isOn)) tell((texts) => texts.noRole);
  else if (isEmpty(choices)) tell((texts) => texts.noQueue);
  else return true;
  return false;
}

/** A new person with their roles. */
export function AddPerson({ state }: StateProps) {
  const t = PEOPLE_TEXTS[state.language.value];
  const name = useSignal("");
  const choices = useSignal<readonly RoleChoice[]>(choicesOf([{ role: "staff" }]));
  const add = async () => {
    if (!areWhole(state, choices.value)) return;
    if (!(await state.add(name.value.trim(), grantsOf(choices.value)))) return;
    name.value = "";
    choices.value = choicesOf([{ role: "staff" }]);
  };
  return (
    <section>
      <h2>{t.add}</h2>
      <form
        class="add"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <div class="field">
          <label for="person">{t.name}</label>
          <input
            id="person"
            required
            maxLength={32}
            autoComplete="off"
            autoCapitalize="none"
            spellcheck={false}
            aria-describedby="person-help"
            value={name.value}
            onInput={(event) => (name.value = event.currentTarget.value)}
          />
          <p class="help" id="person-help">
            {t.nameHelp}
          </p>
        </div>
        <RoleFields state={state} id="add" choices={choices} />
        <button type="submit" class="main">
          {t.addPress}
        </button>
      </form>
    </section>
  );
}

/** The first password, large, until somebody says that it is written down. It takes the focus, for it is shown this once. */
export function FirstPassword({ state }: StateProps) {
  const t = PEOPLE_TEXTS[state.language.value];
  const shown = state.first.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (shown === null) return;
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: "center" });
  }, [shown]);
  if (shown === null) return null;
  return (
    <section class="first">
      <h2 ref={heading} tabIndex={-1}>
        {t.first(shown.person)}
      </h2>
      <p class="first-password">
        <bdi dir="ltr">{shown.first}</bdi>
      </p>
      <p>{t.firstHelp}</p>
      <button type="button" onClick={() => void (state.first.value = null)}>
        {t.firstDone}
      </button>
    </section>
  );
}

type SureProps = StateProps & {
  readonly question: string;
  readonly means: string;
  readonly press: string;
  readonly onYes: () => void;
  readonly onClose: () => void;
};

/** Asks before something that nothing takes back; Escape and "Annuller" close it. */
function Sure({ state, question, means, press, onYes, onClose }: SureProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="sure" onClose={onClose}>
      <h3 id="sure">{question}</h3>
      <p>{means}</p>
      <div class="row">
        <button
          type="button"
          class="remove"
          onClick={() => {
            dialog.current?.close();
            onYes();
          }}
        >
          {press}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          {PEOPLE_TEXTS[state.language.value].cancel}
        </button>
      </div>
    </dialog>
  );
}

function EditRoles({ state, item, onClose }: PersonProps & { readonly onClose: () => void }) {
  const t = PEOPLE_TEXTS[state.language.value];
  const choices = useSignal<readonly RoleChoice[]>(choicesOf(item.roles));
  const save = async () => {
    if (areWhole(state, choices.value) && (await state.setRoles(item.person, grantsOf(choices.value))))
      onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <RoleFields state={state} id={`of-${item.person}`} choices={choices} />
      <div class="row">
        <button type="submit" class="main">
          {t.save}
        </button>
        <button type="button" onClick={onClose}>
          {t.cancel}
        </button>
      </div>
    </form>
  );
}

/** What there is to know about the account besides its roles. */
function Remarks({ state, item }: PersonProps) {
  const t = PEOPLE_TEXTS[state.language.value];
  const { isOfFile, isBreakGlass, firstUntil } = item;
  return (
    <>
      {isBreakGlass ? (
        <p>
          <strong class="mark">{t.breakGlass}</strong> {t.breakGlassHelp}
        </p>
      ) : null}
      {isOfFile ? <p class="help">{t.ofFile}</p> : null}
      {firstUntil === null ? null : (
        <p class="help">{firstUntil <= Date.now() ? t.firstOver : t.waits(whenWords(firstUntil, state))}</p>
      )}
    </>
  );
}

/** One of them, with what can be done. */
export function PersonPart({ state, item }: PersonProps) {
  const t = PEOPLE_TEXTS[state.language.value];
  const open = useSignal<"roles" | "reset" | "remove" | null>(null);
  const close = () => void (open.value = null);
  const { person } = item;
  const whose = <span class="hidden"> {person}</span>;
  const asked = open.value === "reset" || open.value === "remove" ? open.value : null;
  return (
    <li class="person">
      <h3>{person}</h3>
      {open.value === "roles" ? null : <RoleWords state={state} roles={item.roles} />}
      <Remarks state={state} item={item} />
      {item.isOfFile || open.value === "roles" ? null : (
        <div class="row">
          <button type="button" onClick={() => void (open.value = "roles")}>
            {t.change}
            {whose}
          </button>
          <button type="button" onClick={() => void (open.value = "reset")}>
            {t.reset}
            {whose}
          </button>
          <button type="button" class="remove" onClick={() => void (open.value = "remove")}>
            {t.remove}
            {whose}
          </button>
        </div>
      )}
      {open.value === "roles" ? <EditRoles {...{ state, item, onClose: close }} /> : null}
      {asked === null ? null : (
        <Sure
          state={state}
          question={asked === "reset" ? t.resetSure(person) : t.removeSure(person)}
          means={asked === "reset" ? t.resetMeans : t.removeMeans}
          press={asked === "reset" ? t.reset : t.remove}
          onYes={() => void state[asked](person)}
          onClose={close}
        />
      )}
    </li>
  );
}
