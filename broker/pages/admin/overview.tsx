/**
 * The overview: what the location has, what is missing on the way to the first number, what is wrong and what is unsaved.
 * Knows no editor; each line leads to its own.
 */
import type { Admin } from "./admin.ts";
import { type Draft, draftOf } from "./draft.ts";
import { type Step, stepsOf } from "./first-steps.ts";
import { sectionOf } from "./places.ts";
import { Unsaved } from "./saving.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type OverviewProps = { readonly admin: Admin };

const COUNTED = ["queues", "services", "stands", "counters", "displays", "informations"] as const;

function Has({ admin, draft }: OverviewProps & { readonly draft: Draft }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const buttons = draft.stands.reduce((sum, stand) => sum + stand.buttons.length, 0);
  return (
    <section>
      <h2>{t.has}</h2>
      <ul class="has">
        {COUNTED.map((list) => (
          <li key={list}>
            <button type="button" onClick={() => (admin.place.value = list)}>
              {t.count[list](draft[list].length)}
            </button>
          </li>
        ))}
        <li>
          <button type="button" onClick={() => (admin.place.value = "stands")}>
            {t.count.buttons(buttons)}, {t.count.menus(draft.menus.length)}
          </button>
        </li>
      </ul>
    </section>
  );
}

const PLACES: Partial<Record<Step["step"], string>> = { buttons: "stands" };

/** What is missing next on the way to the first number, in every part but those that show the whole way. */
export function NextStep({ admin, draft }: OverviewProps & { readonly draft: Draft }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const saved = admin.saved.value;
  const here = sectionOf(admin.place.value);
  const missing = stepsOf(draft).find(({ isDone }) => !isDone)?.step;
  const wasReady = saved !== null && stepsOf(draftOf(saved.document)).every(({ isDone }) => isDone);
  if (here === "overview" || here === "start" || (missing === undefined && wasReady)) return null;
  if (missing === undefined) return <p class="next-step fine">{t.allSteps}</p>;
  const place = PLACES[missing] ?? missing;
  return (
    <p class="next-step">
      {t.nextStep}{" "}
      {place === here ? (
        <strong>{t.step[missing]}</strong>
      ) : (
        <button type="button" onClick={() => (admin.place.value = place)}>
          {t.step[missing]}
        </button>
      )}
    </p>
  );
}

/** The steps from a bare location to the first number called; each that is missing leads to where it is done. */
export function Steps({ admin, draft }: OverviewProps & { readonly draft: Draft }) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <section>
      <h2>{t.steps}</h2>
      <ol class="steps">
        {stepsOf(draft).map(({ step, isDone }) => (
          <li key={step} class={isDone ? "done" : "missing"}>
            <span aria-hidden="true">{isDone ? "✓" : "○"}</span>{" "}
            {isDone ? (
              <>
                {t.step[step]} <span class="hidden">({t.done})</span>
              </>
            ) : (
              <button type="button" onClick={() => (admin.place.value = PLACES[step] ?? step)}>
                {t.step[step]} <span class="state">({t.missingStep})</span>
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Overview({ admin }: OverviewProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const draft = admin.draft.value;
  if (draft === null) return null;
  const isReady = stepsOf(draft).every(({ isDone }) => isDone);
  return (
    <div class="overview">
      {isReady ? null : (
        <>
          <Steps admin={admin} draft={draft} />
          <button type="button" class="main" onClick={() => (admin.place.value = "start")}>
            {t.startWith}
          </button>
        </>
      )}
      <Unsaved admin={admin} />
      <Has admin={admin} draft={draft} />
    </div>
  );
}
