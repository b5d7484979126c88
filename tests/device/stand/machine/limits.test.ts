import { describe, expect, it } from "vitest";
import { BenchStand } from "../bench-stand.ts";
import { heard, short, signs, stand as withKey } from "./listening.ts";

const open = () => new BenchStand().online();

/** A press of button 1 with no paper: its number stands on the screen, and the button is free again. */
function withNumber(stand: BenchStand, number: string, atPress = () => {}): BenchStand {
  const ticketId = stand.press(1)!;
  atPress();
  stand.answerIssue(ticketId, number);
  stand.stored(ticketId);
  stand.paper(ticketId, "failed");
  stand.pass(2_000);
  return stand;
}

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

  it("of a number on the screen warns too, and lets the next citizen's press give them a number of their own", () => {
    const stand = withNumber(open(), "A01");
    stand.pass(20_000);
    expect(stand.picture()).toMatchObject({
      ticketOnScreen: { number: "A01" },
      access: { isWarned: true, isExtendedByPress: false },
    });
    expect(stand.state.lamps[1]).toBe("on");
    withNumber(stand, "A02", () =>
      expect(stand.picture()).toMatchObject({ ticketOnScreen: null, access: { isWarned: false } }),
    );
    expect(stand.picture()).toMatchObject({ ticketOnScreen: { number: "A02" }, access: { isWarned: false } });
  });

  it("of a number on the screen leaves with whoever opens a menu, and stays at a press of a dark button", () => {
    const stand = withNumber(open(), "A01");
    stand.pass(20_000);
    const { until } = stand.picture().ticketOnScreen!;
    stand.press(8);
    expect(stand.picture()).toMatchObject({ ticketOnScreen: { until }, access: { isWarned: true } });
    stand.press(3);
    expect(stand.picture()).toMatchObject({ ticketOnScreen: null, access: { isWarned: false } });
    expect(stand.picture().menu).not.toBeNull();
  });

  it("of a number that was not warned of yet is nobody else's: both are shown, one after the other", () => {
    const stand = withNumber(withNumber(open(), "A01"), "A02");
    expect(stand.picture().ticketOnScreen?.number).toBe("A01");
    stand.pass(20_000);
    expect(stand.picture().ticketOnScreen?.number).toBe("A02");
  });

  it("of a number on the screen is extended by the tactile key, as often as anybody wants", () => {
    const stand = withNumber(withKey(), "A01");
    for (let time = 1; time <= 12; time += 1) {
      stand.pass(20_000);
      expect([stand.picture().access.isWarned, stand.state.lamps[9]]).toEqual([true, "blink"]);
      const { until } = stand.picture().ticketOnScreen!;
      stand.forget();
      short(stand);
      expect(signs(stand)).toEqual(["accepted"]);
      expect(stand.picture().ticketOnScreen!.until).toBeGreaterThan(until);
      expect(stand.picture().access, `time ${time}`).toMatchObject({ isWarned: false, isHigh: false });
      expect([stand.picture().access.isSpeaking, stand.state.lamps[9]]).toEqual([false, "on"]);
    }
    stand.pass(40_000);
    expect(stand.picture().ticketOnScreen).toBeNull();
  });

  it("of a spoken number is extended by the tactile key, which says it again", () => {
    const stand = withKey();
    short(stand);
    stand.press(1);
    stand.pass(600);
    withNumber(stand, "A01");
    for (let time = 1; time <= 6; time += 1) {
      if (stand.picture().access.isWarned) break;
      short(stand);
      stand.pass(10_000);
    }
    expect(heard(stand).at(-1)).toBe("Er du der stadig? Tryk kort på taletasten, hvis du vil have mere tid.");
    const { until } = stand.picture().ticketOnScreen!;
    short(stand);
    expect(heard(stand)[0]).toContain("Dit nummer er A 1.");
    expect(stand.picture().ticketOnScreen!.until).toBeGreaterThan(until);
    expect(stand.picture().access).toMatchObject({ isSpeaking: true, isWarned: false });
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
