/**
 * What is wrong and what has changed, in the hub's words, each a way to the place that it is about.
 * Knows no part of a location.
 */
import type { Admin } from "./admin.ts";
import type { Change, Problem } from "./hub.ts";
import { nearest, troublesOf } from "./places.ts";
import { ADMIN_TEXTS } from "./texts.ts";

/** Goes to a path, or as near as the draft still has it; going there twice goes there again. */
function goTo(admin: Admin, path: string): void {
  const draft = admin.draft.value;
  const place = draft === null ? path : nearest(draft, path);
  admin.place.value = "";
  admin.place.value = place;
}

export function ProblemList({ admin, problems }: { admin: Admin; problems: readonly Problem[] }) {
  return (
    <ul class="problems">
      {problems.map(({ path, place, problem }) => (
        <li key={`${path} ${problem}`}>
          <button type="button" class="jump" onClick={() => goTo(admin, path)}>
            <strong>{place ?? path}</strong>: {problem}
          </button>
        </li>
      ))}
    </ul>
  );
}

export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ul class="changes">
      {changes.map(({ path, kind, words }) => (
        <li key={`${path} ${words}`} class={kind}>
          {words}
        </li>
      ))}
    </ul>
  );
}

/** What is wrong with the draft; that nothing is, too. */
export function Problems({ admin }: { readonly admin: Admin }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const problems = troublesOf(admin.checked.value);
  if (problems.length === 0) return <p class="fine">{admin.isChecking.value ? t.checking : t.noProblems}</p>;
  return (
    <>
      <p class="trouble">{t.problemsCount(problems.length)}</p>
      <ProblemList admin={admin} problems={problems} />
    </>
  );
}
