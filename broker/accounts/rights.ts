/**
 * Who may do what, as one table: each deed of the hub with the roles that may do it, and the scope that a role was given.
 * Pure; knows no session and no page. The loop asks it before every command, pages ask it before they show anything.
 */
import type { CounterId, QueueId, StaffId } from "../../protocol/terms.ts";
import type { Command, CommandKind, StaffCommand } from "../queue/commands.ts";
import { counterOf, ticketOf } from "../queue/find.ts";
import { allowedQueues } from "../queue/sessions.ts";
import type { HubState } from "../queue/state.ts";

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

/** Everything that somebody may do here, in any queue at all: what a page is told, so that it offers nothing else. */
export function deedsOf(actor: Actor, location: string): Deed[] {
  return (Object.keys(RIGHTS) as Deed[]).filter((deed) => mayDo(actor, deed, location));
}

function isStaffCommand(command: Command): command is StaffCommand {
  return command.kind in COMMAND_DEEDS && command.kind !== "configure";
}

/** What a counter takes, by the document. */
function queuesAt(state: HubState, counter: CounterId): readonly QueueId[] {
  const config = counterOf(state, counter);
  return config === undefined ? [] : allowedQueues(config, state.location);
}

/** Every queue that a command has touched, as far as it can be taken back. */
function queuesTaken(state: HubState, undoes: string): readonly QueueId[] {
  const taken = state.day.commands.get(undoes);
  if (!taken) return [];
  const { before, answer, besides, counter } = taken;
  const made = "ticket" in answer ? ticketOf(state, answer.ticket.id) : undefined;
  const service = state.location.services.find((one) => one.service === besides?.quick);
  const own = [...before.map(({ queue }) => queue), made?.queue, service?.queue];
  const at = counter === null || before.length > 0 ? [] : queuesAt(state, counter);
  return [...new Set([...own.flatMap((queue) => queue ?? []), ...at])];
}

/** Every queue that a command may move something out of or into. */
function queuesOf(state: HubState, command: StaffCommand): readonly QueueId[] {
  if (command.kind === "undo") return queuesTaken(state, command.undoes);
  const ticket = command.ticket === undefined ? undefined : ticketOf(state, command.ticket);
  const named = "queue" in command && command.queue !== undefined ? [command.queue] : [];
  const taken = command.kind === "take-queues" ? command.queues : [];
  const service =
    "service" in command
      ? state.location.services.find((one) => one.service === command.service)?.queue
      : undefined;
  const own = [...named, ...taken, ...(service === undefined ? [] : [service])];
  if (ticket) return [...own, ticket.queue];
  return command.counter === undefined ? own : [...own, ...queuesAt(state, command.counter)];
}

/** Help is for the whole place: whoever is nearest goes, whatever queues are theirs. */
const OF_THE_PLACE: ReadonlySet<CommandKind> = new Set<CommandKind>(["answer-help", "answer-colleague"]);

/** A scoped role reaches a command when all its queues are in the scope; what names none is for those without a scope. */
function reaches({ queues }: Grant, asked: readonly QueueId[]): boolean {
  if (queues === undefined) return true;
  return asked.length > 0 && asked.every((queue) => queues.includes(queue));
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
      const grants = grantsFor(actor, command.kind, location);
      if (OF_THE_PLACE.has(command.kind)) return grants.length > 0;
      const asked = queuesOf(state, command);
      return grants.some((grant) => reaches(grant, asked));
    }
  }
}
