/** What hosts tell guests who are here, and the meeting that comes of it. */
import { describe, expect, it } from "vitest";
import { hasCome } from "../../../broker/queue/find.ts";
import { waitOfGuest } from "../../../broker/queue/hosts.ts";
import { C1, type Hub, MINUTE, said, ticketId, town, uuid } from "../town.ts";
import { ANNA, answer, arrive, BO, book, hubWith, IB, ID, P1, P2, same } from "./guests.ts";

describe("a host's answer", () => {
  it("that they come, or a room, calls the guest without a counter; displays show it as a call", () => {
    const hub = hubWith(0);
    arrive(hub);
    expect(answer(hub, ANNA, "room")).toMatchObject({ ticket: { number: "A01", state: "called" } });
    expect(hub.of(1)).toMatchObject({
      ...{ state: "called", counter: null, calledAt: hub.at, calls: 1 },
      answered: [{ at: hub.at, staff: ANNA, answer: { kind: "room", room: "B204" } }],
    });
    expect(hub.state.calls).toMatchObject([
      {
        ...{ number: "A01", counter: "host", recall: false, answer: { kind: "room" } },
        counterName: { da: "lokale B204", en: "room B204" },
      },
    ]);
    hub.at += 1_000;
    answer(hub, ANNA);
    expect(hub.state.calls.at(-1)).toMatchObject({ recall: true, counterName: { da: "du bliver hentet" } });
    expect(hub.of(1)).toMatchObject({ state: "called", calledAt: hub.at - 1_000, calls: 2 });
    expect(hub.state.atCounter.size).toBe(0);
    same(hub);
  });

  it("that it takes longer lets the guest wait, counts the minutes anew, and takes back a call", () => {
    const hub = hubWith(0);
    arrive(hub);
    hub.wait(4 * MINUTE);
    answer(hub, ANNA, "later");
    expect(waitOfGuest(hub.state, hub.of(1), hub.at)).toEqual({
      stage: "answered",
      nextAt: hub.at + 10 * MINUTE,
    });
    hub.wait(10 * MINUTE);
    expect(waitOfGuest(hub.state, hub.of(1), hub.at)?.stage).toBe("deputy");
    answer(hub, ANNA);
    expect(waitOfGuest(hub.state, hub.of(1), hub.at)).toBeNull();
    expect(answer(hub, ANNA, "later")).toMatchObject({ ticket: { state: "waiting" } });
    expect(hub.of(1)).toMatchObject({ state: "waiting", heldFor: { hosts: ID }, calledAt: null });
    same(hub);
  });

  it("is a host's or deputy's, and of nobody who came to no host", () => {
    const hub = hubWith(0);
    arrive(hub);
    hub.ticket(2);
    expect(said(answer(hub, IB))).toBe("not-your-guest");
    expect(said(answer(hub, ANNA, "coming", 2))).toBe("not-your-guest");
    expect(said(answer(hub, ANNA, "coming", 3))).toBe("ticket-unknown");
    hub.staff({ kind: "name-deputy", staff: ANNA, deputy: "bo" });
    expect(said(answer(hub, BO))).toBe("A01");
    expect(said(answer(hub, undefined))).toBe("A01");
  });

  it("comes too late for a guest whom a counter has called, and for one who was met or has left", () => {
    const hub = hubWith(0);
    arrive(hub);
    hub.staff({ kind: "call", counter: C1, ticket: ticketId(1), staff: ANNA });
    expect(said(answer(hub, ANNA))).toBe("ticket-at-another-counter");
    hub.staff({ kind: "serve", counter: C1 });
    expect(said(answer(hub, ANNA))).toBe("changed");
    hub.staff({ kind: "finish", counter: C1 });
    expect(said(answer(hub, ANNA))).toBe("ticket-ended");
  });

  it("can be taken back at once: nobody is shown as called any more", () => {
    const hub = hubWith(0);
    arrive(hub);
    hub.staff({
      ...{ kind: "answer-guest", ticket: ticketId(1), staff: ANNA },
      answer: { kind: "coming" },
      commandId: uuid(7),
    });
    expect(said(hub.staff({ kind: "undo", undoes: uuid(7), staff: ANNA }))).toBe("A01");
    expect(hub.of(1)).toMatchObject({ state: "waiting", answered: [], heldFor: { hosts: ID } });
    expect(hub.state.calls).toEqual([]);
    same(hub);
  });

  it("is kept of the last twenty", () => {
    const hub = hubWith(0);
    arrive(hub);
    for (let n = 0; n < 22; n += 1) answer(hub, ANNA, "later");
    expect(hub.of(1).answered).toHaveLength(20);
  });

  it("starts the meeting by itself after a minute, as a call of a counter does", () => {
    const hub = hubWith(0);
    arrive(hub);
    answer(hub, ANNA);
    hub.wait(MINUTE);
    expect(hub.of(1)).toMatchObject({ state: "serving", startedItself: true, counter: null });
    expect(said(hub.staff({ kind: "begin-meeting", ticket: ticketId(1), staff: ANNA }))).toBe("A01");
    expect(hub.of(1).startedItself).toBe(false);
    expect(said(hub.staff({ kind: "begin-meeting", ticket: ticketId(1), staff: ANNA }))).toBe("changed");
    same(hub);
  });
});

describe("a meeting", () => {
  const begin = (hub: Hub, staff = ANNA) =>
    said(hub.staff({ kind: "begin-meeting", ticket: ticketId(1), staff }));
  const end = (hub: Hub, hasLeft?: boolean, staff = ANNA) =>
    hub.staff({ kind: "end-meeting", ticket: ticketId(1), staff, hasLeft });

  it("takes no counter, and teaches nothing of what visits at counters take", () => {
    const hub = hubWith(0);
    arrive(hub);
    expect(begin(hub, IB)).toBe("not-your-guest");
    expect(begin(hub)).toBe("A01");
    expect([...hub.state.day.meetings]).toEqual([ticketId(1)]);
    const learned = JSON.stringify(hub.state.learned);
    hub.at += 10 * MINUTE;
    expect(said(end(hub, undefined, IB))).toBe("not-your-guest");
    expect(end(hub)).toMatchObject({ ticket: { state: "served" } });
    expect(JSON.stringify(hub.state.learned)).toBe(learned);
    expect(hub.state.day.meetings.size).toBe(0);
    expect(said(end(hub))).toBe("not-serving");
    expect(begin(hub)).toBe("ticket-ended");
    same(hub);
  });

  it("goes on at a counter when another service was added", () => {
    const hub = hubWith(0);
    arrive(hub);
    begin(hub);
    hub.staff({ kind: "add-service", ticket: ticketId(1), service: "pas" as never });
    expect(end(hub)).toMatchObject({ ticket: { state: "waiting" } });
    expect(hub.of(1)).toMatchObject({ state: "waiting", service: "pas", counter: null });
    same(hub);
  });

  it("that never was ends with a guest who has left, who came all the same", () => {
    const hub = hubWith(0);
    arrive(hub);
    expect(said(end(hub))).toBe("not-serving");
    expect(end(hub, true)).toMatchObject({ ticket: { state: "left" } });
    expect(hasCome(hub.state, P1)).toBe(true);
    expect(said(end(hub, true))).toBe("ticket-ended");
  });

  it("that nobody ended ends with the day", () => {
    const hub = hubWith(0);
    arrive(hub);
    book(hub, 0, { id: "id-b" as typeof ID, guests: [P2] });
    arrive(hub, 2, P2, "id-b" as typeof ID);
    begin(hub);
    hub.staff({ kind: "answer-guest", ticket: ticketId(2), staff: ANNA, answer: { kind: "coming" } });
    hub.send({
      kind: "configure",
      location: town({ queues: hub.state.location.queues.map((q) => ({ ...q, active: false })) }),
    });
    hub.wait(1_000);
    hub.wait(601_000);
    expect(hub.state.day.closedAt).not.toBeNull();
    expect([hub.of(1).state, hub.of(2).state]).toEqual(["served", "served"]);
    same(hub);
  });
});
