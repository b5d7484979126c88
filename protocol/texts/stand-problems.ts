/** A stand's trouble in words for staff: the longest beginning of its code that there are words for. */
import type { StaffTexts } from "./keys.ts";

/** The hub's own word for a stand whose printer says no more than that. */
const PAPER_OUT = "paper out";

/** What only the stand's technician understands stays in its log. */
export function problemWords(problem: string, texts: StaffTexts): string {
  const code = problem === PAPER_OUT ? "HAL_PRINTER_PAPER_OUT" : problem;
  const known = Object.entries(texts.standProblem)
    .filter(([beginning]) => code.startsWith(beginning))
    .toSorted(([one], [other]) => other.length - one.length)[0];
  return known?.[1] ?? texts.standProblemOther;
}
