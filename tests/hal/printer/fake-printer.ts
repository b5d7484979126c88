/**
 * An ESC/POS printer of the tests, as a machine that eats bytes and answers status questions.
 * Knows no transport; tcp-far-side.ts and the pty tests connect it to a wire.
 */
import { readPaper, textsOn } from "./escpos-reader.ts";

/** One slip that came out. */
export type FakeSlip = { lines: string[]; qr: string[] };

/** What the printer feels. `isPaused`: off line for no reason that it names. */
export type Sensors = {
  paper: "ok" | "low" | "out";
  isCoverOpen: boolean;
  isCutterStuck: boolean;
  isHot: boolean;
  isFeeding: boolean;
  isPaused: boolean;
};

const RUBBISH = [0xff, 0x80, 0x13, 0xc1];
const CUT = Buffer.of(0x1d, 0x56, 0x01);

/** The machine. Its fields are its buttons, sensors and faults. */
export class FakePrinter {
  answersStatus = true;
  answersDrained = true;
  /** What becomes of an answer, asked at each question. A late one comes right before the next of its kind that is given, or with `sayLate`. */
  fate: (question: number | "drained") => "given" | "late" | "lost" = () => "given";
  /** Answers every question with bytes that are no answers. */
  answersRubbish = false;
  /** Whether it knows GS a, and so tells changes by itself. */
  knowsUnasked = true;
  /** Called once with the first bytes of a slip. */
  onSlipBytes: (() => void) | undefined;
  /** The far side's way to the driver, for what is said unasked. */
  onSay: ((bytes: Buffer) => void) | undefined;
  /** A jam shows as an error once bytes of a slip have come. */
  isJammed = false;
  #sensors: Sensors = {
    paper: "ok",
    isCoverOpen: false,
    isCutterStuck: false,
    isHot: false,
    isFeeding: false,
    isPaused: false,
  };
  #tellsUnasked = false;
  #hasJammed = false;
  #bytes = Buffer.alloc(0);
  #pending = Buffer.alloc(0);
  readonly #late = { status: [] as number[], drained: [] as number[] };

  get paper(): Sensors["paper"] {
    return this.#sensors.paper;
  }

  set paper(paper: Sensors["paper"]) {
    this.feel({ paper });
  }

  set isCoverOpen(isCoverOpen: boolean) {
    this.feel({ isCoverOpen });
  }

  /** Something happens to the printer; it tells so by itself when it was asked to. */
  feel(change: Partial<Sensors>): void {
    this.#sensors = { ...this.#sensors, ...change };
    if (this.#tellsUnasked) this.say(this.#unasked());
  }

  /** Says bytes that nobody asked for. */
  say(bytes: Uint8Array): void {
    this.onSay?.(Buffer.from(bytes));
  }

  /** Says what it had not said in time. */
  sayLate(): void {
    const { status, drained } = this.#late;
    this.say(Buffer.from([...status.splice(0), ...drained.splice(0)]));
  }

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
    this.#tellsUnasked = false;
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
    const isWhole = second !== undefined && third !== undefined;
    if (first === 0x10 && (second === undefined || second === 0x04)) {
      if (!isWhole) return 0;
      if (this.answersRubbish) answers.push(...RUBBISH);
      else if (this.answersStatus) answers.push(...this.#said(third, this.#status(third)));
      return 3;
    }
    const isAsked = first === 0x1d && (second === undefined || second === 0x72 || second === 0x61);
    if (!isAsked || (second === 0x61 && !this.knowsUnasked)) return this.#eat();
    if (!isWhole) return 0;
    if (second === 0x61) this.#beAsked(third, answers);
    else if (this.answersRubbish) answers.push(...RUBBISH);
    else if (this.answersDrained) answers.push(...this.#said("drained", this.paper === "ok" ? 0 : 0x03));
    return 3;
  }

  /** What is said now of an answer to `question`. */
  #said(question: number | "drained", answer: number): number[] {
    const fate = this.fate(question);
    const late = this.#late[question === "drained" ? question : "status"];
    if (fate === "late") late.push(answer);
    return fate === "given" ? [...late.splice(0), answer] : [];
  }

  /** GS a n tells the status once at once. */
  #beAsked(what: number, answers: number[]): void {
    this.#tellsUnasked = what !== 0 && this.answersStatus && !this.answersRubbish;
    if (this.#tellsUnasked) answers.push(...this.#unasked());
  }

  #eat(): number {
    this.onSlipBytes?.();
    this.onSlipBytes = undefined;
    if (this.isJammed) this.#hasJammed = true;
    if (this.#pending[0] === 0x1b && this.#pending[1] === 0x40) this.#tellsUnasked = false;
    const next = this.#pending.subarray(1).findIndex((byte) => byte === 0x10 || byte === 0x1d);
    const length = next < 0 ? this.#pending.length : next + 1;
    const isCommand = this.#pending[0] === 0x1d && length === 1;
    if (!this.#hasJammed) this.#bytes = Buffer.concat([this.#bytes, this.#pending.subarray(0, length)]);
    return isCommand ? 1 : length;
  }

  #isStopped(): boolean {
    const { paper, isCoverOpen, isCutterStuck, isHot, isFeeding, isPaused } = this.#sensors;
    const isBlocked = isCoverOpen || isCutterStuck || isHot || isFeeding || isPaused;
    return paper === "out" || isBlocked || this.#hasJammed;
  }

  #status(question: number): number {
    const { paper, isCoverOpen, isCutterStuck, isHot, isFeeding } = this.#sensors;
    const isOut = paper === "out";
    const low = paper === "ok" ? 0 : 0x0c;
    const hasError = this.#hasJammed || isCutterStuck || isHot;
    const bits: Record<number, number> = {
      1: this.#isStopped() ? 8 : 0,
      2: (isCoverOpen ? 4 : 0) | (isFeeding ? 8 : 0) | (isOut ? 32 : 0) | (hasError ? 64 : 0),
      3: (isCutterStuck ? 8 : 0) | (this.#hasJammed ? 32 : 0) | (isHot ? 64 : 0),
      4: isOut ? low | 0x60 : low,
    };
    return 0b0001_0010 | (bits[question] ?? 0);
  }

  /** The four bytes of GS a. */
  #unasked(): Buffer {
    const { paper, isCoverOpen, isCutterStuck, isHot, isFeeding } = this.#sensors;
    return Buffer.of(
      0b0001_0000 | (this.#isStopped() ? 8 : 0) | (isCoverOpen ? 0x20 : 0) | (isFeeding ? 0x40 : 0),
      (isCutterStuck ? 8 : 0) | (this.#hasJammed ? 0x20 : 0) | (isHot ? 0x40 : 0),
      (paper === "ok" ? 0 : 3) | (paper === "out" ? 0x0c : 0),
      0,
    );
  }
}
