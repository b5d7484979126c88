/**
 * The queues of the staff page: who waits and since when, recovered tickets, today's no-shows.
 * Knows no connection; lists and commands come from `view.ts`.
 */
import { inLanguage } from "../../../protocol/terms.ts";
import { STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { opensAtWords, waitWords } from "../../../protocol/texts/words.ts";
import type { CounterPage } from "./counter-page.ts";
import { AsOf } from "./order.tsx";
import { type TicketAction, TicketRow } from "./row.tsx";
import { runningTime } from "./running-time.ts";
import { ticketsIn, type WaitingQueue, waitingByQueue } from "./view.ts";

function aboutQueue({ queue }: WaitingQueue, page: CounterPage): string {
  const language = page.language.value;
  const texts = STAFF_TEXTS[language];
  if (queue.open) return [texts.waiting(queue.waiting), ...(queue.limit ? [texts.given] : [])].join(" · ");
  if (queue.waiting > 0) return texts.closedButWaiting(queue.waiting);
  const closed = queue.closedFor ? texts.closedFor(inLanguage(queue.closedFor, language)) : texts.closed;
  const telling = { timeZone: page.picture.value?.timeZone ?? "UTC", language };
  const opens = queue.opensAt === null ? [] : [opensAtWords(queue.opensAt, page.at.value, telling)];
  return [closed, ...opens].join(" · ");
}

function QueueBox({ page, waiting }: { readonly page: CounterPage; readonly waiting: WaitingQueue }) {
  const language = page.language.value;
  const texts = STAFF_TEXTS[language];
  const { queue, tickets, more } = waiting;
  const since = queue.longestSince;
  const expected = waitWords(queue.wait, language);
  return (
    <section class={queue.open ? "queue" : "queue shut"} aria-label={inLanguage(queue.name, language)}>
      <h3>
        <bdi dir="ltr">{queue.letters}</bdi> {inLanguage(queue.name, language)}
      </h3>
      <p class="about">
        <strong>{aboutQueue(waiting, page)}</strong>
        {since === null ? "" : ` · ${texts.longest} ${runningTime(page.at.value - since)}`}
        {expected === null ? "" : ` · ${texts.expected} ${expected}`}
      </p>
      <ol class="tickets">
        {tickets.map((ticket) => (
          <TicketRow key={ticket.id} page={page} ticket={ticket} actions={["call", "cancel"]} />
        ))}
      </ol>
      {more > 0 ? <p class="more">{texts.moreWaiting(more)}</p> : null}
    </section>
  );
}

type ListProps = {
  readonly page: CounterPage;
  readonly state: "parked" | "recovered" | "no-show";
  readonly actions: readonly TicketAction[];
};

function TicketList({ page, state, actions }: ListProps) {
  const texts = STAFF_TEXTS[page.language.value];
  const picture = page.picture.value;
  const tickets = picture === null ? [] : ticketsIn(picture, state);
  if (tickets.length === 0) return null;
  const heading = { parked: texts.parked, recovered: texts.recovered, "no-show": texts.noShows }[state];
  return (
    <section class={`queue ${state}`} aria-label={heading}>
      <h3>{heading}</h3>
      {state === "recovered" ? <p class="about">{texts.recoveredHelp}</p> : null}
      <ol class="tickets">
        {tickets.map((ticket) => (
          <TicketRow key={ticket.id} page={page} ticket={ticket} actions={actions} />
        ))}
      </ol>
    </section>
  );
}

/** All lists of tickets. */
export function Queues({ page }: { readonly page: CounterPage }) {
  const picture = page.picture.value;
  if (picture === null) return null;
  const texts = STAFF_TEXTS[page.language.value];
  return (
    <section class="queues" aria-label={texts.queues}>
      <h2>{texts.queues}</h2>
      <AsOf page={page} />
      <TicketList page={page} state="parked" actions={["resume", "cancel"]} />
      <TicketList page={page} state="recovered" actions={["confirm", "cancel"]} />
      {waitingByQueue(picture).map((waiting) => (
        <QueueBox key={waiting.queue.queue} page={page} waiting={waiting} />
      ))}
      <TicketList page={page} state="no-show" actions={["call", "requeue"]} />
    </section>
  );
}
