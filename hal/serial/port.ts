/**
 * A serial line over `serialport`, which notices in every case that the line is gone.
 * Knows no scanner and no printer; both use it.
 */
import { SerialPort } from "serialport";
import { deviceAt } from "../device-at.ts";

/** How often the device file is looked at, in milliseconds. */
const CHECK_MS = 250;

/** Which line, and how; `hasFlowControl` is RTS/CTS. */
export type SerialPortSettings = { path: string; baudRate: number; hasFlowControl: boolean };

/** What the line tells: bytes, and at most once (not after `close`) that it is gone. */
export type SerialPortUser = { onBytes: (bytes: Uint8Array) => void; onLost: (cause: unknown) => void };

/**
 * An open serial line.
 * Promises: `onLost` within a quarter of a second after the device went, also in the cases that serialport itself keeps
 * silent about: a hung-up terminal reads as "no bytes" for ever (and keeps a core busy), or gives EIO once and stays "open".
 * After `close` no read, no watch and no timer is left.
 */
export class SerialLine {
  readonly #port: SerialPort;
  readonly #user: SerialPortUser;
  #check: NodeJS.Timeout | undefined;
  #isOver = false;

  private constructor(port: SerialPort, user: SerialPortUser) {
    this.#port = port;
    this.#user = user;
  }

  /** Opens the line. Rejects with serialport's own error (words, no code). */
  static async open(settings: SerialPortSettings, user: SerialPortUser): Promise<SerialLine> {
    const { path, baudRate, hasFlowControl } = settings;
    const port = new SerialPort({ path, baudRate, rtscts: hasFlowControl, autoOpen: false });
    await new Promise<void>((resolve, reject) => {
      port.open((error) => (error === null ? resolve() : reject(error)));
    });
    const line = new SerialLine(port, user);
    line.#listen(await deviceAt(path));
    return line;
  }

  /** Resolves when the kernel has taken the bytes; rejects when the line is lost meanwhile. */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.#port.isOpen) return reject(new Error("the serial line is closed"));
      const lost = (): void => reject(new Error("the serial line was closed"));
      this.#port.once("close", lost); // serialport leaves the callback of a write uncalled when the line breaks
      this.#port.write(bytes, (error) => {
        this.#port.off("close", lost);
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /**
   * Closes the line. What the kernel still holds is dropped first: closing a line with bytes in it waits for up to 30 s,
   * and in libuv's thread pool at that. For the same reason the line is never drained.
   */
  async close(): Promise<void> {
    this.#isOver = true;
    clearInterval(this.#check);
    await this.#shut();
  }

  #listen(device: string | undefined): void {
    this.#port.on("data", (bytes: Buffer) => this.#user.onBytes(bytes));
    this.#port.on("error", (error) => this.#lost(error));
    this.#port.on("close", (cause: unknown) => this.#lost(cause ?? undefined));
    this.#check = setInterval(() => void this.#look(device), CHECK_MS).unref();
  }

  async #look(device: string | undefined): Promise<void> {
    if ((await deviceAt(this.#port.path)) !== device) this.#lost(new Error("the device file has gone"));
  }

  #lost(cause: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#check);
    void this.#shut();
    this.#user.onLost(cause);
  }

  #shut(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#port.isOpen) return resolve();
      this.#port.flush(() => this.#port.close(() => resolve()));
    });
  }
}
