/**
 * Reads a location's document so that a faulty part takes down that button or menu, never the stand (design: process model).
 * Knows no file; what is left out is told by its path.
 */
import { type Checked, checkLocation, type LocationConfig, type Problem } from "../protocol/config.ts";

export type ReadLocation =
  | { readonly ok: true; readonly location: LocationConfig; readonly leftOut: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * The parts that may be left out, the smallest first: a menu's item, a menu, a stand's button, a service whose own hours are
 * faulty and with it its buttons. Of the house and its queues a faulty exception or closure alone: nothing else may close them.
 */
const PARTS = [
  /^menus\.\d+\.items\.\d+/,
  /^menus\.\d+/,
  /^stands\.\d+\.buttons\.\d+/,
  /^services\.\d+(?=\.(?:hours|exceptions|closures)\b)/,
  /^(?:queues\.\d+\.)?(?:exceptions|closures)\.\d+/,
];

/** Which part a problem may be mended by leaving out; `null` when it concerns the whole location. */
function partOf({ path }: Problem): string | null {
  for (const part of PARTS) {
    const match = part.exec(path);
    if (match) return match[0];
  }
  return null;
}

/** The document without one part of a list, e.g. `stands.0.buttons.2`. */
function without(document: unknown, path: string): unknown {
  const [key = "", ...rest] = path.split(".");
  if (Array.isArray(document)) {
    const at = Number(key);
    if (rest.length === 0) return document.filter((_, index) => index !== at);
    return document.map((one: unknown, index) => (index === at ? without(one, rest.join(".")) : one));
  }
  const record = document as Record<string, unknown>;
  return { ...record, [key]: without(record[key], rest.join(".")) };
}

/** A button used twice is told at the second; any other fault of a button or menu at itself. */
function mend(document: unknown, problems: readonly Problem[]): { path: string; next: unknown } | null {
  for (const problem of problems) {
    const path = partOf(problem);
    if (path !== null) return { path, next: without(document, path) };
  }
  return null;
}

/** The location with its faulty buttons and menus left out, or every problem when the rest is at fault. Never throws. */
export function readLocation(document: unknown): ReadLocation {
  const leftOut: Problem[] = [];
  let rest = document;
  for (;;) {
    const checked: Checked<LocationConfig> = checkLocation(rest);
    if (checked.ok) return { ok: true, location: checked.value, leftOut };
    const hopeless = checked.problems.filter((problem) => partOf(problem) === null);
    const mended = hopeless.length > 0 ? null : mend(rest, checked.problems);
    if (mended === null) return { ok: false, problems: [...leftOut, ...checked.problems] };
    const about = checked.problems.filter((problem) => problem.path.startsWith(mended.path));
    leftOut.push(...about);
    rest = mended.next;
  }
}
