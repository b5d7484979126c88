import { describe, expect, test } from "vitest";
import { counterState } from "../../../broker/queue/find.ts";
import type { QueueId, ServiceId, StaffId } from "../../../protocol/terms.ts";
import { A, B, C1, C2, Hub, MINUTE, said, ticketId, town } from "../town.ts";

const GONE = "gone" as typeof C1;
const ANNA = "anna" as StaffId;
const PAS = "pas" as ServiceId;
const SKAT = "skat" as ServiceId;
const SERVICES = [
  { service: "pas", name: { da: "Pas" }, queue: "a" },
  { service: "skat", name: { da: "Skat" }, queue: "b" },
];
const TAGS = [
  { tag: "interpreter", name: { da: "Tolk" } },
  { tag: "child", name: { da: "Barn med" } },
];

function hall(tickets = 2, otherwise: Record<string, unknown> = {}): Hub {
  const hub = new Hub(town({ services: SERVICES, tags: TAGS, ...otherwise })).open();
  for (let n = 1; n <= tickets; n += 1) {
    hub.ticket(n);
    hub.at += 1_000;
  }
  return hub;
}

const replays = (hub: Hub) => expect(hub.replayed().day.tickets).toEqual(hub.state.day.tickets);

describe("a ticket that is set aside", () => {
  test("frees its counter, is called back there and nowhere else, and its call is told", () => {
    const hub = hall();
    hub.next();
    hub.staff({ kind: "serve", counter: C1 });
    expect(hub.staff({ kind: "park", counter: C1 })).toMatchObject({ ticket: { state: "parked" } });
    expect(counterState(hub.state, C1)).toBe("free");
    expect([...hub.state.day.parked]).toEqual([ticketId(1)]);
    expect(said(hub.staff({ kind: "resume", counter: C2, ticket: ticketId(1) }))).toBe("parked-elsewhere");
    expect(said(hub.next())).toBe("A02");
    expect(said(hub.staff({ kind: "resume", counter: C1, ticket: ticketId(1) }))).toBe("counter-busy");
    hub.staff({ kind: "finish", counter: C1 });
    expect(said(hub.staff({ kind: "resume", counter: C1, ticket: ticketId(1) }))).toBe("A01");
    expect(hub.of(1)).toMatchObject({ state: "called", counter: C1, servingAt: null, calls: 2 });
    expect(hub.state.calls.map(({ number, recall }) => [number, recall])).toEqual([
      ["A01", false],
      ["A02", false],
      ["A01", false],
    ]);
    replays(hub);
  });

  test("is taken by any counter when its own is gone", () => {
    const hub = hall();
    hub.next(C2);
    hub.staff({ kind: "park", counter: C2 });
    const counters = hub.state.location.counters.slice(0, 1);
    hub.send({ kind: "configure", location: { ...hub.state.location, version: 2, counters } });
    expect(said(hub.staff({ kind: "resume", counter: C1, ticket: ticketId(1) }))).toBe("A01");
  });

  test("has left when the day ends", () => {
    const hub = hall(1);
    hub.next();
    hub.staff({ kind: "park", counter: C1 });
    const queues = hub.state.location.queues.map((queue) => ({ ...queue, active: false }));
    hub.send({ kind: "configure", location: { ...hub.state.location, version: 2, queues } });
    hub.wait(hub.state.settings.dayGraceMs);
    expect(hub.state.day.closedAt).toBe(hub.at);
    expect(hub.of(1)).toMatchObject({ state: "left", endedAt: hub.at });
  });

  test.each([
    ["counter-empty", { kind: "park", counter: C1 }],
    ["counter-unknown", { kind: "park", counter: GONE }],
    ["not-parked", { kind: "resume", counter: C1, ticket: ticketId(1) }],
    ["ticket-unknown", { kind: "resume", counter: C1, ticket: ticketId(9) }],
    ["changed", { kind: "resume", counter: C1, ticket: ticketId(1), saw: "parked" }],
    ["counter-empty", { kind: "still", counter: C1 }],
  ] as const)("%s is said of %j", (refused, command) => {
    expect(said(hall().staff(command))).toBe(refused);
  });
});

describe("a ticket that is moved on", () => {
  test("to another queue keeps its number and how long it has waited, and its counter is free", () => {
    const hub = hall();
    hub.next();
    hub.staff({ kind: "serve", counter: C1 });
    const { arrivedAt } = hub.of(1);
    hub.at += MINUTE;
    hub.ticket(3, B);
    const moved = hub.staff({ kind: "transfer", ticket: ticketId(1), queue: B });
    expect(moved).toMatchObject({ ticket: { number: "A01", state: "waiting" } });
    expect(hub.of(1)).toMatchObject({ queue: B, arrivedAt, counter: null, service: null, servingAt: null });
    expect(counterState(hub.state, C1)).toBe("free");
    expect(said(hub.next())).toBe("A01");
    replays(hub);
  });

  test("to a counter is called there alone, and before all others", () => {
    const hub = hall();
    hub.staff({ kind: "transfer", ticket: ticketId(2), toCounter: C2 });
    expect(said(hub.next(C2))).toBe("A02");
    expect(hub.of(2).heldFor).toBeNull();
    hub.staff({ kind: "transfer", ticket: ticketId(1), toCounter: C2 });
    expect(said(hub.next(C1))).toBe("nobody-waiting");
    expect([...hub.state.day.held]).toEqual([ticketId(1)]);
    hub.staff({ kind: "finish", counter: C2 });
    expect(said(hub.next(C2))).toBe("A01");
    expect(hub.state.day.held.size).toBe(0);
  });

  test("to a counter that serves other queues is called there all the same, the longest waiting first", () => {
    const counters = [
      { counter: "1", name: { da: "1" } },
      { counter: "2", name: { da: "2" }, queues: ["b"] },
    ];
    const hub = hall(4, { counters });
    for (const n of [3, 1, 4, 2]) hub.staff({ kind: "transfer", ticket: ticketId(n), toCounter: C2 });
    const called = [1, 2, 3, 4].map(() => said(hub.next(C2, hub.state.atCounter.get(C2))));
    expect(called).toEqual(["A01", "A02", "A03", "A04"]);
  });

  test("to a person is called by that person, wherever they sit", () => {
    const hub = hall(1);
    hub.staff({ kind: "transfer", ticket: ticketId(1), toStaff: ANNA });
    expect(said(hub.next(C1))).toBe("nobody-waiting");
    const bo = "bo" as StaffId;
    expect(said(hub.staff({ kind: "call-next", counter: C1, staff: bo }))).toBe("nobody-waiting");
    expect(said(hub.staff({ kind: "call-next", counter: C1, staff: ANNA }))).toBe("A01");
  });

  test("can be a no-show, and its move can be taken back", () => {
    const hub = hall();
    hub.next();
    hub.staff({ kind: "no-show", counter: C1 });
    const commandId = "00000000-0000-7000-8000-00000000aaaa";
    hub.staff({ kind: "transfer", ticket: ticketId(1), queue: B, counter: C1, commandId });
    expect(hub.of(1)).toMatchObject({ state: "waiting", queue: B });
    hub.staff({ kind: "undo", undoes: commandId });
    expect(hub.of(1)).toMatchObject({ state: "no-show", queue: A });
    replays(hub);
  });

  test.each([
    ["nowhere-to-go", { kind: "transfer", ticket: ticketId(1) }],
    ["queue-unknown", { kind: "transfer", ticket: ticketId(1), queue: "zz" as QueueId }],
    ["counter-unknown", { kind: "transfer", ticket: ticketId(1), toCounter: GONE }],
    ["ticket-unknown", { kind: "transfer", ticket: ticketId(9), queue: B }],
    ["changed", { kind: "transfer", ticket: ticketId(1), queue: B, saw: "serving" }],
    ["ticket-ended", { kind: "transfer", ticket: ticketId(2), queue: B }],
    ["ticket-recovered", { kind: "transfer", ticket: ticketId(3), queue: B }],
    ["ticket-unknown", { kind: "add-service", ticket: ticketId(9), service: PAS }],
    ["service-unknown", { kind: "add-service", ticket: ticketId(1), service: "zz" as ServiceId }],
    ["ticket-unknown", { kind: "tag", ticket: ticketId(9), tags: [] }],
    ["tag-unknown", { kind: "tag", ticket: ticketId(1), tags: ["free words"] }],
    ["service-unknown", { kind: "quick-serve", service: "zz" as ServiceId }],
    ["counter-unknown", { kind: "quick-serve", service: PAS, counter: GONE }],
  ] as const)("%s is said of %j", (refused, command) => {
    const hub = hall();
    hub.staff({ kind: "cancel", ticket: ticketId(2) });
    hub.print([hub.record(3, "A77")], { returning: true });
    expect(said(hub.staff(command))).toBe(refused);
  });
});

describe("a visit of two services", () => {
  test("goes on at the same counter when it serves both, with one press", () => {
    const hub = hall();
    hub.next();
    hub.staff({ kind: "add-service", ticket: ticketId(1), service: SKAT });
    hub.at += 5 * MINUTE;
    expect(hub.next(C1, ticketId(1))).toMatchObject({ ticket: { number: "A01", state: "serving" } });
    expect(hub.of(1)).toMatchObject({ queue: B, service: SKAT, next: [], servingAt: hub.at, counter: C1 });
    expect(hub.of(2).state).toBe("waiting");
    expect(said(hub.next(C1, ticketId(1)))).toBe("A02");
    expect(hub.of(1).state).toBe("served");
    replays(hub);
  });

  test("waits for its second where the counter does not serve that, with its number and its time", () => {
    const hub = hall(1, {
      counters: [
        { counter: "1", name: { da: "1" }, queues: ["a"] },
        { counter: "2", name: { da: "2" }, queues: ["b"] },
      ],
    });
    hub.next();
    hub.staff({ kind: "add-service", ticket: ticketId(1), service: SKAT });
    expect(hub.staff({ kind: "finish", counter: C1 })).toMatchObject({ ticket: { state: "waiting" } });
    expect(counterState(hub.state, C1)).toBe("free");
    expect(said(hub.next(C2))).toBe("A01");
    replays(hub);
  });

  test("an added service can be taken back", () => {
    const hub = hall(1);
    hub.next();
    const commandId = "00000000-0000-7000-8000-00000000aaab";
    hub.staff({ kind: "add-service", ticket: ticketId(1), service: SKAT, commandId });
    hub.staff({ kind: "undo", undoes: commandId });
    expect(hub.of(1).next).toEqual([]);
  });
});

describe("marks and help without a ticket", () => {
  test("tags are those of the document, in its order, and no others", () => {
    const hub = hall(1);
    hub.staff({ kind: "tag", ticket: ticketId(1), tags: ["child", "interpreter"] });
    expect(hub.of(1).tags).toEqual(["interpreter", "child"]);
    hub.staff({ kind: "tag", ticket: ticketId(1), tags: [] });
    expect(hub.of(1).tags).toEqual([]);
    const bare = hall(1, { tags: undefined });
    expect(said(bare.staff({ kind: "tag", ticket: ticketId(1), tags: ["child"] }))).toBe("tag-unknown");
  });

  test("who was helped on the floor is counted by service", () => {
    const hub = hall(0);
    expect(hub.staff({ kind: "quick-serve", service: PAS })).toEqual({ counted: 1 });
    expect(hub.staff({ kind: "quick-serve", service: PAS, counter: C1 })).toEqual({ counted: 2 });
    expect(hub.state.day.quick).toEqual(new Map([[PAS, 2]]));
    expect(hub.state.day.tickets.size).toBe(0);
  });
});
