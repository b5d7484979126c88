/**
 * The queues of the staff page: who waits and since when, recovered tickets, today's no-shows.
 * Knows no connection; lists and commands come from `view.ts`.
 */
import { useSignal } from "@preact/signals";
import type { StaffPicture } from "../../../protocol/snapshots.ts";
import { inLanguage } from "../../../protocol/terms.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { opensAtWords, waitWords } from "../../../protocol/texts/words.ts";
import type { CounterPage } from "./counter-page.ts";
import { Find } from "./find.tsx";
import { AsOf } from "./order.tsx";
import { ACTIONS, TicketRow } from "./row.tsx";
import { runningTime } from "./running-time.ts";
import { LISTED_AT_ONCE, ticketsIn, type WaitingQueue, waitingByQueue } from "./view.ts";

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

type AllProps = {
  readonly page: CounterPage;
  readonly waiting: WaitingQueue;
  readonly isAll: boolean;
  readonly onAll: () => void;
};

/** Shows everybody of a queue, or its first ones again. */
function AllOrFirst({ page, waiting: { tickets, more }, isAll, onAll }: AllProps) {
  const texts = STAFF_TEXTS[page.language.value];
  const { showAll, showFewer } = SESSION_TEXTS[page.language.value];
  return (
    <>
      {tickets.length <= LISTED_AT_ONCE ? null : (
        <button type="button" class="all" aria-expanded={isAll} onClick={onAll}>
          {isAll ? showFewer : showAll(tickets.length)}
        </button>
      )}
      {more > 0 && (isAll || tickets.length <= LISTED_AT_ONCE) ? (
        <p class="more">{texts.moreWaiting(more)}</p>
      ) : null}
    </>
  );
}

function QueueBox({ page, waiting }: { readonly page: CounterPage; readonly waiting: WaitingQueue }) {
  const isAll = useSignal(false);
  const language = page.language.value;
  const texts = STAFF_TEXTS[language];
  const { queue, tickets } = waiting;
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
        {tickets.slice(0, isAll.value ? undefined : LISTED_AT_ONCE).map((ticket) => (
          <TicketRow key={ticket.id} page={page} ticket={ticket} actions={ACTIONS.waiting} />
        ))}
      </ol>
      <AllOrFirst
        {...{ page, waiting, isAll: isAll.value }}
        onAll={() => void (isAll.value = !isAll.value)}
      />
    </section>
  );
}

type ListProps = {
  readonly page: CounterPage;
  readonly state: "parked" | "recovered" | "no-show";
};

function TicketList({ page, state }: ListProps) {
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
          <TicketRow key={ticket.id} page={page} ticket={ticket} actions={ACTIONS[state]} />
        ))}
      </ol>
    </section>
  );
}

function Lists({ page, picture }: { readonly page: CounterPage; readonly picture: StaffPicture }) {
  return (
    <>
      <TicketList page={page} state="parked" />
      <TicketList page={page} state="recovered" />
      {waitingByQueue(picture).map((waiting) => (
        <QueueBox key={waiting.queue.queue} page={page} waiting={waiting} />
      ))}
      <TicketList page={page} state="no-show" />
    </>
  );
}

/** All lists of tickets, or what is found in them. */
export function Queues({ page }: { readonly page: CounterPage }) {
  const typed = useSignal("");
  const picture = page.picture.value;
  if (picture === null) return null;
  const texts = STAFF_TEXTS[page.language.value];
  return (
    <section class="queues" aria-label={texts.queues}>
      <h2>{texts.queues}</h2>
      <AsOf page={page} />
      <Find page={page} typed={typed} />
      {typed.value.trim() === "" ? <Lists page={page} picture={picture} /> : null}
    </section>
  );
}
