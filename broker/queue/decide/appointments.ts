/**
 * What a source of appointments says, held against what is known: the same again changes nothing, an older word neither, and what
 * a snapshot leaves out is cancelled (at least once, in any order).
 * Knows no file and no wire.
 */
import {
  type Appointment,
  type AppointmentEvent,
  appointmentBy,
  appointmentsBetween,
  factsOf,
  type TakeAppointments,
  type Taken,
  type ToldAppointment,
} from "../appointments.ts";
import type { Stamped } from "../commands.ts";
import type { Rule } from "../rule.ts";
import type { HubState } from "../state.ts";

type Take = Stamped<TakeAppointments>;
type Outcome = keyof Taken;

/** Whether what is told is not as new as what is known. Without versions, whoever speaks last is right. */
function isStale(known: Appointment | undefined, { version }: ToldAppointment): boolean {
  const before = known?.version ?? null;
  return version !== null && before !== null && version < before;
}

function isSame(known: Appointment, { facts }: ToldAppointment): boolean {
  return JSON.stringify(factsOf(known)) === JSON.stringify(factsOf(facts));
}

function outcomeOf(known: Appointment | undefined, told: ToldAppointment): Outcome {
  if (isStale(known, told)) return "stale";
  if (told.isCancelled) {
    // Of one that is unknown only a version can tell later that an older word is late.
    const isNews = known === undefined ? told.version !== null : known.cancelledAt === null;
    return isNews ? "cancelled" : "same";
  }
  if (known === undefined || known.cancelledAt !== null) return "booked";
  if (isSame(known, told)) return "same";
  return known.startAt === told.facts.startAt ? "changed" : "moved";
}

function cancelled(at: number, one: Appointment): AppointmentEvent {
  const { id, source, ref, version } = one;
  return { kind: "appointment-cancelled", at, id, source, ref, version, facts: factsOf(one) };
}

/** Whether a source that counts versions says more than is known, be it the same: what is older must not pass for news later. */
function isNewer({ version: before }: Appointment, { version }: ToldAppointment): boolean {
  return version !== null && version > (before ?? Number.NEGATIVE_INFINITY);
}

/** A cancellation seldom says what it cancels: of one that was known that stays as it was. */
function eventOf(
  { at, source }: Take,
  told: ToldAppointment,
  known: Appointment | undefined,
): AppointmentEvent | null {
  const outcome = outcomeOf(known, told);
  const { ref, version } = told;
  const id = known?.id ?? told.id;
  const facts = factsOf(told.facts);
  if (outcome === "stale") return null;
  if (outcome === "same" && (known === undefined || !isNewer(known, told))) return null;
  if (told.isCancelled)
    return cancelled(at, {
      ...{ ...facts, toldAt: at, cancelledAt: null, ...known, id, source, ref },
      // A cancellation that counts no version takes none away: what is older than what was known stays old.
      version: version ?? known?.version ?? null,
    });
  const kind = outcome === "same" ? "changed" : (outcome as "booked" | "moved" | "changed");
  return { kind: `appointment-${kind}`, at, id, source, ref, version, facts };
}

/** Those of the source that begin within its snapshot and are not in it. */
function leftOut(state: HubState, { source, snapshot }: Take): Appointment[] {
  if (snapshot === null) return [];
  const named = new Set(snapshot.refs);
  return appointmentsBetween(state, snapshot).filter((one) => one.source === source && !named.has(one.ref));
}

/** Takes in what a source tells; of an id that is told twice in one delivery the first counts. */
export const takeAppointments =
  (command: Take): Rule =>
  (state) => {
    const counts = { booked: 0, moved: 0, changed: 0, cancelled: 0, same: 0, stale: 0 };
    const events: AppointmentEvent[] = [];
    for (const told of new Map(command.told.toReversed().map((one) => [one.ref, one])).values()) {
      const known = appointmentBy(state, command.source, told.ref);
      counts[outcomeOf(known, told)] += 1;
      const event = eventOf(command, told, known);
      if (event !== null) events.push(event);
    }
    const gone = leftOut(state, command).map((one) => cancelled(command.at, one));
    counts.cancelled += gone.length;
    return { events: [...events, ...gone], answer: { taken: counts } };
  };
