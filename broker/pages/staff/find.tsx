/**
 * Finds a ticket by its number, wherever it is: in the lists with all that can be done with it, or at a counter.
 * Knows no connection: it looks through the picture, so that it finds during an outage too.
 */
import type { Signal } from "@preact/signals";
import { inLanguage } from "../../../protocol/terms.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import type { CounterPage } from "./counter-page.ts";
import { PAGE_KEY_NAMES } from "./keys.ts";
import { ACTIONS, TicketRow } from "./row.tsx";
import { foundIn } from "./view.ts";

/** So many are shown at once; whoever types on finds fewer. */
const MOST_FOUND = 20;

function Found({ page, typed }: { readonly page: CounterPage; readonly typed: string }) {
  const picture = page.picture.value;
  if (picture === null) return null;
  const language = page.language.value;
  const { listed, atCounters } = foundIn(picture, typed);
  if (listed.length + atCounters.length === 0)
    return <p>{SESSION_TEXTS[language].notFound(typed.toUpperCase())}</p>;
  return (
    <ol class="tickets">
      {atCounters.map(({ counter, name, state, ticket }) => (
        <li key={counter} class="ticket">
          <bdi dir="ltr" class="number">
            {ticket?.number}
          </bdi>
          <span class="arrived">
            {inLanguage(name, language)} · {STAFF_TEXTS[language].counterState[state]}
          </span>
        </li>
      ))}
      {listed.slice(0, MOST_FOUND).map((ticket) => (
        <TicketRow
          key={ticket.id}
          page={page}
          ticket={ticket}
          actions={ACTIONS[ticket.state as keyof typeof ACTIONS]}
        />
      ))}
    </ol>
  );
}

/** `typed` is the whole list's to know: while somebody looks for a number, the lists make room. */
export function Find({ page, typed }: { readonly page: CounterPage; readonly typed: Signal<string> }) {
  const texts = SESSION_TEXTS[page.language.value];
  const text = typed.value.trim();
  return (
    <div class={text === "" ? "find" : "find queue"} role="search">
      <label for="find">
        {texts.find} <kbd>{PAGE_KEY_NAMES.find}</kbd>
      </label>
      <input
        id="find"
        type="search"
        value={typed.value}
        placeholder={texts.findHelp}
        maxLength={10}
        autoComplete="off"
        autoCapitalize="characters"
        onInput={(event) => void (typed.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") typed.value = "";
          if (event.key !== "Enter") return;
          event.preventDefault();
          event.currentTarget.closest(".find")?.querySelector<HTMLElement>(".ticket button:enabled")?.focus();
        }}
      />
      <div role="status" class="found">
        {text === "" ? null : <Found page={page} typed={text} />}
      </div>
    </div>
  );
}
