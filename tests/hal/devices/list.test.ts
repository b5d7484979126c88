/** What is listed of a machine, and what is proposed for it. */
import { mkdir } from "node:fs/promises";
import { expect, it } from "vitest";
import { type DeviceMachine, deviceMachine, listDevices, proposedParts } from "../../../hal/devices/list.ts";
import { handClock } from "../clocks.ts";
import { FakeKernel } from "../gpio/fake-kernel.ts";
import { ALL_KEYS, type DeviceTree, deviceTree, PAD_KEYS } from "./tree.ts";

const EPSON = { port: "1-1.1", id: "04b8:0e28", maker: "EPSON", product: "TM-T20III", serial: "X3K1" };
const EPSON_1284 = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;";
const ZEBRA = { port: "1-1.2", id: "05e0:1701", maker: "Symbol Technologies", product: "DS457" };
const ADAPTER = { port: "1-1.3", id: "1a86:7523", product: "USB Serial" };

const machineOf = ({ sys, dev }: DeviceTree, more: Partial<DeviceMachine> = {}): DeviceMachine => ({
  sys,
  dev,
  libc: null,
  wordBits: 64,
  ...more,
});
const found = async (tree: DeviceTree) => await listDevices(machineOf(tree));
const proposed = async (tree: DeviceTree) => proposedParts(await found(tree));

it("a machine without anything, and without /sys, has nothing, and nothing is proposed", async () => {
  const nothing = { chips: [], printers: [], serialPorts: [], inputs: [], soundCards: [] };
  expect(await found(await deviceTree())).toEqual(nothing);
  expect(await proposed(await deviceTree())).toEqual({});
});

it("this very machine is listed without a fault, whatever is plugged into it", async () => {
  const machine = await deviceMachine();
  const all = await listDevices(machine);
  expect(Object.keys(all)).toEqual(["chips", "printers", "serialPorts", "inputs", "soundCards"]);
});

it("a USB printer is named as it names itself, and proposed by its lasting name with the profile of its model", async () => {
  const tree = await deviceTree();
  await tree.printer("lp1", EPSON, EPSON_1284);
  await tree.name("talon/printer", "usb/lp1");
  await tree.name("talon/by-serial/printer-X3K1", "usb/lp1");
  const [printer] = (await found(tree)).printers;
  expect(printer).toMatchObject({
    node: `${tree.dev}/usb/lp1`,
    stable: [`${tree.dev}/talon/printer`, `${tree.dev}/talon/by-serial/printer-X3K1`],
    name: "EPSON TM-T20III",
    usb: "04b8:0e28",
    by: "usblp",
    guess: { profile: "epson-tm-t20iii", because: "model" },
  });
  expect(await proposed(tree)).toEqual({
    printer: {
      driver: "escpos",
      profile: "epson-tm-t20iii",
      transport: "usb",
      path: `${tree.dev}/talon/printer`,
    },
  });
});

it("of two printers each is proposed by a name that is its own", async () => {
  const tree = await deviceTree();
  await tree.printer("lp0", EPSON, EPSON_1284);
  await tree.printer("lp1", { ...EPSON, port: "1-1.4", serial: "X3K2" }, EPSON_1284);
  await tree.name("talon/printer", "usb/lp0");
  await tree.name("talon/by-serial/printer-X3K1", "usb/lp0");
  await tree.name("talon/by-port/printer-usb-0_1_4", "usb/lp1");
  const paths = (await found(tree)).printers.map(({ proposal }) => "path" in proposal && proposal.path);
  expect(paths).toEqual([
    `${tree.dev}/talon/by-serial/printer-X3K1`,
    `${tree.dev}/talon/by-port/printer-usb-0_1_4`,
  ]);
});

it("a printer that usblp does not hold is proposed by its USB id and serial number", async () => {
  const tree = await deviceTree();
  await tree.printer("", EPSON);
  expect(await proposed(tree)).toEqual({
    printer: {
      driver: "escpos",
      profile: "epson-tm-t20iii",
      transport: "libusb",
      usb: "04b8:0e28",
      serialNumber: "X3K1",
    },
  });
});

it.each([
  ["MANUFACTURER:Star;MODEL:Star TSP654II (ESC/POS)", "0519:0003", "star-esc-pos", "model"],
  ["MFG:BIXOLON;MDL:SRP-350plusIII;", "1504:0011", "bixolon-srp-350", "model"],
  ["MFG:CITIZEN;MDL:CT-S310II;", "1d90:2060", "citizen-ct-s310", "model"],
  ["MFG:EPSON;MDL:TM-T88VII;", "04b8:0202", "epson-tm-t88", "model"],
  ["MFG:EPSON;MDL:TM-m30;", "04b8:0e1f", "epson-tm-t20iii", "maker"],
  ["MFG:;MDL:POS-58;", "0416:5011", "no-name-58", "model"],
  ["MFG:Acme;MDL:Thermal;", "dead:beef", "no-name-58", "none"],
])("a printer that says %s is taken as %s %s, by its %s", async (said, id, profile, because) => {
  const tree = await deviceTree();
  await tree.printer("lp0", { port: "1-1.1", id }, said);
  expect((await found(tree)).printers[0]?.guess).toEqual({ profile, because });
});

it("a scanner on USB serial is known by its maker, and goes before an adapter that may be anything", async () => {
  const tree = await deviceTree();
  await tree.serial("ttyUSB0", ADAPTER);
  await tree.serial("ttyACM0", ZEBRA);
  await tree.name("serial/by-id/usb-Symbol-if00", "ttyACM0");
  const { serialPorts } = await found(tree);
  expect(serialPorts.map(({ usb, looksLike }) => [usb, looksLike])).toEqual([
    ["05e0:1701", "scanner"],
    ["1a86:7523", "unknown"],
  ]);
  expect(await proposed(tree)).toEqual({
    scanner: { driver: "serial", path: `${tree.dev}/serial/by-id/usb-Symbol-if00` },
  });
});

it("a serial port that is built in is listed, one that the kernel only made room for is not, and neither is proposed", async () => {
  const tree = await deviceTree();
  await tree.serial("ttyAMA0", null);
  await tree.serial("ttyS0", null, "0");
  expect((await found(tree)).serialPorts.map(({ node }) => node)).toEqual([`${tree.dev}/ttyAMA0`]);
  expect(await proposed(tree)).toEqual({});
});

it("a printer's own USB serial port is proposed as the printer", async () => {
  const tree = await deviceTree();
  await tree.serial("ttyACM0", { ...EPSON, id: "04b8:0202", product: "TM Virtual Port" });
  expect((await proposed(tree)).printer).toMatchObject({ transport: "serial", path: `${tree.dev}/ttyACM0` });
});

it("a scanner that types, a pad and an ordinary keyboard are told apart; the keyboard is left to the technician", async () => {
  const tree = await deviceTree();
  await tree.input("event0", { name: "pwr_button", keys: [116] });
  await tree.input("event1", { name: "Logitech USB Keyboard", id: "046d:c31c", keys: ALL_KEYS });
  await tree.input("event2", { name: "Honeywell 1950g", id: "0c2e:0b61", keys: ALL_KEYS });
  await tree.input("event10", { name: "SIGMACHIP USB Keypad", id: "1c4f:0002", keys: ALL_KEYS });
  await tree.input("event11", { name: "HCT Pad", id: "04d9:a088", keys: PAD_KEYS });
  await tree.name("input/by-id/usb-Honeywell-event-kbd", "input/event2");
  const { inputs } = await found(tree);
  expect(inputs.map(({ name, looksLike }) => [name, looksLike])).toEqual([
    ["Logitech USB Keyboard", "keyboard"],
    ["Honeywell 1950g", "scanner"],
    ["SIGMACHIP USB Keypad", "keypad"],
    ["HCT Pad", "keypad"],
  ]);
  expect(inputs[0]?.proposal).toBeNull();
  expect(await proposed(tree)).toEqual({
    scanner: { driver: "hid", layout: "us", path: `${tree.dev}/input/by-id/usb-Honeywell-event-kbd` },
    keypad: { driver: "evdev", usb: "1c4f:0002" },
  });
});

it("a USB sound card goes before the headphone socket, that before a screen; a microphone is none", async () => {
  const tree = await deviceTree();
  await tree.soundCard(0, "vc4hdmi0", null);
  await tree.soundCard(1, "Headphones", null);
  await tree.soundCard(2, "Device", { port: "1-1.2", id: "0d8c:0014", product: "USB Audio" });
  await tree.soundCard(3, "Webcam", { port: "1-1.3", id: "046d:0825" }, false);
  expect((await found(tree)).soundCards.map(({ id }) => id)).toEqual(["Device", "Headphones", "vc4hdmi0"]);
  expect(await proposed(tree)).toEqual({ speaker: { driver: "alsa", device: "plughw:CARD=Device" } });
});

it("a GPIO chip is listed with its named and used lines, and the lines that others use are not proposed", async () => {
  const tree = await deviceTree();
  await mkdir(tree.dev);
  const kernel = new FakeKernel(tree.dev, handClock());
  kernel.plug("gpiochip0", { label: "pinctrl-bcm2711", lines: 58, names: { 5: "GPIO5", 6: "RED" } });
  kernel.plug("gpiochip1", { label: "raspberrypi-exp-gpio", lines: 8 });
  const all = await listDevices(machineOf(tree, { libc: kernel.devices.libc }));
  expect(all.chips).toEqual([
    {
      path: `${tree.dev}/gpiochip0`,
      label: "pinctrl-bcm2711",
      lines: 58,
      isHeader: true,
      known: [
        { line: 5, name: "GPIO5", consumer: null },
        { line: 6, name: "RED", consumer: null },
      ],
    },
    { path: `${tree.dev}/gpiochip1`, label: "raspberrypi-exp-gpio", lines: 8, isHeader: false, known: [] },
  ]);
  expect(proposedParts(all)).toEqual({
    buttons: { driver: "auto", lines: [5, 6, 13, 19] },
    lamps: { driver: "auto", lines: [12, 16, 20, 21] },
  });
  const [header] = all.chips;
  const taken = { ...header!, known: [{ line: 6, name: "", consumer: "gpio-keys" }] };
  expect(proposedParts({ ...all, chips: [taken] }).buttons).toEqual({ driver: "auto", lines: [5, 13, 19] });
});

it("without koffi a GPIO chip is listed by its path alone", async () => {
  const tree = await deviceTree();
  await mkdir(tree.dev);
  new FakeKernel(tree.dev, handClock()).plug("gpiochip0", { label: "pinctrl-rp1" });
  expect((await found(tree)).chips).toEqual([
    { path: `${tree.dev}/gpiochip0`, label: null, lines: null, known: [], isHeader: false },
  ]);
});
