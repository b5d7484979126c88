/**
 * A ledger that is gone with its process: for tests and measurements of everything but the disk.
 * Knows no rule and no file.
 */
import type { LocationId } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import type { HubEvent } from "../queue/events.ts";
import { firstHash, type Head, nextHash } from "./chain.ts";
import type { Checkpoint, Ledger } from "./contract.ts";

/** Keeps what it promises except for surviving; events are kept as text, so that nobody changes one afterwards. */
export class MemoryLedger implements Ledger {
  readonly #events: string[] = [];
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
    return this.#events.length;
  }

  head(): Head {
    return { seq: this.seq(), hash: this.#hash };
  }

  append(events: readonly HubEvent[]): number {
    this.#check();
    for (const event of events) {
      const length = this.#events.push(JSON.stringify(event));
      this.#hash = nextHash(this.#hash, length, this.#events.at(-1) as string);
    }
    return this.#events.length;
  }

  *load(after = 0): Generator<HubEvent> {
    this.#check();
    for (const text of this.#events.slice(after)) yield JSON.parse(text) as HubEvent;
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
