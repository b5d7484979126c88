/** The life of a message about an appointment: begun once, ended once (R5). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evolve } from "../../../broker/queue/evolve.ts";
import type { NoticeReport, WantedNotice } from "../../../broker/queue/notices.ts";
import { wantedNotices } from "../../../broker/queue/wanted-notices.ts";
import type { AppointmentId, ServiceDay } from "../../../protocol/terms.ts";
import { type Hub, MINUTE, NINE } from "../town.ts";
import { DAY, end, HOUR, house, ID, same, send, sole, told, wanted } from "./reminded.ts";

describe("a notice that is begun", () => {
  const begun = () => {
    const hub = house({ reminders: { invites: true } });
    told(hub, NINE + 3 * DAY);
    const one = sole(hub);
    hub.send({ kind: "begin-notice", notice: "n", wanted: one });
    return { hub, one };
  };

  it("is begun by nobody else", () => {
    const { hub, one } = begun();
    expect(hub.send({ kind: "begin-notice", notice: "m", wanted: one })).toEqual({ refused: "not-wanted" });
    expect(hub.state.notices.get(ID)).toMatchObject([{ notice: "n", outcome: null }]);
  });

  it("that was surely not sent is wanted again; one that may have been is not", () => {
    const { hub, one } = begun();
    expect(end(hub, "n", "put-back", 0)).toEqual({ done: true });
    expect(wantedNotices(hub.state, hub.at)).toEqual([one]);
    hub.send({ kind: "begin-notice", notice: "m", wanted: one });
    end(hub, "m", "unknown");
    expect(wanted(hub)).toEqual([]);
    same(hub);
  });

  it("ends once; of an unknown end the true one may become known", () => {
    const { hub } = begun();
    expect(end(hub, "other", "sent")).toEqual({ refused: "not-wanted" });
    expect(end(hub, "n", "unknown")).toEqual({ done: true });
    expect(end(hub, "n", "unknown")).toEqual({ refused: "not-wanted" });
    expect(end(hub, "n", "sent", 2)).toEqual({ done: true });
    expect(end(hub, "n", "refused")).toEqual({ refused: "not-wanted" });
    expect(hub.all("notice-ended").map(({ outcome, parts }) => [outcome, parts])).toEqual([
      ["unknown", 1],
      ["sent", 2],
    ]);
    expect(
      hub.send({
        kind: "end-notice",
        notice: "n",
        appointment: "x" as AppointmentId,
        outcome: "sent",
        parts: 1,
      }),
    ).toEqual({ refused: "not-wanted" });
    same(hub);
  });
});

describe("the network's word", () => {
  const begun = () => {
    const hub = house({ reminders: { invites: true }, textPrice: 18 });
    told(hub, NINE + 3 * DAY);
    hub.send({ kind: "begin-notice", notice: "n", wanted: sole(hub) });
    return hub;
  };
  const report = (hub: Hub, said: NoticeReport, notice = "n") =>
    hub.send({ kind: "report-notice", notice, report: said });
  const now = (hub: Hub) => hub.state.notices.get(ID)?.map(({ outcome, report: said }) => [outcome, said]);
  const costs = (hub: Hub) =>
    [...hub.state.textCosts].map(([key, { sure, perhaps }]) => [key, sure.parts, sure.ore, perhaps.parts]);

  it("of a message is written down once, however often it is said", () => {
    const hub = begun();
    end(hub, "n", "sent", 2);
    expect(report(hub, "delivered")).toEqual({ done: true });
    expect(report(hub, "delivered")).toEqual({ refused: "not-wanted" });
    expect(report(hub, "failed")).toEqual({ refused: "not-wanted" });
    expect(report(hub, "delivered", "nobody's")).toEqual({ refused: "not-wanted" });
    expect(now(hub)).toEqual([["sent", "delivered"]]);
    expect(hub.all("notice-reported")).toHaveLength(1);
    same(hub);
  });

  it("that it will not come may be followed by that it has, and by nothing else", () => {
    const hub = begun();
    end(hub, "n", "sent");
    report(hub, "expired");
    expect(report(hub, "failed")).toEqual({ refused: "not-wanted" });
    expect(report(hub, "delivered")).toEqual({ done: true });
    expect(now(hub)).toEqual([["sent", "delivered"]]);
  });

  it("before the gateway's own answer holds, whatever that answer is", () => {
    for (const outcome of ["unknown", "put-back", "sent"] as const) {
      const hub = begun();
      report(hub, "delivered");
      expect(now(hub)).toEqual([[null, "delivered"]]);
      end(hub, "n", outcome, 1);
      expect(now(hub)).toEqual([["sent", "delivered"]]);
      expect(wanted(hub)).toEqual([]);
      same(hub);
    }
  });

  it("makes known that a message of an unknown end was sent, and what it cost", () => {
    const hub = begun();
    end(hub, "n", "unknown", 2);
    expect(costs(hub)).toEqual([["2026-11 invitation", 0, 0, 2]]);
    report(hub, "failed");
    expect(now(hub)).toEqual([["sent", "failed"]]);
    expect(costs(hub)).toEqual([["2026-11 invitation", 2, 36, 0]]);
    same(hub);
  });

  it("of an appointment that is over is still taken for some days", () => {
    const hub = begun();
    end(hub, "n", "sent");
    told(hub, hub.at - HOUR);
    const endDay = () => {
      evolve(hub.state, { kind: "day-closed", at: hub.at, serviceDay: "d" as ServiceDay });
    };
    endDay();
    expect(hub.state.notices.get(ID)).toBeUndefined();
    expect(report(hub, "delivered")).toEqual({ done: true });
    hub.at += 3 * DAY + 1;
    endDay();
    expect(hub.state.references.size).toBe(0);
  });

  it("never comes: nothing is sent again for that", () => {
    const hub = begun();
    end(hub, "n", "sent");
    hub.at += DAY;
    expect([wanted(hub), now(hub)]).toEqual([[], [["sent", null]]]);
  });

  it("of a hub that stood still for days is not waited for, and its end changes no sum", () => {
    const hub = begun();
    hub.state.references.delete("n");
    end(hub, "n", "unknown", 1);
    expect([now(hub), costs(hub)]).toEqual([[["unknown", null]], []]);
  });
});

/** What may happen to one appointment in a week. */
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant("pass" as const), min: fc.integer({ min: 1, max: 600 }) }),
  },
  fc.record({ does: fc.constant("move" as const), min: fc.integer({ min: -600, max: 6000 }) }),
  fc.record({ does: fc.constant("cancel" as const), min: fc.constant(0) }),
);

it("whatever happens, nothing is told twice, in quiet hours only what could not wait, and the last word is true", () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), fc.boolean(), (all, invites) => {
      const hub = house({ reminders: { before: [120, 1440], invites } });
      told(hub, NINE + 3 * DAY);
      const said: WantedNotice[] = [];
      for (const { does, min } of all) {
        if (does === "pass") hub.at += min * MINUTE;
        if (does === "move") told(hub, hub.at + DAY + min * MINUTE);
        if (does === "cancel") told(hub, NINE, { gone: true });
        for (const one of wantedNotices(hub.state, hub.at)) {
          said.push(one);
          send(hub);
          const hour = new Date(hub.at + HOUR).getUTCHours();
          if (one.tells === "reminder" || one.tells === "invitation")
            expect(hour >= 8 && hour < 21).toBe(true);
        }
        expect(wantedNotices(hub.state, hub.at)).toEqual([]);
      }
      const reminders = said.filter(({ tells }) => tells === "reminder");
      const moments = reminders.map(({ startAt, before }) => `${startAt} ${before}`);
      const moves = said.filter(({ tells }) => tells === "moved" || tells === "cancelled").length;
      if (moves === 0) expect(new Set(moments).size).toBe(moments.length);
      for (const { startAt } of reminders) expect(said.some((one) => one.startAt === startAt)).toBe(true);
      same(hub);
    }),
    { numRuns: 200 },
  );
});
