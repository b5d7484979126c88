/**
 * The whole page "Personoplysninger": the register of processing, what was deleted when, and a citizen's request.
 * Knows no connection.
 */
import { useEffect, useRef } from "preact/hooks";
import { Frame, type FrameProps } from "./frame.tsx";
import type { Outcome, PrivacyState, RegisterTold } from "./privacy.ts";
import { TRAIL_TEXTS, type TrailTexts } from "./texts.ts";
import { momentWords } from "./trail.ts";

export type PrivacyPageProps = Omit<FrameProps, "children" | "link" | "title" | "language"> & {
  readonly state: PrivacyState;
};
type StateProps = { readonly state: PrivacyState };
type ToldProps = StateProps & { readonly told: RegisterTold };

const whenIn =
  ({ language }: PrivacyState, { timeZone }: Pick<RegisterTold, "timeZone">) =>
  (at: number) =>
    momentWords(at, { language: language.value, timeZone });

function Register({ state, told }: ToldProps) {
  const t = TRAIL_TEXTS[state.language.value];
  const headings = [t.purpose, t.kept, t.reason, t.howLong, t.now];
  return (
    <section>
      <h2>{t.registerTitle}</h2>
      <p class="help">{t.registerHelp}</p>
      <table>
        <caption class="hidden">{t.registerTitle}</caption>
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
          {told.purposes.map(({ purpose, name, what, why, howLong, now }) => (
            <tr key={purpose}>
              <td data-label={t.purpose}>
                <strong>{name}</strong>
              </td>
              <td data-label={t.kept}>{what}</td>
              <td data-label={t.reason}>{why}</td>
              <td data-label={t.howLong}>{howLong}</td>
              <td data-label={t.now}>{now ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t.others}</h3>
      <ul class="others">
        {told.others.map(({ what, why, howLong }) => (
          <li key={what}>
            <strong>{what}</strong> · {why} · {howLong}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Erasures({ state, told }: ToldProps) {
  const t = TRAIL_TEXTS[state.language.value];
  const when = whenIn(state, told);
  const whys: Readonly<Record<string, string>> = t.why;
  return (
    <section>
      <h2>{t.erasures}</h2>
      {told.erasures.length === 0 ? <p>{t.noErasures}</p> : null}
      <ul class="erasures">
        {told.erasures.map(({ at, purpose, count, why }, index) => (
          <li key={`${at} ${index}`}>
            <time dateTime={new Date(at).toISOString()}>{when(at)}</time>{" "}
            <strong>{t.erasureSaid(count, purpose)}</strong> ({whys[why] ?? why})
          </li>
        ))}
      </ul>
    </section>
  );
}

function outcomeWords(outcome: Outcome, t: TrailTexts): string {
  if (typeof outcome === "object") return t.erased(outcome.erased);
  return { "key-wrong": t.keyWrong, failed: t.failed, "nothing-kept": t.nothingKept }[outcome];
}

function Said({ state }: StateProps) {
  const t = TRAIL_TEXTS[state.language.value];
  const outcome = state.outcome.value;
  const isTrouble = outcome === "key-wrong" || outcome === "failed";
  return (
    <p class={isTrouble ? "wrong" : "said"} role={isTrouble ? "alert" : "status"}>
      {outcome === null ? "" : outcomeWords(outcome, t)}
    </p>
  );
}

function Records({ state, told }: ToldProps) {
  const t = TRAIL_TEXTS[state.language.value];
  const records = state.records.value;
  const when = whenIn(state, told);
  if (records === null) return null;
  return (
    <div class="records">
      {records.map(({ purpose, why, until, fields }) => (
        <div key={purpose} class="record">
          <h3>{purpose}</h3>
          <p class="help">{why}</p>
          <dl>
            {fields.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <p class="help">{t.deletedAt(when(until))}</p>
        </div>
      ))}
      <button type="button" onClick={state.hide}>
        {t.hide}
      </button>
    </div>
  );
}

function Sure({ state }: StateProps) {
  const t = TRAIL_TEXTS[state.language.value];
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (state.isErasing.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [state.isErasing.value]);
  return (
    <dialog ref={dialog} aria-labelledby="sure" onClose={() => (state.isErasing.value = false)}>
      <h2 id="sure">{t.eraseSure}</h2>
      <p>{t.eraseMeans}</p>
      <div class="row">
        <button type="button" class="remove" onClick={() => void state.erase()}>
          {t.eraseYes}
        </button>
        <button type="button" onClick={() => (state.isErasing.value = false)}>
          {t.cancel}
        </button>
      </div>
    </dialog>
  );
}

function Requests({ state, told }: ToldProps) {
  const t = TRAIL_TEXTS[state.language.value];
  const submit = (event: Event) => {
    event.preventDefault();
    void state.show();
  };
  return (
    <section>
      <h2>{t.requests}</h2>
      <p class="help" id="key-help">
        {t.requestsHelp}
      </p>
      <form class="request" autocomplete="off" onSubmit={submit}>
        <div class="field">
          <label for="key">{t.key}</label>
          <input
            id="key"
            type="text"
            spellcheck={false}
            maxLength={40}
            aria-describedby="key-help"
            value={state.key.value}
            onInput={(event) => (state.key.value = event.currentTarget.value)}
          />
        </div>
        <div class="row">
          <button type="submit" class="main">
            {t.showCitizen}
          </button>
          <button type="button" class="remove" onClick={() => (state.isErasing.value = true)}>
            {t.eraseCitizen}
          </button>
        </div>
      </form>
      <Said state={state} />
      <Records state={state} told={told} />
      <Sure state={state} />
    </section>
  );
}

export function PrivacyPage({ state, ...frame }: PrivacyPageProps) {
  const { language, link, told } = state;
  const known = told.value;
  return (
    <Frame {...frame} language={language.value} title={TRAIL_TEXTS[language.value].privacy} link={link.value}>
      {known === null ? null : (
        <>
          {frame.may.includes("answer-citizens") ? <Requests state={state} told={known} /> : null}
          <Register state={state} told={known} />
          <Erasures state={state} told={known} />
        </>
      )}
    </Frame>
  );
}
