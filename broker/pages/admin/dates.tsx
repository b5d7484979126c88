/**
 * Days that are otherwise than the week says, and closures over several days.
 * Knows no part of a location; edits the lists below one path of the draft.
 */
import type { Admin } from "./admin.ts";
import { type Clocks, type Closure, type DayException, valueAt, withAdded, withoutAt } from "./draft.ts";
import { type At, idOf, LineField, TextFields, Troubles } from "./fields.tsx";
import { dayWords, Holidays } from "./holidays.tsx";
import { troublesIn, troublesOf } from "./places.ts";
import { ADMIN_TEXTS } from "./texts.ts";
import { clockTyped, minutesOf } from "./week.ts";

const within = (path: string, name: string) => (path === "" ? name : `${path}.${name}`);
const listAt = <T,>({ admin, path }: At): readonly T[] => {
  const list = valueAt(admin.draft.value, path);
  return Array.isArray(list) ? (list as T[]) : [];
};

type DateProps = At & { readonly label: string; readonly isOptional?: boolean };

/** A day of the calendar. */
export function DateField({ admin, path, label, isOptional = false }: DateProps) {
  const troubles = troublesIn(admin.checked.value, path);
  return (
    <div class="field">
      <label for={idOf(path)}>{label}</label>
      <input
        type="date"
        id={idOf(path)}
        data-path={path}
        aria-invalid={troubles.length > 0}
        aria-describedby={idOf(path, "-wrong")}
        value={(valueAt(admin.draft.value, path) ?? "") as string}
        onInput={({ currentTarget: { value } }) =>
          admin.edit(path, value === "" && isOptional ? undefined : value)
        }
      />
      <Troubles id={idOf(path, "-wrong")} troubles={troubles} />
    </div>
  );
}

function SpansOfDay({ admin, path }: At) {
  const t = ADMIN_TEXTS[admin.language.value];
  const spans = listAt<Clocks>({ admin, path });
  const change = (next: readonly Clocks[]) => admin.edit(path, next);
  return (
    <div class="written">
      {spans.length === 0 ? <span class="closed">{t.closedAllDay}</span> : null}
      {spans.map((span, at) => (
        <span class="times" key={at}>
          <LineField admin={admin} path={`${path}.${at}.from`} label={t.from} read={clockWhole} size={5} />
          <LineField admin={admin} path={`${path}.${at}.to`} label={t.to} read={clockWhole} size={5} />
          <button
            type="button"
            aria-label={t.removePeriod(`${span.from}–${span.to}`)}
            onClick={() => change(spans.toSpliced(at, 1))}
          >
            ✕
          </button>
        </span>
      ))}
      <button type="button" onClick={() => change([...spans, { from: "10:00", to: "13:00" }])}>
        {t.addPeriod}
      </button>
    </div>
  );
}

/** While a time is being typed it stays as it is; once it is whole it is written as the document wants it. */
export const clockWhole = (text: string) =>
  /^\d{1,2}[.:]\d{2}$|^\d{4}$/.test(text) && !Number.isNaN(minutesOf(text)) ? clockTyped(text) : text;

type RowProps = { readonly admin: Admin; readonly list: string; readonly at: number };

function ExceptionRow({ admin, list, at, date }: RowProps & { readonly date: string }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const path = `${list}.${at}`;
  const own = troublesOf(admin.checked.value).filter((one) => one.path === path);
  return (
    <li class="dated">
      <DateField admin={admin} path={`${path}.date`} label={t.date} />
      <TextFields admin={admin} path={`${path}.name`} label={t.whatFor} isOptional />
      <SpansOfDay admin={admin} path={`${path}.spans`} />
      <Troubles id={idOf(path, "-wrong")} troubles={own} />
      <button type="button" onClick={() => removeAt(admin, list, at)}>
        {t.removeException(date === "" ? t.date : dayWords(date, admin.language.value))}
      </button>
    </li>
  );
}

function removeAt(admin: Admin, list: string, at: number): void {
  if (admin.draft.value !== null) admin.replace(withoutAt(admin.draft.value, list, at));
}

function add(admin: Admin, list: string, part: DayException | Closure): void {
  if (admin.draft.value === null) return;
  const at = listAt({ admin, path: list }).length;
  admin.replace(withAdded(admin.draft.value, list, part));
  admin.place.value = `${list}.${at}.${"date" in part ? "date" : "from"}`;
}

function Exceptions({ admin, path }: At) {
  const t = ADMIN_TEXTS[admin.language.value];
  const list = within(path, "exceptions");
  const days = listAt<DayException>({ admin, path: list });
  return (
    <section class="exceptions">
      <h3>{t.exceptions}</h3>
      <p class="help">{t.exceptionsHelp}</p>
      <ol>
        {days.map(({ date }, at) => (
          <ExceptionRow key={at} admin={admin} list={list} at={at} date={date} />
        ))}
      </ol>
      <button type="button" data-path={list} onClick={() => add(admin, list, { date: "", spans: [] })}>
        {t.addException}
      </button>
    </section>
  );
}

function Closures({ admin, path }: At) {
  const t = ADMIN_TEXTS[admin.language.value];
  const list = within(path, "closures");
  const closures = listAt<Closure>({ admin, path: list });
  return (
    <section class="closures">
      <h3>{t.closures}</h3>
      <ol>
        {closures.map(({ from, to }, at) => (
          <li class="dated" key={at}>
            <DateField admin={admin} path={`${list}.${at}.from`} label={t.firstDay} />
            <DateField admin={admin} path={`${list}.${at}.to`} label={t.lastDay} />
            <TextFields admin={admin} path={`${list}.${at}.name`} label={t.whatFor} isOptional />
            <button type="button" onClick={() => removeAt(admin, list, at)}>
              {t.removeException(`${from}–${to}`)}
            </button>
          </li>
        ))}
      </ol>
      <button type="button" data-path={list} onClick={() => add(admin, list, { from: "", to: "" })}>
        {t.addClosure}
      </button>
    </section>
  );
}

/** All that is dated in one part's opening; `path` is the part's, `""` the house's. */
export function Dates({ admin, path, thisYear }: At & { readonly thisYear: number }) {
  return (
    <div class="dates">
      <Exceptions admin={admin} path={path} />
      <Holidays admin={admin} list={within(path, "exceptions")} thisYear={thisYear} />
      <Closures admin={admin} path={path} />
    </div>
  );
}
