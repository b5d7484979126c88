import { describe, expect, it } from "vitest";
import { standingOf } from "../../../../device/stand/screen/standing-view.ts";
import {
  headlineOf,
  isHeld,
  mendsOf,
  noticesOf,
  otherLanguages,
  sidesOf,
  warningOf,
} from "../../../../device/stand/screen/view.ts";
import { STAND_SCENES, stand } from "../../../system/pages/stand-scenes.ts";

const scene = (name: string) => STAND_SCENES[name] ?? stand();

it("whoever missed the call is told so, and what the button is for", () => {
  expect(headlineOf(scene("rejoin"))).toEqual({
    head: "Du blev kaldt, men kom ikke",
    help: "Tryk på knappen, hvis du vil tilbage i køen",
  });
});

describe("the keys of the stand's screen", () => {
  it("stand level with their buttons: the first half on the left, the rest on the right", () => {
    const { left, right, rows } = sidesOf(scene("eight"));
    expect(left.map((key) => key.button)).toEqual([1, 2, 3, 4]);
    expect(right.map((key) => key.button)).toEqual([5, 6, 7, 8]);
    expect(rows).toBe(4);
    expect(sidesOf(stand()).left).toHaveLength(2);
  });
  it("stay level with their buttons where a page has fewer keys than the stand has buttons", () => {
    const { left, right, rows } = sidesOf(scene("menu-of-eight"));
    expect(left.map(({ button, row }) => [button, row])).toEqual([1, 2, 3].map((row) => [row, row]));
    expect([right, rows]).toEqual([[], 4]);
    const { buttons } = scene("eight");
    const one = sidesOf(stand({ buttonCount: 7, buttons: [buttons[6]!, buttons[1]!] }));
    expect([one.left, one.right].map((side) => side.map(({ row }) => row))).toEqual([[2], [3]]);
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
  it("say which of them sticks, and when none of them works", () => {
    expect(sidesOf(scene("stuck")).left[1]?.because).toBe("Knappen sidder fast. Spørg personalet.");
    expect(headlineOf(scene("buttons-gone"))).toEqual({
      head: "Knapperne virker ikke lige nu",
      help: "Spørg personalet",
    });
    expect(sidesOf(scene("buttons-gone")).left[0]?.because).toMatch(/virker ikke/);
  });
  it("have a way back in a menu", () => {
    expect(sidesOf(scene("menu")).right[0]).toMatchObject({ label: "Tilbage", kind: "back" });
  });
  it("answer the one question that a menu asks", () => {
    const menu = { da: "Hvad drejer det sig om?" };
    expect(headlineOf({ ...scene("menu"), menu })).toEqual({
      head: "Hvad drejer det sig om?",
      help: "Tryk på knappen ud for det, du kommer om",
    });
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
  it("say that today's numbers are given, and when there are more", () => {
    const opensAt = stand().at + 86_400_000;
    const given = (opens: number | null) =>
      stand({
        buttons: stand().buttons.map((one) => ({ ...one, lit: false, because: "given", opensAt: opens })),
      });
    const tomorrow = given(opensAt);
    expect(headlineOf(tomorrow)).toEqual({
      head: "Dagens numre er givet",
      help: expect.stringMatching(/^Åbner i morgen kl\. /),
    });
    expect(sidesOf(tomorrow).left[0]?.because).toMatch(/^Dagens numre er givet\. Åbner i morgen kl\. /);
    expect(sidesOf(given(null)).left[0]?.because).toBe("Dagens numre er givet");
    expect(headlineOf(given(stand().at + 60_000)).head).toBe("Der gives ikke flere numre lige nu");
    expect(noticesOf({ ...tomorrow, online: false })).toEqual([]);
  });
  it("are of a closed stand where some keys are closed and others given", () => {
    const [first, ...others] = stand().buttons;
    const dark = { lit: false, opensAt: stand().at + 86_400_000 } as const;
    const mixed = stand({
      buttons: [
        { ...first!, ...dark, because: "given" },
        ...others.map((one) => ({ ...one, ...dark, because: "closed" as const })),
      ],
    });
    expect(headlineOf(mixed).head).toBe("Lukket");
  });
  it("promise no number while there is none", () => {
    expect(headlineOf(scene("no-number")).help).toBe("Spørg personalet");
    expect(noticesOf(scene("no-number"))).toEqual([]);
    expect(noticesOf(scene("off-line"))[0]).toMatch(/du kan stadig få et nummer/);
  });
  it("tell of paper and scanner", () => {
    expect(noticesOf(scene("jam"))).toHaveLength(2);
    expect(noticesOf(scene("cover"))[0]).toMatch(/låg er åbent/);
    expect(noticesOf(stand({ scannerOnline: false })), "a stand that has no scanner").toEqual([]);
    expect(noticesOf(stand())).toEqual([]);
  });
  it("promise no number on the screen while the stand gives none", () => {
    expect(noticesOf(scene("service-out"))).toEqual([]);
    for (const name of ["closed", "no-number", "storage", "buttons-gone"])
      expect(noticesOf(stand({ ...scene(name), printer: "out", mends: ["paper-out"] })), name).toEqual([]);
  });
  it("do not say that a printer is switched off, whose cable may be out", () => {
    expect(noticesOf(scene("printer-gone"))[0]).toMatch(/^Printeren svarer ikke/);
    expect(noticesOf(stand({ ...scene("printer-gone"), language: "en" }))[0]).toMatch(/does not answer/);
  });
  it("tell where a scanned ticket stands", () => {
    expect(standingOf(scene("standing"))).toEqual({
      number: "A07",
      head: "3 personer foran dig",
      lines: ["Borgerservice", "Forventet ventetid: ca. 10-18 min."],
    });
    const called = scene("standing-called");
    const room = { da: "lokale 2" };
    const told = { ...called.standing!, room } as NonNullable<typeof called.standing>;
    expect(standingOf({ ...called, standing: told })).toEqual({
      number: "A07",
      head: "Gå til Skranke 3, lokale 2",
      lines: ["Kaldt", "Borgerservice"],
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

describe("what is to be mended", () => {
  it.each(["out", "cover", "jam"])("shows itself large where anybody can mend it: %s", (name) => {
    const picture = scene(name);
    expect(mendsOf(picture, null)).toEqual({
      panel: { what: picture.mends[0], isByHand: false },
      strip: picture.mends.slice(1),
    });
  });
  it.each(["low", "off-line", "stuck", "buttons-gone", "printer-gone"])("waits in the strip: %s", (name) => {
    const { mends } = scene(name);
    expect(mendsOf(scene(name), null)).toEqual({ panel: null, strip: mends });
  });
  it("leaves the screen to a citizen who reads a number or an answer", () => {
    expect(mendsOf(scene("ticket"), null)).toEqual({ panel: null, strip: ["paper-out"] });
    const standing = stand({ ...scene("out"), standing: { refused: "code-unknown", until: 0 } });
    expect(mendsOf(standing, null).panel).toBeNull();
    expect(mendsOf(stand({ ...scene("out"), digits: 1 }), null).panel, "or types a code").toBeNull();
    expect(mendsOf(scene("ticket"), "paper-out").panel).toEqual({ what: "paper-out", isByHand: true });
  });
  it("is shown as somebody opened it, until it is mended", () => {
    expect(mendsOf(scene("jam"), "scanner-gone")).toEqual({
      panel: { what: "scanner-gone", isByHand: true },
      strip: ["jam"],
    });
    expect(mendsOf(stand(), "scanner-gone")).toEqual({ panel: null, strip: [] });
  });
  it("opens on a long touch only", () => {
    expect([isHeld(null, 5000), isHeld(1000, 1699), isHeld(1000, 1700)]).toEqual([false, false, true]);
  });
});

it("what keeps a number on the screen is the tactile key, and nothing on a stand without one", () => {
  const warned = STAND_SCENES["warned-ticket"]!;
  expect(warningOf(warned)?.help).toBe("Tryk kort på taletasten, hvis du vil have mere tid.");
  expect(warningOf({ ...warned, access: { ...warned.access, key: null } })?.help).toBe("");
  expect(warningOf(STAND_SCENES["warned"]!)?.help).toBe("Tryk på en knap, hvis du vil have mere tid.");
});
