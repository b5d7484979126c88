import { describe, expect, test } from "vitest";
import { endNotes, mirrors } from "../../../broker/queue/notes.ts";
import { decodeRecord } from "../../../protocol/messages.ts";
import { C1, Hub, MINUTE, S1, ticketId, town, uuid } from "../town.ts";

/** The notes of what happened after a mark. */
const notes = (hub: Hub, mark: number) => Object.fromEntries(endNotes(hub.state, hub.since(mark)));

describe("what stands keep of their day", () => {
  test("a stand is told how its tickets ended", () => {
    const hub = new Hub().open();
    for (const n of [1, 2]) hub.ticket(n);
    hub.next(C1);
    const mark = hub.events.length;
    hub.next(C1, ticketId(1));
    expect(notes(hub, mark)).toEqual({ [S1]: [{ ticketId: ticketId(1), state: "served", at: hub.at }] });
  });

  test("a stand is told when an end is taken back", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.next(C1);
    hub.staff({ kind: "no-show", counter: C1, commandId: uuid(1) });
    const mark = hub.events.length;
    hub.staff({ kind: "undo", undoes: uuid(1) });
    expect(notes(hub, mark)).toEqual({ [S1]: [{ ticketId: ticketId(1), state: "called", at: hub.at }] });
  });

  test("a paper that merged is told under the id that its stand gave it", () => {
    const hub = new Hub().open();
    hub.adopt("R05");
    hub.next(C1);
    hub.staff({ kind: "finish", counter: C1 });
    const mark = hub.events.length;
    hub.print([hub.record(1, "R05")]);
    expect(notes(hub, mark)).toEqual({ [S1]: [{ ticketId: ticketId(1), state: "served", at: hub.at }] });
  });

  test("tickets of staff are mirrored as records that a hub which knows nothing can take in, and again when they end", () => {
    const hub = new Hub().open();
    let mark = hub.events.length;
    hub.issueByStaff({ ticketId: ticketId(5) });
    hub.ticket(1);
    const copies = mirrors(hub.state, hub.since(mark));
    expect(copies).toHaveLength(1);
    expect(copies[0]).toMatchObject({ ticketId: ticketId(5), number: "A01", paper: "screen" });
    expect(decodeRecord(JSON.parse(JSON.stringify(copies[0])))).toMatchObject({ ok: true });
    mark = hub.events.length;
    hub.staff({ kind: "cancel", ticket: ticketId(5) });
    expect(mirrors(hub.state, hub.since(mark))[0]?.ended).toEqual({ state: "cancelled", at: hub.at });
    expect(endNotes(hub.state, hub.since(mark)).size).toBe(0);
  });

  test("what a copy says of an appointment or a head start holds again at a hub that lost both", () => {
    const services = [{ service: "pas", name: { da: "Pas" }, queue: "a", headStartMin: 5 }];
    const hub = new Hub(town({ services })).open();
    const [soon, missed] = [hub.at + 10 * MINUTE, hub.at - 60 * MINUTE];
    hub.issueByStaff({ agreedAt: soon });
    hub.issueByStaff({ agreedAt: missed });
    hub.issueByStaff({ service: "pas" as never });
    const copies = mirrors(hub.state, hub.events);
    expect(decodeRecord(JSON.parse(JSON.stringify(copies[0])))).toEqual({ ok: true, value: copies[0] });
    const other = new Hub(town()).open();
    other.print(copies, { returning: true });
    for (const { id } of hub.state.day.tickets.values()) other.staff({ kind: "confirm", ticket: id });
    const claims = [...other.state.day.tickets.values()].map(({ agreedAt, dueAt, headStartMs }) => [
      ...[agreedAt, dueAt, headStartMs],
    ]);
    expect(claims).toEqual([
      [soon, soon, 0],
      [missed, null, 0],
      [null, null, 5 * MINUTE],
    ]);
  });

  test("a number taken in by hand is mirrored as one that stands on a paper", () => {
    const hub = new Hub().open();
    const mark = hub.events.length;
    hub.adopt("R05");
    expect(mirrors(hub.state, hub.since(mark))[0]).toMatchObject({ number: "R05", paper: "printed" });
  });
});
