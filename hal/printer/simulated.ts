/**
 * A printer whose paper is a file: the stand's screen draws it, the tests read it.
 * Knows no ticket; the tag of a slip is kept as it is given.
 */
import type { HalClock } from "../clock.ts";
import { type HalCode, HalFault, systemCode } from "../errors.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import type {
  HangingSlip,
  Printer,
  PrinterFarSide,
  PrinterStatus,
  PrintOptions,
  PrintOutcome,
  Slip,
  SlipRecord,
} from "./contract.ts";
import type { ReadyRow } from "./encode.ts";
import { JobLine } from "./line.ts";
import { failedBy, unprinted } from "./outcome.ts";
import type { Kept, PaperFile } from "./paper-file.ts";
import { profileOf } from "./profiles.ts";
import { linesOut, type RenderedSlip, SlipRenderer, textsOn } from "./render.ts";
import { fedMm } from "./roll.ts";
import { isSameStatus } from "./status.ts";
import { TextPictures } from "./text-picture.ts";

/** Paper that nobody tears off falls to the floor: it must not eat the memory, nor be drawn anew with every slip. */
const MOST_HANGING = 50;

/**
 * A simulated printer; `farSide` is its paper, its cable and the citizen.
 * The bytes are made by the encoder of the real driver. A slip's line is in the paper file before `print` resolves, except
 * after `unknown`: the printer goes on with what it has taken, as a real one does. A file that cannot be written is a printer
 * that takes nothing: `failed` (`unknown` where nobody can say) with HAL_PRINTER_PAPER_FILE, and the next slip is tried again.
 */
export class SimulatedPrinter implements Printer {
  readonly farSide: PrinterFarSide;
  readonly #file: PaperFile;
  readonly #printMs: number;
  readonly #clock: HalClock;
  readonly #profile = profileOf();
  readonly #renderer = new SlipRenderer(this.#profile, new TextPictures());
  readonly #line = new JobLine();
  readonly #statuses = new Listeners<PrinterStatus>();
  readonly #slips = new Listeners<SlipRecord>();
  readonly #changed = new Listeners<void>();
  #hanging: HangingSlip[] = [];
  #paper: "ok" | "low" | "out" = "ok";
  #isOnline = true;
  #isJammed = false;
  #hasJammed = false;
  #isClosed = false;
  #coming: Promise<PrintOutcome> | undefined;

  constructor(file: PaperFile, printMs: number, clock: HalClock) {
    this.#file = file;
    this.#printMs = printMs;
    this.#clock = clock;
    this.farSide = this.#newFarSide();
  }

  async open(): Promise<void> {
    await this.#file.open();
  }

  async print(slip: Slip, options: PrintOptions): Promise<PrintOutcome> {
    this.#mustBeOpen();
    return await this.#line.run(() => this.#job(slip, options));
  }

  status(): Promise<PrinterStatus> {
    this.#mustBeOpen();
    return Promise.resolve(this.#status());
  }

  onStatus(listener: (status: PrinterStatus) => void): StopListening {
    return this.#statuses.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#statuses.clear();
    this.#changed.tell();
    await this.#line.idle();
    await this.#coming;
    this.#slips.clear();
    await this.#file.close();
  }

  async #job(slip: Slip, options: PrintOptions): Promise<PrintOutcome> {
    await this.#coming; // a slip that took longer than its asker waited
    const trouble = this.#isClosed ? "HAL_CLOSED" : this.#troubleBefore();
    if (trouble !== undefined) return ended("failed", 0, trouble);
    const rendered = await this.#renderer.render(slip);
    const coming = this.#come(slip, rendered, options);
    this.#coming = coming;
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<PrintOutcome>((resolve) => {
      timer = setTimeout(() => {
        resolve(ended("unknown", rendered.bytes.length, "HAL_PRINTER_SLOW"));
      }, options.timeoutMs);
    });
    const outcome = await Promise.race([coming, timeUp]);
    clearTimeout(timer);
    return outcome;
  }

  /** The paper comes out, the first half and then the second, unless something happens. */
  async #come(slip: Slip, rendered: RenderedSlip, options: PrintOptions): Promise<PrintOutcome> {
    const { rows, bytes, fault } = rendered;
    await this.#while(this.#printMs / 2);
    const first = this.#troubleDuring();
    if (first === undefined) await this.#while(this.#printMs / 2);
    const trouble = first ?? this.#troubleDuring();
    if (trouble === undefined) {
      const kept = await this.#keep({ slip, rows, bytes, options, complete: true });
      const paperMm = fedMm(bytes, this.#profile);
      const without = fault && { without: fault.code, detail: fault.message };
      const printed = { result: "printed" as const, bytesAccepted: bytes.length, paperMm, ...without };
      return this.#without(kept, bytes.length) ?? printed;
    }
    const half = rows.slice(0, Math.ceil(rows.length / 2));
    const out = { ...slip, cut: false, lines: linesOut(slip.lines, rendered, half.length) };
    const torn = this.#renderer.encode(half, out);
    const kept = await this.#keep({ slip: out, rows: half, bytes: torn, options, complete: false });
    if (this.#isJammed) this.#hasJammed = true;
    this.#tell();
    return this.#without(kept, torn.length) ?? ended("torn", torn.length, trouble);
  }

  /** How a slip ended whose paper, the file, could not be written; undefined when it could. */
  #without(kept: Kept, taken: number): PrintOutcome | undefined {
    if (kept.kept === "whole") return undefined;
    const fault = new HalFault(
      "HAL_PRINTER_PAPER_FILE",
      `${this.#file.path} (${systemCode(kept.cause)})`,
      kept.cause,
    );
    return kept.kept === "nothing"
      ? failedBy(fault)
      : { ...failedBy(fault), result: "unknown", bytesAccepted: taken };
  }

  async #keep(out: {
    slip: Slip;
    rows: readonly ReadyRow[];
    bytes: Uint8Array;
    options: PrintOptions;
    complete: boolean;
  }): Promise<Kept> {
    const qr = out.rows.find((row) => row.kind === "qr");
    const record: SlipRecord = {
      ...out.options.tag,
      lines: textsOn(out.rows),
      qr: qr?.data ?? null,
      printedAt: this.#clock.wallMs(),
      complete: out.complete,
      bytes: Buffer.from(out.bytes).toString("base64"),
    };
    const kept = await this.#file.append(record);
    if (kept.kept !== "whole") return kept;
    this.#hanging = [...this.#hanging, { ...record, slip: out.slip }].slice(-MOST_HANGING);
    this.#slips.tell(record);
    return kept;
  }

  #troubleBefore(): HalCode | undefined {
    if (!this.#isOnline) return "HAL_PRINTER_GONE";
    return this.#paper === "out" ? "HAL_PRINTER_PAPER_OUT" : undefined;
  }

  #troubleDuring(): HalCode | undefined {
    if (this.#isClosed) return "HAL_CLOSED";
    return this.#isJammed ? "HAL_PRINTER_ERROR" : this.#troubleBefore();
  }

  #status(): PrinterStatus {
    const isJamKnown = this.#isJammed && this.#hasJammed; // a printer feels a jam only when it prints
    return {
      online: this.#isOnline && this.#paper !== "out" && !isJamKnown,
      paper: this.#isOnline ? this.#paper : "unknown",
      cover: this.#isOnline ? "closed" : "unknown",
      error: this.#troubleBefore() ?? (isJamKnown ? "HAL_PRINTER_ERROR" : null),
      at: this.#clock.wallMs(),
    };
  }

  /** Waits, but no longer than until something happens to the printer that stops it. */
  #while(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(end, ms);
      const stop = this.#changed.add(() => {
        if (this.#isClosed || this.#troubleBefore() !== undefined) end();
      });
    });
  }

  #newFarSide(): PrinterFarSide {
    return {
      paper: (state) => this.#change(() => (this.#paper = state)),
      online: (isOnline) => this.#change(() => (this.#isOnline = isOnline)),
      jam: (isJammed) =>
        this.#change(() => {
          this.#isJammed = isJammed;
          this.#hasJammed &&= isJammed;
        }),
      slips: () => this.#file.slips(),
      hanging: () => [...this.#hanging],
      tearOff: () => this.#hanging.splice(0),
      onSlip: (listener) => this.#slips.add(listener),
    };
  }

  #change(make: () => void): void {
    const before = this.#status();
    make();
    this.#changed.tell();
    if (!isSameStatus(before, this.#status())) this.#tell();
  }

  #tell(): void {
    if (!this.#isClosed) this.#statuses.tell(this.#status());
  }

  #mustBeOpen(): void {
    if (this.#isClosed) throw new HalFault("HAL_CLOSED", "printer");
  }
}

function ended(result: "torn" | "unknown" | "failed", taken: number, code: HalCode): PrintOutcome {
  return unprinted(result, taken, { code, name: "simulated" });
}
