/**
 * Whom a presented code stands for (R3), and whom a day expects, for stands that are off line (R18). Codes and digests are compared in
 * memory, and wrong ones slow their stand down.
 * Knows no wire and no route; it changes nothing, the ticket does.
 */

import { dateIn, endOfDay } from "../../protocol/calendar.ts";
import {
  type CheckInRules,
  type ExpectedGuest,
  isSlowed,
  type Judged,
  judge,
  NO_TRIES,
  type Shown,
  type Tries,
  withWrong,
} from "../../protocol/check-in.ts";
import { dayDigest } from "../../protocol/link/day-digest.ts";
import type { Message } from "../../protocol/messages.ts";
import { type PersonKey, parseToken, type StandId } from "../../protocol/terms.ts";
import type { Persons } from "../persons/contract.ts";
import type { Appointment } from "../queue/appointments.ts";
import { checkInRules, expectedGuest } from "../queue/check-in.ts";
import type { HubState } from "../queue/state.ts";
import { codesOf, dayKey, type GuestCodes } from "./codes.ts";
import type { ElsewhereFound } from "./elsewhere.ts";
import { personalMessage } from "./personal.ts";

export type CheckInOptions = {
  readonly persons: Persons;
  /** What codes and digests are made with: 32 bytes that stay the same. */
  readonly key: Uint8Array;
  readonly state: () => HubState;
  readonly at: () => number;
  /** An appointment of whoever shows a card, at another location. */
  readonly elsewhere: (digest: string) => ElsewhereFound | null;
};

/** What a stand presents: a code that it can read, or the digest that it made of a CPR number. */
export type Presented =
  | Exclude<Shown, { kind: "cpr" }>
  | { readonly kind: "digest"; readonly digest: string };

type Answer =
  | (Judged & { readonly rules?: CheckInRules; readonly message?: string })
  | { readonly refused: "codes-slowed" }
  | { readonly refused: "appointment-elsewhere"; readonly elsewhere: ElsewhereSaid };
type ElsewhereSaid = NonNullable<
  Extract<Message<"checkInAnswer">["answer"], { refused: unknown }>["elsewhere"]
>;
type Coded = GuestCodes & { readonly guest: PersonKey };
type Found = Coded & { readonly appointment: Appointment };

/** A day of the location's zone. */
export type ExpectedDay = {
  readonly key: string;
  readonly rules: CheckInRules;
  readonly guests: readonly (ExpectedGuest & { readonly digests: string[] })[];
};

/** Codes of later days are known for so long before: who comes on a wrong day is told the right one. */
const AHEAD_MS = 31 * 86_400_000;

/** What was erased is forgotten here after so long. */
const FRESH_MS = 60_000;

/** A desk from the hub's start to its end. */
export class CheckInDesk {
  readonly #options: CheckInOptions;
  /** Codes cost a digest each: they are made once for each appointment as it is told. */
  readonly #codes = new WeakMap<Appointment, readonly Coded[]>();
  readonly #tries = new Map<StandId, Tries>();
  #opened = { at: 0, digests: new Map<PersonKey, string | undefined>() };
  #day = { timeZone: "", from: 0, until: 0, date: "" };

  constructor(options: CheckInOptions) {
    this.#options = options;
  }

  /** What becomes of a code at a stand. The same for a wrong one and for one that nobody has. */
  present(stand: StandId, presented: Presented): Answer {
    const at = this.#options.at();
    const rules = this.rules();
    const tries = this.#tries.get(stand) ?? NO_TRIES;
    if (presented.kind !== "link" && isSlowed(tries, at)) return { refused: "codes-slowed" };
    const answer = judge(this.#found(presented), rules, at);
    const isWrong = "refused" in answer && answer.refused === "code-unknown";
    const elsewhere = isWrong && presented.kind === "digest" ? this.#elsewhere(presented.digest) : null;
    if (elsewhere !== null) return { refused: "appointment-elsewhere", elsewhere };
    if (isWrong && presented.kind !== "link") this.#tries.set(stand, withWrong(tries, at));
    if ("welcome" in answer) return { ...answer, ...this.#messageTo(answer.welcome) };
    return "guest" in answer ? { ...answer, rules } : answer;
  }

  /** For the receipt. The stand prints it and forgets it. */
  #messageTo(guest: ExpectedGuest): { readonly message?: string } {
    const message = personalMessage(this.#options, guest);
    return message === null ? {} : { message };
  }

  /** The other place by the words that this location's document has for it, else by its source's own. */
  #elsewhere(digest: string): ElsewhereSaid | null {
    const found = this.#options.elsewhere(digest);
    if (found === null) return null;
    const { otherLocations = [] } = this.#options.state().location;
    const said = found.place.toLowerCase();
    const known = otherLocations.find(({ location }) => location.toLowerCase() === said);
    const { name = { da: found.place.slice(0, 80) }, address } = known ?? {};
    return { at: found.startAt, name, ...(address === undefined ? {} : { address }) };
  }

  /** Whose link it is, today or later; `null` for nobody's, and where the appointment's day is over. */
  byLink(text: string): ExpectedGuest | null {
    const token = parseToken(text);
    return token === null ? null : (this.#found({ kind: "link", token })[0] ?? null);
  }

  /** Everybody whom today expects, cancelled ones among them, with the digests of what they may present. */
  expected(): ExpectedDay {
    const key = dayKey(this.#options.key, this.#today().date);
    const today = this.#guests(this.#today());
    const count = new Map<string, number>();
    for (const { code } of today) count.set(code, (count.get(code) ?? 0) + 1);
    const guests = today.map((one) => {
      const cpr = this.#cprOf(one.guest);
      const link = dayDigest(key, { kind: "link", token: one.link });
      const code = dayDigest(key, { kind: "code", code: one.code });
      // A code that two have opens neither: nobody may be taken for another.
      const isOnly = count.get(one.code) === 1;
      return {
        ...this.#judged(one),
        digests: [link, ...(isOnly ? [code] : []), ...(cpr === undefined ? [] : [cpr])],
      };
    });
    return { key, rules: this.rules(), guests };
  }

  /** Read from the store's own memory of it for a minute: to open a record costs more than all else. */
  #cprOf(guest: PersonKey): string | undefined {
    const { persons, at } = this.#options;
    if (at() - this.#opened.at >= FRESH_MS) this.#opened = { at: at(), digests: new Map() };
    const { digests } = this.#opened;
    if (!digests.has(guest)) digests.set(guest, persons.get(guest, "identity", at())?.digest);
    return digests.get(guest);
  }

  codes(guest: PersonKey): GuestCodes {
    return codesOf(this.#options.key, guest);
  }

  rules(): CheckInRules {
    return checkInRules(this.#options.state(), this.#today());
  }

  #judged({ appointment, guest }: Found): ExpectedGuest {
    return expectedGuest(this.#options.state(), appointment, guest);
  }

  #today() {
    const { timeZone } = this.#options.state().location;
    const at = this.#options.at();
    const { from, until, timeZone: known } = this.#day;
    if (known !== timeZone || at < from || at >= until) {
      const [start, end] = [-1, 0].map((days) => endOfDay(timeZone, at, days)) as [number, number];
      this.#day = { timeZone, from: start, until: end, date: dateIn(timeZone, at) };
    }
    return this.#day;
  }

  #guests({ from, until }: { readonly from: number; readonly until: number }): Found[] {
    const { byId } = this.#options.state().appointments;
    const within = [...byId.values()].filter(({ startAt }) => startAt >= from && startAt < until);
    return within.flatMap((appointment) => this.#coded(appointment).map((one) => ({ ...one, appointment })));
  }

  #coded(appointment: Appointment): readonly Coded[] {
    const known = this.#codes.get(appointment);
    const coded =
      known ?? appointment.guests.map((guest) => ({ guest, ...codesOf(this.#options.key, guest) }));
    if (known === undefined) this.#codes.set(appointment, coded);
    return coded;
  }

  /** A code's owner of today goes before those of other days; two owners of one code are nobody. */
  #found(presented: Presented): ExpectedGuest[] {
    if (presented.kind === "digest") return this.#byDigest(presented.digest);
    const { from, until } = this.#today();
    const isIt = (one: Found) =>
      presented.kind === "link" ? one.link === presented.token : one.code === presented.code;
    const today = this.#guests({ from, until }).filter(isIt);
    const found =
      today.length > 0 ? today : this.#guests({ from: until, until: until + AHEAD_MS }).filter(isIt);
    return found.length === 1 ? found.map((one) => this.#judged(one)) : [];
  }

  #byDigest(digest: string): ExpectedGuest[] {
    return this.#guests(this.#today())
      .filter(({ guest }) => this.#cprOf(guest) === digest)
      .map((one) => this.#judged(one));
  }
}

/** What a hub answers a stand; one that takes in no appointments knows no code. */
export function answerOf(desk: CheckInDesk | null, stand: StandId, presented: Presented): Answer {
  return desk === null ? { refused: "code-unknown" } : desk.present(stand, presented);
}
