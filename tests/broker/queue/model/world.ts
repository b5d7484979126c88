/**
 * The rules of a town hall once more, as simply as they can be said: one list of tickets, looked through from end to end.
 * Shares no code with `broker/queue`, so that a slip in one shows in the other.
 */

export type Place = "a" | "b" | "x";
/** One ticket as the model knows it; times in epoch ms. */
export type Mine = {
  readonly id: string;
  readonly number: string;
  readonly came: number;
  readonly cameAt: number;
  queue: Place;
  state: string;
  counter: string | null;
  arrivedAt: number;
  readonly agreedAt: number | null;
  readonly dueAt: number | null;
  readonly headStartMs: number;
  readonly callableAt: number;
  lastCalledAt: number;
  recalls: number;
  startedItself: boolean;
  /** A counter, or a person with an @ before the name. */
  heldFor: string | null;
  heldSince: number;
  next: readonly Place[];
  notBefore: number;
  postponements: number;
  rejoins: number;
  /** The step of its last change. */
  changed: number;
};

/** What undo puts back. */
type Life = Pick<
  Mine,
  "state" | "counter" | "queue" | "arrivedAt" | "heldFor" | "recalls" | "startedItself" | "next"
>;
type Done = { readonly id: string; readonly at: number; readonly step: number; readonly kind: string };
export type Last = Done & {
  readonly before: readonly (readonly [Mine, Life])[];
  readonly turnBefore: boolean | undefined;
  /** Whether the counter was closed before it, of a command that opened or closed it. */
  readonly wasShut?: boolean;
};
/** The answer of staff: the ticket and its state, or a refusal. */
export type Said =
  | { readonly refused: string }
  | { readonly isOpen: boolean }
  | { readonly ticket: Mine; readonly state: string };

export const MINUTE = 60_000;
const AGED_MS = 35 * MINUTE;
const LATE_MS = 15 * MINUTE;
const HOLD_MS = 15 * MINUTE;
export const HEAD_START_MS = 5 * MINUTE;
/** Which queues each counter serves, in its order; equal ranks for the one that serves all. */
const SERVES: Readonly<Record<string, readonly Place[]>> = { "1": [], "2": ["b", "a"], "3": ["a"] };
export const COUNTERS = Object.keys(SERVES);

export const serves = (counter: string, queue: Place) =>
  SERVES[counter]?.length === 0 || SERVES[counter]?.includes(queue) === true;
const rankOf = (counter: string, queue: Place) => Math.max(0, SERVES[counter]?.indexOf(queue) ?? 0);
const waitsFrom = (one: Mine) => Math.max(one.arrivedAt, one.agreedAt ?? 0);
const lifeOf = ({ state, counter, queue, arrivedAt, heldFor, recalls, startedItself, next }: Mine): Life => ({
  ...{ state, counter, queue, arrivedAt, heldFor, recalls, startedItself, next },
});

/** Lower comes first; compared from the left. */
type Claim = readonly [level: number, lack: number, came: number];

/** The whole day of a town hall. */
export class World {
  at: number;
  /** When the house opened today. */
  opensAt: number;
  step = 0;
  tickets: Mine[] = [];
  /** Every number of the day, to be given once. */
  readonly given = new Map<Place, number>();
  readonly last = new Map<string, Last>();
  /** Whether the last call-next of a counter was by age. */
  readonly byAge = new Map<string, boolean>();
  readonly shut = new Set<string>();
  readonly freeSince = new Map<string, number>();

  constructor(at: number) {
    this.at = at;
    this.opensAt = at;
  }

  current(counter: string): Mine | undefined {
    return this.tickets.find(
      (one) => one.counter === counter && (one.state === "called" || one.state === "serving"),
    );
  }

  add(
    id: string,
    queue: Place,
    facts: { agreedAt: number | null; headStartMs: number; pendingMs: number },
  ): Mine {
    const count = (this.given.get(queue) ?? 0) + 1;
    this.given.set(queue, count);
    const { agreedAt, headStartMs, pendingMs } = facts;
    const isDue = agreedAt !== null && this.at <= agreedAt + LATE_MS;
    const ticket: Mine = {
      ...{
        id,
        queue,
        agreedAt,
        headStartMs,
        number: `${queue.toUpperCase()}${String(count).padStart(2, "0")}`,
      },
      ...{ came: this.tickets.length, state: "waiting", counter: null, arrivedAt: this.at },
      cameAt: this.at,
      ...{ dueAt: isDue ? agreedAt : null, callableAt: this.at + pendingMs, lastCalledAt: 0, recalls: 0 },
      ...{
        startedItself: false,
        heldFor: null,
        heldSince: 0,
        next: [],
        notBefore: 0,
        postponements: 0,
        rejoins: 0,
      },
      changed: this.step,
    };
    this.tickets.push(ticket);
    return ticket;
  }

  /** Changes a ticket, in this step. */
  set(ticket: Mine, to: Partial<Mine>): void {
    const { counter } = ticket;
    if (counter !== null && this.current(counter) === ticket) this.freeSince.set(counter, this.at);
    Object.assign(ticket, to, { changed: this.step });
  }

  back(ticket: Mine, to: Partial<Mine> = {}): void {
    this.set(ticket, { state: "waiting", counter: null, recalls: 0, startedItself: false, ...to });
  }

  isCallable(one: Mine): boolean {
    return one.state === "waiting" && this.at >= one.callableAt && this.at >= one.notBefore;
  }

  #claim(one: Mine, counter: string, isTurn: boolean): Claim {
    const waited = this.at - (one.dueAt ?? one.arrivedAt - one.headStartMs);
    const rank = rankOf(counter, one.queue);
    if (one.dueAt !== null && waited < 0) return [100 + rank, -waited, one.came];
    const over = waited - (one.dueAt === null ? AGED_MS : 3 * AGED_MS);
    if (isTurn && over >= 0) return [0, -over, one.came];
    return [1 + rank, one.dueAt === null ? -waited : -2 * waited, one.came];
  }

  /** Whom call-next takes at a counter, and whether by age. */
  next(counter: string): { ticket: Mine; byAge: boolean | undefined } | undefined {
    const callable = this.tickets.filter((one) => this.isCallable(one));
    const mine = callable.filter((one) => one.heldFor === counter);
    mine.sort((one, other) => waitsFrom(one) - waitsFrom(other) || one.changed - other.changed);
    if (mine[0]) return { ticket: mine[0], byAge: undefined };
    const isTurn = this.byAge.get(counter) !== true;
    const claims = callable
      .filter((one) => one.heldFor === null && serves(counter, one.queue))
      .map((ticket) => ({ ticket, claim: this.#claim(ticket, counter, isTurn) }));
    claims.sort(
      ({ claim: one }, { claim: other }) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2],
    );
    return claims[0] && { ticket: claims[0].ticket, byAge: claims[0].claim[0] === 0 };
  }

  /** Does something to tickets as a counter's command that can be taken back. */
  command(
    { id, kind, counter }: { id: string; kind: string; counter: string | null },
    tickets: readonly Mine[],
    change: () => void,
  ): Said {
    const before = tickets.map((one) => [one, lifeOf(one)] as const);
    const turnBefore = counter === null ? undefined : this.byAge.get(counter);
    change();
    const { at, step } = this;
    if (counter !== null) this.last.set(counter, { id, kind, at, step, before, turnBefore });
    const ticket = tickets.at(-1) as Mine;
    return { ticket, state: ticket.state };
  }

  /** Opens or closes a counter; whoever is held for one that closes waits for anybody. */
  turn(id: string, counter: string, isOpen: boolean): Said {
    if (this.shut.has(counter) === !isOpen) return { isOpen };
    const held = isOpen
      ? []
      : this.tickets.filter((one) => one.state === "waiting" && one.heldFor === counter);
    const before = held.map((one) => [one, lifeOf(one)] as const);
    for (const one of held) this.set(one, { heldFor: null });
    const { at, step } = this;
    const kind = isOpen ? "open-counter" : "close-counter";
    this.last.set(counter, {
      id,
      kind,
      at,
      step,
      before,
      turnBefore: this.byAge.get(counter),
      wasShut: isOpen,
    });
    if (isOpen) this.shut.delete(counter);
    else this.shut.add(counter);
    if (isOpen && !this.current(counter)) this.freeSince.set(counter, at);
    return { isOpen };
  }

  #release(): void {
    for (const one of this.tickets) {
      if (one.state !== "waiting" || one.heldFor === null) continue;
      const isShut = this.shut.has(one.heldFor);
      const isBusy = this.current(one.heldFor) !== undefined;
      const since = Math.max(one.heldSince, one.notBefore, this.freeSince.get(one.heldFor) ?? 0);
      if (isShut || (!isBusy && this.at - since >= HOLD_MS)) this.set(one, { heldFor: null });
    }
  }

  /** Takes a counter's last command back. */
  undo(counter: string, last: Last): Said {
    const { before, step, at, turnBefore, wasShut } = last;
    if (this.at > at + 8_000) return { refused: "undo-too-late" };
    const ones = before.map(([one]) => one);
    const isRoom = before.every(([, life]) => {
      const holder = life.counter === null ? undefined : this.current(life.counter);
      const wasThere = life.state === "called" || life.state === "serving";
      return !wasThere || holder === undefined || ones.includes(holder);
    });
    if (!isRoom || ones.some((one) => one.changed > step)) return { refused: "changed" };
    for (const [one, life] of before) this.set(one, life);
    if (turnBefore === undefined) this.byAge.delete(counter);
    else this.byAge.set(counter, turnBefore);
    this.last.delete(counter);
    if (wasShut === true) this.shut.add(counter);
    if (wasShut === false) this.shut.delete(counter);
    if (wasShut !== undefined) return { isOpen: !wasShut };
    const ticket = ones.at(-1) as Mine;
    return { ticket, state: ticket.state };
  }

  /** What a second without a word brings: whoever was called a minute ago is being served. */
  tick(): void {
    for (const one of this.tickets)
      if (one.state === "called" && this.at - one.lastCalledAt >= MINUTE)
        this.set(one, { state: "serving", startedItself: true });
    this.#release();
  }

  /** The day is over: whoever is served was served, everybody else has left. */
  night(at: number): void {
    this.at = at;
    this.opensAt = at;
    // Whatever was done yesterday can no longer be taken back.
    this.last.clear();
    this.shut.clear();
    this.tickets = [];
    this.given.clear();
  }
}
