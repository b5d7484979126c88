/**
 * What is ticked of somebody's roles, and what the hub is told of it.
 * Pure; knows no page and judges nothing.
 */
import type { Grant, PersonRole } from "../../accounts/rights.ts";

/** A role with its ticks. `queues`: `null` for all. */
export type RoleChoice = {
  readonly role: PersonRole;
  readonly isOn: boolean;
  readonly queues: readonly string[] | null;
  /** What the ticks cannot say (other locations, the role twice): kept as it is while the role is on. */
  readonly kept: readonly Grant[] | null;
};

/** The roles in the order in which they are read. */
export const ROLES = [
  "staff",
  "host",
  "floorwalker",
  "leader",
  "technician",
  "administrator",
  "auditor",
] as const satisfies readonly PersonRole[];

/** Roles that call and serve, which a queue can be the limit of. */
const AT_QUEUES: ReadonlySet<PersonRole> = new Set<PersonRole>(["staff", "host", "floorwalker", "leader"]);

export function isAtQueues({ role, kept }: RoleChoice): boolean {
  return AT_QUEUES.has(role) && kept === null;
}

/** The ticks of what somebody has. */
export function choicesOf(grants: readonly Grant[]): RoleChoice[] {
  return ROLES.map((role) => {
    const own = grants.filter((one) => one.role === role);
    const isPlain = own.length < 2 && own.every(({ locations }) => locations === undefined);
    const queues = (isPlain ? own[0]?.queues : undefined) ?? null;
    return { role, isOn: own.length > 0, queues, kept: isPlain ? null : own };
  });
}

/** What the hub is told. */
export function grantsOf(choices: readonly RoleChoice[]): Grant[] {
  return choices
    .filter(({ isOn }) => isOn)
    .flatMap(({ role, queues, kept }) => kept ?? [queues === null ? { role } : { role, queues }]);
}

/** A role that is on for no queue at all, which the hub would refuse. */
export function isEmpty(choices: readonly RoleChoice[]): boolean {
  return choices.some(({ isOn, queues, kept }) => isOn && kept === null && queues?.length === 0);
}

/** One queue more or less. */
export function toggled(queues: readonly string[], queue: string): string[] {
  return queues.includes(queue) ? queues.filter((one) => one !== queue) : [...queues, queue];
}
