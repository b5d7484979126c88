import { describe, expect, test } from "vitest";
import { C1, Hub, no, ticketId } from "../../town.ts";

const papers = (hub: Hub) =>
  [1, 5, 12, 13].map((n) => hub.record(n, `ABJ${String(n).padStart(2, "0")}`, { series: "own" }));

describe("rule 13: after an outage staff close a series up to a number in one step", () => {
  test("everybody who waits or is recovered under these letters up to the number was served", () => {
    const hub = new Hub().open();
    hub.print(papers(hub).slice(0, 2));
    hub.print(papers(hub).slice(2), { returning: true });
    hub.ticket(20);
    expect(hub.staff({ kind: "close-up-to", number: no("abj12") })).toEqual({ closed: 3 });
    expect([1, 5, 12, 13, 20].map((n) => hub.of(n).state)).toEqual([
      ...["served", "served", "served", "recovered", "waiting"],
    ]);
  });

  test("a paper that comes in later below that number was served too, one above it waits", () => {
    const hub = new Hub().open();
    expect(hub.staff({ kind: "close-up-to", number: no("ABJ12") })).toEqual({ closed: 0 });
    hub.print(papers(hub));
    expect([1, 5, 12, 13].map((n) => hub.of(n).state)).toEqual(["served", "served", "served", "waiting"]);
  });

  test("whoever pressed just now and has no paper yet, or is at a counter, is left alone", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.next(C1);
    hub.press(2);
    expect(hub.staff({ kind: "close-up-to", number: no("A99") })).toEqual({ closed: 0 });
    expect([hub.of(1).state, hub.of(2).state]).toEqual(["called", "waiting"]);
    expect(hub.of(2).id).toBe(ticketId(2));
  });

  test("what is no number is refused", () => {
    expect(new Hub().open().staff({ kind: "close-up-to", number: no("12") })).toEqual({
      refused: "number-invalid",
    });
  });
});
