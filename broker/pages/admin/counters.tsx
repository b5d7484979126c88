/**
 * The editors of counters and displays: what they serve or show, in which order, and when a counter is staffed.
 * Knows no rule of the order.
 */
import type { Admin } from "./admin.ts";
import { type Counter, type CounterRule, type Display, nameIn, textIn, withMoved } from "./draft.ts";
import { CheckField, ChoiceField, Either, idOf, Mover, NumberField, TextFields } from "./fields.tsx";
import { WeekOf } from "./hours.tsx";
import { PartList } from "./list.tsx";
import { queueOptions } from "./services.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type EditorProps = { readonly admin: Admin; readonly path: string };
type SomeProps = EditorProps & {
  readonly legend: string;
  readonly all: string;
  readonly some: string;
  readonly chosen: readonly string[];
  readonly options: readonly { readonly value: string; readonly words: string }[];
  readonly isOrdered: boolean;
};

/** Every part, or only these; an empty list in the document means every one, so the last of them cannot be taken out. */
function SomeOf(props: SomeProps) {
  const { admin, path, legend, all, some, chosen, options, isOrdered } = props;
  const toggle = (value: string, isIn: boolean) =>
    admin.edit(path, isIn ? [...chosen, value] : chosen.filter((one) => one !== value));
  const values = options.map((one) => one.value);
  const order = isOrdered ? [...new Set([...chosen, ...values])] : values;
  return (
    <div data-path={path} tabIndex={-1}>
      <Either
        legend={legend}
        name={idOf(path, "-kind")}
        value={chosen.length === 0 ? "all" : "some"}
        options={[
          { value: "all", words: all },
          { value: "some", words: some },
        ]}
        onChoose={(kind) => admin.edit(path, kind === "all" ? [] : values)}
      />
      {chosen.length === 0 ? null : (
        <ol class="some">
          {order.map((value) => (
            <SomeRow
              key={value}
              {...props}
              at={chosen.indexOf(value)}
              words={options.find((one) => one.value === value)?.words ?? value}
              onToggle={(isIn) => toggle(value, isIn)}
            />
          ))}
        </ol>
      )}
    </div>
  );
}

type SomeRowProps = SomeProps & {
  /** Its place among the chosen; -1 for one that is not. */
  readonly at: number;
  readonly words: string;
  readonly onToggle: (isIn: boolean) => void;
};

function SomeRow({ admin, path, chosen, isOrdered, at, words, onToggle }: SomeRowProps) {
  const last = chosen.length - 1;
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={at >= 0}
          disabled={at >= 0 && last === 0}
          onChange={(event) => onToggle(event.currentTarget.checked)}
        />
        {words}
      </label>
      {isOrdered && at >= 0 ? (
        <Mover
          admin={admin}
          name={words}
          at={at}
          last={last}
          onMove={(by) => {
            if (admin.draft.value !== null) admin.replace(withMoved(admin.draft.value, path, { at, by }));
          }}
        />
      ) : null}
    </li>
  );
}

/** `Hvis nogen i X venter over 30 min, så tag dem først`, one a row. */
function Rules({ admin, path, rules }: EditorProps & { readonly rules: readonly CounterRule[] }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const draft = admin.draft.value;
  if (draft === null) return null;
  const change = (next: readonly CounterRule[]) => admin.edit(path, next.length === 0 ? undefined : next);
  return (
    <fieldset class="rules">
      <legend>{t.rules}</legend>
      {rules.map((_, at) => (
        <div class="row" key={at}>
          <ChoiceField
            admin={admin}
            path={`${path}.${at}.queue`}
            label={t.ruleStart}
            options={queueOptions(draft, admin.language.value)}
          />
          <NumberField admin={admin} path={`${path}.${at}.waitsOverMin`} label={t.ruleMiddle} />
          <span class="end">{t.ruleEnd}</span>
          <button
            type="button"
            aria-label={t.removeNamed(`${t.rules} ${at + 1}`)}
            onClick={() => change(rules.toSpliced(at, 1))}
          >
            ✕
          </button>
        </div>
      ))}
      <button
        type="button"
        onClick={() => change([...rules, { queue: draft.queues[0]?.queue ?? "", waitsOverMin: 30 }])}
      >
        {t.addRule}
      </button>
    </fieldset>
  );
}

function CounterEditor({ admin, path, counter }: EditorProps & { readonly counter: Counter }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const draft = admin.draft.value;
  if (draft === null) return null;
  return (
    <>
      <TextFields admin={admin} path={`${path}.name`} label={t.name} />
      <CheckField admin={admin} path={`${path}.open`} label={t.counterOpen} isOnByDefault />
      <SomeOf
        admin={admin}
        path={`${path}.queues`}
        legend={t.counterQueues}
        all={t.counterAll}
        some={t.counterSome}
        chosen={counter.queues ?? []}
        options={queueOptions(draft, admin.language.value)}
        isOrdered
      />
      <Rules admin={admin} path={`${path}.rules`} rules={counter.rules ?? []} />
      <p class="help">{t.staffedHelp}</p>
      <WeekOf
        admin={admin}
        path={`${path}.staffed`}
        legend={t.staffed}
        always={t.staffedAlways}
        own={t.staffedOwn}
        none={undefined}
      />
    </>
  );
}

/** All counters. */
export function Counters({ admin }: { readonly admin: Admin }) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const draft = admin.draft.value;
  if (draft === null) return null;
  return (
    <>
      <p class="lead">{t.about.counters}</p>
      <PartList
        admin={admin}
        list="counters"
        about={(at) => {
          const { queues = [] } = draft.counters[at] as Counter;
          const names = queues.flatMap((id) => draft.queues.find(({ queue }) => queue === id) ?? []);
          return names.length === 0
            ? t.counterAll
            : names.map((one) => textIn(one.name, language)).join(", ");
        }}
      >
        {(at) => (
          <CounterEditor admin={admin} path={`counters.${at}`} counter={draft.counters[at] as Counter} />
        )}
      </PartList>
    </>
  );
}

type DisplayProps = {
  readonly admin: Admin;
  readonly path: string;
  readonly display: Display;
  readonly counters: readonly { readonly value: string; readonly words: string }[];
};

function DisplayEditor({ admin, path, display, counters }: DisplayProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <>
      <TextFields admin={admin} path={`${path}.name`} label={t.name} />
      <SomeOf
        admin={admin}
        path={`${path}.counters`}
        legend={t.displayCounters}
        all={t.displayAll}
        some={t.displaySome}
        chosen={display.counters ?? []}
        options={counters}
        isOrdered={false}
      />
      <CheckField admin={admin} path={`${path}.doorCode`} label={t.doorCode} help={t.doorCodeHelp} />
      <a
        href={`/display/${display.display}${display.doorCode === true ? "/door" : ""}`}
        target="_blank"
        rel="noreferrer"
      >
        {t.openDisplay}
      </a>
    </>
  );
}

/** All displays. */
export function Displays({ admin }: { readonly admin: Admin }) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const draft = admin.draft.value;
  if (draft === null) return null;
  const options = draft.counters.map((one) => ({
    value: one.counter,
    words: nameIn("counters", one, language),
  }));
  return (
    <>
      <p class="lead">{t.about.displays}</p>
      <PartList
        admin={admin}
        list="displays"
        about={(at) => {
          const shown = (draft.displays[at] as Display).counters ?? [];
          const names = options.filter(({ value }) => shown.includes(value)).map(({ words }) => words);
          return names.length === 0 ? t.displayAll : names.join(", ");
        }}
      >
        {(at) => (
          <DisplayEditor
            admin={admin}
            path={`displays.${at}`}
            display={draft.displays[at] as Display}
            counters={options}
          />
        )}
      </PartList>
    </>
  );
}
