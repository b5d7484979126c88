/**
 * The scanner's and the buttons' side of a recording, played into a binding and a far side at the pace of then.
 * Knows no driver.
 */
import type { ButtonFarSide } from "../button/contract.ts";
import { HAL_FAULTS, type HalCode, HalFault } from "../errors.ts";
import type { ScannerBinding, WireUser } from "../scanner/wired.ts";
import type { RecordLine } from "./contract.ts";

/** Longer pauses separate nothing that shorter ones do not; one code twice within 2 s is one (hal/scanner). */
const LONGEST_PAUSE_MS = 2_500;

/** So long after its last line something may still be told: a code without an end, a button that sticks. */
const REST_MS = 400;

const pause = (ms: number) => new Promise<void>((go) => setTimeout(go, ms));

/** Plays `lines` one after the other, with the pauses of then as far as they matter. */
async function played<Line extends RecordLine>(
  lines: readonly Line[],
  play: (line: Line, at: number) => void,
): Promise<void> {
  let before = lines[0]?.t ?? 0;
  for (const [at, line] of lines.entries()) {
    await pause(Math.min(Math.max(0, line.t - before), LONGEST_PAUSE_MS));
    before = line.t;
    play(line, at);
  }
  await pause(REST_MS);
}

/** A scanner's wire that is there while the recorded one was, and sends what that sent. */
export class ScannerReplay {
  readonly #lines: readonly Extract<RecordLine, { part: "scanner" }>[];
  #user: WireUser | undefined;
  #isThere = true;
  #code: HalCode = "HAL_SCANNER_GONE";

  constructor(lines: readonly RecordLine[]) {
    this.#lines = lines.filter((line) => line.part === "scanner");
    this.#isThere = this.#lines[0]?.what !== "open-failed";
  }

  readonly binding: ScannerBinding = {
    path: "replay",
    connect: (user) => {
      if (!this.#isThere) return Promise.reject(new HalFault(this.#code, "replay"));
      this.#user = user;
      return Promise.resolve({
        close: () => {
          this.#user = undefined;
          return Promise.resolve();
        },
      });
    },
  };

  play(): Promise<void> {
    return played(this.#lines, (line) => {
      switch (line.what) {
        case "open":
          this.#isThere = true;
          return;
        case "in":
          this.#user?.onBytes(Buffer.from(line.hex ?? "", "hex"));
          return;
        case "gap":
          this.#user?.onGap();
          return;
        case "open-failed":
          this.#code =
            line.code !== undefined && line.code in HAL_FAULTS ? (line.code as HalCode) : this.#code;
          this.#isThere = false;
          return;
        case "lost":
          this.#isThere = false;
          this.#user?.onLost(undefined);
          return;
        case "close":
          return;
      }
    });
  }
}

/** Presses simulated buttons as the recorded ones were pressed. A board's own trouble is only told, it has no far side here. */
export function playButtons(lines: readonly RecordLine[], farSide: ButtonFarSide): Promise<void> {
  const buttons = lines.filter((line) => line.part === "buttons");
  return played(buttons, ({ what, button = 0 }, at) => {
    const next = buttons.slice(at + 1).find((line) => line.button === button);
    if (what === "press" && next?.what === "stuck") farSide.hold(button);
    else if (what === "press") farSide.press(button);
    else if (what === "free") farSide.release(button);
    else if (what === "gone") farSide.plugged(false);
    else if (what === "back") farSide.plugged(true);
  });
}
