/**
 * Denmark's holidays as a proposal for one part's days: public ones are ticked, half-official ones are not.
 * Knows no part; nothing closes before somebody has pressed.
 */
import { useSignal } from "@preact/signals";
import { danishHolidays } from "../../../protocol/holidays.ts";
import { inLanguage, type LocalText } from "../../../protocol/terms.ts";
import type { Admin } from "./admin.ts";
import { type DayException, valueAt } from "./draft.ts";
import { idOf } from "./fields.tsx";
import { ADMIN_TEXTS, type Speech } from "./texts.ts";

/** `torsdag den 24. december 2026`; what is no date stays as it is. */
export function dayWords(date: string, language: Speech): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at)) return date;
  return new Intl.DateTimeFormat(language === "da" ? "da-DK" : "en-GB", {
    dateStyle: "full",
    timeZone: "UTC",
  }).format(at);
}

type Proposed = {
  readonly date: string;
  readonly name: LocalText;
  readonly isThere: boolean;
  readonly isTaken: boolean;
};
type HolidaysProps = { readonly admin: Admin; readonly list: string; readonly thisYear: number };

function Proposal({
  day,
  language,
  onTake,
}: {
  day: Proposed;
  language: Speech;
  onTake: (is: boolean) => void;
}) {
  const t = ADMIN_TEXTS[language];
  const { date, name, isThere, isTaken } = day;
  return (
    <li>
      <label>
        <input
          type="checkbox"
          disabled={isThere}
          checked={isTaken}
          onChange={(event) => onTake(event.currentTarget.checked)}
        />
        {inLanguage(name, language)}, {dayWords(date, language)}
        {isThere ? ` (${t.isThere})` : ""}
      </label>
    </li>
  );
}

function Year({
  list,
  label,
  year,
  onYear,
  thisYear,
}: {
  readonly list: string;
  readonly label: string;
  readonly year: number;
  readonly thisYear: number;
  readonly onYear: (year: number) => void;
}) {
  return (
    <div class="field">
      <label for={idOf(list, "-year")}>{label}</label>
      <select
        id={idOf(list, "-year")}
        value={String(year)}
        onChange={(event) => onYear(Number(event.currentTarget.value))}
      >
        {[thisYear, thisYear + 1, thisYear + 2].map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </div>
  );
}

export function Holidays({ admin, list, thisYear }: HolidaysProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  const value = valueAt(admin.draft.value, list);
  const old = Array.isArray(value) ? (value as DayException[]) : [];
  const year = useSignal(thisYear);
  const chosen = useSignal<ReadonlyMap<string, boolean>>(new Map());
  const days: Proposed[] = danishHolidays(year.value).map(({ date, name, isChosen }) => {
    const isThere = old.some((one) => one.date === date);
    return { date, name, isThere, isTaken: !isThere && (chosen.value.get(date) ?? isChosen) };
  });
  const taken = days.filter(({ isTaken }) => isTaken);
  const take = () => {
    const more = taken.map(({ date, name }) => ({ date, name: { ...name }, spans: [] }));
    admin.edit(
      list,
      [...old, ...more].toSorted((one, other) => one.date.localeCompare(other.date)),
    );
  };
  return (
    <details class="holidays">
      <summary>{t.holidays}</summary>
      <p class="help">{t.holidaysHelp}</p>
      <Year
        list={list}
        label={t.year}
        year={year.value}
        thisYear={thisYear}
        onYear={(next) => (year.value = next)}
      />
      <ul>
        {days.map((day) => (
          <Proposal
            key={day.date}
            day={day}
            language={language}
            onTake={(is) => (chosen.value = new Map(chosen.value).set(day.date, is))}
          />
        ))}
      </ul>
      <button type="button" disabled={taken.length === 0} onClick={take}>
        {t.addHolidays(taken.length)}
      </button>
    </details>
  );
}
