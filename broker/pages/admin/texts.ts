/**
 * The words of the administration page, in the two languages that staff's pages speak.
 * Knows no part of the page; what citizens read comes from protocol/texts.
 */
import { APPOINTMENT_WORDS } from "./words/appointments.ts";
import { DISPLAY_WORDS } from "./words/displays.ts";
import { FRAME_WORDS } from "./words/frame.ts";
import { HOURS_WORDS } from "./words/hours.ts";
import { KEEP_DAYS_WORDS } from "./words/keep-days.ts";
import { MACHINE_WORDS } from "./words/machines.ts";
import { MOVE_WORDS } from "./words/move.ts";
import { PARTS_WORDS } from "./words/parts.ts";
import { REMINDER_WORDS } from "./words/reminders.ts";
import { STAND_WORDS } from "./words/stands.ts";

const WORDS = {
  ...FRAME_WORDS,
  ...PARTS_WORDS,
  ...DISPLAY_WORDS,
  ...STAND_WORDS,
  ...HOURS_WORDS,
  ...MOVE_WORDS,
  ...MACHINE_WORDS,
  ...KEEP_DAYS_WORDS,
  ...REMINDER_WORDS,
  ...APPOINTMENT_WORDS,
};
type Words = typeof WORDS;

export const SPEECHES = ["da", "en"] as const;
/** The languages of this page. */
export type Speech = (typeof SPEECHES)[number];
export type AdminTexts = { readonly [Key in keyof Words]: Words[Key]["da"] };

const spoken = (language: Speech) =>
  Object.fromEntries(Object.entries(WORDS).map(([key, pair]) => [key, pair[language]])) as AdminTexts;

/** All words by language. */
export const ADMIN_TEXTS: Readonly<Record<Speech, AdminTexts>> = { da: spoken("da"), en: spoken("en") };
