/**
 * A hall to practise in: the location's own document and rules with a ledger in memory, tickets that nobody holds, and no way out.
 * Knows no MQTT, no voice and no disk, so that nothing of it reaches stands, displays, statistics or the real ledger.
 */

import { randomInt, randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { LocationConfig } from "../protocol/config.ts";
import type { LedgerId } from "../protocol/terms.ts";
import { HUB } from "./accounts/rights.ts";
import { type Clock, type Dispatch, openDispatch } from "./dispatch.ts";
import type { AnswersHub } from "./http/answers.ts";
import { Streams } from "./http/streams.ts";
import { MemoryLedger } from "./ledger/memory.ts";
import { rememberedOpenings, rememberedWaits } from "./pictures/places.ts";
import type { StaffOptions } from "./pictures/staff.ts";
import { waitingIn } from "./queue/order.ts";
import type { Settings } from "./queue/state.ts";
import { staffCommand } from "./staff-commands.ts";

export type PracticeOptions = {
  /** The real document, as it is now. */
  readonly location: () => LocationConfig;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly beatMs?: number | undefined;
  readonly failed: (fault: unknown) => void;
};

type Hall = {
  readonly dispatch: Dispatch;
  readonly streams: Streams;
  readonly options: () => StaffOptions;
  isOver: boolean;
};

/** So many wait when somebody begins, and more come by themselves until this many do. */
const FIRST_WAITING = 5;
const MOST_WAITING = 12;
/** Between two of them, ms. */
const [SOONEST_MS, LATEST_MS] = [15_000, 60_000];
/** A hall that nobody looks at is forgotten. */
const FORGOTTEN_MS = 600_000;

/** The document as one practises with it: always open, without limits, with no stand and no display. */
export function practiceLocation(location: LocationConfig): LocationConfig {
  const always = { hours: null, exceptions: [], closures: [] };
  const endless = { quota: null, lastTicket: null };
  return {
    ...location,
    ...always,
    queues: location.queues.map((queue) => {
      return { ...queue, ...always, ...endless, active: true };
    }),
    services: location.services.map((service) => ({ ...service, ...always, ...endless })),
    counters: location.counters.map(({ staffed: _, ...counter }) => ({ ...counter, open: true })),
    ...{ stands: [], displays: [], menus: [] },
  };
}

/** The practice from the first who looks at it until nobody has for ten minutes; then the next begins anew. */
export class Practice {
  readonly #options: PracticeOptions;
  #hall: Hall | null = null;
  #nextAt = 0;
  #watchedAt = 0;

  constructor(options: PracticeOptions) {
    this.#options = options;
  }

  /** Turns a response into the stream of the practice's staff page. */
  staff(response: ServerResponse): void {
    const { streams } = this.#open();
    this.#watchedAt = this.#options.clock().at;
    streams.staff(response);
  }

  /** Whom the routes of the practice ask. Orders reach no stand. */
  get hub(): AnswersHub {
    return {
      state: () => this.#open().dispatch.state(),
      options: () => this.#open().options(),
      dispatch: (command, by) => this.#open().dispatch.dispatch(command, by),
      order: () => false,
    };
  }

  /** Pages that look at it. */
  get size(): number {
    return this.#hall?.streams.size ?? 0;
  }

  /** A second has passed: somebody may come, and whoever practised may have gone. */
  async tick(): Promise<void> {
    const hall = this.#hall;
    if (hall === null) return;
    const { at } = this.#options.clock();
    if (hall.streams.size > 0) this.#watchedAt = at;
    if (at - this.#watchedAt >= FORGOTTEN_MS) return this.close();
    await hall.dispatch.dispatch({ kind: "tick" }, HUB);
    if (at >= this.#nextAt) await this.#come(hall, at);
    hall.streams.flush();
  }

  close(): void {
    const hall = this.#hall;
    this.#hall = null;
    if (hall === null) return;
    hall.isOver = true;
    hall.streams.close();
    void hall.dispatch.close();
  }

  /** Somebody comes by themselves, unless enough do wait. */
  async #come({ dispatch }: Hall, at: number): Promise<void> {
    this.#nextAt = at + randomInt(SOONEST_MS, LATEST_MS);
    const state = dispatch.state();
    const waiting = state.location.queues.reduce((sum, { queue }) => sum + waitingIn(state, queue), 0);
    if (waiting < MOST_WAITING) await this.#issue(dispatch);
  }

  async #issue(dispatch: Dispatch): Promise<void> {
    const { queues, services } = dispatch.state().location;
    const service = services.length === 0 ? undefined : services[randomInt(services.length)];
    const queue = service?.queue ?? queues[0]?.queue;
    const command = staffCommand("staff-issue", { queue, service: service?.service }, dispatch.at());
    if (command !== null) await dispatch.dispatch(command, HUB);
  }

  #open(): Hall {
    this.#hall ??= this.#make();
    return this.#hall;
  }

  #make(): Hall {
    const { location, clock, settings, beatMs, failed } = this.#options;
    const dispatch = openDispatch({
      ...{ ledger: new MemoryLedger(), location: practiceLocation(location()), now: clock, settings },
      onFatal: failed,
    });
    const [opensAt, waitsOf] = [rememberedOpenings(), rememberedWaits()];
    const standView = () => ({ online: false, problem: null, paperLow: false });
    const options = (): StaffOptions => ({ at: dispatch.at(), opensAt, waitsOf, standView });
    const streams = new Streams({ beatMs, options, state: () => dispatch.state(), speech: () => [] });
    const hall: Hall = { dispatch, streams, options, isOver: false };
    dispatch.onCommit(() => streams.flush());
    this.#watchedAt = clock().at;
    this.#nextAt = clock().at + SOONEST_MS;
    void this.#begin(hall).catch((fault: unknown) => hall.isOver || failed(fault));
    return hall;
  }

  async #begin({ dispatch }: Hall): Promise<void> {
    const ledgerId = randomUUID() as string as LedgerId;
    await dispatch.dispatch({ kind: "hub-started", instance: randomUUID(), ledgerId }, HUB);
    await dispatch.dispatch({ kind: "configure", location: dispatch.state().location }, HUB);
    await dispatch.dispatch({ kind: "tick" }, HUB);
    for (let count = 0; count < FIRST_WAITING; count += 1) await this.#issue(dispatch);
  }
}
