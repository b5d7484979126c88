/**
 * What staff ask for, by MQTT or by HTTP, as one command of the hub; the randomness that a rule needs is brought here.
 * Knows no topic and no route.
 */
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import {
  type AppointmentId,
  type CounterId,
  type Language,
  type PersonKey,
  type QueueId,
  type ServiceId,
  type StaffId,
  type TicketId,
  type TicketNumber,
  type TicketState,
  ticketIdOf,
  tokenOf,
} from "../protocol/terms.ts";
import type { HostAnswer } from "../protocol/texts/host-answers.ts";
import type { SessionCommand, StaffCommand, StaffCommandKind, StaffIssue } from "./queue/commands.ts";
import type { HostCommand, JudgeGuest } from "./queue/host-commands.ts";

/** Everything that a staff command may say. Which fields a kind needs, its schema has checked. */
export type Asked = {
  readonly commandId?: string | undefined;
  readonly counter?: CounterId | undefined;
  readonly ticket?: TicketId | undefined;
  readonly saw?: TicketState | undefined;
  readonly finishes?: TicketId | undefined;
  readonly queue?: QueueId | undefined;
  readonly service?: ServiceId | undefined;
  readonly language?: Language | undefined;
  readonly agreedAt?: number | undefined;
  readonly number?: TicketNumber | undefined;
  readonly undoes?: string | undefined;
  readonly help?: string | undefined;
  readonly toCounter?: CounterId | undefined;
  readonly toStaff?: StaffId | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly anyway?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly queues?: readonly QueueId[] | undefined;
  readonly fromCounter?: CounterId | undefined;
  readonly answer?: HostAnswer | undefined;
  readonly hasLeft?: boolean | undefined;
  readonly isAway?: boolean | undefined;
  readonly until?: number | null | undefined;
  readonly host?: string | undefined;
  readonly deputy?: string | null | undefined;
  readonly appointment?: AppointmentId | undefined;
  readonly guest?: PersonKey | undefined;
  readonly says?: JudgeGuest["says"] | undefined;
  /** Who asks; the edge knows, whatever the message says. */
  readonly staff?: StaffId | undefined;
};

/** A number from 0 to 2^32 - 1, for rules that choose letters. */
export function freshRandom(): number {
  return randomInt(2 ** 32);
}

type Head = {
  readonly commandId: string;
  readonly counter: CounterId | undefined;
  readonly ticket: TicketId | undefined;
  readonly saw: TicketState | undefined;
  readonly staff: StaffId | undefined;
};

function visitCommand(
  kind: "resume" | "transfer" | "add-service" | "quick-serve" | "tag",
  head: Head,
  { counter, ticket, queue, toCounter, toStaff, service, tags }: Asked,
): StaffCommand | null {
  if (kind === "quick-serve") return service === undefined ? null : { ...head, kind, service };
  if (ticket === undefined) return null;
  switch (kind) {
    case "resume":
      return counter === undefined ? null : { ...head, kind, counter, ticket };
    case "transfer":
      return { ...head, kind, ticket, queue, toCounter, toStaff };
    case "add-service":
      return service === undefined ? null : { ...head, kind, ticket, service };
    case "tag":
      return tags === undefined ? null : { ...head, kind, ticket, tags };
  }
}

function sessionCommand(
  kind: SessionCommand["kind"],
  head: Head,
  { counter, reason, queues, fromCounter }: Asked,
): StaffCommand | null {
  if (counter === undefined) return null;
  switch (kind) {
    case "pause":
      return { ...head, kind, counter, reason };
    case "take-queues":
      return queues === undefined ? null : { ...head, kind, counter, queues };
    case "answer-colleague":
      return { ...head, kind, counter, fromCounter };
    default:
      return { ...head, kind, counter };
  }
}

function hostCommand(
  kind: HostCommand["kind"],
  { commandId, staff }: Head,
  { ticket, answer, hasLeft, isAway, until = null, host, deputy, appointment, guest, says }: Asked,
): StaffCommand | null {
  const head = { commandId, staff };
  switch (kind) {
    case "answer-guest":
      return ticket === undefined || answer === undefined ? null : { ...head, kind, ticket, answer };
    case "begin-meeting":
      return ticket === undefined ? null : { ...head, kind, ticket };
    case "end-meeting":
      return ticket === undefined ? null : { ...head, kind, ticket, hasLeft };
    case "set-presence":
      return isAway === undefined ? null : { ...head, kind, host, isAway, until };
    case "name-deputy":
      return deputy === undefined ? null : { ...head, kind, host, deputy };
    case "judge-guest":
      return appointment === undefined || guest === undefined || says === undefined
        ? null
        : { ...head, kind, appointment, guest, says };
  }
}

function issueCommand(
  head: Head & Pick<StaffIssue, "ticketId" | "token">,
  { queue, service, language, agreedAt, appointment, guest }: Asked,
): StaffCommand | null {
  if (queue === undefined || (appointment === undefined) !== (guest === undefined)) return null;
  const agreed = appointment === undefined || guest === undefined ? {} : { agreed: { appointment, guest } };
  const random = freshRandom();
  return { ...head, kind: "staff-issue", queue, service, language, agreedAt, ...agreed, random };
}

/** A command of that kind, or `null` when a field is missing that it cannot do without. */
export function staffCommand(kind: StaffCommandKind, asked: Asked, at: number): StaffCommand | null {
  const { counter, ticket, queue, number, undoes } = asked;
  const { commandId = randomUUID(), saw, staff } = asked;
  const head = { commandId, counter, ticket, saw, staff };
  const fresh = () => ({ ticketId: ticketIdOf(randomBytes(16), at), token: tokenOf(randomBytes(16)) });
  switch (kind) {
    case "call-next":
      return counter === undefined ? null : { ...head, kind, counter, finishes: asked.finishes };
    case "recall":
    case "serve":
    case "finish":
    case "no-show":
    case "park":
    case "still":
      return counter === undefined ? null : { ...head, kind, counter };
    case "call":
      return ticket === undefined ? null : { ...head, kind, ticket, anyway: asked.anyway };
    case "requeue":
    case "cancel":
    case "confirm":
      return ticket === undefined ? null : { ...head, kind, ticket };
    case "staff-issue":
      return issueCommand({ ...head, ...fresh() }, asked);
    case "adopt":
      return queue === undefined || number === undefined
        ? null
        : { ...head, ...fresh(), kind, queue, number };
    case "resume":
    case "transfer":
    case "add-service":
    case "quick-serve":
    case "tag":
      return visitCommand(kind, head, asked);
    case "close-up-to":
      return number === undefined ? null : { ...head, kind, number };
    case "answer-help":
      return asked.help === undefined ? null : { ...head, kind, help: asked.help };
    case "undo":
      return undoes === undefined ? null : { ...head, kind, undoes };
    case "answer-guest":
    case "begin-meeting":
    case "end-meeting":
    case "set-presence":
    case "name-deputy":
    case "judge-guest":
      return hostCommand(kind, head, asked);
    default:
      return sessionCommand(kind, head, asked);
  }
}
