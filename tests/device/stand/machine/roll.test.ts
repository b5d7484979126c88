/** The paper roll's meter: staff are told before the roll is out, with and without a sensor. */
import { expect, it } from "vitest";
import { isRollLow, NEW_ROLL, paperOf, slipsLeft } from "../../../../device/stand/machine/roll.ts";
import type { PrinterView, Remembered } from "../../../../device/stand/machine/state.ts";
import { standConfig } from "../bench-location.ts";
import { BenchStand } from "../bench-stand.ts";

const WELL: PrinterView = { online: true, paper: "ok", error: null, problem: null };
const ROLL = { lengthMm: 10_000, warnSlips: 20 };

function standWith(remembered?: Remembered): BenchStand {
  const stand = new BenchStand({ identity: { roll: ROLL }, ...(remembered && { remembered }) }).online();
  stand.happen({ kind: "printer", printer: WELL });
  stand.forget();
  return stand;
}

/** Test slips of 150 mm, as the printer reports them. */
function print(stand: BenchStand, slips: number): void {
  for (let slip = 0; slip < slips; slip++)
    stand.happen({
      kind: "printed",
      job: "test",
      ticketId: null,
      result: "printed",
      code: null,
      paperMm: 150,
    });
}

const remembered = (stand: BenchStand) =>
  stand.effects.flatMap((effect) => (effect.do === "remember" ? [effect.remembered.roll] : []));

it("paper is low when few slips are left on the roll, and the hub is told at once", () => {
  const stand = standWith();
  print(stand, 46);
  expect(paperOf(stand.state)).toBe("ok");
  expect(stand.published("standHealth")).toEqual([]);
  print(stand, 1);
  expect(paperOf(stand.state)).toBe("low");
  expect(stand.published("standHealth").map(({ printer }) => printer.paper)).toEqual(["low"]);
});

it("a printer that cannot be asked has a meter too, and one that is out, gone or off has none", () => {
  const stand = standWith();
  print(stand, 60);
  const paper = (view: Partial<PrinterView>) => paperOf({ ...stand.state, printer: { ...WELL, ...view } });
  expect(paper({ paper: "unknown" })).toBe("low");
  expect(paper({ paper: "out" })).toBe("out");
  expect(paper({ paper: "unknown", online: false, error: "HAL_PRINTER_GONE" })).toBe("unknown");
});

it("paper after none is a new roll; the length of a slip stays known", () => {
  const stand = standWith();
  print(stand, 60);
  stand.happen({
    kind: "printer",
    printer: { ...WELL, online: false, paper: "out", error: "HAL_PRINTER_PAPER_OUT" },
  });
  stand.happen({
    kind: "printer",
    printer: { ...WELL, online: false, paper: "unknown", error: "HAL_PRINTER_GONE" },
  });
  expect(stand.state.roll.usedMm).toBe(9000);
  stand.happen({ kind: "printer", printer: WELL });
  expect(stand.state.roll).toEqual({ ...NEW_ROLL, slipMm: 150 });
  expect(paperOf(stand.state)).toBe("ok");
});

it("a roll that is changed before it is out is told by hand", () => {
  const stand = standWith();
  print(stand, 60);
  stand.happen({ kind: "new-roll" });
  expect([paperOf(stand.state), stand.state.roll.usedMm]).toEqual(["ok", 0]);
  expect(remembered(stand).at(-1)).toMatchObject({ usedMm: 0 });
});

it("the meter outlives a restart to the metre, and the card is not written for every slip", () => {
  const before = standWith();
  print(before, 60);
  const kept = remembered(before);
  expect(kept).toHaveLength(8); // 9 m, each metre once as soon as it is full
  const roll = kept.at(-1);
  const after = standWith({ standConfig: standConfig(), queues: {}, roll });
  expect(9000 - after.state.roll.usedMm).toBeLessThan(1000);
  expect(paperOf(after.state)).toBe("low");
});

it("a roll that ended before the power went is a new one afterwards", () => {
  const stand = standWith({
    standConfig: standConfig(),
    queues: {},
    roll: { usedMm: 9000, slipMm: 150, isOut: true },
  });
  expect(stand.state.roll.usedMm).toBe(0);
});

it("how many slips are left follows how long they have been lately", () => {
  expect(slipsLeft({ usedMm: 1000, slipMm: 90, isOut: false }, ROLL)).toBe(100);
  expect(slipsLeft({ usedMm: 12_000, slipMm: 90, isOut: false }, ROLL)).toBe(0);
  const stand = standWith();
  for (let slip = 0; slip < 40; slip++)
    stand.happen({
      kind: "printed",
      job: "test",
      ticketId: null,
      result: "printed",
      code: null,
      paperMm: 75,
    });
  expect(Math.abs(stand.state.roll.slipMm - 75)).toBeLessThan(6);
  expect(isRollLow(stand.state.roll, ROLL)).toBe(false);
});

it("a cover that is open says nothing of the roll: mending a jam is no new roll", () => {
  const stand = standWith();
  print(stand, 47);
  const open = { ...WELL, paper: "out" as const, error: "HAL_PRINTER_COVER_OPEN" };
  stand.happen({ kind: "printer", printer: open });
  stand.happen({ kind: "printer", printer: WELL });
  expect(paperOf(stand.state)).toBe("low");
  stand.happen({ kind: "printer", printer: { ...WELL, paper: "out", error: "HAL_PRINTER_PAPER_OUT" } });
  stand.happen({ kind: "printer", printer: open });
  stand.happen({ kind: "printer", printer: WELL });
  expect(paperOf(stand.state)).toBe("ok");
});
