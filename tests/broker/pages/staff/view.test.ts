import { describe, expect, it } from "vitest";
import { runningTime } from "../../../../broker/pages/staff/running-time.ts";
import {
  COUNTER_ACTIONS,
  counterCommand,
  counterOf,
  endingUpTo,
  foundIn,
  isOffered,
  nextFor,
  ticketCommand,
  ticketsIn,
  ticketsLike,
  undoableOf,
  undoSeconds,
  waitingByQueue,
} from "../../../../broker/pages/staff/view.ts";
import type { CounterId } from "../../../../protocol/terms.ts";
import { atCounter, listed, STAFF_SCENES, staff } from "../../../system/pages/staff-scenes.ts";
import { ID, MORNING, numberOf } from "../../../system/pages/town.ts";

const called = listed("A09", "called");
const offered = (counter: Parameters<typeof isOffered>[1]) =>
  COUNTER_ACTIONS.filter((action) => isOffered(action, counter, MORNING));

describe("who is next", () => {
  it("is whoever waits for the person who is signed in, and for everybody else the first in order", () => {
    const why = { agreedAt: null, arrivedAt: MORNING, headStartMin: 0, rule: null };
    const next = { number: numberOf("A01"), why: { ...why, kind: "walk-in" as const } };
    const own = { number: numberOf("A02"), why: { ...why, kind: "held" as const } };
    const counter = atCounter(null, { next, nextOf: [{ staff: "anna", next: own }] });
    expect([nextFor(counter, "anna"), nextFor(counter, "bo"), nextFor(counter, null)]).toEqual([
      own,
      next,
      next,
    ]);
  });
});

describe("what staff may press", () => {
  it("is only the next call at a free counter", () => {
    expect(offered(atCounter(null))).toEqual(["call-next"]);
  });
  it("is everything while a ticket is called", () => {
    expect(offered(atCounter(called))).toEqual([
      ...["call-next", "recall", "serve", "no-show", "finish", "park"],
    ]);
  });
  it("is to finish or call the next one while a ticket is served", () => {
    expect(offered(atCounter(listed("A09", "serving")))).toEqual(["call-next", "finish", "park"]);
  });
  it("still is to call again or miss while a service has only started by itself", () => {
    const counter = atCounter(listed("A09", "serving"), { startedItself: true });
    expect(offered(counter)).toEqual(["call-next", "recall", "no-show", "finish", "park"]);
  });
  it("is to say that a long service goes on, from when that is asked", () => {
    const counter = atCounter(listed("A09", "serving"), { askStillAt: MORNING });
    expect([isOffered("still", counter, MORNING - 1), isOffered("still", counter, MORNING)]).toEqual([
      false,
      true,
    ]);
  });
  it("is nothing at a closed counter", () => {
    expect(offered(atCounter(null, { state: "closed" }))).toEqual([]);
  });
  it("includes taking back until the time is over", () => {
    const undo = { commandId: ID, kind: "finish", until: MORNING + 2_500 };
    const counter = atCounter(null, { undo });
    expect(undoSeconds(undo, MORNING)).toBe(3);
    expect(isOffered("undo", counter, MORNING)).toBe(true);
    expect(isOffered("undo", counter, MORNING + 2_500)).toBe(false);
    expect(undoSeconds(undo, MORNING + 9_000)).toBe(0);
  });
});

describe("a command of one's own", () => {
  const sent = (path: string, body: object = { commandId: ID }) =>
    undoableOf({ path, body: body as Record<string, unknown> }, MORNING);
  it.each(["tickets/t/cancel", "tickets/t/transfer", "quick-serve", "issue", "close-up-to"])(
    "can be taken back from anywhere after %s",
    (path) => {
      const kind = path.split("/").at(-1);
      expect(sent(path)).toEqual({ commandId: ID, kind, until: MORNING + 8_000 });
    },
  );
  it("cannot be where the counter's picture tells of it, nor without its id", () => {
    expect([sent("counters/1/call-next"), sent("undo"), sent("stands/s/reprint")]).toEqual([
      null,
      null,
      null,
    ]);
    expect(sent("issue", {})).toBeNull();
  });
});

describe("commands of staff", () => {
  it("ends the counter's ticket with the next call only by naming it", () => {
    expect(counterCommand("call-next", atCounter(called))).toEqual({
      path: "counters/1/call-next",
      body: { finishes: called.id },
    });
    expect(counterCommand("call-next", atCounter(null)).body).toEqual({});
  });
  it("says what was seen, so that a stale command is refused", () => {
    expect(counterCommand("finish", atCounter(called)).body).toEqual({ ticket: called.id, saw: "called" });
    expect(ticketCommand("call", called, "1" as CounterId)).toEqual({
      path: `tickets/${called.id}/call`,
      body: { counter: "1", saw: "called" },
    });
  });
  it("takes back the command that the hub named", () => {
    const undo = { commandId: ID, kind: "finish", until: MORNING + 2_500 };
    expect(counterCommand("undo", atCounter(null, { undo })).body).toEqual({ undoes: ID });
  });
});

describe("lists of the staff page", () => {
  const picture = staff(atCounter(null));
  it("knows a counter that is gone as none", () => {
    expect(counterOf(picture, "99")).toBeNull();
    expect(counterOf(null, "1")).toBeNull();
    expect(counterOf(picture, "2")?.ticket?.number).toBe("B02");
  });
  it("keeps the order in which tickets would be called, and counts those that the picture does not hold", () => {
    const [first, second] = waitingByQueue(picture);
    expect(first?.tickets.map((ticket) => ticket.number)[0]).toBe("A10");
    expect(first?.tickets).toHaveLength(11);
    expect(first?.more).toBe(14 - 11);
    expect(second?.tickets.map((ticket) => ticket.number)).toEqual(["B03"]);
  });
  it("sets recovered tickets and no-shows apart from those that wait", () => {
    expect(ticketsIn(picture, "recovered").map((ticket) => ticket.number)).toEqual(["AB07"]);
    expect(ticketsIn(STAFF_SCENES["quiet"] ?? picture, "no-show")).toEqual([]);
  });
});

describe("looking for a number", () => {
  const tickets = ["A02", "A20", "B02", "AB07", "A120"].map((number) => listed(number, "waiting"));
  const found = (typed: string) => ticketsLike(tickets, typed).map(({ number }) => number);
  it.each([
    ["a20", ["A20"]],
    [" a 2 ", ["A02", "A20"]],
    ["A2", ["A02", "A20"]],
    ["2", ["A02", "B02"]],
    ["02", ["A02", "B02"]],
    ["ab", ["AB07"]],
    ["AB7", ["AB07"]],
    ["12", []],
    ["", []],
    ["Ø1", []],
  ])("%j finds %j", (typed, numbers) => {
    expect(found(typed)).toEqual(numbers);
  });
  it("goes through everybody who waits, was missed or is at a counter", () => {
    const picture = staff(atCounter(called));
    const where = (typed: string) => {
      const { listed: inLists, atCounters } = foundIn(picture, typed);
      return [inLists.map(({ number }) => number), atCounters.map(({ counter }) => counter)];
    };
    expect(where("a20")).toEqual([["A20"], []]);
    expect(where("a3")).toEqual([["A03"], []]);
    expect(where("a9")).toEqual([[], ["1"]]);
    expect(where("c1")).toEqual([[], []]);
  });
});

describe("closing a series", () => {
  const picture = staff(atCounter(null));
  const all = { ...picture, queues: picture.queues.map((queue) => ({ ...queue, waiting: 5 })) };
  it("would end who waits under the letters up to the number, and who was recovered there", () => {
    expect(endingUpTo(all, "a12")).toEqual({ count: 3, isAtLeast: false });
    expect(endingUpTo(all, "AB99")).toEqual({ count: 1, isAtLeast: false });
    expect(endingUpTo(all, "C05")).toEqual({ count: 0, isAtLeast: false });
  });
  it("would not end a ticket that its stand may still rename", () => {
    expect(endingUpTo(all, "A99")?.count).toBe(9);
  });
  it("would end more than are counted where the page does not list everybody", () => {
    expect(endingUpTo(picture, "A12")).toEqual({ count: 3, isAtLeast: true });
  });
  it("needs a number", () => {
    expect(endingUpTo(picture, "tolv")).toBeNull();
  });
});

describe("a running time", () => {
  it.each([
    [7_000, "0:07"],
    [750_999, "12:30"],
    [3_723_000, "1:02:03"],
    [-5, "0:00"],
  ])("of %i ms reads %s", (ms, text) => {
    expect(runningTime(ms)).toBe(text);
  });
});
