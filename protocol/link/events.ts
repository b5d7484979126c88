/**
 * The server's side of an event stream (WHATWG HTML 9.2): whole pictures to pages over node:http, with a named beat.
 * Knows no picture; a page that was away gets the newest one and misses nothing.
 */
import type { ServerResponse } from "node:http";

export type EventChannelOptions = {
  /** How often a beat is sent, so that a page notices silence. Default 5000. */
  readonly beatMs?: number | undefined;
  /** How long a page waits before it connects again. Default 1000. */
  readonly retryMs?: number | undefined;
  /** A client with more unread bytes than this is cut off. Default 1 MiB. */
  readonly maxBufferedBytes?: number | undefined;
  /** A client that reads nothing for this many beats is cut off. Default 6. */
  readonly maxStalledBeats?: number | undefined;
  /** For the beat's `at`. Default the machine's clock. */
  readonly now?: (() => number) | undefined;
  /** Told when the last client has left, so that a channel made for it can go too. */
  readonly onEmpty?: (() => void) | undefined;
};

type Client = {
  readonly response: ServerResponse;
  /** Events whose newest picture is still to be sent, once what is under way was read. */
  readonly late: Set<string>;
  stalledBeats: number;
};

/** A picture, and its text once that was made for somebody. */
type Shown = { readonly sequence: number; readonly picture: unknown; text: string | null };

/**
 * One picture (or a few, by event name) and everybody who watches it.
 *
 * Promises: a new client gets a beat and the newest picture of each event at once; a slow client skips pictures but always gets the newest;
 * what is kept for it is bounded; without clients no timer runs.
 */
export class EventChannel {
  readonly #options: EventChannelOptions;
  readonly #newest = new Map<string, Shown>();
  readonly #clients = new Set<Client>();
  #sequence = 0;
  #beat: ReturnType<typeof setInterval> | null = null;

  constructor(options: EventChannelOptions = {}) {
    this.#options = options;
  }

  /** How many watch. */
  get size(): number {
    return this.#clients.size;
  }

  /** A newer picture, which must not be changed from here on. `event` is one word, `picture` becomes JSON once somebody watches. */
  show(event: string, picture: unknown): void {
    this.#sequence += 1;
    this.#newest.set(event, { sequence: this.#sequence, picture, text: null });
    for (const client of [...this.#clients]) this.#send(client, event);
  }

  /** Makes this response a stream of the channel. The caller has checked who asks; headers set before are kept. */
  serve(response: ServerResponse): void {
    const client: Client = { response, late: new Set(), stalledBeats: 0 };
    response.socket?.setNoDelay(true);
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    });
    response.on("drain", () => this.#drained(client));
    response.on("error", () => undefined);
    response.on("close", () => this.#left(client));
    this.#clients.add(client);
    this.#beat ??= setInterval(() => this.#beats(), this.#options.beatMs ?? 5000);
    response.write(`retry: ${this.#options.retryMs ?? 1000}\n\n`);
    // Before the pictures, which may fill the line: whoever reads slowly learns at once that the hub is there.
    response.write(this.#beatText());
    for (const event of this.#newest.keys()) this.#send(client, event);
  }

  /** Ends every stream. */
  close(): void {
    for (const { response } of [...this.#clients]) response.end();
    this.#clients.clear();
    this.#stop();
  }

  #beatText(): string {
    return `event: beat\ndata: {"at":${(this.#options.now ?? Date.now)()}}\n\n`;
  }

  #beats(): void {
    const text = this.#beatText();
    for (const client of [...this.#clients]) {
      if (!client.response.writableNeedDrain) client.response.write(text);
      else if (++client.stalledBeats >= (this.#options.maxStalledBeats ?? 6)) client.response.destroy();
    }
  }

  #send(client: Client, event: string): void {
    const { response } = client;
    if (response.writableNeedDrain) {
      client.late.add(event);
      return;
    }
    response.write(this.#textOf(event));
    if (response.writableLength > (this.#options.maxBufferedBytes ?? 1_048_576)) response.destroy();
  }

  #textOf(event: string): string {
    const shown = this.#newest.get(event);
    if (!shown) return "";
    const { sequence, picture } = shown;
    shown.text ??= `id: ${sequence}\nevent: ${event}\ndata: ${JSON.stringify(picture)}\n\n`;
    return shown.text;
  }

  #drained(client: Client): void {
    client.stalledBeats = 0;
    for (const event of [...client.late]) {
      client.late.delete(event);
      this.#send(client, event);
    }
  }

  #left(client: Client): void {
    if (!this.#clients.delete(client) || this.#clients.size > 0) return;
    this.#stop();
    this.#options.onEmpty?.();
  }

  #stop(): void {
    if (this.#beat) clearInterval(this.#beat);
    this.#beat = null;
  }
}
