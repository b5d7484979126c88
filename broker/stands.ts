/**
 * How the stands are, as their own availability and health messages say.
 * Knows no ticket; nothing here is kept over a restart, since stands and brokers say it again.
 */
import type { Message } from "../protocol/messages.ts";
import type { StandId } from "../protocol/terms.ts";
import type { StandView } from "./pictures/staff.ts";

type Known = { online: boolean; health: Message<"standHealth"> | null };

/** The first trouble of a stand in its own words, or `null`. */
function problemOf(health: Message<"standHealth">): string | null {
  const { printer, scanner, buttons, storage } = health;
  const paper = printer.paper === "out" ? "paper out" : null;
  return printer.problem ?? paper ?? storage.problem ?? buttons.problem ?? scanner.problem;
}

/** The stands of the location, as far as they have said anything. */
export class Stands {
  readonly #known = new Map<StandId, Known>();

  availability(stand: StandId, said: Message<"standAvailability">): void {
    this.#of(stand).online = said.state === "online";
  }

  health(stand: StandId, said: Message<"standHealth">): void {
    this.#of(stand).health = said;
  }

  /** A request has come from it, so it is there, whatever an old last will says. */
  heard(stand: StandId): void {
    this.#of(stand).online = true;
  }

  view(stand: StandId): StandView {
    const known = this.#known.get(stand);
    const health = known?.health ?? null;
    return { online: known?.online ?? false, problem: health === null ? null : problemOf(health) };
  }

  #of(stand: StandId): Known {
    const known = this.#known.get(stand) ?? { online: false, health: null };
    this.#known.set(stand, known);
    return known;
  }
}
