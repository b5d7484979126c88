/** Messages about appointments: when they are due (R5). */
import { describe, expect, it } from "vitest";
import type { WantedNotice } from "../../../broker/queue/notices.ts";
import { isWanted, wantedNotices } from "../../../broker/queue/wanted-notices.ts";
import type { AppointmentId, LedgerId, PersonKey } from "../../../protocol/terms.ts";
import { type Hub, MINUTE, NINE, outboxOf, S1 } from "../town.ts";
import { DAY, HOUR, house, ID, P1, PLAN, same, send, told, wanted } from "./reminded.ts";

describe("a reminder", () => {
  it("is wanted at each of its moments before the appointment, and once it is begun no more", () => {
    const hub = house();
    told(hub, NINE + 4 * DAY);
    expect(wanted(hub)).toEqual([]);
    hub.at = NINE + DAY - 1;
    expect(send(hub)).toEqual([]);
    hub.at = NINE + DAY;
    expect(send(hub)).toEqual(["reminder 4320"]);
    expect(wanted(hub)).toEqual([]);
    hub.at = NINE + 3 * DAY + HOUR;
    expect(send(hub)).toEqual(["reminder 1440"]);
    hub.at = NINE + 4 * DAY - 2 * HOUR + 5 * MINUTE;
    expect(wanted(hub)).toEqual([]); // it was put off to eight, which is too near, so it belongs to the evening before
    same(hub);
  });

  it("is not sent in quiet hours but after them, or before where that were too late", () => {
    const hub = house({ reminders: { before: [120] } });
    told(hub, NINE + DAY + 30 * MINUTE); // half past nine tomorrow: half past seven lies in quiet hours
    expect(wanted(hub, NINE + DAY - 90 * MINUTE)).toEqual([]);
    expect(wanted(hub, NINE + DAY - HOUR)).toEqual(["reminder 120"]);
    told(hub, NINE + DAY - 45 * MINUTE); // a quarter past eight: eight is too late
    expect(wanted(hub, NINE + 12 * HOUR - 2 * MINUTE)).toEqual([]);
    expect(wanted(hub, NINE + 12 * HOUR - MINUTE)).toEqual(["reminder 120"]);
    expect(wanted(hub, NINE + 12 * HOUR)).toEqual([]); // nine in the evening
    expect(wanted(hub, NINE + DAY - HOUR)).toEqual([]);
  });

  it("may go out at any hour where the house has no quiet ones, and within those of the house's own only", () => {
    const night = { from: "10:00", to: "12:00" };
    const never = { from: "00:00", to: "00:00" };
    const at = (quiet: object, before: number) => {
      const hub = house({ reminders: { before: [before], quiet } });
      told(hub, NINE + 2 * DAY + 5 * HOUR); // two in the afternoon
      return (hour: number) => wanted(hub, NINE + 2 * DAY + (hour - 9) * HOUR).length;
    };
    expect(at(never, 600)(4)).toBe(1);
    expect([10, 12].map(at({ to: "11:00" }, 240))).toEqual([0, 1]); // from nine in the evening to eleven
    expect([10, 11.9, 12].map(at(night, 180))).toEqual([0, 0, 1]);
  });

  it("knows the night when clocks jump over the end of its quiet hours", () => {
    const hub = house({ reminders: { before: [1440], quiet: { from: "00:00", to: "02:30" } } });
    const jump = Date.UTC(2027, 2, 28, 1); // 02:00 becomes 03:00
    told(hub, jump + DAY - 30 * MINUTE);
    expect(wanted(hub, jump + 29 * MINUTE)).toEqual([]);
    expect(wanted(hub, jump + 30 * MINUTE)).toEqual(["reminder 1440"]);
  });

  it("of the earliest appointment comes first", () => {
    const hub = house({ reminders: { before: [1440] } });
    const row = (ref: string, startAt: number) => ({
      ...{ id: `id-${ref}` as AppointmentId, ref, version: null, isCancelled: false },
      facts: {
        ...{ startAt, endAt: startAt + HOUR, service: null, room: null, hosts: [] },
        ...({ form: "physical", reminds: "ours", isConfidential: false, guests: [P1] } as const),
      },
    });
    const rows = [row("late", NINE + DAY + HOUR), row("early", NINE + DAY)];
    hub.send({ kind: "take-appointments", source: "planner", told: rows, snapshot: null });
    expect(wantedNotices(hub.state, NINE + 2 * HOUR).map(({ appointment }) => appointment)).toEqual([
      "id-early",
      "id-late",
    ]);
  });

  it("is left out when the appointment was made or moved after its moment, when it is far too late, and when it has begun", () => {
    const hub = house({ reminders: { before: [1440] } });
    told(hub, NINE + 23 * HOUR);
    expect(wanted(hub)).toEqual([]);
    told(hub, NINE + 2 * DAY);
    expect(wanted(hub, NINE + DAY + 13 * HOUR)).toEqual([]);
    expect(wanted(hub, NINE + DAY + 11 * HOUR)).toEqual(["reminder 1440"]);
    told(hub, NINE + 2 * DAY, { room: "B2" }); // a change that is no move
    expect(wanted(hub, NINE + DAY + HOUR)).toEqual(["reminder 1440"]);
    expect(wanted(hub, NINE + 2 * DAY)).toEqual([]);
  });

  it("is of the service where that says something else than the house", () => {
    const services = (reminders: object) => ({
      reminders: PLAN,
      services: [{ service: "x", name: { da: "X" }, queue: "a", reminders }],
    });
    const hub = house(services({ before: [] }));
    told(hub, NINE + 2 * DAY);
    expect(wanted(hub, NINE + DAY)).toEqual([]);
    const other = house(services({ invites: true, isSensitive: true }));
    told(other, NINE + 2 * DAY);
    expect(wanted(other)).toEqual(["invitation"]);
    expect(wanted(house({}))).toEqual([]);
  });

  it("goes to each who is asked to come, and to nobody else", () => {
    const hub = house({ reminders: { before: [1440] } });
    told(hub, NINE + 2 * DAY, { guests: [P1, "P2" as PersonKey] });
    hub.at = NINE + DAY;
    const [first, second] = wantedNotices(hub.state, hub.at) as [WantedNotice, WantedNotice];
    expect([first.person, second.person]).toEqual(["P1", "P2"]);
    hub.send({ kind: "begin-notice", notice: "n", wanted: first });
    expect(wantedNotices(hub.state, hub.at)).toEqual([second]);
    expect(isWanted(hub.state, { ...second, person: "P3" as PersonKey }, hub.at)).toBe(false);
    expect(isWanted(hub.state, { ...second, appointment: "none" as AppointmentId }, hub.at)).toBe(false);
    expect(isWanted(hub.state, second, NINE + 2 * DAY)).toBe(false);
  });

  it("does not go to who has come already, unless their ticket was withdrawn", () => {
    const hub = house({ reminders: { before: [30] } });
    told(hub, NINE + HOUR);
    const agreed = { appointment: ID, guest: P1, at: NINE + HOUR, room: null, isCounted: false };
    hub.press(1, { agreed });
    expect(wanted(hub, NINE + 30 * MINUTE)).toEqual([]);
    hub.print([hub.record(1, "A01", { paper: "withdrawn" })]);
    expect(wanted(hub, NINE + 30 * MINUTE)).toEqual(["reminder 30"]);
  });

  it("is not ours where the source reminds, but for what the house says is", () => {
    const from = (oursToo?: string[]) => {
      const source = { source: "planner", name: { da: "P" }, ...(oursToo ? { oursToo } : {}) };
      const hub = house({ reminders: PLAN, appointmentSources: [source] });
      told(hub, NINE + 4 * DAY + 5 * HOUR, { reminds: "source" });
      return [NINE, NINE + DAY + 5 * HOUR, NINE + 4 * DAY + 3 * HOUR].map((at) => wanted(hub, at).join());
    };
    expect(from()).toEqual(["", "", ""]);
    expect(from(["last-reminder"])).toEqual(["", "", "reminder 120"]);
    expect(from(["invitation"])).toEqual(["invitation", "invitation", "invitation"]);
    const hub = house();
    told(hub, NINE + DAY, { reminds: "none" });
    expect(wanted(hub)).toEqual([]);
  });
});

describe("an invitation", () => {
  it("is the first message, in the morning where the appointment was made at night", () => {
    const hub = house({ reminders: { invites: true } });
    hub.at = NINE + 13 * HOUR;
    told(hub, NINE + 3 * DAY);
    expect(wanted(hub)).toEqual([]);
    hub.at = NINE + 23 * HOUR;
    expect(send(hub)).toEqual(["invitation"]);
    expect(wanted(hub, NINE + 2 * DAY)).toEqual([]);
  });
});

describe("an appointment that is moved or cancelled", () => {
  const invited = () => {
    const hub = house({ reminders: { invites: true, before: [1440] } });
    told(hub, NINE + 3 * DAY);
    expect(send(hub)).toEqual(["invitation"]);
    return hub;
  };

  it("is told to whoever knew the time before, and takes its reminders along", () => {
    const hub = invited();
    told(hub, NINE + 5 * DAY);
    expect(send(hub)).toEqual(["moved"]);
    expect(send(hub)).toEqual([]);
    expect(wanted(hub, NINE + 2 * DAY)).toEqual([]);
    expect(wanted(hub, NINE + 4 * DAY)).toEqual(["reminder 1440"]);
    told(hub, NINE + 5 * DAY, { gone: true });
    expect(send(hub)).toEqual(["cancelled"]);
    expect(send(hub)).toEqual([]);
    told(hub, NINE + 5 * DAY);
    expect(send(hub)).toEqual(["moved"]);
    same(hub);
  });

  it("is told to nobody who knew of none", () => {
    const hub = house();
    told(hub, NINE + 3 * DAY);
    told(hub, NINE + 4 * DAY);
    expect(wanted(hub)).toEqual([]);
    told(hub, NINE + 4 * DAY, { gone: true });
    expect(wanted(hub)).toEqual([]);
  });

  it("is told at night only where the morning were too late", () => {
    const hub = invited();
    hub.at = NINE + 2 * DAY + 14 * HOUR;
    told(hub, NINE + 3 * DAY, { gone: true });
    expect(wanted(hub)).toEqual([]);
    told(hub, NINE + 3 * DAY - 2 * HOUR);
    expect(wanted(hub)).toEqual(["moved"]);
  });

  it.each(["no-number", "refused"] as const)(
    "whose first message came to nothing (%s) is not told",
    (outcome) => {
      const hub = house({ reminders: { invites: true } });
      told(hub, NINE + 3 * DAY);
      send(hub, outcome);
      told(hub, NINE + 4 * DAY);
      expect(wanted(hub)).toEqual([]);
    },
  );

  it.each(["no-number", "refused"] as const)("is not told again and again (%s)", (outcome) => {
    const hub = invited();
    told(hub, NINE + 4 * DAY);
    expect(send(hub, outcome)).toEqual(["moved"]);
    expect(wanted(hub)).toEqual([]);
    told(hub, NINE + 4 * DAY, { gone: true });
    expect(send(hub, outcome)).toEqual(["cancelled"]);
    expect(wanted(hub)).toEqual([]);
  });
});

describe("a ledger that an older copy of it took the place of", () => {
  /** Starts again; what happened since `hub`'s last event may be lost. */
  const putBack = (hub: Hub) => {
    hub.start();
    hub.send({ kind: "note-act", act: "restored", by: null, about: {} });
  };

  it("tells nobody what was due before it was put back, since they may have been told, and all that is due after", () => {
    const hub = house({ reminders: { invites: true, before: [120, 1440] } });
    told(hub, NINE + 2 * DAY + 3 * HOUR);
    expect(wanted(hub)).toEqual(["invitation"]);
    hub.at = NINE + DAY + 4 * HOUR;
    expect(wanted(hub)).toEqual(["invitation"]);
    putBack(hub);
    expect(wanted(hub)).toEqual([]);
    hub.at = NINE + 2 * DAY + HOUR;
    expect(send(hub)).toEqual(["reminder 120"]);
    expect(hub.replayed().lostUntil).toBe(NINE + DAY + 4 * HOUR);
    same(hub);
  });

  it("tells of what is made, moved or cancelled from then on", () => {
    const hub = house({ reminders: { invites: true } });
    told(hub, NINE + 3 * DAY);
    expect(send(hub)).toEqual(["invitation"]);
    hub.at += HOUR;
    putBack(hub);
    expect(wanted(hub)).toEqual([]);
    told(hub, NINE + 4 * DAY);
    expect(send(hub)).toEqual(["moved"]);
    const other = house({ reminders: { invites: true } });
    told(other, NINE + 3 * DAY);
    other.at += HOUR;
    putBack(other);
    other.at += HOUR;
    told(other, NINE + 4 * DAY);
    expect(send(other)).toEqual(["invitation"]);
  });

  it("tells what waited to be told of a move, though somebody may have been told already: nobody is left with a wrong time", () => {
    const hub = house({ reminders: { invites: true } });
    told(hub, NINE + 3 * DAY);
    expect(send(hub)).toEqual(["invitation"]);
    hub.at = NINE + 13 * HOUR;
    told(hub, NINE + 4 * DAY);
    expect(wanted(hub)).toEqual([]);
    hub.at = NINE + DAY + HOUR;
    putBack(hub);
    expect(send(hub)).toEqual(["moved"]);
    expect(wanted(hub)).toEqual([]);
  });

  it("is known by a stand that has seen more of it, as well as by the command that put it back", () => {
    const hub = house({ reminders: { invites: true } });
    told(hub, NINE + 3 * DAY);
    hub.at += HOUR;
    hub.start();
    expect(wanted(hub)).toEqual(["invitation"]);
    const seen = { ledgerId: hub.state.ledgerId as LedgerId, seq: hub.state.seq + 50 };
    hub.hello({ stand: S1, outbox: outboxOf(1), ledger: seen });
    expect(hub.all("ledger-replaced")).toHaveLength(1);
    expect(wanted(hub)).toEqual([]);
    same(hub);
  });
});
