/** One step of the hub's rules and of the model at once, and the comparison of all that both know after it. */
import type fc from "fast-check";
import { expect } from "vitest";
import { callOrder } from "../../../../broker/queue/order.ts";
import type { Hub } from "../../town.ts";
import type { Mine, World } from "./world.ts";

export type Real = { readonly hub: Hub; nights: number };
export type Step = fc.Command<World, Real>;
/** What a ticket is as far as it matters in its state. */
function shown(
  { state, counter, recalls }: Pick<Mine, "state" | "counter" | "recalls">,
  heldFor: string | null,
) {
  const isThere = state === "called" || state === "serving" || state === "parked";
  return {
    state,
    counter: isThere ? counter : null,
    recalls: state === "called" ? recalls : 0,
    heldFor: state === "waiting" ? heldFor : null,
  };
}

/** Whether both know the same tickets, in the same states, at the same counters, and the same who is next. */
function compare(world: World, { hub }: Real): void {
  const { day, atCounter } = hub.state;
  const real = [...day.tickets.values()].map((one) => {
    const { id, number, queue, heldFor, next, arrivedAt } = one;
    const held =
      heldFor &&
      ("counter" in heldFor ? heldFor.counter : `@${"staff" in heldFor ? heldFor.staff : heldFor.hosts}`);
    return { ...shown(one, held), id, number, queue, arrivedAt, next: next.map((then) => then.queue) };
  });
  const mine = world.tickets.map((one) => {
    const { id, number, queue, heldFor, next, arrivedAt } = one;
    return { ...shown(one, heldFor), id, number, queue, arrivedAt, next };
  });
  expect(real).toEqual(mine);
  // No number twice, and at most one counter for a ticket.
  expect(new Set(real.map(({ number }) => number)).size).toBe(real.length);
  expect(new Set(atCounter.values()).size).toBe(atCounter.size);
  // Nobody is lost: whoever waits stands in the order, once.
  const order = [...callOrder(hub.state, null, hub.at)];
  const waiting = world.tickets.filter((one) => one.state === "waiting");
  expect(order.map((one) => one.id).sort()).toEqual(waiting.map((one) => one.id).sort());
  // Equal claims keep arrival order.
  for (const queue of ["a", "b", "x"]) {
    const walkIns = order.filter((one) => one.queue === queue && one.dueAt === null);
    const since = walkIns.map((one) => one.arrivedAt - one.headStartMs);
    expect(since).toEqual([...since].sort((one, other) => one - other));
  }
  world.step += 1;
}

/** A step that is always possible. */
export function step(
  name: string,
  run: (world: World, real: Real) => void,
  check = (_: Readonly<World>) => true,
): Step {
  return {
    check,
    run: (world, real) => {
      run(world, real);
      compare(world, real);
    },
    toString: () => name,
  };
}
