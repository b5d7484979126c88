import { describe, expect, test } from "vitest";
import { placeOf } from "../../../../broker/queue/place.ts";
import type { StandTime } from "../../../../protocol/messages.ts";
import { BOOT, Hub, MINUTE, NINE, uuid, withHours } from "../../town.ts";

const receipt = NINE + 10 * MINUTE;
const time = (otherwise: Partial<StandTime>): StandTime => ({
  ...{ wallMs: NINE + 5 * MINUTE, monoMs: 500_000, bootId: BOOT, trust: "synced", contact: null },
  ...otherwise,
});
const contact = (hubAt: number, monoMs: number, bootId = BOOT) => ({ hubAt, monoMs, bootId });

describe("rule 11: time", () => {
  test.each([
    [
      "by its monotone time since the hub's last word",
      time({ contact: contact(NINE, 440_000), trust: "none" }),
      NINE + MINUTE,
    ],
    ["by its wall time when that is synced", time({}), NINE + 5 * MINUTE],
    ["by the receipt when nothing is to be trusted", time({ trust: "none" }), receipt],
    [
      "by the receipt when the clock is only not before the last known time",
      time({ trust: "floor" }),
      receipt,
    ],
    [
      "by its wall time when the last word came before a restart",
      time({ contact: contact(NINE, 1, uuid(9)) }),
      NINE + 5 * MINUTE,
    ],
    [
      "never before the hub's last word",
      time({ contact: contact(NINE + 6 * MINUTE, 1, uuid(9)) }),
      NINE + 6 * MINUTE,
    ],
    ["never after the receipt", time({ wallMs: receipt + 1 }), receipt],
    [
      "at the receipt when the hub's last word lies in the future",
      time({ contact: contact(receipt + MINUTE, 0) }),
      receipt,
    ],
  ])("a press is placed %s", (_, issued, place) => {
    expect(placeOf(issued, receipt)).toBe(place);
  });

  test("the place counts for press and paper alike", () => {
    const hub = new Hub().open();
    hub.at = receipt;
    hub.press(1, { issued: time({}) });
    hub.print([hub.record(2, "ABJ01", { series: "own", issued: time({}) })]);
    expect([hub.of(1).arrivedAt, hub.of(2).arrivedAt]).toEqual([NINE + 5 * MINUTE, NINE + 5 * MINUTE]);
    expect(hub.press(3)).toMatchObject({ ahead: 2 });
  });

  test("opening hours do not change on an untrusted clock", () => {
    const hub = new Hub(withHours("08:00", "10:00")).open();
    hub.trusted = false;
    hub.wait(120 * MINUTE);
    expect(hub.state.openQueues.size).toBe(3);
    hub.trusted = true;
    hub.wait(1_000);
    expect(hub.state.openQueues.size).toBe(0);
  });

  test("a queue that is always open or inactive needs no clock", () => {
    const hub = new Hub();
    hub.trusted = false;
    hub.start();
    expect(hub.state.openQueues.size).toBe(3);
    const queues = hub.state.location.queues.map((queue) => ({ ...queue, active: false }));
    hub.send({ kind: "configure", location: { ...hub.state.location, queues } });
    expect(hub.state.openQueues.size).toBe(0);
  });

  test("hours are read from the wall clock, also while the hub's monotone time is ahead of it", () => {
    const hub = new Hub(withHours("08:00", "10:00")).open();
    hub.wallOff = -30 * MINUTE;
    hub.wait(80 * MINUTE);
    expect(hub.state.openQueues.size).toBe(3);
    hub.wait(20 * MINUTE);
    expect(hub.state.openQueues.size).toBe(0);
  });

  test("a clock set back into the hours opens again", () => {
    const hub = new Hub(withHours("08:00", "10:00")).open();
    hub.wait(61 * MINUTE);
    expect(hub.state.openQueues.size).toBe(0);
    hub.wallOff = -90 * MINUTE;
    hub.wait(1_000);
    expect(hub.state.openQueues.size).toBe(3);
  });

  test("the hub's `at` in the ledger never goes back", () => {
    const hub = new Hub().open();
    hub.press(1);
    const before = hub.state.at;
    hub.at -= 3_600_000;
    hub.press(2);
    expect(hub.state.at).toBe(before);
  });
});
