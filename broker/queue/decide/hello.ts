/**
 * A stand says hello: does its mark fit this ledger (design rule 8), which day is it (7), which letters are its own (6)?
 * Knows no ticket.
 */
import type { HelloAnswer, Stamp, StandHello } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { openDay } from "../find.ts";
import { type Decision, NOTHING, type Rule } from "../rule.ts";
import type { HubState } from "../state.ts";
import { ensureDay, nameFor, standingOf } from "./day.ts";
import { LAST_OF_LEASE } from "./series.ts";

type Hello = StandHello & Stamp;

/** A day that this ledger does not know is taken up from a stand that has tickets of it, or while a day is open. */
export const joinOnHello =
  (command: Hello): Rule =>
  (state) => {
    const { serviceDay } = command;
    const isUnknown = serviceDay !== null && standingOf(state, serviceDay, command) === "unknown";
    const isWanted = isUnknown && (command.tickets > 0 || openDay(state) !== null);
    return isWanted ? ensureDay(state, serviceDay, command) : NOTHING;
  };

/**
 * How a stand's mark fits: `behind` when the stand has seen more than this ledger knows, or tickets of this day under a ledger
 * that is unknown here; `lost` when that was found out already.
 */
function fit(state: HubState, command: Hello): "agrees" | "new" | "lost" | "behind" {
  const { ledger, serviceDay, tickets } = command;
  if (ledger === null) return "new";
  if (state.day.lostLedgers.has(ledger.ledgerId)) return "lost";
  const known = ledger.ledgerId === state.ledgerId ? state.seq : state.pastLedgers.get(ledger.ledgerId);
  if (known !== undefined && ledger.seq <= known) return "agrees";
  const isOver = serviceDay !== null && standingOf(state, serviceDay, command) === "closed";
  if (isOver || (known === undefined && tickets === 0)) return "new";
  return "behind";
}

/** A stand says hello again and again; only what is new about it is written down. */
function isKnown(state: HubState, command: Hello, agrees: boolean): boolean {
  const known = state.stands.get(command.stand);
  if (!known || known.outbox !== command.outbox || known.serviceDay !== command.serviceDay) return false;
  return known.agrees === agrees && known.tickets > 0 === command.tickets > 0;
}

/** The stand is known from now on; a ledger that is behind is replaced. */
export const compareOnHello =
  (command: Hello): Rule =>
  (state) => {
    const { at, stand, outbox, serviceDay, tickets, ledger, ledgerId } = command;
    const how = fit(state, command);
    const agrees = how === "agrees";
    const news: HubEvent[] = isKnown(state, command, agrees)
      ? []
      : [{ kind: "stand-greeted", at, stand, outbox, serviceDay, tickets, agrees }];
    if (how !== "behind" || ledger === null) return { events: news };
    const replaced: HubEvent = {
      ...{ kind: "ledger-replaced", at, ledgerId, seen: ledger },
      serviceDay: openDay(state),
    };
    return { events: [...news, replaced, ...askOthers(state, command)] };
  };

/** Stands that said hello before it was found out have tickets to give back too. */
function askOthers(state: HubState, command: Hello): HubEvent[] {
  return [...state.stands].flatMap(([stand, { serviceDay, tickets }]): HubEvent[] =>
    stand === command.stand || serviceDay === null || tickets === 0
      ? []
      : [{ kind: "day-asked-back", at: command.at, stand, serviceDay }],
  );
}

/**
 * After a replacement each stand with tickets of the day is asked for them, again and again until the day is over: what is
 * known already changes nothing. An order that nothing followed was lost with its connection, so the next hello repeats it at once.
 */
export const askBackOnHello =
  (command: Hello): Rule =>
  (state) => {
    const { at, stand, serviceDay, tickets } = command;
    const isWanted = state.day.lostLedgers.size > 0 && serviceDay !== null && tickets > 0;
    const asked = state.day.askedBack.get(stand);
    const isComing = asked?.isHeard === true && at - asked.at < state.settings.askAgainMs;
    if (!isWanted || isComing || standingOf(state, serviceDay, command) === "closed") return NOTHING;
    return { events: [{ kind: "day-asked-back", at, stand, serviceDay }] };
  };

/** What the stand is told. */
export const answerHello =
  (command: Hello): Rule =>
  (state): Decision => {
    const serviceDay = nameFor(state, command.serviceDay);
    const given = state.day.leases.get(command.outbox);
    const lease =
      given && serviceDay !== null
        ? { serviceDay, letters: { ...given.letters }, last: LAST_OF_LEASE }
        : null;
    const answer: HelloAnswer = { serviceDay, lease };
    return { events: [], answer };
  };
