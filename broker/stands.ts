/**
 * How the stands are, as their own availability and health messages say.
 * Knows no ticket; nothing here is kept over a restart, since stands and brokers say it again.
 */
import type { Message } from "../protocol/messages.ts";
import type { StandId } from "../protocol/terms.ts";
import type { Machines } from "./administration/desk.ts";
import type { StandView } from "./pictures/staff.ts";

type Known = {
  online: boolean;
  health: Message<"standHealth"> | null;
  availability: Message<"standAvailability"> | null;
};

type Trouble = { readonly problem: string | null; readonly code?: string | null | undefined };

/** The code of a part's trouble, or that of the whole part where an older stand says words only: those are for technicians. */
function codeIn({ problem, code }: Trouble, part: string): string | null {
  if (code) return code;
  return problem === null ? null : (/^HAL_[A-Z_]+/.exec(problem)?.[0] ?? part);
}

/** The first trouble of a stand as a code, which pages say in the reader's language; `null` while all is well. */
function problemOf(health: Message<"standHealth">): string | null {
  const { printer, scanner, buttons, keypad, speaker, lamps, storage } = health;
  return (
    codeIn(printer, "HAL_PRINTER") ??
    (printer.paper === "out" ? "HAL_PRINTER_PAPER_OUT" : null) ??
    codeIn(storage, "STAND_STORAGE") ??
    codeIn(buttons, "HAL_BUTTON") ??
    codeIn(scanner, "HAL_SCANNER") ??
    codeIn(keypad ?? { problem: null }, "HAL_KEYPAD") ??
    codeIn(speaker ?? { problem: null }, "HAL_SPEAKER") ??
    // Whatever is wrong with them, a chip's own fault too, staff see that they are dark.
    (codeIn(lamps ?? { problem: null }, "HAL_LAMP") === null ? null : "HAL_LAMP")
  );
}

/** The stands of the location, as far as they have said anything. */
export class Stands {
  readonly #known = new Map<StandId, Known>();

  availability(stand: StandId, said: Message<"standAvailability">): void {
    Object.assign(this.#of(stand), { online: said.state === "online", availability: said });
  }

  health(stand: StandId, said: Message<"standHealth">): void {
    this.#of(stand).health = said;
  }

  /** A request has come from it, so it is there, whatever an old last will says. */
  heard(stand: StandId): void {
    this.#of(stand).online = true;
  }

  /** Every stand that has said anything since the start, also one that the location does not have. */
  get heardOf(): readonly StandId[] {
    return [...this.#known.keys()];
  }

  view(stand: StandId): StandView {
    const known = this.#known.get(stand);
    const health = known?.health ?? null;
    const problem = health === null ? null : problemOf(health);
    return { online: known?.online ?? false, problem, paperLow: health?.printer.paper === "low" };
  }

  /** Whether one of these stands may hold tickets that the hub has not heard of: it is off line, or has not told all of them. */
  hasUntold(stands: readonly StandId[]): boolean {
    return stands.some((stand) => {
      const known = this.#known.get(stand);
      return !known?.online || (known.health?.outbox.unconfirmed ?? 0) > 0;
    });
  }

  /** How many keys each stand has, of those that have said so. */
  get buttonCounts(): Readonly<Record<string, number>> {
    const counts = [...this.#known].map(
      ([stand, { health }]) => [stand, health?.buttons.count ?? 0] as const,
    );
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }

  /** What a stand says of itself, for whoever supports it. */
  about(stand: StandId): object {
    const { health = null, availability = null } = this.#known.get(stand) ?? {};
    const { v: _, id: __, at = null, ...parts } = health ?? {};
    return { version: availability?.version ?? null, since: availability?.since ?? null, saidAt: at, parts };
  }

  #of(stand: StandId): Known {
    const known = this.#known.get(stand) ?? { online: false, health: null, availability: null };
    this.#known.set(stand, known);
    return known;
  }
}

type Accounts = { readonly kind: string; readonly accounts?: readonly { role: string; id: string }[] };
type Inlets = { readonly inlets: readonly { readonly source: string }[] };
type Configured = { readonly broker: Accounts; readonly appointments?: Inlets | undefined };

/** What the hub knows: sources of appointments, and which machines may connect or have spoken; an external broker has accounts of its own, of which the hub learns when a stand speaks. */
export function machinesOf({ broker, appointments }: Configured, stands: Stands): Machines {
  const { accounts = [] } = broker;
  const of = (role: string) => accounts.filter((one) => one.role === role).map(({ id }) => id);
  return {
    stands: [...new Set([...of("stand"), ...stands.heardOf])],
    displays: of("display"),
    sources: [...new Set((appointments?.inlets ?? []).map(({ source }) => source))],
    buttons: stands.buttonCounts,
  };
}
