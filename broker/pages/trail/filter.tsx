/**
 * What is asked of the trail: days, who, act, counter, stand and number; and what of it cannot be read.
 * Knows no connection.
 */
import type { FilterField } from "../../trail/filter.ts";
import { TRAIL_TEXTS, type TrailTexts } from "./texts.ts";
import { NOTHING_ASKED, type TrailState, todayIn } from "./trail.ts";

type Props = { readonly state: TrailState; readonly now: () => number };

function setter({ typed }: TrailState, name: FilterField) {
  return (event: Event) => {
    typed.value = { ...typed.value, [name]: (event.currentTarget as HTMLInputElement).value };
  };
}

type FieldProps = { readonly state: TrailState; readonly name: FilterField; readonly label: string };
type Option = { readonly value: string; readonly words: string };
type Group = { readonly words: string | null; readonly options: readonly Option[] };

function Wrong({ state, name }: Pick<FieldProps, "state" | "name">) {
  if (!state.wrong.value.includes(name)) return null;
  return (
    <p class="wrong" id={`${name}-wrong`}>
      {TRAIL_TEXTS[state.language.value].wrong[name]}
    </p>
  );
}

const told = (state: TrailState, name: FilterField) =>
  state.wrong.value.includes(name)
    ? ({ "aria-invalid": "true", "aria-describedby": `${name}-wrong` } as const)
    : {};

function Input({ state, name, label, help }: FieldProps & { readonly help?: string }) {
  const props = {
    ...{ id: name, autocomplete: "off", value: state.typed.value[name], onInput: setter(state, name) },
    ...told(state, name),
  };
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {help === undefined ? (
        <input {...props} type="date" />
      ) : (
        <input {...props} type="text" placeholder={help} />
      )}
      <Wrong state={state} name={name} />
    </div>
  );
}

function Options({ options }: { readonly options: readonly Option[] }) {
  return options.map(({ value, words }) => (
    <option key={value} value={value}>
      {words}
    </option>
  ));
}

function Select({ state, name, label, groups }: FieldProps & { readonly groups: readonly Group[] }) {
  const value = state.typed.value[name];
  const isKnown = groups.some(({ options }) => options.some((one) => one.value === value));
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} value={value} onChange={setter(state, name)} {...told(state, name)}>
        {isKnown ? null : <option value={value}>{value}</option>}
        {groups.map(({ words, options }) =>
          words === null ? (
            <Options key="" options={options} />
          ) : (
            <optgroup key={words} label={words}>
              <Options options={options} />
            </optgroup>
          ),
        )}
      </select>
      <Wrong state={state} name={name} />
    </div>
  );
}

/** Kinds of doers, then each account. */
function whoGroups({ choices }: TrailState, t: TrailTexts): Group[] {
  const kinds = Object.entries(t.kinds).map(([value, words]) => ({ value, words }));
  const people = (choices.value?.people ?? []).map(({ alias, name }) => ({ value: alias, words: name }));
  return [
    { words: null, options: kinds },
    ...(people.length === 0 ? [] : [{ words: t.kinds.people, options: people }]),
  ];
}

function actGroups({ choices }: TrailState, t: TrailTexts): Group[] {
  const groups = (choices.value?.acts ?? []).map(({ words, acts }) => ({
    words,
    options: acts.map((one) => ({ value: one.act, words: one.words })),
  }));
  return [{ words: null, options: [{ value: "", words: t.everyAct }] }, ...groups];
}

const named = (
  every: string,
  list: readonly { readonly id: string; readonly name: string }[] = [],
): Group[] => [
  {
    words: null,
    options: [{ value: "", words: every }, ...list.map(({ id, name }) => ({ value: id, words: name }))],
  },
];

function Buttons({ state, now }: Props) {
  const t = TRAIL_TEXTS[state.language.value];
  const today = () => {
    const day = todayIn(now(), state.choices.value?.timeZone);
    void state.ask({ ...state.typed.value, from: day, to: day });
  };
  return (
    <div class="row">
      <button type="submit" class="main">
        {t.show}
      </button>
      <button type="button" onClick={today}>
        {t.today}
      </button>
      <button type="button" onClick={() => void state.ask(NOTHING_ASKED)}>
        {t.clear}
      </button>
    </div>
  );
}

export function FilterForm({ state, now }: Props) {
  const t = TRAIL_TEXTS[state.language.value];
  const { counters, stands } = state.choices.value ?? {};
  const submit = (event: Event) => {
    event.preventDefault();
    void state.ask(state.typed.value);
  };
  return (
    <form class="filter" aria-label={t.filter} onSubmit={submit}>
      <h2>{t.filter}</h2>
      <div class="fields">
        <Input state={state} name="from" label={t.from} />
        <Input state={state} name="to" label={t.to} />
        <Select state={state} name="who" label={t.who} groups={whoGroups(state, t)} />
        <Select state={state} name="act" label={t.act} groups={actGroups(state, t)} />
        <Select state={state} name="counter" label={t.counter} groups={named(t.everyCounter, counters)} />
        <Select state={state} name="stand" label={t.stand} groups={named(t.everyStand, stands)} />
        <Input state={state} name="ticket" label={t.ticket} help={t.ticketHelp} />
      </div>
      <Buttons state={state} now={now} />
    </form>
  );
}
