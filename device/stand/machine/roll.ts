/**
 * The paper roll's meter: what slips have taken of it, so that staff are told before it is out, also where the printer has no
 * sensor for that. Pure; the millimetres come from the driver, and a sensor that says "out" is believed before the meter.
 */
import type { StandConfig } from "../../../protocol/config/stand.ts";
import { only, type PrinterView, type StandState, type Step } from "./state.ts";

/** A roll as the technician says it is, and how many slips before its end staff are told. */
export type RollSize = { readonly lengthMm: number; readonly warnSlips: number };

/** The rolls that go with either width, as they are sold: 80 m of 80 mm, 30 m of 58 mm. */
export function rollSizeOf({ roll, paperWidthMm }: Pick<StandConfig, "roll" | "paperWidthMm">): RollSize {
  return { lengthMm: roll.lengthMm ?? (paperWidthMm === 80 ? 80_000 : 30_000), warnSlips: roll.warnSlips };
}

/** What is known of the roll that is in. `slipMm` is the length of a slip lately; `isOut`: the printer said that it has ended. */
export type Roll = { readonly usedMm: number; readonly slipMm: number; readonly isOut: boolean };

/** The roll, and how much of what was used is on the card. */
export type RollState = Roll & { readonly keptMm: number };

/** A new one, before its first slip. */
export const NEW_ROLL: RollState = { usedMm: 0, slipMm: 150, isOut: false, keptMm: 0 };

/** As much may be forgotten by a power cut; to write after every slip would wear the card. */
const KEEP_EVERY_MM = 1000;
/** The share of the newest slip in the mean. */
const NEWEST = 0.1;

/** What the stand remembers outside its outbox. */
export const rememberedOf = (state: StandState) => {
  const { usedMm, slipMm, isOut } = state.roll;
  const remembered = { standConfig: state.config, queues: state.queues, roll: { usedMm, slipMm, isOut } };
  return { do: "remember", remembered } as const;
};

/** The roll that was remembered; a new one where nothing was. */
export function rollFrom(kept: Roll | undefined): RollState {
  return kept ? { ...kept, keptMm: kept.usedMm } : NEW_ROLL;
}

/** A slip took `mm` of the roll. */
export function onFed(state: StandState, mm: number): Step {
  if (mm <= 0) return only(state);
  const { roll } = state;
  const usedMm = roll.usedMm + mm;
  const slipMm = Math.round(roll.slipMm * (1 - NEWEST) + mm * NEWEST);
  const isDue = usedMm - roll.keptMm >= KEEP_EVERY_MM;
  const next = { ...state, roll: { ...roll, usedMm, slipMm, keptMm: isDue ? usedMm : roll.keptMm } };
  return isDue ? only(next, rememberedOf(next)) : only(next);
}

/** With the cover open a sensor may see no paper although the roll is in. */
const isEnd = ({ paper, error }: PrinterView) => paper === "out" && error !== "HAL_PRINTER_COVER_OPEN";

/** Paper after there was none is a new roll. */
export function onPrinter(state: StandState, printer: PrinterView): Step {
  const next = { ...state, printer };
  const hasPaper = printer.paper === "ok" || printer.paper === "low";
  if (hasPaper && state.roll.isOut) return onNewRoll(next);
  if (!isEnd(printer) || state.roll.isOut) return only(next);
  const out = { ...next, roll: { ...state.roll, isOut: true } };
  return only(out, rememberedOf(out));
}

/** A new roll is in, because the sensor or a person said so. */
export function onNewRoll(state: StandState): Step {
  const next = { ...state, roll: { ...NEW_ROLL, slipMm: state.roll.slipMm } };
  const fields = { usedMm: state.roll.usedMm };
  return only(next, rememberedOf(next), { do: "log", level: "notice", what: "new roll", fields });
}

/** About how many slips are left. */
export function slipsLeft({ usedMm, slipMm }: Roll, { lengthMm }: RollSize): number {
  return Math.max(0, Math.floor((lengthMm - usedMm) / slipMm));
}

/** Whether staff should put a new roll ready. */
export function isRollLow(roll: Roll, size: RollSize): boolean {
  return slipsLeft(roll, size) < size.warnSlips;
}

/** The paper as the printer senses it, and as the meter knows better. A stand without a printer has none. */
export function paperOf({ printer, roll, who }: StandState): PrinterView["paper"] {
  return meteredPaper(printer, roll, who.roll);
}

/** The same of a printer that was just asked. */
export function meteredPaper(
  { paper, error }: Pick<PrinterView, "paper" | "error">,
  roll: Roll,
  size: RollSize,
): PrinterView["paper"] {
  const canBeLow = paper === "ok" || (paper === "unknown" && error === null);
  return canBeLow && isRollLow(roll, size) ? "low" : paper;
}
