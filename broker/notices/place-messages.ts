/**
 * Tells citizens in the queue by text message when few are ahead of them and when they are called (R13): each once, begun in the ledger before
 * the gateway is asked. Their number is kept for that alone, and gone as soon as the ticket is over.
 * Knows no gateway's format, no route and no timer. Whatever goes wrong here never holds a ticket up, and nothing of what it logs names a person.
 */
import { randomUUID } from "node:crypto";
import { smsCost } from "../../protocol/gsm7.ts";
import type { Log } from "../../protocol/link/log.ts";
import { isLanguage, type Language, type PersonKey, type TicketToken } from "../../protocol/terms.ts";
import { keyedDigest } from "../appointments/guests.ts";
import { mobileOf } from "../appointments/mobile.ts";
import { Buckets } from "../limits/buckets.ts";
import type { Persons } from "../persons/contract.ts";
import { keptUntil } from "../persons/purposes.ts";
import { newPersonKey } from "../persons/seal.ts";
import { counterOf, ticketByToken } from "../queue/find.ts";
import { aheadOf, spotOf } from "../queue/order.ts";
import {
  type EndPlace,
  overPlaces,
  type PlaceAnswer,
  type PlaceCommand,
  type WantedPlace,
  wantedPlaces,
} from "../queue/place-texts.ts";
import type { HubState } from "../queue/state.ts";
import type { SmsGateway, SmsTry } from "./gateway.ts";
import { placeText } from "./place-text.ts";

export type PlaceOptions = {
  readonly gateway: SmsGateway;
  readonly persons: Pick<Persons, "get" | "put">;
  readonly key: Uint8Array;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly decide: (command: PlaceCommand) => Promise<PlaceAnswer>;
  readonly log: Log;
};

/** What a citizen asks for. `address`: whence; `null` of what stands before the hub on its own machine. */
export type PlaceAsk = {
  readonly token: TicketToken;
  readonly mobile: string;
  readonly ahead: number;
  readonly language: Language;
  readonly address: string | null;
};
export type PlaceAsked =
  | { readonly done: true }
  | {
      readonly refused: "mobile-invalid" | "too-many" | Extract<PlaceAnswer, { refused: unknown }>["refused"];
    };

const DAY_MS = 86_400_000;
/** So many tickets of a day may have the same number: nobody is written to by strangers who draw numbers. */
const MOST_TICKETS = 3;
/** From one address at once, then one in five minutes: a family at one wireless network, and no list of numbers. */
const PER_ADDRESS = { burst: 6, perSecond: 1 / 300 };
/** A gateway that takes nothing is asked again after this. */
const PAUSE_MS = 20_000;

const OUTCOMES = {
  accepted: "sent",
  refused: "refused",
  unknown: "unknown",
  stopped: "stopped",
  later: "put-back",
} as const satisfies Readonly<Record<SmsTry["ended"], EndPlace["outcome"]>>;

/** From the hub's start to its end. */
export class PlaceMessages {
  readonly #options: PlaceOptions;
  readonly #addresses = new Buckets(PER_ADDRESS);
  /** When each number was named today, under digests. */
  readonly #named = new Map<string, number[]>();
  #pauseUntil = 0;
  #isLooking = false;

  constructor(options: PlaceOptions) {
    this.#options = options;
  }

  /** From how many ahead on a ticket's citizen is told; `null`: they are not. */
  standing(token: TicketToken): number | null {
    const state = this.#options.state();
    const ticket = ticketByToken(state, token);
    return ticket === undefined ? null : (state.placeTexts.byTicket.get(ticket.id)?.ahead ?? null);
  }

  /** A citizen wants to be told. The number is on disk before the ledger knows that somebody is to be told. */
  async ask({ token, mobile: typed, ahead, language, address }: PlaceAsk): Promise<PlaceAsked> {
    const { persons, state, at, decide } = this.#options;
    const mobile = mobileOf(typed);
    if (mobile === null) return { refused: "mobile-invalid" };
    if (ticketByToken(state(), token) === undefined) return { refused: "ticket-unknown" };
    if (address !== null && this.#addresses.take(address, at()) > 0) return { refused: "too-many" };
    if (!this.#mayName(mobile)) return { refused: "too-many" };
    await this.drop(token);
    const person = newPersonKey();
    const until = keptUntil("place", { at: at(), location: state().location });
    persons.put({ person, purpose: "place", fields: { mobile, language }, until });
    const answer = await decide({ kind: "ask-place", token, person, ahead });
    if ("refused" in answer) this.#forget(person);
    return answer;
  }

  /** They do not want it any more. */
  async drop(token: TicketToken): Promise<void> {
    const { state, decide } = this.#options;
    const ticket = ticketByToken(state(), token);
    const place = ticket === undefined ? undefined : state().placeTexts.byTicket.get(ticket.id);
    if (ticket === undefined || place === undefined) return;
    this.#forget(place.person);
    await decide({ kind: "drop-place", ticket: ticket.id });
  }

  #mayName(mobile: string): boolean {
    const { key, at } = this.#options;
    for (const [number, times] of this.#named)
      if (times.every((time) => at() - time >= DAY_MS)) this.#named.delete(number);
    const number = keyedDigest(key, "named for a place", mobile);
    const times = (this.#named.get(number) ?? []).filter((time) => at() - time < DAY_MS);
    if (times.length >= MOST_TICKETS) return false;
    this.#named.set(number, [...times, at()]);
    return true;
  }

  /** Written over where it lies; the record itself goes by its clock, a second later. */
  #forget(person: PersonKey): void {
    const { persons, at } = this.#options;
    persons.put({ person, purpose: "place", fields: {}, until: at() });
  }

  /** Forgets the numbers of tickets that are over, and sends what is due. Rejects only when the hub must exit. */
  async look(): Promise<void> {
    const { state, at, decide } = this.#options;
    if (this.#isLooking || state().placeTexts.byTicket.size === 0) return;
    this.#isLooking = true;
    try {
      for (const { ticket, person } of overPlaces(state())) {
        this.#forget(person);
        await decide({ kind: "drop-place", ticket });
      }
      if (at() < this.#pauseUntil) return;
      await Promise.all(wantedPlaces(state(), at()).map((wanted) => this.#tell(wanted)));
    } finally {
      this.#isLooking = false;
    }
  }

  async #tell({ ticket, person, tells }: WantedPlace): Promise<void> {
    const { state, at, persons, gateway, decide, log } = this.#options;
    const begun = await decide({ kind: "begin-place", ticket: ticket.id, tells });
    if ("refused" in begun) return;
    const end = (outcome: EndPlace["outcome"], parts: number) =>
      decide({ kind: "end-place", ticket: ticket.id, tells, outcome, parts });
    const { mobile, language = "da" } = persons.get(person, "place", at()) ?? {};
    if (mobile === undefined) return void (await end("no-number", 0));
    const counter = ticket.counter === null ? null : (counterOf(state(), ticket.counter)?.name ?? null);
    const ahead = ticket.state === "waiting" ? aheadOf(state(), spotOf(ticket), at()) : 0;
    const { number } = ticket;
    const facts = { tells, number, house: state().location.name, ahead, counter };
    const text = placeText(facts, isLanguage(language) ? language : "da");
    const tried = await gateway.send({ reference: randomUUID(), to: mobile, text });
    if (tried.ended === "later") this.#pauseUntil = at() + PAUSE_MS;
    log.info("a place in the queue was told by text message", {
      ticket: ticket.id,
      tells,
      ended: tried.ended,
    });
    const mayBeGone = tried.ended === "accepted" || tried.ended === "unknown";
    await end(OUTCOMES[tried.ended], mayBeGone ? smsCost(text).parts : 0);
  }
}
