/**
 * What a running hub does by itself for what it keeps: lets clocks run out, writes down heads of the chain and who was erased, and
 * looks once a day, at its leisure, whether the ledger is still what it was.
 * Knows no timer, no rule and no command line.
 */
import type { Log } from "../../protocol/link/log.ts";
import type { PersonKey, StaffId } from "../../protocol/terms.ts";
import { headText } from "../ledger/chain.ts";
import { type ChainPatrol, chainWarning } from "../ledger/patrol.ts";
import type { FileLedger } from "../ledger/sqlite.ts";
import type { PersonRecord, Persons } from "../persons/contract.ts";
import type { Noted } from "../queue/events.ts";
import { notedErasures, notedHeads, noteErasures, noteHead } from "./notes.ts";

export type KeeperOptions = {
  readonly ledger: FileLedger;
  readonly persons: Persons;
  /** Where heads and erasures are written down: the data folder, and one outside of it where there is one. */
  readonly folders: readonly string[];
  readonly clock: () => { readonly at: number; readonly trusted: boolean };
  /** Writes an act into the ledger. */
  readonly note: (act: Noted) => Promise<void>;
  readonly patrol: ChainPatrol;
  readonly log: Log;
};

/** A head is written down so often. */
const HEAD_EVERY_MS = 3_600_000;

/** From the hub's start to its end. */
export class Keeper {
  readonly #options: KeeperOptions;
  #headAt = 0;
  readonly #told = new Set<string>();

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Says at the start when heads that were written down are not in this ledger any more, and writes down the present one. */
  begin(): void {
    const { ledger, persons, folders, clock, log } = this.#options;
    const { seq } = ledger.head();
    const erasures = folders.flatMap((folder) => this.#read(folder, notedErasures));
    const again = persons.eraseAgain(erasures, clock().at);
    if (again > 0) log.notice("personal data of an older copy were deleted again", { records: again });
    const heads = folders.flatMap((folder) => this.#read(folder, notedHeads));
    const known = Math.max(0, ...heads.map((head) => head.seq));
    if (known > seq)
      log.critical("the ledger is shorter than it was: it was cut, or an older copy was put back", {
        ...{ seq, known },
        next: "talon-hub verify-ledger says more; the stands give back today's tickets",
      });
    this.#noteHead();
  }

  #read<T>(folder: string, read: (folder: string) => readonly T[]): readonly T[] {
    try {
      return read(folder);
    } catch (fault) {
      this.#unwritable(folder, fault);
      return [];
    }
  }

  /** A second has passed. Faults: HUB_PERSONS_FAILED. */
  tick(): void {
    const { persons, clock, log } = this.#options;
    const { at, trusted } = clock();
    // A clock that is ahead would let everybody be forgotten before their time.
    const gone = trusted ? persons.expire(at) : 0;
    if (gone > 0) log.info("personal data were deleted, their time is over", { records: gone });
    if (at - this.#headAt >= HEAD_EVERY_MS) this.#noteHead();
    this.#walkOn(at);
  }

  /** Once a day the whole chain is looked at, a slice a second. */
  #walkOn(at: number): void {
    const { patrol, log } = this.#options;
    const found = patrol.step(at);
    if (found === null) return;
    const warning = chainWarning(found);
    if (warning === null) log.info("the ledger is whole", { upTo: found.upTo });
    else log.critical("the ledger was changed", { why: warning });
  }

  /** Everything about a person, at a request of access. `by`: who asks for it; `null` at the machine. */
  async show(person: PersonKey, by: StaffId | null = null): Promise<readonly PersonRecord[]> {
    const { persons, clock, note } = this.#options;
    const found = persons.about(person, clock().at);
    await note({ act: "person-shown", by, about: { person, records: found.length } });
    return found;
  }

  /** Erases everything about a person at their request. Answers how many records that were. */
  async erase(person: PersonKey, by: StaffId | null = null): Promise<number> {
    const { persons, clock, note, folders } = this.#options;
    const records = persons.erase(person, clock().at);
    for (const folder of folders) this.#write(folder, () => noteErasures(folder, persons.erasures()));
    await note({ act: "person-erased", by, about: { person, records } });
    return records;
  }

  /** The hub ends: its last head is known. */
  end(): void {
    this.#noteHead();
  }

  #noteHead(): void {
    const { ledger, folders, clock, log } = this.#options;
    const head = ledger.head();
    this.#headAt = clock().at;
    for (const folder of folders) this.#write(folder, () => noteHead(folder, head, this.#headAt));
    log.info("the ledger's chain", { head: headText(head) });
  }

  #write(folder: string, work: () => void): void {
    try {
      work();
      this.#told.delete(folder);
    } catch (fault) {
      this.#unwritable(folder, fault);
    }
  }

  /** Once until it can be written again: the hall goes on without. */
  #unwritable(folder: string, fault: unknown): void {
    if (this.#told.has(folder)) return;
    this.#told.add(folder);
    this.#options.log.warning("a folder of notes cannot be used", { folder, why: String(fault) });
  }
}
