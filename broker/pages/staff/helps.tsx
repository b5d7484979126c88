/**
 * Calls for a colleague above everything else on the staff page: where, and who goes there.
 * Knows no connection; each new one is heard, too.
 */
import { useEffect, useRef } from "preact/hooks";
import type { HelpCall } from "../../../protocol/snapshots.ts";
import { STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import { chime } from "./chime.ts";
import type { CounterPage } from "./counter-page.ts";
import { counterName, placeOf } from "./troubles.tsx";

function Help({ page, help }: { readonly page: CounterPage; readonly help: HelpCall }) {
  const language = page.language.value;
  const texts = STAFF_TEXTS[language];
  const place = placeOf(help.from, page);
  const { answered } = help;
  const counter = page.counterId.value;
  const answer = () =>
    page.order({ path: "answer-help", body: { help: help.id, ...(counter === null ? {} : { counter }) } });
  return (
    <li class={answered === null ? "open" : "answered"}>
      <span class="clock">
        {clockWords(help.at, { timeZone: page.picture.value?.timeZone ?? "UTC", language })}
      </span>
      <strong>
        {answered === null
          ? place
          : texts.notice["help-answered"](place, counterName(answered.counter, page))}
      </strong>
      {answered === null ? (
        <button type="button" disabled={page.blocked.value !== null} onClick={() => void answer()}>
          {texts.goThere}
        </button>
      ) : null}
    </li>
  );
}

/** Nothing at all while nobody calls. */
export function Helps({ page }: { readonly page: CounterPage }) {
  const helps = page.picture.value?.helps ?? [];
  const open = helps.filter(({ answered }) => answered === null).map(({ id }) => id);
  const heard = useRef<readonly string[]>([]);
  useEffect(() => {
    if (open.some((id) => !heard.current.includes(id))) chime();
    heard.current = open;
  }, [open.join(" ")]);
  return (
    <section
      class="helps"
      role="alert"
      aria-label={STAFF_TEXTS[page.language.value].help}
      hidden={helps.length === 0}
    >
      <ul>
        {helps.map((help) => (
          <Help key={help.id} page={page} help={help} />
        ))}
      </ul>
    </section>
  );
}
