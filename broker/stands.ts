/**
 * How the stands are, as their own availability and health messages say.
 * Knows no ticket; nothing here is kept over a restart, since stands and brokers say it again.
 */
import type { Message } from "../protocol/messages.ts";
import type { StandId } from "../protocol/terms.ts";
import type { StandView } from "./pictures/staff.ts";

type Known = { online: boolean; health: Message<"standHealth"> | null };

/** The code that a stand's words begin with, or that of the whole part: its words are for technicians and stay with the stand. */
function codeIn(problem: string | null, part: string): string | null {
  return problem === null ? null : (/^HAL_[A-Z_]+/.exec(problem)?.[0] ?? part);
}

/** The first trouble of a stand as a code, which pages say in the reader's language; `null` while all is well. */
function problemOf({ printer, scanner, buttons, storage }: Message<"standHealth">): string | null {
  return (
    codeIn(printer.problem, "HAL_PRINTER") ??
    (printer.paper === "out" ? "HAL_PRINTER_PAPER_OUT" : null) ??
    codeIn(storage.problem, "STAND_STORAGE") ??
    codeIn(buttons.problem, "HAL_BUTTON") ??
    codeIn(scanner.problem, "HAL_SCANNER")
  );
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
