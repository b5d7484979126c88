/**
 * What the drawn face of a stand shows: which key is where, and what stands above the keys.
 * Pure; the places are those of the stand's own screen: the first half of the buttons on the left from the top.
 */
import { type MenuPage, menuPage, pageWith } from "../../../protocol/screen/menu-pages.ts";
import type { Language } from "../../../protocol/terms.ts";
import { STAND_TEXTS } from "../../../protocol/texts/texts.ts";
import { type Button, type Does, type Draft, type Item, textIn, valueAt } from "./draft.ts";
import { drawnCount } from "./first-steps.ts";
import type { FacePage } from "./places.ts";

/** One physical button with its label. `at`: its place in the page's list; `null` for an empty place and the ways on and back. */
export type FaceKey = {
  readonly button: number;
  readonly label: string;
  readonly at: number | null;
  readonly kind: Does["kind"] | "more" | "back" | "empty" | "full";
};
export type Face = {
  readonly head: string;
  readonly help: string;
  readonly left: readonly FaceKey[];
  readonly right: readonly FaceKey[];
  readonly rows: number;
  /** Which page of a menu it is, from 0. */
  readonly turned: number;
  /** Whether the menu may have one more choice, and this page has no place for it. */
  readonly mayGrow: boolean;
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

/** A menu without choices has its way back. */
const EMPTY: MenuPage = { at: 0, of: 1, from: 0, to: 0, more: null, back: 1 };

/** Choices follow one another: the next one goes behind the last. */
function menuKeys(
  items: readonly Item[],
  page: MenuPage,
  { count, language }: { readonly count: number; readonly language: Language },
): FaceKey[] {
  const { back, more } = STAND_TEXTS[language];
  const { from, to } = page;
  const isFull = items.length >= MOST_ITEMS || page.at < page.of - 1;
  return numbered(count).map((button): FaceKey => {
    const at = from + button - 1;
    const item = at < to ? items[at] : undefined;
    if (item) return { button, label: textIn(item.label, language), at, kind: item.does.kind };
    if (button === page.more) return { button, label: more, at: null, kind: "more" };
    if (button === page.back) return { button, label: back, at: null, kind: "back" };
    return { button, label: "", at: null, kind: isFull ? "full" : "empty" };
  });
}

function firstKey(buttons: readonly Button[], button: number, language: Language): FaceKey {
  const at = buttons.findIndex((one) => one.button === button);
  const one = buttons[at];
  if (!one) return { button, label: "", at: null, kind: "empty" };
  return { button, label: textIn(one.label, language), at, kind: one.does.kind };
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

type Seen = {
  /** How many buttons the stand has, where somebody has said so. */
  readonly said: number | null;
  readonly language: Language;
  /** Which page of a menu somebody has turned to, from 0; where a key is chosen, the page is that key's. */
  readonly turned?: number;
};

/** The face of one page. */
export function faceOf(draft: Draft, page: FacePage, { said, language, turned = 0 }: Seen): Face {
  const texts = STAND_TEXTS[language];
  const items = itemsOf(draft, page);
  const menu = menuOf(draft, page);
  const count = drawnCount(draft.stands[page.stand]?.buttons ?? [], said);
  const wished = page.chosen === null ? turned : pageWith(page.chosen, items.length, count);
  const shown = menuPage(items.length, count, wished) ?? EMPTY;
  const keys =
    menu === null
      ? numbered(count).map((button) => firstKey(items as readonly Button[], button, language))
      : menuKeys(items, shown, { count, language });
  const rows = Math.ceil(count / 2);
  return {
    head: menu === null ? texts.welcome : textIn(menu.title, language),
    help: menu === null || shown.of === 1 ? texts.pressButton : texts.page(shown.at + 1, shown.of),
    left: keys.slice(0, rows),
    right: keys.slice(rows),
    rows,
    turned: shown.at,
    mayGrow: menu !== null && items.length < MOST_ITEMS && keys.every(({ kind }) => kind !== "empty"),
  };
}
