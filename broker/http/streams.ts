/**
 * The event streams of the hub's pages: displays, staff, and one for each ticket that somebody looks at.
 * Knows no rule; a picture is drawn only while somebody looks, and sent only when it means something else.
 */
import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { EventChannel } from "../../protocol/link/events.ts";
import { type DisplayId, hasEnded, PROTOCOL_VERSION, type TicketId } from "../../protocol/terms.ts";
import type { ShownCode } from "../phone/desk.ts";
import { doorPicture } from "../pictures/door.ts";
import { type StaffOptions, staffPicture } from "../pictures/staff.ts";
import { ticketPicture } from "../pictures/ticket.ts";
import { displayTopic, type SpeechOf } from "../pictures/topics.ts";
import type { AgreedBy } from "../queue/events.ts";
import { ticketOf } from "../queue/find.ts";
import type { HubState } from "../queue/state.ts";

/** What pictures are drawn from. */
export type StreamsOptions = {
  readonly state: () => HubState;
  readonly options: () => StaffOptions;
  readonly speech: SpeechOf;
  /** The code at the door; left out where there is none. */
  readonly code?: () => ShownCode | null;
  /** What the ticket's citizen was written; left out: nothing is written to anybody. */
  readonly message?: (agreed: AgreedBy | null) => string | null;
  /** How often each stream says that it is alive. Default 5 s. */
  readonly beatMs?: number | undefined;
};

/** Streams open at once; a phone that comes later is told to come again. */
export const MOST_STREAMS = 2000;

type Draw = () => object | null;
type Watched = { readonly channel: EventChannel; readonly draw: Draw; readonly ends: boolean; shown: string };

/** All event streams from the first page that is opened to `close`. */
export class Streams {
  readonly #options: StreamsOptions;
  readonly #watched = new Map<string, Watched>();

  constructor(options: StreamsOptions) {
    this.#options = options;
  }

  /** Streams open now. */
  get size(): number {
    return [...this.#watched.values()].reduce((sum, one) => sum + one.channel.size, 0);
  }

  /** Turns a response into the stream of a display; `atDoor` for one that may show the code at the door too. */
  display(display: DisplayId, response: ServerResponse, atDoor = false): void {
    const draw = () => this.#displayPicture(display, atDoor);
    this.#serve(`display ${display} ${atDoor}`, { draw, ends: true }, response);
  }

  /** Turns a response into the stream of a screen at the door. */
  door(response: ServerResponse): void {
    const { state, options, code = () => null } = this.#options;
    const draw = () => {
      const shown = code();
      const drawn = shown && { url: shown.url, qr: shown.qr, until: shown.until };
      const { at, opensAt } = options();
      return doorPicture(state(), { at, opensAt, code: drawn, typed: shown?.typed ?? null });
    };
    this.#serve("door", { draw, ends: false }, response);
  }

  /** Turns a response into the stream of a browser that waits to be a display; it is over when there is nothing to draw. */
  waiting(key: string, draw: Draw, response: ServerResponse): void {
    this.#serve(`waiting ${key}`, { draw, ends: true }, response);
  }

  /** Turns a response into the stream of the staff page. */
  staff(response: ServerResponse): void {
    const { state, options } = this.#options;
    this.#serve("staff", { draw: () => staffPicture(state(), options()), ends: false }, response);
  }

  /** Turns a response into the stream of a host's day; `key` tells whose, and how it is drawn. */
  host(key: string, draw: Draw, response: ServerResponse): void {
    this.#serve(`host ${key}`, { draw, ends: false }, response);
  }

  /** Turns a response into the stream of one ticket. */
  ticket(id: TicketId, response: ServerResponse): void {
    const draw = () => {
      const state = this.#options.state();
      const ticket = ticketOf(state, id);
      if (!ticket) return null;
      const picture = ticketPicture(state, ticket, this.#options.options());
      const message = hasEnded(ticket.state) ? null : (this.#options.message?.(ticket.agreed) ?? null);
      return message === null ? picture : { ...picture, message };
    };
    this.#serve(`ticket ${id}`, { draw, ends: false }, response);
  }

  #displayPicture(display: DisplayId, atDoor: boolean): object | null {
    const { state, options, speech, code = () => null } = this.#options;
    const shown = state().location.displays.find((one) => one.display === display);
    if (!shown) return null;
    const { at, opensAt, waitsOf } = options();
    const head = { v: PROTOCOL_VERSION, id: randomUUID(), at };
    return {
      ...head,
      ...displayTopic(state(), shown, { at, opensAt, waitsOf, speech, code: atDoor ? code : () => null }),
    };
  }

  #serve(key: string, drawn: Pick<Watched, "draw" | "ends">, response: ServerResponse): void {
    const watched = this.#watched.get(key) ?? this.#watch(key, drawn);
    this.#refresh(watched);
    watched.channel.serve(response);
  }

  #watch(key: string, drawn: Pick<Watched, "draw" | "ends">): Watched {
    const channel = new EventChannel({
      beatMs: this.#options.beatMs,
      now: () => this.#options.options().at,
      onEmpty: () => this.#watched.delete(key),
    });
    const watched = { channel, ...drawn, shown: "" };
    this.#watched.set(key, watched);
    return watched;
  }

  #refresh(watched: Watched): void {
    const picture = watched.draw();
    // What is gone must not go on beating as if its last picture held: a display that was removed goes grey.
    if (picture === null && watched.ends) watched.channel.close();
    if (picture === null) return;
    const means = JSON.stringify({ ...picture, id: undefined, at: undefined });
    if (means === watched.shown) return;
    watched.shown = means;
    watched.channel.show("picture", picture);
  }

  /** Shows what changed to whoever looks. */
  flush(): void {
    for (const watched of this.#watched.values()) this.#refresh(watched);
  }

  /** Ends every stream. */
  close(): void {
    for (const { channel } of this.#watched.values()) channel.close();
    this.#watched.clear();
  }
}
