/**
 * Unsaved work in the browser's own storage, so that a reload, a closed lid or a new sign-in loses nothing that was typed.
 * Knows no page; storage that is switched off keeps nothing and troubles nobody.
 */
import type { Saved } from "./hub.ts";

/** A draft and the saved version that it began with. */
export type Kept = { readonly saved: Saved; readonly document: unknown };

type Cupboard = Pick<Storage, "getItem" | "setItem" | "removeItem">;

function read(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as Kept;
  } catch {
    /* Written by another version of the page. */
    return null;
  }
}

/** The keeping of one location's draft under its own name. */
export function keepingOf(storage: Cupboard, location: string) {
  const name = `talon.admin.${location}`;
  return {
    get: (): Kept | null => {
      try {
        return read(storage.getItem(name));
      } catch {
        return null;
      }
    },
    set: (kept: Kept | null): void => {
      try {
        if (kept === null) storage.removeItem(name);
        else storage.setItem(name, JSON.stringify(kept));
      } catch {
        /* Full or switched off: the page itself still has the draft. */
      }
    },
  };
}
