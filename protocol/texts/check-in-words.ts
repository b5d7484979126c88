/**
 * Why an appointment is not checked in to, in words: at the stand and on a phone the same.
 * Pure and browser-safe; knows no screen.
 */
import type { CheckInRefusal } from "../check-in.ts";
import { CHECK_IN_TEXTS, REFUSAL_TEXTS } from "./texts.ts";
import { clockWords, dayWords, type Telling } from "./words.ts";

/** `opensAt`: from when one may check in to it; `number`: of whoever has (instants in epoch ms). */
export type RefusedAppointment = {
  readonly at: number;
  readonly opensAt: number;
  readonly number: string | null;
};

/** The reason, and below it when the appointment is and the next step. */
export function refusedWords(
  refused: CheckInRefusal,
  { at, opensAt, number }: RefusedAppointment,
  telling: Telling,
): { readonly head: string; readonly lines: readonly string[] } {
  const more = {
    "appointment-too-early": clockWords(opensAt, telling),
    "already-checked-in": number ?? "",
  }[refused as string];
  const { language } = telling;
  return {
    head: REFUSAL_TEXTS[language][refused],
    lines: CHECK_IN_TEXTS[language].refused[refused](clockWords(at, telling), more ?? dayWords(at, telling)),
  };
}
