/**
 * A guest checks in without a stand: on their own phone, or by the hand of staff. Where they wait, or why not.
 * Knows no code and no hour: whoever asks has judged by these, or is of the staff.
 */
import type { Refusal } from "../../../protocol/terms.ts";
import { countedEvents, expectedGuest, heldForHosts } from "../check-in.ts";
import type { AgreedBy, HubEvent, NewTicket } from "../events.ts";
import { queueOf } from "../find.ts";
import { dueAtOf, policyOf } from "../policy.ts";
import type { HubState } from "../state.ts";
import { refusalOf } from "./issue.ts";

type Facts = Pick<NewTicket, "queue" | "service" | "agreed" | "agreedAt" | "dueAt" | "heldFor">;

/** `after`: what follows the ticket's own event. */
export type Coming =
  | {
      readonly facts: Facts;
      readonly after: (ticket: Pick<NewTicket, "id"> & { readonly at: number }) => HubEvent[];
    }
  | { readonly refused: Refusal };

/** What a guest's ticket says, at `at`. */
export function comingOf(state: HubState, { appointment: id, guest }: AgreedBy, at: number): Coming {
  const appointment = state.appointments.byId.get(id);
  if (!appointment?.guests.includes(guest)) return { refused: "no-appointment" };
  const { queue, service, startAt, form, isCancelled, isCounted, arrived, room } = expectedGuest(
    state,
    appointment,
    guest,
  );
  if (isCancelled) return { refused: "appointment-cancelled" };
  if (arrived !== null) return { refused: "already-checked-in" };
  if (form !== "physical") return { refused: "appointment-not-here" };
  const refused = refusalOf(state, queue);
  if (refused) return { refused };
  const come = { appointment: id, guest, at: startAt, room, isCounted };
  return {
    facts: {
      ...{ queue, service, agreedAt: startAt, agreed: { appointment: id, guest } },
      ...{ dueAt: dueAtOf(policyOf(queueOf(state, queue)), startAt, at), ...heldForHosts(state, come) },
    },
    after: (ticket) => countedEvents(come, ticket),
  };
}
