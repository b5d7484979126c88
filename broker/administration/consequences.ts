/**
 * What a new document does to the people who are in the hall right now, said before it is saved.
 * Reads only; what really happens is decided by the rules of broker/queue/decide/configure.ts.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import type { QueueId } from "../../protocol/terms.ts";
import { lettersInUse } from "../queue/decide/configure.ts";
import { ticketOf } from "../queue/find.ts";
import { waitingIn } from "../queue/order.ts";
import type { HubState } from "../queue/state.ts";
import { called, nameOf } from "./places.ts";
import { type ToldProblem, told } from "./problems.ts";
import type { Spoken } from "./words.ts";

const WORDS = {
  da: {
    queue: (queue: string, count: number, to: string) =>
      `${queue}: ${count} ventende flyttes til ${to} og beholder ${count === 1 ? "sit nummer og sin plads" : "deres numre og pladser"}.`,
    serving: (counter: string, number: string) => `${counter}: betjeningen af ${number} afsluttes.`,
    called: (counter: string, number: string) =>
      `${counter}: ${number} er kaldt og kommer tilbage i køen på sin plads.`,
    nobody: (queue: string) => `${queue}: ingen skranke tager denne kø, så ingen vil kalde dens numre.`,
    keyless: (button: number, stand: string, keys: number) =>
      `Knap ${button} på stander ${stand}: standeren har kun ${keys} taster, så ingen kan se eller trykke på den.`,
    letters: (letters: string) =>
      `bogstaverne ${letters} står allerede på numre, der gælder i dag: vælg andre, eller gem igen, når dagen er lukket`,
    roll: "bogstaverne på nødrullen kan først ændres, når dagen er lukket: ingen ved, hvor mange numre der er revet af",
  },
  en: {
    queue: (queue: string, count: number, to: string) =>
      `${queue}: ${count} waiting ${count === 1 ? "moves" : "move"} to ${to}, with number and place kept.`,
    serving: (counter: string, number: string) => `${counter}: the service of ${number} ends.`,
    called: (counter: string, number: string) =>
      `${counter}: ${number} was called and goes back to its place in the queue.`,
    nobody: (queue: string) => `${queue}: no counter takes this queue, so nobody will call its numbers.`,
    keyless: (button: number, stand: string, keys: number) =>
      `Button ${button} on stand ${stand}: the stand has ${keys} keys only, so nobody can see or press it.`,
    letters: (letters: string) =>
      `the letters ${letters} stand on tickets that are valid today: choose others, or save again when the day is closed`,
    roll: "the letters of the emergency roll cannot change until the day is closed: nobody knows how many were torn off",
  },
} as const;

/** Letters that would put one number on two papers of today, or into two queues. */
export function lettersProblem(state: HubState, location: LocationConfig, language: Spoken): ToldProblem[] {
  const inUse = state.versions.length === 0 ? undefined : lettersInUse(state, location);
  if (!inUse) return [];
  const at = location.queues.findIndex(({ queue }) => queue === inUse.queue);
  const path = inUse.queue === null ? "rollLetters" : `queues.${at}.letters`;
  const words = WORDS[language];
  const problem = inUse.queue === null ? words.roll : words.letters(inUse.letters);
  return told(location, [{ path, problem: "is not valid" }], language).map((one) => ({ ...one, problem }));
}

function ofQueues(state: HubState, location: LocationConfig, language: Spoken): string[] {
  const catchAll = location.queues.find(({ queue }) => queue === location.catchAll);
  const to = nameOf("queues", catchAll, language);
  const gone = state.location.queues.filter(
    (one) => !location.queues.some(({ queue }) => queue === one.queue),
  );
  return gone.flatMap((queue) => {
    const count = waitingIn(state, queue.queue);
    return count === 0 ? [] : [WORDS[language].queue(called("queues", queue, language), count, to)];
  });
}

function ofCounters(state: HubState, location: LocationConfig, language: Spoken): string[] {
  return [...state.atCounter].flatMap(([counter, id]) => {
    const own = state.plan.counters.get(counter);
    const ticket = ticketOf(state, id);
    if (!own || !ticket || location.counters.some((one) => one.counter === counter)) return [];
    const say = ticket.state === "serving" ? WORDS[language].serving : WORDS[language].called;
    return [say(called("counters", own, language), ticket.number)];
  });
}

/** Queues that give numbers and stand on no counter's list. */
function uncalled({ queues, counters }: LocationConfig, language: Spoken): string[] {
  const takes = (one: LocationConfig["counters"][number], queue: QueueId) =>
    one.queues.length === 0 ||
    [...one.queues, ...(one.rules ?? []).map((rule) => rule.queue)].includes(queue);
  const left = queues.filter(({ queue, active }) => active && !counters.some((one) => takes(one, queue)));
  return counters.length === 0
    ? []
    : left.map((one) => WORDS[language].nobody(called("queues", one, language)));
}

/** One sentence for each queue and counter whose people are touched, and for each queue that nobody will call. */
export function consequences(state: HubState, location: LocationConfig, language: Spoken): string[] {
  return [
    ...ofQueues(state, location, language),
    ...ofCounters(state, location, language),
    ...uncalled(location, language),
  ];
}

/** Buttons of the document that are no key of their stand, as far as stands have said how many they have. */
export function keyless(
  { stands }: LocationConfig,
  counts: Readonly<Record<string, number>>,
  language: Spoken,
): string[] {
  return stands.flatMap((one) => {
    const keys = counts[one.stand] ?? Number.POSITIVE_INFINITY;
    const beyond = one.buttons.filter(({ button }) => button > keys);
    return beyond.map(({ button }) => WORDS[language].keyless(button, nameOf("stands", one, language), keys));
  });
}
