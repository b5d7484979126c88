/**
 * Where appointments come from and what they become here, and when citizens are told of them.
 * Knows no folder and no token: where a source delivers is the hub's own configuration.
 */
import type { Admin } from "./admin.ts";
import { type AppointmentSource, type Draft, type MeetingKind, textIn } from "./draft.ts";
import { Editing } from "./editing.tsx";
import { type At, ChoiceField, LineField, type Option, TextFields, valueIn } from "./fields.tsx";
import { PartList } from "./list.tsx";
import { AddMachine, useMachines } from "./machines.tsx";
import { Reminders } from "./reminders.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

const OURS_TOO = ["invitation", "last-reminder"] as const;
const REMINDS = ["none", "ours", "source"] as const;
const CALLED_BY = ["host", "desk"] as const;

function serviceOptions({ services }: Draft, language: string): Option[] {
  return services.map(({ service, name }) => ({ value: service, words: textIn(name, language) || service }));
}

/** A choice of which one is that nothing is said in the document. */
function ChoiceOrNone({ admin, path, label, help, none, options }: ChoiceOrNoneProps) {
  const value = valueIn({ admin, path });
  return (
    <ChoiceField
      {...{ admin, path, label }}
      {...(help === undefined ? {} : { help })}
      value={typeof value === "string" ? value : "-"}
      options={[{ value: "-", words: none }, ...options]}
      onChoose={(chosen) => admin.edit(path, chosen === "-" ? undefined : chosen)}
    />
  );
}
type ChoiceOrNoneProps = At & {
  readonly label: string;
  readonly help?: string;
  readonly none: string;
  readonly options: readonly Option[];
};

/** Who calls a guest whose appointment has hosts; `none` is what holds where nothing is said. */
export function GuestsCalledBy({ admin, path, none }: At & { readonly none: string }) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <ChoiceOrNone
      {...{ admin, none }}
      path={`${path}.guestsCalledBy`}
      label={t.guestsCalledBy}
      options={CALLED_BY.map((value) => ({ value, words: t.guestsCalledByChoice[value] }))}
    />
  );
}

/** What is sent from here though the source reminds. */
function OursToo({ admin, path }: At) {
  const t = ADMIN_TEXTS[admin.language.value];
  const value = valueIn({ admin, path });
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const toggle = (one: string, isIn: boolean) => {
    const next = OURS_TOO.filter((each) => (each === one ? isIn : chosen.includes(each)));
    admin.edit(path, next.length === 0 ? undefined : next);
  };
  return (
    <fieldset data-path={path} tabIndex={-1}>
      <legend>{t.oursToo}</legend>
      <ul class="some">
        {OURS_TOO.map((one) => (
          <li key={one}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(one)}
                onChange={({ currentTarget }) => toggle(one, currentTarget.checked)}
              />
              {t.oursTooChoice[one]}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** `Når kilden skriver X, er det ydelsen Y`, one a row. */
function Kinds({ admin, path, kinds, options }: KindsProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const change = (next: readonly MeetingKind[]) => admin.edit(path, next.length === 0 ? undefined : next);
  return (
    <fieldset class="rules">
      <legend>{t.kinds}</legend>
      <p class="help">{t.kindsHelp}</p>
      {kinds.map(({ kind }, at) => (
        <div class="row" key={at}>
          <LineField admin={admin} path={`${path}.${at}.kind`} label={t.meetingKind} />
          <ChoiceField admin={admin} path={`${path}.${at}.service`} label={t.meetingIs} options={options} />
          <button
            type="button"
            aria-label={t.removeNamed(kind || `${t.kinds} ${at + 1}`)}
            onClick={() => change(kinds.toSpliced(at, 1))}
          >
            ✕
          </button>
        </div>
      ))}
      <button
        type="button"
        onClick={() => {
          change([...kinds, { kind: "", service: "" }]);
          admin.place.value = `${path}.${kinds.length}.kind`;
        }}
      >
        {t.addKind}
      </button>
    </fieldset>
  );
}
type KindsProps = At & { readonly kinds: readonly MeetingKind[]; readonly options: readonly Option[] };

type SourceProps = At & { readonly source: AppointmentSource; readonly known: readonly string[] | undefined };

function SourceEditor({ admin, path, source, known }: SourceProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const draft = admin.draft.value;
  if (draft === null) return null;
  const options = serviceOptions(draft, language);
  return (
    <>
      {known === undefined || known.includes(source.source) ? null : (
        <p class="help">{t.sourceUnknown(source.source)}</p>
      )}
      <TextFields admin={admin} path={`${path}.name`} label={t.name} />
      <ChoiceField
        admin={admin}
        path={`${path}.reminds`}
        label={t.reminds}
        help={t.remindsHelp}
        value={source.reminds ?? "none"}
        options={REMINDS.map((value) => ({ value, words: t.remindsChoice[value] }))}
      />
      <OursToo admin={admin} path={`${path}.oursToo`} />
      <Kinds admin={admin} path={`${path}.kinds`} kinds={source.kinds ?? []} options={options} />
      <ChoiceOrNone
        {...{ admin, options }}
        path={`${path}.service`}
        label={t.allOthers}
        help={t.allOthersHelp}
        none={t.noService}
      />
      <GuestsCalledBy admin={admin} path={path} none={t.guestsAsUsual} />
    </>
  );
}

/** All sources, and the house's own text messages. */
export function Appointments({ admin }: { readonly admin: Admin }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const machines = useMachines(admin);
  const draft = admin.draft.value;
  if (draft === null) return null;
  return (
    <>
      <section>
        <h2>{t.sources}</h2>
        <p class="help">{t.sourcesHelp}</p>
        <PartList
          admin={admin}
          list="appointmentSources"
          about={(at) => {
            const { reminds = "none", kinds = [] } = draft.appointmentSources[at] as AppointmentSource;
            const who = REMINDS.find((one) => one === reminds);
            return [
              ...(who === undefined ? [] : [`${t.remindsShort}: ${t.remindsChoice[who]}`]),
              t.kindsCount(kinds.length),
            ].join(" · ");
          }}
          add={<AddMachine admin={admin} list="appointmentSources" />}
        >
          {(at) => (
            <SourceEditor
              admin={admin}
              path={`appointmentSources.${at}`}
              source={draft.appointmentSources[at] as AppointmentSource}
              known={machines.value.sources}
            />
          )}
        </PartList>
      </section>
      <Editing admin={admin}>
        <Reminders admin={admin} />
      </Editing>
    </>
  );
}
