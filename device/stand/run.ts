/**
 * The running stand: drivers, outbox, settings and the line to the hub around the pure machine.
 * Decides nothing: events go in, effects are done in order. Timers, clock and chance come from main.ts.
 */
import type { HalCode } from "../../hal/errors.ts";
import type { PrintOutcome } from "../../hal/printer/contract.ts";
import type { StandConfig } from "../../protocol/config/stand.ts";
import type { Log } from "../../protocol/link/log.ts";
import type { Health } from "../../protocol/link/supervise.ts";
import type { StandPicture } from "../../protocol/snapshots.ts";
import type { LocalText } from "../../protocol/terms.ts";
import { digested } from "./digested.ts";
import { closeHardware, giveSign, type HappenedAt, type Hardware, listenTo, setVolume } from "./hardware.ts";
import type { HubLink } from "./hub-link.ts";
import type { Book } from "./machine/book.ts";
import { type OpenTicket, openTickets } from "./machine/open-tickets.ts";
import { pictureOf, queueName } from "./machine/picture.ts";
import { slipsLeft } from "./machine/roll.ts";
import type { Effect, Moment, StandEvent, StandState } from "./machine/state.ts";
import { clockTrust, temperatureC } from "./machine-facts.ts";
import type { OpenedOutbox, Outbox } from "./outbox.ts";
import type { Settings } from "./settings.ts";
import { type PrintEffect, slipOf } from "./slip.ts";
import { step } from "./stand.ts";
import { Tidiness } from "./tidy.ts";

/** What only main.ts may reach for. */
export type Outside = {
  /** The two clocks, the drivers' too: a press and a message can be compared. */
  readonly wallMs: () => number;
  readonly monoMs: () => number;
  readonly chance: (bytes: number) => Uint8Array;
  /** Runs `act` once after `ms`; what it returns calls it off. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** Gives memory back to the system; see `Tidiness`. */
  readonly tidy: () => void;
};

export type StandParts = {
  readonly config: StandConfig;
  readonly bootId: string;
  readonly hardware: Hardware;
  readonly outbox: Outbox;
  readonly settings: Settings;
  /** Whether a code is this stand's newest service card; never rejects. */
  readonly isServiceCard: (code: string) => Promise<boolean>;
  readonly outside: Outside;
  readonly log: Log;
  /** Whether a scanned code is for somebody else than the machine: it makes this machine a stand. */
  readonly takesCode?: (code: string) => boolean;
};

/** How often the machine is measured; the watchdog expects this loop to have run. */
const MEASURE_MS = 10_000;
const CLOCK_CHECK_MS = 5_000;

export type ListedOpenTicket = Omit<OpenTicket, "ticketId" | "queue"> & { readonly queueName: LocalText };

/** The paper roll for the technician: what slips have taken of it, and about how many are left. */
export type ListedRoll = { readonly usedMm: number; readonly lengthMm: number; readonly slipsLeft: number };

/** A stand from open to close. */
export class RunningStand {
  readonly #parts: StandParts;
  readonly #timers = new Map<string, () => void>();
  readonly #pictures = new Set<(picture: StandPicture) => void>();
  readonly #tidiness: Tidiness;
  readonly #doneWithout = new Set<HalCode>();
  #state: StandState;
  #link: HubLink | null = null;
  #waiting: { event: StandEvent; at: HappenedAt | undefined }[] = [];
  #isStepping = false;
  #isClosed = false;
  #shown = "";
  #loopRanMs = 0;
  #trust: { readonly said: Moment["trust"]; readonly atMs: number } | null = null;

  constructor(parts: StandParts, fresh: StandState) {
    this.#parts = parts;
    this.#tidiness = new Tidiness(parts.outside);
    this.#state = fresh;
  }

  /** Takes in what the outbox held (and does not keep it), then listens to drivers and hub; `linkOf` makes the line to it. */
  async open(
    { read: book, damaged, problem: storageProblem }: Omit<OpenedOutbox<Book>, "outbox" | "outboxId">,
    linkOf: (happen: RunningStand["happen"]) => HubLink,
  ): Promise<void> {
    const { settings, hardware, log } = this.#parts;
    if (damaged > 0) log.error("outbox lines damaged and set aside", { damaged });
    const { problem, ...remembered } = await settings.read();
    if (problem !== null) log.error("settings not readable; nothing is remembered", { problem });
    this.happen({ kind: "started", book, damaged, storageProblem, remembered });
    await listenTo(hardware, this.happen, log);
    await this.#measure();
    this.#link = linkOf(this.happen);
    this.#link.open();
  }

  /** Something happened. Events that come while one is being worked on wait their turn. */
  readonly happen = (event: StandEvent, at?: HappenedAt): void => {
    if (this.#isClosed) return;
    if (event.kind === "presented" && this.#parts.takesCode?.(event.code)) return;
    if (event.kind === "pressed") this.#tidiness.pressed();
    this.#waiting.push({ event, at });
    if (this.#isStepping) return;
    this.#isStepping = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift())
      this.#step(next.event, next.at);
    this.#isStepping = false;
    this.#show();
  };

  /** The newest picture now and every one that differs from the one before. */
  onPicture(listener: (picture: StandPicture) => void): void {
    this.#pictures.add(listener);
    listener(pictureOf(this.#state, this.#moment()));
  }

  openTickets(): ListedOpenTicket[] {
    return openTickets(this.#state.book).map(({ number, queue, issuedAt, paper, state }) => ({
      number,
      queueName: queueName(this.#state, queue),
      issuedAt,
      paper,
      state,
    }));
  }

  roll(): ListedRoll {
    const { roll, who } = this.#state;
    const { usedMm } = roll;
    return { usedMm, lengthMm: who.roll.lengthMm, slipsLeft: slipsLeft(roll, who.roll) };
  }

  /** Well: the device loop ran lately, and the card answers an fdatasync (or is known to have failed, which a restart does not mend). */
  async health(): Promise<Health> {
    const { outbox } = this.#parts;
    if (this.#parts.outside.monoMs() - this.#loopRanMs > 3 * MEASURE_MS)
      return { isGood: false, problem: "the device loop stands still" };
    if (outbox.isWritable) await outbox.append([], true);
    return { isGood: true };
  }

  /** Stops listening, lets the printer finish, puts everything on the card. */
  async close(): Promise<void> {
    await this.#link?.close();
    await closeHardware(this.#parts.hardware);
    this.#isClosed = true;
    this.#tidiness.close();
    for (const callOff of this.#timers.values()) callOff();
    this.#timers.clear();
    await Promise.all([this.#parts.outbox.close(), this.#parts.settings.close()]);
  }

  #moment(at?: HappenedAt): Moment {
    const { outside, bootId } = this.#parts;
    const wallMs = at?.wallMs ?? outside.wallMs();
    const monoMs = at?.monoMs ?? outside.monoMs();
    return { wallMs, monoMs, bootId, trust: this.#trustAt(wallMs, monoMs), chance: outside.chance(64) };
  }

  #trustAt(wallMs: number, monoMs: number): Moment["trust"] {
    if (!this.#trust || Math.abs(monoMs - this.#trust.atMs) > CLOCK_CHECK_MS) {
      const knownAt = Math.max(this.#state.book.highestAt, this.#state.link.contact?.hubAt ?? 0);
      this.#trust = { said: clockTrust(wallMs, knownAt), atMs: monoMs };
    }
    return this.#trust.said;
  }

  #step(event: StandEvent, at: HappenedAt | undefined): void {
    const moment = this.#moment(at);
    const { state, effects } = step(this.#state, event, moment);
    this.#state = state;
    for (const effect of effects) this.#do(effect, moment);
  }

  #do(effect: Effect, moment: Moment): void {
    switch (effect.do) {
      case "append":
        void this.#append(effect);
        return;
      case "publish":
        void this.#publish(effect);
        return;
      case "print":
        void this.#print(effect, moment);
        return;
      case "check-card":
        void this.#checkCard(effect);
        return;
      case "digest":
        this.happen(digested(effect));
        return;
      case "lamp":
        this.#parts.hardware.lamps.set(effect.button, effect.light);
        return;
      case "sign":
        giveSign(this.#parts.hardware, effect.sign);
        return;
      case "say":
        void this.#say(effect);
        return;
      case "hush":
        this.#parts.hardware.reader.stop();
        return;
      case "volume":
        setVolume(this.#parts.hardware, effect.percent, this.#parts.config);
        return;
      case "timer":
        this.#setTimer(effect.name, effect.afterMs);
        return;
      case "stop-timer":
        this.#stopTimer(effect.name);
        return;
      case "remember":
        void this.#remember(effect);
        return;
      case "log":
        this.#parts.log[effect.level](effect.what, effect.fields);
        return;
    }
  }

  async #append({ lines, sync, stores }: Extract<Effect, { do: "append" }>): Promise<void> {
    const isKept = await this.#parts.outbox.append(lines, sync);
    if (isKept && stores !== null) this.happen({ kind: "stored", ticketId: stores });
  }

  /** After what was appended before it: a stand that is killed in between must find the press that the hub heard of (design rule 1). */
  async #publish({ topic, message }: Extract<Effect, { do: "publish" }>): Promise<void> {
    await this.#parts.outbox.written();
    this.#link?.publish(topic, message);
  }

  async #print(effect: PrintEffect, moment: Moment): Promise<void> {
    const { job, ticket } = effect;
    const ticketId = ticket?.ticketId ?? null;
    const { paperWidthMm: widthMm, timings } = this.#parts.config;
    const printable = slipOf(this.#state, effect, { widthMm, moment });
    if (!printable) {
      this.happen({ kind: "printed", job, ticketId, result: "failed", code: null });
      return;
    }
    const { slip, tag } = printable;
    const outcome = await this.#parts.hardware.printer.driver.print(slip, {
      timeoutMs: timings.printMs,
      tag,
    });
    const { result, code = null, paperMm } = outcome;
    this.#tellWithout(outcome);
    this.happen({ kind: "printed", job, ticketId, result, code, paperMm });
  }

  /** Once for each kind, until the stand starts anew: every slip may be made without the same. */
  #tellWithout({ without, detail = "" }: PrintOutcome): void {
    if (without === undefined || this.#doneWithout.has(without)) return;
    this.#doneWithout.add(without);
    this.#parts.log.warning("slip made without", { code: without, problem: detail });
  }

  /** What was cut off by something else is no news. */
  async #say({ lines, language }: Extract<Effect, { do: "say" }>): Promise<void> {
    const outcome = await this.#parts.hardware.reader.say(lines, language);
    if (outcome !== "stopped") this.happen({ kind: "said", isHeard: outcome === "said" });
  }

  async #checkCard({ code }: Extract<Effect, { do: "check-card" }>): Promise<void> {
    this.happen({ kind: "service-card", isValid: await this.#parts.isServiceCard(code) });
  }

  async #remember({ remembered }: Extract<Effect, { do: "remember" }>): Promise<void> {
    try {
      await this.#parts.settings.remember(remembered);
    } catch (error) {
      this.#parts.log.error("settings not kept", { problem: error instanceof Error ? error.message : "" });
    }
  }

  #setTimer(name: string, afterMs: number): void {
    this.#stopTimer(name);
    const ring = () => {
      this.#timers.delete(name);
      this.happen({ kind: "timer", name });
    };
    this.#timers.set(name, this.#parts.outside.after(afterMs, ring));
  }

  #stopTimer(name: string): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
  }

  async #measure(): Promise<void> {
    this.#loopRanMs = this.#parts.outside.monoMs();
    this.happen({ kind: "measured", temperatureC: await temperatureC() });
    if (this.#isClosed) return;
    this.#timers.set(
      "(measure)",
      this.#parts.outside.after(MEASURE_MS, () => void this.#measure()),
    );
  }

  #show(): void {
    if (this.#pictures.size === 0) return;
    const picture = pictureOf(this.#state, this.#moment());
    const gist = JSON.stringify({ ...picture, at: 0 });
    if (gist === this.#shown) return;
    this.#shown = gist;
    for (const listener of this.#pictures) listener(picture);
  }
}
