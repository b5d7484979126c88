/**
 * The floorwalker's own part of the page in the place of a counter: who is where, give a number, check in, help without a ticket.
 * Knows no connection.
 */

import { useMemo } from "preact/hooks";
import { inLanguage } from "../../../protocol/terms.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { CallColleague } from "./ask-help.tsx";
import { CheckInByName } from "./check-in.tsx";
import { type CounterPage, mayDo } from "./counter-page.ts";
import { WhyBlocked } from "./current.tsx";
import { GiveOrTake } from "./give.tsx";
import { PAGE_KEY_NAMES } from "./keys.ts";
import { Quick } from "./quick.tsx";
import { SaidLine } from "./said.tsx";
import { Undo } from "./undo.tsx";

function Counters({ page }: { readonly page: CounterPage }) {
  const language = page.language.value;
  const texts = STAFF_TEXTS[language];
  const picture = page.picture.value;
  if (picture === null) return null;
  return (
    <ul class="counters" aria-label={texts.counter}>
      {picture.counters.map(({ counter, name, state, ticket, pause }) => (
        <li key={counter} class={state}>
          <strong>{inLanguage(name, language)}</strong>{" "}
          {pause === null ? texts.counterState[state] : SESSION_TEXTS[language].pause}{" "}
          {ticket === null ? null : <bdi dir="ltr">{ticket.number}</bdi>}
        </li>
      ))}
    </ul>
  );
}

/** On a tablet held upright the forms are folded, so that the queues are near. */
export function Floor({ page }: { readonly page: CounterPage }) {
  const [texts, more] = [STAFF_TEXTS[page.language.value], SESSION_TEXTS[page.language.value]];
  const isWide = useMemo(() => matchMedia("(min-width: 900px)").matches, []);
  return (
    <section class="floor" aria-label={more.floor}>
      <Counters page={page} />
      <WhyBlocked page={page} />
      <div class="after">
        <Undo page={page} />
        <SaidLine page={page} />
      </div>
      <CallColleague page={page} />
      <Quick page={page} />
      {mayDo(page, "staff-issue") ? (
        <details class="give" open={isWide}>
          <summary>
            {more.giveOrCheckIn} <kbd>{PAGE_KEY_NAMES.issue}</kbd>
          </summary>
          <div class="forms">
            <GiveOrTake page={page} texts={texts} kind="issue" />
            <GiveOrTake page={page} texts={texts} kind="check-in" />
            <CheckInByName page={page} />
          </div>
        </details>
      ) : null}
    </section>
  );
}
