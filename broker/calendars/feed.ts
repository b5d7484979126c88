/**
 * An iCalendar feed: one address that answers with the whole calendar, asked again only for what is new (ETag, Last-Modified).
 * Knows no appointment.
 */
import type { Offset } from "../../protocol/wall-time.ts";
import type { Stretch } from "../appointments/contract.ts";
import { type Asker, faultOfStatus } from "./ask.ts";
import { isWhole } from "./blocks.ts";
import { CalendarFault } from "./fault.ts";
import { occurrencesOf } from "./occurrences.ts";
import type { CalendarReader, ReadCalendar } from "./reader.ts";
import type { Zones } from "./zones.ts";

export type FeedOptions = {
  /** `https:`; often a secret in itself. */
  readonly url: string;
  /** The whole header, where the server asks for one. */
  readonly authorization: string | null;
  readonly asker: Pick<Asker, "ask">;
  readonly zones: Zones;
  /** What times without a zone are of. */
  readonly floating: () => Offset;
  readonly at: () => number;
};

const MOST_REDIRECTS = 3;

type Held = { readonly text: string; readonly etag: string | null; readonly changed: string | null };

export class Feed implements CalendarReader {
  readonly #options: FeedOptions;
  #held: Held | null = null;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  async read(stretch: Stretch): Promise<ReadCalendar> {
    const held = await this.#fetched();
    this.#held = held;
    const { zones, floating } = this.#options;
    const read = await occurrencesOf([held.text], { stretch, zones, floating: floating() });
    if (read === null) throw new CalendarFault("CALENDAR_WRONG");
    return read;
  }

  async #fetched(): Promise<Held> {
    const response = await this.#asked();
    if (response.status === 304 && this.#held !== null) return this.#held;
    const fault = faultOfStatus(response, this.#options.at());
    if (fault !== null) throw fault;
    const text = await response.text();
    if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) throw new CalendarFault("CALENDAR_WRONG");
    if (!isWhole(text)) throw new CalendarFault("CALENDAR_WRONG", { detail: "END:VCALENDAR" });
    return { text, etag: response.headers.get("etag"), changed: response.headers.get("last-modified") };
  }

  /** A password is told to nobody but the server that it is for. */
  async #asked(): Promise<Response> {
    const { url: first, authorization, asker } = this.#options;
    let url = first;
    for (let n = 0; n <= MOST_REDIRECTS; n += 1) {
      const isOwn = new URL(url).origin === new URL(first).origin;
      const secret = authorization !== null && isOwn ? { authorization } : {};
      const response = await asker.ask(url, {
        headers: { accept: "text/calendar", ...this.#conditions(), ...secret },
      });
      const to = response.headers.get("location");
      if (![301, 302, 303, 307, 308].includes(response.status) || to === null) return response;
      url = new URL(to, url).href;
    }
    throw new CalendarFault("CALENDAR_FAILED", { detail: "redirects" });
  }

  #conditions(): Record<string, string> {
    const { etag = null, changed = null } = this.#held ?? {};
    if (etag !== null) return { "if-none-match": etag };
    return changed === null ? {} : { "if-modified-since": changed };
  }

  close(): void {
    this.#held = null;
  }
}

/** The header of a name and password (RFC 7617). */
export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}
