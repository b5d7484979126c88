/**
 * The driver of ESC/POS printers, over any transport.
 * Knows no ticket; how bytes travel is the transport's business, how a slip looks the encoder's.
 */
import type { HalClock } from "../clock.ts";
import { HalFault } from "../errors.ts";
import type { StopListening } from "../listeners.ts";
import type { Confirm } from "./confirm.ts";
import { PrinterContact, problemOf } from "./contact.ts";
import type { Printer, PrinterStatus, PrintOptions, PrintOutcome, Slip } from "./contract.ts";
import { JobLine } from "./line.ts";
import { failedBy, unprinted } from "./outcome.ts";
import type { PrinterProfile } from "./profiles.ts";
import { SlipRenderer } from "./render.ts";
import { fedMm } from "./roll.ts";
import { TELL_UNASKED } from "./status.ts";
import type { TextPictures } from "./text-picture.ts";
import type { PrinterTransport, Written } from "./transport.ts";

/** Settings of one printer; their meaning is told at `EscposPrinterOptions`. */
export type EscposSettings = {
  confirm: Confirm;
  profile: PrinterProfile;
  /** Draws the letters that the printer lacks; null writes them in likenesses. */
  pictures: TextPictures | null;
  settleMs: number;
  answerMs: number;
  pollMs: number;
};

/** How often a printer that cannot be reached is tried, and one that has not answered yet is asked meanwhile. */
const SOON_MS = 1000;

/**
 * An ESC/POS printer.
 * What "printed" rests on: with `confirm` "drained", on the printer's answer from behind the slip (GS r), after which it has
 * printed and cut, and a trouble-free status; with "status", on a trouble-free status `settleMs` after the last byte was taken,
 * while the last lines may still be in the printer's memory; with "none", on the bytes being taken and nothing else.
 * Trouble that came and went in the middle leaves a slip torn where the printer tells it by itself (GS a) or was just asked.
 * Before each slip the printer is asked too, so that an empty or open printer is `failed` with nothing sent. One that has
 * answered before and is silent now is `failed` as well, and so is one that answers rubbish (a wrong baud rate, as a rule, which
 * would print rubbish too); one that never answered is sent the slip and ends `unknown`.
 */
export class EscposPrinter implements Printer {
  readonly #settings: EscposSettings;
  readonly #renderer: SlipRenderer;
  readonly #clock: HalClock;
  readonly #contact: PrinterContact;
  readonly #line = new JobLine();
  #isClosed = false;
  #poll: NodeJS.Timeout | undefined;
  #lostMs = Number.NEGATIVE_INFINITY;

  constructor(transport: PrinterTransport, settings: EscposSettings, clock: HalClock) {
    this.#settings = settings;
    this.#renderer = new SlipRenderer(settings.profile, settings.pictures);
    this.#clock = clock;
    this.#contact = new PrinterContact(transport, settings, clock);
    this.#contact.onLost = () => this.#lookAfterLoss();
  }

  /** Begins to ask an idle printer from time to time; the printer need not be there. */
  open(): void {
    this.#pollLater();
  }

  async print(slip: Slip, options: PrintOptions): Promise<PrintOutcome> {
    this.#mustBeOpen();
    return await this.#line.run(() => this.#job(slip, options));
  }

  async status(): Promise<PrinterStatus> {
    this.#mustBeOpen();
    return await this.#line.run(() => this.#contact.look());
  }

  onStatus(listener: (status: PrinterStatus) => void): StopListening {
    return this.#contact.onStatus(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#poll);
    await this.#contact.close();
    await this.#line.idle();
    await this.#contact.close();
  }

  async #job(slip: Slip, options: PrintOptions): Promise<PrintOutcome> {
    const until = this.#clock.monotonicMs() + options.timeoutMs;
    const left = (): number => Math.max(0, until - this.#clock.monotonicMs());
    // everything is drawn before the first byte is sent; half of the time is left for the printer
    const { bytes: slipBytes, fault } = await this.#renderer.render(slip, left() / 2);
    const bytes = this.#stayTelling(slipBytes);
    const refusal = await this.#refusal(left());
    if (refusal !== undefined) return refusal;
    this.#contact.beginSlip();
    const written = await this.#contact.conversation?.write(bytes, left());
    if (written === undefined) return this.#ended("failed", 0, "HAL_PRINTER_GONE");
    const outcome =
      written.end === "all" ? await this.#confirmed(bytes.length, left) : await this.#broken(written);
    const paperMm = fedMm(bytes.subarray(0, outcome.bytesAccepted), this.#settings.profile);
    const without = fault && { without: fault.code, detail: outcome.detail ?? fault.message };
    return { ...outcome, ...without, paperMm };
  }

  /** ESC @, with which a slip begins, ends the telling (GS a); so it is asked for again right behind it. */
  #stayTelling(bytes: Uint8Array): Uint8Array {
    const { confirm, profile } = this.#settings;
    if (confirm === "none" || !profile.status.asb) return bytes;
    return Buffer.concat([bytes.subarray(0, 2), TELL_UNASKED, bytes.subarray(2)]);
  }

  /** Why the slip is not even begun, or undefined. Leaves an open conversation behind when it is begun. */
  async #refusal(timeoutMs: number): Promise<PrintOutcome | undefined> {
    if (this.#isClosed) return this.#ended("failed", 0, "HAL_CLOSED");
    const status = await this.#contact.look(timeoutMs);
    const isSilentEver = status.error === "HAL_PRINTER_SILENT" && !this.#contact.hasEverAnswered;
    if (status.error !== null && !isSilentEver) return this.#ended("failed", 0, status.error);
    const fault = await this.#contact.callUp(timeoutMs);
    if (fault !== undefined) return failedBy(fault);
    const { confirm, answerMs } = this.#settings;
    if (confirm === "drained")
      await this.#contact.conversation?.settleDrained(Math.min(answerMs, timeoutMs / 8));
    return undefined;
  }

  async #broken(written: Written): Promise<PrintOutcome> {
    const taken = written.accepted + written.inDoubt;
    const said = written.end === "timeout" ? await this.#contact.ask() : "silent";
    await this.#contact.hangUp(); // drops what was not taken, so that it cannot come out later
    if (taken === 0)
      return this.#ended("failed", 0, written.end === "lost" ? "HAL_PRINTER_GONE" : "HAL_PRINTER_SLOW");
    if (written.end === "lost") return this.#ended("torn", taken, "HAL_PRINTER_CUT_SHORT");
    return typeof said === "string" || said.error === null
      ? this.#ended("unknown", taken, "HAL_PRINTER_SLOW")
      : this.#ended("torn", taken, said.error);
  }

  /** All bytes were taken: asks what became of them, as far as `confirm` says. */
  async #confirmed(taken: number, left: () => number): Promise<PrintOutcome> {
    const { confirm, settleMs } = this.#settings;
    if (confirm === "none") return { result: "printed", bytesAccepted: taken };
    let isDrained = true;
    if (confirm === "drained") isDrained = await this.#isDrained(left);
    else await pause(Math.min(settleMs, left()));
    const wasLost = this.#contact.conversation?.isLost ?? true;
    const said = await this.#contact.ask();
    if (typeof said === "string") {
      await this.#contact.hangUp(); // a late answer must not be taken for the answer to a later question
      return this.#ended("unknown", taken, wasLost ? "HAL_PRINTER_CUT_SHORT" : problemOf(said));
    }
    const trouble = said.error ?? this.#contact.spoiledBy;
    if (trouble !== undefined) return this.#ended("torn", taken, trouble);
    return isDrained
      ? { result: "printed", bytesAccepted: taken }
      : this.#ended("unknown", taken, "HAL_PRINTER_SLOW");
  }

  /** Waits for the answer from behind the slip, and looks meanwhile whether it can still come. */
  async #isDrained(left: () => number): Promise<boolean> {
    const { conversation } = this.#contact;
    if (conversation === undefined) return false;
    const answered = conversation.isDrained(left());
    for (;;) {
      let timer: NodeJS.Timeout | undefined;
      const soon = new Promise<"soon">((resolve) => {
        timer = setTimeout(() => resolve("soon"), SOON_MS);
      });
      const first = await Promise.race([answered, soon]);
      clearTimeout(timer);
      if (first !== "soon") return first;
      await this.#contact.ask();
      if (this.#contact.spoiledBy !== undefined) conversation.giveUpDrained();
    }
  }

  /** A link that broke may be a pulled cable: that is told at once and not at the next poll, but not in a loop. */
  #lookAfterLoss(): void {
    const nowMs = this.#clock.monotonicMs();
    if (this.#isClosed || nowMs - this.#lostMs < SOON_MS) return;
    this.#lostMs = nowMs;
    void this.#line.run(() => this.#contact.look());
  }

  #pollLater(): void {
    const { pollMs } = this.#settings;
    if (pollMs === 0 || this.#isClosed) return;
    const isThere = this.#contact.conversation !== undefined;
    const poll = async (): Promise<void> => {
      await this.#line.run(() => this.#contact.look());
      this.#pollLater();
    };
    this.#poll = setTimeout(() => void poll(), isThere ? pollMs : Math.min(pollMs, SOON_MS)).unref();
  }

  #ended(result: "torn" | "unknown" | "failed", taken: number, code: HalFault["code"]): PrintOutcome {
    return unprinted(result, taken, { code, name: this.#contact.name });
  }

  #mustBeOpen(): void {
    if (this.#isClosed) throw new HalFault("HAL_CLOSED", "printer");
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
