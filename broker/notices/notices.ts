/**
 * Everything that the hub tells people outside of its pages: text messages to citizens and technicians, notices to hosts.
 * Knows no timer.
 */
import type { HubOptions } from "../hub-options.ts";
import type { HubEvent } from "../queue/events.ts";
import { type HostNotices, openHostNotices } from "./host-notices.ts";
import { openTextMessages, type TextMessages } from "./text-messages.ts";

type Hub = Parameters<typeof openTextMessages>[1] & Parameters<typeof openHostNotices>[1];

/** From the hub's start to its end. */
export class Notices {
  /** `null`: the hub has no way of telling hosts besides its pages. */
  readonly hosts: HostNotices | null;
  /** `null`: the hub has no gateway. */
  readonly texts: TextMessages | null;

  constructor(options: Pick<HubOptions, "appointments" | "log">, hub: Hub) {
    this.hosts = openHostNotices(options, hub);
    this.texts = openTextMessages(options, hub);
  }

  /** Why something waits, for whoever asks about the hub's health. */
  get problems(): readonly string[] {
    const waits = this.texts?.problem ?? null;
    return [
      ...(waits === null ? [] : [`text messages wait: ${waits}`]),
      ...(this.hosts?.problems ?? []).map((problem) => `notices to hosts by ${problem}`),
    ];
  }

  /** Sends what is due. Rejects only when the hub must exit, or after its end. */
  async look(): Promise<void> {
    this.hosts?.look();
    await this.texts?.look();
  }

  /** A commit is in the ledger. */
  committed(events: readonly HubEvent[]): void {
    this.hosts?.committed(events);
    this.texts?.committed(events);
  }

  async close(): Promise<void> {
    await this.texts?.close();
    await this.hosts?.close();
  }
}
