/**
 * Citizens of appointments at the stand (R3): what they present becomes a digest, the hub says whom it stands for, and while it is away
 * the day's list does, by the same rule. Whoever is welcome gets a ticket the ordinary way, through the outbox (design rules 1 to 6).
 * Pure; knows no key but as data to hand on, and forgets a CPR number with the event that brought it.
 */
import {
  type ExpectedGuest,
  isSlowed,
  type Judged,
  judge,
  type Shown,
  withWrong,
} from "../../../protocol/check-in.ts";
import type { Message } from "../../../protocol/messages.ts";
import type { TicketNumber } from "../../../protocol/terms.ts";
import { headOf, standTime, trustedNow } from "./fresh.ts";
import { acceptGuest } from "./issue.ts";
import { isOnline } from "./opening.ts";
import { explain } from "./screen.ts";
import {
  chain,
  type Lookup,
  type Moment,
  only,
  type StandEvent,
  type StandState,
  type Step,
} from "./state.ts";
import { ticketOfGuest } from "./ticket.ts";

/** What could be guessed waits after five wrong ones; all else is made a digest of. */
export function presentGuest(state: StandState, shown: Shown, moment: Moment): Step {
  if (shown.kind !== "link" && isSlowed(state.tries, moment.monoMs))
    return explain(state, { refused: "codes-slowed" }, moment);
  return only(state, { do: "digest", shown, key: state.expected?.key ?? null });
}

type Digested = Extract<StandEvent, { kind: "digested" }>;

/** The hub is asked; of a card it is told the digest alone, which without a day's list there is none of. */
export function onDigested(state: StandState, { code, digest }: Digested, moment: Moment): Step {
  const head = headOf(moment, "code");
  const lookup: Lookup = { request: head.id, code: code ?? "", guest: { digest } };
  if (!isOnline(state)) return judgeHere(state, lookup, moment);
  if (code === null && digest === null) return explain(state, { refused: "code-unknown" }, moment);
  const { language } = state;
  const message = { ...head, code: code ?? "", language, presented: standTime(state, moment) };
  const asked = code === null && digest !== null ? { ...message, digest } : message;
  return only(
    { ...state, lookup },
    { do: "publish", topic: "checkIn", message: asked },
    { do: "timer", name: "code", afterMs: 2 * state.timings.answerMs },
  );
}

/** Of a guest who was given a ticket here; the hub may not have heard of it. */
function numberHere({ book }: StandState, { guest }: ExpectedGuest): TicketNumber | null {
  return ticketOfGuest(book.tickets, guest)?.number ?? null;
}

/** By the day's list, with whoever has come here since it was told. */
export function judgeHere(state: StandState, { guest }: Lookup, moment: Moment): Step {
  const { expected } = state;
  const at = trustedNow(state, moment);
  const digest = guest?.digest ?? null;
  if (expected === null || digest === null || at === null) return away(state, moment);
  const { rules, guests } = expected;
  if (at < rules.from || at >= rules.until) return away(state, moment);
  const found = Object.values(guests)
    .filter(({ digests }) => digests.includes(digest))
    .map((one) => ({ ...one, arrived: one.arrived ?? numberHere(state, one) }));
  return onJudged(state, judge(found, rules, at), moment);
}

const away = (state: StandState, moment: Moment): Step => explain(state, { refused: "off-line" }, moment);

/** With what the hub has for the receipt. */
type Verdict = Judged & { readonly message?: string | undefined };

/** The hub's verdict, or the stand's own. Whoever got a ticket here has come, whether the hub has heard of it or not. */
function onJudged(state: StandState, judged: Verdict, moment: Moment): Step {
  if ("welcome" in judged) {
    const here = ticketOfGuest(state.book.tickets, judged.welcome.guest);
    if (here === undefined) return welcome(state, judged, moment);
    return refuse(state, { refused: "already-checked-in", guest: judged.welcome }, moment);
  }
  if ("guest" in judged) return refuse(state, judged, moment);
  const tries = withWrong(state.tries, moment.monoMs);
  return explain({ ...state, tries }, { refused: judged.refused }, moment);
}

function refuse(
  state: StandState,
  { refused, guest }: Extract<Judged, { guest: ExpectedGuest }>,
  moment: Moment,
): Step {
  const number = numberHere(state, guest) ?? guest.arrived;
  const opensAt = guest.startAt - (state.expected?.rules.earlyMs ?? 0);
  return explain(state, { refused, appointment: { at: guest.startAt, opensAt, number } }, moment);
}

function welcome(
  state: StandState,
  { welcome: guest, next, message }: Extract<Verdict, { welcome: ExpectedGuest }>,
  moment: Moment,
): Step {
  const { appointment, startAt: at, room, isCounted, service, queue } = guest;
  const agreed = { appointment, guest: guest.guest, at, room, isCounted };
  const { step, ticketId } = acceptGuest(state, { queue, service, agreed }, moment);
  const arrivedAt = trustedNow(state, moment);
  const nextAt = next?.startAt ?? null;
  const personal = message === undefined ? {} : { [ticketId]: message };
  const said = { welcome: { ticketId, agreedAt: at, arrivedAt, room, isCounted, nextAt } };
  return chain(
    step,
    (after) => only({ ...after, personal: { ...after.personal, ...personal } }),
    (after) => explain(after, said, moment),
  );
}

/** What the hub says of the last code, where that was an appointment's. */
export function onCheckInAnswer(
  state: StandState,
  { transaction, answer }: Message<"checkInAnswer">,
  moment: Moment,
): Step {
  const { lookup } = state;
  if (lookup?.request !== transaction || lookup.guest === undefined || "state" in answer) return only(state);
  const settled = { ...state, lookup: null };
  return chain(only(settled, { do: "stop-timer", name: "code" }), (next) =>
    "welcome" in answer ? onJudged(next, answer, moment) : onRefusal(next, answer, moment),
  );
}

type Refusal = Extract<Message<"checkInAnswer">["answer"], { refused: unknown }>;

function onRefusal(state: StandState, { refused, guest, rules, elsewhere }: Refusal, moment: Moment): Step {
  if (elsewhere !== undefined) return explain(state, { refused, elsewhere }, moment);
  if (guest === undefined) {
    const isWrong = refused === "code-unknown";
    const tries = isWrong ? withWrong(state.tries, moment.monoMs) : state.tries;
    return explain({ ...state, tries }, { refused }, moment);
  }
  const { startAt: at, arrived } = guest;
  const appointment = { at, opensAt: at - (rules?.earlyMs ?? 0), number: arrived };
  return explain(state, { refused, appointment }, moment);
}

/** Whom the day expects: kept in memory alone. Another list takes the place of the old one. */
export function onExpected(state: StandState, message: Message<"expected">): Step {
  const { list, key, rules, guests } = message;
  const known = state.expected?.list === list ? state.expected.guests : {};
  const told = Object.fromEntries(guests.map((one) => [one.guest, one]));
  return only({ ...state, expected: { list, key, rules, guests: { ...known, ...told } } });
}
