import { describe, expect, it } from "vitest";
import { pastAlarms, stillHidden, type Trouble, troublesNow } from "../../../../broker/pages/staff/alarms.ts";
import type { StaffPicture } from "../../../../protocol/snapshots.ts";
import type { CounterId, QueueId, StandId } from "../../../../protocol/terms.ts";
import { atCounter, listed, STAFF_SCENES, staff } from "../../../system/pages/staff-scenes.ts";
import { MINUTE, MORNING, numberOf } from "../../../system/pages/town.ts";

type Alarm = StaffPicture["alarms"][number];
const [stand, counter, queue] = ["s1" as StandId, "1" as CounterId, "a" as QueueId];
const told = (notice: Alarm["notice"], minutesAgo = 1): Alarm => ({
  at: MORNING - minutesAgo * MINUTE,
  notice,
});
const only = (alarm: Alarm, tickets: StaffPicture["tickets"] = []) =>
  staff(atCounter(null), { alarms: [alarm], tickets });
const holds = (picture: StaffPicture) => {
  const [now, past] = [troublesNow(picture, MORNING), pastAlarms(picture, MORNING)];
  expect(now.length + past.length).toBe(1);
  return now.length === 1;
};

describe("what holds now", () => {
  it("are stands in trouble, each by what troubles it", () => {
    const keys = ["alarms", "paper-low", "free"].map((scene) =>
      troublesNow(STAFF_SCENES[scene]!, MORNING).flatMap((one) => ("stand" in one ? one.key : [])),
    );
    expect(keys).toEqual([
      ["s1/true/HAL_PRINTER_PAPER_OUT/false", "s2/false/null/false"],
      ["s1/true/null/true"],
      [],
    ]);
  });
  it("is no call for help: an open one has a strip of its own, and one that has ended is over", () => {
    expect(holds(only(told({ kind: "colleague-called", counter })))).toBe(false);
    expect(holds(only(told({ kind: "colleague-answered", counter, from: null, by: null })))).toBe(false);
    expect(holds(only(told({ kind: "colleague-ended", counter })))).toBe(false);
    expect(holds(only(told({ kind: "help-called", help: "x", from: { stand } })))).toBe(false);
  });
  it("is a recovery until the last recovered ticket was confirmed or withdrawn", () => {
    const alarm = told({ kind: "tickets-recovered", count: 3 }, 90);
    expect(holds(only(alarm, [listed("A07", "recovered")]))).toBe(true);
    expect(holds(only(alarm, [listed("A07", "waiting")]))).toBe(false);
  });
  it("is a ticket of a queue that is gone while it waits, and a doubled number while both do", () => {
    const caught = told({ kind: "caught-ticket", number: numberOf("C12"), queue }, 90);
    expect(holds(only(caught, [listed("C12", "waiting")]))).toBe(true);
    expect(holds(only(caught, [listed("C12", "no-show")]))).toBe(false);
    const doubled = told({ kind: "number-doubled", number: numberOf("A12") }, 90);
    expect(holds(only(doubled, [listed("A12", "waiting"), listed("A12", "waiting")]))).toBe(true);
    expect(holds(only(doubled, [listed("A12", "waiting")]))).toBe(false);
  });
  it("is for half an hour what only happens", () => {
    const closing = (minutesAgo: number) => told({ kind: "left-at-closing", queue, count: 2 }, minutesAgo);
    expect([29, 31].map((minutes) => holds(only(closing(minutes))))).toEqual([true, false]);
    expect(holds(only(told({ kind: "ledger-replaced", serviceDay: null }, 31)))).toBe(false);
    expect(holds(only(told({ kind: "stand-trouble", stand, problem: "STAND_TWIN" }, 5)))).toBe(true);
  });
  it("begins with the newest, and what is over is of today alone", () => {
    const alarms = [24 * 60, 50, 40, 20, 10].map((minutes) =>
      told({ kind: "ledger-replaced", serviceDay: null }, minutes),
    );
    const picture = staff(atCounter(null), { alarms });
    const at = (one: Trouble) => ("alarm" in one ? (MORNING - one.alarm.at) / MINUTE : null);
    expect(troublesNow(picture, MORNING).map(at)).toEqual([10, 20]);
    expect(pastAlarms(picture, MORNING).map((alarm) => (MORNING - alarm.at) / MINUTE)).toEqual([40, 50]);
  });
});

it("what was put away stays so while it holds, and is shown again when it comes back", () => {
  const troubles = troublesNow(STAFF_SCENES["paper-low"]!, MORNING);
  const hidden = troubles.map(({ key }) => key);
  expect(stillHidden(hidden, troubles)).toEqual(hidden);
  expect(stillHidden(hidden, [])).toEqual([]);
});
