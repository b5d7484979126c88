/**
 * The key that takes back the last command, at a counter and on the floor, with the seconds that are left.
 * Knows no connection.
 */
import type { Language } from "../../../protocol/terms.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { type CounterPage, mayDo } from "./counter-page.ts";
import { KEY_NAMES } from "./keys.ts";
import { undoSeconds } from "./view.ts";

/** A command by its kind, in the words of the key that gave it. */
function nameOf(kind: string, language: Language): string {
  const { command } = STAFF_TEXTS[language];
  const { openCounter, closeCounter, pause, endPause, myQueues } = SESSION_TEXTS[language];
  const names: Readonly<Record<string, string>> = {
    ...command,
    ...{ "open-counter": openCounter, "close-counter": closeCounter, pause, "end-pause": endPause },
    ...{ "take-queues": myQueues, "staff-issue": command.issue },
  };
  return names[kind] ?? kind;
}

export function Undo({ page }: { readonly page: CounterPage }) {
  const language = page.language.value;
  const last = page.undoable.value;
  if (last === null || !mayDo(page, "undo")) return null;
  return (
    <button
      type="button"
      class="undo"
      disabled={page.blocked.value !== null}
      aria-describedby="why"
      aria-keyshortcuts={KEY_NAMES.undo}
      onClick={() => void page.act("undo")}
    >
      {STAFF_TEXTS[language].undoFor(nameOf(last.kind, language), undoSeconds(last, page.at.value))}
      <kbd>{KEY_NAMES.undo}</kbd>
    </button>
  );
}
