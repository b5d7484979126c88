import { describe, expect, test } from "vitest";
import { A, Hub, MINUTE, no, said, ticketId, town } from "../town.ts";

const HOUR = 60 * MINUTE;
const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "08:00", to: "10:00" }));
const hall = (queue: Record<string, unknown>) =>
  new Hub(
    town({ queues: town().queues.map((one) => (one.queue === A ? { ...one, ...queue } : one)) }),
  ).open();
const refused = (why: string) => ({ kind: "refused", refused: why });

describe("a queue's series of numbers", () => {
  const series = { first: 7, last: 8 };

  test("begins with its first number, each service day", () => {
    const hub = hall({ series, hours });
    expect(hub.press(1)).toMatchObject({ number: "A07" });
    hub.staff({ kind: "cancel", ticket: ticketId(1) });
    hub.wait(HOUR);
    hub.wait(HOUR);
    hub.wait(21 * HOUR);
    expect(hub.press(2, { serviceDay: null })).toMatchObject({ number: "A07" });
  });

  test("after its last number stands are refused in its own words, and staff go on", () => {
    const hub = hall({ series });
    hub.ticket(1);
    expect(hub.state.limits.size).toBe(0);
    hub.ticket(2);
    expect(hub.state.limits.get(A)).toBe("series-used-up");
    expect(hub.press(3)).toEqual(refused("series-used-up"));
    // A cancelled ticket's number stands on a paper.
    hub.staff({ kind: "cancel", ticket: ticketId(2) });
    hub.wait(1);
    expect(hub.press(4)).toEqual(refused("series-used-up"));
    expect(said(hub.issueByStaff())).toBe("A09");
  });

  test("knows that its last number was taken in by hand", () => {
    const hub = hall({ series });
    hub.ticket(1);
    hub.adopt(no("A08"));
    expect(hub.press(2)).toEqual(refused("series-used-up"));
  });

  test("without a last number never wraps within a day: it widens by a digit", () => {
    const hub = hall({ series: { first: 98 } });
    expect([1, 2, 3].map((n) => hub.ticket(n).number)).toEqual(["A98", "A99", "A100"]);
  });

  test("while stands number themselves nothing of it is used up", () => {
    const hub = hall({ series: { first: 1, last: 1 } });
    hub.ticket(1);
    hub.start();
    hub.wait(1);
    expect(hub.state.limits.size).toBe(0);
    expect(hub.press(2)).toMatchObject({ kind: "own-series" });
  });
});
