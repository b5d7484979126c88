import { describe, expect, test } from "vitest";
import { outlook } from "../../../broker/queue/estimate.ts";
import { counterState } from "../../../broker/queue/find.ts";
import { nextAt } from "../../../broker/queue/order.ts";
import { pauseReasons } from "../../../broker/queue/sessions.ts";
import type { QueueId, StaffId } from "../../../protocol/terms.ts";
import { A, B, C1, C2, type Hub, hallOf, MINUTE, said, ticketId, town } from "../town.ts";

const GONE = "gone" as typeof C1;
const X = "x" as QueueId;
const ANNA = "anna" as StaffId;
const counters = (first: object, second: object = {}) => ({
  counters: [
    { counter: "1", name: { da: "Skranke 1" }, ...first },
    { counter: "2", name: { da: "Skranke 2" }, ...second },
  ],
});
const next = (hub: Hub, counter = C1) => nextAt(hub.state, counter, { at: hub.at })?.ticket.number;
const sessionOf = (answer: unknown) => (answer as { session: unknown }).session;
const replays = (hub: Hub) => {
  const replayed = hub.replayed();
  expect(replayed.sessions).toEqual(hub.state.sessions);
  expect(replayed.colleagues).toEqual(hub.state.colleagues);
  expect(replayed.plan).toEqual(hub.state.plan);
};

describe("opening and closing a counter", () => {
  test("a counter that the document closes is opened from the page, and calls", () => {
    const hub = hallOf(1, counters({ open: false }));
    expect(said(hub.next())).toBe("counter-closed");
    expect(sessionOf(hub.staff({ kind: "open-counter", counter: C1 }))).toEqual({
      ...{ counter: C1, open: true, pause: null, queues: [] },
    });
    expect(counterState(hub.state, C1)).toBe("free");
    expect(said(hub.next())).toBe("A01");
    replays(hub);
  });

  test("a closed counter keeps whom it serves to the end, calls nobody, and forgets its own queues", () => {
    const hub = hallOf(2);
    hub.staff({ kind: "take-queues", counter: C1, queues: [A] });
    hub.next();
    expect(sessionOf(hub.staff({ kind: "close-counter", counter: C1 }))).toEqual({
      ...{ counter: C1, open: false, pause: null, queues: [] },
    });
    expect(counterState(hub.state, C1)).toBe("calling");
    expect(said(hub.next(C1, ticketId(1)))).toBe("counter-closed");
    expect(said(hub.staff({ kind: "finish", counter: C1 }))).toBe("A01");
    expect(counterState(hub.state, C1)).toBe("closed");
    hub.staff({ kind: "open-counter", counter: C1 });
    expect(hub.state.plan.counters.get(C1)?.queues).toEqual([]);
    replays(hub);
  });

  test("what is so already happens no second time", () => {
    const hub = hallOf(0);
    const mark = hub.events.length;
    expect(sessionOf(hub.staff({ kind: "open-counter", counter: C1 }))).toMatchObject({ open: true });
    expect(hub.since(mark).map(({ kind }) => kind)).toEqual(["command-answered"]);
    hub.staff({ kind: "close-counter", counter: C1 });
    expect(sessionOf(hub.staff({ kind: "close-counter", counter: C1 }))).toMatchObject({ open: false });
    expect(hub.all("counter-closed")).toHaveLength(1);
  });

  test("the end of the service day ends what staff decided, and the call for help", () => {
    const hub = hallOf(1, counters({ open: false }));
    hub.staff({ kind: "open-counter", counter: C1 });
    hub.staff({ kind: "pause", counter: C2 });
    hub.staff({ kind: "call-colleague", counter: C2 });
    const queues = town().queues.map((queue) => ({ ...queue, active: false }));
    hub.send({ kind: "configure", location: town({ ...counters({ open: false }), queues }) });
    hub.wait(4 * 60 * MINUTE);
    expect(hub.all("day-closed")).toHaveLength(1);
    expect([hub.state.sessions.size, hub.state.colleagues.size]).toEqual([0, 0]);
    expect([counterState(hub.state, C1), counterState(hub.state, C2)]).toEqual(["closed", "free"]);
    replays(hub);
  });
});

describe("the queues that a counter takes", () => {
  const hall = () => {
    const hub = hallOf(1);
    hub.ticket(11, B);
    return hub;
  };

  test("in the order that its staff chose, until they choose again", () => {
    const hub = hall();
    expect(next(hub)).toBe("A01");
    expect(sessionOf(hub.staff({ kind: "take-queues", counter: C1, queues: [B, A, B] }))).toEqual({
      ...{ counter: C1, open: true, pause: null, queues: [B, A] },
    });
    expect([next(hub), next(hub, C2)]).toEqual(["B01", "A01"]);
    hub.staff({ kind: "take-queues", counter: C1, queues: [X] });
    expect(said(hub.next())).toBe("nobody-waiting");
    hub.staff({ kind: "take-queues", counter: C1, queues: [] });
    expect(next(hub)).toBe("A01");
    replays(hub);
  });

  test("never one that the document keeps from it", () => {
    const hub = hallOf(0, counters({ queues: ["a"] }));
    const take = (queues: QueueId[]) => said(hub.staff({ kind: "take-queues", counter: C1, queues }));
    expect(take([A, B])).toBe("queue-not-of-counter");
    expect(take(["no" as QueueId])).toBe("queue-not-of-counter");
    expect(take([A])).toBe("session 1");
  });

  test("a queue that the document takes away later is left out; when none is left, the document's hold", () => {
    const hub = hallOf(0);
    hub.staff({ kind: "take-queues", counter: C1, queues: [B, A] });
    hub.send({ kind: "configure", location: town(counters({ queues: ["a", "x"] })) });
    expect(hub.state.plan.counters.get(C1)?.queues).toEqual([A]);
    hub.send({ kind: "configure", location: town(counters({ queues: ["x"] })) });
    expect(hub.state.plan.counters.get(C1)?.queues).toEqual([X]);
    replays(hub);
  });

  test("the estimate knows which counters take a queue", () => {
    const hub = hall();
    for (const counter of [C1, C2]) hub.staff({ kind: "take-queues", counter, queues: [A] });
    expect(outlook(hub.state, hub.at).queues.get(B)).toBeUndefined();
    expect(outlook(hub.state, hub.at).queues.get(A)).toBeDefined();
  });
});

describe("a break", () => {
  test("bears a reason, is closed to all others, and ends", () => {
    const hub = hallOf(1);
    expect(sessionOf(hub.staff({ kind: "pause", counter: C1, reason: "meeting" }))).toMatchObject({
      ...{ open: true, pause: "meeting" },
    });
    expect(counterState(hub.state, C1)).toBe("closed");
    expect(said(hub.next())).toBe("counter-paused");
    expect(hub.state.sessions.get(C1)?.pause).toEqual({ reason: "meeting", since: hub.at });
    hub.at += MINUTE;
    expect(sessionOf(hub.staff({ kind: "end-pause", counter: C1 }))).toMatchObject({ pause: null });
    expect(hub.state.freeSince.get(C1)).toBe(hub.at);
    expect(said(hub.next())).toBe("A01");
    replays(hub);
  });

  test("has the location's reasons or three of its own, the first where none is said", () => {
    const hub = hallOf(0, { pauseReasons: [{ reason: "gym", name: { da: "Gymnastik" } }] });
    expect(sessionOf(hub.staff({ kind: "pause", counter: C1 }))).toMatchObject({ pause: "gym" });
    expect(said(hub.staff({ kind: "pause", counter: C1, reason: "lunch" }))).toBe("reason-unknown");
    expect(pauseReasons(town()).map(({ reason }) => reason)).toEqual(["lunch", "meeting", "other"]);
  });

  test("of the same reason begins once, of another anew, and is over when the counter closes", () => {
    const hub = hallOf(0);
    hub.staff({ kind: "pause", counter: C1 });
    expect(sessionOf(hub.staff({ kind: "pause", counter: C1 }))).toMatchObject({ pause: "lunch" });
    hub.staff({ kind: "pause", counter: C1, reason: "other" });
    expect(hub.all("counter-paused").map(({ reason }) => reason)).toEqual(["lunch", "other"]);
    hub.staff({ kind: "close-counter", counter: C1 });
    expect(said(hub.staff({ kind: "end-pause", counter: C1 }))).toBe("not-paused");
    expect(said(hub.staff({ kind: "pause", counter: C1 }))).toBe("counter-closed");
  });

  test("begins while somebody is served, and whoever is there stays", () => {
    const hub = hallOf(2);
    hub.next();
    hub.staff({ kind: "pause", counter: C1 });
    const { freeSince } = hub.state;
    hub.staff({ kind: "end-pause", counter: C1 });
    expect(freeSince.has(C1)).toBe(false);
    expect(hub.of(1).state).toBe("called");
  });

  test("does not count as open for the estimate, nor for a call to the first free counter", () => {
    const hub = hallOf(2);
    hub.staff({ kind: "pause", counter: C1 });
    expect(said(hub.staff({ kind: "call", ticket: ticketId(1) }))).toBe("A01");
    expect(hub.of(1).counter).toBe(C2);
    hub.staff({ kind: "pause", counter: C2 });
    expect(outlook(hub.state, hub.at).queues.get(A)).toBeUndefined();
  });
});

describe("a call for colleagues", () => {
  test("is heard once, answered by the first, and ended", () => {
    const hub = hallOf(0);
    hub.staff({ kind: "call-colleague", counter: C2, staff: ANNA });
    hub.staff({ kind: "call-colleague", counter: C2 });
    expect(hub.state.colleagues.get(C2)).toEqual({ since: hub.at, by: ANNA, answered: null });
    hub.staff({ kind: "answer-colleague", counter: C2, fromCounter: C1 });
    expect(hub.state.colleagues.get(C2)?.answered).toEqual({ from: C1, by: null });
    expect(said(hub.staff({ kind: "answer-colleague", counter: C2, staff: ANNA }))).toBe(
      "colleague-answered",
    );
    expect(said(hub.staff({ kind: "end-colleague", counter: C2 }))).toBe("session 2");
    expect(said(hub.staff({ kind: "end-colleague", counter: C2 }))).toBe("colleague-not-called");
    expect(hub.state.alarms.map(({ notice }) => notice.kind)).toEqual([
      ...["colleague-called", "colleague-answered", "colleague-ended"],
    ]);
    replays(hub);
  });

  test("is answered from the floor too, but not for a counter that called nobody or from one that is none", () => {
    const hub = hallOf(0);
    expect(said(hub.staff({ kind: "answer-colleague", counter: C1 }))).toBe("colleague-not-called");
    hub.staff({ kind: "call-colleague", counter: C1 });
    expect(said(hub.staff({ kind: "answer-colleague", counter: C1, fromCounter: GONE }))).toBe(
      "counter-unknown",
    );
    hub.staff({ kind: "answer-colleague", counter: C1, staff: ANNA });
    expect(hub.state.colleagues.get(C1)?.answered).toEqual({ from: null, by: ANNA });
  });

  test("of a counter that is gone is forgotten with its session", () => {
    const hub = hallOf(0);
    hub.staff({ kind: "call-colleague", counter: C2 });
    hub.staff({ kind: "pause", counter: C2 });
    hub.send({ kind: "configure", location: town({ counters: [{ counter: "1", name: { da: "1" } }] }) });
    expect([hub.state.colleagues.size, hub.state.sessions.size]).toEqual([0, 0]);
  });
});

test.each([
  "open-counter",
  "close-counter",
  "pause",
  "end-pause",
  "call-colleague",
  "answer-colleague",
] as const)("%s is refused for a counter that does not exist", (kind) => {
  expect(said(hallOf(0).staff({ kind, counter: GONE }))).toBe("counter-unknown");
});

describe("a ticket that another counter called a moment ago", () => {
  const missed = () => {
    const hub = hallOf(2);
    hub.next(C1);
    hub.staff({ kind: "no-show", counter: C1 });
    hub.staff({ kind: "requeue", ticket: ticketId(1) });
    return hub;
  };
  const call = (hub: Hub, more: object = {}) =>
    said(hub.staff({ kind: "call", ticket: ticketId(1), counter: C2, ...more }));

  test("is not called by chance: its citizen may be on the way there", () => {
    const hub = missed();
    expect(call(hub)).toBe("called-just-now");
    expect(call(hub, { anyway: true })).toBe("A01");
  });

  test("is called by the same counter, and by another after a minute", () => {
    expect(call(missed(), { counter: C1 })).toBe("A01");
    const hub = missed();
    hub.at += MINUTE;
    expect(call(hub)).toBe("A01");
  });
});
