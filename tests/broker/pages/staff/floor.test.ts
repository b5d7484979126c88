import { describe, expect, it } from "vitest";
import { answerOf } from "../../../../broker/pages/staff/commands.ts";
import { saidOf } from "../../../../broker/pages/staff/counter-page.ts";
import { PAGE_KEY_NAMES, pageActionOf } from "../../../../broker/pages/staff/keys.ts";
import { instantOf } from "../../../../broker/pages/staff/local-time.ts";
import { remarksOf } from "../../../../broker/pages/staff/remarks.ts";
import { Attention } from "../../../../broker/pages/staff/sound.ts";
import {
  helpsIn,
  isOffered,
  longWaits,
  numbersIn,
  soundsOf,
  ticketCommand,
} from "../../../../broker/pages/staff/view.ts";
import type { CounterId, ServiceId } from "../../../../protocol/terms.ts";
import { atCounter, listed, STAFF_SCENES, staff } from "../../../system/pages/staff-scenes.ts";
import { MINUTE, MORNING, timeZone } from "../../../system/pages/town.ts";

describe("numbers from paper", () => {
  it.each([
    ["R12", ["R12"]],
    ["r12-r14", ["R12", "R13", "R14"]],
    ["R08 – 10", ["R08", "R09", "R10"]],
    ["R12, R12; A07\nR13", ["R12", "A07", "R13"]],
  ])("%j are %j", (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers);
  });
  it.each(["", "tolv", "R12-", "-R12", "R19-R12", "R12-A19", "R12-R19-R20", "R1-R51", "R12 tolv", "12-19"])(
    "%j are none",
    (text) => {
      expect(numbersIn(text)).toBeNull();
    },
  );
  it("are fifty at a time, however they are written", () => {
    expect(numbersIn("R1-R50")).toHaveLength(50);
    expect(numbersIn("R1-R30, A1-A21")).toBeNull();
  });
});

describe("a time of day that is typed", () => {
  const at = (clock: string, day = MORNING) => instantOf(clock, day, timeZone);
  it("is of the location's day", () => {
    expect(at("10:15")).toBe(Date.UTC(2026, 10, 23, 9, 15));
    expect(at("9.05")).toBe(Date.UTC(2026, 10, 23, 8, 5));
    expect(["1430", "14.30", "14:30", " 1430 "].map((clock) => at(clock))).toEqual(
      Array.from({ length: 4 }, () => Date.UTC(2026, 10, 23, 13, 30)),
    );
    expect(at("905")).toBe(Date.UTC(2026, 10, 23, 8, 5));
    expect(at("23:59", Date.UTC(2026, 10, 23, 23, 30))).toBe(Date.UTC(2026, 10, 24, 22, 59));
  });
  it("is right on the days of both clock changes", () => {
    expect(at("10:00", Date.UTC(2026, 2, 29, 0, 30))).toBe(Date.UTC(2026, 2, 29, 8));
    expect(at("01:30", Date.UTC(2026, 2, 29, 10))).toBe(Date.UTC(2026, 2, 29, 0, 30));
    expect(at("10:00", Date.UTC(2026, 9, 25, 0, 30))).toBe(Date.UTC(2026, 9, 25, 9));
  });
  it.each(["", "25:00", "10:60", "kl. 10", "2:30 PM", "14", "2430", "14305"])("%j is none", (text) => {
    expect(at(text)).toBeNull();
  });
});

describe("whoever waits too long", () => {
  it("is told by queue, the longest first, appointments from their time on", () => {
    const tickets = [
      listed("A10", "waiting", { arrivedAt: MORNING - 31 * MINUTE }),
      listed("A11", "waiting", { arrivedAt: MORNING - 29 * MINUTE }),
      listed("B03", "waiting", { arrivedAt: MORNING - 50 * MINUTE }),
    ];
    const late = { ...tickets[2]!, why: { ...tickets[2]!.why!, agreedAt: MORNING - 10 * MINUTE } };
    const told = (picture: ReturnType<typeof staff>) =>
      longWaits(picture, MORNING).map(({ ticket, minutes }) => [ticket.number, minutes]);
    expect(told(staff(atCounter(null), { tickets }))).toEqual([
      ["B03", 50],
      ["A10", 31],
    ]);
    expect(told(staff(atCounter(null), { tickets: [...tickets.slice(0, 2), late] }))).toEqual([["A10", 31]]);
    expect(told(staff(atCounter(null), { tickets: [] }))).toEqual([]);
  });
});

describe("the sound", () => {
  const heard = () => {
    const at: number[] = [];
    let now = 0;
    const attention = new Attention(() => at.push(now));
    return {
      at,
      look: (wrong: readonly string[], second: number) => {
        now = second;
        attention.look(wrong, second * 1000);
      },
    };
  };
  it("tells of a trouble once when it begins, and again when another does", () => {
    const { at, look } = heard();
    look(["s1 out"], 0);
    look(["s1 out"], 1);
    look(["s1 out", "s2 off"], 2);
    look([], 3);
    look(["s1 out"], 4);
    expect(at).toEqual([2, 4]);
  });
  it("tells of a call for help at once and every ten seconds until somebody comes", () => {
    const { at, look } = heard();
    for (let second = 0; second < 25; second += 1) look(["help 2 5"], second);
    look([], 25);
    look([], 36);
    expect(at).toEqual([0, 10, 20]);
  });
  it("is for stands in trouble and for others' calls that nobody has answered", () => {
    expect(soundsOf(STAFF_SCENES["free"]!, "1")).toEqual([]);
    expect(soundsOf(STAFF_SCENES["alarms"]!, "1")).toHaveLength(2);
    expect(soundsOf(STAFF_SCENES["paper-low"]!, "1")).toHaveLength(1);
    expect(soundsOf(STAFF_SCENES["help-wanted"]!, "1")).toHaveLength(1);
    expect(soundsOf(STAFF_SCENES["help-wanted"]!, "2")).toEqual([]);
    expect(soundsOf(STAFF_SCENES["help-coming"]!, "1")).toEqual([]);
    expect(soundsOf(STAFF_SCENES["helps"]!, "1")).toHaveLength(1);
  });

  it("are one list of stands' and counters' calls: those without an answer first, the oldest on top", () => {
    const { counters } = STAFF_SCENES["help-wanted"]!;
    const both = { ...STAFF_SCENES["helps"]!, counters };
    const calls = helpsIn(both, "1").map(({ from, answered }) => [from, answered?.from ?? null]);
    expect(calls).toEqual([
      [{ stand: "s1" }, null],
      [{ counter: "2" }, null],
      [{ counter: "2" }, "1"],
    ]);
    expect(helpsIn(both, "2").map(({ isOwn }) => isOwn)).toEqual([false, true, false]);
  });
});

describe("keys of the page", () => {
  const press = { isInControl: true, isInField: false, isRepeat: false, hasModifier: false };
  it("do what stands beside them, but never in a field", () => {
    for (const [action, key] of Object.entries(PAGE_KEY_NAMES)) {
      expect(pageActionOf({ ...press, key: key.toLowerCase() })).toBe(action);
      expect(pageActionOf({ ...press, key, isInField: true })).toBeNull();
      expect(pageActionOf({ ...press, key, hasModifier: true })).toBeNull();
    }
    expect(pageActionOf({ ...press, key: "x" })).toBeNull();
  });
});

describe("answers besides tickets", () => {
  it("are a counter's session, a slip that was ordered, and a call that somebody may insist on", () => {
    expect(answerOf({ status: 200, body: { session: {} } })).toEqual({ kind: "session" });
    expect(answerOf({ status: 200, body: { sent: true, online: false } })).toEqual({
      kind: "sent",
      isOnline: false,
    });
    const refused = answerOf({
      status: 409,
      body: { refused: "called-just-now", by: { counterName: { da: "Skranke 2" } } },
    })!;
    const command = { path: "tickets/x/call", body: { counter: "1" } };
    expect(saidOf(refused, command)?.again).toEqual({
      path: "tickets/x/call",
      body: { counter: "1", anyway: true },
    });
    expect(saidOf(refused, command)?.text("da")).toMatch(/^Skranke 2 har lige kaldt/);
    expect(saidOf(refused)?.again).toBeUndefined();
  });
});

describe("on the floor", () => {
  it("a command names no counter", () => {
    const ticket = listed("A10", "waiting");
    expect(ticketCommand("cancel", ticket, null).body).toEqual({ saw: "waiting" });
    expect(ticketCommand("resume", ticket, "1" as CounterId).path).toBe("counters/1/resume");
  });
  it("a row says the service where it is not the queue, and which counter called it a moment ago", () => {
    const picture = staff(atCounter(null));
    const change = {
      service: "passport" as ServiceId,
      lastCall: { counter: "2" as CounterId, at: MORNING - MINUTE },
    };
    expect(remarksOf(listed("A10", "waiting", change), picture, "da")).toEqual([
      "Pas og kørekort",
      "Kaldt af Skranke 2 kl. 10.44",
    ]);
    const gone = { ...change, lastCall: { counter: "9" as CounterId, at: MORNING - MINUTE } };
    expect(remarksOf(listed("A10", "waiting", gone), picture, "da")[1]).toBe("Kaldt af 9 kl. 10.44");
    expect(remarksOf(listed("A10", "served", change), picture, "da")).toEqual(["Pas og kørekort"]);
  });
  it("a counter on a break calls nobody", () => {
    const pause = { reason: "lunch", since: MORNING };
    expect(isOffered("call-next", atCounter(listed("A09", "serving"), { pause }), MORNING)).toBe(false);
  });
});
