/**
 * Who may do what, as one table: each deed of the hub with the roles that may do it, and the scope that a role was given.
 * Which queues a command reaches stands in reach.ts.
 * Pure; knows no session and no page. The loop asks it before every command, pages ask it before they show anything.
 */
import type { QueueId, StaffId } from "../../protocol/terms.ts";
import type { Command, CommandKind, StaffCommand } from "../queue/commands.ts";
import type { HubState } from "../queue/state.ts";
import { queuesReached } from "./reach.ts";

/** What people may be here, as the glossary has them; an auditor only looks at what was done. */
export const PERSON_ROLES = [
  "staff",
  "host",
  "floorwalker",
  "leader",
  "technician",
  "administrator",
  "auditor",
] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** A role, and where it holds; a list that is left out means everywhere. */
export type Grant = {
  readonly role: PersonRole;
  readonly locations?: readonly string[] | undefined;
  readonly queues?: readonly string[] | undefined;
};

/** Whoever is behind a command. A machine is one of the broker's clients; a citizen holds a ticket's token. */
export type Actor =
  | { readonly kind: "hub" }
  | { readonly kind: "citizen" }
  | { readonly kind: "machine"; readonly role: "stand" }
  | { readonly kind: "person"; readonly person: StaffId | null; readonly grants: readonly Grant[] };

/** The hub's own doing: its start, its seconds, its document. */
export const HUB: Actor = { kind: "hub" };
export const CITIZEN: Actor = { kind: "citizen" };
export const STAND: Actor = { kind: "machine", role: "stand" };
/** Where nobody signs in, whoever sits at this machine may do everything. */
export const ANYBODY: Actor = {
  kind: "person",
  person: null,
  grants: PERSON_ROLES.map((role) => ({ role })),
};

const DESK = ["staff"] as const;
const GUESTS = ["staff", "host"] as const;
const HALL = ["staff", "floorwalker"] as const;
const COUNTERS = ["staff", "floorwalker", "leader"] as const;
const LOOK = ["staff", "host", "floorwalker", "leader", "technician", "administrator"] as const;
const HOUSE = ["administrator"] as const;

/** What a person may do beside the commands: look, order a machine, change what is written down. */
const OTHER_DEEDS = {
  "see-hall": LOOK,
  /** Names of those who have an appointment. */
  "see-guests": ["staff", "host", "floorwalker"],
  /** One's own appointments as their host, and making new ones. */
  "host-guests": GUESTS,
  practise: LOOK,
  "see-texts": LOOK,
  "see-support-file": LOOK,
  "order-reprint": HALL,
  "order-stand": ["floorwalker", "technician", "administrator"],
  "see-document": ["administrator", "technician", "leader", "auditor"],
  "edit-document": HOUSE,
  "manage-machines": ["technician", "administrator"],
  "manage-people": HOUSE,
  "see-trail": ["auditor", "administrator"],
  /** What is kept about whom and why, and what was deleted; nobody's own data. */
  "see-register": ["auditor", "leader", "administrator"],
  /** What is kept about one citizen, by their key: shown, or erased at their request. */
  "answer-citizens": HOUSE,
  "see-statistics": ["staff", "leader", "administrator"],
  "see-staff-figures": ["leader"],
  /** What text messages cost, and whether they help; nobody's own figures. */
  "see-message-figures": ["leader", "administrator"],
} as const satisfies Record<string, readonly PersonRole[]>;

/** Of commands: those that staff give, and the document. All others come from no person. */
const COMMAND_DEEDS: Readonly<Record<StaffCommand["kind"] | "configure", readonly PersonRole[]>> = {
  "call-next": DESK,
  call: GUESTS,
  recall: GUESTS,
  serve: GUESTS,
  finish: GUESTS,
  "no-show": GUESTS,
  park: GUESTS,
  resume: GUESTS,
  still: GUESTS,
  undo: ["staff", "host", "floorwalker"],
  transfer: ["staff", "host", "floorwalker"],
  "add-service": HALL,
  tag: ["staff", "host", "floorwalker"],
  "quick-serve": HALL,
  requeue: HALL,
  cancel: HALL,
  confirm: HALL,
  "staff-issue": HALL,
  adopt: HALL,
  "close-up-to": HALL,
  "answer-help": LOOK,
  "open-counter": COUNTERS,
  "close-counter": COUNTERS,
  pause: COUNTERS,
  "end-pause": COUNTERS,
  "take-queues": COUNTERS,
  "call-colleague": GUESTS,
  "end-colleague": GUESTS,
  "answer-colleague": LOOK,
  "answer-guest": GUESTS,
  "begin-meeting": GUESTS,
  "end-meeting": GUESTS,
  "set-presence": GUESTS,
  "name-deputy": GUESTS,
  "judge-guest": GUESTS,
  configure: HOUSE,
};

export type OtherDeed = keyof typeof OTHER_DEEDS;
export type Deed = OtherDeed | keyof typeof COMMAND_DEEDS;

/** The whole table, for documents and for the test that walks it. */
export const RIGHTS: Readonly<Record<Deed, readonly PersonRole[]>> = { ...OTHER_DEEDS, ...COMMAND_DEEDS };

const OF_STANDS: ReadonlySet<CommandKind> = new Set<CommandKind>([
  "stand-hello",
  "issue",
  "printed",
  "call-help",
  "rejoin",
]);
/** What technicians do about machines; enrolling and renewing are the machines' own, by code and certificate. */
const OF_MACHINES: ReadonlySet<CommandKind> = new Set<CommandKind>([
  "make-claim",
  "revoke-claim",
  "cut-off",
  "grant-outbox",
]);
const OF_CITIZENS: ReadonlySet<CommandKind> = new Set<CommandKind>([
  "leave",
  "postpone",
  "rejoin",
  "phone-issue",
  "ask-place",
]);

/** Whether a role holds at a location. */
export function holdsAt(grant: Grant, location: string): boolean {
  return grant.locations?.includes(location) ?? true;
}

/** The grants by which somebody may do this at this location. */
function grantsFor({ grants }: { readonly grants: readonly Grant[] }, deed: Deed, location: string): Grant[] {
  return grants.filter((grant) => RIGHTS[deed].includes(grant.role) && holdsAt(grant, location));
}

/** Whether somebody may do this here, in any queue at all: what a page asks before it opens. */
export function mayDo(actor: Actor, deed: Deed, location: string): boolean {
  return actor.kind === "hub" || (actor.kind === "person" && grantsFor(actor, deed, location).length > 0);
}

/** In which queues somebody may do this here; `null`: in all. */
export function queuesFor(actor: Actor, deed: Deed, location: string): readonly string[] | null {
  if (actor.kind !== "person") return actor.kind === "hub" ? null : [];
  const grants = grantsFor(actor, deed, location);
  if (grants.some(({ queues }) => queues === undefined)) return null;
  return [...new Set(grants.flatMap(({ queues }) => queues ?? []))];
}

/** Everything that somebody may do here, in any queue at all: what a page is told, so that it offers nothing else. */
export function deedsOf(actor: Actor, location: string): Deed[] {
  return (Object.keys(RIGHTS) as Deed[]).filter((deed) => mayDo(actor, deed, location));
}

export function isStaffCommand(command: Command): command is StaffCommand {
  return command.kind in COMMAND_DEEDS && command.kind !== "configure";
}

/** A scoped role reaches a command when all its queues are in the scope; what names none is for those without a scope. */
function reaches({ queues }: Grant, asked: readonly QueueId[]): boolean {
  if (queues === undefined) return true;
  return asked.length > 0 && asked.every((queue) => queues.includes(queue));
}

function mayOfStaff(state: HubState, grants: readonly Grant[], command: StaffCommand): boolean {
  const asked = queuesReached(state, command);
  return asked === "place" ? grants.length > 0 : grants.some((grant) => reaches(grant, asked));
}

/** Whether the loop takes this command from this actor. */
export function mayCommand(state: HubState, actor: Actor, command: Command): boolean {
  switch (actor.kind) {
    case "hub":
      return true;
    case "machine":
      return OF_STANDS.has(command.kind);
    case "citizen":
      return OF_CITIZENS.has(command.kind);
    case "person": {
      const { location } = state.location;
      if (command.kind === "configure") return grantsFor(actor, "configure", location).length > 0;
      if (OF_MACHINES.has(command.kind)) return grantsFor(actor, "manage-machines", location).length > 0;
      if (!isStaffCommand(command)) return false;
      return mayOfStaff(state, grantsFor(actor, command.kind, location), command);
    }
  }
}
