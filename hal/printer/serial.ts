/**
 * The way to a printer over a serial line (RS-232, USB-serial).
 * Knows no printer command.
 */
import { isNoDevice } from "../device-at.ts";
import { HalFault } from "../errors.ts";
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
      if (await isNoDevice(settings.path)) throw new HalFault("HAL_PRINTER_NO_DEVICE", settings.path);
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
