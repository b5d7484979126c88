/**
 * The calendars of one source, as the hub was told of them. The one place that knows all drivers.
 */
import type { Offset } from "../../protocol/wall-time.ts";
import type { CalendarsInlet, Microsoft365Inlet } from "../appointments/contract.ts";
import { Asker, type AskOptions } from "./ask.ts";
import { CalDavCalendar } from "./caldav.ts";
import { Feed } from "./feed.ts";
import { GraphClient } from "./graph/client.ts";
import { Mailbox } from "./graph/mailbox.ts";
import { openTokens } from "./graph/token.ts";
import type { OwnedCalendar } from "./source.ts";
import { Zones } from "./zones.ts";

export type OpenOptions = {
  /** What times without a zone are of: the location's zone. */
  readonly timeZone: () => string;
  readonly at: () => number;
  readonly limits?: Pick<AskOptions, "timeoutMs" | "longestBytes">;
};

export type OpenedCalendars = { readonly calendars: readonly OwnedCalendar[]; readonly close: () => void };

/** So many mailboxes are asked at once. */
export const MAILBOXES_AT_ONCE = 8;

const NO_OFFSET: Offset = () => 0;

export type OpenedMailboxes = OpenedCalendars & {
  readonly client: GraphClient;
  /** The mailbox with this number is read whole the next time. */
  readonly forget: (mailbox: number) => void;
};

/** Asks nothing yet. */
export function openMailboxes(
  inlet: Microsoft365Inlet,
  { timeZone, at, limits }: OpenOptions,
): OpenedMailboxes {
  const asker = new Asker({ ca: inlet.ca, connections: MAILBOXES_AT_ONCE, ...limits });
  const zones = new Zones();
  const { graph, signIn } = inlet;
  const tokens = openTokens(signIn, { scope: `${new URL(graph).origin}/.default`, asker });
  const client = new GraphClient({ graph, tokens, asker, at });
  const floating = () => zones.offset(timeZone()) ?? NO_OFFSET;
  const readers = inlet.mailboxes.map(({ mailbox }) => new Mailbox({ mailbox, client, zones, floating }));
  const calendars = inlet.mailboxes.map(({ mailbox, host }, n) => ({
    owner: { host, address: mailbox.includes("@") ? mailbox : null },
    reader: readers[n] as Mailbox,
  }));
  return { calendars, client, forget: (n) => readers[n]?.forget(), close: () => asker.close() };
}

/** Asks nothing yet. */
export function openCalendars(inlet: CalendarsInlet, { timeZone, at, limits }: OpenOptions): OpenedCalendars {
  const asker = new Asker({ ca: inlet.ca, ...limits });
  const zones = new Zones();
  const floating = () => zones.offset(timeZone()) ?? NO_OFFSET;
  const Driver = inlet.kind === "ical" ? Feed : CalDavCalendar;
  const calendars = inlet.calendars.map(({ url, authorization, host, address }) => ({
    owner: { host, address },
    reader: new Driver({ url, authorization, asker, zones, floating, at }),
  }));
  return { calendars, close: () => asker.close() };
}
