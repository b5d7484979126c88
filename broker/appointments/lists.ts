/**
 * Whom the day expects, as stands have it in memory for when the hub is away: whole when a stand says hello or the day is another,
 * and what changed about a guest once a second.
 * Knows no wire and no code.
 */
import { randomUUID } from "node:crypto";
import { MOST_EXPECTED } from "../../protocol/messages/check-in.ts";
import type { Message } from "../../protocol/messages.ts";
import type { StandId } from "../../protocol/terms.ts";
import type { CheckInDesk, ExpectedDay } from "./check-in.ts";

type Body = Omit<Message<"expected">, "v" | "id" | "at">;

export type ListsOptions = {
  readonly desk: CheckInDesk;
  readonly stands: () => readonly StandId[];
  readonly seq: () => number;
  readonly at: () => number;
  readonly say: (stand: StandId, body: Body) => void;
};

/** Erased digests are gone from stands after so long at most, though nothing happened. */
const FRESH_MS = 60_000;

const PAUSE_MS = 1_000;

/** From the hub's start to its end. */
export class ExpectedLists {
  readonly #options: ListsOptions;
  #list = { id: "", head: "", guests: new Map<string, string>() };
  #seen = { seq: -1, at: 0 };

  constructor(options: ListsOptions) {
    this.#options = options;
  }

  /** A stand has said hello: it gets all of the list that others have. */
  greeted(stand: StandId): void {
    const day = this.#renewed(stand);
    this.#tell([stand], day, day.guests);
  }

  /** Something may have changed: stands are told of it, once a second at most. */
  look(): void {
    const { seq, at } = this.#options;
    const since = at() - this.#seen.at;
    if (since >= FRESH_MS || (since >= PAUSE_MS && this.#seen.seq !== seq())) this.#renewed();
  }

  /** Tells all but one stand what is new. */
  #renewed(but: StandId | null = null): ExpectedDay {
    const { desk, seq, at, stands } = this.#options;
    this.#seen = { seq: seq(), at: at() };
    const day = desk.expected();
    const guests = new Map(day.guests.map((one) => [one.guest as string, JSON.stringify(one)]));
    const head = JSON.stringify([day.key, day.rules]);
    const before = this.#list;
    const isSame = before.head === head && [...before.guests.keys()].every((guest) => guests.has(guest));
    this.#list = { id: isSame ? before.id : randomUUID(), head, guests };
    const news = isSame
      ? day.guests.filter(({ guest }) => before.guests.get(guest) !== guests.get(guest))
      : day.guests;
    const others = stands().filter((stand) => stand !== but);
    if (!isSame || news.length > 0) this.#tell(others, day, news);
    return day;
  }

  #tell(stands: readonly StandId[], { key, rules }: ExpectedDay, guests: ExpectedDay["guests"]): void {
    for (let from = 0; from === 0 || from < guests.length; from += MOST_EXPECTED) {
      const part = guests.slice(from, from + MOST_EXPECTED);
      for (const stand of stands) this.#options.say(stand, { list: this.#list.id, key, rules, guests: part });
    }
  }
}
