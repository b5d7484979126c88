/**
 * When citizens are told of their appointments by text message: of the whole house, and of a service where that differs.
 * Knows no gateway; the hub judges what is typed.
 */
import { plainSms } from "../../../protocol/gsm7.ts";
import { SmsMeter } from "../sms-meter.tsx";
import type { Admin } from "./admin.ts";
import { clockWhole } from "./dates.tsx";
import {
  type At,
  CheckField,
  Either,
  idOf,
  LineField,
  NumberField,
  TextFields,
  Troubles,
  valueIn,
} from "./fields.tsx";
import { troublesIn } from "./places.ts";
import { ADMIN_TEXTS } from "./texts.ts";

/** The usual moments, in minutes; a document may have others, which are offered too. */
const MOMENTS = [10_080, 4320, 2880, 1440, 240, 120, 60] as const;
const UNITS = [
  ["week", 10_080],
  ["day", 1440],
  ["hour", 60],
  ["minute", 1],
] as const;

/** The largest unit that a time is a whole number of. */
export function momentOf(minutes: number): { count: number; unit: (typeof UNITS)[number][0] } {
  const [unit, size] = UNITS.find(([, one]) => minutes % one === 0) ?? UNITS[3];
  return { count: minutes / size, unit };
}

const listOf = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "number") : [];

/** A tick for each moment, the earliest first. */
function Before({ admin, path }: At) {
  const t = ADMIN_TEXTS[admin.language.value];
  const chosen = listOf(valueIn({ admin, path }));
  const offered = [...new Set([...MOMENTS, ...chosen])].sort((a, b) => b - a);
  const toggle = (minutes: number, isIn: boolean) => {
    const others = chosen.filter((one) => one !== minutes);
    admin.edit(
      path,
      (isIn ? [...others, minutes] : others).sort((a, b) => b - a),
    );
  };
  return (
    <fieldset data-path={path} tabIndex={-1}>
      <legend>{t.remindBefore}</legend>
      <ul class="some">
        {offered.map((minutes) => {
          const { count, unit } = momentOf(minutes);
          return (
            <li key={minutes}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(minutes)}
                  onChange={({ currentTarget }) => toggle(minutes, currentTarget.checked)}
                />
                {t.remindMoment(count, t.remindUnits[unit])}
              </label>
            </li>
          );
        })}
      </ul>
      <Troubles id={idOf(path, "-wrong")} troubles={troublesIn(admin.checked.value, path)} />
    </fieldset>
  );
}

/** The longest day and time, and a place: an example is as long as most. */
function asSent(words: string): string {
  return words
    .replaceAll("{day}", "onsdag 23. december")
    .replaceAll("{clock}", "10.15")
    .replaceAll("{where}", "på Rådhuset");
}

type WordingProps = At & { readonly label: string; readonly help?: string; readonly isOptional?: boolean };

/** A reminder's words, with what they cost while they are written. */
function Wording({ admin, ...props }: WordingProps) {
  const price = valueIn({ admin, path: "textPrice" });
  return (
    <TextFields
      {...{ admin, ...props, isLong: true, none: undefined }}
      below={(words, onWords) => (
        <SmsMeter
          text={asSent(words)}
          language={admin.language.value}
          price={typeof price === "number" ? price : null}
          onPlain={() => onWords(plainSms(words))}
        />
      )}
    />
  );
}

/** Two wordings against each other, or none. */
function Trial({ admin }: { readonly admin: Admin }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const path = "reminders.trial";
  const isOn = valueIn({ admin, path }) !== undefined;
  const begin = () => admin.edit(path, { trial: "", wording: { da: "" } });
  return (
    <fieldset data-path={path} tabIndex={-1}>
      <legend>{t.trial}</legend>
      <p class="help">{t.trialHelp}</p>
      <label>
        <input
          type="checkbox"
          checked={isOn}
          onChange={() => (isOn ? admin.edit(path, undefined) : begin())}
        />
        {t.trial}
      </label>
      {isOn ? (
        <>
          <LineField
            {...{ admin, label: t.trialName, help: t.trialNameHelp }}
            path={`${path}.trial`}
            size={20}
          />
          <Wording {...{ admin, label: t.trialWording }} path={`${path}.wording`} />
        </>
      ) : null}
    </fieldset>
  );
}

/** Of the whole house. */
export function Reminders({ admin }: { readonly admin: Admin }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const clock = (field: "from" | "to", label: string, help: string) => (
    <LineField
      {...{ admin, label, help }}
      path={`reminders.quiet.${field}`}
      read={clockWhole}
      size={5}
      empty={undefined}
    />
  );
  return (
    <section>
      <h2>{t.reminders}</h2>
      <p class="help">{t.remindersHelp}</p>
      <Before admin={admin} path="reminders.before" />
      <CheckField admin={admin} path="reminders.invites" label={t.invites} />
      {clock("from", t.quietFrom, t.quietFromHelp)}
      {clock("to", t.quietTo, t.quietToHelp)}
      <NumberField
        {...{ admin, label: t.textPrice, help: t.textPriceHelp }}
        path="textPrice"
        empty={undefined}
      />
      <Wording
        {...{ admin, label: t.wording, help: t.wordingHelp, isOptional: true }}
        path="reminders.wording"
      />
      <Trial admin={admin} />
    </section>
  );
}

/** Whether a message goes out when the appointment is made: as the house, or by the service's own word. */
function Invites({ admin, path }: At) {
  const t = ADMIN_TEXTS[admin.language.value];
  const own = valueIn({ admin, path });
  return (
    <Either
      legend={t.invitesOwn}
      name={idOf(path, "-kind")}
      value={own === undefined ? "house" : own === true ? "yes" : "no"}
      options={[
        { value: "house", words: t.remindersAsHouse },
        { value: "yes", words: t.yes },
        { value: "no", words: t.no },
      ]}
      onChoose={(kind) => admin.edit(path, kind === "house" ? undefined : kind === "yes")}
    />
  );
}

/** Of one service: as the house, or at times of its own. */
export function ServiceReminders({ admin, path }: At) {
  const t = ADMIN_TEXTS[admin.language.value];
  const before = `${path}.reminders.before`;
  const isOwn = valueIn({ admin, path: before }) !== undefined;
  return (
    <fieldset>
      <legend>{t.reminders}</legend>
      <Either
        legend={t.remindBefore}
        name={idOf(before, "-kind")}
        value={isOwn ? "own" : "house"}
        options={[
          { value: "house", words: t.remindersAsHouse },
          { value: "own", words: t.remindersOwn },
        ]}
        onChoose={(kind) =>
          admin.edit(
            before,
            kind === "own" ? listOf(valueIn({ admin, path: "reminders.before" })) : undefined,
          )
        }
      />
      {isOwn ? <Before admin={admin} path={before} /> : null}
      <Invites admin={admin} path={`${path}.reminders.invites`} />
      <CheckField
        {...{ admin, label: t.isSensitive, help: t.isSensitiveHelp }}
        path={`${path}.reminders.isSensitive`}
      />
    </fieldset>
  );
}
