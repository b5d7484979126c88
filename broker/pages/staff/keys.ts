/**
 * Which key does what on the staff page.
 * Pure; knows no page: what has the focus comes with the press.
 */
import type { CounterAction } from "./view.ts";

/** A key as the browser reports it. `isInControl`: a field, a button or a link has the focus and wants the key itself. */
export type KeyPress = {
  readonly key: string;
  readonly isInControl: boolean;
  readonly isInField: boolean;
  readonly isRepeat: boolean;
  readonly hasModifier: boolean;
};

const LETTERS: Readonly<Record<string, CounterAction>> = {
  g: "recall",
  m: "serve",
  i: "no-show",
  f: "finish",
  p: "park",
  j: "still",
  z: "undo",
};

/** The keys as they are named on the buttons. */
export const KEY_NAMES: Readonly<Record<CounterAction, string>> = {
  "call-next": "F8",
  recall: "G",
  serve: "M",
  "no-show": "I",
  finish: "F",
  park: "P",
  still: "J",
  undo: "Z",
};

/**
 * The action of a press, or `null`. F8 works everywhere; Space and Enter only where no control wants them, since a
 * control that was clicked would be pressed a second time; letters never while a field is being filled in.
 * A key held down acts once.
 */
export function actionOf(press: KeyPress): CounterAction | null {
  if (press.isRepeat || press.hasModifier) return null;
  if (press.key === "F8") return "call-next";
  if (press.isInField) return null;
  if (press.key === " " || press.key === "Enter") return press.isInControl ? null : "call-next";
  return LETTERS[press.key.toLowerCase()] ?? null;
}

/** What a key does on the page besides the counter's own commands. */
export type PageAction = "pause" | "help" | "lists" | "issue" | "find" | "keys";

export const PAGE_KEY_NAMES: Readonly<Record<PageAction, string>> = {
  pause: "B",
  help: "N",
  lists: "K",
  issue: "T",
  find: "S",
  keys: "?",
};

/** The page's action of a press, or `null`; never while a field is being filled in. */
export function pageActionOf({ key, isInField, isRepeat, hasModifier }: KeyPress): PageAction | null {
  if (isInField || isRepeat || hasModifier) return null;
  const pressed = key.toUpperCase();
  const names = Object.entries(PAGE_KEY_NAMES) as [PageAction, string][];
  return names.find(([, name]) => name === pressed)?.[0] ?? null;
}
