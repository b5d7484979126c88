/**
 * Ids as small numbers, the same ones for ever: 0 is none.
 * Knows no file.
 */

export const NAME_KINDS = ["queue", "service", "counter", "staff", "stand"] as const;
export type NameKind = (typeof NAME_KINDS)[number];

export type Named = { readonly kind: NameKind; readonly number: number; readonly id: string };

export class Names {
  readonly #ids: Readonly<Record<NameKind, string[]>> = {
    ...{ queue: [""], service: [""], counter: [""], staff: [""], stand: [""] },
  };
  readonly #numbers = new Map<string, number>();
  readonly #added: (named: Named) => void;

  /** `added` is told of every new one before its number is used. */
  constructor(known: readonly Named[], added: (named: Named) => void) {
    this.#added = added;
    for (const { kind, number, id } of known) this.#know({ kind, number, id });
  }

  numberOf(kind: NameKind, id: string | null): number {
    if (id === null) return 0;
    const known = this.#numbers.get(`${kind} ${id}`);
    if (known !== undefined) return known;
    const named = { kind, number: this.#ids[kind].length, id };
    this.#added(named);
    this.#know(named);
    return named.number;
  }

  /** `null` of 0. */
  idOf(kind: NameKind, number: number): string | null {
    return number === 0 ? null : (this.#ids[kind][number] ?? null);
  }

  /** One more than the highest number of a kind. */
  size(kind: NameKind): number {
    return this.#ids[kind].length;
  }

  /** The number of one that is known; `undefined` of others. */
  known(kind: NameKind, id: string): number | undefined {
    return this.#numbers.get(`${kind} ${id}`);
  }

  #know({ kind, number, id }: Named): void {
    this.#ids[kind][number] = id;
    this.#numbers.set(`${kind} ${id}`, number);
  }
}
