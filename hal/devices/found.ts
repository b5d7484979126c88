/**
 * What may be plugged into a stand, as plain data: told by hal/devices, shown by `talon-stand devices`.
 * Pure types; nothing in them is about a person.
 */
import type { AutoButtonsOptions } from "../button/contract.ts";
import type { EvdevKeypadOptions } from "../keypad/contract.ts";
import type { AutoLampsOptions } from "../lamp/contract.ts";
import type { EscposPrinterOptions } from "../printer/contract.ts";
import type { HidScannerOptions, SerialScannerOptions } from "../scanner/contract.ts";
import type { AlsaSpeakerOptions } from "../speaker/contract.ts";
import type { ProfileGuess } from "./makers.ts";

/** A line of a chip that somebody uses or that has a name; the others are just numbers. */
export type FoundLine = {
  readonly line: number;
  readonly name: string;
  /** Who uses it; null where it is free, empty where the user gave no name. */
  readonly consumer: string | null;
};

export type FoundChip = {
  readonly path: string;
  /** Null, as `lines`, where the chip may not be opened by this user, or the module koffi is missing. */
  readonly label: string | null;
  readonly lines: number | null;
  readonly known: readonly FoundLine[];
  /** Whether it is the pin header of a Raspberry Pi. */
  readonly isHeader: boolean;
};

/** Where something is: `node` is the kernel's name, which changes; `stable` those that do not, the best first. */
export type FoundPlace = { readonly node: string; readonly stable: readonly string[] };

export type FoundPrinter = FoundPlace & {
  /** As it names itself: "EPSON TM-T20III". */
  readonly name: string;
  /** "04b8:0e28". */
  readonly usb: string | null;
  readonly serialNumber: string | null;
  /** `usblp`: by its device file; `libusb`: the kernel's driver is not bound; `other`: another driver holds it. */
  readonly by: "usblp" | "libusb" | "other";
  readonly guess: ProfileGuess;
  readonly proposal: EscposPrinterOptions;
};

export type FoundSerialPort = FoundPlace & {
  readonly name: string;
  readonly usb: string | null;
  readonly looksLike: "scanner" | "printer" | "unknown";
  /** As what it looks like; as a scanner where nobody can tell. */
  readonly proposal: SerialScannerOptions | EscposPrinterOptions;
};

export type FoundInput = FoundPlace & {
  readonly name: string;
  readonly usb: string | null;
  readonly phys: string | null;
  readonly looksLike: "scanner" | "keypad" | "keyboard";
  /** Null for an ordinary keyboard: taking it would lock the technician out. */
  readonly proposal: HidScannerOptions | EvdevKeypadOptions | null;
};

export type FoundSoundCard = {
  /** ALSA's short name, which survives another plug. */
  readonly id: string;
  readonly name: string;
  readonly usb: string | null;
  /** A screen's sound, by its cable. */
  readonly isHdmi: boolean;
  readonly proposal: AlsaSpeakerOptions;
};

export type FoundDevices = {
  readonly chips: readonly FoundChip[];
  readonly printers: readonly FoundPrinter[];
  readonly serialPorts: readonly FoundSerialPort[];
  readonly inputs: readonly FoundInput[];
  readonly soundCards: readonly FoundSoundCard[];
};

/** Everything that was found, and the parts proposed for it. */
export type FoundMachine = { readonly found: FoundDevices; readonly proposal: ProposedParts };

/** Parts of a stand's configuration; what was not found is left out. */
export type ProposedParts = {
  readonly buttons?: AutoButtonsOptions;
  readonly lamps?: AutoLampsOptions;
  readonly printer?: EscposPrinterOptions;
  readonly scanner?: SerialScannerOptions | HidScannerOptions;
  readonly keypad?: EvdevKeypadOptions;
  readonly speaker?: AlsaSpeakerOptions;
};
