/**
 * DFDG as a source of appointments, read only: a push is kept, its convocation looked up, and what that says taken in.
 * Speaks the interface STAR describes publicly; proven against our emulator, not against STAR. Knows no field and no timer. A citizen's
 * CPR number stands in no log and no report; it is in the store of personal data until its lookup is done, and in the lookup.
 */
import type { DfdgMapping } from "../../../protocol/config/dfdg.ts";
import type { Log } from "../../../protocol/link/log.ts";
import type { Persons } from "../../persons/contract.ts";
import type { Delivery, RowProblem } from "../contract.ts";
import type { AppointmentDesk } from "../desk.ts";
import type { Report } from "../report.ts";
import { tombstone } from "../tombstone.ts";
import { type Push, readConvocation, readPush } from "./fields.ts";
import { type ListenerOptions, PushListener, type Taken } from "./listener.ts";
import { type Looked, type LookupOptions, lookUp } from "./lookup.ts";
import { DfdgReport } from "./report.ts";
import { type Waiting, WaitingPushes } from "./waiting.ts";
import { WORDS } from "./words.ts";

/** What a configuration says of DFDG, with every file that it names. */
export type DfdgSettings = {
  readonly mapping: DfdgMapping;
  readonly webhook: ListenerOptions;
  readonly lookup: Omit<LookupOptions, "names">;
};

type SourceOptions = DfdgSettings & {
  readonly source: string;
  readonly desk: AppointmentDesk;
  readonly persons: Persons;
  readonly key: Uint8Array;
  readonly at: () => number;
  readonly timeZone: () => string;
  readonly log: Log;
};

const AT_ONCE = 4;
/** When DFDG takes nothing, it is left alone so long, and each time twice as long. */
const PAUSES_MS = [5_000, 300_000] as const;
/** A convocation that cannot be read is asked for again after so long, for somebody may have corrected the mapping file. */
const AGAIN_MS = 600_000;

/** From `open` to `close`. */
export class DfdgSource {
  readonly #options: SourceOptions;
  readonly #waiting: WaitingPushes;
  readonly #listener: PushListener;
  readonly #report: DfdgReport;
  readonly #againAt = new WeakMap<Waiting, number>();
  readonly #busy = new Set<string>();
  #pausedUntil = 0;
  #pauseMs = 0;
  #isClosed = false;
  #fault: Error | null = null;

  constructor(options: SourceOptions) {
    this.#options = options;
    this.#waiting = new WaitingPushes(options);
    this.#listener = new PushListener(options.webhook, (body) => this.#take(body));
    this.#report = new DfdgReport(options.source);
  }

  /** Why pushes wait, for whoever asks about the hub's health; `null` while they do not. */
  get problem(): string | null {
    return this.#report.trouble === null ? null : `${this.#options.source}: ${this.#report.trouble.en}`;
  }

  /** What became of its pushes since the hub's start; `null` before the first. */
  report(): Report | null {
    return this.#report.at === null ? null : this.#report.whole(this.#waiting.size);
  }

  /** Goes on with what an earlier hub has left. Faults: those of the listener, HUB_PERSONS_FAILED. */
  async open(): Promise<void> {
    this.#waiting.load(this.#options.at());
    await this.#listener.open();
    this.#work();
  }

  /** A second has passed: what waits is tried again when its time has come. Throws only when the hub must exit. */
  look(): void {
    if (this.#fault !== null) throw this.#fault;
    this.#work();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#listener.close();
  }

  #take(body: string): Taken {
    const { mapping, timeZone, at } = this.#options;
    const read = readPush(body, mapping, timeZone());
    if (!read.ok && read.why === "passed-over") return "kept";
    // The mapping file is at fault, or STAR has changed: it is sent again until somebody has seen to it.
    if (!read.ok) return this.#trouble(WORDS.pushUnreadable);
    const { push } = read;
    if (push.change === "changed" && push.cpr === null) {
      this.#report.problems([{ line: this.#report.next(), isLeftOut: true, ...WORDS.cprWrong }]);
      this.#tell();
      return "kept";
    }
    try {
      if (!this.#waiting.keep(push, at())) return this.#trouble(WORDS.full);
    } catch (fault) {
      this.#ends(fault);
      return "not-now";
    }
    if (push.change === "deleted") this.#dropLookup(push);
    this.#tell();
    this.#work();
    return "kept";
  }

  /** What is gone needs no lookup that was asked for before. */
  #dropLookup({ id }: Push): void {
    const before = this.#waiting.all().find(({ push }) => push.id === id && push.change === "changed");
    if (before !== undefined) this.#waiting.done(before);
  }

  #trouble(words: { readonly da: string; readonly en: string }): "not-now" {
    this.#report.wrong(words);
    this.#tell();
    return "not-now";
  }

  #tell(): void {
    this.#report.look(this.#options.at());
  }

  /** Begins whatever may begin: of one convocation one thing at a time, the first to arrive first. */
  #work(): void {
    if (this.#isClosed) return;
    const now = this.#options.at();
    const seen = new Set<string>();
    for (const one of this.#waiting.all()) {
      if (this.#busy.size >= AT_ONCE) return;
      const { id, change } = one.push;
      const isFirst = !seen.has(id);
      seen.add(id);
      const isDue =
        (this.#againAt.get(one) ?? 0) <= now && (change === "deleted" || now >= this.#pausedUntil);
      if (!isFirst || !isDue || this.#busy.has(id)) continue;
      this.#busy.add(id);
      this.#end(one).catch((fault: unknown) => this.#ends(fault));
    }
  }

  /** The hub must exit, unless it does already: told at the next second. */
  #ends(fault: unknown): void {
    if (!this.#isClosed) this.#fault = fault instanceof Error ? fault : new Error(String(fault));
  }

  async #end(one: Waiting): Promise<void> {
    try {
      if (one.push.change === "deleted") await this.#gone(one);
      else await this.#changed(one);
    } finally {
      this.#busy.delete(one.push.id);
    }
    this.#work();
  }

  async #gone(one: Waiting): Promise<void> {
    const { id, version } = one.push;
    await this.#takeIn(one, {
      ...{ appointments: [tombstone(id, version, this.#options.at())], snapshot: null, problems: [] },
    });
  }

  async #changed(one: Waiting): Promise<void> {
    const { id, cpr } = one.push;
    const { lookup, mapping } = this.#options;
    const looked = await lookUp(id, cpr ?? "", { ...lookup, names: mapping.headers });
    // Another push of it came meanwhile, or the hub ends: what was found out may be old.
    if (this.#isClosed || !this.#waiting.has(one)) return;
    if (looked.ended === "later") return this.#pause(looked.why);
    this.#pauseMs = 0;
    this.#report.right();
    if (looked.ended === "none") return this.#finish(one);
    await this.#found(one, looked);
  }

  async #found(one: Waiting, looked: Exclude<Looked, { ended: "none" | "later" }>): Promise<void> {
    const { mapping, timeZone } = this.#options;
    if (looked.ended === "refused") return this.#putOff(one, [WORDS.refused(looked.why)]);
    const line = this.#report.next();
    const read = readConvocation(looked.body, { mapping, push: one.push, timeZone: timeZone(), line });
    if (read === null) return this.#putOff(one, [WORDS.answerUnreadable]);
    if (read.appointment === null) return this.#putOff(one, read.problems);
    const { appointment, problems } = read;
    await this.#takeIn(one, { appointments: [appointment], snapshot: null, problems });
  }

  async #takeIn(one: Waiting, delivery: Delivery): Promise<void> {
    const received = await this.#options.desk.take(this.#options.source, delivery);
    this.#report.received(received);
    this.#report.problems(delivery.problems);
    this.#finish(one);
  }

  #finish(one: Waiting): void {
    this.#waiting.done(one);
    this.#tell();
  }

  /** Said once of each push; it goes at the latest with its clock. */
  #putOff(one: Waiting, problems: readonly Pick<RowProblem, "da" | "en">[]): void {
    const isNews = !this.#againAt.has(one);
    this.#againAt.set(one, this.#options.at() + AGAIN_MS);
    const line = this.#report.next();
    if (isNews) this.#report.problems(problems.map(({ da, en }) => ({ line, isLeftOut: true, da, en })));
    this.#tell();
  }

  #pause(why: string): void {
    const at = this.#options.at();
    if (at >= this.#pausedUntil) {
      const [first, longest] = PAUSES_MS;
      this.#pauseMs = Math.min(longest, Math.max(first, this.#pauseMs * 2));
      this.#pausedUntil = at + this.#pauseMs;
      this.#options.log.warning("DFDG takes no lookup now", { source: this.#options.source, why });
    }
    this.#trouble(WORDS.away(why));
  }
}
