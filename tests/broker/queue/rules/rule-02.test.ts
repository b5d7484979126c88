import { describe, expect, test } from "vitest";
import { A, Hub, said, ticketId } from "../../town.ts";

describe("rule 2: a number of the stand's own series waits in the same queue", () => {
  test("a paper of the own series stands in line with plain numbers, by its press", () => {
    const hub = new Hub().open();
    const pressed = hub.pressed();
    hub.at += 60_000;
    hub.ticket(1);
    hub.at += 1_000;
    hub.print([hub.record(2, "ABJ01", { series: "own", issued: pressed })]);
    expect(hub.of(2)).toMatchObject({ queue: A, state: "waiting", arrivedAt: pressed.wallMs });
    expect(said(hub.next())).toBe("ABJ01");
    expect(said(hub.next("2" as never))).toBe("A01");
  });

  test("a stand that numbered by itself renames the provisional ticket, so that one press is one ticket", () => {
    const hub = new Hub().open();
    hub.press(1);
    hub.print([hub.record(1, "ABJ01", { series: "own" })]);
    expect(hub.state.day.tickets.size).toBe(1);
    expect(hub.state.day.byNumber.get("ABJ01" as never)).toBe(ticketId(1));
  });
});
