/**
 * What somebody should mend at the stand, so that its screen can show how.
 * Pure; knows no picture and no words, and names only what is broken: a stand that was built without a part lacks nothing.
 */
import type { StandPicture } from "../../../protocol/snapshots.ts";
import type { ToMend } from "../../../protocol/terms.ts";
import { isOnline } from "./opening.ts";
import { paperOf } from "./roll.ts";
import type { PartView, StandState } from "./state.ts";

/** What a hand in the printer mends. */
const JAMS: ReadonlySet<string> = new Set(["HAL_PRINTER_ERROR", "HAL_PRINTER_CUTTER_JAM"]);

/**
 * The printer in one word; a stand that has no printer has nothing wrong with it. Paper before the cover: whoever changes the
 * roll has the cover open, and is still to be told where the paper goes.
 */
export function printerWord(state: StandState): StandPicture["printer"] {
  const { printer } = state;
  if (printer.error === "HAL_PRINTER_NONE") return "ok";
  if (printer.paper === "out") return "out";
  if (printer.error === "HAL_PRINTER_COVER_OPEN") return "cover";
  if (printer.error !== null && JAMS.has(printer.error)) return "jam";
  if (!printer.online || printer.error !== null) return "offline";
  return paperOf(state) === "low" ? "low" : "ok";
}

const PRINTER_MENDS = {
  ok: [],
  low: ["paper-low"],
  out: ["paper-out"],
  cover: ["cover-open"],
  jam: ["jam"],
  offline: ["printer-gone"],
} as const satisfies Record<StandPicture["printer"], readonly ToMend[]>;

const isGone = ({ online, code }: PartView) => !online && code !== null;

/** The most pressing first. */
export function mendsOf(state: StandState): ToMend[] {
  const printer: readonly ToMend[] = PRINTER_MENDS[printerWord(state)];
  const others: readonly (readonly [ToMend, boolean])[] = [
    ["buttons-gone", isGone(state.buttonBoard)],
    ["button-stuck", state.stuckButtons.length > 0],
    // One cable leads to both as a rule: with the buttons the lamps are mended too.
    ["lamps-gone", isGone(state.lampBoard) && !isGone(state.buttonBoard)],
    ["scanner-gone", isGone(state.scanner)],
    ["keypad-gone", isGone(state.keypad)],
    ["speaker-gone", isGone(state.speaker)],
    ["network-gone", !isOnline(state)],
  ];
  const mends = others.flatMap(([what, isBroken]) => (isBroken ? [what] : []));
  return printer.includes("paper-low") ? [...mends, ...printer] : [...printer, ...mends];
}
