/**
 * What an account's entry in a file says of its roles, read into grants; and what one without a word of roles may do.
 * Pure; never throws.
 */
import { type Grant, PERSON_ROLES, type PersonRole } from "./rights.ts";

/** Of an account that names no roles: whoever works in the hall. */
export const IN_THE_HALL: readonly Grant[] = [{ role: "staff" }, { role: "floorwalker" }];

export type GrantProblem = { readonly path: string; readonly problem: string };

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

function isRole(value: unknown): value is PersonRole {
  return (PERSON_ROLES as readonly unknown[]).includes(value);
}

function listProblems(list: unknown, path: string): GrantProblem[] {
  if (list === undefined) return [];
  const isGood = Array.isArray(list) && list.length > 0 && list.every((one) => SLUG.test(String(one)));
  return isGood ? [] : [{ path, problem: "must be a list of at least one id; leave it out for all" }];
}

function grantProblems(entry: unknown, path: string): GrantProblem[] {
  const { role, locations, queues, ...others } = (
    typeof entry === "object" && entry !== null ? entry : {}
  ) as {
    readonly role?: unknown;
    readonly locations?: unknown;
    readonly queues?: unknown;
  };
  return [
    ...(isRole(role) ? [] : [{ path: `${path}.role`, problem: `must be one of ${PERSON_ROLES.join(", ")}` }]),
    ...listProblems(locations, `${path}.locations`),
    ...listProblems(queues, `${path}.queues`),
    ...Object.keys(others).map((key) => ({ path: `${path}.${key}`, problem: "is unknown" })),
  ];
}

/**
 * `[{ role, locations?, queues? }, ...]`, a bare role for one that holds everywhere; or each problem by its path below `path`.
 * A scope that is written wrongly must never become one that holds everywhere.
 */
export function readGrants(
  content: unknown,
  path: string,
): { ok: true; grants: readonly Grant[] } | { ok: false; problems: readonly GrantProblem[] } {
  if (!Array.isArray(content)) return { ok: false, problems: [{ path, problem: "must be a list" }] };
  const entries = content.map((entry: unknown) => (typeof entry === "string" ? { role: entry } : entry));
  const problems = entries.flatMap((entry, at) => grantProblems(entry, `${path}.${at}`));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, grants: entries as Grant[] };
}
