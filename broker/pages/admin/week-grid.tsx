/**
 * A week as a grid: periods are drawn across a day by hand, moved by the arrow keys, and written as times beside it.
 * Knows no part of a location; it gets spans and gives spans.
 */
import { useSignal } from "@preact/signals";
import type { WeekSpan } from "./draft.ts";
import { idOf } from "./fields.tsx";
import { ADMIN_TEXTS, type AdminTexts, type Speech } from "./texts.ts";
import {
  clockTyped,
  copied,
  drawn,
  minutesOf,
  nudged,
  ofDay,
  type Placed,
  proposed,
  STEP_MIN,
  shownMinutes,
  sorted,
  spanTrouble,
} from "./week.ts";

export type WeekProps = {
  readonly path: string;
  readonly spans: readonly WeekSpan[];
  readonly language: Speech;
  readonly onChange: (spans: readonly WeekSpan[]) => void;
};

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** `mandag` for 1. */
function dayName(weekday: number, language: Speech): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(language === "da" ? "da-DK" : "en-GB", {
    weekday: "long",
    timeZone: "UTC",
  }).format(Date.UTC(2024, 0, weekday));
}

const withSpan = (spans: readonly WeekSpan[], at: number, span: WeekSpan) =>
  spans.map((one, i) => (i === at ? span : one));

/** What a key does to the chosen period; `null` where it is not the grid's key. */
function moved(span: WeekSpan, { key, shiftKey }: KeyboardEvent): WeekSpan | "remove" | null {
  if (key === "Delete" || key === "Backspace") return "remove";
  const by = { ArrowLeft: -STEP_MIN, ArrowRight: STEP_MIN }[key];
  if (by === undefined) return null;
  return nudged(span, shiftKey ? "to" : "both", by);
}

type DayProps = WeekProps & {
  readonly weekday: number;
  readonly shown: readonly [number, number];
  readonly t: AdminTexts;
};

type BlockProps = DayProps & { readonly span: Placed };

function Block({ span, spans, shown, weekday, language, t, onChange }: BlockProps) {
  const { at, ...own } = span;
  const [low, high] = shown;
  const [from, to] = [minutesOf(own.from), minutesOf(own.to)];
  if (Number.isNaN(from) || Number.isNaN(to)) return null;
  const end = to <= from ? high : to;
  const share = (minutes: number) => `${((minutes - low) / (high - low)) * 100}%`;
  return (
    <button
      type="button"
      class={spanTrouble(spans, at) === null ? "block" : "block is-wrong"}
      style={{ insetInlineStart: share(from), inlineSize: `calc(${share(end)} - ${share(from)})` }}
      aria-label={t.periodName(dayName(weekday, language), own.from, own.to)}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        const next = moved(own, event);
        if (next === null) return;
        event.preventDefault();
        onChange(next === "remove" ? spans.toSpliced(at, 1) : withSpan(spans, at, next));
      }}
    >
      {own.from}–{own.to}
    </button>
  );
}

/** One day's line, on which a hand draws. */
function Line(props: DayProps) {
  const { spans, weekday, shown, onChange } = props;
  const shares = useSignal<readonly [number, number] | null>(null);
  const shareOf = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return (event.clientX - box.left) / box.width;
  };
  const sketch = shares.value;
  return (
    <div
      class="line"
      style={{ "--hours": String((shown[1] - shown[0]) / 60) }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        shares.value = [shareOf(event), shareOf(event)];
      }}
      onPointerMove={(event) => {
        if (shares.value !== null) shares.value = [shares.value[0], shareOf(event)];
      }}
      onPointerCancel={() => (shares.value = null)}
      onPointerUp={() => {
        const done = shares.value;
        shares.value = null;
        // A mere touch draws nothing: a period begins by accident all too easily.
        if (done === null || Math.abs(done[1] - done[0]) < 0.01) return;
        onChange(sorted([...spans, drawn(weekday, done, shown)]));
      }}
    >
      {sketch === null ? null : (
        <span
          class="sketch"
          style={{
            insetInlineStart: `${Math.min(...sketch) * 100}%`,
            inlineSize: `${Math.abs(sketch[1] - sketch[0]) * 100}%`,
          }}
        />
      )}
      {ofDay(spans, weekday).map((span) => (
        <Block key={span.at} {...props} span={span} />
      ))}
    </div>
  );
}

/** The times of one period as they are written. */
function Times({ span, path, spans, weekday, language, t, onChange }: BlockProps) {
  const { at, ...own } = span;
  const day = dayName(weekday, language);
  const trouble = spanTrouble(spans, at);
  const wrong = idOf(`${path}.${at}`, "-wrong");
  const field = (which: "from" | "to") => (
    <input
      class="clock"
      size={5}
      maxLength={5}
      inputMode="numeric"
      autoComplete="off"
      data-path={`${path}.${at}.${which}`}
      aria-label={which === "from" ? t.fromOn(day) : t.toOn(day)}
      aria-invalid={trouble !== null}
      aria-describedby={trouble === null ? undefined : wrong}
      value={own[which]}
      onInput={(event) => onChange(withSpan(spans, at, { ...own, [which]: event.currentTarget.value }))}
      onChange={(event) =>
        onChange(withSpan(spans, at, { ...own, [which]: clockTyped(event.currentTarget.value) }))
      }
    />
  );
  return (
    <span class="times">
      {field("from")}–{field("to")}
      <button
        type="button"
        aria-label={t.removePeriod(t.periodName(day, own.from, own.to))}
        onClick={() => onChange(spans.toSpliced(at, 1))}
      >
        ✕
      </button>
      {trouble === null ? null : (
        <span class="wrong" id={wrong}>
          {trouble === "overlaps" ? t.overlaps : t.noTime}
        </span>
      )}
    </span>
  );
}

function Day(props: DayProps) {
  const { spans, weekday, language, t, onChange } = props;
  const own = ofDay(spans, weekday);
  const day = dayName(weekday, language);
  return (
    <li class="day">
      <strong class="day-name">{day}</strong>
      <Line {...props} />
      <div class="written">
        {own.length === 0 ? <span class="closed">{t.closedDay}</span> : null}
        {own.map((span) => (
          <Times key={span.at} {...props} span={span} />
        ))}
        <button
          type="button"
          aria-label={t.addPeriodOn(day)}
          onClick={() => onChange(sorted([...spans, proposed(spans, weekday)]))}
        >
          +
        </button>
      </div>
    </li>
  );
}

/** The whole week. */
export function WeekGrid(props: WeekProps) {
  const { spans, language, onChange } = props;
  const t = ADMIN_TEXTS[language];
  const shown = shownMinutes(spans);
  const hours = Array.from({ length: (shown[1] - shown[0]) / 60 }, (_, at) => shown[0] / 60 + at);
  return (
    <div class="week">
      <p class="help">{t.hoursHelp}</p>
      <div class="scale" aria-hidden="true">
        {hours.map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
      <ol>
        {WEEKDAYS.map((weekday) => (
          <Day key={weekday} {...props} weekday={weekday} shown={shown} t={t} />
        ))}
      </ol>
      {ofDay(spans, 1).length === 0 ? null : (
        <button type="button" onClick={() => onChange(copied(spans, 1, [2, 3, 4, 5]))}>
          {t.copyDay}
        </button>
      )}
    </div>
  );
}
