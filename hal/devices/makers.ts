/**
 * Who made what is plugged in, as far as it says what it is: makers of scanners and printers by USB id, printers by name.
 * Pure; reads nothing. The scanners' ids stand in systemd/60-talon.rules too, and a test keeps the two alike.
 */
import type { PrinterProfileName } from "../printer/profiles.ts";

/** USB vendor ids of makers whose devices at a stand are scanners (names as in usb.ids, or today's). */
export const SCANNER_MAKERS: ReadonlyMap<string, string> = new Map([
  ["0536", "Honeywell (Hand Held Products)"],
  ["05e0", "Zebra (Symbol)"],
  ["05f9", "Datalogic (PSC)"],
  ["065a", "Opticon"],
  ["080c", "Datalogic"],
  ["0c2e", "Honeywell (Metrologic)"],
  ["1eab", "Newland"],
  ["27dd", "Mindeo"],
]);

/** Makers of receipt printers, for printers that are serial ports to the machine. */
const PRINTER_MAKERS: ReadonlySet<string> = new Set(["04b8", "0519", "1504", "1d90"]);

/** `model`: its name says so; `maker`: the maker's usual one, a guess; `none`: nothing is known, so the most careful one. */
export type ProfileGuess = {
  readonly profile: PrinterProfileName;
  readonly because: "model" | "maker" | "none";
};

/** Names as printers give them (IEEE 1284 id, or USB's manufacturer and product), the first that fits. */
const MODELS: readonly (readonly [RegExp, PrinterProfileName, "model" | "maker"])[] = [
  [/TM-?T20/i, "epson-tm-t20iii", "model"],
  [/TM-?T88/i, "epson-tm-t88", "model"],
  [/TSP-?(143|654)/i, "star-esc-pos", "model"],
  [/SRP-?350/i, "bixolon-srp-350", "model"],
  [/CT-?S310/i, "citizen-ct-s310", "model"],
  [/\b(POS|XP|ZJ|MTP|RP)-?58/i, "no-name-58", "model"],
  [/\bEPSON\b|^04b8:/i, "epson-tm-t20iii", "maker"],
  [/\bSTAR\b|^0519:/i, "star-esc-pos", "maker"],
  [/\bBIXOLON\b|\bSAMSUNG\b|^1504:/i, "bixolon-srp-350", "maker"],
  [/\bCITIZEN\b|^1d90:/i, "citizen-ct-s310", "maker"],
];

/** The profile for a printer by its USB id and the name that it gives. */
export function guessProfile(usb: string | null, name: string): ProfileGuess {
  const found = MODELS.find(([pattern]) => pattern.test(name) || pattern.test(usb ?? ""));
  return found === undefined
    ? { profile: "no-name-58", because: "none" }
    : { profile: found[1], because: found[2] };
}

const vendorOf = (usb: string | null): string => (usb ?? "").slice(0, 4);

/** What a serial port or keyboard is by its USB id and name. */
export function looksLike(usb: string | null, name: string): "scanner" | "printer" | "unknown" {
  if (SCANNER_MAKERS.has(vendorOf(usb)) || /scan|bar ?code|\bqr\b/i.test(name)) return "scanner";
  if (PRINTER_MAKERS.has(vendorOf(usb)) || /printer|\bPOS\b|receipt/i.test(name)) return "printer";
  return "unknown";
}
