/**
 * The call for a colleague: a press that asks, and one that calls, so that no slip of the finger alarms a whole town hall.
 * Knows no connection. The question stands in sight wherever the page is scrolled to, and begins on "Nej": Space, which calls the
 * next ticket everywhere else, never alarms anybody.
 */
import { useEffect, useRef } from "preact/hooks";
import { inLanguage } from "../../../protocol/terms.ts";
import { SESSION_TEXTS } from "../../../protocol/texts/texts.ts";
import { type CounterPage, mayDo } from "./counter-page.ts";
import { PAGE_KEY_NAMES } from "./keys.ts";
import type { Counter } from "./view.ts";

type Props = { readonly page: CounterPage };

/** Whether a call can be made from here: at a counter that has not called yet, or on the floor. */
function canCall(page: CounterPage): boolean {
  if (!mayDo(page, "call-colleague")) return false;
  return page.isFloor.value || (page.counter.value !== null && page.counter.value.help === null);
}

function call(page: CounterPage, { counter }: Counter): void {
  page.asksHelp.value = false;
  if (page.isFloor.value) page.calledTo.value = counter;
  void page.order({ path: `counters/${counter}/call-colleague`, body: {} });
}

/** The key for it: it asks, and pressed once more it calls to this page's own counter. */
export function askHelp(page: CounterPage): void {
  if (!canCall(page) || page.blocked.value !== null) return;
  const counter = page.counter.value;
  if (!page.asksHelp.value) page.asksHelp.value = true;
  else if (counter !== null) call(page, counter);
}

/** Opens the question. */
export function CallColleague({ page }: Props) {
  if (!canCall(page)) return null;
  return (
    <button
      type="button"
      id="call-colleague"
      aria-expanded={page.asksHelp.value}
      aria-keyshortcuts={PAGE_KEY_NAMES.help}
      disabled={page.blocked.value !== null}
      aria-describedby="why"
      onClick={() => void (page.asksHelp.value = !page.asksHelp.value)}
    >
      {SESSION_TEXTS[page.language.value].callColleague} <kbd>{PAGE_KEY_NAMES.help}</kbd>
    </button>
  );
}

/** Yes: at a counter one key, on the floor one for each place where help may be needed. */
function Yes({ page }: Props) {
  const language = page.language.value;
  const own = page.counter.value;
  const places =
    own === null ? (page.picture.value?.counters.filter(({ help }) => help === null) ?? []) : [own];
  return places.map((place) => (
    <button
      key={place.counter}
      type="button"
      class="yes"
      disabled={page.blocked.value !== null}
      onClick={() => call(page, place)}
    >
      {own === null ? (
        inLanguage(place.name, language)
      ) : (
        <>
          {SESSION_TEXTS[language].yesCall} <kbd>{PAGE_KEY_NAMES.help}</kbd>
        </>
      )}
    </button>
  ));
}

function Question({ page }: Props) {
  const texts = SESSION_TEXTS[page.language.value];
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus({ preventScroll: true }), []);
  return (
    <div class="sure" role="alertdialog" aria-label={texts.callColleague}>
      <p>{page.isFloor.value ? texts.callHelpWhere : texts.callHelpSure}</p>
      <button type="button" ref={no} onClick={() => void (page.asksHelp.value = false)}>
        {texts.no}
      </button>
      <Yes page={page} />
    </div>
  );
}

/** The question, while it is asked. */
export function AskHelp({ page }: Props) {
  return page.asksHelp.value && canCall(page) ? <Question page={page} /> : null;
}
