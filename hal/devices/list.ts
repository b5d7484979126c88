/**
 * Lists what is plugged into this machine, and proposes a stand's configuration for it.
 * Reads /sys and /dev; opens GPIO chips to ask for their names, and nothing else. Changes nothing.
 */

import { type Libc, machineLibc } from "../libc.ts";
import { foundChips } from "./chips.ts";
import type { FoundChip, FoundDevices, ProposedParts } from "./found.ts";
import { foundInputs } from "./inputs.ts";
import { foundPrinters } from "./printers.ts";
import { foundSerialPorts } from "./serial-ports.ts";
import { foundSoundCards } from "./sound-cards.ts";
import type { DeviceTrees } from "./sysfs.ts";

/** What this file needs of the machine, so that tests can give another. */
export type DeviceMachine = DeviceTrees & { readonly libc: Libc | null; readonly wordBits: 32 | 64 };

/** The machine's own; without koffi the chips are listed by their paths alone. */
export async function deviceMachine(): Promise<DeviceMachine> {
  const libc = await machineLibc().catch(() => null);
  return { sys: "/sys", dev: "/dev", libc, wordBits: process.arch === "arm" ? 32 : 64 };
}

/** Everything that is there now. Never rejects: what cannot be read is not listed. */
export async function listDevices(machine: DeviceMachine): Promise<FoundDevices> {
  const [printers, serialPorts, inputs, soundCards] = await Promise.all([
    foundPrinters(machine),
    foundSerialPorts(machine),
    foundInputs(machine, machine.wordBits),
    foundSoundCards(machine),
  ]);
  return { chips: foundChips(machine.dev, machine.libc), printers, serialPorts, inputs, soundCards };
}

/** The wiring of docs/examples/stand.json: on the header of a Raspberry Pi, clear of I2C, SPI and the serial port. */
const BUTTON_LINES = [5, 6, 13, 19];
const LAMP_LINES = [12, 16, 20, 21];

function wiring({ chips }: FoundDevices): Pick<ProposedParts, "buttons" | "lamps"> {
  const chip = chips.find(({ isHeader }) => isHeader);
  if (chip === undefined) return {};
  const buttons = freeOf(BUTTON_LINES, chip);
  const lamps = freeOf(LAMP_LINES, chip);
  return {
    ...(buttons.length > 0 && { buttons: { driver: "auto", lines: buttons } }),
    ...(lamps.length > 0 && { lamps: { driver: "auto", lines: lamps } }),
  };
}

/** A stand that runs at this moment holds its own lines; they are its to propose. */
function freeOf(lines: readonly number[], { known }: FoundChip): number[] {
  const isTaken = (line: number) =>
    known.some((one) => one.line === line && one.consumer !== null && !one.consumer.startsWith("talon"));
  return lines.filter((line) => !isTaken(line));
}

/** The parts of a configuration for the first of each kind that was found; what only might be it comes last. */
export function proposedParts(found: FoundDevices): ProposedParts {
  const { printers, serialPorts, inputs, soundCards } = found;
  const proposals = [
    ...serialPorts.filter((port) => port.looksLike !== "unknown"),
    ...inputs.filter((input) => input.looksLike !== "keyboard"),
    ...serialPorts.filter((port) => port.looksLike === "unknown" && port.usb !== null),
  ].flatMap(({ proposal }) => proposal ?? []);
  const printer = [...printers.map(({ proposal }) => proposal), ...proposals].find(
    (one) => one.driver === "escpos",
  );
  const scanner = proposals.find((one) => one.driver === "serial" || one.driver === "hid");
  const keypad = proposals.find((one) => one.driver === "evdev");
  const speaker = soundCards[0]?.proposal;
  return {
    ...wiring(found),
    ...(printer && { printer }),
    ...(scanner && { scanner }),
    ...(keypad && { keypad }),
    ...(speaker && { speaker }),
  };
}
