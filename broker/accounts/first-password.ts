/**
 * First passwords that an administrator hands over, and what a password of one's own must be like.
 * Pure but for its randomness; knows no account.
 */
import { randomInt } from "node:crypto";

/** Without what looks or sounds alike. */
const SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
const GROUPS = 3;
const GROUP = 4;
/** A first password opens one session, and no longer than this after it was made (ms). */
export const FIRST_PASSWORD_MS = 7 * 86_400_000;
/** NIST SP 800-63B-4, 3.1.1.2: long, and no rules about signs. */
const SHORTEST = 12;
const LONGEST = 200;

/** `ABCD-EFGH-JKMN`, 58 bits: to be read out and typed once. */
export function firstPassword(): string {
  const group = () => Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** What a first password is compared as: whoever types it needs neither capitals nor hyphens. */
export function plainFirst(password: string): string {
  return password.toUpperCase().replaceAll(/[\s-]/g, "");
}

/** Why a password may not be somebody's own; `null` when it may. */
export type PasswordProblem = "too-short" | "too-long" | "too-plain";
/** Why a choice of password is refused, the old one's being wrong among them. */
export const PASSWORD_PROBLEMS = ["password-wrong", "too-short", "too-long", "too-plain"] as const;

/** Of a few signs only, or made of the name: what is guessed first. */
function isPlain(password: string, person: string): boolean {
  const folded = password.toLowerCase();
  const rest = folded.replaceAll(person, "").replaceAll("talon", "").replaceAll(/\d+$/g, "");
  return new Set(folded).size < 5 || rest.length < 4;
}

export function passwordProblem(password: string, person: string): PasswordProblem | null {
  const length = [...password].length;
  if (length < SHORTEST) return "too-short";
  if (length > LONGEST) return "too-long";
  return isPlain(password, person) ? "too-plain" : null;
}
