/**
 * When one part of the location is open: always, as what it belongs to, or in a week of its own; and its days that are otherwise.
 * Knows no kind of part.
 */
import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Dates } from "./dates.tsx";
import { type Opening, valueAt, type WeekSpan } from "./draft.ts";
import { type At, Either, idOf, Troubles } from "./fields.tsx";
import { troublesIn } from "./places.ts";
import { ADMIN_TEXTS } from "./texts.ts";
import { WeekGrid } from "./week-grid.tsx";

const within = (path: string, name: string) => (path === "" ? name : `${path}.${name}`);

/** What a part starts with when it gets hours of its own. */
const USUAL: readonly WeekSpan[] = [
  { weekday: 1, from: "10:00", to: "15:00" },
  { weekday: 2, from: "10:00", to: "15:00" },
  { weekday: 3, from: "10:00", to: "15:00" },
  { weekday: 4, from: "10:00", to: "17:00" },
  { weekday: 5, from: "10:00", to: "13:00" },
];

type WeekOfProps = At & {
  readonly legend: string;
  /** What it means when there is no week. */
  readonly always: string;
  readonly own?: string;
  /** What the document says for that. */
  readonly none?: null | undefined;
};

/** A week, or that there is none. */
export function WeekOf({ admin, path, legend, always, own, none = null }: WeekOfProps) {
  const language = admin.language.value;
  const t = ADMIN_TEXTS[language];
  // What was drawn before somebody looked at "always" comes back with "own hours".
  const before = useMemo(() => signal<readonly WeekSpan[]>(USUAL), [path]);
  const value = valueAt(admin.draft.value, path);
  const spans = Array.isArray(value) ? (value as WeekSpan[]) : null;
  const troubles = troublesIn(admin.checked.value, path);
  return (
    <div class="week-of">
      <Either
        legend={legend}
        name={idOf(path, "-kind")}
        value={spans === null ? "always" : "own"}
        options={[
          { value: "always", words: always },
          { value: "own", words: own ?? t.ownWeek },
        ]}
        onChoose={(kind) => {
          if (spans !== null) before.value = spans;
          admin.edit(path, kind === "own" ? before.value : none);
        }}
      />
      <Troubles id={idOf(path, "-wrong")} troubles={troubles} />
      {spans === null ? null : (
        <WeekGrid path={path} spans={spans} language={language} onChange={(next) => admin.edit(path, next)} />
      )}
    </div>
  );
}

type HoursProps = At & { readonly legend: string; readonly always: string; readonly help?: string };

/** The whole of a part's opening; `path` is the part's, `""` the house's. */
export function Hours({ admin, path, legend, always, help }: HoursProps) {
  return (
    <div class="opening">
      {help === undefined ? null : <p class="help">{help}</p>}
      <WeekOf admin={admin} path={within(path, "hours")} legend={legend} always={always} />
      <Dates admin={admin} path={path} thisYear={new Date().getFullYear()} />
    </div>
  );
}

/** Whether a part says anything of its own opening, so that its editor stands open. */
export function hasOwnHours({ hours, exceptions, closures }: Opening): boolean {
  return Array.isArray(hours) || Boolean(exceptions?.length) || Boolean(closures?.length);
}
