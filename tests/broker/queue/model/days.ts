/** Random days of a town hall against the model: how many and from which seed is said by whoever asks. */
import fc from "fast-check";
import { expect } from "vitest";
import { plain } from "../../happenings.ts";
import { Hub, town } from "../../town.ts";
import { STEPS } from "./commands.ts";
import type { Real } from "./step.ts";
import { COUNTERS, HEAD_START_MS, MINUTE, World } from "./world.ts";

const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "09:00", to: "16:00" }));
const of = (queue: string) => ({ service: `of-${queue}`, name: { da: queue }, queue });

function hall(): Real {
  const location = town({
    hours,
    services: [
      { service: "pas", name: { da: "Pas" }, queue: "a", headStartMin: HEAD_START_MS / MINUTE },
      ...["a", "b", "x"].map(of),
    ],
    counters: [
      { counter: "1", name: { da: "1" } },
      { counter: "2", name: { da: "2" }, queues: ["b", "a"] },
      { counter: "3", name: { da: "3" }, queues: ["a"] },
    ],
  });
  return { hub: new Hub(location).open(), nights: 0 };
}

/**
 * Everybody who waits is called in the end, each once, however the day went: the counters that are open call until nobody is left.
 * One of them takes every queue; whoever was held for a counter that is closed, or for a person who is nowhere, waits for it too.
 */
function drain(world: World, { hub }: Real): void {
  hub.staff({ kind: "open-counter", counter: "1" as never });
  const called: string[] = [];
  const waiting = () => [...hub.state.day.tickets.values()].filter((one) => one.state === "waiting");
  for (const counter of COUNTERS)
    while (hub.state.atCounter.has(counter as never))
      hub.staff({ kind: "finish", counter: counter as never });
  hub.wait(30 * MINUTE);
  const before = waiting().map((one) => one.id);
  for (let round = 0; round <= 3 * world.tickets.length && waiting().length > 0; round += 1)
    for (const counter of COUNTERS) {
      const answer = hub.next(counter as never);
      if (!("ticket" in answer)) continue;
      called.push(answer.ticket.id);
      hub.staff({ kind: "no-show", counter: counter as never });
    }
  expect(waiting()).toEqual([]);
  for (const id of before) expect(called.filter((one) => one === id)).toEqual([id]);
}

/** Runs so many random days, of up to `steps` steps; a failure is shrunk and told with its seed. */
export function randomDays(options: {
  days: number;
  steps: number;
  seed?: number;
  /** Looks at everything that happened, after each day. */
  after?: (hub: Hub) => void;
}): {
  steps: number;
  nights: number;
} {
  const done = { steps: 0, nights: 0 };
  const { days, steps, seed, after } = options;
  fc.assert(
    fc.property(fc.commands(STEPS, { maxCommands: steps, size: "max" }), (commands) => {
      const real = hall();
      const world = new World(real.hub.at);
      fc.modelRun(() => ({ model: world, real }), commands);
      expect(plain(real.hub.replayed())).toEqual(plain(real.hub.state));
      drain(world, real);
      after?.(real.hub);
      done.steps += world.step;
      done.nights += real.nights;
    }),
    { numRuns: days, ...(seed === undefined ? {} : { seed }) },
  );
  return done;
}
