/**
 * The way to a printer over a serial line (RS-232, USB-serial).
 * Knows no printer command.
 */
import { SerialLine, type SerialPortSettings } from "../serial/port.ts";
import { type PrinterTransport, printerOpenFault, writePieces } from "./transport.ts";

/**
 * A serial transport. "Accepted" means: taken by the kernel's line buffer.
 * Without flow control a printer loses bytes while it is busy.
 */
export function serialTransport(settings: SerialPortSettings): PrinterTransport {
  return {
    name: settings.path,
    open: async (user) => {
      try {
        const line = await SerialLine.open(settings, user);
        return {
          write: (bytes, timeoutMs) => writePieces(bytes, timeoutMs, (piece) => line.write(piece)),
          close: () => line.close(),
        };
      } catch (error) {
        throw printerOpenFault(settings.path, error);
      }
    },
  };
}
