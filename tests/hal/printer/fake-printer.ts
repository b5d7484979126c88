/**
 * An ESC/POS printer of the tests, as a machine that eats bytes and answers status questions.
 * Knows no transport; tcp-far-side.ts and the pty tests connect it to a wire.
 */
import { readPaper, textsOn } from "./escpos-reader.ts";

/** One slip that came out. */
export type FakeSlip = { lines: string[]; qr: string[] };

const CUT = Buffer.of(0x1d, 0x56, 0x01);

/** The machine. Its fields are its buttons, sensors and faults. */
export class FakePrinter {
  paper: "ok" | "low" | "out" = "ok";
  isCoverOpen = false;
  /** A jam shows as an error once bytes of a slip have come. */
  isJammed = false;
  answersStatus = true;
  answersDrained = true;
  /** Called once with the first bytes of a slip. */
  onSlipBytes: (() => void) | undefined;
  #hasJammed = false;
  #bytes = Buffer.alloc(0);
  #pending = Buffer.alloc(0);

  /** Takes bytes and gives the answers. A question may be cut anywhere. */
  feed(bytes: Uint8Array): Buffer {
    this.#pending = Buffer.concat([this.#pending, bytes]);
    const answers: number[] = [];
    while (this.#pending.length > 0) {
      const length = this.#step(answers);
      if (length === 0) break;
      this.#pending = this.#pending.subarray(length);
    }
    return Buffer.from(answers);
  }

  /** Forgets what is in its memory, as a printer does that is switched off. */
  switchOff(): void {
    this.#pending = Buffer.alloc(0);
    const end = this.#bytes.lastIndexOf(CUT);
    this.#bytes = this.#bytes.subarray(0, end < 0 ? 0 : end + CUT.length);
  }

  clearJam(): void {
    this.isJammed = false;
    this.#hasJammed = false;
    this.switchOff();
  }

  /** Whole slips, oldest first. */
  slips(): FakeSlip[] {
    const slips: FakeSlip[] = [];
    let rest = this.#bytes;
    for (let end = rest.indexOf(CUT); end >= 0; end = rest.indexOf(CUT)) {
      const paper = readPaper(rest.subarray(0, end + CUT.length));
      slips.push({ lines: textsOn(paper), qr: paper.qr });
      rest = rest.subarray(end + CUT.length);
      if (rest[0] === 0x0a) rest = rest.subarray(1);
    }
    return slips;
  }

  /** How many bytes of the head of `#pending` are dealt with; 0 when more are needed. */
  #step(answers: number[]): number {
    const [first, second, third] = this.#pending;
    const isQuestion = first === 0x10 || (first === 0x1d && (second === undefined || second === 0x72));
    if (!isQuestion) return this.#eat();
    if (second === undefined || third === undefined) return 0;
    if (first === 0x1d) {
      if (this.answersDrained) answers.push(this.paper === "ok" ? 0 : 0x03);
    } else if (second === 0x04 && this.answersStatus) answers.push(this.#status(third));
    return 3;
  }

  #eat(): number {
    this.onSlipBytes?.();
    this.onSlipBytes = undefined;
    if (this.isJammed) this.#hasJammed = true;
    const next = this.#pending.subarray(1).findIndex((byte) => byte === 0x10 || byte === 0x1d);
    const length = next < 0 ? this.#pending.length : next + 1;
    const isCommand = this.#pending[0] === 0x1d && length === 1;
    if (!this.#hasJammed) this.#bytes = Buffer.concat([this.#bytes, this.#pending.subarray(0, length)]);
    return isCommand ? 1 : length;
  }

  #status(question: number): number {
    const isOut = this.paper === "out";
    const isStopped = isOut || this.isCoverOpen || this.#hasJammed;
    const low = this.paper === "ok" ? 0 : 0x0c;
    const bits: Record<number, number> = {
      1: isStopped ? 8 : 0,
      2: (this.isCoverOpen ? 4 : 0) | (isOut ? 32 : 0) | (this.#hasJammed ? 64 : 0),
      4: isOut ? low | 0x60 : low,
    };
    return 0b0001_0010 | (bits[question] ?? 0);
  }
}
