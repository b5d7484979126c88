/**
 * A device that may come, go and come back at any time: connects, tells, and connects again by itself.
 * Knows no device and no bytes; what a connection carries is its driver's own matter.
 */
import { HalFault } from "../errors.ts";
import { Listeners, type StopListening } from "../listeners.ts";

/** An open connection. */
export type Wire = { close: () => Promise<void> };

/**
 * Opens the connection; rejects with a HalFault while the device cannot be opened. `onLost` is told at most once, and not after
 * `close`; it may be told before the promise resolves.
 */
export type Connect = (onLost: (cause: unknown) => void) => Promise<Wire>;

/** `reopenMs`: the pause between two tries; `lost`: the fault of a device that went away. */
export type PlugOptions = { reopenMs: number; lost: (cause: unknown) => HalFault };

/**
 * The plug of one device.
 * Promises: `onGone` once when the device goes or is missing at `open` (again only when the reason changes, say from missing to
 * forbidden), `onBack` once when it is there again; tries until `close`, after which nothing is told, no timer is left and
 * the device is free.
 */
export class Plug {
  readonly #connectDevice: Connect;
  readonly #options: PlugOptions;
  readonly #gone = new Listeners<HalFault>();
  readonly #back = new Listeners<void>();
  #wire: Wire | undefined;
  #retry: NodeJS.Timeout | undefined;
  #connecting: Promise<void> = Promise.resolve();
  #fault: HalFault | undefined;
  #isClosed = false;

  constructor(connect: Connect, options: PlugOptions) {
    this.#connectDevice = connect;
    this.#options = options;
  }

  get isIn(): boolean {
    return this.#wire !== undefined;
  }

  /** Tries once to connect; a missing device does not reject, the tries go on until `close`. */
  async open(): Promise<void> {
    this.#connecting = this.#connect();
    await this.#connecting;
  }

  /** Whoever begins to listen while the device is gone is told at once. */
  onGone(listener: (fault: HalFault) => void): StopListening {
    if (this.#fault !== undefined) listener(this.#fault);
    return this.#gone.add(listener);
  }

  onBack(listener: () => void): StopListening {
    return this.#back.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#gone.clear();
    this.#back.clear();
    await this.#connecting;
    const wire = this.#wire;
    this.#wire = undefined;
    await wire?.close();
  }

  async #connect(): Promise<void> {
    let isLost = false; // may come before the answer of connect is seen here
    try {
      const wire = await this.#connectDevice((cause) => {
        isLost = true;
        this.#lost(this.#options.lost(cause));
      });
      if (isLost) return;
      this.#wire = wire;
    } catch (error) {
      if (!(error instanceof HalFault)) throw error;
      this.#lost(error);
      return;
    }
    const wasGone = this.#fault !== undefined;
    this.#fault = undefined;
    if (wasGone) this.#back.tell();
  }

  #lost(fault: HalFault): void {
    this.#wire = undefined;
    if (this.#isClosed) return;
    const isNews = this.#fault?.code !== fault.code;
    this.#fault = fault;
    this.#retry = setTimeout(() => void this.open(), this.#options.reopenMs).unref();
    if (isNews) this.#gone.tell(fault);
  }
}
