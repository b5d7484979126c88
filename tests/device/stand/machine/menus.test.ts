import { expect, it } from "vitest";
import { standConfig } from "../bench-location.ts";
import { BenchStand } from "../bench-stand.ts";

it("a menu puts its choices on the buttons from 1 and the way back on the next", () => {
  const stand = new BenchStand().online();
  stand.press(3);
  const { buttons } = stand.picture();
  expect(buttons.map(({ button, label, does }) => [button, label.da, does.kind])).toEqual([
    [1, "Skat", "service"],
    [2, "Pas", "service"],
    [3, "Kørekort", "service"],
    [4, "Tilbage", "back"],
  ]);
});

it("a choice in a menu gives its ticket and leads back to the first page", () => {
  const stand = new BenchStand().online();
  stand.press(3);
  const ticketId = stand.press(2)!;
  expect(stand.ticketOf(ticketId)).toMatchObject({ service: "passport", queue: "b" });
  expect(stand.picture().menu).toBeNull();
});

it("the way back leads back, and so do 20 s without a press and a warning of 20 s", () => {
  const stand = new BenchStand().online();
  stand.press(3);
  stand.press(4);
  expect(stand.picture().menu).toBeNull();
  stand.pass(500);
  stand.press(3);
  stand.pass(39_999);
  expect(stand.picture().menu).not.toBeNull();
  stand.pass(1);
  expect(stand.picture().menu).toBeNull();
});

it("a menu is dark when everything in it is closed, and says when the first thing opens", () => {
  const stand = new BenchStand().online();
  stand.queue("b", false, 1_800_000_000_000);
  expect(stand.picture().buttons[2]).toMatchObject({
    lit: false,
    because: "closed",
    opensAt: 1_800_000_000_000,
  });
  expect(stand.lit()).toEqual([1]);
});

it("a faulty part of the document takes down its button and nothing else", () => {
  const config = standConfig();
  const lost = { kind: "menu" as const, menu: "nowhere" };
  const buttons = [...config.buttons, { button: 4, label: { da: "Væk" }, does: lost }];
  const stand = new BenchStand({ remembered: { standConfig: { ...config, buttons }, queues: {} } }).online();
  expect(stand.lit()).toEqual([1, 2, 3]);
  expect(stand.press(4)).toBeNull();
});

it("a new document changes buttons at once and is remembered; a button that is gone gives nothing", () => {
  const stand = new BenchStand().online();
  stand.forget();
  const config = standConfig({ version: 2, buttons: standConfig().buttons.slice(0, 1) });
  stand.says("standConfig", { ...config, ...stand.head() }, true);
  expect(stand.lit()).toEqual([1]);
  expect(stand.press(2)).toBeNull();
  expect(stand.effects).toContainEqual(expect.objectContaining({ do: "remember" }));
});

it("the same document again is not written again", () => {
  const stand = new BenchStand().online();
  stand.forget();
  stand.says("standConfig", { ...standConfig(), ...stand.head() }, true);
  expect(stand.effects.filter((effect) => effect.do === "remember")).toEqual([]);
});

it("a document for another stand is passed over", () => {
  const stand = new BenchStand().online();
  const other = { ...standConfig({ buttons: [] }), stand: "s2" as never };
  stand.says("standConfig", { ...other, ...stand.head() }, true);
  expect(stand.lit()).toEqual([1, 2, 3]);
});

/** Buttons 1 to 8: 2 opens a menu of one service, so that the way back lies on 2; 4 is a menu with another menu on 4. */
function deepStand(): BenchStand {
  const config = standConfig();
  const to = (menu: string) => ({ label: { da: menu }, does: { kind: "menu" as const, menu } });
  const [tax, passport, licence] = config.menus[0]!.items;
  const buttons = [
    { button: 2, ...to("short") },
    { button: 4, ...to("long") },
    { ...config.buttons[0]!, button: 5 },
  ];
  const menus = [
    { menu: "short", title: { da: "Kort" }, items: [tax!] },
    { menu: "long", title: { da: "Lang" }, items: [tax!, passport!, licence!, to("deep")] },
    { menu: "deep", title: { da: "Dyb" }, items: [tax!, passport!, licence!, tax!] },
  ];
  const remembered = { standConfig: { ...config, buttons, menus }, queues: {} };
  return new BenchStand({ remembered }).online();
}

it("the second tap of a finger on a menu does not press the way back or a submenu that lies there now", () => {
  const stand = deepStand();
  stand.press(2);
  stand.pass(100);
  stand.press(2);
  expect(stand.picture().menu).toEqual({ da: "Kort" });
  stand.pass(400);
  stand.press(2);
  expect(stand.picture().menu).toBeNull();
  stand.press(4);
  stand.press(4);
  expect(stand.picture().menu).toEqual({ da: "Lang" });
  stand.pass(500);
  stand.press(4);
  expect(stand.press(4)).toBeNull();
  expect(stand.picture().menu).toEqual({ da: "Dyb" });
});

it("the second tap on the way back or on a choice presses nothing on the first page", () => {
  const stand = deepStand();
  stand.press(4);
  stand.pass(500);
  stand.press(5);
  expect(stand.picture().menu).toBeNull();
  expect(stand.press(5)).toBeNull();
  stand.pass(500);
  stand.press(4);
  stand.pass(500);
  expect(stand.press(2)).not.toBeNull();
  stand.press(2);
  expect(stand.picture().menu).toBeNull();
  stand.pass(500);
  stand.press(2);
  expect(stand.picture().menu).toEqual({ da: "Kort" });
});
