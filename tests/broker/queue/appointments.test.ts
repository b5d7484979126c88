/** Sources of appointments tell at least once, in any order and with gaps: what the hub knows is right all the same. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AppointmentFacts,
  appointmentBy,
  appointmentsBetween,
  type Taken,
} from "../../../broker/queue/appointments.ts";
import type { AppointmentId, PersonKey, ServiceId } from "../../../protocol/terms.ts";
import { Hub, MINUTE, withHours } from "../town.ts";

const HOUR = 60 * MINUTE;
const NONE: Taken = { booked: 0, moved: 0, changed: 0, cancelled: 0, same: 0, stale: 0 };
const facts = (startAt: number, otherwise: Partial<AppointmentFacts> = {}): AppointmentFacts => ({
  ...{ startAt, endAt: startAt + 30 * MINUTE, service: "pas" as ServiceId, room: null, hosts: ["anna"] },
  ...{ form: "physical", reminds: "ours", isConfidential: false, guests: ["P1" as PersonKey] },
  ...otherwise,
});
const told = (
  ref: string,
  startAt: number,
  otherwise: { version?: number; gone?: boolean; facts?: Partial<AppointmentFacts> } = {},
) => ({
  ...{ id: `id-${ref}` as AppointmentId, ref, version: otherwise.version ?? null },
  ...{ isCancelled: otherwise.gone ?? false, facts: facts(startAt, otherwise.facts) },
});
type Told = ReturnType<typeof told>;

function take(
  hub: Hub,
  rows: readonly Told[],
  stretch: { from: number; until: number } | null = null,
  source = "planner",
) {
  const snapshot = stretch === null ? null : { ...stretch, refs: rows.map(({ ref }) => ref) };
  const { taken } = hub.send({ kind: "take-appointments", source, told: rows, snapshot });
  return Object.fromEntries(Object.entries(taken).filter(([, count]) => count > 0));
}
const known = (hub: Hub, ref: string) => appointmentBy(hub.state, "planner", ref);
const same = (hub: Hub) => expect(hub.replayed().appointments).toEqual(hub.state.appointments);

describe("a source of appointments", () => {
  it("books, and the same again changes nothing", () => {
    const hub = new Hub().open();
    const rows = [told("a", hub.at + HOUR), told("b", hub.at + 2 * HOUR)];
    expect(take(hub, rows)).toEqual({ booked: 2 });
    const { length } = hub.all("appointment-booked");
    expect(take(hub, rows)).toEqual({ same: 2 });
    expect(hub.all("appointment-booked")).toHaveLength(length);
    expect(known(hub, "a")).toMatchObject({
      id: "id-a",
      source: "planner",
      hosts: ["anna"],
      cancelledAt: null,
    });
    same(hub);
  });

  it("moves and changes under one id, and is told apart from another source", () => {
    const hub = new Hub().open();
    take(hub, [told("a", hub.at + HOUR)]);
    expect(take(hub, [{ ...told("a", hub.at + 2 * HOUR), id: "other" as AppointmentId }])).toEqual({
      moved: 1,
    });
    expect(known(hub, "a")).toMatchObject({ id: "id-a", startAt: hub.at + 2 * HOUR });
    expect(take(hub, [told("a", hub.at + 2 * HOUR, { facts: { room: "B204" } })])).toEqual({ changed: 1 });
    expect(take(hub, [{ ...told("a", hub.at), id: "c" as AppointmentId }], null, "calendar")).toEqual({
      booked: 1,
    });
    expect(known(hub, "a")?.room).toBe("B204");
    same(hub);
  });

  it("cancels, and what it cancels keeps what was known of it; booked again it is there again", () => {
    const hub = new Hub().open();
    take(hub, [told("a", hub.at + HOUR)]);
    expect(take(hub, [told("a", 0, { gone: true, facts: { guests: [] } })])).toEqual({ cancelled: 1 });
    expect(known(hub, "a")).toMatchObject({
      guests: ["P1"],
      startAt: hub.at + HOUR,
      cancelledAt: hub.state.at,
    });
    expect(take(hub, [told("a", 0, { gone: true })])).toEqual({ same: 1 });
    expect(take(hub, [told("a", hub.at + HOUR)])).toEqual({ booked: 1 });
    expect(known(hub, "a")?.cancelledAt).toBeNull();
    same(hub);
  });

  it("that counts versions is not believed an older word, also not one after a cancellation that came first", () => {
    const hub = new Hub().open();
    take(hub, [told("a", hub.at + HOUR, { version: 3 })]);
    expect(take(hub, [told("a", hub.at + 2 * HOUR, { version: 2 })])).toEqual({ stale: 1 });
    expect(take(hub, [told("b", hub.at + HOUR, { version: 2, gone: true })])).toEqual({ cancelled: 1 });
    expect(take(hub, [told("b", hub.at + HOUR, { version: 1 })])).toEqual({ stale: 1 });
    expect(known(hub, "b")).toMatchObject({ cancelledAt: hub.state.at });
    same(hub);
  });

  it("that is cancelled without a version is as old as it was: an older word does not bring it back", () => {
    const hub = new Hub().open();
    take(hub, [told("a", hub.at + HOUR, { version: 3 })]);
    expect(take(hub, [told("a", hub.at + HOUR, { gone: true })])).toEqual({ cancelled: 1 });
    expect(take(hub, [told("a", hub.at + HOUR, { version: 2 })])).toEqual({ stale: 1 });
    expect(take(hub, [told("a", hub.at + HOUR, { version: 4 })])).toEqual({ booked: 1 });
    same(hub);
  });

  it("that begins to count versions is heard by them from then on, also where it says nothing new", () => {
    const hub = new Hub().open();
    take(hub, [told("a", hub.at + HOUR)]);
    expect(take(hub, [told("a", hub.at + HOUR, { version: 2 })])).toEqual({ same: 1 });
    expect(take(hub, [told("a", hub.at + 2 * HOUR, { version: 1 })])).toEqual({ stale: 1 });
    same(hub);
  });

  it("that counts none may delete what nobody knew", () => {
    const hub = new Hub().open();
    expect(take(hub, [told("a", hub.at + HOUR, { gone: true })])).toEqual({ same: 1 });
    expect(known(hub, "a")).toBeUndefined();
  });

  it("heals gaps with a snapshot, of its own and of that stretch alone", () => {
    const hub = new Hub().open();
    const day = { from: hub.at, until: hub.at + 8 * HOUR };
    take(hub, [told("a", hub.at + HOUR), told("b", hub.at + 2 * HOUR), told("later", hub.at + 9 * HOUR)]);
    take(hub, [told("x", hub.at + HOUR)], null, "calendar");
    expect(take(hub, [told("a", hub.at + HOUR), told("c", hub.at + 3 * HOUR)], day)).toEqual({
      ...{ same: 1, booked: 1, cancelled: 1 },
    });
    expect(appointmentsBetween(hub.state, day).map(({ ref }) => ref)).toEqual(["a", "x", "c"]);
    expect(known(hub, "later")?.cancelledAt).toBeNull();
    same(hub);
  });

  it("that tells one id twice in one delivery is heard the first time", () => {
    const hub = new Hub().open();
    expect(take(hub, [told("a", hub.at + HOUR), told("a", hub.at + 2 * HOUR)])).toEqual({ booked: 1 });
    expect(known(hub, "a")?.startAt).toBe(hub.at + HOUR);
  });

  it("is forgotten, appointment by appointment, when the day closes after its end", () => {
    const hub = new Hub(withHours("08:00", "10:00")).open();
    take(hub, [told("over", hub.at + MINUTE), told("tomorrow", hub.at + 24 * HOUR)]);
    for (const ms of [HOUR, 9 * MINUTE, MINUTE]) hub.wait(ms);
    expect(hub.all("day-closed")).toHaveLength(1);
    expect([known(hub, "over"), known(hub, "tomorrow")?.ref]).toEqual([undefined, "tomorrow"]);
    expect(hub.state.appointments.byId.size).toBe(1);
    same(hub);
  });
});

it("in whatever order and however often versions come, the newest is what is known", () => {
  const word = fc.record({
    version: fc.integer({ min: 1, max: 4 }),
    hours: fc.integer({ min: 1, max: 9 }),
    gone: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { selector: ({ version }) => version, minLength: 1 }),
      fc.infiniteStream(fc.nat(9)),
      (words, chance) => {
        const hub = new Hub().open();
        const rows = words.map(({ version, hours, gone }) =>
          told("a", hub.at + hours * HOUR, { version, gone }),
        );
        const order = [...rows, ...rows]
          .map((row) => ({ row, by: chance.next().value }))
          .sort((a, b) => a.by - b.by);
        for (const { row } of order) take(hub, [row]);
        const newest = rows.reduce((a, b) => ((b.version ?? 0) > (a.version ?? 0) ? b : a));
        expect(known(hub, "a")?.cancelledAt === null).toBe(!newest.isCancelled);
        if (!newest.isCancelled) expect(known(hub, "a")?.startAt).toBe(newest.facts.startAt);
      },
    ),
    { numRuns: 300 },
  );
});

it("counts every row once", () => {
  const hub = new Hub().open();
  const { taken } = hub.send({
    kind: "take-appointments",
    source: "planner",
    told: [told("a", hub.at + HOUR)],
    snapshot: null,
  });
  expect(taken).toEqual({ ...NONE, booked: 1 });
});
