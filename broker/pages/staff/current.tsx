/**
 * The counter's own part of the staff page: the huge "Kald næste", the ticket at the counter, its keys, undo.
 * Knows no connection; what may be pressed comes from `view.ts`.
 */
import type { Language } from "../../../protocol/terms.ts";
import type { StaffTexts } from "../../../protocol/texts/keys.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { whyWords } from "../../../protocol/texts/words.ts";
import { type CounterPage, mayDo } from "./counter-page.ts";
import { guestName } from "./guests.ts";
import { KEY_NAMES } from "./keys.ts";
import { remarksOf } from "./remarks.ts";
import { runningTime } from "./running-time.ts";
import { SaidLine } from "./said.tsx";
import { NotCalling, Session } from "./session.tsx";
import { Undo } from "./undo.tsx";
import { type Counter, type CounterAction, isOffered, nextFor } from "./view.ts";
import { Visit } from "./visit.tsx";

const KEYS = ["recall", "serve", "no-show", "finish", "park"] as const satisfies readonly CounterAction[];

type Props = { readonly page: CounterPage };

/** Why no key works now, in words; screen readers hear it with every key. */
export function WhyBlocked({ page }: Props) {
  const texts = STAFF_TEXTS[page.language.value];
  const blocked = page.blocked.value;
  const words = { starting: texts.starting, lost: texts.lostHelp, sending: texts.sending };
  return (
    <p id="why" class={`why ${blocked ?? ""}`}>
      {blocked === null ? "" : words[blocked]}
    </p>
  );
}

function CounterKey({ page, action, counter }: Props & { action: CounterAction; counter: Counter }) {
  const isHere = isOffered(action, counter, page.at.value);
  return (
    <button
      type="button"
      class={`key ${action}`}
      disabled={!isHere || page.blocked.value !== null}
      aria-describedby="why"
      aria-keyshortcuts={KEY_NAMES[action]}
      onClick={() => void page.act(action)}
    >
      {STAFF_TEXTS[page.language.value].command[action]}
      <kbd>{KEY_NAMES[action]}</kbd>
    </button>
  );
}

function nobodyWords({ state, pause }: Counter, language: Language): string {
  if (pause !== null) return SESSION_TEXTS[language].pause;
  const texts = STAFF_TEXTS[language];
  return state === "closed" ? texts.counterState.closed : texts.nobody;
}

/** The ticket at the counter with its running time. */
function AtCounter({ page, counter, texts }: Props & { counter: Counter; texts: StaffTexts }) {
  const { ticket } = counter;
  if (ticket === null)
    return (
      <div class="at-counter nobody">
        <p>{nobodyWords(counter, page.language.value)}</p>
      </div>
    );
  const since = ticket.servingAt ?? ticket.calledAt;
  const picture = page.picture.value;
  const remarks = picture === null ? [] : remarksOf(ticket, picture, page.language.value);
  const name = guestName(page, ticket);
  return (
    <div class={`at-counter ${counter.state}`}>
      <p class="state">{texts.counterState[counter.state]}</p>
      <p class="number">
        <bdi dir="ltr">{ticket.number}</bdi>
      </p>
      {name === null ? null : (
        <p class="guest" dir="auto">
          {name}
        </p>
      )}
      {remarks.length === 0 ? null : <p class="remarks">{remarks.join(" · ")}</p>}
      {since === null ? null : (
        <p class="time">
          {ticket.servingAt === null ? texts.calledSince : texts.servingSince}{" "}
          <span class="running">{runningTime(page.at.value - since)}</span>
        </p>
      )}
    </div>
  );
}

/** Asks whether an unusually long service still runs; a forgotten one would spoil what others are told to wait. */
function StillAsked({ page, counter, texts }: Props & { counter: Counter; texts: StaffTexts }) {
  if (counter.ticket === null || !isOffered("still", counter, page.at.value)) return null;
  return (
    <div class="still" role="status">
      <p>{texts.stillServing(counter.ticket.number)}</p>
      <CounterKey page={page} action="still" counter={counter} />
    </div>
  );
}

/** Whom the next call takes, and why. */
function Next({ page, counter, texts }: Props & { counter: Counter; texts: StaffTexts }) {
  const next = nextFor(counter, page.person.value);
  if (next === null) return null;
  const picture = page.picture.value;
  const telling = {
    ...{ timeZone: picture?.timeZone ?? "UTC", language: page.language.value },
    queues: picture?.queues ?? [],
  };
  return (
    <p class="next">
      {texts.next} <bdi dir="ltr">{next.number}</bdi> · {whyWords(next.why, telling)}
    </p>
  );
}

function CallNext({ page, counter, texts }: Props & { counter: Counter; texts: StaffTexts }) {
  if (counter.state === "closed" || counter.pause !== null)
    return <NotCalling page={page} counter={counter} />;
  if (!mayDo(page, "call-next")) return <Next page={page} counter={counter} texts={texts} />;
  return (
    <>
      <button
        type="button"
        class="call-next"
        disabled={page.blocked.value !== null}
        aria-describedby="why"
        aria-keyshortcuts="Space Enter F8"
        onClick={() => void page.act("call-next")}
      >
        {texts.command["call-next"]}
        <kbd>F8</kbd>
      </button>
      <Next page={page} counter={counter} texts={texts} />
    </>
  );
}

/** The column of one counter. */
export function Current({ page, counter }: Props & { counter: Counter }) {
  const texts = STAFF_TEXTS[page.language.value];
  return (
    <section class="current" aria-label={texts.counter}>
      <CallNext page={page} counter={counter} texts={texts} />
      <WhyBlocked page={page} />
      <AtCounter page={page} counter={counter} texts={texts} />
      <StillAsked page={page} counter={counter} texts={texts} />
      <div class="keys">
        {KEYS.filter((action) => mayDo(page, action)).map((action) => (
          <CounterKey key={action} page={page} action={action} counter={counter} />
        ))}
      </div>
      {counter.ticket === null ? null : <Visit page={page} counter={counter} ticket={counter.ticket} />}
      <div class="after">
        <Undo page={page} />
        <SaidLine page={page} />
      </div>
      <Session page={page} counter={counter} />
    </section>
  );
}
