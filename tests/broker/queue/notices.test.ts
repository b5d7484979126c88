/** The life of a message about an appointment: begun once, ended once (R5). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WantedNotice } from "../../../broker/queue/notices.ts";
import { wantedNotices } from "../../../broker/queue/wanted-notices.ts";
import type { AppointmentId } from "../../../protocol/terms.ts";
import { MINUTE, NINE } from "../town.ts";
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
