/**
 * What events of messages about places in the queue do to the state.
 * Knows no rule: whether something may happen was decided before.
 */
import type { EventOf } from "../events.ts";
import type { PlaceEvent, PlaceTells, PlaceText } from "../place-texts.ts";
import type { HubState } from "../state.ts";
import { costing, count } from "../text-costs.ts";

type Effects = {
  readonly [Kind in PlaceEvent["kind"]]: (state: HubState, event: EventOf<Kind>) => void;
};

function tell(
  { placeTexts: { byTicket } }: HubState,
  id: PlaceEvent["id"],
  told: (before: Set<PlaceTells>) => unknown,
): void {
  const place: PlaceText | undefined = byTicket.get(id);
  if (place === undefined) return;
  const now = new Set(place.told);
  told(now);
  byTicket.set(id, { ...place, told: now });
}

/** The effects of these events. */
export const PLACE_EFFECTS: Effects = {
  "place-asked"({ placeTexts: { byTicket, asked } }, { id, person, ahead }) {
    byTicket.set(id, { person, ahead, told: new Set() });
    asked.set(id, (asked.get(id) ?? 0) + 1);
  },
  "place-dropped"({ placeTexts }, { id }) {
    placeTexts.byTicket.delete(id);
  },
  "place-begun"(state, { id, tells }) {
    tell(state, id, (told) => told.add(tells));
  },
  "place-ended"(state, { at, id, tells, outcome, parts }) {
    if (outcome === "put-back") return tell(state, id, (told) => told.delete(tells));
    if (outcome !== "sent" && outcome !== "unknown") return;
    const counted = costing(state, { at, kind: "place", parts });
    count(state, counted, { as: outcome === "sent" ? "sure" : "perhaps", sign: 1 });
  },
};

/** How often tickets of a day that is over have asked is of no more use. */
export function forgetPlaces({ placeTexts: { byTicket, asked } }: HubState): void {
  for (const id of asked.keys()) if (!byTicket.has(id)) asked.delete(id);
}
