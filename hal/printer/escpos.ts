/**
 * The driver of ESC/POS printers, over any transport.
 * Knows no ticket; how bytes travel is the transport's business, how a slip looks the encoder's.
 */
import type { HalClock } from "../clock.ts";
import { HalFault } from "../errors.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import type { Printer, PrinterStatus, PrintOptions, PrintOutcome, Slip } from "./contract.ts";
import { PrinterConversation } from "./conversation.ts";
import { JobLine } from "./line.ts";
import { failedBy, unprinted } from "./outcome.ts";
import type { PrinterProfile } from "./profiles.ts";
import { SlipRenderer } from "./render.ts";
import { isSameStatus, type StatusQuestion, unaskedStatus } from "./status.ts";
import type { TextPictures } from "./text-picture.ts";
import type { PrinterTransport, Written } from "./transport.ts";

/** Settings of one printer; their meaning is told at `EscposPrinterOptions`. */
export type EscposSettings = {
  confirm: "drained" | "status" | "none";
  profile: PrinterProfile;
  /** Draws the letters that the printer lacks; null writes them in likenesses. */
  pictures: TextPictures | null;
  settleMs: number;
  answerMs: number;
  pollMs: number;
};

/**
 * An ESC/POS printer.
 * What "printed" rests on: with `confirm` "drained", on the printer's answer from behind the slip (GS r) and a
 * trouble-free status; with "status", on a trouble-free status `settleMs` after the last byte was taken, while the last
 * lines may still be in the printer's memory; with "none", on the bytes being taken and nothing else.
 * Before each slip the printer is asked too, so that an empty or open printer is `failed` with nothing sent. One that has
 * answered before and is silent now is `failed` as well; one that never answered is sent the slip and ends `unknown`.
 */
export class EscposPrinter implements Printer {
  readonly #transport: PrinterTransport;
  readonly #settings: EscposSettings;
  readonly #renderer: SlipRenderer;
  readonly #clock: HalClock;
  readonly #line = new JobLine();
  readonly #statuses = new Listeners<PrinterStatus>();
  readonly #unknownQuestions = new Set<StatusQuestion>();
  #conversation: PrinterConversation | undefined;
  #lastStatus: PrinterStatus | undefined;
  #hasEverAnswered = false;
  #isClosed = false;
  #poll: NodeJS.Timeout | undefined;

  constructor(transport: PrinterTransport, settings: EscposSettings, clock: HalClock) {
    this.#transport = transport;
    this.#settings = settings;
    this.#renderer = new SlipRenderer(settings.profile, settings.pictures);
    this.#clock = clock;
  }

  /** Begins to ask an idle printer from time to time; the printer need not be there. */
  open(): void {
    const { pollMs } = this.#settings;
    if (pollMs > 0) this.#poll = setInterval(() => void this.#line.run(() => this.#look()), pollMs).unref();
  }

  async print(slip: Slip, options: PrintOptions): Promise<PrintOutcome> {
    this.#mustBeOpen();
    return await this.#line.run(() => this.#job(slip, options));
  }

  async status(): Promise<PrinterStatus> {
    this.#mustBeOpen();
    return await this.#line.run(() => this.#look());
  }

  onStatus(listener: (status: PrinterStatus) => void): StopListening {
    return this.#statuses.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#poll);
    this.#statuses.clear();
    await this.#hangUp();
    await this.#line.idle();
    await this.#hangUp();
  }

  async #job(slip: Slip, options: PrintOptions): Promise<PrintOutcome> {
    const until = this.#clock.monotonicMs() + options.timeoutMs;
    const left = (): number => Math.max(0, until - this.#clock.monotonicMs());
    const { bytes } = await this.#renderer.render(slip);
    const refusal = await this.#refusal(left());
    if (refusal !== undefined) return refusal;
    const written = await this.#conversation?.write(bytes, left());
    if (written === undefined) return this.#ended("failed", 0, "HAL_PRINTER_GONE");
    return written.end === "all" ? await this.#confirmed(bytes.length, left) : await this.#broken(written);
  }

  /** Why the slip is not even begun, or undefined. Leaves an open conversation behind when it is begun. */
  async #refusal(timeoutMs: number): Promise<PrintOutcome | undefined> {
    if (this.#isClosed) return this.#ended("failed", 0, "HAL_CLOSED");
    const status = await this.#look(timeoutMs);
    const isSilentEver = status.error === "HAL_PRINTER_SILENT" && !this.#hasEverAnswered;
    if (status.error !== null && !isSilentEver) return this.#ended("failed", 0, status.error);
    const fault = await this.#callUp(timeoutMs);
    return fault === undefined ? undefined : failedBy(fault);
  }

  async #broken(written: Written): Promise<PrintOutcome> {
    const taken = written.accepted + written.inDoubt;
    const status = written.end === "timeout" ? await this.#askStatus() : undefined;
    await this.#hangUp(); // drops what was not taken, so that it cannot come out later
    if (taken === 0)
      return this.#ended("failed", 0, written.end === "lost" ? "HAL_PRINTER_GONE" : "HAL_PRINTER_SLOW");
    if (written.end === "lost") return this.#ended("torn", taken, "HAL_PRINTER_CUT_SHORT");
    return status === undefined || status.error === null
      ? this.#ended("unknown", taken, "HAL_PRINTER_SLOW")
      : this.#ended("torn", taken, status.error);
  }

  /** All bytes were taken: asks what became of them, as far as `confirm` says. */
  async #confirmed(taken: number, left: () => number): Promise<PrintOutcome> {
    const { confirm, settleMs } = this.#settings;
    if (confirm === "none") return { result: "printed", bytesAccepted: taken };
    let isDrained = true;
    if (confirm === "drained") isDrained = (await this.#conversation?.isDrained(left())) ?? false;
    else await this.#pause(Math.min(settleMs, left()));
    const wasLost = this.#conversation?.isLost ?? true;
    const status = await this.#askStatus();
    if (status === undefined) {
      await this.#hangUp(); // a late answer must not be taken for the answer to a later question
      return this.#ended("unknown", taken, wasLost ? "HAL_PRINTER_CUT_SHORT" : "HAL_PRINTER_SILENT");
    }
    if (status.error !== null) return this.#ended("torn", taken, status.error);
    return isDrained
      ? { result: "printed", bytesAccepted: taken }
      : this.#ended("unknown", taken, "HAL_PRINTER_SLOW");
  }

  /** Finds out the status and tells a change. A link that went stale unnoticed gets a second try on a new one. */
  async #look(timeoutMs = this.#settings.answerMs): Promise<PrinterStatus> {
    const wasInUse = this.#conversation !== undefined;
    let status = await this.#lookOnce(timeoutMs);
    if (wasInUse && status.error === "HAL_PRINTER_SILENT") status = await this.#lookOnce(timeoutMs);
    this.#tell(status);
    return status;
  }

  async #lookOnce(timeoutMs: number): Promise<PrinterStatus> {
    const at = this.#clock.wallMs();
    const fault = await this.#callUp(timeoutMs);
    if (fault !== undefined) return { ...unaskedStatus(false, fault.code, at), cause: fault.cause };
    if (this.#settings.confirm === "none") return unaskedStatus(true, null, at);
    const status = await this.#askStatus();
    if (status !== undefined) return status;
    await this.#hangUp();
    return unaskedStatus(!this.#hasEverAnswered, "HAL_PRINTER_SILENT", at);
  }

  async #askStatus(): Promise<PrinterStatus | undefined> {
    const { confirm, answerMs } = this.#settings;
    if (confirm === "none") return undefined;
    const status = await this.#conversation?.status(answerMs, () => this.#clock.wallMs());
    if (status === undefined) return undefined;
    this.#hasEverAnswered = true;
    this.#tell(status);
    return status;
  }

  async #callUp(timeoutMs: number): Promise<HalFault | undefined> {
    if (this.#isClosed) return new HalFault("HAL_CLOSED", "printer");
    if (this.#conversation?.isLost) await this.#hangUp();
    if (this.#conversation !== undefined) return undefined;
    try {
      this.#conversation = await PrinterConversation.begin(
        this.#transport,
        this.#unknownQuestions,
        timeoutMs,
      );
      return undefined;
    } catch (error) {
      if (error instanceof HalFault) return error;
      throw error;
    }
  }

  async #hangUp(): Promise<void> {
    const conversation = this.#conversation;
    this.#conversation = undefined;
    await conversation?.close();
  }

  #tell(status: PrinterStatus): void {
    const isNews = this.#lastStatus === undefined || !isSameStatus(this.#lastStatus, status);
    this.#lastStatus = status;
    if (isNews) this.#statuses.tell(status);
  }

  #ended(result: "torn" | "unknown" | "failed", taken: number, code: HalFault["code"]): PrintOutcome {
    return unprinted(result, taken, { code, name: this.#transport.name });
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
  }

  #mustBeOpen(): void {
    if (this.#isClosed) throw new HalFault("HAL_CLOSED", "printer");
  }
}
