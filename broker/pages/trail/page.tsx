/**
 * The whole page "Sporbarhed": how the chain stands, what is asked for, and the acts.
 * Knows no connection.
 */

import type { TrailRow } from "../../trail/words.ts";
import { chainSaid, minuteWords } from "../chain-words.ts";
import { FilterForm } from "./filter.tsx";
import { Frame, type FrameProps } from "./frame.tsx";
import { TRAIL_TEXTS } from "./texts.ts";
import { type TrailState, whenWords } from "./trail.ts";

export type TrailPageProps = Omit<FrameProps, "children" | "link" | "title" | "language"> & {
  readonly state: TrailState;
  readonly now: () => number;
};
type StateProps = { readonly state: TrailState };

function Chain({ state }: StateProps) {
  const { language, choices } = state;
  const when = (at: number) =>
    minuteWords(at, { language: language.value, timeZone: choices.value?.timeZone });
  const { isTrouble, what, next } = chainSaid(state.chain.value, { language: language.value, when });
  return (
    <div class={isTrouble ? "chain trouble" : "chain"} role={isTrouble ? "alert" : "status"}>
      <p>{isTrouble ? <strong>{what}</strong> : what}</p>
      {next === null ? null : <p>{next}</p>}
    </div>
  );
}

function Who({ state, row }: StateProps & { readonly row: TrailRow }) {
  const t = TRAIL_TEXTS[state.language.value];
  const { person, who } = row;
  if (person === null) return <span>{who}</span>;
  const only = { ...state.asked.value, who: person };
  return (
    <button
      type="button"
      class="only"
      aria-label={t.onlyThis(who)}
      title={t.onlyThis(who)}
      onClick={() => void state.ask(only)}
    >
      {who}
    </button>
  );
}

/** Where it was, and about which number. */
function placeWords({ counter, stand, queue }: TrailRow): string {
  return [counter, stand, queue].filter((one) => one !== null).join(" · ");
}

/** On a phone what is empty is left out. */
function Cell({ label, words }: { readonly label: string; readonly words: string }) {
  return (
    <td data-label={label} class={words === "" ? "none" : ""}>
      {words === "" ? "–" : words}
    </td>
  );
}

function Act({ state, row }: StateProps & { readonly row: TrailRow }) {
  const t = TRAIL_TEXTS[state.language.value];
  const { seq, at, what, ticket, refused, details, hash } = row;
  return (
    <tr class={refused === null ? "" : "refused"}>
      <td data-label={t.when}>
        <time dateTime={new Date(at).toISOString()}>{whenWords(at, state)}</time>
      </td>
      <td data-label={t.who}>
        <Who state={state} row={row} />
      </td>
      <td data-label={t.what}>
        <strong>{what}</strong>
        {refused === null ? null : <span class="why">{t.refused(refused)}</span>}
      </td>
      <Cell label={t.ticket} words={ticket ?? ""} />
      <Cell label={t.where} words={placeWords(row)} />
      <Cell label={t.more} words={details.join(" · ")} />
      <td data-label={t.event}>
        <span class="seq" title={hash}>
          {seq}
        </span>
      </td>
    </tr>
  );
}

function Acts({ state }: StateProps) {
  const t = TRAIL_TEXTS[state.language.value];
  const rows = state.rows.value ?? [];
  const headings = [t.when, t.who, t.what, t.ticket, t.where, t.more, t.event];
  if (rows.length === 0) return null;
  return (
    <table>
      <caption class="hidden">{t.acts}</caption>
      <thead>
        <tr>
          {headings.map((words) => (
            <th key={words} scope="col">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Act key={row.seq} state={state} row={row} />
        ))}
      </tbody>
    </table>
  );
}

/** What there is beyond the entries in sight. */
function End({ state }: StateProps) {
  const t = TRAIL_TEXTS[state.language.value];
  const { rows, before, searchedTo, asked, wrong, isBusy } = state;
  if (rows.value === null || wrong.value.length > 0) return null;
  const isEmpty = rows.value.length === 0;
  const isOfDays = asked.value.from !== "";
  if (before.value === null)
    return <p class="end">{isEmpty ? t.empty : isOfDays ? t.atEndOfDays : t.atEnd}</p>;
  return (
    <div class="end">
      {isEmpty && searchedTo.value !== null ? (
        <p>{t.emptySoFar(whenWords(searchedTo.value, state))}</p>
      ) : null}
      <button type="button" disabled={isBusy.value} onClick={() => void state.older()}>
        {isEmpty ? t.searchOn : t.older}
      </button>
    </div>
  );
}

function TakeOut({ state, base }: StateProps & { readonly base: string }) {
  const t = TRAIL_TEXTS[state.language.value];
  return (
    <section class="take-out" aria-label={t.takeOut}>
      <h2>{t.takeOut}</h2>
      <p class="help">{t.takeHelp}</p>
      <div class="row">
        <a class="button" download href={`${base}${state.fileUrl("csv")}`}>
          {t.csv}
        </a>
        <a class="button" download href={`${base}${state.fileUrl("jsonl")}`}>
          {t.jsonl}
        </a>
      </div>
    </section>
  );
}

function Found({ state }: StateProps) {
  const t = TRAIL_TEXTS[state.language.value];
  return (
    <section class="found" aria-label={t.acts} aria-busy={state.isBusy.value}>
      <div class="row">
        <h2>{t.acts}</h2>
        {state.fetchedAt.value === 0 ? null : (
          <p class="help" role="status">
            {t.fetched(whenWords(state.fetchedAt.value, state))}
          </p>
        )}
        <button type="button" onClick={() => void state.ask(state.asked.value)}>
          {t.refresh}
        </button>
      </div>
      <Acts state={state} />
      <End state={state} />
    </section>
  );
}

export function TrailPage({ state, now, ...frame }: TrailPageProps & { readonly base: string }) {
  const { language, choices, link } = state;
  const t = TRAIL_TEXTS[language.value];
  const known = choices.value;
  return (
    <Frame
      {...frame}
      language={language.value}
      title={t.trail}
      link={link.value}
      place={known?.location ?? ""}
    >
      {known === null ? null : (
        <>
          <Chain state={state} />
          <FilterForm state={state} now={now} />
          <p class="help">{known.mayNames ? t.named : t.covered}</p>
          <Found state={state} />
          {state.wrong.value.length > 0 ? null : <TakeOut state={state} base={frame.base} />}
        </>
      )}
    </Frame>
  );
}
