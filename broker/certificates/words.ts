/**
 * What is wrong with a certificate, or soon will be, in the words of whoever must see to it.
 * Pure; knows no file's content.
 */
import type { StaffLanguage } from "../../protocol/terms.ts";

/** Which certificate is meant: the hub's authority, what it signed for its listeners, or the house's in a file. */
export type Subject = "authority" | "own" | { readonly certFile: string };

/** Epoch ms. */
export type Life = { readonly from: number; readonly until: number };

const DAY_MS = 86_400_000;
/** The end of a certificate is told this long before. */
const TOLD_BEFORE_MS = 30 * DAY_MS;

const WORDS = {
  da: {
    authority: "Hubbens udsteder",
    own: "Hubbens eget certifikat",
    file: (file: string) => `Certifikatet ${file}`,
    early: (what: string, from: string) => `${what} gælder først fra ${from}Z: stil uret`,
    expired: (what: string, day: string) => `${what} udløb ${day}`,
    expires: (what: string, days: number, day: string) =>
      `${what} udløber om ${days} ${days === 1 ? "dag" : "dage"}, den ${day}`,
  },
  en: {
    authority: "the hub's authority",
    own: "the hub's own certificate",
    file: (file: string) => `the certificate ${file}`,
    early: (what: string, from: string) => `${what} is not valid before ${from}Z: set the clock`,
    expired: (what: string, day: string) => `${what} expired on ${day}`,
    expires: (what: string, days: number, day: string) =>
      `${what} expires in ${days} ${days === 1 ? "day" : "days"}, on ${day}`,
  },
} as const;

/** What is wrong with a certificate's times, or will be within 30 days; `null` when nothing is. */
export function lifeProblem(
  subject: Subject,
  { from, until }: Life,
  { at, language }: { readonly at: number; readonly language: StaffLanguage },
): string | null {
  const words = WORDS[language];
  const what = typeof subject === "string" ? words[subject] : words.file(subject.certFile);
  const day = new Date(until).toISOString().slice(0, 10);
  if (at < from) return words.early(what, new Date(from).toISOString().slice(0, 16));
  if (at >= until) return words.expired(what, day);
  if (until - at >= TOLD_BEFORE_MS) return null;
  return words.expires(what, Math.floor((until - at) / DAY_MS), day);
}
