/** A fake printer behind a USB of the tests. Knows no driver. */
import {
  type UsbBinding,
  type UsbPipe,
  type UsbPrinterPort,
  UsbTimeout,
} from "../../../hal/printer/libusb.ts";
import { FakePrinter } from "./fake-printer.ts";

export const PORT: UsbPrinterPort = {
  place: "1-1",
  usb: "04b8:0e28",
  serialNumber: "X3K1",
  interfaceNumber: 0,
  outEndpoint: 1,
  inEndpoint: 2,
  kernelDriver: undefined,
};

/** Bytes that a printer takes in one packet run before it is full. */
const ROOM_BYTES = 4096;

/** The machine, its USB, and its cable; `port` is what the kernel says of it. `claimed` counts who holds it. */
export class UsbPrinter {
  readonly machine = new FakePrinter();
  readonly binding: UsbBinding;
  port: UsbPrinterPort = PORT;
  claimFault: Error | undefined;
  claimed = 0;
  #isIn = true;
  #isDeaf = false;
  #held = 0;
  #said: Buffer[] = [];
  #wake: (() => void) | undefined;

  constructor() {
    this.machine.onSay = (bytes) => this.#say(bytes);
    this.binding = {
      printers: () => Promise.resolve(this.#isIn ? [this.port] : []),
      claim: () => this.#claim(),
    };
  }

  readonly online = (isOnline: boolean): Promise<void> => {
    this.#isIn = isOnline;
    this.#isDeaf = false;
    this.#held = 0;
    this.#said = [];
    if (!isOnline) this.machine.switchOff();
    this.#wake?.();
    return Promise.resolve();
  };

  readonly deafen = (): void => {
    this.#isDeaf = true;
  };

  #say(bytes: Buffer): void {
    this.#said.push(bytes);
    this.#wake?.();
  }

  #claim(): Promise<UsbPipe> {
    if (this.claimFault) return Promise.reject(this.claimFault);
    this.claimed += 1;
    return Promise.resolve({
      send: (bytes, timeoutMs) => this.#send(bytes, timeoutMs),
      receive: (timeoutMs) => this.#receive(timeoutMs),
      close: () => {
        this.claimed -= 1;
        return Promise.resolve();
      },
    });
  }

  async #send(bytes: Uint8Array, timeoutMs: number): Promise<number> {
    if (!this.#isIn) throw new Error("transferOut error: Disconnected");
    if (this.#isDeaf && this.#held + bytes.length > ROOM_BYTES) {
      await this.#wait(timeoutMs);
      throw this.#isIn ? new UsbTimeout("Cancelled") : new Error("transferOut error: Disconnected");
    }
    if (this.#isDeaf) this.#held += bytes.length;
    else {
      const answers = this.machine.feed(bytes);
      if (answers.length > 0) this.#say(answers);
    }
    return bytes.length;
  }

  async #receive(timeoutMs: number): Promise<Uint8Array> {
    if (this.#isIn && this.#said.length === 0) await this.#wait(timeoutMs);
    if (!this.#isIn) throw new Error("transferIn error: Disconnected");
    const said = this.#said.shift();
    if (said === undefined) throw new UsbTimeout("Cancelled");
    return said;
  }

  /** Until something happens or the time is up. */
  #wait(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const before = this.#wake;
      const end = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(end, timeoutMs);
      this.#wake = () => {
        before?.();
        end();
      };
    });
  }
}
