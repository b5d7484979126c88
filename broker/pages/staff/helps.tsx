/**
 * Calls for help above everything else on the staff page, a citizen's at a stand and a colleague's at a counter alike: where, since
 * when, and who comes.
 * Knows no connection and no sound.
 */
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import { type CounterPage, ownPlace } from "./counter-page.ts";
import { counterName, nameOfCounter, placeOf, whoComes } from "./troubles.tsx";
import { helpsIn, type WantedHelp } from "./view.ts";

type Props = { readonly page: CounterPage; readonly help: WantedHelp };

function wordsOf({ page, help }: Props): string {
  const language = page.language.value;
  const texts = SESSION_TEXTS[language];
  const { from, wants, answered, isOwn } = help;
  if (isOwn) return answered === null ? texts.youCalled : texts.comesToYou(whoComes(answered, page));
  if ("stand" in from) {
    const place = placeOf(from, page, wants);
    if (answered === null) return place;
    return STAFF_TEXTS[language].notice["help-answered"](place, counterName(answered.from, page));
  }
  const name = nameOfCounter(from.counter, page);
  return answered === null ? texts.needsHelp(name) : texts.comes(whoComes(answered, page), name);
}

/** What the one button of a call does: whoever called ends it, everybody else comes. */
function pressOf({ page, help }: Props) {
  const texts = SESSION_TEXTS[page.language.value];
  const own = page.counter.value?.counter;
  const { id, from, isOwn } = help;
  if (id !== null) {
    const body = { help: id, ...(own === undefined ? {} : { counter: own }) };
    return { words: texts.iCome, command: { path: "answer-help", body } };
  }
  const path = `counters/${"counter" in from ? from.counter : ""}`;
  if (isOwn) return { words: texts.endColleague, command: { path: `${path}/end-colleague`, body: {} } };
  const body = own === undefined ? {} : { fromCounter: own };
  return { words: texts.iCome, command: { path: `${path}/answer-colleague`, body } };
}

function Help({ page, help }: Props) {
  const { words, command } = pressOf({ page, help });
  const timeZone = page.picture.value?.timeZone ?? "UTC";
  const isAnswered = help.answered !== null;
  return (
    <li class={isAnswered ? "answered" : "open"}>
      <span class="clock">{clockWords(help.at, { timeZone, language: page.language.value })}</span>
      <strong>{wordsOf({ page, help })}</strong>
      {help.isOwn || !isAnswered ? (
        <button type="button" disabled={page.blocked.value !== null} onClick={() => void page.order(command)}>
          {words}
        </button>
      ) : null}
    </li>
  );
}

/** Nothing at all while nobody calls. */
export function Helps({ page }: { readonly page: CounterPage }) {
  const picture = page.picture.value;
  const helps = picture === null ? [] : helpsIn(picture, ownPlace(page));
  return (
    <section
      class="helps"
      role="alert"
      aria-label={STAFF_TEXTS[page.language.value].help}
      hidden={helps.length === 0}
    >
      <ul>
        {helps.map((help) => (
          <Help key={help.key} page={page} help={help} />
        ))}
      </ul>
    </section>
  );
}
