/**
 * The way to a printer over a serial line (RS-232, USB-serial), by `serialport`.
 * Knows no printer command.
 */
import { SerialPort } from "serialport";
import {
  type LinkUser,
  type PrinterLink,
  type PrinterTransport,
  printerOpenFault,
  writePieces,
} from "./transport.ts";

/** Settings of the line; `hasFlowControl` is RTS/CTS, without which a printer loses bytes while it is busy. */
export type SerialLineOptions = { path: string; baudRate: number; hasFlowControl: boolean };

/**
 * A serial transport. "Accepted" means: taken by the kernel's line buffer.
 * The port is never drained: tcdrain blocks a thread of libuv for as long as the printer holds the line.
 */
export function serialTransport(options: SerialLineOptions): PrinterTransport {
  const { path, baudRate, hasFlowControl } = options;
  return {
    name: path,
    open: (user) =>
      new Promise<PrinterLink>((resolve, reject) => {
        const port = new SerialPort({ path, baudRate, rtscts: hasFlowControl, autoOpen: false });
        port.open((error) => {
          if (error === null) resolve(linkOf(port, user));
          else reject(printerOpenFault(path, error));
        });
      }),
  };
}

function linkOf(port: SerialPort, user: LinkUser): PrinterLink {
  let isClosing = false;
  port.on("data", (bytes: Buffer) => user.onBytes(bytes));
  port.on("error", () => undefined); // a broken line closes the port, and the close is told
  port.on("close", (cause: unknown) => {
    if (!isClosing) user.onLost(cause ?? undefined);
  });
  return {
    write: (bytes, timeoutMs) => writePieces(bytes, timeoutMs, (piece) => writeTo(port, piece)),
    close: async () => {
      isClosing = true;
      if (port.isOpen) await closePort(port);
    },
  };
}

function writeTo(port: SerialPort, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const lost = (cause: unknown): void => reject(cause instanceof Error ? cause : new Error("port closed"));
    port.once("close", lost); // serialport leaves the callback of a write uncalled when the line breaks
    port.write(piece, (error) => {
      port.off("close", lost);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Flushing first drops what the line still holds: closing a line with bytes in it waits for up to 30 s in the kernel. */
function closePort(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    port.flush(() => port.close(() => resolve()));
  });
}
