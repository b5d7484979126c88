import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countBefore,
  emptyList,
  inOrder,
  insert,
  type Placed,
  remove,
} from "../../../broker/queue/waiting.ts";
import { ticketId } from "../town.ts";

const placed = (n: number, since: number): Placed => ({ id: ticketId(n), since, order: n });
const byPlace = (one: Placed, other: Placed) => one.since - other.since || one.order - other.order;

describe("a waiting list", () => {
  test("keeps everybody in order of what they wait since, equal ones in ledger order, like a sorted array", () => {
    const arrival = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        fc.array(arrival, { maxLength: 900, size: "max" }),
        fc.array(fc.nat(900), { maxLength: 900 }),
        (arrivals, gone) => {
          const list = emptyList();
          const all = arrivals.map((at, n) => placed(n, at));
          for (const one of all) insert(list, one);
          for (const n of gone) if (all[n]) remove(list, all[n]);
          const left = all.filter((_, n) => !gone.includes(n)).sort(byPlace);
          expect([...inOrder(list)]).toEqual(left);
          expect(list.size).toBe(left.length);
          for (const one of all.slice(0, 20))
            expect(countBefore(list, one)).toBe(left.filter((other) => byPlace(other, one) < 0).length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("taking out who is not in it changes nothing", () => {
    const list = emptyList();
    remove(list, placed(1, 1));
    insert(list, placed(1, 1));
    remove(list, placed(2, 1));
    expect(list.size).toBe(1);
  });
});
