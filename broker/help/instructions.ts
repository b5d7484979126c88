/**
 * What the instructions of a role are made of: one page each, printable, with an action card for outages.
 * Knows no page and no language.
 */

/** Who the instructions are for, as their address says. */
export const ROLES_TOLD = [
  "medarbejder",
  "vaert",
  "gulvvaert",
  "leder",
  "tekniker",
  "administrator",
  "revisor",
] as const;
export type ToldRole = (typeof ROLES_TOLD)[number];

export type Part = { readonly head: string; readonly lines: readonly string[] };

/** `card`: what to do, in turn, when something is down; it stands in a frame and is to be hung on a wall. */
export type Instructions = {
  readonly title: string;
  readonly parts: readonly Part[];
  readonly card: Part;
};

export type HelpTexts = {
  readonly title: string;
  readonly print: string;
  readonly all: string;
  readonly otherLanguage: string;
  readonly role: Readonly<Record<ToldRole, Instructions>>;
};
