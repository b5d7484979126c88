/**
 * What staff decide about their counter: open or closed, a break and why, which queues in what order, a call for colleagues.
 * Knows no connection; the counter is as the picture says.
 */
import { useSignal } from "@preact/signals";
import { inLanguage, type QueueId } from "../../../protocol/terms.ts";
import { SESSION_TEXTS } from "../../../protocol/texts/texts.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import { CallColleague } from "./ask-help.tsx";
import { type CounterPage, mayDo } from "./counter-page.ts";
import { PAGE_KEY_NAMES } from "./keys.ts";
import type { Counter } from "./view.ts";

type Props = { readonly page: CounterPage; readonly counter: Counter };

const order = ({ page, counter }: Props, what: string, body: Readonly<Record<string, unknown>> = {}) =>
  void page.order({ path: `counters/${counter.counter}/${what}`, body });

/** In the place of the huge "Kald næste" while it cannot call: what has to be done first. */
export function NotCalling({ page, counter }: Props) {
  const language = page.language.value;
  const texts = SESSION_TEXTS[language];
  const { pause } = counter;
  const picture = page.picture.value;
  const reason = picture?.pauseReasons.find((one) => one.reason === pause?.reason);
  const timeZone = picture?.timeZone ?? "UTC";
  if (!mayDo(page, pause === null ? "open-counter" : "end-pause")) return null;
  const why = reason === undefined ? (pause?.reason ?? "") : inLanguage(reason.name, language);
  return (
    <>
      <button
        type="button"
        class="call-next not-calling"
        disabled={page.blocked.value !== null}
        aria-describedby="why"
        {...(pause === null ? {} : { "aria-keyshortcuts": PAGE_KEY_NAMES.pause })}
        onClick={() => order({ page, counter }, pause === null ? "open" : "end-pause")}
      >
        {pause === null ? texts.openCounter : texts.endPause}
        {pause === null ? null : <kbd>{PAGE_KEY_NAMES.pause}</kbd>}
      </button>
      {pause === null ? null : (
        <p class="paused" role="status">
          {texts.pausedFor(why, clockWords(pause.since, { timeZone, language }))}
        </p>
      )}
    </>
  );
}

function Pause({ page, counter }: Props) {
  const language = page.language.value;
  const texts = SESSION_TEXTS[language];
  return (
    <details class="pause">
      <summary id="pause">
        {texts.pause} <kbd>{PAGE_KEY_NAMES.pause}</kbd>
      </summary>
      <p>{texts.pauseWhy}</p>
      <div class="reasons">
        {page.picture.value?.pauseReasons.map(({ reason, name }) => (
          <button
            key={reason}
            type="button"
            disabled={page.blocked.value !== null}
            aria-describedby="why"
            onClick={() => order({ page, counter }, "pause", { reason })}
          >
            {inLanguage(name, language)}
          </button>
        ))}
      </div>
    </details>
  );
}

function moved(list: readonly QueueId[], from: number, by: -1 | 1): QueueId[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(from + by, 0, one);
  return next;
}

type QueueLineProps = {
  readonly name: string;
  readonly isTaken: boolean;
  readonly onTake: () => void;
  readonly texts: { up: (queue: string) => string; down: (queue: string) => string };
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
};

function QueueLine({ name, isTaken, onTake, texts, onUp, onDown }: QueueLineProps) {
  return (
    <li>
      <label>
        <input type="checkbox" checked={isTaken} onChange={onTake} /> {name}
      </label>
      <button type="button" disabled={onUp === null} onClick={() => onUp?.()}>
        <span class="hidden">{texts.up(name)}</span>
        <span aria-hidden="true">▲</span>
      </button>
      <button type="button" disabled={onDown === null} onClick={() => onDown?.()}>
        <span class="hidden">{texts.down(name)}</span>
        <span aria-hidden="true">▼</span>
      </button>
    </li>
  );
}

type EndsProps = Props & {
  readonly canSave: boolean;
  readonly onSave: () => void;
  readonly onPlan: () => void;
};

function ProfileEnds({ page, counter, canSave, onSave, onPlan }: EndsProps) {
  const texts = SESSION_TEXTS[page.language.value];
  const isBlocked = page.blocked.value !== null;
  return (
    <div class="reasons">
      <button type="button" disabled={isBlocked || !canSave} aria-describedby="why" onClick={onSave}>
        {texts.save}
      </button>
      <button
        type="button"
        disabled={isBlocked || counter.queues.length === 0}
        aria-describedby="why"
        onClick={onPlan}
      >
        {texts.asPlanned}
      </button>
    </div>
  );
}

/** Nothing is sent before "Gem". */
function Profile({ page, counter }: Props) {
  const language = page.language.value;
  const texts = SESSION_TEXTS[language];
  const draft = useSignal<QueueId[] | null>(null);
  const picture = page.picture.value;
  if (picture === null || counter.allowed.length < 2) return null;
  const taken = draft.value ?? (counter.queues.length === 0 ? counter.allowed : counter.queues);
  const others = counter.allowed.filter((queue) => !taken.includes(queue));
  const nameOf = (id: QueueId) => {
    const queue = picture.queues.find((one) => one.queue === id);
    return queue === undefined ? id : `${queue.letters} ${inLanguage(queue.name, language)}`;
  };
  const send = (queues: readonly QueueId[]) => {
    draft.value = null;
    order({ page, counter }, "take-queues", { queues });
  };
  return (
    <details class="profile">
      <summary>{texts.myQueues}</summary>
      <p>{texts.myQueuesHelp}</p>
      <ol>
        {[...taken, ...others].map((queue, index) => {
          const isTaken = index < taken.length;
          const move = (by: -1 | 1) => () => void (draft.value = moved(taken, index, by));
          return (
            <QueueLine
              key={queue}
              {...{ name: nameOf(queue), isTaken, texts }}
              onTake={() => {
                draft.value = isTaken ? taken.filter((one) => one !== queue) : [...taken, queue];
              }}
              onUp={isTaken && index > 0 ? move(-1) : null}
              onDown={isTaken && index < taken.length - 1 ? move(1) : null}
            />
          );
        })}
      </ol>
      <ProfileEnds
        {...{ page, counter, canSave: taken.length > 0 && draft.value !== null }}
        onSave={() => send(taken)}
        onPlan={() => send([])}
      />
    </details>
  );
}

/** Everything about the counter and not about a ticket. */
export function Session({ page, counter }: Props) {
  const texts = SESSION_TEXTS[page.language.value];
  const isOpen = counter.state !== "closed";
  return (
    <div class="session">
      {isOpen && counter.pause === null && mayDo(page, "pause") ? (
        <Pause page={page} counter={counter} />
      ) : null}
      {mayDo(page, "take-queues") ? <Profile page={page} counter={counter} /> : null}
      <div class="reasons">
        {(isOpen || counter.pause !== null) && mayDo(page, "close-counter") ? (
          <button
            type="button"
            class="close-counter"
            disabled={page.blocked.value !== null}
            aria-describedby="why"
            onClick={() => order({ page, counter }, "close")}
          >
            {texts.closeCounter}
          </button>
        ) : null}
        <CallColleague page={page} />
      </div>
    </div>
  );
}
