/**
 * `talon-stand devices`: what is plugged into this machine in plain words, and the configuration proposed for it.
 * Changes nothing and claims nothing, so it may be used while the stand runs; needs no file.
 */
import type { FoundChip, FoundDevices, FoundMachine, FoundPlace } from "../../../hal/devices/found.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { DEVICES_WORDS, type DevicesWords } from "./devices-words.ts";

/** A thing and what is said of it. */
type Entry = readonly [head: string, ...notes: (string | null)[]];

/** A heading with its entries, or what it means that there are none. */
function section(title: string, entries: readonly Entry[], none: string): string {
  const lines = entries.flatMap(([head, ...notes]) => [
    `  ${head}`,
    ...notes.flatMap((note) => (note === null ? [] : [`      ${note}`])),
  ]);
  return [title, ...(lines.length === 0 ? [`  ${none}`] : lines), ""].join("\n");
}

function chipEntry({ path, label, lines, isHeader, known }: FoundChip, words: DevicesWords): Entry {
  if (label === null || lines === null) return [path, words.closedChip];
  const used = known.flatMap(({ line, name, consumer }) =>
    consumer === null ? [] : [words.line(line, name, consumer)],
  );
  const about = [`${label}, ${words.lines(lines)}`, isHeader ? words.header : words.otherChip(label)];
  return [path, ...about, ...used];
}

const named = (name: string, usb: string | null): string =>
  [name, usb === null ? "" : `(USB ${usb})`].filter(Boolean).join(" ");

/** The names to write into a configuration, the best first; where there is none, the kernel's with a warning. */
function placeNotes({ node, stable }: FoundPlace, words: DevicesWords): string[] {
  return stable.length > 0 ? [...stable] : [`${node}: ${words.unstable}`];
}

function printerEntries({ printers }: FoundDevices, words: DevicesWords): Entry[] {
  return printers.map((printer) => {
    const { name, usb, by, guess } = printer;
    const place = by === "usblp" ? placeNotes(printer, words) : [printer.node, words.by[by]];
    return [named(name, usb), ...place, words.profile(guess.profile, guess.because)];
  });
}

function portEntries({ serialPorts }: FoundDevices, words: DevicesWords): Entry[] {
  return serialPorts.map((port) => {
    const { usb, name, node, looksLike } = port;
    if (usb === null) return [`${node} (${words.builtIn})`, words.portLooks.unknown];
    return [named(name, usb), ...placeNotes(port, words), words.portLooks[looksLike]];
  });
}

function inputEntries({ inputs }: FoundDevices, words: DevicesWords): Entry[] {
  return inputs.map((input) => {
    const isLeft = input.looksLike === "keyboard";
    const byId = input.stable.length === 0 && input.usb !== null; // found by what the kernel says of it
    const place = isLeft ? [] : byId ? [`"usb": "${input.usb}"`] : placeNotes(input, words);
    return [named(input.name, input.usb), ...place, words.inputLooks[input.looksLike]];
  });
}

function soundEntries({ soundCards }: FoundDevices, words: DevicesWords): Entry[] {
  return soundCards.map(({ name, usb, isHdmi, proposal }) => [
    named(name, usb),
    proposal.device ?? null,
    isHdmi ? words.hdmi : null,
  ]);
}

function hasSeveral({ printers, serialPorts, inputs, soundCards }: FoundDevices): boolean {
  const pads = inputs.filter(({ looksLike }) => looksLike === "keypad");
  const scanners = [
    ...serialPorts.filter(({ usb, looksLike }) => usb !== null && looksLike !== "printer"),
    ...inputs.filter(({ looksLike }) => looksLike === "scanner"),
  ];
  return [printers, pads, scanners, soundCards].some((kind) => kind.length > 1);
}

function proposalText({ found, proposal: parts }: FoundMachine, words: DevicesWords): string {
  if (Object.keys(parts).length === 0) return words.nothing;
  const missing = (["buttons", "lamps", "printer", "scanner", "keypad", "speaker"] as const).filter(
    (part) => parts[part] === undefined,
  );
  return [
    `${words.proposal}:`,
    "",
    JSON.stringify(parts, null, 2),
    "",
    ...(missing.length > 0 ? [words.missing(missing.map((part) => words.names[part]))] : []),
    ...(hasSeveral(found) ? [words.several] : []),
    ...(parts.buttons === undefined ? [] : [words.wiring]),
  ].join("\n");
}

/** The list and the proposal for people. */
export function devicesText(machine: FoundMachine, language: StaffLanguage): string {
  const { found } = machine;
  const words = DEVICES_WORDS[language];
  const chips = found.chips.map((chip) => chipEntry(chip, words));
  return [
    section(words.chips, chips, words.noChip),
    section(words.printers, printerEntries(found, words), words.noPrinter),
    section(words.ports, portEntries(found, words), words.noPort),
    section(words.inputs, inputEntries(found, words), words.noInput),
    section(words.soundCards, soundEntries(found, words), words.noSoundCard),
    proposalText(machine, words),
    "",
  ].join("\n");
}

/** The same for programs. */
export function devicesJson(machine: FoundMachine): string {
  return `${JSON.stringify(machine, null, 2)}\n`;
}
