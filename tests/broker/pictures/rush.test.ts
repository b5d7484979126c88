import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type OpensAt,
  rememberedOpenings,
  rememberedWaits,
  type WaitsOf,
} from "../../../broker/pictures/places.ts";
import { displayTopic, queueTopic } from "../../../broker/pictures/topics.ts";
import { outlook } from "../../../broker/queue/estimate.ts";
import { A, C1, C2, Hub, town } from "../town.ts";

/** A clock of the processor on which every look takes so long: a hub that is slow or in a rush. */
function slow(lookMs: number): () => number {
  let nowMs = 0;
  return () => {
    nowMs += lookMs;
    return nowMs;
  };
}

const HERE = town({ displays: [{ display: "d1", name: { da: "Skærm" } }] });
const STEPS = fc.array(fc.constantFrom("issue", "issue", "issue", "call", "wait"), {
  minLength: 5,
  maxLength: 60,
});

type Looks = { readonly opensAt: OpensAt; readonly waitsOf: WaitsOf };
const [QUEUE, DISPLAY] = [HERE.queues[0], HERE.displays[0]] as [
  (typeof HERE)["queues"][number],
  (typeof HERE)["displays"][number],
];

function queueOf({ state, at }: Hub, looks: Looks) {
  const { waiting, wait, ledger } = queueTopic(state, QUEUE, { ...looks, at });
  return { waiting, wait, ledger };
}

function shownOf({ state, at }: Hub, looks: Looks) {
  const { queues } = displayTopic(state, DISPLAY, { ...looks, at, speech: () => [] });
  const shown = queues.find(({ queue }) => queue === A);
  return { waiting: shown?.waiting, wait: shown?.wait };
}

describe("in a rush", () => {
  test("a queue's count and the wait that is told beside it are of one state", () => {
    fc.assert(
      fc.property(STEPS, fc.constantFrom(0, 1, 20, 200), (steps, lookMs) => {
        const hub = new Hub(HERE).open();
        const looks = { opensAt: rememberedOpenings(), waitsOf: rememberedWaits(slow(lookMs)) };
        const truths = new Map<number, object[]>();
        for (const step of steps) {
          if (step === "issue") hub.issueByStaff({ queue: A });
          else if (step === "call") hub.next(hub.state.atCounter.has(C1) ? C2 : C1);
          else hub.at += 200;
          const { seq, counts, queues } = outlook(hub.state, hub.at);
          // The same state tells other waits as time passes.
          truths.set(seq, [
            ...(truths.get(seq) ?? []),
            { waiting: counts.get(A), wait: queues.get(A) ?? null },
          ]);
          const { ledger, ...said } = queueOf(hub, looks);
          expect(truths.get(ledger.seq)).toContainEqual(said);
          expect(shownOf(hub, looks)).toEqual(said);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a burst of presses after a quiet time is told at once, and a long rush within half a second", () => {
    const hub = new Hub(HERE).open();
    let nowMs = 0;
    // Each takes 8 ms in all.
    const waitsOf = rememberedWaits(() => {
      nowMs += 4;
      return nowMs;
    });
    const counted = () => waitsOf(hub.state, hub.at).counts.get(A);
    for (let one = 1; one <= 6; one += 1) {
      hub.issueByStaff({ queue: A });
      expect(counted()).toBe(one);
    }
    for (let one = 7; one <= 200; one += 1) {
      hub.issueByStaff({ queue: A });
      counted();
    }
    expect(counted()).toBeLessThan(200);
    nowMs += 500;
    expect(counted()).toBe(200);
  });
});
