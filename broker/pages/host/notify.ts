/**
 * A word to the host when a guest arrives: the gong, and a notification where the browser was allowed to.
 * A page that was just opened tells of nobody who is here already, and of nobody twice.
 */
import type { HostPicture } from "../../../protocol/host-picture.ts";
import type { Shown } from "./host-page.ts";
import { arrivalsOf } from "./words.ts";

export type Telling = {
  readonly sound: () => void;
  readonly notify: (one: Shown) => void;
};

/** From the page's start to its end. */
export class Arrivals {
  readonly #telling: Telling;
  #known: ReadonlySet<string> | null = null;

  constructor(telling: Telling) {
    this.#telling = telling;
  }

  /** The newest picture. */
  look(picture: HostPicture): void {
    const here = arrivalsOf(picture);
    const known = this.#known;
    this.#known = new Set([...(known ?? []), ...here.map(({ guest }) => guest.guest as string)]);
    if (known === null) return;
    const news = here.filter(({ guest }) => !known.has(guest.guest));
    for (const one of news) this.#telling.notify(one);
    if (news.length > 0) this.#telling.sound();
  }
}
