import { describe, expect, test } from "vitest";
import { Hub, said } from "../../town.ts";

describe("rule 3: only paper that never was voids a ticket", () => {
  test.each(["printed", "torn", "unknown", "screen"] as const)("a %s paper is a valid ticket", (paper) => {
    const hub = new Hub().open();
    hub.press(1);
    expect(hub.print([hub.record(1, "A01", { paper })])).toEqual(["recorded"]);
    expect(hub.of(1)).toMatchObject({ state: "waiting", paper });
    expect(said(hub.next())).toBe("A01");
  });

  test("a withdrawn paper voids a ticket that waits or is called, and frees the counter", () => {
    const hub = new Hub().open();
    hub.press(1);
    hub.press(2);
    hub.at += 10_000;
    expect(said(hub.next())).toBe("A01");
    hub.print([hub.record(1, "A01", { paper: "withdrawn" }), hub.record(2, null, { paper: "withdrawn" })]);
    expect([hub.of(1).state, hub.of(2).state]).toEqual(["cancelled", "cancelled"]);
    expect(hub.state.atCounter.size).toBe(0);
    expect(said(hub.next())).toBe("nobody-waiting");
  });

  test("a withdrawn paper of somebody who is being served changes nothing for them", () => {
    const hub = new Hub().open();
    hub.press(1);
    hub.at += 10_000;
    hub.next();
    hub.staff({ kind: "serve", counter: "1" as never });
    hub.print([hub.record(1, "A01", { paper: "withdrawn" })]);
    expect(hub.of(1)).toMatchObject({ state: "serving", paper: "withdrawn" });
  });

  test("a paper that was withdrawn before the hub knew of it is kept as cancelled and takes no place", () => {
    const hub = new Hub().open();
    expect(hub.print([hub.record(1, "ABJ01", { paper: "withdrawn", series: "own" })])).toEqual(["recorded"]);
    expect(hub.of(1)).toMatchObject({ state: "cancelled", endedAt: hub.at });
    expect(hub.press(2)).toMatchObject({ ahead: 0 });
  });

  test("a paper without a number that was not withdrawn is set aside", () => {
    const hub = new Hub().open();
    expect(hub.print([hub.record(1, null)])).toEqual(["quarantined"]);
  });
});
