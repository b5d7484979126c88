/**
 * The bar that saves: how much is unsaved, the note, what came of it, and the choice when somebody else has saved meanwhile.
 * Knows no part of a location.
 */
import { useSignal } from "@preact/signals";
import type { Admin, Conflict, Outcome } from "./admin.ts";
import { troublesOf } from "./places.ts";
import { ChangeList, ProblemList, Problems } from "./problems.tsx";
import { ADMIN_TEXTS } from "./texts.ts";

type SavingProps = { readonly admin: Admin };

function OutcomeWords({ admin, outcome }: SavingProps & { readonly outcome: NonNullable<Outcome> }) {
  const t = ADMIN_TEXTS[admin.language.value];
  switch (outcome.kind) {
    case "saved":
      return (
        <>
          <p class="fine">{t.savedAs(outcome.version)}</p>
          {outcome.leftOut.length === 0 ? null : (
            <>
              <p class="trouble">{t.leftOut}</p>
              <ProblemList admin={admin} problems={outcome.leftOut} />
              <p>{t.restWorks}</p>
            </>
          )}
        </>
      );
    case "refused":
      return (
        <>
          <p class="trouble">{outcome.problems.length > 0 ? t.refused : t.refusedAnyhow}</p>
          <ProblemList admin={admin} problems={outcome.problems} />
        </>
      );
    case "failed":
      return <p class="trouble">{t.failed}</p>;
  }
}

function ConflictChoice({ admin, conflict }: SavingProps & { readonly conflict: Conflict }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { theirs, changes, together } = conflict;
  return (
    <section class="conflict" role="alert" aria-label={t.conflict}>
      <h2>{t.conflict}</h2>
      <p>{t.conflictBy(theirs.by ?? t.someone, theirs.version)}</p>
      {changes.length === 0 ? null : (
        <>
          <p>{t.theirChanges}</p>
          <ChangeList changes={changes} />
        </>
      )}
      {together.clashes.length === 0 ? null : (
        <>
          <p class="trouble">{t.clashes}</p>
          <Clashes admin={admin} paths={together.clashes} />
        </>
      )}
      <p class="help">{t.togetherHelp}</p>
      <div class="row">
        <button type="button" class="main" onClick={() => admin.resolve("together")}>
          {t.together}
        </button>
        <button type="button" onClick={() => admin.resolve("theirs")}>
          {t.useTheirs}
        </button>
      </div>
    </section>
  );
}

/** The clashes in the words of what I changed; a path of which the hub has no words is told as it is. */
function Clashes({ admin, paths }: SavingProps & { readonly paths: readonly string[] }) {
  const { changes } = admin.checked.value;
  const isAbout = (path: string, other: string) =>
    path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`);
  return (
    <ul class="changes">
      {paths.map((path) => {
        const mine = changes.filter((change) => isAbout(change.path, path));
        return <li key={path}>{mine.length === 0 ? path : mine.map(({ words }) => words).join("; ")}</li>;
      })}
    </ul>
  );
}

function Note({ admin }: SavingProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <div class="field note">
      <label for="note">{t.note}</label>
      <input
        id="note"
        maxLength={200}
        autoComplete="off"
        placeholder={t.noteLooks}
        value={admin.note.value}
        onInput={(event) => (admin.note.value = event.currentTarget.value)}
      />
    </div>
  );
}

function unsavedWords(admin: Admin): string {
  const t = ADMIN_TEXTS[admin.language.value];
  const { changes } = admin.checked.value;
  if (!admin.isDirty.value) return t.noChanges;
  return admin.isChecking.value || changes.length === 0 ? t.someChanges : t.changesCount(changes.length);
}

function Discard({ admin }: SavingProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const isSure = useSignal(false);
  return (
    <button
      type="button"
      onBlur={() => (isSure.value = false)}
      onClick={() => {
        if (isSure.value) admin.discard();
        isSure.value = !isSure.value;
      }}
    >
      {isSure.value ? t.discardSure : t.discard}
    </button>
  );
}

/** The bar, always in sight. */
export function SaveBar({ admin }: SavingProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const isDirty = admin.isDirty.value;
  const problems = troublesOf(admin.checked.value).length;
  if (!admin.mayEdit.value)
    return (
      <div class="save-bar">
        <p class="unsaved" role="status">
          {t.lookOnly}
        </p>
      </div>
    );
  const isStopped = !isDirty || admin.isSaving.value || admin.conflict.value !== null;
  return (
    <div class={isDirty ? "save-bar dirty" : "save-bar"}>
      <p class="unsaved" role="status">
        {unsavedWords(admin)}
        {problems === 0 ? null : (
          <button type="button" class="jump" onClick={() => (admin.place.value = "overview")}>
            {t.problemsCount(problems)}
          </button>
        )}
      </p>
      <div class="row">
        <button type="button" disabled={admin.before.value.length === 0} onClick={admin.takeBack}>
          {t.takeBack}
        </button>
        <button type="button" class="main save" disabled={isStopped} onClick={() => void admin.save()}>
          {admin.isSaving.value ? t.saving : t.save}
        </button>
      </div>
    </div>
  );
}

/** What saving has come to, above the page. */
export function SaveOutcome({ admin }: SavingProps) {
  const outcome = admin.outcome.value;
  const conflict = admin.conflict.value;
  return (
    <>
      <div class="outcome" role="status">
        {outcome === null ? null : <OutcomeWords admin={admin} outcome={outcome} />}
      </div>
      {conflict === null ? null : <ConflictChoice admin={admin} conflict={conflict} />}
    </>
  );
}

/** What saving now does to those who are in the hall. */
function Consequences({ admin }: SavingProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { consequences = [] } = admin.checked.value;
  if (consequences.length === 0) return null;
  return (
    <div class="consequences">
      <p class="trouble">{t.consequences}</p>
      <ul>
        {consequences.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </div>
  );
}

/** Unsaved changes in words, with the note and what is wrong; for the overview. */
export function Unsaved({ admin }: SavingProps) {
  const t = ADMIN_TEXTS[admin.language.value];
  return (
    <>
      <section>
        <h2>{t.problems}</h2>
        <Problems admin={admin} />
      </section>
      <section>
        <h2>{t.unsaved}</h2>
        {admin.isDirty.value ? (
          <>
            <ChangeList changes={admin.checked.value.changes} />
            <Consequences admin={admin} />
            <Note admin={admin} />
            <Discard admin={admin} />
          </>
        ) : (
          <p class="fine">{t.noChanges}</p>
        )}
      </section>
    </>
  );
}
