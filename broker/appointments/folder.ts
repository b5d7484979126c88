/**
 * A folder into which a planner's export is dropped: each whole file is taken in and deleted, since it names people; what is wrong
 * stands beside it in `<file>.report.txt`. What cannot be read at all is kept as `<file>.refused` for seven days.
 * Knows no queue. A file that is killed in the middle is taken again at the next start: the desk takes everything twice without harm.
 */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../../protocol/link/log.ts";
import { readDelivery, TORN } from "./delivery.ts";
import type { AppointmentDesk } from "./desk.ts";
import { stretchOfName } from "./file-name.ts";
import { hasTrouble, type Report, reportText, taken } from "./report.ts";

export type FolderOptions = {
  readonly source: string;
  readonly folder: string;
  readonly desk: AppointmentDesk;
  readonly timeZone: () => string;
  readonly reported: (report: Report) => void;
  readonly log: Log;
};

/** So long a file must have stayed as it is to count as whole; and half a JSON file is waited for so long. */
const WHOLE_MS = 2_000;
const TORN_MS = 60_000;
const REFUSED_MS = 7 * 86_400_000;

type Found = {
  readonly name: string;
  readonly path: string;
  readonly changedAt: number;
  readonly mark: string;
};

export class DropFolder {
  readonly #options: FolderOptions;
  /** Size and time of each file when it was looked at last. */
  #seen = new Map<string, string>();
  #isBusy = false;
  #trouble: string | null = null;

  constructor(options: FolderOptions) {
    this.#options = options;
  }

  /**
   * Looks at the folder; `at` is the machine's wall clock, which files' times are by. Answers after what was whole is taken in.
   * Rejects only when the hub must exit; a folder that cannot be read is logged once.
   */
  async look(at: number): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      const files = await this.#files(at);
      for (const file of files.filter((one) => this.#isWhole(one, at))) await this.#take(file, at);
      this.#seen = new Map(files.map(({ name, mark }) => [name, mark]));
    } finally {
      this.#isBusy = false;
    }
  }

  #isWhole({ name, mark, changedAt }: Found, at: number): boolean {
    return this.#seen.get(name) === mark && at - changedAt >= WHOLE_MS;
  }

  /** Oldest first. Refused ones that are too old are deleted. */
  async #files(at: number): Promise<Found[]> {
    const { folder } = this.#options;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const names = await readdir(folder);
      const found = await Promise.all(names.map((name) => this.#found(name)));
      this.#trouble = null;
      for (const one of found)
        if (one?.name.endsWith(".refused") && at - one.changedAt > REFUSED_MS)
          await rm(one.path, { force: true });
      return found
        .filter((one) => one !== null)
        .filter(({ name }) => /^[^.].*\.(csv|txt|json)$/i.test(name) && !name.endsWith(".report.txt"))
        .sort((a, b) => a.changedAt - b.changedAt || a.name.localeCompare(b.name));
    } catch (fault) {
      this.#unreadable(fault);
      return [];
    }
  }

  /** `null` for what has gone meanwhile, and for what is no file. */
  async #found(name: string): Promise<Found | null> {
    const path = join(this.#options.folder, name);
    const entry = await stat(path).catch(() => null);
    if (!entry?.isFile()) return null;
    return { name, path, changedAt: entry.mtimeMs, mark: `${entry.size} ${entry.mtimeMs}` };
  }

  async #take({ name, path, changedAt }: Found, at: number): Promise<void> {
    const { source, desk, timeZone, reported } = this.#options;
    const bytes = await readFile(path).catch((fault: unknown) => this.#unreadable(fault));
    if (bytes === undefined) return;
    const read = await readDelivery(bytes, { timeZone: timeZone() });
    if (read === TORN && at - changedAt < TORN_MS) return;
    const snapshot = stretchOfName(name, timeZone());
    const whole = read.ok && snapshot !== null ? { ...read, delivery: { ...read.delivery, snapshot } } : read;
    const report = await taken(desk, { source, at, read: whole });
    reported(report);
    await this.#putAway(path, report).catch((fault: unknown) => this.#unreadable(fault));
  }

  async #putAway(path: string, report: Report): Promise<void> {
    const beside = `${path}.report.txt`;
    if (report.refused === null) await rm(path);
    else await rename(path, `${path}.refused`);
    if (hasTrouble(report)) await writeFile(beside, reportText(report), { mode: 0o600 });
    else await rm(beside, { force: true });
  }

  #unreadable(fault: unknown): undefined {
    const why = fault instanceof Error ? fault.message : String(fault);
    if (this.#trouble === why) return;
    this.#trouble = why;
    const { source, folder, log } = this.#options;
    log.warning("a folder of appointments cannot be used", { source, folder, why });
  }
}
