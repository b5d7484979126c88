/**
 * What the drawn face of a stand shows: which key is where, and what stands above the keys.
 * Pure; the places are those of the stand's own screen: the first half of the buttons on the left from the top.
 */
import type { Language } from "../../../protocol/terms.ts";
import { STAND_TEXTS } from "../../../protocol/texts/texts.ts";
import { type Button, type Does, type Draft, type Item, textIn, valueAt } from "./draft.ts";
import { drawnCount } from "./first-steps.ts";
import type { FacePage } from "./places.ts";

/** One physical button with its label. `at`: its place in the page's list; `null` for an empty place and the way back. */
export type FaceKey = {
  readonly button: number;
  readonly label: string;
  readonly at: number | null;
  readonly kind: Does["kind"] | "back" | "empty" | "full";
};
export type Face = {
  readonly head: string;
  readonly help: string;
  readonly left: readonly FaceKey[];
  readonly right: readonly FaceKey[];
  readonly rows: number;
};

/** The most items that a menu may have. */
const MOST_ITEMS = 12;

/** The keys of a page as the document has them. */
export function itemsOf(draft: Draft, { list }: FacePage): readonly Item[] {
  const items = valueAt(draft, list);
  return Array.isArray(items) ? (items as Item[]) : [];
}

/** The menu that a page is, or `null` for a first page. */
export function menuOf(draft: Draft, { trail }: FacePage) {
  return draft.menus.find(({ menu }) => menu === trail.at(-1)) ?? null;
}

function menuKey(
  items: readonly Item[],
  button: number,
  speech: { language: Language; isFull: boolean },
): FaceKey {
  const { language, isFull } = speech;
  const item = items[button - 1];
  if (item) return { button, label: textIn(item.label, language), at: button - 1, kind: item.does.kind };
  if (button === items.length + 1)
    return { button, label: STAND_TEXTS[language].back, at: null, kind: "back" };
  return { button, label: "", at: null, kind: isFull ? "full" : "empty" };
}

function firstKey(buttons: readonly Button[], button: number, language: Language): FaceKey {
  const at = buttons.findIndex((one) => one.button === button);
  const one = buttons[at];
  if (!one) return { button, label: "", at: null, kind: "empty" };
  return { button, label: textIn(one.label, language), at, kind: one.does.kind };
}

/** The face of one page. `said`: how many buttons the stand has, where somebody has said so. */
export function faceOf(
  draft: Draft,
  page: FacePage,
  { said, language }: { readonly said: number | null; readonly language: Language },
): Face {
  const texts = STAND_TEXTS[language];
  const items = itemsOf(draft, page);
  const menu = menuOf(draft, page);
  const buttons = draft.stands[page.stand]?.buttons ?? [];
  const count = Math.max(drawnCount(buttons, said), menu === null ? 0 : items.length + 1);
  const isFull = items.length >= MOST_ITEMS || items.length + 1 >= count;
  const keys = Array.from({ length: count }, (_, at) =>
    menu === null
      ? firstKey(items as readonly Button[], at + 1, language)
      : menuKey(items, at + 1, { language, isFull }),
  );
  const rows = Math.ceil(count / 2);
  return {
    head: menu === null ? texts.welcome : textIn(menu.title, language),
    help: menu === null ? texts.pressButton : texts.choose,
    left: keys.slice(0, rows),
    right: keys.slice(rows),
    rows,
  };
}
