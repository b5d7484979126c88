/**
 * One ticket in a list of the staff page, with its keys and, unfolded, where it can go.
 * Knows no connection; commands come from `view.ts`.
 */
import { useSignal } from "@preact/signals";
import type { ListedTicket, StaffPicture } from "../../../protocol/snapshots.ts";
import type { CounterId } from "../../../protocol/terms.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { clockWords, whyWords } from "../../../protocol/texts/words.ts";
import { Choice } from "./choice.tsx";
import { type CounterPage, mayDo } from "./counter-page.ts";
import { guestName } from "./guests.ts";
import { remarksOf, whyNow } from "./remarks.ts";
import { Reprint } from "./reprint.tsx";
import { ticketCommand } from "./view.ts";
import { places } from "./visit.tsx";

type TicketAction = Parameters<typeof ticketCommand>[0];

/** What can be done with a ticket, by the list that it stands in. */
export const ACTIONS = {
  waiting: ["call", "cancel"],
  parked: ["resume", "cancel"],
  recovered: ["confirm", "cancel"],
  "no-show": ["call", "requeue"],
} as const satisfies Readonly<Record<string, readonly TicketAction[]>>;
type RowProps = {
  readonly page: CounterPage;
  readonly ticket: ListedTicket;
  readonly actions: readonly TicketAction[];
};

/** The counter that commands of this page come from; `null` on the floor. */
const fromCounter = (page: CounterPage): CounterId | null => page.counter.value?.counter ?? null;

/** A ticket that waits or was missed can be moved and, from the floor, called to a counter that is free. */
function Turns({ page, ticket, picture }: Omit<RowProps, "actions"> & { readonly picture: StaffPicture }) {
  const language = page.language.value;
  const [texts, more] = [STAFF_TEXTS[language], SESSION_TEXTS[language]];
  const isBlocked = page.blocked.value !== null;
  const counter = fromCounter(page);
  const { queues, counters, people } = places(picture, null, language);
  const free = picture.counters.filter(({ state }) => state === "free").map((one) => one.counter as string);
  const move = (to: Readonly<Record<string, string>>) => {
    const at = counter === null ? {} : { counter };
    void page.order({ path: `tickets/${ticket.id}/transfer`, body: { ...at, saw: ticket.state, ...to } });
  };
  const choice = { isBlocked, press: texts.command.transfer };
  return (
    <div class="picks">
      {counter === null && ticket.callable ? (
        <Choice
          {...{ id: `call-${ticket.id}`, label: more.callTo, press: texts.command.call, isBlocked }}
          options={counters.filter(({ id }) => free.includes(id))}
          onPick={(id) => void page.order(ticketCommand("call", ticket, id as CounterId))}
        />
      ) : null}
      <Choice
        {...{ ...choice, id: `queue-${ticket.id}`, label: texts.toQueue }}
        options={queues.filter(({ id }) => id !== ticket.queue)}
        onPick={(queue) => move({ queue })}
      />
      <Choice
        {...{ ...choice, id: `counter-${ticket.id}`, label: texts.toCounter, options: counters }}
        onPick={(toCounter) => move({ toCounter })}
      />
      <Choice
        {...{ ...choice, id: `person-${ticket.id}`, label: texts.toPerson, options: people }}
        onPick={(toStaff) => move({ toStaff })}
      />
    </div>
  );
}

function Keys({ page, ticket, actions }: RowProps) {
  const texts = STAFF_TEXTS[page.language.value];
  return (
    <>
      {actions.map((action) => (
        <button
          key={action}
          type="button"
          class={action}
          disabled={page.blocked.value !== null || (action === "call" && !ticket.callable)}
          aria-describedby="why"
          onClick={() => void page.order(ticketCommand(action, ticket, fromCounter(page)))}
        >
          {texts.command[action]} <span class="hidden">{ticket.number}</span>
        </button>
      ))}
    </>
  );
}

function About({ page, ticket, picture }: Omit<RowProps, "actions"> & { readonly picture: StaffPicture }) {
  const language = page.language.value;
  const telling = { timeZone: picture.timeZone, language, queues: picture.queues };
  const remark = remarksOf(ticket, picture, language).join(" · ");
  const name = guestName(page, ticket);
  return (
    <span class="arrived">
      {name === null ? null : <b dir="auto">{name} </b>}
      {ticket.why === null
        ? `${STAFF_TEXTS[language].arrived} ${clockWords(ticket.arrivedAt, telling)}`
        : whyWords(whyNow(ticket, ticket.why), telling)}
      {remark === "" ? null : <em> · {remark}</em>}
    </span>
  );
}

/** On the floor nobody is called to a counter that is not named, so that calling stands with where. */
function keysOf(page: CounterPage, actions: readonly TicketAction[]): readonly TicketAction[] {
  const isFloor = page.counter.value === null;
  const here = actions.filter((action) => !isFloor || (action !== "call" && action !== "resume"));
  return here.filter((action) => mayDo(page, action));
}

export function TicketRow({ page, ticket, actions }: RowProps) {
  const isOpen = useSignal(false);
  const picture = page.picture.value;
  if (picture === null) return null;
  const isMovable = ticket.state === "waiting" || ticket.state === "no-show" || ticket.state === "parked";
  const canTurn = isMovable && mayDo(page, "transfer");
  const here = keysOf(page, actions).filter((action) => action !== "cancel" || !canTurn);
  const words = SESSION_TEXTS[page.language.value].rowMore;
  return (
    <li class="ticket">
      <bdi dir="ltr" class="number">
        {ticket.number}
      </bdi>
      <About page={page} ticket={ticket} picture={picture} />
      <Keys page={page} ticket={ticket} actions={here} />
      {canTurn ? (
        <button
          type="button"
          class="unfold"
          aria-expanded={isOpen.value}
          onClick={() => void (isOpen.value = !isOpen.value)}
        >
          <span class="hidden">
            {words} {ticket.number}
          </span>
          <span aria-hidden="true">…</span>
        </button>
      ) : null}
      {canTurn && isOpen.value ? (
        <div class="turns">
          <Turns page={page} ticket={ticket} picture={picture} />
          <div class="ends">
            {mayDo(page, "order-reprint") ? <Reprint page={page} ticket={ticket} /> : null}
            {actions.includes("cancel") && mayDo(page, "cancel") ? (
              <Keys page={page} ticket={ticket} actions={["cancel"]} />
            ) : null}
          </div>
        </div>
      ) : null}
    </li>
  );
}
