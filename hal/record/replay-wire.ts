/**
 * The scanner's and the keypad's side of a recording, played into a binding at the pace of then.
 * Knows no driver.
 */
import { HAL_FAULTS, type HalCode, HalFault } from "../errors.ts";
import type { KeypadBinding, KeypadUser } from "../keypad/wired.ts";
import type { ScannerBinding, WireUser } from "../scanner/wired.ts";
import type { Wire } from "../wire/plug.ts";
import type { KeyKind, RecordLine } from "./contract.ts";
import { played } from "./pace.ts";

type LineOf<Part extends "scanner" | "keypad"> = Extract<RecordLine, { part: Part }>;
type WireLine = LineOf<"scanner"> | LineOf<"keypad">;

/** A wire that is there while the recorded one was; what it brings is told by `bring`. */
class WireReplay<User extends { onLost: (cause: unknown) => void }, Line extends WireLine> {
  readonly #lines: readonly Line[];
  readonly #bring: (user: User, line: Line) => void;
  #user: User | undefined;
  #isThere: boolean;
  #code: HalCode;

  constructor(lines: readonly Line[], gone: HalCode, bring: (user: User, line: Line) => void) {
    this.#lines = lines;
    this.#bring = bring;
    const [first] = lines;
    this.#isThere = first?.what !== "open-failed";
    this.#code = codeIn(first) ?? gone;
  }

  connect(user: User): Promise<Wire> {
    if (!this.#isThere) return Promise.reject(new HalFault(this.#code, "replay"));
    this.#user = user;
    return Promise.resolve({
      close: () => {
        this.#user = undefined;
        return Promise.resolve();
      },
    });
  }

  play(): Promise<void> {
    return played(this.#lines, (line) => this.#play(line));
  }

  #play(line: Line): void {
    if (line.what === "open") this.#isThere = true;
    else if (line.what === "open-failed") {
      this.#code = codeIn(line) ?? this.#code;
      this.#isThere = false;
    } else if (line.what === "lost") {
      this.#isThere = false;
      this.#user?.onLost(undefined);
    } else if (this.#user) this.#bring(this.#user, line);
  }
}

function codeIn(line: WireLine | undefined): HalCode | undefined {
  const code = line?.code;
  return code !== undefined && code in HAL_FAULTS ? (code as HalCode) : undefined;
}

/** A binding to what was recorded; `play` resolves when everything was told. */
export type Replay<Binding> = { readonly binding: Binding; readonly play: () => Promise<void> };

function bringScan(user: WireUser, { what, hex = "" }: LineOf<"scanner">): void {
  if (what === "in") user.onBytes(Buffer.from(hex, "hex"));
  else if (what === "gap") user.onGap();
}

/** The scanner that sent what the recording keeps of it. */
export function replayedScanner(all: readonly RecordLine[]): Replay<ScannerBinding> {
  const lines = all.filter((line) => line.part === "scanner");
  const wire = new WireReplay(lines, "HAL_SCANNER_GONE", bringScan);
  return { binding: { path: "replay", connect: (user) => wire.connect(user) }, play: () => wire.play() };
}

/** The key that stands for all of its kind: whoever listens comes to the same state by any digit. */
const KEY_OF: Readonly<Record<KeyKind, string>> = {
  digit: "0",
  enter: "enter",
  backspace: "backspace",
  clear: "clear",
  other: "other",
};

function bringKey(user: KeypadUser, { what, key = "other" }: LineOf<"keypad">): void {
  if (what === "key") user.onKey(KEY_OF[key] ?? KEY_OF.other);
  else if (what === "missed") user.onMissed();
}

/** The keypad on which the recorded keys were pressed, every digit a 0. */
export function replayedKeypad(all: readonly RecordLine[]): Replay<KeypadBinding> {
  const lines = all.filter((line) => line.part === "keypad");
  const wire = new WireReplay(lines, "HAL_KEYPAD_GONE", bringKey);
  const connect: KeypadBinding["connect"] = (user) => wire.connect(user);
  return { binding: { path: "replay", keys: Object.values(KEY_OF), connect }, play: () => wire.play() };
}
