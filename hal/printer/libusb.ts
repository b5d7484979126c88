/**
 * The way to a USB printer without the kernel's driver usblp.
 * Knows no printer command; the machine's USB comes as a binding, so that the tests have one of their own.
 */
import { type HalCode, HalFault } from "../errors.ts";
import type { UsbPrinterIds } from "./contract.ts";
import type { LinkUser, PrinterLink, PrinterTransport, Written } from "./transport.ts";

/** One printer-class interface that is plugged in. `kernelDriver` holds it: "usblp" or another. */
export type UsbPrinterPort = {
  /** Where it is plugged in, as the kernel names it: "1-1.2". */
  readonly place: string;
  /** Vendor and product: "04b8:0e28". */
  readonly usb: string;
  readonly serialNumber: string | undefined;
  readonly interfaceNumber: number;
  readonly outEndpoint: number;
  /** A one-way printer has none. */
  readonly inEndpoint: number | undefined;
  readonly kernelDriver: string | undefined;
};

/** A transfer that took longer than its limit. */
export class UsbTimeout extends Error {
  override readonly name = "UsbTimeout";
}

/** A claimed interface. `send` and `receive` reject with {@link UsbTimeout}, or with anything else when the device has gone. */
export type UsbPipe = {
  readonly send: (bytes: Uint8Array, timeoutMs: number) => Promise<number>;
  readonly receive: (timeoutMs: number) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
};

/** The machine's USB. `claim` rejects with a system error (EACCES, EBUSY, ENODEV). */
export type UsbBinding = {
  readonly printers: () => Promise<readonly UsbPrinterPort[]>;
  readonly claim: (port: UsbPrinterPort) => Promise<UsbPipe>;
};

/** Full packets of a high-speed device, and small enough that a broken cable shows how far the slip got. */
const PIECE_BYTES = 512;
/** How long one look for answers takes: a pulled cable is noticed and `close` waits that long at most. */
const LISTEN_MS = 100;

/**
 * A libusb transport. "Accepted" means: taken by the printer itself, piece by piece; a piece that ran into its time limit is in doubt.
 * Takes nothing away by force: a printer that usblp holds is refused as HAL_PRINTER_USBLP. Looks for the printer anew at each
 * opening, so that it may come back at another place.
 */
export function libusbTransport(ids: UsbPrinterIds, binding: UsbBinding): PrinterTransport {
  const name = nameOf(ids);
  return {
    name,
    open: async (user) => {
      const port = await find(ids, binding);
      if (port === undefined) throw new HalFault("HAL_PRINTER_GONE", name);
      if (port.kernelDriver === "usblp") throw new HalFault("HAL_PRINTER_USBLP", name);
      return new UsbLink(await claim(port, name, binding), user, port.inEndpoint !== undefined);
    },
  };
}

/** "04b8:0e28 X3K1", or "USB" for any. */
function nameOf({ usb, serialNumber }: UsbPrinterIds): string {
  return serialNumber === undefined ? (usb ?? "USB") : `${usb ?? "USB"} ${serialNumber}`;
}

/** The first that fits; one that usblp does not hold goes before. */
async function find(ids: UsbPrinterIds, binding: UsbBinding): Promise<UsbPrinterPort | undefined> {
  const fitting = (await binding.printers()).filter(
    ({ usb, serialNumber }) =>
      (ids.usb?.toLowerCase() ?? usb) === usb && (ids.serialNumber ?? serialNumber) === serialNumber,
  );
  return fitting.find(({ kernelDriver }) => kernelDriver !== "usblp") ?? fitting[0];
}

async function claim(port: UsbPrinterPort, name: string, binding: UsbBinding): Promise<UsbPipe> {
  try {
    return await binding.claim(port);
  } catch (error) {
    throw error instanceof HalFault ? error : new HalFault(claimCode(error), name, error);
  }
}

function claimCode(error: unknown): HalCode {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === "EACCES" || code === "EPERM") return "HAL_PRINTER_USB_DENIED";
  return code === "EBUSY" ? "HAL_PRINTER_BUSY" : "HAL_PRINTER_GONE";
}

class UsbLink implements PrinterLink {
  readonly #pipe: UsbPipe;
  readonly #user: LinkUser;
  readonly #listening: Promise<void>;
  #sending: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(pipe: UsbPipe, user: LinkUser, isTwoWay: boolean) {
    this.#pipe = pipe;
    this.#user = user;
    this.#listening = isTwoWay ? this.#listen() : Promise.resolve();
  }

  /** One writer after the other: an endpoint carries one transfer at a time. */
  write(bytes: Uint8Array, timeoutMs: number): Promise<Written> {
    const written = this.#sending.then(() => this.#write(bytes, timeoutMs));
    this.#sending = written;
    return written;
  }

  async close(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await Promise.all([this.#listening, this.#sending]);
    await this.#pipe.close().catch(() => undefined); // of a device that has gone, nothing is left to close
  }

  async #write(bytes: Uint8Array, timeoutMs: number): Promise<Written> {
    const until = performance.now() + timeoutMs;
    let accepted = 0;
    while (accepted < bytes.length) {
      const piece = bytes.subarray(accepted, accepted + PIECE_BYTES);
      const leftMs = until - performance.now();
      if (this.#isOver) return { accepted, inDoubt: 0, end: "lost" };
      if (leftMs <= 0) return { accepted, inDoubt: 0, end: "timeout" };
      try {
        accepted += await this.#pipe.send(piece, Math.ceil(leftMs));
      } catch (cause) {
        return {
          accepted,
          inDoubt: piece.length,
          end: cause instanceof UsbTimeout ? "timeout" : "lost",
          cause,
        };
      }
    }
    return { accepted, inDoubt: 0, end: "all" };
  }

  async #listen(): Promise<void> {
    while (!this.#isOver) {
      try {
        const bytes = await this.#pipe.receive(LISTEN_MS);
        if (!this.#isOver && bytes.length > 0) this.#user.onBytes(bytes);
      } catch (cause) {
        if (cause instanceof UsbTimeout) continue;
        if (!this.#isOver) this.#lose(cause);
        return;
      }
    }
  }

  #lose(cause: unknown): void {
    this.#isOver = true;
    void this.#sending.then(() => this.#pipe.close()).catch(() => undefined);
    this.#user.onLost(cause);
  }
}
