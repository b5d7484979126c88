/**
 * What a host or the service wrote to one participant (R6), for that participant alone: on the check-in receipt and the ticket's page. SMS
 * have rules of their own (broker/notices/notice-text.ts).
 * Knows no page and no printer; the words lie in the store of personal data and nowhere else.
 */
import type { Persons } from "../persons/contract.ts";
import type { AgreedBy } from "../queue/events.ts";
import type { HubState } from "../queue/state.ts";

export type PersonalOptions = {
  readonly persons: Persons;
  readonly state: () => HubState;
  readonly at: () => number;
};

/** The message as long as its clock runs; `null` where there is none, and of a confidential appointment, whose paper may lie about. */
export function personalMessage(
  { persons, state, at }: PersonalOptions,
  { appointment, guest }: AgreedBy,
): string | null {
  const known = state().appointments.byId.get(appointment);
  if (known === undefined || known.isConfidential || known.cancelledAt !== null) return null;
  return persons.get(guest, "message", at())?.text ?? null;
}
