import { describe, expect, it } from "vitest";
import {
  headlineOf,
  noticesOf,
  otherLanguages,
  sidesOf,
  standingOf,
} from "../../../../device/stand/screen/view.ts";
import { STAND_SCENES, stand } from "../../../system/pages/stand-scenes.ts";

const scene = (name: string) => STAND_SCENES[name] ?? stand();

describe("the keys of the stand's screen", () => {
  it("stand level with their buttons: the first half on the left, the rest on the right", () => {
    const { left, right, rows } = sidesOf(scene("eight"));
    expect(left.map((key) => key.button)).toEqual([1, 2, 3, 4]);
    expect(right.map((key) => key.button)).toEqual([5, 6, 7, 8]);
    expect(rows).toBe(4);
    expect(sidesOf(stand()).left).toHaveLength(2);
  });
  it("are named in the citizen's language", () => {
    expect(sidesOf(stand({ language: "en" })).left[0]?.label).toBe("Citizen service");
  });
  it("say why they are dark", () => {
    expect(sidesOf(scene("closed")).left[0]).toMatchObject({
      lit: false,
      because: "Lukket. Åbner i morgen kl. 10.00",
    });
    expect(sidesOf(scene("busy")).left[0]?.because).toBe("Et øjeblik …");
  });
  it("have a way back in a menu", () => {
    expect(sidesOf(scene("menu")).right[0]).toMatchObject({ label: "Tilbage", kind: "back" });
  });
});

describe("the words of the stand's screen", () => {
  it("welcome, and say what to press", () => {
    expect(headlineOf(stand())).toEqual({
      head: "Velkommen",
      help: "Tryk på knappen ud for det, du kommer om",
    });
  });
  it("say when a closed stand opens", () => {
    expect(headlineOf(scene("closed"))).toEqual({ head: "Lukket", help: "Åbner i morgen kl. 10.00" });
  });
  it("promise no number while there is none", () => {
    expect(headlineOf(scene("no-number")).help).toBe("Spørg personalet");
    expect(noticesOf(scene("no-number"))).toEqual([]);
    expect(noticesOf(scene("off-line"))[0]).toMatch(/du kan stadig få et nummer/);
  });
  it("tell of paper and scanner", () => {
    expect(noticesOf(scene("jam"))).toHaveLength(2);
    expect(noticesOf(stand())).toEqual([]);
  });
  it("tell where a scanned ticket stands", () => {
    expect(standingOf(scene("standing"))).toEqual({
      number: "A07",
      head: "3 personer foran dig",
      lines: ["Borgerservice", "Forventet ventetid: ca. 10-18 min."],
    });
    expect(standingOf(stand({ standing: { refused: "off-line", until: 0 } }))?.head).toMatch(
      /ikke slå koden op/,
    );
    expect(standingOf(scene("refused"))?.number).toBe("");
    expect(standingOf(stand())).toBeNull();
  });
  it("offer the other languages", () => {
    expect(otherLanguages(stand())).toEqual(["en"]);
  });
});
