/**
 * The stand's unconfirmed tickets on its card: lines appended and synced before paper comes out (design rules 1, 3, 12).
 * Knows no hub and no printer. One descriptor is open at a time; after its first error nothing is ever written again.
 */
import { join } from "node:path";
import type { OutboxId, ServiceDay, TicketId } from "../../protocol/terms.ts";
import type { Disk, DiskFile } from "./disk.ts";
import { identityOf } from "./identity.ts";
import type { Line } from "./machine/line.ts";
import { encodeLine, mendSegment, readSegment, segmentCount, segmentName, segmentNames } from "./segments.ts";

export type OutboxOptions = {
  readonly disk: Disk;
  readonly folder: string;
  /** See `identityOf`. */
  readonly machine: string;
  readonly fresh: OutboxId;
  /** Told once, with the first error of the disk. */
  readonly onFailed: (problem: string) => void;
};

/** What becomes of the lines that lie on the card, one after the other, so that they need never all be in memory. */
export type Reading<Read> = {
  readonly begin: () => Read;
  readonly add: (read: Read, line: Line) => Read;
};

/** What was found at opening. `problem` is set when the disk cannot be used; then the outbox has failed from the start. */
export type OpenedOutbox<Read> = {
  readonly outbox: Outbox;
  readonly outboxId: OutboxId;
  /** Every line, added up; as good as none when the disk cannot be used. */
  readonly read: Read;
  readonly damaged: number;
  readonly problem: string | null;
};

type Kept = {
  readonly name: string;
  /** Of its first `day`; `null` without one. */
  readonly serviceDay: ServiceDay | null;
  /** Tickets with a line in it that the hub has not confirmed. */
  readonly open: Set<TicketId>;
};

type Waiting = {
  readonly lines: readonly Line[];
  readonly sync: boolean;
  readonly done: (isKept: boolean) => void;
  /** Resolves when the kernel has the lines, or never will. */
  readonly written: Promise<void>;
  readonly tellWritten: () => void;
};

/** A promise and who fulfils it. */
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Opens the outbox in `folder`, mends what a power cut left, and reads every line. Never rejects: a dead disk is an answer. */
export async function openOutbox<Read>(
  options: OutboxOptions,
  reading: Reading<Read>,
): Promise<OpenedOutbox<Read>> {
  try {
    return await opened(options, reading);
  } catch (error) {
    const outbox = new Outbox(options, []);
    outbox.abandon();
    return { outbox, outboxId: options.fresh, read: reading.begin(), damaged: 0, problem: wordsOf(error) };
  }
}

async function opened<Read>(options: OutboxOptions, reading: Reading<Read>): Promise<OpenedOutbox<Read>> {
  const { disk, folder } = options;
  await disk.makeFolder(folder);
  const { outboxId, isNew } = await identityOf(disk, folder, options);
  const { kept, read, damaged, isEmpty } = await readAll(options, reading);
  const outbox = new Outbox(options, kept);
  await outbox.start();
  if (!isNew || isEmpty) return { outbox, outboxId, read, damaged, problem: null };
  // The letters on a cloned card belong to the outbox that it was cloned from.
  const dropped: Line = { kind: "lease", lease: null };
  await outbox.append([dropped], true);
  return { outbox, outboxId, read: reading.add(read, dropped), damaged, problem: null };
}

/** Every segment, oldest first, mended where it must be. */
async function readAll<Read>({ disk, folder }: OutboxOptions, reading: Reading<Read>) {
  const kept: Kept[] = [];
  let read = reading.begin();
  let damaged = 0;
  let isEmpty = true;
  for (const name of await segmentNames(disk, folder)) {
    const open = new Set<TicketId>();
    let serviceDay: ServiceDay | null | undefined;
    kept.push({ name, serviceDay: null, open });
    const segment = await readSegment(disk, join(folder, name), (line) => {
      if (line.kind === "day" && serviceDay === undefined) serviceDay = line.serviceDay;
      follow(kept, line);
      read = reading.add(read, line);
      isEmpty = false;
    });
    kept.splice(-1, 1, ...(segment ? [{ name, serviceDay: serviceDay ?? null, open }] : []));
    damaged += segment?.damaged.length ?? 0;
    if (segment) await mendSegment(disk, folder, segment);
  }
  return { kept, read, damaged, isEmpty };
}

/** Which segments still hold something that the hub has not confirmed. */
function follow(kept: readonly Kept[], line: Line): void {
  if (line.kind === "intent" || line.kind === "number") kept.at(-1)?.open.add(line.ticket.ticketId);
  if (line.kind === "confirmed") for (const segment of kept) segment.open.delete(line.ticketId);
}

/**
 * The outbox of a running stand; made by `openOutbox`.
 * Promises: lines reach the card in the order of asking; a `sync` that resolved with true outlives a power cut; several that
 * wait share one fdatasync. Does not promise that lines without `sync` do.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #kept: Kept[];
  #file: DiskFile | null = null;
  #waiting: Waiting[] = [];
  /** The last of those that are being kept now. */
  #writing: Waiting | null = null;
  #isRunning = false;
  #state: "open" | "failed" | "closed" = "open";

  constructor(options: OutboxOptions, kept: Kept[]) {
    this.#options = options;
    this.#kept = kept;
  }

  get isWritable(): boolean {
    return this.#state === "open";
  }

  /** Opens the last segment, or the first one. */
  async start(): Promise<void> {
    if (this.#kept.length === 0) await this.#begin(null);
    else this.#file = await this.#options.disk.openAppend(this.#pathOf(this.#kept.at(-1)?.name ?? ""));
    await this.#prune();
  }

  /** True once the lines are written, and with `sync` once they are on the card; false when the disk has failed. */
  append(lines: readonly Line[], sync: boolean): Promise<boolean> {
    if (this.#state !== "open") return Promise.resolve(false);
    const { promise: written, resolve: tellWritten } = deferred();
    return new Promise((done) => {
      this.#waiting.push({ lines, sync, done, written, tellWritten });
      if (!this.#isRunning) void this.#run();
    });
  }

  /**
   * Resolves once everything asked so far is with the kernel, so that it outlives a killed process, though not yet a power cut.
   * Resolves too when the disk has failed.
   */
  written(): Promise<void> {
    const last = this.#waiting.at(-1) ?? this.#writing;
    return last === null ? Promise.resolve() : last.written;
  }

  /** Gives the disk up without touching it. */
  abandon(): void {
    this.#state = "failed";
  }

  async close(): Promise<void> {
    if (this.#state === "open") await this.append([], true);
    if (this.#state === "open") this.#state = "closed";
    await this.#file?.close();
    this.#file = null;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      this.#writing = batch.at(-1) ?? null;
      const isKept = await this.#keep(batch);
      for (const { done } of batch) done(isKept);
    }
    this.#writing = null;
    this.#isRunning = false;
  }

  async #keep(batch: readonly Waiting[]): Promise<boolean> {
    if (this.#state !== "open") return false;
    try {
      await this.#write(batch.flatMap(({ lines }) => lines));
      for (const { tellWritten } of batch) tellWritten();
      if (batch.some(({ sync }) => sync)) await this.#file?.sync();
      return true;
    } catch (error) {
      await this.#fail(error);
      return false;
    } finally {
      for (const { tellWritten } of batch) tellWritten();
    }
  }

  /** A kernel that failed an fdatasync may call the lost pages clean, so the descriptor is never tried again. */
  async #fail(error: unknown): Promise<void> {
    this.#state = "failed";
    const file = this.#file;
    this.#file = null;
    this.#options.onFailed(wordsOf(error));
    await file?.close().catch(() => undefined);
  }

  async #write(lines: readonly Line[]): Promise<void> {
    let text = "";
    for (const line of lines) {
      if (line.kind === "day") {
        await this.#put(text);
        text = "";
        await this.#begin(line.serviceDay);
      }
      text += encodeLine(line);
      follow(this.#kept, line);
    }
    await this.#put(text);
  }

  async #put(text: string): Promise<void> {
    if (text !== "") await this.#file?.append(Buffer.from(text));
  }

  /** A new segment; everything in the one before is on the card first. */
  async #begin(serviceDay: ServiceDay | null): Promise<void> {
    await this.#file?.sync();
    await this.#file?.close();
    this.#file = null;
    const name = segmentName(segmentCount(this.#kept.at(-1)?.name ?? "") + 1);
    this.#file = await this.#options.disk.openAppend(this.#pathOf(name));
    await this.#options.disk.syncFolder(this.#options.folder);
    this.#kept.push({ name, serviceDay, open: new Set() });
    await this.#prune();
  }

  /** Segments older than two service days go, unless one of their tickets is not confirmed. */
  async #prune(): Promise<void> {
    for (const segment of [...this.#kept]) {
      const later = this.#kept.slice(this.#kept.indexOf(segment) + 1);
      const days = new Set(later.flatMap(({ serviceDay }) => serviceDay ?? []));
      days.delete(segment.serviceDay as ServiceDay);
      if (days.size < 2 || segment.open.size > 0) return;
      await this.#options.disk.remove(this.#pathOf(segment.name));
      this.#kept.splice(this.#kept.indexOf(segment), 1);
    }
  }

  #pathOf(name: string): string {
    return join(this.#options.folder, name);
  }
}
