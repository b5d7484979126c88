import { expect, it } from "vitest";
import type { PrinterView } from "../../../../device/stand/machine/state.ts";
import { BenchStand } from "../bench-stand.ts";

const WELL = { online: true, problem: null, code: null };
const gone = (code: string) => ({ online: false, problem: `${code} in words`, code });
const printer = (change: Partial<PrinterView> = {}): PrinterView => ({
  online: true,
  paper: "ok",
  error: null,
  problem: null,
  ...change,
});

/** What a stand on line wants mended when its printer says that. */
function mendsOf(change: Partial<PrinterView>) {
  const stand = new BenchStand().online();
  stand.happen({ kind: "printer", printer: printer(change) });
  return stand.picture().mends;
}

const logged = (stand: BenchStand) =>
  stand.effects.flatMap((effect) => (effect.do === "log" ? [[effect.what, effect.fields["code"]]] : []));

it("a stand that works has nothing to mend", () => {
  const stand = new BenchStand().online();
  stand.happen({ kind: "printer", printer: printer() });
  expect(stand.picture()).toMatchObject({ mends: [], stuckButtons: [], printer: "ok" });
});

it.each<[Partial<PrinterView>, string]>([
  [{ online: false, paper: "out", error: "HAL_PRINTER_PAPER_OUT" }, "paper-out"],
  [{ online: false, paper: "out", error: "HAL_PRINTER_COVER_OPEN" }, "paper-out"],
  [{ online: false, error: "HAL_PRINTER_COVER_OPEN" }, "cover-open"],
  [{ online: false, error: "HAL_PRINTER_CUTTER_JAM" }, "jam"],
  [{ online: false, error: "HAL_PRINTER_ERROR" }, "jam"],
  [{ online: false, error: "HAL_PRINTER_GONE" }, "printer-gone"],
  [{ online: false, error: "HAL_PRINTER_OFFLINE" }, "printer-gone"],
  [{ paper: "low" }, "paper-low"],
])("a printer that says %j is mended as %s", (said, mend) => {
  expect(mendsOf({ problem: said.error ?? null, ...said })).toEqual([mend]);
});

it("what a stand was built without is not to be mended", () => {
  const stand = new BenchStand().online();
  const none = { online: false, problem: null, code: null };
  stand.happen({ kind: "scanner", scanner: none });
  stand.happen({ kind: "keypad", keypad: none });
  stand.happen({ kind: "speaker", speaker: none });
  stand.happen({ kind: "printer", printer: printer({ online: false, error: "HAL_PRINTER_NONE" }) });
  expect(stand.picture().mends).toEqual([]);
  expect(logged(stand).filter(([what]) => String(what).includes("gone"))).toEqual([]);
});

it("the most pressing comes first, paper that is only low comes last", () => {
  const stand = new BenchStand();
  stand.happen({ kind: "scanner", scanner: gone("HAL_SCANNER_GONE") });
  stand.happen({ kind: "keypad", keypad: gone("HAL_KEYPAD_GONE") });
  stand.happen({ kind: "speaker", speaker: gone("HAL_SPEAKER_GONE") });
  stand.happen({ kind: "printer", printer: printer({ paper: "low" }) });
  expect(stand.picture().mends).toEqual([
    "scanner-gone",
    "keypad-gone",
    "speaker-gone",
    "network-gone",
    "paper-low",
  ]);
  stand.happen({
    kind: "printer",
    printer: printer({ online: false, paper: "out", error: "HAL_PRINTER_PAPER_OUT" }),
  });
  expect(stand.picture().mends[0]).toBe("paper-out");
});

it("the lamp of a stuck button is dark and its key says why, until it is let go", () => {
  const stand = new BenchStand().online();
  stand.forget();
  stand.happen({ kind: "button-board", buttonBoard: WELL, stuck: [2] });
  expect(stand.lit()).toEqual([1, 3]);
  expect(stand.picture().buttons[1]).toMatchObject({ button: 2, lit: false, because: "stuck" });
  expect(stand.picture()).toMatchObject({ mends: ["button-stuck"], stuckButtons: [2] });
  expect(stand.press(2)).toBeNull();
  stand.happen({ kind: "button-board", buttonBoard: WELL, stuck: [] });
  expect(stand.lit()).toEqual([1, 2, 3]);
  expect(stand.effects.filter((effect) => effect.do === "lamp")).toEqual([
    { do: "lamp", button: 2, light: "off" },
    { do: "lamp", button: 2, light: "on" },
  ]);
});

it("a menu stays lit while a button in it works, and its way back is dark when that one sticks", () => {
  const stand = new BenchStand().online();
  stand.happen({ kind: "button-board", buttonBoard: WELL, stuck: [1, 2, 4] });
  expect(stand.lit()).toEqual([3]);
  stand.press(3);
  stand.pass(500);
  expect(stand.lit()).toEqual([3]);
  stand.pass(40_000);
  stand.happen({ kind: "button-board", buttonBoard: WELL, stuck: [1, 2] });
  stand.happen({ kind: "button-board", buttonBoard: WELL, stuck: [1, 2, 3] });
  expect(stand.lit()).toEqual([]);
});

it("lamps that are gone are told and mended, with the buttons when those are gone too", () => {
  const stand = new BenchStand().online();
  stand.forget();
  stand.happen({ kind: "lamp-board", lampBoard: gone("HAL_LAMP_GONE") });
  expect(stand.picture().mends).toEqual(["lamps-gone"]);
  const health = stand.effects.filter((effect) => effect.do === "publish" && effect.topic === "standHealth");
  expect(health).toMatchObject([{ message: { lamps: { online: false, code: "HAL_LAMP_GONE" } } }]);
  stand.happen({ kind: "button-board", buttonBoard: gone("HAL_BUTTON_GONE"), stuck: [] });
  expect(stand.picture().mends).toEqual(["buttons-gone"]);
  stand.happen({ kind: "button-board", buttonBoard: WELL, stuck: [] });
  stand.happen({ kind: "lamp-board", lampBoard: WELL });
  expect(stand.picture().mends).toEqual([]);
  expect(logged(stand).filter(([what]) => String(what).startsWith("lamps"))).toHaveLength(2);
});

it("without the button board every lamp is dark and every key says so", () => {
  const stand = new BenchStand().online();
  stand.happen({ kind: "button-board", buttonBoard: gone("HAL_BUTTON_GONE"), stuck: [] });
  expect(stand.picture().buttons.map(({ because }) => because)).toEqual(["gone", "gone", "gone"]);
  expect(stand.picture().mends).toEqual(["buttons-gone"]);
  stand.happen({ kind: "button-board", buttonBoard: WELL, stuck: [] });
  expect(stand.lit()).toEqual([1, 2, 3]);
});

it("each going and coming is one line in the journal and one message of health", () => {
  const stand = new BenchStand().online();
  stand.happen({ kind: "printer", printer: printer() });
  stand.forget();
  for (const scanner of [gone("HAL_SCANNER_GONE"), gone("HAL_SCANNER_GONE"), WELL, WELL])
    stand.happen({ kind: "scanner", scanner });
  for (const keypad of [gone("HAL_KEYPAD_GONE"), WELL]) stand.happen({ kind: "keypad", keypad });
  for (const buttonBoard of [gone("HAL_BUTTON_GONE"), WELL])
    stand.happen({ kind: "button-board", buttonBoard, stuck: [] });
  const off = printer({ online: false, error: "HAL_PRINTER_GONE", problem: "HAL_PRINTER_GONE" });
  for (const said of [off, printer(), printer({ paper: "low" })])
    stand.happen({ kind: "printer", printer: said });
  expect(logged(stand)).toEqual([
    ["scanner gone", "HAL_SCANNER_GONE"],
    ["scanner back", undefined],
    ["keypad gone", "HAL_KEYPAD_GONE"],
    ["keypad back", undefined],
    ["buttons gone", "HAL_BUTTON_GONE"],
    ["buttons back", undefined],
    ["printer trouble", "HAL_PRINTER_GONE"],
    ["printer ready", undefined],
    ["paper low", undefined],
  ]);
  expect(stand.published("standHealth")).toHaveLength(9);
});
