/**
 * A ledger that is gone with its process: for tests and measurements of everything but the disk.
 * Knows no rule and no file.
 */
import type { LocationId } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import type { HubEvent } from "../queue/events.ts";
import { firstHash, type Head, nextHash } from "./chain.ts";
import type { Checkpoint, Ledger } from "./contract.ts";
import type { Row } from "./verify.ts";

/** Keeps what it promises except for surviving; events are kept as text, so that nobody changes one afterwards. */
export class MemoryLedger implements Ledger {
  readonly #rows: Row[] = [];
  #checkpoint: Checkpoint | null = null;
  #isOpen = true;
  #hash: string;

  constructor(location = "demo" as LocationId) {
    this.#hash = firstHash(location);
  }

  #check(): void {
    if (!this.#isOpen) throw new HubFault("HUB_LEDGER_CLOSED", "in memory");
  }

  seq(): number {
    this.#check();
    return this.#rows.length;
  }

  head(): Head {
    return { seq: this.seq(), hash: this.#hash };
  }

  append(events: readonly HubEvent[]): number {
    this.#check();
    for (const event of events) {
      const [seq, text] = [this.#rows.length + 1, JSON.stringify(event)];
      this.#hash = nextHash(this.#hash, seq, text);
      this.#rows.push({ seq, text, hash: this.#hash });
    }
    return this.#rows.length;
  }

  *load(after = 0): Generator<HubEvent> {
    this.#check();
    for (const { text } of this.#rows.slice(after)) yield JSON.parse(text) as HubEvent;
  }

  *rows(after: number): Generator<Row> {
    this.#check();
    yield* this.#rows.slice(after);
  }

  *rowsBefore(before: number): Generator<Row> {
    this.#check();
    yield* this.#rows.slice(0, Math.max(0, before - 1)).reverse();
  }

  checkpoint(): Checkpoint | null {
    this.#check();
    return this.#checkpoint;
  }

  keep({ seq, program, state }: Checkpoint): void {
    this.#check();
    this.#checkpoint = { seq, program, state: Uint8Array.from(state) };
  }

  close(): void {
    this.#isOpen = false;
  }
}
