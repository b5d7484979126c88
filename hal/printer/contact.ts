/**
 * The contact with one printer: keeps a conversation going, finds out its status and tells every change.
 * Knows no slip; jobs are the driver's business.
 */
import type { HalClock } from "../clock.ts";
import { type HalCode, HalFault } from "../errors.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import type { Confirm } from "./confirm.ts";
import type { PrinterStatus } from "./contract.ts";
import { PrinterConversation } from "./conversation.ts";
import type { PrinterProfile } from "./profiles.ts";
import { isSameStatus, spoilsSlip, statusOf, unaskedStatus } from "./status.ts";
import type { PrinterTransport } from "./transport.ts";
import { Unanswered } from "./unanswered.ts";

export type ContactSettings = {
  readonly confirm: Confirm;
  readonly profile: PrinterProfile;
  readonly answerMs: number;
};

/** A status, or why there is none. */
export type Said = PrinterStatus | "silent" | "rubbish";

const PROBLEM = { silent: "HAL_PRINTER_SILENT", rubbish: "HAL_PRINTER_RUBBISH" } as const;

/** The code of a printer that gives no status. */
export function problemOf(said: "silent" | "rubbish"): HalCode {
  return PROBLEM[said];
}

/**
 * One printer that may come and go.
 * Promises: every change of status is told once, `at` aside, whether it was asked for or told by the printer itself.
 * Its methods are called one at a time, by the driver's line of jobs; only `close` may come in between.
 */
export class PrinterContact {
  /** Called when a link breaks by itself. */
  onLost: () => void = () => undefined;
  readonly #transport: PrinterTransport;
  readonly #settings: ContactSettings;
  readonly #clock: HalClock;
  readonly #statuses = new Listeners<PrinterStatus>();
  readonly #unanswered = new Unanswered();
  #conversation: PrinterConversation | undefined;
  #lastStatus: PrinterStatus | undefined;
  #spoiledBy: HalCode | undefined;
  #hasEverAnswered = false;
  #isClosed = false;

  constructor(transport: PrinterTransport, settings: ContactSettings, clock: HalClock) {
    this.#transport = transport;
    this.#settings = settings;
    this.#clock = clock;
  }

  get name(): string {
    return this.#transport.name;
  }

  get conversation(): PrinterConversation | undefined {
    return this.#conversation;
  }

  get hasEverAnswered(): boolean {
    return this.#hasEverAnswered;
  }

  /** The first trouble since `beginSlip` that spoils a slip, even when it is over. */
  get spoiledBy(): HalCode | undefined {
    return this.#spoiledBy;
  }

  beginSlip(): void {
    this.#spoiledBy = undefined;
    this.#unanswered.beginSlip();
  }

  onStatus(listener: (status: PrinterStatus) => void): StopListening {
    return this.#statuses.add(listener);
  }

  /** Finds out the status and tells a change. A link that went stale unnoticed gets a second try on a new one. */
  async look(timeoutMs = this.#settings.answerMs): Promise<PrinterStatus> {
    const wasInUse = this.#conversation !== undefined;
    let status = await this.#lookOnce(timeoutMs);
    if (wasInUse && status.error === "HAL_PRINTER_SILENT") status = await this.#lookOnce(timeoutMs);
    this.#tell(status);
    return status;
  }

  /** Asks over the link that is open, and tells a change. */
  async ask(): Promise<Said> {
    const { confirm, answerMs } = this.#settings;
    const conversation = this.#conversation;
    if (confirm === "none" || conversation === undefined) return "silent";
    let asked = await conversation.status(answerMs);
    // one disturbed byte is no babbling line, and one late answer no silence
    if (asked === "rubbish" || asked === "missed") asked = await conversation.status(answerMs);
    if (typeof asked === "string") return asked === "missed" ? "silent" : asked;
    return this.#take(statusOf(asked, this.#clock.wallMs()));
  }

  /** Opens a link unless one is open; the fault when that cannot be. */
  async callUp(timeoutMs: number): Promise<HalFault | undefined> {
    if (this.#isClosed) return new HalFault("HAL_CLOSED", "printer");
    if (this.#conversation?.isLost) await this.hangUp();
    if (this.#conversation !== undefined) return undefined;
    try {
      this.#conversation = await this.#begin(timeoutMs);
    } catch (error) {
      this.#unanswered.forget();
      if (error instanceof HalFault) return error;
      throw error;
    }
    const { confirm, answerMs } = this.#settings;
    if (confirm !== "none") await this.#conversation.askToTell(answerMs);
    return undefined;
  }

  async hangUp(): Promise<void> {
    const conversation = this.#conversation;
    this.#conversation = undefined;
    await conversation?.close();
  }

  /** Tells nothing from now on. To be called again when the last job has ended, for a link that it had opened meanwhile. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#statuses.clear();
    await this.hangUp();
  }

  #begin(timeoutMs: number): Promise<PrinterConversation> {
    const user = {
      replies: this.#settings.profile.status,
      unanswered: this.#unanswered,
      clock: this.#clock,
      onUnasked: (reading: Parameters<typeof statusOf>[0]) =>
        void this.#take(statusOf(reading, this.#clock.wallMs())),
      onLost: () => {
        this.#unanswered.forget();
        this.onLost();
      },
    };
    return PrinterConversation.begin(this.#transport, user, timeoutMs);
  }

  async #lookOnce(timeoutMs: number): Promise<PrinterStatus> {
    const at = this.#clock.wallMs();
    const fault = await this.callUp(timeoutMs);
    if (fault !== undefined) return { ...unaskedStatus(false, fault.code, at), cause: fault.cause };
    if (this.#settings.confirm === "none") return unaskedStatus(true, null, at);
    const said = await this.ask();
    if (typeof said !== "string") return said;
    await this.hangUp();
    return unaskedStatus(said === "silent" && !this.#hasEverAnswered, problemOf(said), at);
  }

  #take(status: PrinterStatus): PrinterStatus {
    this.#hasEverAnswered = true;
    if (spoilsSlip(status.error)) this.#spoiledBy ??= status.error ?? undefined;
    this.#tell(status);
    return status;
  }

  #tell(status: PrinterStatus): void {
    if (this.#isClosed) return;
    const isNews = this.#lastStatus === undefined || !isSameStatus(this.#lastStatus, status);
    this.#lastStatus = status;
    if (isNews) this.#statuses.tell(status);
  }
}
