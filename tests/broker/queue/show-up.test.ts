/** Who comes to what is booked is learned from the days themselves. */
import { describe, expect, test } from "vitest";
import {
  expectedShowUp,
  learnArrival,
  learnShowUp,
  noShowUps,
  type ShowUps,
} from "../../../broker/queue/show-up.ts";
import type { TicketId } from "../../../protocol/terms.ts";
import { A, B, Hub, MINUTE, ticketId, withHours } from "../town.ts";
import { book, tellBooked } from "./bookings.ts";

const came = (showUps: ShowUps, queue = A) => expectedShowUp(showUps, queue).came;
const count = (hub: Hub, queue = A) => {
  const { n, came: part } = hub.state.showUps.counts.get(queue) ?? { n: 0, came: 0 };
  return `${Math.round(n * part)} of ${n}`;
};

describe("of what is booked", () => {
  test("four of five are expected, about five minutes early, as long as nothing was seen", () => {
    expect(expectedShowUp(noShowUps(), A)).toEqual({ came: 0.8, meanMs: -300_000, deviationMs: 300_000 });
  });

  test("the part that comes is learned of each queue, and a new queue leans on the location", () => {
    const showUps = noShowUps();
    for (let n = 0; n < 400; n += 1) learnShowUp(showUps, A, n % 2 === 0);
    expect(came(showUps)).toBeCloseTo(0.5, 1);
    expect(came(showUps, B)).toBeCloseTo(0.5, 1);
    for (let n = 0; n < 600; n += 1) learnShowUp(showUps, B, true);
    expect(came(showUps, B)).toBeGreaterThan(0.95);
    expect(came(showUps)).toBeLessThan(0.6);
    for (let n = 0; n < 2_000; n += 1) learnShowUp(showUps, B, false);
    expect(came(showUps, B)).toBeLessThan(0.05);
  });

  test("when they come is learned too, and one who comes hours off is no measure", () => {
    const showUps = noShowUps();
    for (let n = 0; n < 200; n += 1) learnArrival(showUps, A, (n % 2 === 0 ? 2 : 4) * MINUTE);
    const learned = expectedShowUp(showUps, A);
    expect(learned.meanMs / MINUTE).toBeGreaterThan(2);
    expect(learned.meanMs / MINUTE).toBeLessThan(3.2);
    expect(learned.deviationMs / MINUTE).toBeLessThan(3);
    learnArrival(showUps, A, -600 * MINUTE);
    expect(expectedShowUp(showUps, A).meanMs / MINUTE).toBeGreaterThan(1.5);
  });
});

describe("who came", () => {
  test("is known an hour after the quarter in which it was agreed, by how many came to that time", () => {
    const hub = new Hub().open();
    book(hub, 5, 5, 20);
    tellBooked(hub, [{ ref: "gone", startAt: hub.at + 6 * MINUTE, isCancelled: true }]);
    hub.at += 3 * MINUTE;
    hub.issueByStaff({ agreedAt: hub.at + 2 * MINUTE });
    hub.at += 71 * MINUTE;
    hub.ticket(1);
    expect(count(hub)).toBe("0 of 0");
    hub.at += MINUTE;
    hub.ticket(2);
    expect(count(hub)).toBe("1 of 2");
    hub.at += 15 * MINUTE;
    hub.ticket(3);
    expect(count(hub)).toBe("1 of 3");
    expect(hub.state.showUps.arrivals.get(A)).toMatchObject({ n: 1, mean: -2 * MINUTE });
    expect(hub.replayed().showUps).toEqual(hub.state.showUps);
  });

  test("is known at the end of the day at the latest, and counted once", () => {
    const hub = new Hub(withHours("09:00", "10:00")).open();
    book(hub, 20, 30, 45);
    hub.issueByStaff({ agreedAt: hub.at + 30 * MINUTE });
    hub.at += 61 * MINUTE;
    hub.send({ kind: "tick" });
    hub.staff({
      kind: "cancel",
      ticket: [...hub.state.day.tickets.keys()][0] as TicketId,
    });
    hub.wait(11 * MINUTE);
    expect(hub.state.day.closedAt).not.toBeNull();
    expect(count(hub)).toBe("1 of 3");
    expect(hub.state.appointments.byQuarter.size).toBe(0);
    hub.at += 23 * 60 * MINUTE;
    hub.send({ kind: "tick" });
    hub.ticket(9);
    expect(count(hub)).toBe("1 of 3");
    expect(hub.replayed().showUps).toEqual(hub.state.showUps);
  });

  test("is not learned of what was agreed while the house was closed", () => {
    const hub = new Hub(withHours("09:00", "10:00")).open();
    book(hub, 180);
    hub.ticket(1);
    hub.staff({ kind: "cancel", ticket: ticketId(1) });
    hub.wait(61 * MINUTE);
    hub.wait(11 * MINUTE);
    expect(hub.state.day.closedAt).not.toBeNull();
    hub.wait(23 * 60 * MINUTE);
    hub.ticket(2);
    hub.at += 90 * MINUTE;
    hub.staff({ kind: "cancel", ticket: ticketId(2) });
    expect(hub.state.day.closedAt).toBeNull();
    expect(count(hub)).toBe("0 of 0");
  });

  test("is not counted by a paper of a day that is over", () => {
    const hub = new Hub(withHours("09:00", "10:00")).open();
    const agreedAt = hub.at + 30 * MINUTE;
    hub.ticket(1);
    hub.staff({ kind: "cancel", ticket: ticketId(1) });
    hub.wait(61 * MINUTE);
    hub.wait(11 * MINUTE);
    hub.wait(23 * 60 * MINUTE);
    hub.ticket(2);
    hub.print([hub.record(7, "A07", { agreedAt })]);
    expect(hub.of(7)).toMatchObject({ state: "expired", agreedAt });
    expect([hub.state.day.come.size, hub.state.showUps.arrivals.size]).toEqual([0, 0]);
  });
});
