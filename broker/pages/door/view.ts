/**
 * What a screen at the door shows, as plain data: picture + link + time -> view. A code that opens nothing is never shown.
 * Pure; knows no DOM and no clock.
 */
import type { DoorPicture, SaidInAll } from "../../../protocol/snapshots.ts";

export type Link = "connecting" | "live" | "lost";
export type DoorView = {
  readonly mode: "connecting" | "code" | "none" | "away";
  readonly place: SaidInAll;
  readonly code: { readonly size: number; readonly path: string } | null;
  readonly said: SaidInAll;
  /** For whoever has an appointment: the same code to type. */
  readonly appointment: SaidInAll;
};

/** The view; `at` is the hub's time as far as this screen knows it (epoch ms). */
export function viewOf(picture: DoorPicture | null, link: Link, at: number): DoorView {
  if (picture === null) return { mode: "connecting", place: [], code: null, said: [], appointment: [] };
  const { place, code, said, away, appointment } = picture;
  const isOver = code !== null && at >= code.until;
  if (link !== "live" || isOver) return { mode: "away", place, code: null, said: away, appointment: [] };
  return { mode: code === null ? "none" : "code", place, code: code?.qr ?? null, said, appointment };
}
