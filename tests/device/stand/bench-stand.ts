/**
 * A stand on the test's table: the pure machine with a hub, a printer and a clock in the test's hand.
 * Effects are obeyed only as far as the test says, so that every order of things can be tried.
 */

import { digested } from "../../../device/stand/digested.ts";
import { bookOf } from "../../../device/stand/machine/book.ts";
import type { Line } from "../../../device/stand/machine/line.ts";
import { pictureOf } from "../../../device/stand/machine/picture.ts";
import { freshStand } from "../../../device/stand/machine/start.ts";
import type {
  Effect,
  HubMessage,
  Identity,
  Moment,
  Remembered,
  StandEvent,
  StandState,
} from "../../../device/stand/machine/state.ts";
import { ticketOf } from "../../../device/stand/machine/ticket.ts";
import { step } from "../../../device/stand/stand.ts";
import type { Message } from "../../../protocol/messages.ts";
import type { QueueId, TicketId, TicketNumber } from "../../../protocol/terms.ts";
import type { TopicName } from "../../../protocol/topics.ts";
import { AT, BOOT, DAY, HUB, IDENTITY, LEDGER, standConfig, TIMINGS, uuid } from "./bench-location.ts";

export type BenchOptions = {
  readonly identity?: Partial<Identity>;
  readonly lines?: readonly Line[];
  readonly damaged?: number;
  readonly storageProblem?: string;
  readonly remembered?: Remembered;
  readonly trust?: Moment["trust"];
  readonly monoMs?: number;
  readonly wallMs?: number;
  readonly bootId?: string;
};

type Published<Name extends TopicName> = Extract<HubMessage, { topic: Name }>["message"];

export class BenchStand {
  state: StandState;
  /** Every effect since the last `forget`. */
  effects: Effect[] = [];
  /** Every line that was ever appended. */
  readonly lines: Line[] = [];
  readonly timers = new Map<string, number>();
  monoMs: number;
  wallMs: number;
  trust: Moment["trust"];
  #bootId: string;
  #chance = 0;
  #messages = 1000;
  /** The ledger's length as this hub says it. */
  seq = 100;
  ledgerId = LEDGER;
  instance = HUB;

  constructor(options: BenchOptions = {}) {
    this.monoMs = options.monoMs ?? 1_000_000;
    this.wallMs = options.wallMs ?? AT;
    this.trust = options.trust ?? "synced";
    this.#bootId = options.bootId ?? BOOT;
    this.state = freshStand({ ...IDENTITY, ...options.identity }, TIMINGS);
    this.lines.push(...(options.lines ?? []));
    this.happen({
      kind: "started",
      book: bookOf(options.lines ?? []),
      damaged: options.damaged ?? 0,
      storageProblem: options.storageProblem ?? null,
      remembered: options.remembered ?? { standConfig: standConfig(), queues: {} },
    });
  }

  moment(): Moment {
    this.#chance += 1;
    const chance = new Uint8Array(64);
    for (let at = 0; at < 64; at++) chance[at] = (this.#chance * (at % 13 === 7 ? 1 : 31) + at * 17) & 255;
    new DataView(chance.buffer).setUint32(4, this.#chance);
    new DataView(chance.buffer).setUint32(20, this.#chance);
    new DataView(chance.buffer).setUint32(36, this.#chance * 16);
    const { wallMs, monoMs, trust } = this;
    return { wallMs, monoMs, bootId: this.#bootId, trust, chance };
  }

  happen(event: StandEvent): Effect[] {
    const { state, effects } = step(this.state, event, this.moment());
    this.state = state;
    this.effects.push(...effects);
    for (const effect of effects) {
      if (effect.do === "append") this.lines.push(...effect.lines);
      if (effect.do === "timer") this.timers.set(effect.name, this.monoMs + effect.afterMs);
      if (effect.do === "stop-timer") this.timers.delete(effect.name);
    }
    for (const effect of effects) if (effect.do === "digest") this.happen(digested(effect));
    return [...effects];
  }

  forget(): void {
    this.effects = [];
  }

  press(button: number): TicketId | null {
    const before = new Set(Object.keys(this.state.issuing));
    this.happen({ kind: "pressed", button });
    const made = Object.keys(this.state.issuing).find((id) => !before.has(id));
    return (made ?? null) as TicketId | null;
  }

  /** Time goes on, and every timer that falls due rings in its order. */
  pass(ms: number): void {
    const until = this.monoMs + ms;
    for (let next = this.#nextTimer(until); next; next = this.#nextTimer(until)) {
      this.#to(next[1]);
      this.timers.delete(next[0]);
      this.happen({ kind: "timer", name: next[0] });
    }
    this.#to(until);
  }

  #to(monoMs: number): void {
    this.wallMs += Math.max(0, monoMs - this.monoMs);
    this.monoMs = Math.max(this.monoMs, monoMs);
  }

  #nextTimer(until: number): [string, number] | undefined {
    return [...this.timers].filter(([, at]) => at <= until).sort((one, other) => one[1] - other[1])[0];
  }

  published<Name extends TopicName>(topic: Name): Published<Name>[] {
    return this.effects.flatMap((effect) =>
      effect.do === "publish" && effect.topic === topic ? [effect.message as Published<Name>] : [],
    );
  }

  prints(): Extract<Effect, { do: "print" }>[] {
    return this.effects.filter((effect) => effect.do === "print");
  }

  lit(): number[] {
    const { buttons } = pictureOf(this.state, this.moment());
    return buttons.flatMap(({ lit, button }) => (lit ? [button] : []));
  }

  picture() {
    return pictureOf(this.state, this.moment());
  }

  head() {
    this.#messages += 1;
    return { v: 1, id: uuid(this.#messages), at: this.wallMs };
  }

  mark() {
    return { ledgerId: this.ledgerId, seq: this.seq };
  }

  says<Name extends TopicName>(topic: Name, message: Published<Name>, isRetained = false): Effect[] {
    return this.happen({ kind: "message", topic, message, isRetained } as HubMessage);
  }

  available(state: "online" | "offline" = "online"): void {
    const { instance } = this;
    const more = { since: this.wallMs, version: "0.1.0", protocolVersion: 1, instance, ledger: this.mark() };
    this.says("hubAvailability", { ...this.head(), state, ...more }, true);
  }

  answerHello(change: Partial<Message<"helloAnswer">> = {}): void {
    const transaction = this.state.link.hello ?? uuid(0);
    this.seq += 1;
    const lease = { serviceDay: DAY, letters: { a: "AB", b: "BB" }, last: 999 };
    const { instance } = this;
    const answer = { ...this.head(), transaction, ledger: this.mark(), instance, serviceDay: DAY, lease };
    this.says("helloAnswer", { ...answer, ...change });
  }

  /** `more`: its limit, and services with hours of their own. */
  queue(
    queue: string,
    open: boolean,
    opensAt: number | null = null,
    more: Pick<Message<"queueState">, "limit" | "services"> = {},
  ): void {
    const state = {
      queue: queue as QueueId,
      name: { da: queue },
      letters: queue.toUpperCase(),
      open,
      opensAt,
    };
    this.says("queueState", {
      ...this.head(),
      ledger: this.mark(),
      ...state,
      ...more,
      waiting: 0,
      wait: null,
      lastCalled: null,
    });
  }

  /** Connected, greeted, both queues open. */
  online(): this {
    this.happen({ kind: "link", isUp: true });
    this.available();
    this.answerHello();
    this.queue("a", true);
    this.queue("b", true);
    this.answerHello();
    return this;
  }

  offline(): void {
    this.happen({ kind: "link", isUp: false });
  }

  answerIssue(ticketId: TicketId, number: string, serviceDay = DAY): void {
    const transaction =
      this.published("issue").find((message) => message.ticketId === ticketId)?.id ?? uuid(0);
    this.seq += 1;
    const answer = {
      kind: "number" as const,
      number: number as TicketNumber,
      serviceDay,
      ahead: 2,
      wait: null,
    };
    this.says("issueAnswer", { ...this.head(), transaction, ledger: this.mark(), ticketId, answer });
  }

  refuse(ticketId: TicketId, refused: "queue-closed" | "service-closed"): void {
    const answer = { kind: "refused" as const, refused };
    this.says("issueAnswer", { ...this.head(), transaction: uuid(0), ledger: this.mark(), ticketId, answer });
  }

  stored(ticketId: TicketId): void {
    this.happen({ kind: "stored", ticketId });
  }

  paper(ticketId: TicketId, result: "printed" | "torn" | "unknown" | "failed" = "printed"): void {
    this.happen({ kind: "printed", job: "ticket", ticketId, result, code: null });
  }

  /** A whole ticket from press to paper while the hub answers. */
  ticket(button: number, number: string): TicketId {
    const ticketId = this.press(button);
    if (!ticketId) throw new Error(`button ${button} gave no ticket`);
    this.answerIssue(ticketId, number);
    this.stored(ticketId);
    this.paper(ticketId);
    return ticketId;
  }

  /** A whole ticket from press to paper while the hub is away. */
  ownTicket(button: number): TicketId {
    const ticketId = this.press(button);
    if (!ticketId) throw new Error(`button ${button} gave no ticket`);
    this.stored(ticketId);
    this.paper(ticketId);
    return ticketId;
  }

  /** The hub confirms the `printed` request that is under way. */
  confirm(result: Message<"printedAnswer">["results"][number]["result"] = "recorded"): void {
    const sent = this.state.replay.inFlight;
    if (!sent) throw new Error("nothing to confirm");
    this.seq += 1;
    const results = sent.tickets.map(() => ({ result }));
    this.says("printedAnswer", { ...this.head(), transaction: sent.request, ledger: this.mark(), results });
  }

  ticketOf(ticketId: TicketId) {
    return ticketOf(this.state.book.tickets, ticketId);
  }
}

/** The stand after a power cut that lost nothing: a new process on the same card. */
export function restarted(before: BenchStand, options: BenchOptions = {}): BenchStand {
  const { standConfig: config, queues } = { standConfig: before.state.config, queues: before.state.queues };
  return new BenchStand({
    lines: before.lines,
    remembered: { standConfig: config, queues },
    monoMs: before.monoMs + 1000,
    wallMs: before.wallMs + 1000,
    ...options,
  });
}
