/**
 * A citizen takes a ticket on their own phone, through the code at the door (R13), or checks in to their appointment there (R3): what a
 * stand would refuse is refused here, and the same ticket id gets the same answer.
 * Knows no code, no page and no paper.
 */
import type { Refusal } from "../../../protocol/terms.ts";
import type { PhoneIssue, Stamped } from "../commands.ts";
import { queueOf, ticketOf, today } from "../find.ts";
import { headStartOf } from "../policy.ts";
import { NOTHING, type Rule } from "../rule.ts";
import type { HubState, QueueConfig, ServiceConfig } from "../state.ts";
import { type Coming, comingOf } from "./guest.ts";
import { refusalAtStand } from "./issue.ts";
import { keepLimits } from "./limits.ts";
import { nextNumber, reserve } from "./series.ts";

type Tap = Stamped<PhoneIssue>;

function serviceOf(state: HubState, { service }: Tap): ServiceConfig | undefined {
  return state.location.services.find((one) => one.service === service);
}

/** Why a phone gets no ticket for this. */
function refusalOnPhone(state: HubState, config: ServiceConfig | undefined): Refusal | undefined {
  if (!config) return "service-unknown";
  return config.onPhone === true ? refusalAtStand(state, config) : "not-on-phone";
}

/** Where whoever taps will wait, or why they get no ticket. */
function wishOf(state: HubState, command: Tap): Coming {
  if (command.agreed) return comingOf(state, command.agreed, command.at);
  const config = serviceOf(state, command);
  const refused = refusalOnPhone(state, config);
  if (refused) return { refused };
  const { queue, service } = config as ServiceConfig;
  return { facts: { queue, service }, after: () => [] };
}

const isNew = (state: HubState, command: Tap) =>
  ticketOf(state, command.ticketId) === undefined && "facts" in wishOf(state, command);

/** While the plain series is not open its number is of the letters that tickets of staff have then. */
const lettersForPhone =
  (command: Tap): Rule =>
  (state) =>
    isNew(state, command) ? reserve(state, command.random, command.at) : NOTHING;

const issueOnPhone =
  (command: Tap): Rule =>
  (state) => {
    const { at, ticketId: id, token, language } = command;
    const known = ticketOf(state, id);
    if (known) return { events: [], answer: { ticket: { id, number: known.number, state: known.state } } };
    const wish = wishOf(state, command);
    if ("refused" in wish) return { events: [], answer: wish };
    const { facts, after } = wish;
    const plain = queueOf(state, facts.queue) as QueueConfig;
    const given = state.series === "open" ? plain : { letters: state.day.reserved as string };
    const number = nextNumber(state, given);
    return {
      events: [
        {
          ...{ kind: "ticket-issued-on-phone", at, id, token, number, language, ...facts },
          ...{ serviceDay: today(state), stand: null, outbox: null, paper: "none", arrivedAt: at },
          headStartMs: headStartOf(state, facts.service),
        },
        ...after({ id, at }),
      ],
      answer: { ticket: { id, number, state: "waiting" } },
    };
  };

/** The rules of a ticket that is taken on a phone. */
export function phoneRules(state: HubState, command: Tap): Rule[] {
  const wish = wishOf(state, command);
  const queue = "facts" in wish ? wish.facts.queue : serviceOf(state, command)?.queue;
  const limits = queue === undefined ? [] : [keepLimits(command, queue)];
  return [...limits, lettersForPhone(command), issueOnPhone(command), ...limits];
}
