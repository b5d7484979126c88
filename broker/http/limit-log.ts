/**
 * Counts and logs that somebody met a limit of the web server, each limit at most once a minute.
 * Knows no address and no person: the address of a phone is its owner's.
 */
import type { Log } from "../../protocol/link/log.ts";
import type { Counts } from "../counts.ts";
import { Seldom } from "../mqtt/seldom.ts";
import type { HttpLimit } from "./too-many.ts";

export class LimitLog {
  readonly #counts: Counts;
  readonly #seldom: Seldom<HttpLimit>;

  constructor(log: Log, counts: Counts) {
    this.#counts = counts;
    this.#seldom = new Seldom((limit, count) => log.notice("web requests met a limit", { limit, count }));
  }

  met(limit: HttpLimit, at: number): void {
    this.#counts.limited("http", limit);
    this.#seldom.happened(limit, limit, at);
  }

  /** Says what has waited for its minute. */
  flush(at: number): void {
    this.#seldom.flush(at);
  }
}
