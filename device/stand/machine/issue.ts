/**
 * From the accepted press to a number on disk: the hub's number in time, else the stand's own (design rules 1, 2, 3, 6).
 * Pure; knows no printer beyond "print this now".
 */
import type { Message } from "../../../protocol/messages.ts";
import { type Refusal, type ServiceDay, type TicketId, type TicketNumber } from "../../../protocol/terms.ts";
import { bearerOf, nextOwnNumber } from "./book.ts";
import { freshTicket, headOf, standTime } from "./fresh.ts";
import { guard, release } from "./guard.ts";
import type { Intent } from "./line.ts";
import { isOnline, type OfferedService } from "./opening.ts";
import { flush } from "./replay.ts";
import { explain } from "./screen.ts";
import { chain, type Issuing, type Moment, only, type StandState, type Step } from "./state.ts";
import { ticketOf } from "./ticket.ts";
import { write } from "./write.ts";

export const answerTimer = (ticketId: TicketId): string => `answer:${ticketId}`;

type Asking = Extract<Issuing, { phase: "asking" }>;

function withIssuing(state: StandState, issuing: Issuing): StandState {
  return { ...state, issuing: { ...state.issuing, [issuing.intent.ticketId]: issuing } };
}

export function withoutIssuing(state: StandState, ticketId: TicketId): StandState {
  const { [ticketId]: _done, ...issuing } = state.issuing;
  const { [ticketId]: _printed, ...personal } = state.personal;
  return { ...state, issuing, personal };
}

function askingOf(state: StandState, ticketId: TicketId): Asking | null {
  const issuing = state.issuing[ticketId];
  return issuing?.phase === "asking" ? issuing : null;
}

export type Press = {
  readonly button: number;
  readonly service: OfferedService;
  /** What was chosen in the menus, in Danish. */
  readonly answers: readonly string[];
  readonly withoutCode?: string | undefined;
};

/** What a ticket is for. */
type Wanted = Pick<Intent, "queue" | "service" | "agreed" | "withoutCode"> & {
  readonly answers: readonly string[];
};

export function intentOf(state: StandState, wanted: Wanted, moment: Moment): Intent {
  const { queue, service, agreed, withoutCode, answers } = wanted;
  const intent = {
    ...freshTicket(moment),
    queue,
    service,
    serviceDay: state.book.serviceDay,
    language: state.language,
    issued: standTime(state, moment),
  };
  const asked = answers.length === 0 ? intent : { ...intent, answers: [...answers] };
  const answered = agreed === undefined ? asked : { ...asked, agreed };
  const called = withoutCode === undefined ? answered : { ...answered, withoutCode };
  return state.access.speech === null ? called : { ...called, assist: "fetch" };
}

function ask(state: StandState, { withoutCode: _ours, ...intent }: Intent, moment: Moment): Step {
  const message: Message<"issue"> = {
    ...headOf(moment, "issue"),
    ...intent,
    outboxId: state.who.outboxId,
  };
  return only(
    state,
    { do: "publish", topic: "issue", message },
    { do: "timer", name: answerTimer(intent.ticketId), afterMs: state.timings.answerMs },
  );
}

/** A press that gives a ticket: the intent to the outbox, then the hub is asked, or while it is away the own series. */
export function accept(state: StandState, press: Press, moment: Moment): Step {
  const { button, service, answers, withoutCode } = press;
  const { queue, service: id } = service;
  const intent = intentOf(state, { queue, service: id, answers, withoutCode }, moment);
  return begin(guard({ ...state, way: [] }, button, intent.ticketId), intent, moment);
}

/** A citizen with an appointment: no button is theirs, and all else is as after a press. */
export function acceptGuest(
  state: StandState,
  wanted: Omit<Wanted, "answers">,
  moment: Moment,
): { readonly step: Step; readonly ticketId: TicketId } {
  const intent = intentOf(state, { ...wanted, answers: [] }, moment);
  return { step: begin(only({ ...state, way: [] }), intent, moment), ticketId: intent.ticketId };
}

/** A ticket that stands in the outbox already, and was waited with. */
export function acceptIntent(state: StandState, intent: Intent, moment: Moment): Step {
  return begin(only(state), intent, moment);
}

function begin(first: Step, intent: Intent, moment: Moment): Step {
  const { ticketId } = intent;
  const asking: Issuing = { intent, ahead: null, wait: null, phase: "asking", ownIn: null };
  const accepted = chain(first, (next) =>
    only(withIssuing(next, asking), { do: "stop-timer", name: "menu" }),
  );
  const { state } = accepted;
  // Off line the intent goes to the disk together with the number: one fdatasync.
  if (!isOnline(state))
    return chain(
      accepted,
      (next) => write(next, [{ kind: "intent", ticket: intent }]),
      (next) => numberOurselves(next, ticketId, moment),
    );
  return chain(
    accepted,
    (next) => write(next, [{ kind: "intent", ticket: intent }], { sync: true }),
    (next) => ask(next, intent, moment),
  );
}

type Given = {
  readonly number: TicketNumber;
  readonly series: "plain" | "own";
  readonly serviceDay: ServiceDay;
};

/** The number is final: onto the disk, and only `stored` lets the printer begin (design rule 3). */
function settleNumber(state: StandState, asking: Asking, given: Given): Step {
  const { intent, ahead, wait } = asking;
  const { number, series, serviceDay } = given;
  const stored = withIssuing(state, { intent, ahead, wait, phase: "storing", number, series });
  const line = { kind: "number", ticket: intent, number, series, serviceDay, mark: state.mark } as const;
  const written = chain(only(stored, { do: "stop-timer", name: answerTimer(intent.ticketId) }), (next) =>
    write(next, [line], { stores: intent.ticketId }),
  );
  if (state.storage.isOk) return written;
  // Without a disk only the hub's own number may be printed: its ledger has it (design rule 12).
  return chain(written, (next) => startPrinting(next, intent.ticketId));
}

/** `stored`: the first byte may go to the printer. */
export function startPrinting(state: StandState, ticketId: TicketId): Step {
  const issuing = state.issuing[ticketId];
  const ticket = ticketOf(state.book.tickets, ticketId);
  if (issuing?.phase !== "storing" || !ticket) return only(state);
  const { ahead, wait } = issuing;
  return only(withIssuing(state, { ...issuing, phase: "printing" }), {
    do: "print",
    job: "ticket",
    ticket,
    ahead,
    wait,
  });
}

/** The next number of the own series, or the ticket is withdrawn where there is none (design rules 2, 6, 12). */
function numberOurselves(state: StandState, ticketId: TicketId, moment: Moment): Step {
  const asking = askingOf(state, ticketId);
  if (!asking) return only(state);
  const number = state.storage.isOk ? nextOwnNumber(state.book, asking.intent.queue) : null;
  const { serviceDay } = state.book;
  if (number === null || serviceDay === null) return refuse(state, { ticketId, because: "off-line" }, moment);
  return settleNumber(state, asking, { number, series: "own", serviceDay });
}

/** No ticket comes of it: nothing is printed, and the hub is told so that no ghost waits. */
export function withdraw(state: StandState, ticketId: TicketId, moment: Moment): Step {
  return chain(
    only(withoutIssuing(state, ticketId), { do: "stop-timer", name: answerTimer(ticketId) }),
    (next) => write(next, [{ kind: "result", ticketId, paper: "withdrawn" }]),
    (next) => release(next, ticketId),
    (next) => flush(next, moment),
  );
}

type Refused = { readonly ticketId: TicketId; readonly because: Refusal | "off-line" };

/** Withdrawn, and the screen says why. */
function refuse(state: StandState, { ticketId, because }: Refused, moment: Moment): Step {
  return chain(withdraw(state, ticketId, moment), (next) => explain(next, { refused: because }, moment));
}

type NumberAnswer = Extract<Message<"issueAnswer">["answer"], { kind: "number" }>;

function takeNumber(state: StandState, asking: Asking, answer: NumberAnswer): Step {
  const { number, serviceDay, ahead, wait } = answer;
  const known = { ...asking, ahead, wait };
  const bearer = bearerOf(state.book, serviceDay, number);
  // A hub that fell back to an old copy may give a number again that is on paper here (design rule 8).
  if (bearer !== undefined && bearer !== asking.intent.ticketId)
    return only(withIssuing(state, { ...known, ownIn: state.book.serviceDay ?? serviceDay }));
  return settleNumber(state, known, { number, series: "plain", serviceDay });
}

/** Held and closed series: own numbers as soon as there is a lease for that day; the answer timer still runs. */
function takeOwn(state: StandState, asking: Asking, day: ServiceDay): Step {
  return only(withIssuing(state, { ...asking, ownIn: day }));
}

/** The hub's answer; one that comes after the stand has numbered by itself is dropped: `printed` will rename. */
export function onIssueAnswer(state: StandState, message: Message<"issueAnswer">, moment: Moment): Step {
  const asking = askingOf(state, message.ticketId);
  if (!asking) return only(state);
  const { answer } = message;
  if (answer.kind === "refused")
    return refuse(state, { ticketId: message.ticketId, because: answer.refused }, moment);
  const { ahead, wait } = answer;
  const step =
    answer.kind === "number"
      ? takeNumber(state, asking, answer)
      : takeOwn(state, { ...asking, ahead, wait }, answer.serviceDay);
  return chain(step, (next) => numberLeased(next, moment));
}

/** Everything the hub told us to number ourselves and that a lease now covers. */
export function numberLeased(state: StandState, moment: Moment): Step {
  const waiting = Object.values(state.issuing).filter(
    (issuing) =>
      issuing.phase === "asking" &&
      issuing.ownIn !== null &&
      nextOwnNumber(state.book, issuing.intent.queue) !== null,
  );
  return chain(
    only(state),
    ...waiting.map(
      ({ intent }) =>
        (next: StandState) =>
          numberOurselves(next, intent.ticketId, moment),
    ),
  );
}

/** The answer did not come in time: the link counts as down until the hub says something (design rule 2). */
export function onAnswerTimeout(state: StandState, ticketId: TicketId, moment: Moment): Step {
  const asking = askingOf(state, ticketId);
  if (!asking) return only(state);
  const isSilent = asking.ownIn === null;
  const link = isSilent ? { ...state.link, isSilent, hasAnswered: false } : state.link;
  return numberOurselves({ ...state, link }, ticketId, moment);
}

/** The disk failed under a number that was being stored (design rule 12). */
export function onStorageFailed(state: StandState, moment: Moment): Step {
  const storing = Object.values(state.issuing).filter((issuing) => issuing.phase === "storing");
  return chain(
    only(state),
    ...storing.map((issuing) => (next: StandState) => {
      const { ticketId } = issuing.intent;
      if (issuing.phase === "storing" && issuing.series === "plain") return startPrinting(next, ticketId);
      return refuse(next, { ticketId, because: "off-line" }, moment);
    }),
  );
}
