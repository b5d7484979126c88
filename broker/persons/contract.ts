/**
 * What the store of personal data promises. Everything about a person lies here and nowhere else: ledger, topics, logs and pages
 * bear the person's opaque key.
 * It knows no appointment and no message; why something is kept and how long stands in purposes.ts.
 */
import type { PersonKey, Purpose } from "../../protocol/terms.ts";
import type { FieldsOf } from "./purposes.ts";

/** What is kept about one person for one purpose. `until` (epoch ms, wall time): it is gone from then on. */
export type PersonRecord<P extends Purpose = Purpose> = {
  readonly person: PersonKey;
  readonly purpose: P;
  readonly fields: FieldsOf<P>;
  readonly until: number;
};

/** What was deleted, without what it was. */
export type Erasure = {
  readonly at: number;
  /** A digest of the person's key, which nobody can turn back; `null` of what went by its clock, which nobody asked for. */
  readonly person: string | null;
  readonly purpose: Purpose;
  /** So many records. */
  readonly count: number;
  /** `clock`: its time was over; `request`: somebody asked for it; `restored`: it had been erased before a backup was put back. */
  readonly why: "clock" | "request" | "restored";
};

/**
 * Promised: a record is encrypted with a key of its own, and neither it nor its key is readable in any file without the store's key.
 * When `erase`, `expire` or `eraseAgain` return, key and bytes are gone from every file of the store, its log and free pages too.
 * A record whose time is over is not given out, also before anybody expires it.
 * Not promised: what the medium keeps of overwritten blocks (flash does), and copies that others made of the files.
 * Every method throws HUB_PERSONS_FAILED when the disk does not do it.
 */
export type Persons = {
  /** Keeps a record, in place of what was kept about this person for this purpose. */
  readonly put: <P extends Purpose>(record: PersonRecord<P>) => void;
  /** Keeps many at once: all or none of them. */
  readonly putAll: (records: readonly PersonRecord[]) => void;
  /** The fields; `null` when there are none, or their time is over at `at`. */
  readonly get: <P extends Purpose>(person: PersonKey, purpose: P, at: number) => FieldsOf<P> | null;
  /** Everything about a person, for their own request of access. */
  readonly about: (person: PersonKey, at: number) => readonly PersonRecord[];
  /** Erases everything about a person at their request; answers how many records that were. */
  readonly erase: (person: PersonKey, at: number) => number;
  /** Erases some of what is over at `at`, as much as a moment allows; answers how many records that were. 0: there is no more. */
  readonly expire: (at: number) => number;
  /** Erases once more what an older copy of the store has brought back, by the erasures of the younger one. */
  readonly eraseAgain: (erasures: readonly Erasure[], at: number) => number;
  /** What was deleted when, oldest first. */
  readonly erasures: () => readonly Erasure[];
  /** How many records there are of each purpose. */
  readonly counts: () => Readonly<Record<Purpose, number>>;
  /** Writes a copy of the store into a file that does not exist, while it is in use. */
  readonly copy: (file: string) => Promise<void>;
  readonly close: () => void;
};
