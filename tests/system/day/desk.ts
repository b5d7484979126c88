/** Staff of the day's counters: whoever is free calls the next, and a visit takes its minutes. Knows no appointment. */
import { randomUUID } from "node:crypto";
import type { CounterId } from "../../../protocol/terms.ts";
import type { Hall } from "../../broker/hall.ts";

const HERE = "/api/locations/demo";
const MINUTE = 60_000;
type Said = { readonly ticket?: { readonly id: string } | undefined };

export class Desk {
  readonly #random: () => number;
  readonly #serves = new Map<string, { readonly ticket: string; readonly until: number }>();

  constructor(random: () => number) {
    this.#random = random;
  }

  /** One look of every counter. */
  async look(hall: Hall, counters: readonly CounterId[]): Promise<void> {
    for (const counter of counters) {
      const current = this.#serves.get(counter);
      if (current !== undefined && hall.now.at < current.until) continue;
      const finishes = current === undefined ? {} : { finishes: current.ticket };
      const said: Said = await this.#say(hall, counter, "call-next", finishes);
      this.#serves.delete(counter);
      if (said.ticket !== undefined) {
        const until = hall.now.at + (5 + 6 * this.#random()) * MINUTE;
        this.#serves.set(counter, { ticket: said.ticket.id, until });
      } else if (current !== undefined) await this.#say(hall, counter, "finish", {});
    }
  }

  async #say(hall: Hall, counter: string, kind: string, body: object): Promise<Said> {
    const commandId = randomUUID();
    return (await hall.post(`${HERE}/counters/${counter}/${kind}`, { commandId, ...body })).body;
  }
}
