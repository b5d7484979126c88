/**
 * The pages that watch this display: pictures and beats while the hub is heard, nothing at all while it is not, so that
 * a page greys out by itself. Knows no MQTT.
 */
import type { ServerResponse } from "node:http";
import { EventChannel } from "../../protocol/link/events.ts";
import type { DisplayPicture } from "../../protocol/snapshots.ts";

export type WatchingOptions = {
  readonly beatMs?: number | undefined;
  /** The hub's clock, epoch ms. */
  readonly now: () => number;
};

export class Watching {
  readonly #options: WatchingOptions;
  /** Streams that were opened while nothing can be told; they are served as soon as something can. */
  readonly #held = new Set<ServerResponse>();
  #channel: EventChannel | null = null;

  constructor(options: WatchingOptions) {
    this.#options = options;
  }

  /** Makes this response a stream, now or as soon as the hub is heard. */
  serve(response: ServerResponse): void {
    if (this.#channel !== null) {
      this.#channel.serve(response);
      return;
    }
    this.#held.add(response);
    response.on("close", () => this.#held.delete(response));
  }

  /** The hub is heard, and this is the newest picture. */
  show(picture: DisplayPicture): void {
    this.#channel ??= new EventChannel({ beatMs: this.#options.beatMs, now: this.#options.now });
    this.#channel.show("picture", picture);
    for (const response of this.#held) this.#channel.serve(response);
    this.#held.clear();
  }

  /** The hub is no longer heard: every stream ends, and new ones stay silent. */
  lose(): void {
    this.#channel?.close();
    this.#channel = null;
  }

  close(): void {
    this.lose();
    for (const response of this.#held) response.destroy();
    this.#held.clear();
  }
}
