/** `talon-stand devices`: what a technician reads, and what may be pasted. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeArguments } from "../../../../device/stand/cli/arguments.ts";
import { devicesJson, devicesText } from "../../../../device/stand/cli/devices.ts";
import type { FoundDevices, FoundMachine } from "../../../../hal/devices/found.ts";
import { listDevices, proposedParts } from "../../../../hal/devices/list.ts";
import { findDevices } from "../../../../hal/open.ts";
import { checkStand } from "../../../../protocol/config/stand.ts";
import { ALL_KEYS, deviceTree, PAD_KEYS } from "../../../hal/devices/tree.ts";

const NOTHING: FoundDevices = { chips: [], printers: [], serialPorts: [], inputs: [], soundCards: [] };
const HEADER = { path: "/dev/gpiochip0", label: "pinctrl-rp1", lines: 54, known: [], isHeader: true };

const machineOf = (found: FoundDevices): FoundMachine => ({ found, proposal: proposedParts(found) });

/** A Pi with one of everything, in a tree of its own. */
async function fullMachine(): Promise<FoundMachine> {
  const tree = await deviceTree();
  const epson = { port: "1-1.1", id: "04b8:0e28", maker: "EPSON", product: "TM-T20III", serial: "X3K1" };
  await tree.printer("lp0", epson, "MFG:EPSON;MDL:TM-T20III;");
  await tree.name("talon/printer", "usb/lp0");
  await tree.serial("ttyACM0", { port: "1-1.2", id: "05e0:1701", maker: "Symbol", product: "DS457" });
  await tree.serial("ttyUSB0", { port: "1-1.3", id: "1a86:7523", product: "USB Serial" });
  await tree.name("talon/scanner", "ttyACM0");
  await tree.input("event1", { name: "Logitech Keyboard", id: "046d:c31c", keys: ALL_KEYS });
  await tree.input("event2", { name: "HCT Pad", id: "04d9:a088", keys: PAD_KEYS });
  await tree.soundCard(0, "Headphones", null);
  const found = await listDevices({ sys: tree.sys, dev: tree.dev, libc: null, wordBits: 64 });
  const known = [
    { line: 2, name: "SDA", consumer: "i2c" },
    { line: 5, name: "GPIO5", consumer: null },
  ];
  return machineOf({ ...found, chips: [{ ...HEADER, known }] });
}

/** The object that stands in the text, as somebody would copy it. */
function pasted(text: string): Record<string, unknown> {
  const from = text.indexOf("\n{\n");
  return JSON.parse(text.slice(from, text.indexOf("\n}\n", from) + 2)) as Record<string, unknown>;
}

describe("talon-stand devices", () => {
  it.each(["da", "en"] as const)(
    "what is proposed in %s can be pasted, and the stand's file is then right",
    async (language) => {
      const machine = await fullMachine();
      const parts = pasted(devicesText(machine, language));
      expect(Object.keys(parts)).toEqual(["buttons", "lamps", "printer", "scanner", "keypad", "speaker"]);
      const example = JSON.parse(readFileSync("docs/examples/stand.json", "utf8")) as Record<string, unknown>;
      const checked = checkStand({ ...example, ...parts });
      expect(checked).toMatchObject({ ok: true });
    },
  );

  it("each thing is named with the name to write, and with what it looks like", async () => {
    const text = devicesText(await fullMachine(), "en");
    for (const fact of [
      /\/dev\/gpiochip0\n {6}pinctrl-rp1, 54 lines\n {6}the header of a Raspberry Pi\n {6}line 2 \(SDA\) is used by i2c\n/,
      /EPSON TM-T20III \(USB 04b8:0e28\)\n {6}\S+\/dev\/talon\/printer\n {6}profile epson-tm-t20iii, as its name says/,
      /Symbol DS457 \(USB 05e0:1701\)\n {6}\S+\/dev\/talon\/scanner\n {6}looks like a scanner/,
      /USB Serial \(USB 1a86:7523\)\n {6}\S+\/ttyUSB0: this name may change .*\n {6}may be a scanner, a printer or anything else/,
      /Logitech Keyboard \(USB 046d:c31c\)\n {6}an ordinary keyboard; the stand leaves it alone/,
      /HCT Pad \(USB 04d9:a088\)\n {6}"usb": "04d9:a088"\n {6}looks like a numeric pad/,
      /Headphones\n {6}plughw:CARD=Headphones\n/,
      /Where there are several of a kind the first is proposed/,
    ])
      expect(text).toMatch(fact);
  });

  it("a laptop with nothing is told so, part for part, and what to do", () => {
    const text = devicesText(machineOf(NOTHING), "da");
    expect(text).toContain("Der blev ikke fundet nogen GPIO-chip");
    expect(text).toContain("Ingen USB-printer.");
    expect(text).toContain("Der er intet at foreslå.");
    expect(text).not.toContain("{");
  });

  it("what was not found is named, so that nobody thinks it forgotten", () => {
    const text = devicesText(machineOf({ ...NOTHING, chips: [HEADER] }), "da");
    expect(text).toContain(
      "Ikke fundet, så ikke i forslaget: printer, scanner, tastatur (keypad), højttaler (speaker).",
    );
    expect(text).toContain("Linjernes numre er kun den sædvanlige ledningsføring.");
  });

  it("a chip that is no Raspberry Pi's says how it is written, and one that may not be asked says what to do", () => {
    const other = { ...HEADER, label: "gpio-mt7621", isHeader: false };
    const closed = { ...HEADER, path: "/dev/gpiochip1", label: null, lines: null, isHeader: false };
    const text = devicesText(machineOf({ ...NOTHING, chips: [other, closed] }), "en");
    expect(text).toContain(`for this chip write "chipLabels": ["gpio-mt7621"]`);
    expect(text).toMatch(/\/dev\/gpiochip1\n {6}cannot be asked: run as root/);
  });

  it("programs are given everything that was found, and the parts proposed", async () => {
    const machine = await fullMachine();
    expect(JSON.parse(devicesJson(machine))).toEqual(JSON.parse(JSON.stringify(machine)));
  });

  it("this very machine is listed in both languages", async () => {
    const machine = await findDevices();
    for (const language of ["da", "en"] as const) expect(devicesText(machine, language)).toContain("GPIO");
  });

  it("is understood as typed", () => {
    expect(decodeArguments(["devices", "--json"], "da")).toMatchObject({
      ok: true,
      value: { command: "devices", json: true },
    });
    expect(decodeArguments(["devices", "more"], "da")).toMatchObject({ ok: false });
  });
});
