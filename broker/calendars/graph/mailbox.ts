/**
 * One mailbox's calendar in Microsoft 365: read whole for the days that are looked at (calendarView delta), after that by what has changed
 * since the delta link. What Graph no longer remembers is read whole again.
 * Knows no appointment. Delta of a calendarView may not choose fields ($select), so the others are let go of as they come.
 */
import type { Offset } from "../../../protocol/wall-time.ts";
import type { Stretch } from "../../appointments/contract.ts";
import type { CalendarEntry, EntryProblem } from "../entry.ts";
import { CalendarFault } from "../fault.ts";
import type { CalendarReader, ReadCalendar } from "../reader.ts";
import type { Zones } from "../zones.ts";
import { type Bag, type GraphClient, isBag } from "./client.ts";
import { entryOf, FIELDS, type GraphEvent, graphEvent } from "./event.ts";

export type MailboxOptions = {
  /** The address or id of the mailbox. */
  readonly mailbox: string;
  readonly client: Pick<GraphClient, "ask">;
  readonly zones: Zones;
  readonly floating: () => Offset;
};

/** Ids stay the same when an event is moved to another folder. */
const PREFER = { prefer: 'odata.maxpagesize=100, outlook.timezone="UTC", IdType="ImmutableId"' };
const MOST_PAGES = 500;
const MOST_EVENTS = 50_000;

type Held = Stretch & { readonly link: string; readonly events: Map<string, GraphEvent> };

export class Mailbox implements CalendarReader {
  readonly #options: MailboxOptions;
  #held: Held | null = null;

  constructor(options: MailboxOptions) {
    this.#options = options;
  }

  /** The next `read` reads everything: something was missed. */
  forget(): void {
    this.#held = null;
  }

  async read(stretch: Stretch): Promise<ReadCalendar> {
    const held = this.#held;
    const isSame = held !== null && held.from === stretch.from && held.until === stretch.until;
    this.#held = isSame ? await this.#changed(held, stretch) : await this.#whole(stretch);
    await this.#askForSeries(this.#held.events);
    return this.#entries(this.#held.events, stretch);
  }

  async #whole(stretch: Stretch): Promise<Held> {
    const [from, until] = [stretch.from, stretch.until].map((at) => new Date(at).toISOString());
    const path = `${this.#path}/calendarView/delta?startDateTime=${from}&endDateTime=${until}`;
    return await this.#followed(path, stretch, new Map());
  }

  async #changed(held: Held, stretch: Stretch): Promise<Held> {
    try {
      return await this.#followed(held.link, stretch, new Map(held.events));
    } catch (fault) {
      if (!(fault instanceof CalendarFault) || fault.code !== "CALENDAR_STALE") throw fault;
      return await this.#whole(stretch);
    }
  }

  /** From page to page, up to the link of the next round. */
  async #followed(first: string, { from, until }: Stretch, events: Map<string, GraphEvent>): Promise<Held> {
    let link = first;
    for (let n = 0; n < MOST_PAGES; n += 1) {
      const page = await this.#options.client.ask(link, { headers: PREFER });
      if (!Array.isArray(page["value"])) throw new CalendarFault("CALENDAR_WRONG");
      for (const one of page["value"].filter(isBag)) keep(events, one);
      const { "@odata.nextLink": next, "@odata.deltaLink": last } = page;
      if (typeof last === "string") return { from, until, link: last, events };
      if (typeof next !== "string") throw new CalendarFault("CALENDAR_WRONG", { detail: "deltaLink" });
      link = next;
    }
    throw new CalendarFault("CALENDAR_LARGE", { detail: `${MOST_PAGES} pages` });
  }

  /** Series whose occurrences were told, but not they. */
  async #askForSeries(events: Map<string, GraphEvent>): Promise<void> {
    const wanted = [...events.values()].flatMap(({ series, fields }) =>
      series !== null && fields["subject"] === undefined && !events.has(series) ? [series] : [],
    );
    for (const id of new Set(wanted)) {
      const path = `${this.#path}/events/${encodeURIComponent(id)}?$select=${FIELDS.join(",")}`;
      const found = graphEvent(await this.#options.client.ask(path, { headers: PREFER }));
      if (found !== null) events.set(id, { ...found, isSeries: true });
    }
  }

  get #path(): string {
    return `/users/${encodeURIComponent(this.#options.mailbox)}`;
  }

  #entries(events: ReadonlyMap<string, GraphEvent>, { from, until }: Stretch): ReadCalendar {
    const { zones, floating } = this.#options;
    const options = { zones, floating: floating() };
    const entries: CalendarEntry[] = [];
    const problems: EntryProblem[] = [];
    for (const [at, event] of [...events.values()].entries()) {
      const entry = entryOf(event, event.series === null ? undefined : events.get(event.series), options);
      if (typeof entry === "string") problems.push({ line: at + 1, name: entry, about: "" });
      else if (entry !== null && entry.startAt < until && (entry.endAt > from || entry.startAt >= from))
        entries.push(entry);
    }
    return { entries, problems };
  }

  close(): void {
    this.#held = null;
  }
}

/** Of what was taken out nothing may be known: it was never in these days, or came and went in between. */
function keep(events: Map<string, GraphEvent>, bag: Bag): void {
  const id = bag["id"];
  if (bag["@removed"] !== undefined) {
    if (typeof id === "string") events.delete(id);
    return;
  }
  const event = graphEvent(bag);
  if (event === null) return;
  if (events.size >= MOST_EVENTS)
    throw new CalendarFault("CALENDAR_LARGE", { detail: `${MOST_EVENTS} events` });
  events.set(event.id, event);
}
