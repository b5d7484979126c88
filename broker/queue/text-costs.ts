/**
 * What text messages cost, by month and kind, each part at the price that the location had set when it went (R5).
 * Knows no gateway and no person.
 */
import { dateIn } from "../../protocol/calendar.ts";
import type { NoticeTells, TextAbout } from "./notices.ts";
import type { HubState } from "./state.ts";

/** What a text was about. */
export const TEXT_KINDS = [
  "invitation",
  "reminder",
  "moved",
  "cancelled",
  "host-answer",
  "answer",
  "place",
  "trouble",
] as const;
export type TextKind = (typeof TEXT_KINDS)[number] & (NoticeTells | TextAbout);

/** `ore`: Danish oere of those parts whose price was set, `unpriced` the others. */
export type Spent = {
  readonly texts: number;
  readonly parts: number;
  readonly ore: number;
  readonly unpriced: number;
};
/** `perhaps`: of texts that may have gone. */
export type TextCost = { readonly sure: Spent; readonly perhaps: Spent };
/** By `<month> <kind>`: `2026-11 reminder`. */
export type TextCosts = Map<string, TextCost>;

/** One text in some months' sum: what is taken away again when it becomes known that it went, or did not. */
export type Counted = { readonly month: string; readonly kind: TextKind; readonly spent: Spent };

/** Five years: the municipality's accounts are kept no longer. */
const MONTHS_KEPT = 60;
const NOTHING: Spent = { texts: 0, parts: 0, ore: 0, unpriced: 0 };

function plus(a: Spent, b: Spent, sign: 1 | -1): Spent {
  return {
    texts: a.texts + sign * b.texts,
    parts: a.parts + sign * b.parts,
    ore: a.ore + sign * b.ore,
    unpriced: a.unpriced + sign * b.unpriced,
  };
}

function forgetOld(costs: TextCosts): void {
  const months = [...new Set([...costs.keys()].map((key) => key.slice(0, 7)))].sort();
  const first = months.at(-MONTHS_KEPT);
  for (const key of costs.keys()) if (first !== undefined && key.slice(0, 7) < first) costs.delete(key);
}

/** Adds a text to its month, or takes it away. */
export function count(
  { textCosts }: HubState,
  { month, kind, spent }: Counted,
  how: { readonly as: keyof TextCost; readonly sign: 1 | -1 },
): void {
  const key = `${month} ${kind}`;
  const before = textCosts.get(key) ?? { sure: NOTHING, perhaps: NOTHING };
  textCosts.set(key, { ...before, [how.as]: plus(before[how.as], spent, how.sign) });
  forgetOld(textCosts);
}

/** What a text of so many parts costs that goes at an instant, by the price of then. */
export function costing(
  { location }: Pick<HubState, "location">,
  { at, kind, parts }: { readonly at: number; readonly kind: TextKind; readonly parts: number },
): Counted {
  const price = location.textPrice;
  const month = dateIn(location.timeZone, at).slice(0, 7);
  const priced = price === undefined ? { ore: 0, unpriced: parts } : { ore: price * parts, unpriced: 0 };
  return { month, kind, spent: { texts: 1, parts, ...priced } };
}
