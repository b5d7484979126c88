/**
 * The list of keys, shown and hidden with `?`.
 * Knows no key's meaning but its words.
 */
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import type { CounterPage } from "./counter-page.ts";
import { KEY_NAMES, PAGE_KEY_NAMES } from "./keys.ts";
import { COUNTER_ACTIONS } from "./view.ts";

function rows(page: CounterPage): (readonly [string, string])[] {
  const [texts, more] = [STAFF_TEXTS[page.language.value], SESSION_TEXTS[page.language.value]];
  const atCounter = COUNTER_ACTIONS.filter((action) => action !== "call-next").map(
    (action) => [KEY_NAMES[action], texts.command[action]] as const,
  );
  const ownCounter = [
    [more.keyCall, texts.command["call-next"]],
    ...atCounter,
    [PAGE_KEY_NAMES.pause, `${more.pause} / ${more.endPause}`],
  ] as const;
  return [
    ...(page.counter.value === null ? [[KEY_NAMES.undo, texts.command.undo] as const] : ownCounter),
    [PAGE_KEY_NAMES.help, more.callColleague],
    [PAGE_KEY_NAMES.issue, more.keyIssue],
    [PAGE_KEY_NAMES.lists, more.keyLists],
    [PAGE_KEY_NAMES.find, more.find],
    ["↑ ↓", more.keyArrows],
    [PAGE_KEY_NAMES.keys, more.keyHelp],
  ];
}

export function KeysHelp({ page }: { readonly page: CounterPage }) {
  const texts = SESSION_TEXTS[page.language.value];
  if (!page.showsKeys.value) return null;
  return (
    <section class="keys-help" aria-label={texts.keys}>
      <h2>{texts.keysTitle}</h2>
      <dl>
        {rows(page).map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => void (page.showsKeys.value = false)}>
        {texts.close}
      </button>
    </section>
  );
}
