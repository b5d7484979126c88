/**
 * Browsers that are displays: paired once by the code that they show, known by their token from then on, until somebody takes that back.
 * Kept in a file of the data folder. Knows no cookie and no page; a token is known by its digest alone. Times are epoch ms given by
 * the caller.
 */
import { existsSync, readFileSync } from "node:fs";
import type { DisplayId } from "../../protocol/terms.ts";
import { writeOwnFile } from "../accounts/own-file.ts";
import { newToken, tokenDigest } from "../accounts/tokens.ts";
import { TryLimit } from "../enrolment/limit.ts";
import { WaitingScreens } from "./waiting.ts";

/** One paired browser; `id` tells it from others and opens nothing. `by` is a staff id; `null` where nobody signs in. */
export type Screen = {
  readonly id: string;
  readonly display: DisplayId;
  readonly pairedAt: number;
  readonly by: string | null;
  readonly seenAt: number;
};

/** What a browser that waits is told: the code to show, or which display it is by now. */
export type WaitingPicture =
  | { readonly code: string; readonly until: number }
  | { readonly display: DisplayId };

/** Who asks, and when. */
export type Asking = { readonly address: string; readonly at: number };
export type Pairing = { readonly code: string; readonly display: DisplayId; readonly by: string | null };
export type Paired =
  | Screen
  | { readonly refused: "code-unknown" }
  | { readonly refused: "slow"; readonly afterMs: number };

const MOST_SCREENS = 500;
const ID_LENGTH = 12;
/** When a screen was seen is written down no more often than this. */
const SEEN_MS = 60_000;

type Watching = { readonly ended: () => void };

/** What is no list of screens holds none: each is paired once more, which costs no ticket. */
function read(file: string): [string, Screen][] {
  try {
    const { screens } = JSON.parse(readFileSync(file, "utf8")) as { screens: [string, Screen][] };
    return screens.filter(
      ([, { display, seenAt }]) => typeof display === "string" && Number.isFinite(seenAt),
    );
  } catch {
    return [];
  }
}

/** Every paired screen of a hub, and those that wait. */
export class Screens {
  readonly #file: string | null;
  /** By digest. */
  readonly #paired: Map<string, Screen>;
  readonly #waiting = new WaitingScreens();
  readonly #tries = new TryLimit();
  /** By id: streams that are open now. */
  readonly #watching = new Map<string, Set<Watching>>();

  /** `file`: where they are kept; `null` for in memory only. */
  constructor(file: string | null) {
    this.#file = file;
    this.#paired = new Map(file !== null && existsSync(file) ? read(file) : []);
  }

  /** The screen that a token is; `null` when it is none. */
  find(token: string | undefined): Screen | null {
    return (token === undefined ? undefined : this.#paired.get(tokenDigest(token))) ?? null;
  }

  /** The token that a browser is to keep: its own where the hub gave it one that still counts, else a new one. */
  welcome(token: string | undefined): string {
    const key = token === undefined ? "" : tokenDigest(token);
    return token !== undefined && (this.#paired.has(key) || this.#waiting.has(key)) ? token : newToken();
  }

  /** What the browser with this token is to show; `null` where too many wait already. */
  pictureFor(token: string, asking: Asking): WaitingPicture | null {
    const paired = this.find(token);
    if (paired !== null) return { display: paired.display };
    const shown = this.#waiting.codeOf(tokenDigest(token), asking);
    return shown && { code: shown.code, until: shown.until };
  }

  /** Makes the browser that shows this code a display. Whoever types wrong codes waits, by the address or name that they come from. */
  pair({ code, display, by }: Pairing, { address, at }: Asking): Paired {
    const afterMs = this.#tries.waitMs(address, at);
    if (afterMs > 0) return { refused: "slow", afterMs };
    const key = this.#waiting.take(code.replaceAll(/\D/g, ""), at);
    if (key === null) {
      this.#tries.failed(address, at);
      return { refused: "code-unknown" };
    }
    const longest = [...this.#paired].toSorted(([, one], [, other]) => one.seenAt - other.seenAt)[0];
    if (this.#paired.size >= MOST_SCREENS && longest !== undefined) this.unpair(longest[1].id);
    const screen = { id: key.slice(0, ID_LENGTH), display, pairedAt: at, by, seenAt: at };
    this.#paired.set(key, screen);
    this.#write();
    return screen;
  }

  /** Takes a screen's token back; its streams end at once. `null` where there is none. */
  unpair(id: string): Screen | null {
    const found = [...this.#paired].find(([, screen]) => screen.id === id);
    if (found === undefined) return null;
    const [key, screen] = found;
    this.#paired.delete(key);
    this.#write();
    for (const { ended } of [...(this.#watching.get(id) ?? [])]) ended();
    return screen;
  }

  /** A stream of this screen is open until what is answered is called; `ended` is told when somebody takes its token back. */
  watch(
    { id }: Screen,
    { ended, now }: { readonly ended: () => void; readonly now: () => number },
  ): () => void {
    const watching = { ended };
    const all = this.#watching.get(id) ?? new Set();
    this.#watching.set(id, all.add(watching));
    this.#seen(id, now());
    return () => {
      all.delete(watching);
      if (all.size === 0 && this.#watching.get(id) === all) this.#watching.delete(id);
      this.#seen(id, now());
    };
  }

  /** Every paired screen, the newest first, and whether it shows its display now. */
  list(at: number): readonly (Screen & { readonly isShowing: boolean })[] {
    return [...this.#paired.values()].reverse().map((screen) => {
      const isShowing = this.#watching.has(screen.id);
      return { ...screen, isShowing, seenAt: isShowing ? at : screen.seenAt };
    });
  }

  #seen(id: string, at: number): void {
    const found = [...this.#paired].find(([, screen]) => screen.id === id);
    if (found === undefined) return;
    const [key, screen] = found;
    this.#paired.set(key, { ...screen, seenAt: at });
    if (at - screen.seenAt >= SEEN_MS) this.#write();
  }

  #write(): void {
    if (this.#file !== null) writeOwnFile(this.#file, JSON.stringify({ v: 1, screens: [...this.#paired] }));
  }
}
