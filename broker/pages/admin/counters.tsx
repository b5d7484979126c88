/**
 * The editor of counters: where they are, what they serve, in which order, and when they are staffed.
 * Knows no rule of the order.
 */
import type { Admin } from "./admin.ts";
import { type Counter, type CounterRule, textIn } from "./draft.ts";
import { CheckField, ChoiceField, NumberField, TextFields } from "./fields.tsx";
import { WeekOf } from "./hours.tsx";
import { PartList } from "./list.tsx";
import { queueOptions } from "./services.tsx";
import { SomeOf } from "./some-of.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type EditorProps = { readonly admin: Admin; readonly path: string };
/** `Hvis nogen i X venter over 30 min, så tag dem først`, one a row. */
function Rules({ admin, path, rules }: EditorProps & { readonly rules: readonly CounterRule[] }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const draft = admin.draft.value;
  if (draft === null) return null;
  const change = (next: readonly CounterRule[]) => admin.edit(path, next.length === 0 ? undefined : next);
  return (
    <fieldset class="rules">
      <legend>{t.rules}</legend>
      <p class="help">{t.rulesHelp}</p>
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
      <TextFields admin={admin} path={`${path}.room`} label={t.room} help={t.roomHelp} isOptional />
      <CheckField
        admin={admin}
        path={`${path}.open`}
        label={t.counterOpen}
        help={t.counterOpenHelp}
        isOnByDefault
      />
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
