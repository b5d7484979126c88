/**
 * Calls for help of counters, above all else on every staff page, and who comes.
 * Knows no connection and no sound.
 */
import { SESSION_TEXTS } from "../../../protocol/texts/texts.ts";
import type { CounterPage } from "./counter-page.ts";
import { nameOfCounter, whoComes } from "./troubles.tsx";
import type { Counter } from "./view.ts";

type Props = { readonly page: CounterPage; readonly counter: Counter };

function wordsOf({ page, counter }: Props): string {
  const texts = SESSION_TEXTS[page.language.value];
  const answered = counter.help?.answered ?? null;
  const isOwn = page.counterId.value === counter.counter;
  if (answered === null)
    return isOwn ? texts.youCalled : texts.needsHelp(nameOfCounter(counter.counter, page));
  const who = whoComes(answered, page);
  return isOwn ? texts.comesToYou(who) : texts.comes(who, nameOfCounter(counter.counter, page));
}

function Strip({ page, counter }: Props) {
  const texts = SESSION_TEXTS[page.language.value];
  const isOwn = page.counterId.value === counter.counter;
  const isAnswered = counter.help?.answered !== null;
  const own = page.counter.value?.counter;
  const path = `counters/${counter.counter}`;
  const press = isOwn
    ? { words: texts.endColleague, command: { path: `${path}/end-colleague`, body: {} } }
    : {
        words: texts.iCome,
        command: { path: `${path}/answer-colleague`, body: own === undefined ? {} : { fromCounter: own } },
      };
  return (
    <li class={isAnswered ? "answered" : "unanswered"}>
      <strong>{wordsOf({ page, counter })}</strong>
      {isOwn || !isAnswered ? (
        <button
          type="button"
          disabled={page.blocked.value !== null}
          onClick={() => void page.order(press.command)}
        >
          {press.words}
        </button>
      ) : null}
    </li>
  );
}

/** Nothing while nobody calls. */
export function Colleagues({ page }: { readonly page: CounterPage }) {
  const calling = page.picture.value?.counters.filter(({ help }) => help !== null) ?? [];
  return (
    <div role="alert" class="colleagues">
      {calling.length === 0 ? null : (
        <ul>
          {calling.map((counter) => (
            <Strip key={counter.counter} page={page} counter={counter} />
          ))}
        </ul>
      )}
    </div>
  );
}
