/**
 * How the choices of a menu lie on a stand's buttons: as many pages as it needs, each with the way on and the way back.
 * Pure; knows no label and no lamp.
 */

export type MenuPage = {
  /** Which page this is, from 0, of how many. */
  readonly at: number;
  readonly of: number;
  /** The choices on buttons 1, 2, ...: from this one, before that one. */
  readonly from: number;
  readonly to: number;
  /** The button that turns the page; `null` where it lies on one page. */
  readonly more: number | null;
  /** The button that leads a level up. */
  readonly back: number | null;
};

/** More choices than keys: the last two keys of every page are the way on, which ends at the first page again, and the way back. */
function turned(choices: number, buttons: number, page: number): MenuPage {
  const room = buttons - 2;
  const of = Math.ceil(choices / room);
  const at = page % of;
  const from = at * room;
  return { at, of, from, to: Math.min(choices, from + room), more: buttons - 1, back: buttons };
}

/** One choice beside one key, which is the way on, and on the last page the way back. */
function oneByOne(choices: number, page: number): MenuPage {
  const at = page % choices;
  const isLast = at === choices - 1;
  return { at, of: choices, from: at, to: at + 1, more: isLast ? null : 2, back: isLast ? 2 : null };
}

/** A page of a menu with `choices` on a stand with `buttons`; a page that is not there any more is another one. `null`: one button is no menu. */
export function menuPage(choices: number, buttons: number, page: number): MenuPage | null {
  if (choices < 1 || buttons < 2) return null;
  if (choices < buttons) return { at: 0, of: 1, from: 0, to: choices, more: null, back: choices + 1 };
  return buttons === 2 ? oneByOne(choices, page) : turned(choices, buttons, page);
}

/** The page on which a choice lies, counted from 0 as the choice is. */
export function pageWith(choice: number, choices: number, buttons: number): number {
  if (choices < buttons) return 0;
  return Math.floor(choice / Math.max(1, buttons - 2));
}
