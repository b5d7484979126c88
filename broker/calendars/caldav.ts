/**
 * A calendar on a CalDAV server (RFC 4791): read whole once a day, after that only what the server says is new (RFC 6578), or nothing
 * while its tag stays the same. A server that knows neither is asked for everything each time.
 * Knows no appointment. Of tsdav only the single questions are used; what becomes of an answer is judged here.
 */
import { calendarMultiGet, calendarQuery, type DAVResponse, propfind, syncCollection } from "tsdav";
import type { Stretch } from "../appointments/contract.ts";
import { faultOfStatus } from "./ask.ts";
import { CalendarFault } from "./fault.ts";
import type { FeedOptions } from "./feed.ts";
import { occurrencesOf } from "./occurrences.ts";
import type { CalendarReader, ReadCalendar } from "./reader.ts";

/** `url`: the calendar's own collection. */
export type CalDavOptions = FeedOptions;

const DATA = { "d:getetag": {}, "c:calendar-data": {} };
/** So many objects are asked for by name at once. */
const MOST_ASKED = 100;
const MOST_OBJECTS = 50_000;

type Tags = { readonly token: string | null; readonly tag: string | null };
type Held = Tags & { readonly from: number; readonly until: number; readonly objects: Map<string, string> };

/** A text of the answer, which tsdav gives as a number where it looks like one, and in a part of its own where it was CDATA. */
function textOf(value: unknown): string | null {
  const inner = typeof value === "object" && value !== null && "_cdata" in value ? value._cdata : value;
  return typeof inner === "string" || typeof inner === "number" ? String(inner) : null;
}

const dataOf = ({ props }: DAVResponse): string | null =>
  textOf((props as { calendarData?: unknown })?.calendarData);

export class CalDavCalendar implements CalendarReader {
  readonly #options: CalDavOptions;
  #held: Held | null = null;

  constructor(options: CalDavOptions) {
    this.#options = options;
  }

  async read(stretch: Stretch): Promise<ReadCalendar> {
    const held = await this.#renewed(stretch);
    this.#held = held;
    const { zones, floating } = this.#options;
    const read = await occurrencesOf([...held.objects.values()], { stretch, zones, floating: floating() });
    if (read === null) throw new CalendarFault("CALENDAR_WRONG");
    return read;
  }

  async #renewed(stretch: Stretch): Promise<Held> {
    const tags = await this.#tags();
    const held = this.#held;
    if (held === null || held.from !== stretch.from || held.until !== stretch.until)
      return await this.#whole(stretch, tags);
    const isSame = tags.tag !== null && tags.tag === held.tag;
    if (isSame || (tags.token !== null && tags.token === held.token)) return held;
    if (held.token === null) return await this.#whole(stretch, tags);
    return (await this.#changed(held, held.token, tags)) ?? (await this.#whole(stretch, tags));
  }

  /** What is known before the objects are asked for, so that a change in between is seen the next time. */
  async #tags(): Promise<Tags> {
    const [own] = await this.#asked((shared) =>
      propfind({
        ...shared,
        props: { "cs:getctag": {}, "d:sync-token": {}, "d:resourcetype": {} },
        depth: "0",
      }),
    );
    const props = (own?.props ?? {}) as { getctag?: unknown; syncToken?: unknown; resourcetype?: unknown };
    const kind = props.resourcetype;
    if (typeof kind !== "object" || kind === null || !("calendar" in kind))
      throw new CalendarFault("CALENDAR_WRONG");
    return { token: textOf(props.syncToken), tag: textOf(props.getctag) };
  }

  async #whole({ from, until }: Stretch, tags: Tags): Promise<Held> {
    const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
    const range = { _attributes: { start: stamp(from), end: stamp(until) } };
    const event = { _attributes: { name: "VEVENT" }, "time-range": range };
    const filters = { "comp-filter": { _attributes: { name: "VCALENDAR" }, "comp-filter": event } };
    const found = await this.#asked((shared) =>
      calendarQuery({ ...shared, props: DATA, filters, depth: "1" }),
    );
    const objects = new Map<string, string>();
    for (const one of found) this.#keep(objects, one);
    return { ...tags, from, until, objects };
  }

  /** What is new since the token; `null` where the server does not know the token any more (RFC 6578, 3.2). */
  async #changed(held: Held, syncToken: string, { tag, token }: Tags): Promise<Held | null> {
    let found: DAVResponse[];
    try {
      found = await this.#asked((shared) =>
        syncCollection({ ...shared, props: { "d:getetag": {} }, syncLevel: 1, syncToken }),
      );
    } catch (fault) {
      if (fault instanceof CalendarFault && /^(?:400|403|409|410|412|501|507)$/.test(fault.detail))
        return null;
      throw fault;
    }
    const objects = new Map(held.objects);
    const own = new URL(this.#options.url).pathname;
    const named = found.flatMap((one) =>
      one.href === undefined ? [] : [{ ...one, path: this.#pathOf(one.href) }],
    );
    for (const { path, status } of named) if (status === 404) objects.delete(path);
    const changed = named
      .filter(({ path, status }) => status !== 404 && path !== own)
      .map(({ path }) => path);
    for (let at = 0; at < changed.length; at += MOST_ASKED)
      await this.#fetch(objects, changed.slice(at, at + MOST_ASKED));
    return { ...held, tag, token, objects };
  }

  /** Objects by name; one that has gone meanwhile is gone. */
  async #fetch(objects: Map<string, string>, paths: readonly string[]): Promise<void> {
    for (const path of paths) objects.delete(path);
    const found = await this.#asked((shared) =>
      calendarMultiGet({ ...shared, props: DATA, objectUrls: [...paths], depth: "1" }),
    );
    for (const one of found) this.#keep(objects, one);
  }

  #keep(objects: Map<string, string>, one: DAVResponse): void {
    const data = dataOf(one);
    if (one.href === undefined || data === null) return;
    if (objects.size >= MOST_OBJECTS)
      throw new CalendarFault("CALENDAR_LARGE", { detail: `${MOST_OBJECTS} objects` });
    objects.set(this.#pathOf(one.href), data);
  }

  #pathOf(href: string): string {
    return new URL(href, this.#options.url).pathname;
  }

  /**
   * One question. What the server's status says is a fault; so is whatever the library cannot read, since nothing but the answer
   * goes into it.
   */
  async #asked(question: (shared: Shared) => Promise<DAVResponse[]>): Promise<DAVResponse[]> {
    const { url, authorization, asker, at } = this.#options;
    let last: Response | null = null;
    const ask = async (to: unknown, init?: RequestInit): Promise<Response> => {
      const { method, body } = init ?? {};
      const headers = (init?.headers ?? {}) as Record<string, string>;
      last = await asker.ask(String(to), { method, headers, ...(typeof body === "string" ? { body } : {}) });
      return last.clone();
    };
    const headers = authorization === null ? {} : { authorization };
    let found: DAVResponse[];
    try {
      found = await question({ url, headers, fetch: ask });
    } catch (cause) {
      if (cause instanceof CalendarFault) throw cause;
      throw new CalendarFault("CALENDAR_WRONG", { cause });
    }
    const answer = last as Response | null;
    const fault = answer === null ? null : faultOfStatus(answer, at());
    if (fault !== null) throw fault;
    if (answer?.status !== 207)
      throw new CalendarFault("CALENDAR_WRONG", { detail: String(answer?.status ?? "") });
    return found;
  }

  close(): void {
    this.#held = null;
  }
}

type Shared = {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly fetch: typeof fetch;
};
