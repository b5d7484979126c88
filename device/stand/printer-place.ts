/**
 * Where a stand's printer is, in a technician's words: its address, path or USB number, as the file says it.
 * Knows no driver.
 */
import type { StandConfig } from "../../protocol/config/stand.ts";

/** Where the printer is, as the file says it. */
export function printerPlace(printer: StandConfig["printer"]): string {
  if (printer.driver === "none") return "printer.driver: none";
  if (printer.driver === "simulated") return printer.paperFile;
  switch (printer.transport) {
    case "tcp":
      return `${printer.host}:${printer.port ?? 9100}`;
    case "libusb":
      return printer.usb ?? "USB";
    default:
      return printer.path ?? "USB";
  }
}
