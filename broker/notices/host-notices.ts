/**
 * Everything by which hosts are told of their guests outside of the hub's pages (R1): the ways that the hub has, what each host said,
 * and the sender that looks at every arrival.
 * Knows no timer and no way's format.
 */
import { HOST_WAYS, type HostWay } from "../../protocol/terms.ts";
import type { HubOptions } from "../hub-options.ts";
import type { HubEvent } from "../queue/events.ts";
import { HostContacts } from "./host-contacts.ts";
import { type HostChannels, HostSender, type HostSenderOptions } from "./host-sender.ts";

/** What main.ts opened. */
export type OpenedHostWays = {
  readonly channels: HostChannels;
  readonly teamsUrl: string | null;
  /** Hosts of workflows that a host may name as their own. */
  readonly teamsHosts: readonly string[];
  /** Hosts of push services that a browser may name. */
  readonly pushHosts: readonly string[];
  /** By which a browser knows this hub; `null`: it sends no push. */
  readonly pushKey: string | null;
};

type Hub = Pick<HostSenderOptions, "state" | "at" | "decide" | "failed"> & {
  readonly publicUrl: () => string;
};

/** After these somebody may have to be told at once; all else is found within a second. */
const NEWS: ReadonlySet<HubEvent["kind"]> = new Set<HubEvent["kind"]>([
  ...(["ticket-issued", "ticket-taken-in", "ticket-issued-by-staff", "ticket-issued-on-phone"] as const),
  ...(["presence-told", "deputy-named"] as const),
]);

/** From the hub's start to its end. */
export class HostNotices {
  readonly contacts: HostContacts;
  readonly opened: OpenedHostWays;
  readonly #sender: HostSender;

  constructor(contacts: HostContacts, opened: OpenedHostWays, sender: HostSender) {
    this.contacts = contacts;
    this.opened = opened;
    this.#sender = sender;
  }

  /** The ways that a host can choose here. */
  get ways(): readonly HostWay[] {
    return HOST_WAYS.filter((way) => this.opened.channels[way] !== undefined);
  }

  /** Why notices wait or fail, a line a way. */
  get problems(): readonly string[] {
    return this.#sender.problems;
  }

  /** A commit is in the ledger: whoever has just come is told of before anything else is done. */
  committed(events: readonly HubEvent[]): void {
    if (events.some(({ kind }) => NEWS.has(kind))) this.#sender.look();
  }

  /** A second has passed. */
  look(): void {
    this.#sender.look();
  }

  async close(): Promise<void> {
    this.#sender.close();
    await Promise.all(Object.values(this.opened.channels).map((channel) => channel.close()));
  }
}

/** `null` where the hub takes in no appointments, or has no way of telling anybody. */
export function openHostNotices(
  { appointments, log }: Pick<HubOptions, "appointments" | "log">,
  { state, at, decide, failed, publicUrl }: Hub,
): HostNotices | null {
  const { persons, key, hosts = null } = appointments ?? {};
  if (persons === undefined || key === undefined || hosts === null) return null;
  const contacts = new HostContacts({ persons, key, at, location: () => state().location });
  const { channels, teamsUrl } = hosts;
  const url = () => `${publicUrl()}/host`;
  const sender = new HostSender({ channels, contacts, teamsUrl, state, at, url, decide, log, failed });
  return new HostNotices(contacts, hosts, sender);
}
