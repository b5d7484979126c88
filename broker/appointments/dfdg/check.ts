/**
 * `talon-hub check` of a DFDG: whether it answers a lookup of nobody, and until when its client certificate holds.
 * Speaks the interface STAR describes publicly; proven against our emulator, not against STAR. Opens no listener and asks for no citizen.
 */
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { lifeOf } from "../../certificates/certificates.ts";
import { lifeProblem } from "../../certificates/words.ts";
import { lookUp } from "./lookup.ts";
import type { DfdgSettings } from "./source.ts";

/** An id that no convocation has, and the number of nobody (STAR's own for an unknown citizen). */
const [NO_ID, NOBODY] = ["00000000-0000-0000-0000-000000000000", "0000000000"];

const WORDS = {
  da: {
    only: "følger den snitflade, STAR beskriver offentligt; afprøvet mod vores egen emulator, ikke mod STAR",
    answers: "svarer på et opslag",
    fails: (why: string) => `kan ikke spørges: ${why}`,
  },
  en: {
    only: "speaks the interface STAR describes publicly; proven against our emulator, not against STAR",
    answers: "answers a lookup",
    fails: (why: string) => `cannot be asked: ${why}`,
  },
} as const;

/** A line for what DFDG said, and one for a client certificate that is over or nearly. */
export async function dfdgLines(
  source: string,
  { lookup, mapping }: DfdgSettings,
  { at, language }: { readonly at: number; readonly language: StaffLanguage },
): Promise<{ readonly text: string; readonly isTrouble: boolean }[]> {
  const words = WORDS[language];
  const life = lifeProblem({ certFile: "lookup.certFile" }, lifeOf(lookup.cert), { at, language });
  const looked = await lookUp(NO_ID, NOBODY, { ...lookup, names: mapping.headers });
  const hasAnswered = looked.ended === "found" || looked.ended === "none";
  const said = hasAnswered ? words.answers : words.fails(looked.why);
  return [
    { text: `DFDG (${source}) ${said}; ${words.only}`, isTrouble: !hasAnswered },
    ...(life === null ? [] : [{ text: life, isTrouble: true }]),
  ];
}
