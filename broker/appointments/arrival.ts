/**
 * A guest checks in on their own phone (R3): their link says who comes, what the door's screen shows at that minute that they are here.
 * Judged by the rule of the stands; the ticket is one without paper.
 * Knows no page and no route.
 */
import { randomBytes } from "node:crypto";
import {
  type CheckInRefusal,
  type ExpectedGuest,
  isSlowed,
  judge,
  NO_TRIES,
  type Tries,
  withWrong,
} from "../../protocol/check-in.ts";
import {
  type Language,
  type PersonKey,
  type Refusal,
  type Refused,
  type TicketToken,
  ticketIdOf,
  tokenOf,
} from "../../protocol/terms.ts";
import { type Actor, CITIZEN } from "../accounts/rights.ts";
import type { PhoneAnswer, PhoneIssue } from "../queue/commands.ts";
import { arrivalOf } from "../queue/find.ts";
import type { HubState, Ticket } from "../queue/state.ts";
import { freshRandom } from "../staff-commands.ts";
import type { CheckInDesk } from "./check-in.ts";

export type ArrivalOptions = {
  /** `null`: this hub takes in no appointments. */
  readonly desk: CheckInDesk | null;
  /** Whether what a phone shows proves that its citizen is here. */
  readonly isHere: (shown: string) => boolean;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly decide: (command: PhoneIssue, by: Actor) => Promise<PhoneAnswer>;
};

/** `shown`: the door's digits as they were typed, or the visit that its code opened. */
export type Arriving = { readonly link: string; readonly shown: string; readonly language: Language };

/** Why nobody is checked in: what the stand would say too, or that the door's code is not this minute's. */
export type NotArrived =
  | { readonly refused: "not-at-door" | Refusal }
  | { readonly refused: CheckInRefusal; readonly guest: ExpectedGuest; readonly opensAt: number };
/** Whose page is shown next: the ticket's, or (`null`) the appointment's own where nobody is called by number; or why nobody came. */
export type Arrived = { readonly token: TicketToken | null } | NotArrived | null;

const ledTo = ({ isCounted }: ExpectedGuest, { token }: Ticket) => ({ token: isCounted ? null : token });

/** From the hub's start to its end. */
export class ArrivalDesk {
  readonly #options: ArrivalOptions;
  /** Wrong digits by whose link they came with: whoever has a link and guesses from home is slowed, and nobody else. */
  readonly #tries = new Map<PersonKey, Tries>();

  constructor(options: ArrivalOptions) {
    this.#options = options;
  }

  /** Whether citizens check in on their phones here. */
  get isOffered(): boolean {
    return this.#options.desk !== null && this.#options.state().location.checkInOnPhone === true;
  }

  /** Whether this one does so today. */
  isOfferedTo({ startAt }: ExpectedGuest): boolean {
    const { desk } = this.#options;
    if (desk === null || !this.isOffered) return false;
    const { from, until } = desk.rules();
    return startAt >= from && startAt < until;
  }

  /** Whose link it is, and the ticket that they have. */
  find(link: string) {
    const guest = this.#options.desk?.byLink(link) ?? null;
    if (guest === null) return null;
    return { guest, ticket: arrivalOf(this.#options.state(), guest.guest) };
  }

  /** The code for the stand of whoever has this link. */
  codeOf(guest: PersonKey): string {
    return this.#options.desk?.codes(guest).code ?? "";
  }

  /** Checks in whoever has the link. Whoever has already is led to their ticket, by whatever code. */
  async arrive(arriving: Arriving): Promise<Arrived> {
    const { desk, state, at, decide } = this.#options;
    const found = this.find(arriving.link);
    if (found === null || desk === null) return null;
    const { guest, ticket } = found;
    if (ticket) return ledTo(guest, ticket);
    if (!this.isOffered) return { refused: "not-on-phone" };
    const refused = this.#isSure(guest.guest, arriving.shown);
    if (refused !== null) return { refused };
    const rules = desk.rules();
    const judged = judge([guest], rules, at());
    if (!("welcome" in judged))
      return "guest" in judged ? { ...judged, opensAt: guest.startAt - rules.earlyMs } : judged;
    const answer = await decide(this.#command(guest, arriving.language), CITIZEN);
    // Where a second tap came between, the first one's ticket is theirs.
    const given = arrivalOf(state(), guest.guest);
    return given ? ledTo(guest, given) : (answer as Refused);
  }

  #isSure(guest: PersonKey, shown: string): "codes-slowed" | "not-at-door" | null {
    const at = this.#options.at();
    const tries = this.#tries.get(guest) ?? NO_TRIES;
    if (isSlowed(tries, at)) return "codes-slowed";
    if (this.#options.isHere(shown)) return null;
    this.#tries.set(guest, withWrong(tries, at));
    return "not-at-door";
  }

  #command({ appointment, guest }: ExpectedGuest, language: Language): PhoneIssue {
    return {
      ...{ kind: "phone-issue", service: null, language, random: freshRandom() },
      ticketId: ticketIdOf(randomBytes(16), this.#options.at()),
      token: tokenOf(randomBytes(16)),
      agreed: { appointment, guest },
    };
  }
}

/** The desk of a hub; one that takes in no appointments checks in nobody. */
export function openArrivals(
  hub: Pick<ArrivalOptions, "state" | "at" | "decide">,
  inlets: { readonly checkIn: CheckInDesk } | null,
  phone: Pick<ArrivalOptions, "isHere">,
): ArrivalDesk {
  return new ArrivalDesk({
    ...{ ...hub, desk: inlets?.checkIn ?? null },
    isHere: (shown) => phone.isHere(shown),
  });
}
