/**
 * Which refusals citizens can meet, so that other languages than those of staff need only these.
 * Knows no sentence.
 */
import type { Refusal } from "../terms.ts";

/** The reasons that a citizen can meet; all others are told to staff alone. */
export const CITIZEN_REFUSALS = [
  "queue-closed",
  "queue-unknown",
  "service-unknown",
  "service-closed",
  "last-ticket-given",
  "quota-reached",
  "ticket-unknown",
  "ticket-ended",
  "not-waiting",
  "not-requeueable",
  "postponed-enough",
  "not-on-phone",
  "code-unknown",
  "no-appointment",
  "codes-slowed",
  "already-checked-in",
  "appointment-too-early",
  "appointment-not-here",
  "appointment-elsewhere",
  "appointment-other-day",
  "appointment-too-late",
  "appointment-cancelled",
] as const satisfies readonly Refusal[];
export type CitizenRefusalTexts = Readonly<Record<(typeof CITIZEN_REFUSALS)[number], string>>;
