import { describe, expect, it } from "vitest";
import type { Menu } from "../../../../protocol/config.ts";
import { standConfig } from "../bench-location.ts";
import { BenchStand } from "../bench-stand.ts";
import { heard, stand as listener, short } from "./listening.ts";

type Item = Menu["items"][number];

const [TAX, PASSPORT] = standConfig().menus[0]!.items as [Item, Item];
const named = (da: string, item: Item = TAX): Item => ({ ...item, label: { da } });
const to = (menu: string): Item => ({ label: { da: `Til ${menu}` }, does: { kind: "menu", menu } });
const menu = (id: string, ...items: Item[]): Menu => ({ menu: id, title: { da: id }, items });

/** A stand whose button 3 opens the menu "more". */
function standWith(menus: Menu[], buttons = 8): BenchStand {
  const remembered = { standConfig: standConfig({ menus }), queues: {} };
  return new BenchStand({ identity: { buttons }, remembered }).online();
}

/** A deliberate press: no second tap of the one before. */
function press(stand: BenchStand, button: number) {
  stand.pass(600);
  return stand.press(button);
}

const labels = (stand: BenchStand) =>
  stand.picture().buttons.map(({ button, label }) => [button, label.da] as const);
const titleOf = (stand: BenchStand) => stand.picture().menu?.da ?? null;

/** The menu "more" leads to "m1", that to "m2" and so on; the last one gives a ticket. */
function deep(levels: number): Menu[] {
  const id = (at: number) => (at === 0 ? "more" : `m${at}`);
  return Array.from({ length: levels }, (_, at) =>
    menu(id(at), named(`Valg ${at}`, at + 1 < levels ? to(id(at + 1)) : PASSPORT)),
  );
}

describe("menus within menus", () => {
  it.each([5, 12, 40])("lead over %i of them to a service, with what was chosen in each", (levels) => {
    const stand = standWith(deep(levels));
    expect(stand.lit()).toContain(3);
    press(stand, 3);
    for (let at = 1; at < levels; at++) press(stand, 1);
    expect(titleOf(stand)).toBe(`m${levels - 1}`);
    const ticketId = press(stand, 1)!;
    const chosen = Array.from({ length: levels }, (_, at) => `Valg ${at}`);
    // The last ones say the most, and a message holds so many.
    expect(stand.ticketOf(ticketId)).toMatchObject({ service: "passport", answers: chosen.slice(-32) });
    expect(titleOf(stand)).toBeNull();
  });

  it("lead back one level at a time, and forget what was chosen there", () => {
    const stand = standWith(deep(6));
    press(stand, 3);
    press(stand, 1);
    press(stand, 1);
    expect(titleOf(stand)).toBe("m2");
    press(stand, 2);
    expect(titleOf(stand)).toBe("m1");
    press(stand, 2);
    expect(titleOf(stand)).toBe("more");
    for (let at = 0; at < 5; at++) press(stand, 1);
    expect(stand.ticketOf(press(stand, 1)!)?.answers).toEqual([0, 1, 2, 3, 4, 5].map((at) => `Valg ${at}`));
    press(stand, 3);
    press(stand, 2);
    expect(titleOf(stand)).toBeNull();
  });

  it("fall back to the first page from however deep, after 20 s without a press and a warning of 20 s", () => {
    const stand = standWith(deep(6));
    for (const button of [3, 1, 1, 1]) press(stand, button);
    press(stand, 2);
    stand.pass(39_900);
    expect(titleOf(stand)).toBe("m2");
    stand.pass(100);
    expect(titleOf(stand)).toBeNull();
  });

  it("are dark when what lies at the end of them is closed", () => {
    const stand = standWith(deep(9));
    stand.queue("b", false, 1_800_000_000_000);
    const third = { lit: false, because: "closed", opensAt: 1_800_000_000_000 };
    expect(stand.picture().buttons[2]).toMatchObject(third);
  });

  it("of a new document keep as much of the way as it still has", () => {
    const stand = standWith(deep(6));
    for (const button of [3, 1, 1]) press(stand, button);
    const [first, second] = deep(2) as [Menu, Menu];
    const config = standConfig({ version: 2, menus: [menu("more", to("m1")), second, first].slice(0, 2) });
    stand.says("standConfig", { ...config, ...stand.head() }, true);
    expect(titleOf(stand)).toBe("m1");
    press(stand, 2);
    expect(titleOf(stand)).toBe("more");
  });
});

describe("menus in a circle", () => {
  it("that lead nowhere else are not there", () => {
    const stand = standWith([menu("more", to("more"))]);
    expect(labels(stand).map(([button]) => button)).toEqual([1, 2]);
  });

  it("give what else is in them, and lead back to where one was", () => {
    const stand = standWith([
      menu("more", to("round"), named("Skat")),
      menu("round", to("more"), to("round"), named("Pas", PASSPORT)),
    ]);
    press(stand, 3);
    press(stand, 1);
    expect(titleOf(stand)).toBe("round");
    stand.pass(600);
    // The second choice would lead to where one is.
    expect(labels(stand).map(([button]) => button)).toEqual([1, 3, 4]);
    press(stand, 1);
    expect(titleOf(stand)).toBe("more");
    for (let round = 0; round < 20; round++) {
      press(stand, 1);
      press(stand, 1);
    }
    expect(stand.state.way).toHaveLength(1);
    expect(stand.ticketOf(press(stand, 2)!)?.answers).toEqual(["Skat"]);
  });

  it("are looked through once each, however many ways there are between them", () => {
    const all = Array.from({ length: 60 }, (_, at) => (at === 0 ? "more" : `m${at}`));
    const stand = standWith(
      all.map((id) => menu(id, ...all.slice(0, 12).map(to), ...all.slice(-12).map(to))),
      32,
    );
    expect(stand.lit()).toEqual([1, 2]);
  });

  it("are open through one key while another key to the same menu has its hours, and is closed", () => {
    const closed = { ...to("inner"), hours: [] };
    const stand = standWith([menu("more", closed, to("inner")), menu("inner", named("Skat"))]);
    expect(stand.lit()).toEqual([1, 2, 3]);
    press(stand, 3);
    stand.pass(600);
    expect(stand.lit()).toEqual([2, 3]);
  });
});

describe("more choices than keys", () => {
  const seven = () => menu("more", ...[1, 2, 3, 4, 5, 6, 7].map((at) => named(`Valg ${at}`)));

  it("lie on pages, with the way on and the way back on the last two keys", () => {
    const stand = standWith([seven()], 5);
    press(stand, 3);
    const ways = [
      [4, "Flere valg"],
      [5, "Tilbage"],
    ] as const;
    expect(labels(stand)).toEqual([[1, "Valg 1"], [2, "Valg 2"], [3, "Valg 3"], ...ways]);
    expect(stand.picture().pages).toEqual({ at: 1, of: 3 });
    press(stand, 4);
    expect(labels(stand)).toEqual([[1, "Valg 4"], [2, "Valg 5"], [3, "Valg 6"], ...ways]);
    press(stand, 4);
    expect(labels(stand)).toEqual([[1, "Valg 7"], ...ways]);
    expect(stand.picture().pages).toEqual({ at: 3, of: 3 });
    press(stand, 4);
    expect(stand.picture().pages).toEqual({ at: 1, of: 3 });
    press(stand, 4);
    expect(stand.ticketOf(press(stand, 3)!)?.answers).toEqual(["Valg 6"]);
  });

  it("fill every key but that of the way back where they are just enough", () => {
    const stand = standWith([menu("more", ...[1, 2, 3, 4].map((at) => named(`Valg ${at}`)))], 5);
    press(stand, 3);
    expect(labels(stand).map(([, label]) => label)).toEqual([
      "Valg 1",
      "Valg 2",
      "Valg 3",
      "Valg 4",
      "Tilbage",
    ]);
    expect(stand.picture().pages).toBeNull();
  });

  it("lead back from any page to the level above, and its page is there again", () => {
    const items = [1, 2, 3, 4].map((at) => named(`Valg ${at}`));
    const stand = standWith(
      [menu("more", ...items, to("inner"), to("inner")), menu("inner", named("Skat"))],
      5,
    );
    press(stand, 3);
    press(stand, 4);
    press(stand, 3);
    expect(titleOf(stand)).toBe("inner");
    press(stand, 2);
    expect(stand.picture()).toMatchObject({ menu: { da: "more" }, pages: { at: 2, of: 2 } });
    press(stand, 5);
    expect(titleOf(stand)).toBeNull();
  });

  it("keep the page a moment closed to the second tap of the finger that turned it", () => {
    const stand = standWith([seven()], 5);
    press(stand, 3);
    stand.pass(600);
    stand.press(4);
    stand.pass(100);
    stand.press(4);
    expect(stand.picture().pages).toEqual({ at: 2, of: 3 });
  });

  it("on two buttons come one by one, and the last of them leads back", () => {
    const menus = [menu("more", ...[1, 2, 3].map((at) => named(`Valg ${at}`)))];
    const config = standConfig({ menus });
    const buttons = [{ ...config.buttons[2]!, button: 1 }];
    const remembered = { standConfig: { ...config, buttons }, queues: {} };
    const stand = new BenchStand({ identity: { buttons: 2 }, remembered }).online();
    press(stand, 1);
    for (const at of [1, 2]) {
      expect(labels(stand)).toEqual([
        [1, `Valg ${at}`],
        [2, "Flere valg"],
      ]);
      press(stand, 2);
    }
    expect(labels(stand)).toEqual([
      [1, "Valg 3"],
      [2, "Tilbage"],
    ]);
    press(stand, 2);
    expect(titleOf(stand)).toBeNull();
  });

  it("on a stand with one button are no menu", () => {
    const config = standConfig();
    const buttons = [{ ...config.buttons[2]!, button: 1 }];
    const remembered = { standConfig: { ...config, buttons }, queues: {} };
    expect(new BenchStand({ identity: { buttons: 1 }, remembered }).online().lit()).toEqual([]);
  });

  it("light the way on while something on another page can be had, and the menu itself with it", () => {
    const does = standConfig().buttons[0]!.does;
    const open = { label: { da: "Borgerservice" }, does };
    const stand = standWith(
      [menu("more", ...[1, 2, 3].map((at) => named(`Skat ${at}`)), open, named("Skat 5"))],
      5,
    );
    stand.queue("b", false);
    expect(stand.lit()).toEqual([1, 3]);
    press(stand, 3);
    expect(stand.lit()).toEqual([4, 5]);
    press(stand, 4);
    expect(stand.picture().buttons.map(({ button, lit }) => [button, lit])).toEqual([
      [1, true],
      [2, false],
      [4, false],
      [5, true],
    ]);
  });

  it("are out of reach while the button of the way on sticks, and the menu says so", () => {
    const does = standConfig().buttons[0]!.does;
    const open = { label: { da: "Borgerservice" }, does };
    const stand = standWith([menu("more", ...[1, 2, 3].map((at) => named(`Skat ${at}`)), open, open)], 5);
    stand.queue("b", false);
    const board = { online: true, problem: null, code: null };
    stand.happen({ kind: "button-board", buttonBoard: board, stuck: [4] });
    expect(stand.lit()).toEqual([1]);
  });

  it("are read aloud with their page, the way on and the way back", () => {
    const remembered = { standConfig: standConfig({ menus: [seven()] }), queues: {} };
    const bench = listener(["da", "en"], { buttons: 5, remembered });
    short(bench);
    bench.happen({ kind: "said", isHeard: true });
    bench.forget();
    const twice = (button: number) => {
      press(bench, button);
      press(bench, button);
      return heard(bench).at(-1)!;
    };
    const first = twice(3);
    for (const part of ["Side 1 af 3.", "Knap 3: Valg 3.", "Knap 4: Flere valg.", "Knap 5: Tilbage."])
      expect(first).toContain(part);
    const second = twice(4);
    for (const part of ["Side 2 af 3.", "Knap 1: Valg 4.", "Knap 4: Flere valg."])
      expect(second).toContain(part);
    bench.pass(600);
    bench.press(4);
    expect(heard(bench).at(-1)).toBe("Knap 4: Flere valg. Tryk igen for at vælge.");
    expect(twice(5)).toContain("Knap 1: Borgerservice.");
  });
});
