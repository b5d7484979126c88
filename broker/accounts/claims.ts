/**
 * Who somebody is and what they may do, by what the municipality's login service says of them.
 * Pure; it is given only what was proven to come from there.
 */
import { STAFF_ID } from "../../protocol/terms.ts";
import type { Grant } from "./rights.ts";

/** Which claims are read, and which group has which role. */
export type ClaimRules = {
  readonly groupsClaim: string;
  readonly personClaim: string;
  /** What must stand after the @ of the person's name. */
  readonly personDomain?: string | undefined;
  readonly roles: readonly { readonly group: string; readonly grant: Grant }[];
};

/** `person` is a staff id. A refusal is told to whoever tried. */
export type Recognised =
  | { readonly person: string; readonly grants: readonly Grant[] }
  | { readonly refused: "no-group" | "too-many-groups" | "no-name" };

/** `Anna.Berg@Kommune.dk` -> `anna.berg`; `null` for what is no staff id, which nobody's commands may bear. */
function personOf(name: unknown, domain: string | undefined): string | null {
  if (typeof name !== "string") return null;
  const [person = "", ...rest] = name.toLowerCase().split("@");
  if (domain !== undefined && rest.join("@") !== domain) return null;
  return STAFF_ID.test(person) ? person : null;
}

/** AD FS sends one group as a text, several as a list. */
function groupsOf(groups: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(groups) ? groups : [groups];
  return list.filter((group) => typeof group === "string");
}

/** Entra ID leaves groups out of a token that they would make too long (over 200), and says that by one of these. */
function hasTooMany(claims: Readonly<Record<string, unknown>>, groupsClaim: string): boolean {
  if (claims[groupsClaim] !== undefined) return false;
  const elsewhere = claims["_claim_names"];
  const isElsewhere = typeof elsewhere === "object" && elsewhere !== null && groupsClaim in elsewhere;
  const { hasgroups } = claims;
  return isElsewhere || hasgroups === true || hasgroups === "true";
}

/** The claims of a proven token -> the person and their grants, or why they stay outside. */
export function recognised(claims: Readonly<Record<string, unknown>>, rules: ClaimRules): Recognised {
  if (hasTooMany(claims, rules.groupsClaim)) return { refused: "too-many-groups" };
  const groups = new Set(groupsOf(claims[rules.groupsClaim]));
  const grants = rules.roles.filter(({ group }) => groups.has(group)).map(({ grant }) => grant);
  if (grants.length === 0) return { refused: "no-group" };
  const person = personOf(claims[rules.personClaim], rules.personDomain);
  return person === null ? { refused: "no-name" } : { person, grants };
}
