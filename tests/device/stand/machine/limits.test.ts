import { describe, expect, it } from "vitest";
import { BenchStand } from "../bench-stand.ts";

const open = () => new BenchStand().online();

describe("a time limit at the stand", () => {
  it("warns for 20 s, with lamps that blink, before a menu falls back", () => {
    const stand = open();
    stand.press(3);
    stand.pass(19_999);
    expect(stand.picture().access.isWarned).toBe(false);
    stand.pass(1);
    expect(stand.picture()).toMatchObject({ access: { isWarned: true } });
    expect(stand.picture().menu).not.toBeNull();
    expect([1, 2, 3, 4].map((button) => stand.state.lamps[button])).toEqual(Array(4).fill("blink"));
    stand.pass(19_999);
    expect(stand.picture().menu).not.toBeNull();
    stand.pass(1);
    expect(stand.picture()).toMatchObject({ menu: null, access: { isWarned: false } });
    expect(stand.state.lamps[1]).toBe("on");
  });

  it("is extended by any key, lit or dark, which does nothing else, as often as anybody wants", () => {
    const stand = open();
    stand.press(3);
    for (let time = 1; time <= 12; time += 1) {
      stand.pass(20_000);
      expect(stand.press(time % 2 === 0 ? 1 : 8)).toBeNull();
      expect(stand.picture()).toMatchObject({ access: { isWarned: false } });
      expect(stand.picture().menu, `time ${time}`).not.toBeNull();
    }
    expect(stand.press(2)).not.toBeNull();
  });

  it("of a ticket on the screen, an information and a code's answer warns too, and is extended as a whole", () => {
    const stand = open();
    const ticketId = stand.press(1)!;
    stand.answerIssue(ticketId, "A01");
    stand.stored(ticketId);
    stand.paper(ticketId, "failed");
    const until = stand.picture().ticketOnScreen!.until;
    stand.pass(20_000);
    stand.press(2);
    expect(stand.picture().ticketOnScreen!.until).toBe(until + 20_000);
    stand.pass(39_999);
    expect(stand.picture().ticketOnScreen).not.toBeNull();
    stand.pass(1);
    expect(stand.picture().ticketOnScreen).toBeNull();
  });

  it("of typed digits is extended by the next digit, which counts", () => {
    const stand = open();
    stand.happen({ kind: "key", key: "1" });
    stand.pass(20_000);
    expect(stand.picture().access.isWarned).toBe(true);
    stand.happen({ kind: "key", key: "2" });
    expect(stand.picture()).toMatchObject({ digits: 2, access: { isWarned: false } });
    stand.pass(40_000);
    expect(stand.picture().digits).toBe(0);
  });

  it("of a refusal is no matter of time: the next citizen finds the stand free", () => {
    const stand = open();
    stand.offline();
    stand.happen({ kind: "presented", code: "12345" });
    stand.pass(20_000);
    expect(stand.picture()).toMatchObject({ standing: null, access: { isWarned: false } });
  });

  it("of language and look warns, and lets the next citizen's press count", () => {
    const stand = open();
    stand.happen({ kind: "language", language: "en" });
    stand.happen({ kind: "look", isHigh: true });
    stand.pass(40_000);
    expect(stand.picture()).toMatchObject({ language: "en", access: { isWarned: true, isHigh: true } });
    expect(stand.state.lamps[1]).toBe("on");
    expect(stand.press(1)).not.toBeNull();
    stand.pass(60_000);
    expect(stand.picture()).toMatchObject({ language: "da", access: { isWarned: false, isHigh: false } });
  });
});
