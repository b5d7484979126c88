/**
 * What a stand knows for whoever sees or hears little: reading aloud, the large look, the call for a colleague, warned limits.
 * Types and their state at rest; knows no rule.
 */
import type { TicketId, Wait } from "../../../protocol/terms.ts";

/** What falls back when nobody touches the stand for a while, by the name of its timer. */
export const LIMITED = ["menu", "entry", "standing", "screen", "information", "language", "speech"] as const;
export type Limited = (typeof LIMITED)[number];

/** A ticket whose number was spoken, with what the hub said of it. */
export type Spoken = {
  readonly ticketId: TicketId;
  readonly ahead: number | null;
  readonly wait: Wait | null;
};

/** Reading aloud, while it is on. */
export type Speech = {
  /** The button that was read last: pressed again, it is chosen. */
  readonly focus: number | null;
  /** How often a button was read, so that the same one is read again. */
  readonly reads: number;
  /** Once there is one, the next press is the next citizen's. */
  readonly spoken: Spoken | null;
  /** How often the spoken number was asked for again. */
  readonly repeats: number;
};

/** A call for a colleague; `id` is the request's. */
export type Help = { readonly id: string; readonly is: "asking" | "told" | "coming" | "off-line" };

export type Access = {
  readonly speech: Speech | null;
  /** High contrast and large type. */
  readonly isHigh: boolean;
  /** Reading aloud was wanted, and there is no voice or no speaker. */
  readonly isMute: boolean;
  /** A finger is on the tactile key, and it is not yet known whether it stays. */
  readonly isHeld: boolean;
  readonly help: Help | null;
  /** What falls back soon unless somebody presses a key. */
  readonly warned: readonly Limited[];
};

export const AT_REST: Access = {
  speech: null,
  isHigh: false,
  isMute: false,
  isHeld: false,
  help: null,
  warned: [],
};
