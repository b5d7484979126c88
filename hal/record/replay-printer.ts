/**
 * The printer's side of a recording as a transport: answers what the driver writes as the printer did then.
 * Knows no driver; bytes are compared by kind, since the recording's own are masked.
 */
import { HAL_FAULTS, type HalCode, HalFault } from "../errors.ts";
import type { LinkUser, PrinterLink, PrinterTransport, Written } from "../printer/transport.ts";
import type { RecordLine } from "./contract.ts";

type PrinterLine = Extract<RecordLine, { part: "printer" }>;

/** Longer pauses than any time limit of the driver tell nothing more. */
const LONGEST_PAUSE_MS = 3_000;
/** What the driver waited for then comes within any time limit now: it was in time, for the driver did nothing else before it. */
const ANSWER_MS = 20;
/** How far ahead a question's answer is looked for, when the driver asks otherwise than it did then. */
const AHEAD = 12;

const bytesOf = (hex: unknown): Buffer => Buffer.from(typeof hex === "string" ? hex : "", "hex");
const isSlip = (bytes: Uint8Array): boolean => bytes[0] === 0x1b && bytes[1] === 0x40;

/** A slip is any slip; a question must be the very same. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return isSlip(one) ? isSlip(other) : Buffer.compare(one, other) === 0;
}

/** One recording of a printer, played once from begin to end. */
export class PrinterReplay {
  readonly #lines: readonly PrinterLine[];
  readonly #pending = new Set<NodeJS.Timeout>();
  #at = 0;
  #isCutOff = false;
  #user: LinkUser | undefined;

  constructor(lines: readonly RecordLine[]) {
    this.#lines = lines.filter((line): line is PrinterLine => line.part === "printer");
  }

  /** What the driver is to be asked next, to come where the recording goes on; `null` at its end. */
  next(): "print" | "status" | null {
    const rest = this.#lines.slice(this.#at);
    const asked = rest.find(({ what }) => ["print", "status", "out", "open", "open-failed"].includes(what));
    if (asked === undefined || this.#isCutOff) return null;
    return asked.what === "print" ? "print" : "status";
  }

  /** The recording ended before anything came of what the driver has written: what it says since then is of no printer. */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  /** How far the recording was played; a driver that writes nothing more would stand still. */
  get position(): number {
    return this.#at;
  }

  /** Goes on behind the next line that says `what`: a slip is asked for. */
  passTo(what: "print"): void {
    const at = this.#lines.findIndex((line, index) => index >= this.#at && line.what === what);
    if (at >= 0) this.#at = at + 1;
  }

  /** Goes on behind the next line that the driver did not come to by itself. */
  skip(): void {
    this.#at += 1;
  }

  /** Every answer that is on its way has come. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await new Promise((go) => setTimeout(go, 20));
  }

  readonly transport: PrinterTransport = {
    name: "replay",
    open: (user) => this.#open(user),
  };

  async #open(user: LinkUser): Promise<PrinterLink> {
    const found = this.#find((line) => line.what === "open" || line.what === "open-failed");
    const line = found === null ? undefined : this.#lines[found];
    if (found !== null) this.#at = found + 1;
    if (line?.what === "open-failed") throw new HalFault(codeIn(line), "replay");
    this.#user = user;
    if (found !== null) this.#playFrom(found);
    return {
      write: (bytes) => this.#write(bytes),
      close: () => {
        this.#user = undefined;
        return Promise.resolve();
      },
    };
  }

  /** The line from here on that `is` one, not too far ahead. */
  #find(is: (line: PrinterLine) => boolean): number | null {
    let outs = 0;
    for (let at = this.#at; at < this.#lines.length && outs < AHEAD; at++) {
      const line = this.#lines[at];
      if (line && is(line)) return at;
      if (line?.what === "out") outs += 1;
    }
    return null;
  }

  #write(bytes: Uint8Array): Promise<Written> {
    const found = this.#find((line) => line.what === "out" && isSame(bytes, bytesOf(line.hex)));
    if (found === null) return Promise.resolve({ accepted: bytes.length, inDoubt: 0, end: "all" });
    this.#at = found + 1;
    this.#isCutOff = this.#lines.slice(this.#at).every(({ what }) => what === "written");
    this.#playFrom(found);
    const written = this.#lines.slice(found).find(({ what }) => what === "written");
    return Promise.resolve(writtenOf(written, bytes.length));
  }

  /**
   * Plays what came in behind line `from` until the driver wrote or opened again: the first at once, for it was in time however
   * late a busy machine wrote it down, and what followed at its own distance.
   */
  #playFrom(from: number): void {
    let afterMs = ANSWER_MS;
    let beforeMs: number | undefined;
    for (const line of this.#lines.slice(from + 1)) {
      if (line.what === "out" || line.what === "open" || line.what === "open-failed") return;
      if (line.what !== "in" && line.what !== "lost") continue;
      afterMs += Math.min(Math.max(0, line.t - (beforeMs ?? line.t)), LONGEST_PAUSE_MS);
      beforeMs = line.t;
      this.#later(line, afterMs);
    }
  }

  #later(line: PrinterLine, afterMs: number): void {
    const user = this.#user;
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      if (line.what === "in") user?.onBytes(bytesOf("hex" in line ? line.hex : ""));
      else user?.onLost(undefined);
    }, afterMs);
    this.#pending.add(timer);
  }
}

function codeIn(line: PrinterLine): HalCode {
  const code = "code" in line ? line.code : undefined;
  return typeof code === "string" && code in HAL_FAULTS ? (code as HalCode) : "HAL_PRINTER_GONE";
}

/** A slip of the replay has another length: a whole one is taken whole, a broken one as far as it got then. */
function writtenOf(line: PrinterLine | undefined, length: number): Written {
  if (line?.what !== "written" || line.end === undefined || line.end === "all")
    return { accepted: length, inDoubt: 0, end: "all" };
  const accepted = Math.min(line.accepted ?? 0, length);
  return { accepted, inDoubt: Math.min(line.inDoubt ?? 0, length - accepted), end: line.end };
}
