/**
 * The codes at the door and the visits that they open, all made of one key (HMAC-SHA-256, cut to 128 bits), so that the hub
 * keeps none of them.
 * Pure; knows no page, and no clock but the instant it is given.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { parseToken, type TicketId, type TicketToken, ticketIdOf, tokenOf } from "../../protocol/terms.ts";

/** A code is shown for so long, and holds for as long again: whoever scans it late has time to open the page. */
export const CODE_MS = 60_000;
/** So long a scanned visit may still take its ticket. */
export const VISIT_MS = 600_000;

const BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_BYTES = 10;
const RANDOM_BITS = BigInt(8 * RANDOM_BYTES);

/** One scan of a code: everything that it may become, a ticket included, follows from its text and the key. */
export type Visit = {
  readonly visit: string;
  readonly openedAt: number;
  /** By a poster, whose code stands still: it does not prove that anybody is here. */
  readonly isByPoster: boolean;
};

/** What a code at the door is of. */
export type DoorCode = {
  readonly code: string;
  /** The same for whoever has the page of their appointment open already: six digits. */
  readonly typed: string;
  /** Until when it is shown, and until when it holds (epoch ms). */
  readonly shownUntil: number;
  readonly until: number;
};

const TYPED_DIGITS = 6;
/** What seals a visit: nobody makes one of a poster into one of a screen. */
const SEALS = { screen: "visit", poster: "poster visit" } as const;

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

/** The codes of one key. */
export class DoorCodes {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  #bytes(...words: readonly (string | number)[]): Uint8Array {
    return createHmac("sha256", this.#key).update(words.join("\n")).digest().subarray(0, 16);
  }

  #word(...words: readonly (string | number)[]): string {
    return tokenOf(this.#bytes(...words));
  }

  #digits(...words: readonly (string | number)[]): string {
    const number = Buffer.from(this.#bytes(...words)).readBigUInt64BE() % 10n ** BigInt(TYPED_DIGITS);
    return String(number).padStart(TYPED_DIGITS, "0");
  }

  /** The code that the door shows now. */
  codeAt(at: number): DoorCode {
    const turn = Math.floor(at / CODE_MS);
    const shownUntil = (turn + 1) * CODE_MS;
    const until = shownUntil + CODE_MS;
    return { code: this.#word("code", turn), typed: this.#digits("typed", turn), shownUntil, until };
  }

  /** The code of a printed poster. */
  posterCode(poster: number): string {
    return this.#word("poster", poster);
  }

  /** What the address of a screen at the door ends in, so that nobody at home can open it. */
  get screen(): string {
    return this.#word("screen");
  }

  isScreen(text: string): boolean {
    return isSame(parseToken(text) ?? "", this.screen);
  }

  /** Whether a scanned code holds; `poster` is the number of the poster that does, if any. */
  isCode(text: string, at: number, poster: number | undefined): boolean {
    const code = parseToken(text) ?? "";
    const codes = [this.codeAt(at).code, this.codeAt(at - CODE_MS).code];
    return codes.some((one) => isSame(code, one)) || this.isPoster(text, poster);
  }

  /** Whether a scanned code is the poster's. */
  isPoster(text: string, poster: number | undefined): boolean {
    return poster !== undefined && isSame(parseToken(text) ?? "", this.posterCode(poster));
  }

  /** Whether these are the digits that the door's screen shows, or did a minute ago. */
  isTyped(text: string, at: number): boolean {
    const digits = text.replaceAll(/\D/g, "");
    return [at, at - CODE_MS].some((one) => isSame(digits, this.codeAt(one).typed));
  }

  /** A visit that begins now; `random` are ten random bytes. */
  open(at: number, random: Uint8Array, isByPoster = false): Visit {
    const bytes = new Uint8Array(16);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(at) << 16n);
    bytes.set(random.subarray(0, RANDOM_BYTES), 16 - RANDOM_BYTES);
    const name = tokenOf(bytes);
    const seal = this.#word(isByPoster ? SEALS.poster : SEALS.screen, name);
    return { visit: `${name}${seal}`, openedAt: at, isByPoster };
  }

  /** The visit of this text, or `null` when this key never opened it. */
  visitOf(text: string): Visit | null {
    const [name, seal] = [parseToken(text.slice(0, 26)), parseToken(text.slice(26))];
    if (name === null) return null;
    const isByPoster = isSame(seal ?? "", this.#word(SEALS.poster, name));
    if (!isByPoster && !isSame(seal ?? "", this.#word(SEALS.screen, name))) return null;
    const bits = [...name].reduce((sum, letter) => (sum << 5n) | BigInt(BASE_32.indexOf(letter)), 0n);
    return { visit: `${name}${seal}`, openedAt: Number(bits >> RANDOM_BITS), isByPoster };
  }

  /** The one ticket that a visit can become: taken again it is the same. */
  ticketOf({ visit, openedAt }: Pick<Visit, "visit" | "openedAt">): {
    readonly ticketId: TicketId;
    readonly token: TicketToken;
  } {
    return {
      ticketId: ticketIdOf(this.#bytes("ticket", visit), openedAt),
      token: tokenOf(this.#bytes("token", visit)),
    };
  }
}
