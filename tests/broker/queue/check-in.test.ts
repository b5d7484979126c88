/** Citizens of appointments become tickets: due at the agreed time, once for each guest, whatever the queue gives to others. */
import { describe, expect, it } from "vitest";
import type { AppointmentFacts } from "../../../broker/queue/appointments.ts";
import { arrivedOf, checkInRules, expectedGuest } from "../../../broker/queue/check-in.ts";
import { arrivalOf } from "../../../broker/queue/find.ts";
import { callOrder } from "../../../broker/queue/order.ts";
import type { Agreed } from "../../../protocol/messages.ts";
import type { AppointmentId, PersonKey, ServiceId } from "../../../protocol/terms.ts";
import { B, C1, Hub, MINUTE, outboxOf, S2, ticketId, token, town, uuid } from "../town.ts";
import { numbers } from "./coming.ts";

const [P1, P2, P3] = ["P1", "P2", "P3"] as [PersonKey, PersonKey, PersonKey];
const ID = "id-a" as AppointmentId;

/** An open hub that knows of one appointment in so many minutes. */
function hubWith(inMin: number, otherwise: Partial<AppointmentFacts> = {}, location = town()): Hub {
  const hub = new Hub(location).open();
  const startAt = hub.at + inMin * MINUTE;
  const facts = {
    ...{ startAt, endAt: startAt + 30 * MINUTE, service: "pas" as ServiceId, room: "B204", hosts: ["anna"] },
    ...{ form: "physical" as const, reminds: "none" as const, isConfidential: false, guests: [P1] },
    ...otherwise,
  };
  const told = [{ id: ID, ref: "a", version: null, isCancelled: false, facts }];
  hub.send({ kind: "take-appointments", source: "planner", told, snapshot: null });
  return hub;
}
const known = (hub: Hub) => hub.state.appointments.byId.get(ID)!;
const agreed = (hub: Hub, guest = P1, isCounted = false): Agreed => ({
  ...{
    appointment: ID,
    guest,
    at: hub.state.appointments.byId.get(ID)?.startAt ?? hub.at,
    room: null,
    isCounted,
  },
});
const same = (hub: Hub) => expect(hub.replayed().day).toEqual(hub.state.day);

describe("a guest of an appointment", () => {
  it("is expected by the service's queue, or by the catch-all queue", () => {
    const hub = hubWith(10);
    expect(expectedGuest(hub.state, known(hub), P1)).toMatchObject({
      ...{ appointment: ID, guest: P1, queue: "a", service: "pas", room: "B204" },
      ...{ isCancelled: false, isCounted: false, arrived: null },
    });
    const other = hubWith(10, { service: null, guests: [P1, P2, P3] });
    expect(expectedGuest(other.state, known(other), P1)).toMatchObject({
      ...{ queue: "x", service: null, isCounted: true },
    });
    other.send({
      ...{ kind: "take-appointments", source: "planner", snapshot: null },
      told: [{ id: ID, ref: "a", version: null, isCancelled: true, facts: known(other) }],
    });
    expect(expectedGuest(other.state, known(other), P1).isCancelled).toBe(true);
  });

  it("may check in an hour before and half an hour after, or as the house decided", () => {
    const day = { from: 1, until: 2 };
    const rules = (houseRules: object) => checkInRules(new Hub(town({ houseRules })).state, day);
    expect(rules({})).toEqual({ ...day, earlyMs: 60 * MINUTE, lateMs: 30 * MINUTE });
    expect(rules({ checkInEarlyMin: 20, checkInLateMin: 5 })).toEqual({
      ...{ ...day, earlyMs: 20 * MINUTE, lateMs: 5 * MINUTE },
    });
  });

  it("is due at the agreed time as its source has it now, and early ones wait behind walk-ins", () => {
    const hub = hubWith(10);
    hub.press(1, { agreed: { ...agreed(hub), at: 1 } });
    hub.print([hub.record(1, "A01")]);
    hub.ticket(2);
    expect(hub.of(1)).toMatchObject({
      ...{ agreedAt: known(hub).startAt, dueAt: known(hub).startAt, agreed: { appointment: ID, guest: P1 } },
    });
    expect(numbers(callOrder(hub.state, C1))).toEqual(["A02", "A01"]);
    expect(expectedGuest(hub.state, known(hub), P1).arrived).toBe("A01");
    same(hub);
  });

  it("who comes too late waits like a walk-in, with no wait of the one before told", () => {
    const hub = hubWith(-20);
    hub.press(1, { agreed: agreed(hub) });
    expect(hub.of(1)).toMatchObject({ agreedAt: known(hub).startAt, dueAt: null });
  });

  it("needs no hub that knows of it: the stand's word counts", () => {
    const hub = new Hub().open();
    const at = hub.at + 5 * MINUTE;
    hub.press(1, { agreed: { ...agreed(hub), at } });
    expect(hub.of(1).dueAt).toBe(at);
  });

  it("gets one ticket and no second, at whichever stand; a void one frees the way", () => {
    const hub = hubWith(10);
    expect(hub.press(1, { agreed: agreed(hub) })).toMatchObject({ kind: "number", number: "A01" });
    expect(hub.press(1, { agreed: agreed(hub) })).toMatchObject({ kind: "number", number: "A01" });
    const again = { agreed: agreed(hub), stand: S2, outbox: outboxOf(2) };
    expect(hub.press(2, again)).toEqual({ kind: "refused", refused: "already-checked-in" });
    hub.print([hub.record(1, "A01", { paper: "withdrawn" })]);
    expect(arrivalOf(hub.state, P1)).toBeUndefined();
    expect(hub.press(3, again)).toMatchObject({ kind: "number", number: "A02" });
    expect(arrivalOf(hub.state, P1)?.number).toBe("A02");
    same(hub);
  });

  it("gets a ticket when there are none left for others, but not in a closed queue", () => {
    const hub = hubWith(
      10,
      {},
      town({ services: [{ service: "pas", name: { da: "Pas" }, queue: "a", quota: { tickets: 1 } }] }),
    );
    hub.press(1, { service: "pas" as ServiceId });
    expect(hub.press(2, { service: "pas" as ServiceId })).toMatchObject({ kind: "refused" });
    const mine = { service: "pas" as ServiceId, agreed: agreed(hub) };
    expect(hub.press(3, mine)).toMatchObject({ kind: "number" });
    hub.state.openQueues.delete(mine.agreed && ("a" as never));
    expect(hub.press(4, { ...mine, agreed: agreed(hub, P2) })).toEqual({
      ...{ kind: "refused", refused: "queue-closed" },
    });
  });

  it("who checked in off line at two stands has two papers and two places, and has come once", () => {
    const hub = hubWith(10);
    const { agreedAt, ...mine } = { agreed: agreed(hub), agreedAt: known(hub).startAt };
    hub.print([hub.record(1, "AB01", { ...mine, agreedAt, series: "own" })]);
    hub.print([hub.record(2, "BB01", { ...mine, agreedAt, series: "own", queue: B })], { stand: S2 });
    expect(hub.of(1)).toMatchObject({ dueAt: known(hub).startAt, state: "waiting" });
    expect(hub.of(2)).toMatchObject({ dueAt: known(hub).startAt, state: "waiting" });
    expect(arrivalOf(hub.state, P1)?.id).toBe(ticketId(1));
    same(hub);
  });

  it("of a meeting of many is counted, and waits for no call", () => {
    const hub = hubWith(10, { guests: [P1, P2, P3] });
    hub.press(1, { agreed: agreed(hub, P1, true) });
    hub.print([
      hub.record(1, "A01"),
      hub.record(2, "AB01", { agreed: agreed(hub, P2, true), series: "own" }),
    ]);
    expect([hub.of(1).state, hub.of(2).state]).toEqual(["served", "served"]);
    expect([...callOrder(hub.state, C1)]).toEqual([]);
    expect(arrivedOf(hub.state, known(hub))).toBe(2);
    const late = hub.record(3, "AB02", { agreed: agreed(hub, P3, true), paper: "withdrawn" });
    expect(hub.print([late])).toEqual(["recorded"]);
    expect(arrivedOf(hub.state, known(hub))).toBe(2);
    same(hub);
  });

  it("may come on their own phone: due at the agreed time, without paper, once", () => {
    const hub = hubWith(10);
    const take = (n: number, otherwise: object = {}) =>
      hub.send({
        ...{ kind: "phone-issue" as const, ticketId: ticketId(n), token: token(n), service: null },
        ...{ language: "en" as const, random: 7, agreed: { appointment: ID, guest: P1 }, ...otherwise },
      });
    expect(take(1)).toMatchObject({ ticket: { state: "waiting" } });
    const { startAt } = known(hub);
    expect(hub.of(1)).toMatchObject({ by: "phone", paper: "none", agreedAt: startAt, dueAt: startAt });
    expect(hub.of(1)?.heldFor).toEqual({ hosts: ID });
    expect(arrivedOf(hub.state, known(hub))).toBe(1);
    expect(take(1)).toMatchObject({ ticket: { id: ticketId(1) } });
    expect(take(2)).toEqual({ refused: "already-checked-in" });
    for (const agreed of [
      { appointment: ID, guest: P2 },
      { appointment: "id-z" as AppointmentId, guest: P1 },
    ])
      expect(take(3, { agreed })).toEqual({ refused: "no-appointment" });
    same(hub);
  });

  it("comes on no phone to what is cancelled, held elsewhere, or of a closed queue; many are counted", () => {
    const take = (hub: Hub) =>
      hub.send({
        ...{ kind: "phone-issue" as const, ticketId: ticketId(1), token: token(1), service: null },
        ...{ language: "en" as const, random: 7, agreed: { appointment: ID, guest: P1 } },
      });
    expect(take(hubWith(10, { form: "phone" }))).toEqual({ refused: "appointment-not-here" });
    const hub = hubWith(10);
    hub.send({
      ...{ kind: "take-appointments", source: "planner", snapshot: null },
      told: [{ id: ID, ref: "a", version: null, isCancelled: true, facts: known(hub) }],
    });
    expect(take(hub)).toEqual({ refused: "appointment-cancelled" });
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "12:00", to: "14:00" }));
    const queues = town().queues.map((one) => (one.queue === "a" ? { ...one, hours } : one));
    expect(take(hubWith(10, {}, town({ queues })))).toEqual({ refused: "queue-closed" });
    const many = hubWith(10, { guests: [P1, P2, P3] });
    expect(take(many)).toMatchObject({ ticket: {} });
    expect(many.of(1)?.state).toBe("served");
  });

  it("may be checked in by staff who know them, in their appointment's queue, and back by undo", () => {
    const hub = hubWith(10);
    const give = (n: number, otherwise: object = {}) =>
      hub.staff({
        ...{
          kind: "staff-issue",
          commandId: uuid(n),
          ticketId: ticketId(n),
          token: token(n),
          queue: "a",
          random: 7,
        },
        ...{ agreed: { appointment: ID, guest: P1 }, ...otherwise },
      } as never);
    expect(give(1, { queue: B })).toEqual({ refused: "changed" });
    expect(give(2)).toMatchObject({ ticket: { state: "waiting" } });
    const { startAt } = known(hub);
    expect(hub.of(2)).toMatchObject({
      by: "staff",
      agreedAt: startAt,
      dueAt: startAt,
      heldFor: { hosts: ID },
    });
    expect(give(3)).toEqual({ refused: "already-checked-in" });
    expect(give(2)).toMatchObject({ ticket: { id: ticketId(2) } });
    hub.staff({ kind: "undo", undoes: uuid(2) });
    expect(arrivedOf(hub.state, known(hub))).toBe(0);
    expect(give(4)).toMatchObject({ ticket: {} });
    expect(give(5, { agreed: { appointment: ID, guest: P2 } })).toEqual({ refused: "no-appointment" });
    const many = hubWith(10, { guests: [P1, P2, P3] });
    many.staff({
      ...{
        kind: "staff-issue",
        commandId: uuid(1),
        ticketId: ticketId(1),
        token: token(1),
        queue: "a",
        random: 7,
      },
      agreed: { appointment: ID, guest: P1 },
    } as never);
    expect(many.of(1)?.state).toBe("served");
    same(hub);
  });
});
